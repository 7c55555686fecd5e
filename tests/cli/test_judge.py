from pathlib import Path

import pytest

from sayso.ledger import open_ledger
from sayso.model import Verdict
from sayso.story import rejected_claims
from tests.cli.conftest import Run, make_ledger
from tests.dossier.stories import dam_story


@pytest.fixture
def claims(run: Run) -> list[str]:
    """Ids of claims in the ledger of the current folder that nobody has judged."""
    story = dam_story()
    make_ledger(Path("sayso.db"), story)
    return [claim.id for claim in story.claims if claim.id not in {j.on for j in story.judgements}]


def test_a_note_is_recorded_with_who_and_why(run: Run, claims: list[str]) -> None:
    done = run("judge", "note", claims[0], "--note", "ask the ministry", "--by", "R. Holm")
    assert done.code == 0
    with open_ledger("sayso.db") as ledger:
        (made,) = (j for j in ledger.view_judgements() if j.on == claims[0])
    assert (made.verdict, made.by, made.note) == (Verdict.NOTE, "R. Holm", "ask the ministry")
    assert made.id in done.out
    assert made.id in run("judge", "list").out


def test_the_beginning_of_an_id_will_do(run: Run, claims: list[str]) -> None:
    done = run("judge", "accept", claims[0][:11], "--by", "R. Holm")
    assert done.code == 0
    assert claims[0] in done.out


@pytest.mark.parametrize("start", ["c1:", "c1:zzzzzzzz", "j1:01"])
def test_what_begins_no_one_id_is_not_judged(run: Run, claims: list[str], start: str) -> None:
    done = run("judge", "accept", start, "--by", "R. Holm")
    assert (done.code, done.out) == (1, "")
    assert start in done.err


def test_an_unknown_claim_is_not_judged(run: Run, claims: list[str]) -> None:
    done = run("judge", "accept", claims[0], "c1:00", "--by", "R. Holm")
    assert done.code == 1
    assert "c1:00" in done.err
    assert run("judge", "list").out.count(claims[0]) == 0


def test_a_note_without_text_is_wrong(run: Run, claims: list[str]) -> None:
    assert run("judge", "note", claims[0], "--by", "R. Holm").code == 2


def test_what_is_rejected_can_be_taken_back(run: Run, claims: list[str]) -> None:
    made = run("judge", "reject", claims[0], claims[1], "--by", "R. Holm").out.split()[0]
    assert _rejected() >= {claims[0], claims[1]}
    assert run("judge", "undo", made, "--by", "R. Holm").code == 0
    assert claims[0] not in _rejected()
    assert claims[1] in _rejected()


def _rejected() -> frozenset[str]:
    with open_ledger("sayso.db") as ledger:
        return rejected_claims(ledger.view_judgements())
