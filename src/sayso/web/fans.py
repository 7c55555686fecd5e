"""The small picture of a row: origins on the left, the reports that rest on each on the right.

Invariant: as many strokes as reports, but for more than fit, of which all are drawn closer together.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

__all__ = ["Fan", "draw_fans"]

HEIGHT = 44.0
_EDGE = 4.0
_LARGEST = 9.0  # radius of an origin
_DRAWN = 60  # strokes, at most


@dataclass(frozen=True, slots=True)
class Fan:
    """One origin: its height in the picture, how large it is drawn, and the heights of its reports."""

    y: float
    radius: float
    reports: tuple[float, ...]


def draw_fans(sizes: Sequence[int]) -> tuple[Fan, ...]:
    """A fan for each origin, given by how many reports rest on it, from top to bottom."""
    total = sum(sizes)
    shares = [max(1, round(size * min(1, _DRAWN / total))) for size in sizes] if total else []
    step = (HEIGHT - 2 * _EDGE) / max(1, sum(shares) - 1)
    largest = max(sizes, default=1)
    fans, first = [], 0
    for size, share in zip(sizes, shares, strict=True):
        places = [HEIGHT / 2 if sum(shares) == 1 else _EDGE + step * (first + n) for n in range(share)]
        first += share
        radius = max(1.5, _LARGEST * sqrt(size / max(largest, _DRAWN / 3)))
        fans.append(Fan(round(sum(places) / share, 1), round(radius, 1), tuple(round(y, 1) for y in places)))
    return tuple(fans)
