"""A large ledger is checked by several processes, with the same findings."""

from pathlib import Path

import pytest

from sayso.ledger import verify
from tests.ledger.engines import Engine, PostgresEngine, SqliteEngine
from tests.ledger.tampering import make_story

_WORDS_OF_ANOTHER = {
    SqliteEngine: "INSERT INTO search (rowid, content) SELECT min(key), 'ghost' FROM indexed_claim",
    PostgresEngine: "UPDATE search SET words = to_tsvector('ghost') WHERE rowid = (SELECT min(rowid) FROM search)",
}
_NO_WORDS = {
    SqliteEngine: "INSERT INTO search (search) VALUES ('delete-all')",
    PostgresEngine: "DELETE FROM search",
}


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
        alone = ledger.audit(roots)
        monkeypatch.setattr(verify, "_WORTH", 1)
        monkeypatch.setattr(verify, "_STRETCH", 4)
        seen: list[tuple[int, int]] = []
        together = ledger.audit(roots, lambda done, total: seen.append((done, total)))
    assert together == alone
    assert [fault.entry for fault in alone.faults if fault.entry] == [5, last]
    assert seen[-1][0] == seen[-1][1] == sum(alone.rows.values()) + 1


def test_the_words_of_a_large_ledger_are_held_to_it_where_that_is_asked(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
):
    make_story(engine)
    monkeypatch.setattr(verify, "_WORTH", 1)
    engine.tamper(_WORDS_OF_ANOTHER[type(engine)])
    with engine.open() as ledger:
        assert ledger.audit().faults == ()
        assert {fault.table for fault in ledger.audit(thorough=True).faults} == {"search"}


def test_rows_of_a_large_ledger_s_index_of_words_are_always_held_to_it(engine: Engine, monkeypatch: pytest.MonkeyPatch):
    make_story(engine)
    monkeypatch.setattr(verify, "_WORTH", 1)
    engine.tamper(_NO_WORDS[type(engine)])
    with engine.open() as ledger:
        assert {fault.table for fault in ledger.audit().faults} == {"search"}


def test_the_entries_of_a_large_ledger_s_indexes_are_held_to_it_where_that_is_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    engine = SqliteEngine.in_folder(tmp_path)
    make_story(engine)
    monkeypatch.setattr(verify, "_WORTH", 1)
    _mislead(engine, "claim_place")
    with engine.open() as ledger:
        assert ledger.audit().faults == ()
        assert {fault.table for fault in ledger.audit(thorough=True).faults} == {"file"}


@pytest.mark.parametrize("sql", ["DELETE FROM indexed_claim WHERE seq = 6", "DELETE FROM member"])
def test_what_follows_from_a_large_ledger_is_always_held_to_it(
    engine: Engine, monkeypatch: pytest.MonkeyPatch, sql: str
):
    make_story(engine)
    monkeypatch.setattr(verify, "_WORTH", 1)
    engine.tamper(sql)
    with engine.open() as ledger:
        assert {fault.table for fault in ledger.audit().faults} >= {sql.split()[2]}
