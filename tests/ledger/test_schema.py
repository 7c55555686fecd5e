"""Ledgers of earlier schemas become present ones, as a whole and unchanged; later ones are left alone."""

import threading
from contextlib import closing
from pathlib import Path

import pytest

from sayso.errors import LedgerError, LedgerVersionError
from sayso.ledger import Ledger, open_ledger, telling
from sayso.ledger.address import read_address
from sayso.ledger.engines import open_store
from sayso.ledger.postgresql import PostgresStore
from sayso.ledger.schema import SCHEMA_VERSION, bring_up, steps_of
from tests.ledger.engines import Engine, PostgresEngine, SqliteEngine

RELEASED = Path(__file__).parent / "released"
NAMES = {SqliteEngine: "sqlite", PostgresEngine: "postgresql"}
LATER = "CREATE TABLE remark (seq INTEGER PRIMARY KEY, body TEXT NOT NULL);\nALTER TABLE event ADD COLUMN of TEXT;\n"


def test_each_step_has_its_text_on_both_engines():
    assert len(steps_of("sqlite")) == len(steps_of("postgresql")) == SCHEMA_VERSION


def _as_released(engine: SqliteEngine, released: Path) -> str:
    """Makes a ledger of an earlier schema, and gives its digest."""
    with engine.raw() as connection:
        connection.executescript(released.read_text(encoding="utf-8"))
        (digest,) = connection.execute("SELECT digest FROM as_released").fetchone()
        connection.execute("DROP TABLE as_released")
    return str(digest)


def _on_a_server(file: SqliteEngine, server: PostgresEngine, schema: int) -> None:
    """Puts a ledger of an earlier schema onto a server, row for row."""
    with closing(PostgresStore(read_address(server.place))) as store:
        bring_up(store, steps_of("postgresql")[:schema], create=True)
    tables = file.rows(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '%search%' AND name <> 'ledger'"
    )
    with server.raw() as raw:
        raw.execute("SET session_replication_role TO replica")
        for (table,) in tables:
            for row in file.rows(f"SELECT * FROM {table}"):
                raw.execute(f"INSERT INTO {table} VALUES ({', '.join('?' * len(row))})", row)


@pytest.mark.parametrize("released", sorted(RELEASED.glob("*.sql")), ids=lambda path: path.stem)
@pytest.mark.parametrize("kind", [SqliteEngine, PostgresEngine], ids=lambda engine: engine.__name__)
def test_a_ledger_of_each_released_schema_is_brought_up_to_date(tmp_path: Path, released: Path, kind: type[Engine]):
    file = SqliteEngine.in_folder(tmp_path)
    digest, engine = _as_released(file, released), kind.in_folder(tmp_path)
    if isinstance(engine, PostgresEngine):
        _on_a_server(file, engine, int(released.stem))
    with engine.open(create=False) as ledger:
        assert ledger.digest() == digest
        assert ledger.verify() == ()
        assert len(ledger.view_claims()) == 4
        assert ledger.search("ferry")
        assert [head.name for head in ledger.lookup().heads(["e1:a"])] == ["Ilka Brandvoll"]


@pytest.mark.parametrize("large", [True, False])
def test_a_large_ledger_tells_while_it_is_brought_up_to_date(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, *, large: bool
):
    file = SqliteEngine.in_folder(tmp_path)
    _as_released(file, RELEASED / "3.sql")
    monkeypatch.setattr(telling, "_LARGE", 5 if large else 5_000)
    monkeypatch.setattr(telling, "_EACH", 2)
    for _ in range(2):
        file.open(create=False).close()
    told = [record.message for record in caplog.records if record.name == "sayso.ledger"]
    if large:
        assert told[0].startswith(f"bringing the ledger from schema 3 to {SCHEMA_VERSION}, once; of ")
        assert {"  2 claims", "  4 claims", "the words of 4 claims"} <= {*told}
        assert told.index(f"the ledger has schema {SCHEMA_VERSION}") == len(told) - 1, "once"
    else:
        assert told == []


def test_there_is_a_ledger_of_each_earlier_schema():
    assert {int(path.stem) for path in RELEASED.glob("*.sql")} == set(range(1, SCHEMA_VERSION))


def _with_a_step_more(engine: Engine) -> tuple[str, ...]:
    return (*steps_of(NAMES[type(engine)]), LATER)


def test_a_later_step_is_taken_once_and_nothing_recorded_changes(story: Engine):
    with story.open() as ledger:
        before = ledger.view_story()
    steps = _with_a_step_more(story)
    store = open_store(story.place, create=False)
    try:
        bring_up(store, steps, create=False)
        bring_up(store, steps, create=False)
        assert store.schema_version() == len(steps)
        assert Ledger(store, lambda: None, "1").view_story() == before  # type: ignore[arg-type, return-value]
        with pytest.raises(LedgerError, match="append-only"):
            store.run("UPDATE ledger SET schema_version = 1")
    finally:
        store.close()
    with pytest.raises(LedgerVersionError, match="or a later one"):
        story.open()


@pytest.mark.parametrize("broken", ["CREATE TABLE half (a INTEGER);\nCREATE TABLE half (a INTEGER);\n"])
def test_a_step_that_fails_leaves_the_ledger_as_it_was(story: Engine, broken: str):
    before = story.dump()
    store = open_store(story.place, create=False)
    try:
        with pytest.raises(LedgerError):
            bring_up(store, (*_with_a_step_more(story), broken), create=False)
    finally:
        store.close()
    assert story.dump() == before


def test_a_step_that_changes_the_record_is_not_taken(story: Engine):
    before = story.dump()
    forging = (
        "INSERT INTO entry SELECT seq + 1, kind, name, hash, previous, 'x' FROM entry ORDER BY seq DESC LIMIT 1;\n"
    )
    store = open_store(story.place, create=False)
    try:
        with pytest.raises(LedgerError, match="stays as it was"):
            bring_up(store, (*steps_of(NAMES[type(story)]), forging), create=False)
    finally:
        store.close()
    assert story.dump() == before


def test_many_who_take_the_same_step_take_it_once(story: Engine):
    steps = _with_a_step_more(story)
    errors: list[LedgerError] = []

    def open_up() -> None:
        store = open_store(story.place, create=False)
        try:
            barrier.wait()
            bring_up(store, steps, create=False)
        except LedgerError as error:
            errors.append(error)
        finally:
            store.close()

    barrier = threading.Barrier(4)
    threads = [threading.Thread(target=open_up) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []


def test_a_program_without_the_step_refuses_a_ledger_with_it(engine: Engine, monkeypatch: pytest.MonkeyPatch):
    engine.open().close()
    engine.tamper("UPDATE ledger SET schema_version = 7")
    with pytest.raises(LedgerVersionError, match=f"version 7, .*up to {SCHEMA_VERSION}"):
        open_ledger(engine.place)
