"""Webs of reports with planted origins: one matter in 2 to 200 outlets, written from templates, the truth known.

Stands before `bench.webs`, which compares them. Invariant: a web depends on its seed alone, and what it takes to be
true follows from how the reports are said to have come about, never from what Sayso makes of them.
"""

import math
import random
from collections.abc import Callable

from bench.planted.making import Web, cast_web
from bench.planted.plans import PAIRS, SINGLE, spread
from bench.planted.values import Mouth, Planted, Said
from bench.planted.writing import write_report

__all__ = ["Mouth", "Planted", "Said", "plant_pair", "plant_single"]

_MOST = 200


def plant_single(seed: int, most: int = _MOST) -> Planted:
    """A web of one origin: whose it is and how it spreads depend on the seed."""
    plan = SINGLE[seed % len(SINGLE)]
    return _planted(f"{plan.__name__[1:]} {seed}", seed, lambda web, size: plan(web, size), 1, most)


def plant_pair(seed: int, most: int = _MOST) -> Planted:
    """A web of two independent origins, each in as many mouths as a web of one has."""
    one, other = PAIRS[seed % len(PAIRS)]

    def plan(web: Web, size: int) -> None:
        sides = ((one, "one"), (other, "other"))
        for number in range(size):
            role, side = sides[number] if number < 2 else web.rng.choice(sides)
            spread(web, role, side, allowed=len(web.reports) > 2)

    return _planted(f"{one} and {other} {seed}", seed, plan, 2, most)


def _planted(name: str, seed: int, plan: Callable[[Web, int], None], origins: int, most: int) -> Planted:
    rng = random.Random(seed)
    size = round(math.exp(rng.uniform(math.log(2), math.log(most))))
    web = cast_web(rng, size)
    plan(web, max(2, size))
    written = [write_report(web, report) for report in web.reports]
    return Planted(name, tuple(d for d, _ in written), tuple(s for _, found in written for s in found), origins)
