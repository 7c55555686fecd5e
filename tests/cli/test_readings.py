"""`sayso readings`: what a newer program found otherwise."""

import json
from pathlib import Path

import pytest

from sayso.cli import main
from sayso.ledger import open_ledger
from tests.ledger.samples import HERALD, HERALD_CLAIMS


@pytest.fixture
def place(tmp_path: Path) -> str:
    for program, claims in (("1", HERALD_CLAIMS), ("2", HERALD_CLAIMS[:1])):
        with open_ledger(tmp_path / "story.db", program=program) as ledger:
            ledger.record_document(HERALD, claims)
    return str(tmp_path / "story.db")


def test_it_lists_what_is_no_longer_found(place: str, capsys: pytest.CaptureFixture[str]):
    assert main(["readings", "--ledger", place]) == 0
    said = capsys.readouterr().out
    assert f"{len(HERALD_CLAIMS) - 1} no longer found" in said
    assert HERALD_CLAIMS[1].id in said


def test_it_gives_records(place: str, capsys: pytest.CaptureFixture[str]):
    assert main(["readings", "--format", "json", "--ledger", place]) == 0
    first, second = json.loads(capsys.readouterr().out)
    assert (first["program"], first["again"], second["again"]) == ("1", False, True)
    assert second["dropped"] == sorted(claim.id for claim in HERALD_CLAIMS[1:])
