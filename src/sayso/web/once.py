"""What is made of a ledger once and kept as long as that which it is made of stands as it was.

Invariant: what is given was made of what the ledger holds; two who ask at once have it made once.
"""

import threading
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

from sayso.ledger import Ledger

__all__ = ["Once"]

T = TypeVar("T")


class Once(Generic[T]):
    """A value that `make` makes of a ledger."""

    def __init__(self, make: Callable[[Ledger], T]) -> None:
        self._make = make
        self._held: tuple[Hashable, T] | None = None
        self._lock = threading.Lock()

    def of(self, ledger: Ledger, state: Hashable) -> T:
        """The value for the ledger, made anew where `state` is not that of the one held."""
        with self._lock:
            if self._held is None or self._held[0] != state:
                self._held = (state, self._make(ledger))
            return self._held[1]
