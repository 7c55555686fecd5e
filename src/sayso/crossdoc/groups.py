"""Clusters of claims made fit for counting: what is joined loosely is parted where a count would rest on the join.

Stands between clustering and propositions. Invariant: no denial is counted against, and no origin with, a claim that it
is not surely about: a wrong contradiction or confirmation misleads more than a missed one.
"""

from collections.abc import Iterator, Mapping, Sequence

from sayso.crossdoc.origins import Ties, trace_origins
from sayso.crossdoc.pairs import Scores
from sayso.crossdoc.profiles import Profile
from sayso.crossdoc.stances import judge_stances
from sayso.crossdoc.words import Vocabulary
from sayso.model import Stance

__all__ = ["part_unsure"]

_OPPOSED = 0.5  # likeness that some denial must reach: below, the two sides rather speak of two things
_SUPPORTED = 0.95  # likeness that two origins must have somewhere; below, some unlike pairs of four stories are found


def part_unsure(
    group: Sequence[str], profiles: Mapping[str, Profile], scores: Scores, ties: Ties, vocabulary: Vocabulary
) -> Iterator[list[str]]:
    """The parts of a cluster in each of which every denial and every further origin is surely about the same."""
    for side in _by_denial(group, profiles, scores, vocabulary):
        yield from _by_support(side, profiles, scores, ties, vocabulary)


def _by_denial(
    group: Sequence[str], profiles: Mapping[str, Profile], scores: Scores, vocabulary: Vocabulary
) -> list[list[str]]:
    """The group, or its two sides where no denial is much like anything affirmed."""
    stances = judge_stances([profiles[ident] for ident in group], vocabulary)
    denying = [ident for ident in group if stances[ident] is Stance.DENIES]
    others = [ident for ident in group if stances[ident] is not Stance.DENIES]
    if not denying or not others or _likest(denying, others, scores) >= _OPPOSED:
        return [list(group)]
    return [denying, others]


def _by_support(
    group: Sequence[str], profiles: Mapping[str, Profile], scores: Scores, ties: Ties, vocabulary: Vocabulary
) -> list[list[str]]:
    """The group, or one part for each set of affirming origins that are much like each other."""
    stances = judge_stances([profiles[ident] for ident in group], vocabulary)
    origins = trace_origins([profiles[ident].claim for ident in group], stances, ties)
    parts: list[list[str]] = []
    for origin in origins:
        if origin.stance is not Stance.AFFIRMS:
            continue
        near = [part for part in parts if _likest(origin.claims, part, scores) >= _SUPPORTED]
        joined = sorted({*origin.claims, *(ident for part in near for ident in part)})
        parts = [*(part for part in parts if part not in near), joined]
    if len(parts) < 2:
        return [list(group)]
    placed = {ident for part in parts for ident in part}
    for ident in sorted(set(group) - placed):
        max(parts, key=lambda part: (_likest([ident], part, scores), part[0])).append(ident)
    return sorted(sorted(part) for part in parts)


def _likest(some: Sequence[str], others: Sequence[str], scores: Scores) -> float:
    """The highest score of a pair of one and other; 0 where none was a candidate."""
    pairs = ((min(one, other), max(one, other)) for one in some for other in others)
    return max((scores.get(pair, 0.0) for pair in pairs), default=0.0)
