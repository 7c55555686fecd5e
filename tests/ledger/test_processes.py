"""A large ledger is checked by several processes, with the same findings."""

import os
from collections.abc import Callable
from concurrent.futures.process import BrokenProcessPool
from contextlib import AbstractContextManager
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from sayso.ledger import verify
from sayso.ledger.store import LostError, Store
from sayso.model import Span
from tests.ledger.engines import Engine, PostgresEngine, SqliteEngine
from tests.ledger.samples import HERALD, HERALD_CLAIMS
from tests.ledger.tampering import make_story

_WORDS_OF_ANOTHER = {
    SqliteEngine: "INSERT INTO search (rowid, content) SELECT min(key), 'ghost' FROM indexed_claim",
    PostgresEngine: "UPDATE search SET words = to_tsvector('ghost') WHERE rowid = (SELECT min(rowid) FROM search)",
}
_NO_WORDS = {
    SqliteEngine: "INSERT INTO search (search) VALUES ('delete-all')",
    PostgresEngine: "DELETE FROM search",
}


@pytest.fixture(autouse=True)
def _by_several(monkeypatch: pytest.MonkeyPatch) -> None:
    """Any ledger is large; and a pool that broke is an error, where it would be done without."""
    monkeypatch.setattr(verify, "_WORTH", 1)
    monkeypatch.setattr(verify, "_STRETCH", 4)
    monkeypatch.setattr(verify, "BrokenProcessPool", _NeverRaised)


class _NeverRaised(Exception):  # noqa: N818 — nobody raises it
    pass


def _mislead(engine: SqliteEngine, index: str) -> None:
    """Makes an index say of a claim that it stands elsewhere; the claim is as it was."""
    one = "WHERE seq = (SELECT min(seq) FROM claim)"
    engine.tamper(f"UPDATE claim SET position = position + 1 {one}")
    with engine.raw() as connection:
        connection.execute("PRAGMA writable_schema = ON")
        (row,) = connection.execute("SELECT * FROM sqlite_master WHERE name = ?", (index,)).fetchall()
        connection.execute("DELETE FROM sqlite_master WHERE name = ?", (index,))
    engine.tamper(f"UPDATE claim SET position = position - 1 {one}")
    with engine.raw() as connection:
        connection.execute("PRAGMA writable_schema = ON")
        connection.execute("INSERT INTO sqlite_master VALUES (?, ?, ?, ?, ?)", row)


def test_several_processes_find_what_one_finds(engine: Engine, monkeypatch: pytest.MonkeyPatch):
    roots = make_story(engine)
    engine.tamper("UPDATE claim SET content = 'all is well' WHERE seq = 5")
    ((last,),) = engine.rows("SELECT max(seq) FROM collected")
    engine.tamper("DELETE FROM collected WHERE seq = ?", last)
    engine.tamper("UPDATE indexed_claim SET fields = 'any0' WHERE seq = 6")
    engine.tamper("DELETE FROM member")
    with engine.open() as ledger:
        seen: list[tuple[int, int]] = []
        together = ledger.audit(roots, lambda done, total: seen.append((done, total)), thorough=True)
        monkeypatch.setattr(verify, "_WORTH", 1_000_000)
        alone = ledger.audit(roots)
    assert together == alone
    assert [fault.entry for fault in alone.faults if fault.entry] == [5, last]
    assert seen[-1][0] == seen[-1][1] == sum(alone.rows.values()) + 1


@pytest.mark.parametrize("survived", [0, 3])
def test_what_processes_that_die_leave_over_is_checked_here(
    engine: Engine, monkeypatch: pytest.MonkeyPatch, survived: int
):
    roots = make_story(engine)
    engine.tamper("UPDATE claim SET content = 'all is well' WHERE seq = 5")
    with engine.open() as ledger:
        whole = ledger.audit(roots)
        again = ledger._store.again()
        monkeypatch.setattr(ledger._store, "again", lambda: partial(_Failing, again, survived, None))
        with pytest.raises(BrokenProcessPool):
            ledger.audit(roots)
        monkeypatch.setattr(verify, "BrokenProcessPool", BrokenProcessPool)
        assert ledger.audit(roots) == whole


@pytest.mark.parametrize("answered", [0, 3])
def test_a_connection_that_a_process_loses_is_no_fault(engine: Engine, monkeypatch: pytest.MonkeyPatch, answered: int):
    make_story(engine)
    with engine.open() as ledger:
        again = ledger._store.again()
        monkeypatch.setattr(ledger._store, "again", lambda: partial(_Failing, again, answered, "the server went away"))
        with pytest.raises(LostError, match="went away"):
            verify.verify_ledger(ledger._store)


class _Failing:
    """A store that answers so many questions, and then ends its process, or loses its connection if it `says` so."""

    def __init__(self, again: Callable[[], Store], answers: int, says: str | None) -> None:
        self._store = again()
        self._left = answers
        self._says = says

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)

    def snapshot(self) -> AbstractContextManager[None]:
        if self._left == 0:
            if self._says is None:
                os._exit(1)
            raise LostError(self._says)
        self._left -= 1
        return self._store.snapshot()


def test_the_words_of_a_large_ledger_are_held_to_it_where_that_is_asked(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
):
    make_story(engine)
    engine.tamper(_WORDS_OF_ANOTHER[type(engine)])
    with engine.open() as ledger:
        assert ledger.audit().faults == ()
        assert {fault.table for fault in ledger.audit(thorough=True).faults} == {"search"}


def test_rows_of_a_large_ledger_s_index_of_words_are_always_held_to_it(engine: Engine, monkeypatch: pytest.MonkeyPatch):
    make_story(engine)
    engine.tamper(_NO_WORDS[type(engine)])
    with engine.open() as ledger:
        assert {fault.table for fault in ledger.audit().faults} == {"search"}


def test_the_entries_of_a_large_ledger_s_indexes_are_held_to_it_where_that_is_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    engine = SqliteEngine.in_folder(tmp_path)
    make_story(engine)
    _mislead(engine, "claim_place")
    with engine.open() as ledger:
        assert ledger.audit().faults == ()
        assert {fault.table for fault in ledger.audit(thorough=True).faults} == {"file"}


@pytest.mark.parametrize("sql", ["DELETE FROM indexed_claim WHERE seq = 6", "DELETE FROM member"])
def test_rows_that_a_large_ledger_lacks_are_always_missed(engine: Engine, sql: str):
    make_story(engine)
    engine.tamper(sql)
    with engine.open() as ledger:
        assert {fault.table for fault in ledger.audit().faults} >= {sql.split()[2]}


def test_what_is_searched_of_a_large_ledger_is_held_to_it_where_that_is_asked(engine: Engine):
    make_story(engine)
    assert engine.tamper("UPDATE indexed_claim SET fields = 'any0' WHERE seq = 6") == 1
    with engine.open() as ledger:
        assert ledger.audit().faults == ()
        assert {fault.table for fault in ledger.audit(thorough=True).faults} == {"indexed_claim", "search"}


def test_what_bodies_of_a_large_ledger_say_is_looked_at_where_that_is_asked(engine: Engine):
    with engine.open() as ledger:
        ledger.record_document(HERALD, (replace(HERALD_CLAIMS[0], sentence=Span(0, 9_999)),))
        assert ledger.audit().faults == ()
        assert any("its sentence lies outside" in fault.what for fault in ledger.audit(thorough=True).faults)
