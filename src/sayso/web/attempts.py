"""How often somebody may try to log in, by one name and from one network; and how many may at once.

Under the door. Invariant: whoever guesses waits; neither what is remembered nor who waits grows with the guesses.
"""

import ipaddress
import threading
from collections import Counter, OrderedDict, deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager

__all__ = ["Attempts"]

WINDOW = 15 * 60.0  # seconds
MOST_BY_NAME, MOST_FROM_ADDRESS = 10, 30
AT_ONCE, AT_ONCE_FROM_ADDRESS = 12, 3  # passwords are looked at one by one, a quarter of a second each
_REMEMBERED = 10_000  # names and addresses: those tried longest ago are forgotten


_Key = tuple[str, str]


class Attempts:
    """The attempts of a quarter of an hour, but for those that were right."""

    def __init__(self, now: Callable[[], float]) -> None:
        self._now = now
        self._tried: OrderedDict[_Key, deque[float]] = OrderedDict()
        self._looking = Counter[str]()
        self._lock = threading.Lock()

    @contextmanager
    def turn(self, address: str) -> Iterator[bool]:
        """Whether somebody from there may have a password looked at now: not where too many wait for that."""
        network = _network(address)
        with self._lock:
            free = self._looking.total() < AT_ONCE and self._looking[network] < AT_ONCE_FROM_ADDRESS
            self._looking += Counter({network: int(free)})
        try:
            yield free
        finally:
            with self._lock:
                self._looking -= Counter({network: int(free)})

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
    return (("name", name.casefold()[:64]), MOST_BY_NAME), (("address", _network(address)), MOST_FROM_ADDRESS)


def _network(address: str) -> str:
    """The address, or of IPv6 the network that one household or firm has to itself: it can change within that."""
    try:
        told = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return address
    if isinstance(told, ipaddress.IPv4Address):
        return str(told)
    return str(told.ipv4_mapped or ipaddress.ip_network((told, 64), strict=False))
