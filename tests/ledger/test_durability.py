"""What is acknowledged is there after a kill, a full disk, a lost connection, a restart; nothing is there by half.

`make faults` runs the long forms.
"""

import os
import random
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from itertools import count
from pathlib import Path
from select import select
from typing import Any

import pytest

from sayso.errors import LedgerError
from sayso.ledger import Ledger
from sayso.ledger.address import Address
from sayso.model import Claim, Document
from sayso.story import read
from tests.ledger.engines import Engine, PostgresEngine, SqliteEngine
from tests.ledger.server import Server, server
from tests.ledger.trials import READINGS, Reading, check_whole, digest_of, made_reading, opened, record_all

KILLS = int(os.environ.get("SAYSO_KILLS", "100"))
RESTARTS = int(os.environ.get("SAYSO_RESTARTS", "5"))
DOCUMENTS = int(os.environ.get("SAYSO_FAULT_DOCUMENTS", "5"))


def trial(*arguments: object) -> str:
    """Runs one of `tests.ledger.trials` to its end and gives what it says."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.ledger.trials", *map(str, arguments)], capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr[-2_000:]
    return done.stdout


def test_killed_at_random_moments(engine: Engine):
    said = trial("kill", engine.beside("killed").place, KILLS, 11)
    assert said.startswith(f"{KILLS} kills")


def test_no_room_for_any_of_the_writes(tmp_path: Path):
    assert "writes failed, one by one" in trial("full", tmp_path, DOCUMENTS)


@pytest.fixture(scope="module")
def durable() -> Iterator[Server]:
    with server(durable=True) as made:
        yield made


class _Cut:
    """A server's socket that is cut at the Nth message, before the server has it or after, its answer unheard."""

    def __init__(self, made: Any, at: int, *, heard: bool) -> None:
        self._made, self._left, self._heard = made, at, heard

    def makefile(self, mode: str) -> "_Cut":
        self._file = self._made.makefile(mode)
        return self

    @property
    def is_cut(self) -> bool:
        return self._left <= 0

    def flush(self) -> None:
        self._left -= 1
        if not self.is_cut or (self._left == 0 and self._heard):
            self._file.flush()
        if self._left == 0 and self._heard:
            select([self._made], [], [], 0.05)  # what the server has done it answers; amid a COPY it says nothing
        if self.is_cut:
            raise BrokenPipeError

    def read(self, size: int) -> bytes:
        return b"" if self.is_cut else self._file.read(size)

    def write(self, data: bytes) -> None:
        self._file.write(data)

    def close(self) -> None:
        self._made.close()
        with suppress(OSError):
            self._file.close()


# In the short form every third message is cut, and the server has had every other one of these; in the long form each
# is, once when the server has had it and once when it has not.
@pytest.mark.parametrize("heard", [False, True] if DOCUMENTS > 5 else [None], ids=str)
def test_the_connection_is_cut_at_any_of_the_messages(tmp_path: Path, monkeypatch, heard: bool | None):
    engine = PostgresEngine.in_folder(tmp_path)
    connect, number, was_cut = Address.connect, _OPENING, True
    taken: list[Reading] = []
    sockets: list[_Cut] = []

    def cut_once(address: Address, seconds: float) -> Any:
        made = connect(address, seconds)
        if sockets:
            return made
        sockets.append(_Cut(made, number, heard=bool(number % 2) if heard is None else heard))
        return sockets[0]

    with opened(engine.place):
        pass
    while was_cut:
        readings = tuple(made_reading(number * DOCUMENTS + n) for n in range(DOCUMENTS))
        monkeypatch.setattr(Address, "connect", cut_once)
        with opened(engine.place) as ledger:
            record_all(ledger, readings)
            was_cut = sockets.pop().is_cut
            assert all(set(ledger.view_claims(document.id)) == set(claims) for document, claims in readings)
        monkeypatch.setattr(Address, "connect", connect)
        taken += readings
        number += 1 if DOCUMENTS > 5 else 3
    with opened(engine.place) as ledger:
        assert ledger.verify() == ()
        assert ledger.digest() == digest_of(engine.beside("undisturbed").place, tuple(taken))
    assert number > _OPENING + 10 * DOCUMENTS


_OPENING = 12  # messages until a ledger is open: a server that is not there then is told at once


