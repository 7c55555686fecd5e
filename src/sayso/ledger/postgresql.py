"""PostgreSQL as the engine of a ledger: connecting, transactions, and errors that say what to do.

One of the two engines behind `store.Store`; a ledger that several people share lies in a schema of a database.
Invariant: whatever the driver raises leaves here as a `LedgerError` that names the ledger, and as `LostError` where
another try is right; then nothing is left open or written by half.
"""

import itertools
import os
import re
import struct
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, closing, contextmanager, nullcontext, suppress
from dataclasses import replace
from functools import partial
from typing import Any

from pg8000.exceptions import DatabaseError, InterfaceError
from pg8000.native import Connection, identifier

from sayso.errors import LedgerError
from sayso.ledger.address import Address, read_address
from sayso.ledger.catalogue import objects_of
from sayso.ledger.indexing import INDEXES
from sayso.ledger.lasting import lasting
from sayso.ledger.portions import portions
from sayso.ledger.query import Column, Part
from sayso.ledger.schema import bring_up, steps_of
from sayso.ledger.store import TURN_SECONDS, LostError
from sayso.version import __version__

__all__ = ["PostgresStore", "open_postgresql"]

_CONNECT_SECONDS = 10
_PORTION = 2_000
_OLDEST = 130_000  # PostgreSQL 13, the first that takes accents apart
# Each search is planned for its own words, which are common or rare, and as on a server whose memory holds the indexes.
_SESSION = """
    SET search_path TO {schema}, pg_temp; SET lock_timeout TO '{wait}'; SET client_min_messages TO warning;
    SET jit TO off; SET standard_conforming_strings TO on; SET plan_cache_mode TO force_custom_plan;
    SET max_parallel_workers_per_gather TO 0; SET work_mem TO '64MB'; SET random_page_cost TO 1.1;
    SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') = 'off';
"""
_MAKING = 7_297_069  # the advisory lock of those who make or change a schema, whatever it is called
# Its connection is gone, or the server asks that the transaction be done once more.
_LOST = re.compile("08...|57P0[123]|53300")
_AGAIN = re.compile("40001|40P01")
_REMEDIES: Mapping[str, str] = {
    "28P01": "user and password do not fit; give the password in PGPASSWORD or in ~/.pgpass",
    "28000": "the server does not let this user in; check user, database and the server's pg_hba.conf",
    "3D000": "there is no such database; `createdb` makes one",
    "42501": "this user may not do that; ask the owner of the database for the right",
    "53100": "the server's disk is full; make room and try again",
    "55P03": "another program is writing to it; try again when that is done",
    "25006": "the server takes no writes; name the primary server",
}
# The columns of a table `ledger`; one row of nothing where there are other tables, none where there is nothing.
_LEDGER = """
    SELECT a.attname FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace
    LEFT JOIN pg_attribute AS a ON a.attrelid = c.oid AND c.relname = 'ledger' WHERE n.nspname = ?
"""
_LONGEST_WORD = 2_000  # bytes; no longer word is in the index, and the server refuses to look for one
_UNLIKE = """
    SELECT coalesce(i.rowid, s.rowid) FROM {words}able AS i FULL JOIN {words} AS s ON s.rowid = i.rowid
    WHERE i.words IS DISTINCT FROM s.words ORDER BY 1 LIMIT 10
"""
_ALONE = """
    SELECT coalesce(i.key, s.rowid) FROM {rows} AS i FULL JOIN {words} AS s ON s.rowid = i.key
    WHERE i.key IS NULL OR s.rowid IS NULL ORDER BY 1 LIMIT 10
"""
_ASKED = {
    Column.WORDS: "phraseto_tsquery('words', plain(?))",
    **{column: f"asking('{column.value}|', ?)" for column in (Column.SOURCE, Column.OUTLET, Column.FIELD)},
}


