"""How often somebody may try to log in, by one name and from one network; and how many may at once.

Under the door. Invariant: whoever guesses waits, and locks nobody out by it who is in, or came in from where they are
before; neither what is remembered nor who waits grows with the guesses.
"""

import ipaddress
import threading
from collections import Counter, OrderedDict, deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager

__all__ = ["Attempts"]

WINDOW = 15 * 60.0  # seconds
MOST_BY_NAME_THERE, MOST_BY_NAME, MOST_FROM_ADDRESS = 10, 20, 30  # by one name: from one network, from new ones in all
AT_ONCE, AT_ONCE_FROM_ADDRESS = 12, 3  # passwords are looked at one by one, a quarter of a second each
_REMEMBERED = 10_000  # names and networks: those tried longest ago are forgotten


_Key = tuple[str, ...]


class Attempts:
    """The attempts of a quarter of an hour, but for those that were right."""

    def __init__(self, now: Callable[[], float]) -> None:
        self._now = now
        self._tried: OrderedDict[_Key, deque[float]] = OrderedDict()
        self._known: OrderedDict[_Key, None] = OrderedDict()  # who came in from where
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

    def begin(self, name: str, address: str, session: str = "") -> int:
        """For how many seconds this may not be tried; 0 where it may, and the try counts until it is forgiven. Whoever
        tries their own name in a `session` is in already, and waits for nobody else.
        """
        with self._lock:
            keys = self._keys(name, address, session)
            wait = max(self._wait(key, most) for key, most in keys)
            for key, most in () if wait else keys:
                self._tried.setdefault(key, deque(maxlen=most)).append(self._now())
                self._tried.move_to_end(key)
            while len(self._tried) > _REMEMBERED:
                self._tried.popitem(last=False)
            return wait

    def forgive(self, name: str, address: str, session: str = "") -> None:
        """The last try was right: all by this name from there are forgiven, of the others this one, as some guess."""
        there = ("name there", _plain(name), _network(address))
        with self._lock:
            for key, _ in self._keys(name, address, session):
                if tries := self._tried.get(key):
                    tries.pop()
            self._tried.pop(there, None)
            self._known[there] = None
            self._known.move_to_end(there)
            while len(self._known) > _REMEMBERED:
                self._known.popitem(last=False)

    def _keys(self, name: str, address: str, session: str) -> list[tuple[_Key, int]]:
        """What a try counts for, and how many may."""
        if session:
            return [(("session", session), MOST_BY_NAME_THERE)]
        plain, network = _plain(name), _network(address)
        there = ("name there", plain, network)
        keys: list[tuple[_Key, int]] = [(("address", network), MOST_FROM_ADDRESS), (there, MOST_BY_NAME_THERE)]
        return keys if there in self._known else [*keys, (("name", plain), MOST_BY_NAME)]

    def _wait(self, key: _Key, most: int) -> int:
        times = self._tried.get(key)
        left = times[0] + WINDOW - self._now() if times and len(times) == most else 0.0
        return max(0, int(left + 0.999))


def _plain(name: str) -> str:
    return name.casefold()[:64]


def _network(address: str) -> str:
    """The address, or of IPv6 the network that one household or firm has to itself: it can change within that."""
    try:
        told = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return address
    if isinstance(told, ipaddress.IPv4Address):
        return str(told)
    return str(told.ipv4_mapped or ipaddress.ip_network((told, 64), strict=False))
