"""What is true of SQLite alone: faults of a file, of its index and of its guards."""

import os
import random
import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from sayso.errors import LedgerError
from sayso.ledger import Fault, sqlite
from tests.ledger.engines import SqliteEngine
from tests.ledger.samples import COURIER
from tests.ledger.test_verify import faults_of, named


@pytest.fixture
def engine(tmp_path: Path) -> SqliteEngine:
    return SqliteEngine.in_folder(tmp_path)


@pytest.mark.parametrize("body", [b"\xff\xfe", '{"id":"c1:0"}\0'])
@pytest.mark.parametrize("table", ["document", "claim", "judgement"])
def test_a_body_of_no_text_is_a_fault_and_no_error(story: SqliteEngine, table: str, body: object):
    story.tamper(f"UPDATE {table} SET body = ?", body)
    assert any(fault.table == table and "cannot be read" in fault.what for fault in faults_of(story))


def test_a_row_replaced_outright_does_not_pass_unseen(story: SqliteEngine):
    # REPLACE deletes without asking the guards unless a connection has recursive triggers on.
    with story.raw() as connection:
        connection.execute(
            "REPLACE INTO judgement SELECT seq, id, hash, program, target, judged_at, 'x' || body FROM judgement"
        )
    with story.open() as ledger:
        assert {fault.table for fault in ledger.verify()} == {"judgement"}


@pytest.mark.parametrize("table", ["document", "claim", "judgement", "question"])
def test_text_that_is_not_utf8_is_a_fault_and_no_error(story: SqliteEngine, table: str):
    story.tamper(
        f"""UPDATE {table} SET id = CAST(x'fffe' AS TEXT), body = CAST(x'ff' AS TEXT)
        WHERE rowid = (SELECT min(rowid) FROM {table})"""
    )
    assert table in {fault.table for fault in faults_of(story)}


def test_a_writer_waits_for_its_turn_longer_than_sqlite_does(engine: SqliteEngine, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(sqlite, "_TURN_MS", 20)
    with engine.open() as one, engine.open() as other, one.batch():
        monkeypatch.setattr(sqlite, "TURN_SECONDS", 0.1)
        with pytest.raises(LedgerError, match="another program is writing"):
            other.record_document(COURIER, ())
    with ThreadPoolExecutor(1) as pool, engine.open() as one:
        monkeypatch.setattr(sqlite, "TURN_SECONDS", 60)
        with one.batch():
            waiting = pool.submit(_record, engine)
            with pytest.raises(TimeoutError):
                waiting.result(0.3)
        assert waiting.result(60)


def _record(engine: SqliteEngine) -> bool:
    with engine.open() as ledger:
        return ledger.record_document(COURIER, ())


@pytest.mark.parametrize(
    "change",
    [
        "DELETE FROM search_data WHERE id > 10",
        "INSERT INTO search (search) VALUES ('delete-all')",
        "INSERT INTO search (rowid, content) VALUES (999, 'ghost')",
    ],
)
def test_a_search_index_out_of_step(story: SqliteEngine, change: str):
    story.tamper(change)
    assert "search" in {fault.table for fault in faults_of(story)}


@pytest.mark.parametrize("name", ["claim_kept", "entry_stays", "document_kept"])
def test_a_guard_taken_away(story: SqliteEngine, name: str):
    with story.raw() as connection:
        connection.execute(f"DROP TRIGGER {name}")
    assert faults_of(story) == (Fault("schema", name, "is missing"),)


def test_a_guard_made_toothless(story: SqliteEngine):
    with story.raw() as connection:
        connection.execute("DROP TRIGGER claim_kept")
        connection.execute("CREATE TRIGGER claim_kept BEFORE UPDATE ON claim BEGIN SELECT 1; END")
        connection.execute("CREATE TRIGGER sly AFTER INSERT ON claim BEGIN DELETE FROM proposition; END")
    assert named(faults_of(story)) == {("schema", "claim_kept"), ("schema", "sly")}


def test_no_byte_flipped_in_the_file_goes_unseen(story: SqliteEngine, tmp_path: Path):
    with story.open() as ledger:
        before = ledger.view_story()
    sound, chance = story.location.read_bytes(), random.Random(7)
    flipped = SqliteEngine(tmp_path / "flipped.db")
    for _ in range(150):
        data, place = bytearray(sound), chance.randrange(len(sound))
        data[place] ^= 1 << chance.randrange(8)
        shutil.rmtree(flipped.location, ignore_errors=True)
        flipped.location.write_bytes(data)
        assert _is_seen(flipped, before), f"byte {place}"


def _is_seen(engine: SqliteEngine, before: object) -> bool:
    # A bit of unused space, or of a number that SQLite keeps for itself, may change without changing the story.
    try:
        with engine.open(create=False) as ledger:
            return bool(ledger.verify()) or ledger.view_story() == before
    except LedgerError:
        return True


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_ledger_that_may_only_be_read(story: SqliteEngine):
    with story.open() as ledger:
        before = ledger.view_story()
    story.location.chmod(0o444)
    story.location.parent.chmod(0o555)
    try:
        with story.open() as one, story.open() as other:
            assert one.view_story() == other.view_story() == before
            assert one.search("ferry")
            assert one.verify() == ()
            with pytest.raises(LedgerError, match="cannot be written to"):
                one.record_document(COURIER, ())
    finally:
        story.location.parent.chmod(0o755)
