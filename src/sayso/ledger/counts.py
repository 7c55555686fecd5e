"""How many reports a ledger holds, of how many outlets, and from which days.

Beside `view`. Invariant: a report counts once, as the reading of it that counts.
"""

from dataclasses import dataclass
from datetime import date

from sayso.ledger.store import Store
from sayso.model import Interval

__all__ = ["Counts", "count_reports"]


@dataclass(frozen=True, slots=True)
class Counts:
    """Reports that were read wholly, in part, and not at all; outlets that are known; the first and last day of
    publishing, each None where no report has one.
    """

    read: int
    partly: int
    refused: int
    outlets: int
    published: Interval


def count_reports(store: Store) -> Counts:
    """The numbers of the ledger at this moment."""
    ranks = {int(rank): int(number) for rank, number in store.rows(_BY_RANK)}
    (outlets,) = store.row("SELECT count(DISTINCT outlet) FROM indexed_report WHERE outlet <> ''") or (0,)
    first, last = store.row(_DAYS) or (None, None)
    return Counts(
        read=ranks.get(2, 0),
        partly=ranks.get(1, 0),
        refused=ranks.get(0, 0),
        outlets=int(outlets),
        published=Interval(_day(first), _day(last)),
    )


_BY_RANK = "SELECT rank, count(*) FROM current_document GROUP BY rank"
_DAYS = "SELECT min(published), max(published) FROM current_document WHERE rank > 0 AND published <> ''"


def _day(published: str | None) -> date | None:
    return date.fromisoformat(published[:10]) if published else None
