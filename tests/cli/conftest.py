"""Ledgers over invented stories, and a terminal to run commands in."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from sayso.cli import main
from sayso.ledger import open_ledger
from sayso.model import Story
from tests.dossier.stories import dam_story


@dataclass(frozen=True)
class Done:
    """What a command came to."""

    code: int
    out: str
    err: str


Run = Callable[..., Done]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs a command line in an empty folder, as into a pipe."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("SAYSO_LEDGER", raising=False)

    def run_command(*words: str | Path) -> Done:
        capsys.readouterr()
        code = main([str(word) for word in words])
        return Done(code, *capsys.readouterr())

    return run_command


def make_ledger(path: Path, story: Story) -> Path:
    """A ledger that holds a story."""
    with open_ledger(path) as ledger:
        for document in story.documents:
            ledger.record_document(document, [c for c in story.claims if c.document == document.id])
        for judgement in story.judgements:
            ledger.record_judgement(judgement)
        ledger.record_comparison(story.comparison)
        ledger.close_run()  # as `read` and `judge` do once they have compared
    return path


@pytest.fixture(scope="session")
def held(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger of the invented dam story; to be looked at only."""
    return make_ledger(tmp_path_factory.mktemp("dam") / "dam.db", dam_story())
