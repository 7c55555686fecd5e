"""SQLite as the engine of a ledger: opening a file, transactions, and errors that say what to do.

One of the two engines behind `store.Store`; a ledger that one person keeps lies in one file.
Invariant: whatever SQLite raises leaves here as a `LedgerError` that names the file.
"""

import os
import sqlite3
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache, partial
from pathlib import Path
from typing import Any

from sayso.errors import LedgerError
from sayso.ledger import fulltext as words
from sayso.ledger.indexing import INDEXES
from sayso.ledger.portions import portions
from sayso.ledger.query import Part
from sayso.ledger.schema import bring_up, steps_of
from sayso.ledger.store import TURN_SECONDS

__all__ = ["SqliteStore", "open_sqlite"]

_MAGIC = b"SQLite format 3\0"
_ZIP = b"PK\x03\x04"
_WAIT_MS = 60_000  # for a lock that is held but briefly, as while a file is recovered
_TURN_MS = 1_000  # for a turn, in one go: nothing is heard meanwhile, not even Ctrl-C
_PAUSE = 0.02  # seconds between two tries
_CACHE_KIB = 32_768
_MAPPED = 2**31  # bytes, more than which SQLite does not map
_PORTION = 200
_REMEDIES: Mapping[str, str] = {
    "SQLITE_BUSY": "another program is writing to it; try again when that is done",
    "SQLITE_READONLY": "it cannot be written to; check its permissions and those of its folder",
    "SQLITE_FULL": "the disk is full; make room and try again",
    "SQLITE_IOERR": "the disk reports an error; check it and keep a copy of the file",
    "SQLITE_CANTOPEN": "it cannot be opened; check the permissions of the file and of its folder",
}
# The tables in which the indexes lie (search_…) are worded by the version of SQLite that made them.
_OBJECTS = "SELECT name, sql FROM sqlite_master WHERE name NOT LIKE '%search\\_%' ESCAPE '\\' AND sql IS NOT NULL"