def test_the_server_refuses_any_of_the_writes(tmp_path: Path):
    """As a server does whose disk is full: an error amid the transaction."""
    engine = PostgresEngine.in_folder(tmp_path)
    undisturbed = digest_of(engine.beside("undisturbed").place, READINGS[:DOCUMENTS])
    with opened(engine.place), engine.raw() as raw:
        raw.execute("CREATE SEQUENCE written")
        raw.execute("CREATE TABLE room (pages BIGINT)")
        raw.execute("INSERT INTO room VALUES (0)")
        raw.execute(
            """CREATE FUNCTION no_room() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$ BEGIN
            IF nextval('written') = (SELECT pages FROM room) THEN RAISE EXCEPTION USING ERRCODE = '53100'; END IF;
            RETURN new; END $$"""
        )
        for table in ("entry", "program", "document", "collected", "claim", "search"):
            raw.execute(f"CREATE TRIGGER a_full BEFORE INSERT ON {table} FOR EACH ROW EXECUTE FUNCTION no_room()")
    failed = sum(_refusals(engine, *reading) for reading in READINGS[:DOCUMENTS])
    with opened(engine.place) as ledger:
        assert ledger.digest() == undisturbed
        assert {fault.row for fault in ledger.verify()} <= {"a_full"}
    assert failed >= 10 * DOCUMENTS


def _refusals(engine: PostgresEngine, document: Document, claims: tuple[Claim, ...]) -> int:
    """How often a reading was refused until it went in, each time at its next write."""
    for write in count(1):
        with engine.raw() as raw:
            raw.execute(f"UPDATE room SET pages = {write}")
            raw.execute("SELECT setval('written', 1, false)")
        with opened(engine.place) as ledger:
            before = ledger.digest()
            with suppress(LedgerError):
                ledger.record_document(document, claims)
                return write - 1
            assert ledger.digest() == before
    raise AssertionError


def test_a_full_disk_of_the_server_is_told(tmp_path: Path):
    engine = PostgresEngine.in_folder(tmp_path)
    with opened(engine.place) as ledger, engine.raw() as raw:
        raw.execute(
            """CREATE FUNCTION no_room() RETURNS trigger LANGUAGE plpgsql AS
            $$ BEGIN RAISE EXCEPTION USING ERRCODE = '53100'; END $$"""
        )
        raw.execute("CREATE TRIGGER a_full BEFORE INSERT ON claim FOR EACH ROW EXECUTE FUNCTION no_room()")
        with pytest.raises(LedgerError, match="the server's disk is full"):
            record_all(ledger, READINGS[:1])
        assert ledger.view_documents() == ()


def test_the_server_restarts_while_a_program_records(durable: Server):
    chance = random.Random(3)
    place, documents = durable.address("restarted"), min(len(READINGS), 60 * RESTARTS)
    command = [sys.executable, "-m", "tests.ledger.trials", "record", place, str(documents)]
    recorder = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert recorder.stdout is not None
    told = 0
    for turn in range(RESTARTS):
        for _ in range(chance.randrange(5, 15)):
            told += bool(recorder.stdout.readline())
        [lambda: durable.stop("fast"), lambda: durable.stop("immediate"), durable.kill][turn % 3]()
        durable.start()
        with opened(place) as ledger:
            check_whole(ledger, told)
    _, errors = recorder.communicate(timeout=300)
    assert recorder.returncode == 0, errors[-2_000:]
    with opened(place) as ledger:
        assert check_whole(ledger, documents) == documents
        assert ledger.verify() == ()
        assert ledger.digest() == digest_of(durable.address("undisturbed"), READINGS[:documents])


def test_a_batch_that_loses_its_connection_is_undone(durable: Server):
    place = durable.address("batched")
    with opened(place) as ledger:
        record_all(ledger, READINGS[:1])
        with pytest.raises(LedgerError, match="connection was lost"):
            _record_over_a_crash(ledger, durable)
        assert check_whole(ledger, 1) == 1
        record_all(ledger, READINGS[:4])
        assert check_whole(ledger, 4) == 4


def _record_over_a_crash(ledger: Ledger, durable: Server) -> None:
    with ledger.batch():
        record_all(ledger, READINGS[1:3])
        durable.stop("immediate")
        durable.start()
        record_all(ledger, READINGS[3:4])


REPORTS = sorted((Path(__file__).resolve().parents[2] / "examples" / "karrow-dam").glob("*.txt"))[:3]


@pytest.fixture(scope="module")
def read_undisturbed(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The digest of a ledger into which the reports were read without a disturbance."""
    place = str(tmp_path_factory.mktemp("undisturbed") / "story.db")
    read(REPORTS, ledger=place, jobs=1)
    with opened(place) as ledger:
        return ledger.digest()


@pytest.mark.parametrize("kind", [SqliteEngine, PostgresEngine])
def test_the_reader_itself_is_killed(kind: type[Engine], read_undisturbed: str, tmp_path: Path):
    engine = kind.in_folder(tmp_path)
    chance = random.Random(5)
    reading = _reading(engine.place)
    time.sleep(chance.uniform(2, 6))
    reading.kill()
    reading.wait()
    with engine.open() as ledger:
        assert ledger.verify() == ()
    assert _reading(engine.place).wait(120) == 0
    with opened(engine.place) as ledger:
        assert ledger.digest() == read_undisturbed


def _reading(place: str) -> "subprocess.Popen[bytes]":
    command = [sys.executable, "-m", "sayso", "--ledger", place, "read", *map(str, REPORTS), "--jobs", "1"]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
