"""How often somebody may try to log in: by one name, and from one address.

Under the door. Invariant: whoever guesses waits; what is remembered does not grow with the guesses.
"""

import threading
from collections import OrderedDict, deque
from collections.abc import Callable

__all__ = ["Attempts"]

WINDOW = 15 * 60.0  # seconds
MOST_BY_NAME, MOST_FROM_ADDRESS = 10, 30
_REMEMBERED = 10_000  # names and addresses: those tried longest ago are forgotten


_Key = tuple[str, str]


class Attempts:
    """The attempts of a quarter of an hour, but for those that were right."""

    def __init__(self, now: Callable[[], float]) -> None:
        self._now = now
        self._tried: OrderedDict[_Key, deque[float]] = OrderedDict()
        self._lock = threading.Lock()

    def begin(self, name: str, address: str) -> int:
        """For how many seconds nobody may try; 0 where they may, and this try counts until it is forgiven."""
        with self._lock:
            wait = max(self._wait(key, most) for key, most in _keys(name, address))
            for key, most in () if wait else _keys(name, address):
                self._tried.setdefault(key, deque(maxlen=most)).append(self._now())
                self._tried.move_to_end(key)
            while len(self._tried) > _REMEMBERED:
                self._tried.popitem(last=False)
            return wait

    def forgive(self, name: str, address: str) -> None:
        """The last try was right: all by this name are forgiven, of those from there this one, as others may guess."""
        (by_name, _), (from_address, _) = _keys(name, address)
        with self._lock:
            self._tried.pop(by_name, None)
            if tries := self._tried.get(from_address):
                tries.pop()

    def _wait(self, key: _Key, most: int) -> int:
        times = self._tried.get(key)
        left = times[0] + WINDOW - self._now() if times and len(times) == most else 0.0
        return max(0, int(left + 0.999))


def _keys(name: str, address: str) -> tuple[tuple[_Key, int], tuple[_Key, int]]:
    return (("name", name.casefold()[:64]), MOST_BY_NAME), (("address", address), MOST_FROM_ADDRESS)
