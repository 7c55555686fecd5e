"""Claims of one proposition, by average linkage over the scored pairs.

Fifth step of comparing. Invariant: two groups join only when their claims are alike on average, pairs that were never
candidates counting as unlike, so that a chain of likenesses does not glue a topic together.
"""

import heapq
from collections import defaultdict
from collections.abc import Iterable

from sayso.crossdoc.pairs import Scores

__all__ = ["cluster_claims"]

_Sums = dict[str, dict[str, float]]


def cluster_claims(idents: Iterable[str], scores: Scores, threshold: float) -> tuple[tuple[str, ...], ...]:
    """Groups of claim ids whose average score is at least `threshold`; each claim is in one, ids in order."""
    members = {ident: [ident] for ident in sorted(idents)}
    sums = _symmetric(scores)
    heap: list[tuple[float, str, str]] = [
        (-round(score, 9), min(pair), max(pair)) for pair, score in scores.items() if score >= threshold
    ]
    heapq.heapify(heap)
    while heap:
        negative, one, other = heapq.heappop(heap)
        if one not in members or other not in members or -negative != _average(one, other, members, sums):
            continue
        _join(one, other, members, sums)
        for neighbour in sums[one]:
            average = _average(one, neighbour, members, sums)
            if average >= threshold:
                heapq.heappush(heap, (-average, min(one, neighbour), max(one, neighbour)))
    return tuple(sorted(tuple(sorted(group)) for group in members.values()))


def _symmetric(scores: Scores) -> _Sums:
    sums: _Sums = defaultdict(dict)
    for (one, other), score in scores.items():
        sums[one][other] = score
        sums[other][one] = score
    return sums


def _average(one: str, other: str, members: dict[str, list[str]], sums: _Sums) -> float:
    return round(sums[one].get(other, 0.0) / (len(members[one]) * len(members[other])), 9)


def _join(one: str, other: str, members: dict[str, list[str]], sums: _Sums) -> None:
    """Puts `other` into `one` (the smaller name stays, so the order of joining leaves no trace in the names)."""
    members[one] += members.pop(other)
    for neighbour, total in sums.pop(other, {}).items():
        sums[neighbour].pop(other, None)
        if neighbour != one:
            both = sums[one].get(neighbour, 0.0) + total
            sums[one][neighbour] = sums[neighbour][one] = both
