"""Opening: what is no ledger says so; several may read while one writes; an unfinished write is undone."""

import sqlite3
import subprocess
import sys
import threading
from contextlib import closing
from pathlib import Path

import pytest

from sayso.errors import LedgerError, LedgerVersionError
from sayso.ledger import Ledger, open_ledger
from sayso.ledger.schema import SCHEMA_VERSION
from tests.ledger.engines import Engine
from tests.ledger.samples import COURIER, COURIER_CLAIMS, HERALD, HERALD_CLAIMS


def test_a_ledger_is_made_where_there_is_none(tmp_path: Path):
    with open_ledger(tmp_path / "new.db") as ledger:
        assert ledger.view_documents() == ()
    assert [path.name for path in tmp_path.iterdir()] == ["new.db"]


def test_a_location_may_be_text_and_have_any_name(tmp_path: Path):
    for name in ("ü % ? #.db", "with space", ":memory:"):
        with open_ledger(str(tmp_path / name)) as ledger:
            ledger.record_document(HERALD, HERALD_CLAIMS)
        assert (tmp_path / name).is_file()
        with open_ledger(tmp_path / name, create=False) as ledger:
            assert ledger.view_documents() == (HERALD,)


def test_an_absent_ledger_is_named(tmp_path: Path):
    with pytest.raises(LedgerError, match=r"absent\.db.*sayso read"):
        open_ledger(tmp_path / "absent.db", create=False)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("scheme", ["mysql", "POSTGRESQL+psycopg", "https"])
def test_a_server_of_another_kind_is_not_supported(scheme: str):
    with pytest.raises(LedgerError, match="not supported; give a file") as caught:
        open_ledger(f"{scheme}://reader:secret@db.example/story")
    assert "secret" not in str(caught.value)


def test_a_folder_is_no_ledger(tmp_path: Path):
    with pytest.raises(LedgerError, match="is a folder"):
        open_ledger(tmp_path)


def test_a_folder_that_does_not_exist(tmp_path: Path):
    with pytest.raises(LedgerError, match="folder that exists"):
        open_ledger(tmp_path / "nowhere" / "story.db")


@pytest.mark.parametrize("content", [b"Dear diary, " * 99, b"SQLite format 3\0" + b"\xff" * 4096, b"x"])
def test_a_file_of_another_kind_is_left_as_it_is(tmp_path: Path, content: bytes):
    path = tmp_path / "notes.txt"
    path.write_bytes(content)
    with pytest.raises(LedgerError, match=r"notes\.txt"):
        open_ledger(path)
    assert path.read_bytes() == content


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TABLE sales (price)",
        "CREATE TABLE ledger (debit, credit)",
        "CREATE TABLE ledger (schema_version, program)",
    ],
)
def test_the_database_of_another_program_is_left_as_it_is(tmp_path: Path, statement: str):
    path = tmp_path / "other.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(statement)
    content = path.read_bytes()
    with pytest.raises(LedgerError, match="is not a ledger"):
        open_ledger(path)
    assert path.read_bytes() == content


def test_an_empty_file_becomes_a_ledger_only_where_one_may_be_made(tmp_path: Path):
    path = tmp_path / "empty.db"
    path.touch()
    with pytest.raises(LedgerError, match="is not a ledger"):
        open_ledger(path, create=False)
    with open_ledger(path) as ledger:
        assert ledger.verify() == ()


def test_a_newer_schema_is_told_as_such(story: Engine):
    story.tamper("UPDATE ledger SET schema_version = ?", SCHEMA_VERSION + 1)
    with pytest.raises(LedgerVersionError, match=f"schema version {SCHEMA_VERSION + 1}"):
        story.open()


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="there is no /proc here, where nobody can make a file")
def test_a_place_where_nothing_can_be_made():
    with pytest.raises(LedgerError, match="choose a file"):
        open_ledger("/proc/story.db")


def test_a_closed_ledger_says_so(engine: Engine):
    ledger = engine.open()
    ledger.close()
    with pytest.raises(LedgerError, match="closed"):
        ledger.view_documents()


def test_two_read_while_one_writes(engine: Engine, ledger: Ledger):
    ledger.record_document(HERALD, HERALD_CLAIMS)
    with engine.open() as one, engine.open() as other, ledger.batch():
        ledger.record_document(COURIER, COURIER_CLAIMS)
        assert len(ledger.view_documents()) == 2
        assert one.view_documents() == other.view_documents() == (HERALD,)
        assert one.search("bridge")
    with engine.open() as late:
        assert set(late.view_documents()) == {HERALD, COURIER}


def test_a_ledger_may_go_from_thread_to_thread(ledger: Ledger):
    ledger.record_document(HERALD, HERALD_CLAIMS)
    found: list[object] = []
    thread = threading.Thread(target=lambda: found.append(ledger.view_documents()))
    thread.start()
    thread.join()
    assert found == [(HERALD,)]


_WRITER = """
import sys
from sayso.ledger import open_ledger
from sayso.model import Document, Metadata, document_id
for number in range(20):
    text = f"Report {number} of writer {sys.argv[2]}"
    with open_ledger(sys.argv[1]) as ledger:
        ledger.record_document(Document(document_id(text, Metadata()), text, Metadata(), "x"), ())
"""


def test_several_programs_make_and_write_one_ledger(engine: Engine):
    writers = [subprocess.Popen([sys.executable, "-c", _WRITER, engine.place, str(n)]) for n in range(3)]
    assert [writer.wait(60) for writer in writers] == [0, 0, 0]
    with engine.open() as ledger:
        assert len(ledger.view_documents()) == 60
        assert ledger.verify() == ()


_KILLED = """
import os, sys
from sayso.ledger import open_ledger
from sayso.model import Document, Metadata, document_id
with open_ledger(sys.argv[1]) as ledger, ledger.batch():
    text = "Never finished"
    assert ledger.record_document(Document(document_id(text, Metadata()), text, Metadata(), "x"), ())
    os._exit(9)
"""


def test_what_a_killed_program_had_not_finished_is_undone(engine: Engine):
    with engine.open() as ledger:
        ledger.record_document(HERALD, HERALD_CLAIMS)
        before = ledger.digest()
    assert subprocess.run([sys.executable, "-c", _KILLED, engine.place], timeout=60).returncode == 9
    with engine.open() as ledger:
        assert ledger.digest() == before
        assert ledger.verify() == ()
        assert ledger.record_document(COURIER, COURIER_CLAIMS)
        assert ledger.verify() == ()


def test_what_was_not_committed_is_undone(engine: Engine):
    with engine.open() as ledger:
        ledger.record_document(HERALD, HERALD_CLAIMS)
        before = ledger.view_story()
    with engine.raw() as connection:
        connection.execute("BEGIN")
        connection.execute("INSERT INTO entry SELECT seq + 99, kind, name, hash, previous, chain FROM entry")
        connection.execute("DELETE FROM proposition")
    with engine.open() as again:
        assert again.view_story() == before
        assert again.verify() == ()
