"""SQLite as the engine of a ledger: opening a file, transactions, and errors that say what to do.

The lowest part of the ledger; `record`, `view`, `search` and `verify` speak to the database through `Store` alone.
Invariant: whatever SQLite raises leaves here as a `LedgerError` that names the file.
"""

import os
import re
import sqlite3
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from importlib import resources
from pathlib import Path
from typing import Any

from sayso.errors import LedgerError, LedgerVersionError

__all__ = ["SCHEMA_VERSION", "Store", "open_store", "schema_objects"]

SCHEMA_VERSION = 2

_MAGIC = b"SQLite format 3\0"
_WAIT_MS = 10_000
_CACHE_KIB = 32_768
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*)://", re.IGNORECASE)
_REMEDIES: Mapping[str, str] = {
    "SQLITE_BUSY": "another program is writing to it; try again when that is done",
    "SQLITE_READONLY": "it cannot be written to; check its permissions and those of its folder",
    "SQLITE_FULL": "the disk is full; make room and try again",
    "SQLITE_IOERR": "the disk reports an error; check it and keep a copy of the file",
    "SQLITE_CANTOPEN": "it cannot be opened; check the permissions of the file and of its folder",
}


class Store:
    """One connection to a ledger's database. One thread at a time may use it; any number of stores may be open."""

    def __init__(self, connection: sqlite3.Connection, name: str) -> None:
        self._connection = connection
        self.name = name

    def rows(self, sql: str, values: Sequence[Any] = ()) -> Iterator[tuple[Any, ...]]:
        """The rows of a query, one after another."""
        with self._errors():
            cursor = self._connection.execute(sql, values)
            # Not `yield from cursor`: that would close it too, which raises where the connection is closed before.
            yield from iter(cursor.fetchone, None)

    def row(self, sql: str, values: Sequence[Any] = ()) -> tuple[Any, ...] | None:
        """The first row of a query, None where it has none."""
        with self._errors():
            found: tuple[Any, ...] | None = self._connection.execute(sql, values).fetchone()
        return found

    def run(self, sql: str, values: Sequence[Any] = ()) -> None:
        """Runs one statement."""
        with self._errors():
            self._connection.execute(sql, values)

    def run_many(self, sql: str, rows: Iterable[Sequence[Any]]) -> None:
        """Runs one statement for each of `rows`."""
        with self._errors():
            self._connection.executemany(sql, rows)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All that is written inside is written as a whole or not at all; one inside another is a part of it."""
        nested = self._connection.in_transaction
        self.run("SAVEPOINT part" if nested else "BEGIN IMMEDIATE")
        try:
            yield
            self.run("RELEASE part" if nested else "COMMIT")
        except BaseException:
            self._undo(nested)
            raise

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """All that is read inside is of one moment, whatever others write meanwhile."""
        if self._connection.in_transaction:
            yield
            return
        self.run("BEGIN")
        try:
            yield
        finally:
            self._undo(nested=False)

    @contextmanager
    def lenient(self) -> Iterator[None]:
        """Inside, text that is not UTF-8 is read with surrogates instead of raising."""
        self._connection.text_factory = lambda data: data.decode("utf-8", "surrogateescape")
        try:
            yield
        finally:
            self._connection.text_factory = str

    def close(self) -> None:
        """Closes the connection; what was not committed is undone."""
        self._connection.close()

    def _undo(self, nested: bool) -> None:
        # SQLite itself ends a transaction on some errors (a full disk): then there is nothing left to undo.
        with self._errors():
            if not self._connection.in_transaction:
                return
        self.run("ROLLBACK TO part" if nested else "ROLLBACK")
        if nested:
            self.run("RELEASE part")

    @contextmanager
    def _errors(self) -> Iterator[None]:
        try:
            yield
        except (sqlite3.Error, UnicodeError, OverflowError) as error:
            raise LedgerError(_explained(self.name, error)) from error


def open_store(location: str | Path, *, create: bool) -> Store:
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
        _prepare(connection, path, create)
    except BaseException:
        connection.close()
        raise
    return Store(connection, str(path))


def schema_objects() -> dict[str, str]:
    """Name → statement of each table, index, view and trigger that the schema makes, in order of names."""
    # The tables in which the index lies (search_…) are worded by the version of SQLite that made them.
    named = "SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'search\\_%' ESCAPE '\\'"
    fresh = sqlite3.connect(":memory:")
    try:
        fresh.executescript(_schema())
        return dict(fresh.execute(f"{named} ORDER BY name"))
    finally:
        fresh.close()


def _file_of(location: str | Path) -> Path:
    scheme = _SCHEME.match(str(location)) if isinstance(location, str) else None
    if scheme:
        raise LedgerError(f"a ledger at {scheme[0]}… is not supported in this version; give a file, as in sayso.db")
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
    if start not in (b"", _MAGIC):
        raise LedgerError(_not_a_ledger(path))


def _uri(path: Path) -> str:
    uri = path.absolute().as_uri()
    if not path.exists():
        return f"{uri}?mode=rwc"
    # Beside a file in use SQLite needs to write; at rest, in a folder that nobody may write to, it need not.
    at_rest = not path.with_name(f"{path.name}-wal").exists()
    return f"{uri}?mode=ro&immutable=1" if at_rest and not os.access(path.parent, os.W_OK) else f"{uri}?mode=rw"


def _prepare(connection: sqlite3.Connection, path: Path, create: bool) -> None:
    try:
        connection.execute(f"PRAGMA busy_timeout={_WAIT_MS}")
        if create and _is_empty(connection):
            _make(connection)
        _check_version(connection, path)
        for pragma in ("foreign_keys=ON", "synchronous=NORMAL", f"cache_size=-{_CACHE_KIB}"):
            connection.execute(f"PRAGMA {pragma}")
    except (sqlite3.Error, UnicodeError) as error:  # the latter where the message quotes a damaged schema
        if _name_of(error) == "SQLITE_NOTADB":
            raise LedgerError(_not_a_ledger(path)) from error
        raise LedgerError(_explained(str(path), error)) from error


def _is_empty(connection: sqlite3.Connection) -> bool:
    return connection.execute("SELECT 1 FROM sqlite_master").fetchone() is None


def _make(connection: sqlite3.Connection) -> None:
    _write_ahead(connection)
    try:
        connection.executescript(f"BEGIN IMMEDIATE; {_schema()} COMMIT;")
    except sqlite3.OperationalError:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        # Another process may have made the same ledger in this very moment.
        if _is_empty(connection):
            raise


def _write_ahead(connection: sqlite3.Connection) -> None:
    """Switch to write-ahead logging; SQLite itself does not wait for others while it switches, so this does."""
    end = time.monotonic() + _WAIT_MS / 1000
    while True:
        try:
            connection.execute("PRAGMA journal_mode=WAL")
            return
        except sqlite3.OperationalError as error:
            if not _name_of(error).startswith("SQLITE_BUSY") or time.monotonic() > end:
                raise
            time.sleep(0.02)


def _check_version(connection: sqlite3.Connection, path: Path) -> None:
    try:
        row = connection.execute("SELECT schema_version FROM ledger WHERE program = 'sayso'").fetchone()
    except sqlite3.OperationalError as error:
        if _name_of(error) != "SQLITE_ERROR":
            raise
        row = None
    if row is None:
        raise LedgerError(_not_a_ledger(path))
    if row[0] != SCHEMA_VERSION:
        raise LedgerVersionError(
            f"{path} has schema version {row[0]}, this version of Sayso reads {SCHEMA_VERSION}: "
            "use the version that wrote it, or another file"
        )


def _schema() -> str:
    return (resources.files(__package__) / "schema.sql").read_text(encoding="utf-8")


def _not_a_ledger(path: Path) -> str:
    return f"{path} is not a ledger; name a ledger's file, or one that does not exist yet"


def _explained(name: str, error: Exception) -> str:
    kind = "_".join(_name_of(error).split("_")[:2])
    return f"{name}: {_REMEDIES.get(kind, f'{error}; `sayso verify` lists what is wrong with the file')}"


def _name_of(error: Exception) -> str:
    return getattr(error, "sqlite_errorname", "")
