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

_LIKE = 0.5  # likeness that two sides, or two origins, must have somewhere: below, they rather speak of two things


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
    if not denying or not others or _likest(denying, others, scores) >= _LIKE:
        return [list(group)]
    return [denying, others]


def _by_support(
    group: Sequence[str], profiles: Mapping[str, Profile], scores: Scores, ties: Ties, vocabulary: Vocabulary
) -> list[list[str]]:
    """The group, or one part for each set of affirming origins that are rather like each other."""
    stances = judge_stances([profiles[ident] for ident in group], vocabulary)
    traced = trace_origins([profiles[ident].claim for ident in group], stances, ties)
    origins = [o.claims for o in traced if o.stance is Stance.AFFIRMS]
    asides = [part for o in origins if (part := _asides(o, origins, profiles, scores))]
    apart = {ident for part in asides for ident in part}
    parts: list[list[str]] = []
    for claims in ([ident for ident in o if ident not in apart] for o in origins):
        near = [part for part in parts if _likest(claims, part, scores) >= _LIKE]
        joined = sorted({*claims, *(ident for part in near for ident in part)})
        parts = [*(part for part in parts if part not in near), joined]
    parts += asides
    if len(parts) < 2:
        return [list(group)]
    placed = {ident for part in parts for ident in part}
    for ident in sorted(set(group) - placed):
        max(parts, key=lambda part: (_likest([ident], part, scores), part[0])).append(ident)
    return sorted(sorted(part) for part in parts)


def _asides(
    claims: Sequence[str], origins: Sequence[Sequence[str]], profiles: Mapping[str, Profile], scores: Scores
) -> list[str]:
    """Of an origin's claims those that are like nothing the others say, made in reports that give one that is: who says
    two things in one report mostly says two different things.
    """
    others = [ident for o in origins if o != claims for ident in o]
    like = [ident for ident in claims if _likest([ident], others, scores) >= _LIKE]
    reports = {profiles[ident].claim.document for ident in like}
    return [ident for ident in claims if ident not in like and profiles[ident].claim.document in reports]


def _likest(some: Sequence[str], others: Sequence[str], scores: Scores) -> float:
    """The highest score of a pair of one and other; 0 where none was a candidate."""
    pairs = ((min(one, other), max(one, other)) for one in some for other in others)
    return max((scores.get(pair, 0.0) for pair in pairs), default=0.0)
