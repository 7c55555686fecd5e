"""What a work on a ledger that takes minutes tells of itself, in the log `sayso.ledger`: on standard error, where
nobody set up another place.

Beside `schema`. Invariant: of a small ledger nothing is told, and no line has words of the record or of a place.
"""

import logging
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

__all__ = ["Tell", "counted", "teller"]

Tell = Callable[[str], None]
T = TypeVar("T")

_LARGE = 50_000  # entries
_EACH = 100_000  # rows, after which it is told how many there are
_log = logging.getLogger("sayso.ledger")


def teller(entries: int) -> Tell:
    """What tells of a work on a ledger of so many entries."""
    return _log.warning if entries > _LARGE else _keep_silent


def counted(rows: Iterable[T], what: str, tell: Tell) -> Iterator[T]:
    """The rows, with a word now and then on how many there were."""
    for number, row in enumerate(rows, start=1):
        yield row
        if number % _EACH == 0:
            tell(f"  {number:,} {what}")


def _keep_silent(_: str) -> None:
    pass
