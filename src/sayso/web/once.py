"""What is made of a ledger once and kept as long as that which it is made of stands as it was.

Invariant: what is given was made of what the ledger held; two who ask at once have it made once, and what takes long is
made beside the requests: until it is there, the one before is given.
"""

import threading
import time
from collections.abc import Callable, Hashable
from contextlib import AbstractContextManager, suppress
from dataclasses import dataclass
from typing import Generic, TypeVar

from sayso.errors import SaysoError
from sayso.ledger import Ledger

__all__ = ["Once"]

T = TypeVar("T")

_AT_ONCE = 0.1  # seconds: what took longer is made beside the request


@dataclass(frozen=True, slots=True)
class _Made(Generic[T]):
    """A value, of which state of the ledger, and how many seconds it took."""

    state: Hashable
    value: T
    seconds: float


class Once(Generic[T]):
    """A value that `make` makes of a ledger; `lend` lends one to whoever makes it beside the requests."""

    def __init__(self, make: Callable[[Ledger], T], lend: Callable[[], AbstractContextManager[Ledger]]) -> None:
        self._make = make
        self._lend = lend
        self._held: _Made[T] | None = None
        self._lock = threading.Lock()

    def of(self, ledger: Ledger, state_of: Callable[[Ledger], Hashable]) -> T:
        """The value for the ledger, made anew where its state is not that of the one held."""
        held, state = self._held, state_of(ledger)
        if held and held.state != state and held.seconds > _AT_ONCE:
            self._make_beside(state_of)
            return held.value
        with self._lock:
            if self._held is None or self._held.state != state:
                self._held = self._made(ledger, state)
            return self._held.value

    def _made(self, ledger: Ledger, state: Hashable) -> _Made[T]:
        began = time.perf_counter()
        value = self._make(ledger)
        return _Made(state, value, time.perf_counter() - began)

    def _make_beside(self, state_of: Callable[[Ledger], Hashable]) -> None:
        def make() -> None:
            # What fails is told whoever asks next; it is not kept.
            with suppress(SaysoError), self._lend() as ledger:
                self._held = self._made(ledger, state_of(ledger))

        def make_and_free() -> None:
            try:
                make()
            finally:
                self._lock.release()

        if self._lock.acquire(blocking=False):
            threading.Thread(target=make_and_free, daemon=True).start()
