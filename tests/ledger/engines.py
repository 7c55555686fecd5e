"""The engines that the ledger's tests run on: each opens ledgers, and tampers with them behind the program's back."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sayso.ledger import Ledger, open_ledger

__all__ = ["ENGINES", "NOON", "SqliteEngine"]

NOON = datetime(2031, 4, 5, 12, 0, tzinfo=UTC)


@dataclass(frozen=True)
class SqliteEngine:
    """A ledger in a file."""

    location: Path

    @classmethod
    def in_folder(cls, folder: Path) -> "SqliteEngine":
        return cls(folder / "story.db")

    def beside(self, name: str) -> "SqliteEngine":
        """Another ledger of the same engine."""
        return SqliteEngine(self.location.with_name(f"{name}.db"))

    def open(self, **options: Any) -> Ledger:
        return open_ledger(self.location, **{"clock": lambda: NOON, **options})

    @contextmanager
    def raw(self) -> Iterator[sqlite3.Connection]:
        with closing(sqlite3.connect(self.location, isolation_level=None)) as connection:
            yield connection

    def rows(self, sql: str, *values: object) -> list[tuple[Any, ...]]:
        with self.raw() as connection:
            return connection.execute(sql, values).fetchall()

    def tamper(self, sql: str, *values: object) -> int:
        """Runs a statement with all guards off and puts them back; returns the number of rows changed."""
        with self.raw() as connection:
            guards = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
            for name, _ in guards:
                connection.execute(f"DROP TRIGGER {name}")
            changed = connection.execute(sql, values).rowcount
            for _, guard in guards:
                connection.execute(guard)
        return changed

    def dump(self) -> list[str]:
        """All that the database holds, as text."""
        with self.raw() as connection:
            return list(connection.iterdump())


ENGINES = (SqliteEngine,)