class SqliteStore:
    """A ledger's file, open."""

    bytes_sql = "CAST({} AS BLOB)"

    def __init__(self, connection: sqlite3.Connection, name: str) -> None:
        self._connection = connection
        self._depth = 0
        self.name = name

    @property
    def busy(self) -> bool:
        """Whether a transaction or a snapshot is open."""
        return self._depth > 0

    def rows(self, sql: str, values: Sequence[Any] = ()) -> Iterator[tuple[Any, ...]]:
        """The rows of a query, one after another."""
        with self._errors():
            cursor = self._connection.execute(sql, values)
            # Not `yield from cursor`: that would close it too, which raises where the connection is closed before.
            while portion := cursor.fetchmany(_PORTION):
                yield from portion

    def row(self, sql: str, values: Sequence[Any] = ()) -> tuple[Any, ...] | None:
        """The first row of a query, None where it has none."""
        with self._errors():
            found: tuple[Any, ...] | None = self._connection.execute(sql, values).fetchone()
        return found

    def run(self, sql: str, values: Sequence[Any] = ()) -> None:
        """Runs one statement."""
        with self._errors():
            self._connection.execute(sql, values)

    def add(self, table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
        """Adds rows to a table."""
        # Table and columns are constants of the program, never data.
        sql = f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})"  # noqa: S608
        with self._errors():
            self._connection.executemany(sql, rows)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All that is written inside is written as a whole or not at all; one inside another is a part of it."""
        nested = self.busy
        self._must_last(nested)
        if nested:
            self.run("SAVEPOINT part")
        else:
            self._run_in_turn("BEGIN IMMEDIATE")
        self._depth += 1
        try:
            yield
            self._must_last(nested=True)
            self.run("RELEASE part" if nested else "COMMIT")
        except BaseException:
            self._undo(nested)
            raise
        finally:
            self._depth -= 1

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """All that is read inside is of one moment, whatever others write meanwhile."""
        if self.busy:
            yield
            return
        self.run("BEGIN")
        self._depth += 1
        try:
            yield
        finally:
            self._depth -= 1
            self._undo(nested=False)

    @contextmanager
    def lenient(self) -> Iterator[None]:
        """Inside, text that is not UTF-8 is read with surrogates instead of raising."""
        before = self._connection.text_factory
        self._connection.text_factory = lambda data: data.decode("utf-8", "surrogateescape")
        try:
            yield
        finally:
            self._connection.text_factory = before

    def again(self) -> Callable[[], "SqliteStore"]:
        """What opens the same ledger once more, in another process too: to read all of it, quickly."""
        return partial(_open_mapped, self.name)

    def close(self) -> None:
        """Closes the connection; what was not committed is undone."""
        self._connection.close()

    def match(self, kind: str, every: Sequence[tuple[Part, ...]], none: Sequence[Part]) -> tuple[str, tuple[Any, ...]]:
        """A condition on the row `s` of an index's words, and its values: what FTS5 understands as one query."""
        return words.condition(kind, every, none)

    def add_words(self, kind: str, keys: Sequence[int]) -> None:
        """Indexes the words of these rows of an index."""
        for marks, portion in portions(keys):
            self.run(f"{words.adding(kind)} WHERE key IN ({marks})", portion)

    def drop_words(self, kind: str, keys: Sequence[int]) -> None:
        """Takes the words of these rows out of an index."""
        for marks, portion in portions(keys):
            self.run(f"{words.dropping(kind)} WHERE key IN ({marks})", portion)

    def fill_words(self, kind: str) -> None:
        """Indexes the words of all rows of an index."""
        self.run(f"{words.adding(kind)} ORDER BY key")

    @contextmanager
    def making(self) -> Iterator[None]:
        """A transaction in which the schema may change, one program after another."""
        self._run_in_turn("PRAGMA journal_mode=WAL")  # for which SQLite itself does not wait
        with self.transaction():
            yield

    def schema_version(self) -> int:
        """The number of the last step taken, 0 in an empty database. Raises `LedgerError` where it is no ledger's."""
        if self.row("SELECT 1 FROM sqlite_master") is None:
            return 0
        try:
            row = self.row("SELECT schema_version FROM ledger WHERE program = 'sayso'")
        except LedgerError as error:
            if _name_of(error.__cause__) != "SQLITE_ERROR":
                raise
            row = None
        if row is None:
            raise LedgerError(_not_a_ledger(self.name))
        return int(row[0])

    def take_step(self, step: str, number: int) -> None:
        """Runs the SQL of a step of the schema, and notes its number."""
        for statement in _statements(step):
            self.run(statement)
        if number > 1:
            (guard,) = self.row("SELECT sql FROM sqlite_master WHERE name = 'ledger_kept'") or ("",)
            self.run("DROP TRIGGER ledger_kept")
            self.run("UPDATE ledger SET schema_version = ?", (number,))
            self.run(guard)

    def schema_objects(self) -> tuple[Mapping[str, str], Mapping[str, str]]:
        """Name → definition of all there is in the ledger's schema, and of all there should be."""
        return dict(self.rows(_OBJECTS)), _wanted_objects()

    def file_faults(self) -> Iterator[str]:
        """What SQLite itself finds wrong with the file, each row looked up in each index."""
        return (str(message) for (message,) in self.rows("PRAGMA integrity_check") if message != "ok")

    def index_faults(self, *, thorough: bool) -> Iterator[str]:
        """Where the indexes of words have other rows than they should, and if `thorough`, other words."""
        for kind in INDEXES:
            if self.row(words.comparing(kind)) != (0, 0):
                yield f"does not fit the {kind}s: it has other rows"
            if not thorough:
                continue
            try:
                self.run(words.checking(kind))
            except LedgerError as error:
                # The check is an INSERT to SQLite though it writes nothing: of a file only to be read it says nothing.
                if not _name_of(error.__cause__).startswith(("SQLITE_READONLY", "SQLITE_BUSY")):
                    yield f"does not fit the {kind}s: {error.__cause__}"

    def _run_in_turn(self, sql: str) -> None:
        """Runs a statement once no other program writes."""
        end = time.monotonic() + TURN_SECONDS
        self.run(f"PRAGMA busy_timeout={_TURN_MS}")
        try:
            while not self._ran(sql, end):
                time.sleep(_PAUSE)
        finally:
            self.run(f"PRAGMA busy_timeout={_WAIT_MS}")

    def _ran(self, sql: str, end: float) -> bool:
        """Whether a statement ran: until `end` no other program need be done writing."""
        try:
            self.run(sql)
        except LedgerError as error:
            if not _name_of(error.__cause__).startswith("SQLITE_BUSY") or time.monotonic() > end:
                raise
            return False
        return True

    def _must_last(self, nested: bool) -> None:
        # SQLite itself ends a transaction on some errors (a full disk): nobody is to go on as if it were open.
        if nested and not self._in_transaction():
            raise LedgerError(f"{self.name}: what was being written has been undone; do it again")

    def _undo(self, nested: bool) -> None:
        if not self._in_transaction():
            return
        self.run("ROLLBACK TO part" if nested else "ROLLBACK")
        if nested:
            self.run("RELEASE part")

    def _in_transaction(self) -> bool:
        with self._errors():
            return self._connection.in_transaction

    @contextmanager
    def _errors(self) -> Iterator[None]:
        try:
            yield
        except (sqlite3.Error, UnicodeError, OverflowError) as error:
            raise LedgerError(_explained(self.name, error)) from error


