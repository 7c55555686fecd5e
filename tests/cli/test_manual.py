import sys
from pathlib import Path

import pytest

from sayso.cli.manual import render_manual
from sayso.cli.parser import COMMANDS

MANUAL = Path(__file__).resolve().parents[2] / "docs" / "cli.md"


@pytest.mark.skipif(sys.version_info[:2] > (3, 12), reason="later argparse words its help otherwise")
def test_the_manual_is_what_the_parsers_say() -> None:
    assert MANUAL.read_text(encoding="utf-8") == render_manual(), "make it anew: python -m sayso.cli.manual"


def test_the_manual_has_every_command() -> None:
    manual = MANUAL.read_text(encoding="utf-8")
    assert [command.name for command in COMMANDS if f"\n## sayso {command.name}\n" not in manual] == []


def test_the_help_names_the_confidence_that_is_asked_for_by_default() -> None:
    from sayso.claims.english.finding import SURE_ENOUGH

    assert f"(default {SURE_ENOUGH})" in render_manual().replace("\n", " ")
