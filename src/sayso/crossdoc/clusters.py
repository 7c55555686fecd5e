"""Claims of one proposition, by median linkage over the scored pairs.

Fifth step of comparing. Invariant: two groups join only where most of their pairs are alike, pairs that were never
candidates counting as unlike; so neither a chain of likenesses glues a topic together, nor does one pair decide for
all.
"""

import heapq
from collections import Counter, defaultdict
from collections.abc import Iterable

from sayso.crossdoc.pairs import Scores

__all__ = ["cluster_claims"]

_DIGITS = 2  # kept of a score, so that the pairs of two groups are told by few numbers, however many they are

_Tallies = dict[str, dict[str, Counter[float]]]
_Link = tuple[float, float]


def cluster_claims(idents: Iterable[str], scores: Scores, threshold: float) -> tuple[tuple[str, ...], ...]:
    """Groups of claim ids of whose pairs, where two of them join, most score `threshold` or more; each claim is in one,
    ids in order.
    """
    members = {ident: [ident] for ident in sorted(idents)}
    tallies = _symmetric(scores)
    heap: list[tuple[_Link, str, str]] = []

    def offer(one: str, other: str) -> None:
        median, mean = _link(one, other, members, tallies)
        if median >= threshold:
            heapq.heappush(heap, ((-median, -mean), min(one, other), max(one, other)))

    for one, other in scores:
        if one in members and other in members:
            offer(one, other)
    while heap:
        (median, mean), one, other = heapq.heappop(heap)
        alive = one in members and other in members
        if alive and _link(one, other, members, tallies) == (-median, -mean):
            _join(one, other, members, tallies)
            for neighbour in tallies[one]:
                if neighbour in members:
                    offer(one, neighbour)
    return tuple(sorted(tuple(sorted(group)) for group in members.values()))


def _symmetric(scores: Scores) -> _Tallies:
    tallies: _Tallies = defaultdict(dict)
    for (one, other), score in scores.items():
        tallies[one][other] = tallies[other][one] = Counter((round(score, _DIGITS),))
    return tallies


def _link(one: str, other: str, members: dict[str, list[str]], tallies: _Tallies) -> _Link:
    """The median of the scores of all pairs of two groups, the lower one of an even number, and their mean."""
    found = tallies[one].get(other, Counter())
    pairs = len(members[one]) * len(members[other])
    mean = sum(score * times for score, times in sorted(found.items())) / pairs
    passed = 0
    for score in sorted(found, reverse=True):
        passed += found[score]
        if passed > pairs // 2:
            return score, round(mean, 9)
    return 0.0, round(mean, 9)


def _join(one: str, other: str, members: dict[str, list[str]], tallies: _Tallies) -> None:
    """Puts `other` into `one` (the smaller name stays, so the order of joining leaves no trace in the names)."""
    members[one] += members.pop(other)
    for neighbour, tally in tallies.pop(other, {}).items():
        tallies[neighbour].pop(other, None)
        if neighbour != one:
            both = tallies[one].get(neighbour, Counter()) + tally
            tallies[one][neighbour] = tallies[neighbour][one] = both
