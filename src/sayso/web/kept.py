"""Ledgers kept open between requests: opening one costs more than most of what is asked of it.

Under `desk`. Invariant: a ledger is lent to one thread at a time, and one whose file is no longer that at its place, or
at which something failed, is not lent again.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sayso.errors import NotFoundError, UsageError
from sayso.ledger import Ledger, open_ledger

__all__ = ["KeptLedgers"]

_State = tuple[int, int, int, int] | None


class KeptLedgers:
    """The ledger at a place, open as many times as it was asked of at once."""

    def __init__(self, place: str) -> None:
        self._place = place
        self._free: list[tuple[_State, Ledger]] = []
        self._lock = threading.Lock()

    @contextmanager
    def one(self) -> Iterator[Ledger]:
        """The ledger, for one thread. Raises `LedgerError` where it cannot be opened."""
        state = _state_of(self._place)
        ledger = self._taken(state) or open_ledger(self._place, create=False)
        try:
            yield ledger
        except (NotFoundError, UsageError):
            self._put_back(state, ledger)
            raise
        except BaseException:
            ledger.close()
            raise
        else:
            self._put_back(state, ledger)

    def close(self) -> None:
        """Closes all that are not lent."""
        with self._lock:
            free, self._free = self._free, []
        for _, ledger in free:
            ledger.close()

    def _taken(self, state: _State) -> Ledger | None:
        """One that was opened when the file was as it is, the last used first; those of another are closed."""
        with self._lock:
            stale = [ledger for then, ledger in self._free if then != state]
            self._free = [(then, ledger) for then, ledger in self._free if then == state]
            taken = self._free.pop()[1] if self._free else None
        for ledger in stale:
            ledger.close()
        return taken

    def _put_back(self, state: _State, ledger: Ledger) -> None:
        with self._lock:
            self._free.append((state, ledger))


def _state_of(place: str) -> _State:
    """What tells a file from another that came in its place; None of a server, or where there is none."""
    if "://" in place:
        return None
    try:
        told = Path(place).stat()
    except OSError:
        return None
    # What is written goes into a file beside it first; a change to the file itself costs one opening.
    return told.st_dev, told.st_ino, told.st_size, told.st_mtime_ns
