"""Runs: what was recorded is closed under a root, once, by whoever comes next; and a row proved to be under it."""

import json
import re
from pathlib import Path
from threading import Barrier, Thread
from typing import Any

import pytest

from sayso.errors import LedgerError, NotFoundError
from sayso.export import proof_line
from sayso.ledger import Ledger
from tests.ledger.engines import Engine
from tests.ledger.samples import COMPARISON, COURIER, COURIER_CLAIMS, HERALD, HERALD_CLAIMS, JUDGEMENT
from tests.ledger.trials import READINGS

DOCS = Path(__file__).parents[2] / "docs"


def _runs(engine: Engine) -> list[tuple[Any, ...]]:
    return engine.rows("SELECT seq, first, last FROM run ORDER BY seq")


def test_an_empty_ledger_has_no_run(ledger: Ledger):
    assert ledger.close_run() is None


def test_runs_follow_on_each_other(engine: Engine):
    with engine.open() as ledger:
        ledger.record_document(HERALD, HERALD_CLAIMS)
        first = ledger.close_run()
        ledger.record_judgement(JUDGEMENT)
        second = ledger.close_run()
        assert first
        assert second
        assert first.root != second.root
        assert ledger.audit([first.root, second.root]).faults == ()
        assert ledger.audit().runs == (first.root, second.root)
    assert _runs(engine) == [(8, 1, 7), (10, 8, 9)]


def test_nothing_new_closes_no_run_and_changes_nothing(story: Engine):
    with story.open() as ledger:
        before, closed = ledger.digest(), ledger.close_run()
        held = story.rows("SELECT chain FROM entry")
        ledger.record_document(HERALD, HERALD_CLAIMS)
        ledger.record_comparison(COMPARISON)
        assert ledger.close_run() == closed
        assert ledger.digest() == before
    assert story.rows("SELECT chain FROM entry") == held


def test_what_no_run_closed_is_told_and_closed_by_the_next(ledger: Ledger):
    ledger.record_document(HERALD, HERALD_CLAIMS)
    ledger.close_run()
    ledger.record_document(COURIER, COURIER_CLAIMS)  # and here the program was killed
    assert ledger.audit().unsealed == 4
    ledger.record_judgement(JUDGEMENT)
    run = ledger.close_run()
    assert run
    assert (run.first, run.last) == (8, 13)
    assert ledger.audit().unsealed == 0


def test_many_who_close_runs_at_once(engine: Engine):
    engine.open().close()
    errors: list[Exception] = []

    def write(which: int) -> None:
        try:
            with engine.open() as ledger:
                barrier.wait()
                for reading in READINGS[which:20:4]:
                    ledger.record_document(*reading)
                    ledger.close_run()
        except Exception as error:  # noqa: BLE001 — told by the test's own thread
            errors.append(error)

    barrier = Barrier(4)
    threads = [Thread(target=write, args=(which,)) for which in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    with engine.open() as ledger:
        audit = ledger.audit()
        assert (audit.faults, audit.unsealed) == ((), 0)
        assert len(ledger.view_documents()) == 20


def test_a_root_that_is_not_held_is_a_fault(story: Engine):
    with story.open() as ledger:
        ledger.close_run()
        (fault,) = ledger.audit(["m1:" + "0" * 64]).faults
    assert fault.table == "root"
    assert "its end was cut off" in fault.what


def _check_proof() -> Any:
    (program,) = re.findall(r"```python\n(.*?)```", (DOCS / "integrity.md").read_text(encoding="utf-8"), re.S)
    names: dict[str, Any] = {}
    exec(program, names)
    return names["check_proof"]


def test_a_proof_is_checked_as_the_page_says(story: Engine):
    with story.open() as ledger:
        run = ledger.close_run()
        assert run
        things = [HERALD.id, HERALD_CLAIMS[1].id, JUDGEMENT.id, *map(str, range(1, run.last + 1))]
        proofs = [json.loads(proof_line(ledger.prove(thing))) for thing in things]
    check = _check_proof()
    for proof in proofs:
        check(proof, run.root)
        proof["row"]["values"][0] = "another"
        with pytest.raises(AssertionError):
            check(proof, run.root)


@pytest.mark.parametrize("name", ["c1:0", "d1:%", "99", "0", "p1:a", "", "9" * 30, "entry"])
def test_what_is_not_there_has_no_proof(story: Engine, name: str):
    with story.open() as ledger:
        ledger.close_run()
        with pytest.raises(NotFoundError):
            ledger.prove(name)


@pytest.mark.parametrize(
    "damage",
    [
        "DELETE FROM entry WHERE name = ?",
        "DELETE FROM entry WHERE seq = 1 AND ? <> ''",
        "UPDATE entry SET chain = 'f00' WHERE seq = 2 AND ? <> ''",
        "UPDATE entry SET previous = 'f00' WHERE name = ?",
        "UPDATE entry SET kind = 'rumour' WHERE name = ?",
        "UPDATE claim SET form = 'direct' WHERE id = ?",
        "UPDATE claim SET body = replace(body, 'bridge', 'brigde') WHERE id = ?",
        "UPDATE run SET last = last + 1 WHERE ? <> ''",
    ],
)
def test_where_something_is_damaged_that_is_said_and_nothing_proved(story: Engine, damage: str):
    with story.open() as ledger:
        ledger.close_run()
        assert ledger.prove(HERALD_CLAIMS[0].id).table == "claim"
    assert story.tamper(damage, HERALD_CLAIMS[0].id)
    with story.open() as ledger, pytest.raises(LedgerError, match="cannot be proved"):
        ledger.prove(HERALD_CLAIMS[0].id)


def test_an_entry_whose_row_was_removed_has_no_proof(story: Engine):
    with story.open() as ledger:
        ledger.close_run()
        (entry,) = ledger.claim_entries(HERALD_CLAIMS[0].id)
    story.tamper("DELETE FROM claim WHERE seq = ?", entry.number)
    with story.open() as ledger, pytest.raises(LedgerError, match="cannot be proved"):
        ledger.prove(str(entry.number))


def test_what_no_run_closed_has_no_proof_yet(story: Engine):
    with story.open() as ledger, pytest.raises(NotFoundError, match="no closed run yet"):
        ledger.prove(HERALD.id)
