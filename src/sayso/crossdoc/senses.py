"""How near two claims are in meaning, word by word.

Used by `sayso.crossdoc.signs`. Invariant: a name or a number is met by itself alone, however like the words may be.
"""

from collections.abc import Collection

import numpy as np
from numpy.typing import NDArray

from sayso.crossdoc.profiles import Profile

__all__ = ["compare_parts", "sense_of_smaller"]

_NEAR = 0.9  # how near two words of unlike form can come
_DAMPING = 1.0  # weight added to a claim's size, as where the words themselves are compared


def sense_of_smaller(one: Profile, other: Profile) -> float:
    """How well the words of the one that is better met are met by the likest of the other's, by their weights."""
    near = _nearness(one, other)
    if not near.size:
        return 0.0
    met, meeting = _met(one, other, near)
    return max(met / one.size, meeting / other.size)


def compare_parts(one: Profile, other: Profile) -> dict[str, float]:
    """How well all words of both are met, and how near the predicates and those who do it or to whom it is done are."""
    near = _nearness(one, other)
    if not near.size:
        return {"sense of both": 0.0, "like predicate": 0.0, "like roles": 0.0}
    roles = ((one.subject, other.subject), (one.object, other.object))
    return {
        "sense of both": sum(_met(one, other, near)) / (one.size + other.size + _DAMPING),
        "like predicate": _nearest({one.head}, {other.head}, one, other, near),
        "like roles": sum(_nearest(a, b, one, other, near) for a, b in roles),
    }


def _met(one: Profile, other: Profile, near: NDArray[np.float32]) -> tuple[float, float]:
    """The weight of each one's words, so far as the other's meet them."""
    mine, theirs = (np.fromiter(p.said.values(), float, len(p.said)) for p in (one, other))
    return float(mine @ near.max(1)), float(theirs @ near.max(0))


def _nearness(one: Profile, other: Profile) -> NDArray[np.float32]:
    """For each term of one (rows) and of the other (columns), how near their meanings are, from 0 to 1."""
    if one.senses.shape[1] == other.senses.shape[1]:
        near: NDArray[np.float32] = np.clip(one.senses @ other.senses.T, 0.0, _NEAR)
    else:
        near = np.zeros((len(one.said), len(other.said)), np.float32)
    place = {term: at for at, term in enumerate(other.said)}
    for at, term in enumerate(one.said):
        if term in place:
            near[at, place[term]] = 1.0
    return near


def _nearest(
    some: Collection[str], others: Collection[str], one: Profile, other: Profile, near: NDArray[np.float32]
) -> float:
    mine = [at for at, term in enumerate(one.said) if term in some]
    theirs = [at for at, term in enumerate(other.said) if term in others]
    return float(near[np.ix_(mine, theirs)].max()) if mine and theirs else 0.0
