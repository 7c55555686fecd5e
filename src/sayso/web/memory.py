"""What was made of a ledger for some page and is kept for the next, under a key that says of which state it was made.

Under `desk`. Invariant: what is kept is given for its very key alone; what was not asked for longest goes first.
"""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from concurrent.futures import Future
from typing import Any, TypeVar

__all__ = ["Memory"]

T = TypeVar("T")

_MOST = 64


class Memory:
    """So many of the things last asked for."""

    def __init__(self, most: int = _MOST) -> None:
        self._most = most
        self._held: OrderedDict[Hashable, Future[Any]] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: Hashable, make: Callable[[], T]) -> T:
        """What was made for this key, or else is made now; two who ask at once have it made once."""
        kept, new = self._kept(key)
        if new:
            self._fill(key, kept, make)
        made: T = kept.result()
        return made

    def soon(self, key: Hashable, make: Callable[[], T], patience: float) -> T | None:
        """What was made for this key; else it is made by a thread, and given if that takes no longer than `patience`
        (in seconds), else None.
        """
        kept, new = self._kept(key)
        if new:
            threading.Thread(target=self._fill, args=(key, kept, make), daemon=True).start()
        try:
            made: T = kept.result(patience)
        except TimeoutError:
            return None
        return made

    def _kept(self, key: Hashable) -> tuple[Future[Any], bool]:
        with self._lock:
            new = key not in self._held
            kept = self._held.setdefault(key, Future())
            self._held.move_to_end(key)
            while len(self._held) > self._most:
                self._held.popitem(last=False)
        return kept, new

    def _fill(self, key: Hashable, kept: Future[Any], make: Callable[[], Any]) -> None:
        try:
            kept.set_result(make())
        except BaseException as error:
            with self._lock:
                self._held.pop(key, None)
            kept.set_exception(error)
            if not isinstance(error, Exception):
                raise
