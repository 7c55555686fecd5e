"""The engines that the ledger's tests run on: each opens ledgers, and tampers with them behind the program's back."""

import atexit
import sqlite3
import uuid
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from itertools import count
from pathlib import Path
from typing import Any, Protocol

import pg8000.native

from sayso.ledger import Ledger, open_ledger
from tests.ledger.server import Server, server

__all__ = ["ENGINES", "NOON", "Engine", "PostgresEngine", "SqliteEngine", "shared_server"]

NOON = datetime(2031, 4, 5, 12, 0, tzinfo=UTC)


class Raw(Protocol):
    """A connection past the program."""

    def execute(self, sql: str, values: tuple[object, ...] = ()) -> Any:
        """What came of it, with `rowcount`, `fetchall` and `description`."""


class Engine(Protocol):
    """A place for a ledger."""

    @classmethod
    def in_folder(cls, folder: Path) -> "Engine": ...

    @property
    def place(self) -> str: ...

    def beside(self, name: str) -> "Engine":
        """Another ledger of the same engine."""

    def open(self, **options: Any) -> Ledger: ...

    def raw(self) -> Any: ...

    def rows(self, sql: str, *values: object) -> list[tuple[Any, ...]]: ...

    def tamper(self, sql: str, *values: object) -> int:
        """Runs a statement with all guards off and puts them back; returns the number of rows changed."""

    def dump(self) -> list[str]:
        """All that the database holds, as text."""


class _Opening:
    place: str

    def open(self, **options: Any) -> Ledger:
        return open_ledger(self.place, **{"clock": lambda: NOON, **options})

    def raw(self) -> Any:
        raise NotImplementedError

    def rows(self, sql: str, *values: object) -> list[tuple[Any, ...]]:
        with self.raw() as connection:
            return [tuple(row) for row in connection.execute(sql, values).fetchall()]


@dataclass(frozen=True)
class SqliteEngine(_Opening):
    """A ledger in a file."""

    location: Path

    @property
    def place(self) -> str:  # type: ignore[override]
        return str(self.location)

    @classmethod
    def in_folder(cls, folder: Path) -> "SqliteEngine":
        return cls(folder / "story.db")

    def beside(self, name: str) -> "SqliteEngine":
        return SqliteEngine(self.location.with_name(f"{name}.db"))

    @contextmanager
    def raw(self) -> Iterator[sqlite3.Connection]:
        with closing(sqlite3.connect(self.location, isolation_level=None)) as connection:
            yield connection

    def tamper(self, sql: str, *values: object) -> int:
        with self.raw() as connection:
            guards = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
            for name, _ in guards:
                connection.execute(f"DROP TRIGGER {name}")
            changed = connection.execute(sql, values).rowcount
            for _, guard in guards:
                connection.execute(guard)
        return changed

    def dump(self) -> list[str]:
        with self.raw() as connection:
            return list(connection.iterdump())


@dataclass(frozen=True)
class PostgresEngine(_Opening):
    """A ledger in a schema of a server."""

    server: Server
    schema: str

    @property
    def place(self) -> str:  # type: ignore[override]
        return self.server.address(self.schema)

    @classmethod
    def in_folder(cls, folder: Path) -> "PostgresEngine":
        return cls(shared_server(), f"s_{uuid.uuid4().hex[:16]}")

    def beside(self, name: str) -> "PostgresEngine":
        return PostgresEngine(self.server, f"{self.schema}_{name}")

    @contextmanager
    def raw(self) -> Iterator["_RawPostgres"]:
        folder = self.server.folder
        with pg8000.native.Connection(
            "sayso", host=None, database="postgres", unix_sock=f"{folder}/.s.PGSQL.5432"
        ) as connection:
            connection.run(f"SET search_path TO {self.schema}")
            yield _RawPostgres(connection)

    def tamper(self, sql: str, *values: object) -> int:
        with self.raw() as connection:
            connection.execute("SET session_replication_role TO replica")
            return int(connection.execute(sql, values).rowcount)

    def dump(self) -> list[str]:
        named = f"SELECT tablename FROM pg_tables WHERE schemaname = '{self.schema}' ORDER BY 1"
        with self.raw() as raw:
            tables = [name for (name,) in raw.execute(named).fetchall()]
            return [f"{name} {row}" for name in tables for row in raw.execute(f"SELECT * FROM {name} ORDER BY 1").rows]


class _RawPostgres:
    def __init__(self, connection: pg8000.native.Connection) -> None:
        self._connection = connection

    def execute(self, sql: str, values: tuple[object, ...] = ()) -> "_Result":
        numbers = count(1)
        numbered = "".join(f"${next(numbers)}" if character == "?" else character for character in sql)
        names = {f"v{number}": value for number, value in enumerate(values)}
        rows = self._connection.run(numbered, **names) or []
        columns = [(column["name"],) for column in self._connection.columns or ()]
        return _Result([tuple(row) for row in rows], self._connection.row_count, columns)


@dataclass(frozen=True)
class _Result:
    rows: list[tuple[Any, ...]]
    rowcount: int
    description: list[tuple[str]]

    def fetchall(self) -> list[tuple[Any, ...]]:
        return self.rows


@cache
def shared_server() -> Server:
    """The server of this process's tests, ended with it."""
    stack = ExitStack()
    atexit.register(stack.close)
    return stack.enter_context(server())


ENGINES = (SqliteEngine, PostgresEngine)
