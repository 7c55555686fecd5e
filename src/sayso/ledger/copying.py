"""A ledger into another place, row for row: from a file to a server and back.

Beside `record`, which makes new rows; this takes them as they are. Invariant: the copy has the digest and the chain of
what was copied, or it is not made at all.
"""

from collections.abc import Callable, Iterator
from typing import Any

from sayso.errors import LedgerError
from sayso.ledger.indexing import INDEXES
from sayso.ledger.members import MEMBERS
from sayso.ledger.rows import COLUMNS, ENTRY_COLUMNS, stored_columns
from sayso.ledger.store import Store
from sayso.ledger.view import COMPARISON_COLUMNS, VIEW_COLUMNS, VIEWS, chain_head, ledger_digest

__all__ = ["copy_store"]

_TABLES = {
    "entry": ENTRY_COLUMNS,
    **{table: stored_columns(table) for table in COLUMNS},
    **dict.fromkeys(VIEWS, VIEW_COLUMNS),
    "content": ("digest", "packed"),
    **MEMBERS,
    "comparison": COMPARISON_COLUMNS,
    **{index.table: index.columns for index in INDEXES.values()},
}
_STEP = 1_000  # rows between two words of progress


def copy_store(source: Store, target: Store, progress: Callable[[int, int], None] | None = None) -> str:
    """Copies all of `source` into the empty `target`, as it is at one moment, and gives the digest of both.

    `progress` is called with rows done and rows in all. Raises `LedgerError` where `target` holds anything, or the copy
    is not the same; then nothing is written.
    """
    with source.snapshot(), target.transaction():
        if any(_count(target, table) for table in _TABLES):
            raise LedgerError(f"{target.name} is not empty; name a place where there is no ledger yet")
        total = sum(_count(source, table) for table in _TABLES)
        counted = _Counted(total, progress)
        for table, columns in _TABLES.items():
            # The tables are constants, and in the order in which one refers to another.
            rows = source.rows(f"SELECT {', '.join(columns)} FROM {table} ORDER BY 1")  # noqa: S608
            target.add(table, columns, counted.passing(rows))
        for kind in INDEXES:
            target.fill_words(kind)
        digest = ledger_digest(target)
        if (digest, chain_head(target), counted.done) != (ledger_digest(source), chain_head(source), total):
            raise LedgerError(f"{source.name} does not come out the same; `sayso verify` lists what is wrong with it")
    return digest


def _count(store: Store, table: str) -> int:
    (number,) = store.row(f"SELECT count(*) FROM {table}") or (0,)  # noqa: S608 — the tables are constants
    return int(number)


class _Counted:
    """Rows on their way, counted."""

    def __init__(self, total: int, progress: Callable[[int, int], None] | None) -> None:
        self.done = 0
        self._total = total
        self._progress = progress

    def passing(self, rows: Iterator[tuple[Any, ...]]) -> Iterator[tuple[Any, ...]]:
        for row in rows:
            yield row
            self.done += 1
            if self._progress and (self.done % _STEP == 0 or self.done == self._total):
                self._progress(self.done, self._total)