class PostgresStore:
    """A ledger's schema on a server; its connection is made when it is needed, and made anew after it was lost."""

    bytes_sql = "{}"  # the server knows no text that is not UTF-8

    def __init__(self, address: Address) -> None:
        self._address = address
        self._connection: Connection | None = None
        self._prepared: dict[str, tuple[Any, ...]] = {}
        self._cursors = itertools.count()
        self._depth = 0
        self._streaming = 0
        self._closed = False
        self.name = address.shown

    @property
    def busy(self) -> bool:
        """Whether a transaction or a snapshot is open."""
        return self._depth > 0

    def rows(self, sql: str, values: Sequence[Any] = ()) -> Iterator[tuple[Any, ...]]:
        """The rows of a query, one after another; in a snapshot never more than a portion is held in memory."""
        if values or not self._streaming:
            yield from map(tuple, self._execute(sql, values))
            return
        cursor = f"rows_{next(self._cursors)}"
        self._script(f"DECLARE {cursor} NO SCROLL CURSOR FOR {sql}")
        while portion := self._script(f"FETCH {_PORTION} FROM {cursor}"):
            yield from map(tuple, portion)

    def row(self, sql: str, values: Sequence[Any] = ()) -> tuple[Any, ...] | None:
        """The first row of a query, None where it has none."""
        return next((tuple(found) for found in self._execute(sql, values)), None)

    def run(self, sql: str, values: Sequence[Any] = ()) -> None:
        """Runs one statement."""
        self._execute(sql, values)

    def add(self, table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
        """Adds rows to a table."""
        lines = (_copied(row) for row in rows)
        while portion := list(itertools.islice(lines, _PORTION)):
            with self._errors() as connection:
                connection.execute_unnamed(f"COPY {table} ({', '.join(columns)}) FROM STDIN", stream=portion)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All that is written inside is written as a whole or not at all; one inside another is a part of it."""
        if self.busy:
            with self._part("SAVEPOINT part", "RELEASE part", "ROLLBACK TO part; RELEASE part"):
                yield
            return
        with self._part("BEGIN", "COMMIT", "ROLLBACK"):
            self._script("SELECT 1 FROM ledger FOR UPDATE")  # writers take turns, readers don't wait
            yield

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """All that is read inside is of one moment, whatever others write meanwhile."""
        begin = "BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY"
        self._streaming += 1
        try:
            with nullcontext() if self.busy else self._part(begin, "ROLLBACK", "ROLLBACK"):
                yield
        finally:
            self._streaming -= 1

    def lenient(self) -> AbstractContextManager[None]:
        """Nothing of its own: the server takes no damaged text."""
        return nullcontext()

    def again(self) -> "Callable[[], PostgresStore]":
        """What connects to the same ledger once more, in another process too."""
        return partial(PostgresStore, self._address)

    def close(self) -> None:
        """Closes the connection; what was not committed is undone."""
        self._closed = True
        self._drop()

    def match(self, kind: str, every: Sequence[tuple[Part, ...]], none: Sequence[Part]) -> tuple[str, tuple[Any, ...]]:  # noqa: ARG002
        """A condition on the row `s` of either index's words, and its values: a query of the server's text search."""
        parts = [part for group in every for part in group]
        if any(len(word.encode()) > _LONGEST_WORD for part in (*parts, *none) for word in part.text.split()):
            return "FALSE", ()
        groups = [f"({' || '.join(_ASKED[part.column] for part in group)})" for group in every]
        groups += [f"!! {_ASKED[part.column]}" for part in none]
        return f"s.words @@ ({' && '.join(groups)})", tuple(part.text for part in (*parts, *none))

    def add_words(self, kind: str, keys: Sequence[int]) -> None:
        """Indexes the words of these rows of an index."""
        words = INDEXES[kind].words
        for marks, portion in portions(keys):
            self.run(f"INSERT INTO {words} SELECT rowid, words FROM {words}able WHERE rowid IN ({marks})", portion)  # noqa: S608

    def drop_words(self, kind: str, keys: Sequence[int]) -> None:
        """Takes the words of these rows out of an index."""
        for marks, portion in portions(keys):
            self.run(f"DELETE FROM {INDEXES[kind].words} WHERE rowid IN ({marks})", portion)  # noqa: S608 — constants

    def fill_words(self, kind: str) -> None:
        """Indexes the words of all rows of an index."""
        words = INDEXES[kind].words
        self._script(f"INSERT INTO {words} SELECT rowid, words FROM {words}able; ANALYZE {words}")  # noqa: S608

    @contextmanager
    def making(self) -> Iterator[None]:
        """A transaction in which the schema may change, one program after another."""
        with self._part("BEGIN", "COMMIT", "ROLLBACK"):
            self._script(f"SELECT pg_advisory_xact_lock({_MAKING})")
            self._script(f"CREATE SCHEMA IF NOT EXISTS {identifier(self._address.schema)}")
            yield

    def schema_version(self) -> int:
        """The number of the last step taken, 0 in an empty schema. Raises `LedgerError` where it is no ledger's."""
        columns = {name for (name,) in self.rows(_LEDGER, (self._address.schema,))}
        if not columns:
            return 0
        has_version = {"schema_version", "program"} <= columns
        row = self.row("SELECT schema_version FROM ledger WHERE program = 'sayso'") if has_version else None
        if row is None:
            raise LedgerError(f"{self.name} is not a ledger; name another schema, as in …?schema=story")
        return int(row[0])

    def take_step(self, step: str, number: int) -> None:
        """Runs the SQL of a step of the schema, and notes its number."""
        self._script(step)
        if number > 1:
            self._script("ALTER TABLE ledger DISABLE TRIGGER ledger_kept")
            self.run("UPDATE ledger SET schema_version = ?", (number,))
            self._script("ALTER TABLE ledger ENABLE TRIGGER ledger_kept")

    def schema_objects(self) -> tuple[Mapping[str, str], Mapping[str, str]]:
        """Name → definition of all there is in the ledger's schema, and of all there should be."""
        names = (self._address.schema, f"sayso_as_made_{os.getpid()}")
        fresh = PostgresStore(replace(self._address, schema=names[1]))
        with suppress(_Undone), closing(fresh), fresh.making():
            for number, step in enumerate(steps_of("postgresql"), start=1):
                fresh.take_step(step, number)
            wanted = objects_of(fresh, names[1], names)
            raise _Undone
        return objects_of(self, names[0], names), wanted

    def file_faults(self) -> Iterator[str]:
        """Nothing: what the server's files are like is the server's to check, by its checksums and `pg_amcheck`."""
        return iter(())

    def index_faults(self, *, thorough: bool) -> Iterator[str]:
        """Where the indexes of words have other rows than they should, and if `thorough`, other words."""
        for kind, index in INDEXES.items():
            sql = _UNLIKE.format(words=index.words) if thorough else _ALONE.format(words=index.words, rows=index.table)
            for (key,) in self.rows(sql):
                yield f"does not fit the {kind} of key {key}"

    def _execute(self, sql: str, values: Sequence[Any] = ()) -> list[list[Any]]:
        told = [None if value is None else str(value).replace("\0", "\N{REPLACEMENT CHARACTER}") for value in values]
        with self._errors() as connection:
            if sql not in self._prepared:
                numbers = itertools.count(1)
                numbered = re.sub(r"\?", lambda _: f"${next(numbers)}", sql)
                self._prepared[sql] = (*connection.prepare_statement(numbered, ()), numbered)
            name, columns, converters, numbered = self._prepared[sql]
            return connection.execute_named(name, told, columns, converters, numbered).rows or []

    def _script(self, sql: str) -> list[list[Any]]:
        """Runs statements without values, and gives the rows of them all."""
        with self._errors() as connection:
            return connection.execute_simple(sql).rows or []

    @contextmanager
    def _part(self, begin: str, end: str, undo: str) -> Iterator[None]:
        self._script(begin)
        self._depth += 1
        try:
            yield
            self._script(end)
        except BaseException:
            if self._connection is not None:
                with suppress(LostError):
                    self._script(undo)
            raise
        finally:
            self._depth -= 1

    @contextmanager
    def _errors(self) -> Iterator[Connection]:
        connection = self._ready()
        try:
            yield connection
        except DatabaseError as error:
            told = _told(error)
            if _LOST.fullmatch(told.get("C", "")):
                self._drop()
                raise self._interrupted(error) from error
            if _AGAIN.fullmatch(told.get("C", "")):
                raise self._interrupted(error) from error
            raise LedgerError(_explained(self.name, told)) from error
        except UnicodeError as error:
            raise LedgerError(f"{self.name}: {error}") from error
        except (InterfaceError, OSError, struct.error) as error:
            self._drop()
            raise self._interrupted(error) from error
        except BaseException:
            # Stopped amid a message (Ctrl-C): what comes next on this connection would be its rest.
            self._drop()
            raise

    def _ready(self) -> Connection:
        if self._closed:
            raise LedgerError(f"{self.name} is closed")
        if self._connection is None:
            if self.busy:
                raise self._interrupted(None)
            self._connection = _connect(self._address)
            self._prepared.clear()
        return self._connection

    def _drop(self) -> None:
        connection, self._connection = self._connection, None
        if connection is not None:
            with suppress(Exception):
                connection.close()

    def _interrupted(self, error: Exception | None) -> LostError:
        why = f" ({error})" if error else ""
        return LostError(
            f"{self.name}: the connection was lost{why}; what was recorded before stays, do the rest again"
        )


def open_postgresql(url: str, *, create: bool) -> PostgresStore:
    """Opens the ledger at an address, made if `create` and absent. Raises `LedgerError` with what to do."""
    store = PostgresStore(read_address(url))
    try:
        # A server that is about to come up says so; one that does not answer at all may be the wrong one.
        lasting(
            lambda: bring_up(store, steps_of("postgresql"), create=create),
            lambda error: isinstance(error.__cause__, DatabaseError),
        )
    except BaseException:
        store.close()
        raise
    return store


class _Undone(Exception):  # noqa: N818 — no error: what leaves a transaction that is not to be kept
    """Leaves a transaction that is not to be kept."""


def _connect(address: Address) -> Connection:
    try:
        made = Connection(
            address.user,
            host=None if address.local else address.host,
            database=address.database,
            password=address.password,
            sock=address.connect(_CONNECT_SECONDS),
            ssl_context=address.security(),
            application_name=f"sayso {__version__}",
        )
    except (DatabaseError, InterfaceError) as error:
        said = _said(error)
        raise _refusal(address, said) from (said or error)
    except OSError as error:
        raise LostError(f"{address.shown}: no server answers ({error}); check that it runs there") from error
    except Exception as error:  # scramp's own, of a password that does not fit
        raise LedgerError(_explained(address.shown, {"C": "28P01"})) from error
    try:
        _begin_session(made, address)
    except BaseException:
        made.close()
        raise
    return made


def _said(error: BaseException | None) -> DatabaseError | None:
    # Where the server refuses and hangs up, the driver's good-bye may fail, and hide what the server said.
    while error is not None and not isinstance(error, DatabaseError):
        error = error.__context__
    return error


def _refusal(address: Address, said: DatabaseError | None) -> LedgerError:
    if said is None:
        return LostError(f"{address.shown}: the server broke off without a word; see what its log says")
    told = _told(said)
    kind = LostError if _LOST.fullmatch(told.get("C", "")) else LedgerError
    return kind(_explained(address.shown, told))


def _begin_session(connection: Connection, address: Address) -> None:
    version, encoding = connection.execute_simple(
        "SELECT current_setting('server_version_num'), current_setting('server_encoding')"
    ).rows[0]
    if int(version) < _OLDEST or encoding != "UTF8":
        raise LedgerError(
            f"{address.shown}: a ledger needs PostgreSQL 13 or later and a database in UTF8; "
            f"this is {int(version) // 10_000} in {encoding}"
        )
    connection.execute_simple(_SESSION.format(schema=identifier(address.schema), wait=f"{TURN_SECONDS}s"))


def _told(error: DatabaseError) -> Mapping[str, str]:
    """What the server says of an error, by the letters of its protocol; the error then shows the message alone."""
    told = error.args[0] if error.args and isinstance(error.args[0], dict) else {}
    error.args = (told.get("M", str(error)),)
    return told


def _copied(row: Sequence[Any]) -> bytes:
    return ("\t".join(map(_field, row)) + "\n").encode()


def _field(value: Any) -> str:
    if value is None:
        return "\\N"
    return f"\\\\x{value.hex()}" if isinstance(value, bytes) else str(value).translate(_ESCAPES)


_ESCAPES = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})


def _explained(name: str, told: Mapping[str, str]) -> str:
    return f"{name}: {_REMEDIES.get(told.get('C', ''), told.get('M', 'the server reports an error'))}"
