"""What rests on a report or a source that was withdrawn, and what is left of propositions without it.

Used at the end of comparing, and by whoever wants to foresee it from a comparison that was recorded: both ask the same
functions. Invariant: withdrawing takes origins away and never makes one; nothing that was recorded goes.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from sayso.crossdoc.phrasing import counted
from sayso.crossdoc.standing import Spoken, find_standing, propose_grade
from sayso.model import (
    Claim,
    Comparison,
    Grade,
    Lean,
    Origin,
    Proposition,
    SourceKind,
    Stance,
    Standing,
    Withdrawn,
)

__all__ = ["Resting", "fall", "foresee", "resting_in", "without"]

Resting = Callable[[Sequence[str]], Iterable[tuple[str, str, str]]]
"""Ids of documents, sources or claims → each with a claim that rests on it by one step, and the reason."""

Grading = Callable[[Sequence[Claim], Mapping[str, Stance], Sequence[Origin], Standing], Grade]
"""What makes the grade of a proposition."""

_NOTHING_LEFT = Grade(reasons=("all that was said of it rests on what was withdrawn",))


def fall(withdrawn: Iterable[str], resting: Resting) -> dict[str, Withdrawn]:
    """Claim id → how it rests, in the fewest steps, on one of the things `withdrawn` (by id)."""
    found: dict[str, Withdrawn] = {}
    reached = {thing: (thing, "") for thing in sorted(withdrawn)}
    while reached:
        steps = [
            Withdrawn(claim, on, f"{why}; {before}" if before else why)
            for thing, claim, why in resting(tuple(reached))
            for on, before in [reached[thing]]
            if claim not in found
        ]
        reached = {}
        for step in sorted(steps, key=lambda s: (s.claim, s.on, s.why)):
            if step.claim not in found:
                found[step.claim] = step
                reached[step.claim] = (step.on, step.why)
    return found


def resting_in(claims: Iterable[Claim], comparison: Comparison) -> Resting:
    """What rests on what, by a comparison and the claims that were compared."""
    found: dict[str, list[tuple[str, str]]] = {}
    for claim in claims:
        found.setdefault(claim.document, []).append((claim.id, "it stands in that report"))
    for entity in comparison.entities:
        found.setdefault(entity.id, []).extend((claim, f"it is the word of {entity.name}") for claim in entity.claims)
    for leaning in (one for one in comparison.leanings if one.lean is not Lean.INSIDE):
        found.setdefault(leaning.on, []).append((leaning.claim, leaning.why))
    return lambda things: [(thing, claim, why) for thing in things for claim, why in found.get(thing, ())]


def without(
    whole: Proposition, fallen: Mapping[str, str], claims: Sequence[Claim], spoken: Spoken, grade: Grading
) -> Proposition:
    """A proposition in which the claims `fallen` (id → what they rest on, in words) count for nothing.

    They stay among its claims; `claims` are all of these that do not fall.
    """
    gone = [c.claim for c in whole.claims if c.claim in fallen]
    if not gone:
        return whole
    left = [claim for claim in claims if claim.id not in fallen]
    told = "; ".join(sorted({fallen[ident] for ident in gone}))
    if len(gone) == len(whole.claims):
        why = f"all that was said of it rests on what was withdrawn: {told}"
        return replace(whole, origins=(), standing=Standing.WITHDRAWN, why=why, grade=_NOTHING_LEFT)
    stances = {c.claim: c.stance for c in whole.claims if c.claim not in fallen}
    origins = tuple(_kept(whole.origins, {claim.id: claim for claim in left}))
    standing, why = find_standing(left, stances, origins, spoken)
    why = f"{why}; {counted(len(gone), 'claim')} more rest on what was withdrawn: {told}"
    return replace(whole, origins=origins, standing=standing, why=why, grade=grade(left, stances, origins, standing))


def foresee(whole: Proposition, fallen: Collection[str], claims: Sequence[Claim], spoken: Spoken) -> Proposition:
    """What a proposition of a recorded comparison comes to when `fallen` claims no longer count; its words are not."""
    return without(whole, {c.claim: "" for c in whole.claims if c.claim in fallen}, claims, spoken, propose_grade)


def _kept(origins: Iterable[Origin], left: Mapping[str, Claim]) -> Iterator[Origin]:
    """The origins that still have a claim, by names that those have who are left."""
    for origin in origins:
        claims = tuple(ident for ident in origin.claims if ident in left)
        if claims and claims != origin.claims:
            gone = len(origin.claims) - len(claims)
            why = f"{origin.why}; {counted(gone, 'claim')} of it withdrawn"
            name, kind = _named(origin, [left[i] for i in claims])
            yield replace(origin, name=name, kind=kind, claims=claims, why=why)
        elif claims:
            yield origin


def _named(origin: Origin, claims: Sequence[Claim]) -> tuple[str, SourceKind]:
    """The name and kind that an origin keeps, or takes from those of its claims that are left."""
    named = [c.source or c.chain[-1] for c in claims if c.source or c.chain]
    if not named or any(one.name == origin.name for one in named):
        return origin.name, origin.kind
    says = Counter((one.name, one.kind) for one in named)
    return min(says, key=lambda one: (-says[one], one))