def open_sqlite(location: str | Path, *, create: bool) -> SqliteStore:
    """Opens the ledger in the file `location`, made if `create` and absent. Raises `LedgerError` with what to do."""
    path = _file_of(location)
    if not path.exists() and not create:
        raise LedgerError(f"{path}: there is no ledger here; `sayso read PATH --ledger {path}` makes one")
    _check_header(path)
    try:
        connection = sqlite3.connect(_uri(path), uri=True, isolation_level=None, check_same_thread=False)
    except sqlite3.Error as error:
        raise LedgerError(
            f"{path}: cannot be opened or made ({error}); choose a file in a folder that exists"
        ) from error
    try:
        store = SqliteStore(connection, str(path))
        _prepare(store, create)
    except BaseException:
        connection.close()
        raise
    return store


def _open_mapped(name: str) -> SqliteStore:
    """The same, read from the system's memory where it can be: a page that the disk does not give ends the process, as
    no error of SQLite's would; whoever asked goes on without.
    """
    store = open_sqlite(name, create=False)
    store.run(f"PRAGMA mmap_size={_MAPPED}")
    return store


def _file_of(location: str | Path) -> Path:
    path = Path(location)
    if path.is_dir():
        raise LedgerError(f"{path} is a folder; name the ledger's file in it, as in {path / 'sayso.db'}")
    return path


def _check_header(path: Path) -> None:
    # SQLite takes a file of less than a page for an empty database, and would write over it.
    try:
        with path.open("rb") as file:
            start = file.read(len(_MAGIC))
    except FileNotFoundError:
        return
    except OSError as error:
        raise LedgerError(f"{path}: cannot be read ({error.strerror}); check its permissions") from error
    if start.startswith(_ZIP):
        raise LedgerError(
            f"{path} is an archive, and no ledger until `sayso restore {path} --ledger NEW.db` has made one of it"
        )
    if start not in (b"", _MAGIC):
        raise LedgerError(_not_a_ledger(str(path)))


def _uri(path: Path) -> str:
    uri = path.absolute().as_uri()
    if not path.exists():
        return f"{uri}?mode=rwc"
    # Beside a file in use SQLite needs to write; at rest, in a folder that nobody may write to, it need not.
    at_rest = not path.with_name(f"{path.name}-wal").exists()
    return f"{uri}?mode=ro&immutable=1" if at_rest and not os.access(path.parent, os.W_OK) else f"{uri}?mode=rw"


def _prepare(store: SqliteStore, create: bool) -> None:
    store.run(f"PRAGMA busy_timeout={_WAIT_MS}")
    try:
        bring_up(store, steps_of("sqlite"), create=create)
    except LedgerError as error:
        if _name_of(error.__cause__) == "SQLITE_NOTADB":
            raise LedgerError(_not_a_ledger(store.name)) from error
        raise
    for pragma in ("foreign_keys=ON", "synchronous=FULL", f"cache_size=-{_CACHE_KIB}"):
        store.run(f"PRAGMA {pragma}")


def _statements(script: str) -> Iterator[str]:
    """The statements of a script, each by itself: `executescript` would commit what is open."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement.strip()
            statement = ""


@cache
def _wanted_objects() -> Mapping[str, str]:
    fresh = sqlite3.connect(":memory:")
    try:
        for step in steps_of("sqlite"):
            fresh.executescript(step)
        return dict(fresh.execute(f"{_OBJECTS} ORDER BY name"))
    finally:
        fresh.close()


def _not_a_ledger(name: str) -> str:
    return f"{name} is not a ledger; name a ledger's file, or one that does not exist yet"


def _explained(name: str, error: Exception) -> str:
    kind = "_".join(_name_of(error).split("_")[:2])
    return f"{name}: {_REMEDIES.get(kind, f'{error}; `sayso verify` lists what is wrong with the file')}"


def _name_of(error: BaseException | None) -> str:
    return getattr(error, "sqlite_errorname", "")
