"""Where in a view the values stand that speak of one thing, for a view that lies in another order: little to be kept.

Beside `bisecting`, which finds them where the view lies in that order. Invariant: found are all places of a key, and of
other keys next to none.
"""

import hashlib
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable

__all__ = ["Places"]


class Places:
    """The places of values by key: sixteen bytes for each, whatever the length of the keys."""

    def __init__(self, keys: Iterable[str] = ()) -> None:
        short = array("Q", map(_shortened, keys))
        order = sorted(range(len(short)), key=short.__getitem__)
        self._keys = array("Q", (short[place] for place in order))
        self._places = array("Q", order)

    def of(self, key: str) -> tuple[int, ...]:
        """The places of values with this key, in order; they are to be looked at, as another key may be short alike."""
        asked = _shortened(key)
        return tuple(self._places[bisect_left(self._keys, asked) : bisect_right(self._keys, asked)])


def _shortened(key: str) -> int:
    return int.from_bytes(hashlib.blake2b(key.encode(), digest_size=8).digest())
