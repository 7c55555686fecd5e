"""Clusters of claims made fit for counting: what is joined loosely is parted where a count would rest on the join.

Stands between clustering and propositions. Invariant: no denial is counted against, and no origin with, a claim that it
is not surely about: a wrong contradiction or confirmation misleads more than a missed one.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence

from sayso.crossdoc.certainty import Certainty
from sayso.crossdoc.origins import Ties, trace_origins
from sayso.crossdoc.profiles import Profile
from sayso.crossdoc.stances import judge_stances
from sayso.crossdoc.words import Vocabulary
from sayso.model import Stance

__all__ = ["part_unsure"]

_LIKE = 0.5  # likeness that two origins must have somewhere: below, they rather speak of two things
_AGAINST = 0.6  # likeness that a denial and what it denies must have somewhere
_BESIDE = 0.4  # of a further denial that shares a part of what is said


def part_unsure(group: Sequence[str], certainty: Certainty, ties: Ties, vocabulary: Vocabulary) -> Iterator[list[str]]:
    """The parts of a cluster in each of which every denial and every further origin may be about the same."""
    for own in _by_speaker(group, certainty, vocabulary):
        for side in _by_denial(own, certainty, vocabulary):
            yield from _by_support(side, certainty, ties, vocabulary)


def _by_speaker(group: Sequence[str], certainty: Certainty, vocabulary: Vocabulary) -> list[list[str]]:
    """The group, and by itself whatever of it a source says in one report against another of its words there: nobody
    says in one breath that a thing is so and that it is not, unless of the same words ("denied and then admitted").
    """
    stances = judge_stances([certainty.profiles[ident] for ident in group], vocabulary)
    said: dict[tuple[str, str], list[str]] = defaultdict(list)
    for ident in group:
        said[_mouth(certainty.profiles[ident])].append(ident)
    apart: list[str] = []
    for mouth, own in said.items():
        both = {stances[ident] for ident in own} >= {Stance.AFFIRMS, Stance.DENIES}
        if mouth[1] and both and len({certainty.profiles[i].claim.content for i in own}) > 1:
            others = [ident for ident in group if ident not in own]
            best = max(own, key=lambda i: (_likest([i], others, certainty.likeness), i))
            apart += [i for i in own if stances[i] is not stances[best]]
    return [[ident for ident in group if ident not in apart], *([ident] for ident in apart)]


def _mouth(profile: Profile) -> tuple[str, str]:
    source = profile.claim.source
    return profile.claim.document, source.name if source is not None else ""


def _by_denial(group: Sequence[str], certainty: Certainty, vocabulary: Vocabulary) -> Iterator[list[str]]:
    """The group without the denials that are rather like each other than like what is affirmed or otherwise denied;
    where none is much like anything affirmed, without any.
    """
    stances = judge_stances([certainty.profiles[ident] for ident in group], vocabulary)
    denying = [ident for ident in group if stances[ident] is Stance.DENIES]
    others = [ident for ident in group if stances[ident] is not Stance.DENIES]
    if not others:
        yield list(group)
        return
    against = [no for no in denying if max(_against(no, yes, certainty) for yes in others) >= _AGAINST]
    if against:
        against += [no for no in denying if no not in against and _likest([no], others, certainty.support) >= _BESIDE]
    stay, left = _grown(against, denying, certainty)
    parts: list[list[str]] = []
    while left:
        part, left = _grown(left[:1], left, certainty)
        parts.append(part)
    alone = [no for part in parts if against and len(part) == 1 for no in part]
    yield [*others, *stay, *alone]
    yield from (part for part in parts if part[0] not in alone)


def _grown(seed: Sequence[str], denials: Sequence[str], certainty: Certainty) -> tuple[list[str], list[str]]:
    """The denials of the seed with those that are like them, or like one that is; and the others."""
    grown, left = [*seed], [no for no in denials if no not in seed]
    while near := [no for no in left if _likest([no], grown, certainty.likeness) >= _LIKE]:
        grown += near
        left = [no for no in left if no not in near]
    return grown, left


def _against(denial: str, other: str, certainty: Certainty) -> float:
    """How much a denial is like what it may deny."""
    return certainty.likeness(denial, other) if _may_deny(denial, other, certainty) else 0.0


def _may_deny(denial: str, other: str, certainty: Certainty) -> bool:
    """Whether a claim speaks of what the denial says is not so: of one that is negated itself, what it is about, and
    not what it mentions aside ("they are not above the law" is of no law).
    """
    no, yes = certainty.profiles[denial], certainty.profiles[other]
    return not no.negative or not no.core.isdisjoint(yes.said)


def _by_support(group: Sequence[str], certainty: Certainty, ties: Ties, vocabulary: Vocabulary) -> list[list[str]]:
    """The group, or one part for each set of affirming origins that are rather like each other."""
    profiles = [certainty.profiles[ident] for ident in group]
    stances = judge_stances(profiles, vocabulary)
    traced = trace_origins([p.claim for p in profiles], stances, ties)
    origins = [o.claims for o in traced if o.stance is Stance.AFFIRMS]
    asides = _with_likes([p for o in origins if (p := _asides(o, origins, certainty))], group, certainty)
    apart = {ident for part in asides for ident in part}
    parts: list[list[str]] = []
    for claims in ([ident for ident in o if ident not in apart] for o in origins):
        near = [part for part in parts if _likest(claims, part, certainty.support) >= _LIKE]
        joined = sorted({*claims, *(ident for part in near for ident in part)})
        parts = [*(part for part in parts if part not in near), joined]
    parts += asides
    if len(parts) < 2:
        return [list(group)]
    placed = {ident for part in parts for ident in part}
    for ident in sorted(set(group) - placed):
        max(parts, key=lambda part: (_likest([ident], part, certainty.likeness), part[0])).append(ident)
    return sorted(sorted(part) for part in parts)


def _asides(claims: Sequence[str], origins: Sequence[Sequence[str]], certainty: Certainty) -> list[str]:
    """Of an origin's claims those that are like nothing the others say, by sources that say in the same report what is:
    who says two things in one report mostly says two different things.
    """
    others = [ident for o in origins if o != claims for ident in o]
    like = [ident for ident in claims if _likest([ident], others, certainty.support) >= _LIKE]
    said = {_place(certainty.profiles[ident]) for ident in like}
    return [ident for ident in claims if ident not in like and _place(certainty.profiles[ident]) in said]


def _with_likes(asides: Sequence[Sequence[str]], group: Sequence[str], certainty: Certainty) -> list[list[str]]:
    """What is set aside, each with what others say that is liker it than all that stays."""
    taken = {ident for part in asides for ident in part}
    rest = [ident for ident in group if ident not in taken]
    grown = {tuple(part): list(part) for part in asides}
    for ident in rest if asides else ():
        nearest = max(grown, key=lambda part: (_likest([ident], part, certainty.likeness), part))
        stays = _likest([ident], [other for other in rest if other != ident], certainty.likeness)
        if _likest([ident], nearest, certainty.likeness) > max(_LIKE, stays):
            grown[nearest].append(ident)
    return [sorted(part) for part in grown.values()]


def _place(profile: Profile) -> tuple[str, str]:
    return profile.claim.document, profile.speaker


def _likest(some: Sequence[str], others: Sequence[str], measure: Callable[[str, str], float]) -> float:
    """The highest that is measured of one and other; 0 where there is no such pair."""
    return max((measure(one, other) for one in some for other in others), default=0.0)
