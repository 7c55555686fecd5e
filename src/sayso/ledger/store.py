"""What an engine is to the rest of the ledger: rows, transactions, moments, and a few questions of its own.

`sqlite` and `postgresql` are the two there are; `record`, `view`, `search` and `verify` speak to them through this.
Invariant: SQL is one text for both, with `?` for values; what differs between them lies behind a method of `Store`.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from typing import Any, Protocol

from sayso.errors import LedgerError
from sayso.ledger.query import Part

__all__ = ["TURN_SECONDS", "LostError", "Store"]

TURN_SECONDS = 600
"""How long a writer waits for its turn: another may be recording a comparison of a million claims."""


class LostError(LedgerError):
    """The database went away, or asks for the same again: nothing is written by half, and another try is right."""


class Store(Protocol):
    """One connection to a ledger's database. One thread at a time may use it; any number of stores may be open."""

    @property
    def name(self) -> str:
        """Where the ledger is, fit to be shown: without a password."""

    @property
    def busy(self) -> bool:
        """Whether a transaction or a snapshot is open."""

    @property
    def bytes_sql(self) -> str:
        """The expression, of a column `{}`, by which long text is had the quickest: as bytes where that is quicker."""

    def rows(self, sql: str, values: Sequence[Any] = ()) -> Iterator[tuple[Any, ...]]:
        """The rows of a query, one after another; in a snapshot never more than a portion is held in memory."""

    def row(self, sql: str, values: Sequence[Any] = ()) -> tuple[Any, ...] | None:
        """The first row of a query, None where it has none."""

    def run(self, sql: str, values: Sequence[Any] = ()) -> None:
        """Runs one statement."""

    def add(self, table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
        """Adds rows to a table."""

    def transaction(self) -> AbstractContextManager[None]:
        """What is written inside is written as a whole or not at all, one writer after another; a nested one is a part.

        Once it has ended, what was written outlasts the end of the program, of the database, and of the power.
        """

    def snapshot(self) -> AbstractContextManager[None]:
        """All that is read inside is of one moment, whatever others write meanwhile."""

    def lenient(self) -> AbstractContextManager[None]:
        """Inside, damaged text is read with surrogates instead of raising."""

    def again(self) -> "Callable[[], Store]":
        """What opens the same ledger once more, in another process too."""

    def close(self) -> None:
        """Closes the connection; what was not committed is undone."""

    def match(self, kind: str, every: Sequence[tuple[Part, ...]], none: Sequence[Part]) -> tuple[str, tuple[Any, ...]]:
        """A condition and its values: in the row `s` of an index's words, `claim` or `report`, of each group of `every`
        one part is found, and no part of `none`. Either may be empty, not both.
        """

    def add_words(self, kind: str, keys: Sequence[int]) -> None:
        """Indexes the words of these rows of the index `kind`, which are there."""

    def drop_words(self, kind: str, keys: Sequence[int]) -> None:
        """Takes the words of these rows out of the index `kind`; the rows must still be there."""

    def fill_words(self, kind: str) -> None:
        """Indexes the words of all rows of the index `kind`, of which none is yet."""

    def making(self) -> AbstractContextManager[None]:
        """A transaction in which the schema may change, one program after another."""

    def schema_version(self) -> int:
        """The number of the last step taken, 0 in an empty database. Raises `LedgerError` where it is no ledger's."""

    def take_step(self, step: str, number: int) -> None:
        """Runs the SQL of a step of the schema, and notes its number."""

    def schema_objects(self) -> tuple[Mapping[str, str], Mapping[str, str]]:
        """Name → definition of all there is in the ledger's schema, and of all there should be."""

    def file_faults(self) -> Iterator[str]:
        """What the engine itself finds wrong with its files, its indexes' entries one by one."""

    def index_faults(self, *, thorough: bool) -> Iterator[str]:
        """Where the indexes of words have other rows than they should, and if `thorough`, other words."""
