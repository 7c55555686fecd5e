"""The learned layer of commitment: boosted trees that weigh an event's signs, so that what the word lists only rank is
set to how people judge it.

Stands behind the engine, whose steps become its signs (`features`). Trained by training/factuality; its card is
docs/models/factuality.md. Invariant: the same signs give the same shares, to the last digit.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from importlib.resources import files
from math import exp
from typing import Any

__all__ = ["Belief", "Scale", "Tree", "Weighed", "Weighing"]

_LEAF = -1


class Scale(StrEnum):
    """What is asked of an event: how far its author commits to it, or whether it has happened (what is still to come
    then has not).
    """

    COMMITTED = "committed"
    HAPPENED = "happened"


class Belief(StrEnum):
    """Which of three an event is held to be, nearest to -3, 0 and 3 of FactBank's scale."""

    CERTAINLY_NOT = "certainly not"
    UNSURE = "unsure"
    CERTAINLY = "certainly"


@dataclass(frozen=True, slots=True)
class Tree:
    """One tree: for each node its sign (-1 in a leaf), up to where it goes left, both branches, and its value."""

    sign: Sequence[int]
    threshold: Sequence[float]
    left: Sequence[int]
    right: Sequence[int]
    value: Sequence[float]

    def at(self, signs: Sequence[float]) -> float:
        """The value of the leaf that `signs` lead to."""
        node = 0
        while self.sign[node] != _LEAF:
            low = signs[self.sign[node]] <= self.threshold[node]
            node = self.left[node] if low else self.right[node]
        return self.value[node]


@dataclass(frozen=True, slots=True)
class Weighed:
    """What an event is held to be, how likely each of the three is (adding up to 1), and the mean label (-3 to 3)."""

    belief: Belief
    shares: tuple[float, float, float]
    level: float


class Weighing:
    """The trees, loaded once."""

    def __init__(self, raw: Mapping[str, Any]) -> None:
        self._place = {name: place for place, name in enumerate(raw["signs"])}
        self._start: Sequence[float] = raw["start"]
        self._weights: Sequence[float] = raw["weights"]
        self._means: Mapping[str, Sequence[float]] = raw["means"]
        self._rounds = [[Tree(*tree) for tree in round_] for round_ in raw["rounds"]]

    @classmethod
    def load(cls) -> "Weighing":
        """The trees that are shipped."""
        file = files("sayso.claims.english.factuality") / "model" / "weights.json"
        return cls(json.loads(file.read_text(encoding="utf-8")))

    def weigh(self, signs: Mapping[str, float], scale: Scale = Scale.COMMITTED) -> Weighed:
        """What people would hold an event to be that has these signs, when asked on this scale."""
        given = self._row(signs, scale)
        scores = list(self._start)
        for trees in self._rounds:
            for kind, tree in enumerate(trees):
                scores[kind] += tree.at(given)
        favoured = max(range(3), key=scores.__getitem__)
        shares = _shares(scores, self._weights)
        level = sum(share * mean for share, mean in zip(shares, self._means[scale], strict=True))
        return Weighed(tuple(Belief)[favoured], shares, level)

    def _row(self, signs: Mapping[str, float], scale: Scale) -> list[float]:
        row = [0.0] * len(self._place)
        for name, value in (*signs.items(), ("asked whether it happened", float(scale is Scale.HAPPENED))):
            place = self._place.get(name)
            if place is not None:
                row[place] = value
        return row


def _shares(scores: Sequence[float], weights: Sequence[float]) -> tuple[float, float, float]:
    """Likelihoods from scores; the `weights` by which rare kinds counted more in training are taken out again."""
    top = max(scores)
    powers = [exp(score - top) / weight for score, weight in zip(scores, weights, strict=True)]
    no, open_, yes = (power / sum(powers) for power in powers)
    return no, open_, yes
