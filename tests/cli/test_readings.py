"""`sayso readings`: what a newer program found otherwise."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from sayso.cli import main
from sayso.ledger import open_ledger
from tests.ledger.samples import COURIER, COURIER_CLAIMS, HERALD, HERALD_CLAIMS

BETTER = replace(HERALD_CLAIMS[0], confidence=0.9)


@pytest.fixture
def place(tmp_path: Path) -> str:
    for program, claims in (("1", HERALD_CLAIMS), ("2", (BETTER,))):
        with open_ledger(tmp_path / "story.db", program=program) as ledger:
            ledger.record_document(HERALD, claims)
            ledger.record_document(COURIER, COURIER_CLAIMS)
    return str(tmp_path / "story.db")


def test_it_lists_what_is_no_longer_found(place: str, capsys: pytest.CaptureFixture[str]):
    assert main(["readings", "--ledger", place]) == 0
    said = capsys.readouterr().out
    assert f"{len(HERALD_CLAIMS) - 1} no longer found" in said
    for dropped in HERALD_CLAIMS[1:]:
        assert f"{dropped.id}  " in said
        assert dropped.content.text in said


def test_it_gives_records(place: str, capsys: pytest.CaptureFixture[str]):
    assert main(["readings", HERALD.id, "--format", "json", "--ledger", place]) == 0
    first, second = json.loads(capsys.readouterr().out)
    assert (first["program"], first["again"], second["again"]) == ("1", False, True)
    assert [claim["id"] for claim in second["dropped"]] == sorted(claim.id for claim in HERALD_CLAIMS[1:])
    (changed,) = second["changed"]
    assert changed == {"claim": BETTER.id, "fields": [{"field": "confidence", "before": 0.75, "now": 0.9}]}


def test_it_shows_what_changed_field_by_field(place: str, capsys: pytest.CaptureFixture[str]):
    assert main(["readings", "--ledger", place]) == 0
    assert f"1 changed\n    {BETTER.id}  Spokeswoman Ilka Brandvoll: The bridge will reopen in May\n" in (
        said := capsys.readouterr().out
    )
    assert "      confidence: 0.75 → 0.9\n" in said


def test_a_document_may_be_named_by_the_beginning_of_its_id(place: str, capsys: pytest.CaptureFixture[str]):
    assert main(["readings", HERALD.id[:11], "--ledger", place]) == 0
    said = capsys.readouterr().out
    assert HERALD.id in said
    assert COURIER.id not in said
    assert main(["readings", "d1:00000000", "--ledger", place]) == 1
    assert "d1:00000000" in capsys.readouterr().err
