"""Draws words and names as often as Zipf's law has them: the n-th an n-th as often as the first.

Beneath `bench.large`. Invariant: what is drawn depends on the generator handed in alone.
"""

import itertools
import random
from collections.abc import Sequence

__all__ = ["Draw", "names", "vocabulary"]

_ONSETS = ("b", "d", "f", "g", "k", "l", "m", "n", "p", "r", "s", "t", "v", "br", "dr", "st", "tr", "kr")
_VOWELS = ("a", "e", "i", "o", "u", "au", "ei")
_ENDS = ("", "", "", "n", "r", "l", "m", "t")


class Draw:
    """Things to draw from, the first most often."""

    def __init__(self, rng: random.Random, things: Sequence[str]) -> None:
        self._rng = rng
        self.things = things
        self._weights = list(itertools.accumulate(1 / rank for rank in range(1, len(things) + 1)))

    def one(self) -> str:
        """One of them."""
        return self.some(1)[0]

    def some(self, number: int) -> list[str]:
        """So many of them, one or another perhaps twice."""
        return self._rng.choices(self.things, cum_weights=self._weights, k=number)


def vocabulary(rng: random.Random, size: int) -> list[str]:
    """So many invented words of two to four syllables, no two alike."""
    made: dict[str, None] = {}
    while len(made) < size:
        made["".join(_syllable(rng) for _ in range(rng.randint(2, 4)))] = None
    return list(made)


def names(rng: random.Random, size: int) -> list[str]:
    """So many invented names of two words, no two alike."""
    first, last = vocabulary(rng, 400), vocabulary(rng, size // 100 + 400)
    made: dict[str, None] = {}
    while len(made) < size:
        made[f"{rng.choice(first).capitalize()} {rng.choice(last).capitalize()}"] = None
    return list(made)


def _syllable(rng: random.Random) -> str:
    return rng.choice(_ONSETS) + rng.choice(_VOWELS) + rng.choice(_ENDS)
