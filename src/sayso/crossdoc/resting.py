"""What rests on a report or a source that was withdrawn, and what is left of propositions without it.

Used at the end of comparing, and by whoever wants to foresee it from a comparison that was recorded: both ask the same
functions. Invariant: withdrawing takes origins away and never makes one; nothing that was recorded goes.
"""

from collections import Counter
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from sayso.crossdoc.phrasing import counted
from sayso.crossdoc.standing import Founding, Spoken, Tells, find_standing, stand, taken_back
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


class _Held(Protocol):
    """Of a claim of a proposition what its standing follows from."""

    @property
    def claim(self) -> str: ...

    @property
    def stance(self) -> Stance: ...


class _Founded(Protocol):
    """Of a proposition what its standing follows from."""

    @property
    def claims(self) -> Sequence[_Held]: ...

    @property
    def origins(self) -> Sequence[Founding]: ...


@dataclass(frozen=True, slots=True)
class _Left:
    """What is left of an origin: its claims that still count, by id."""

    name: str
    stance: Stance
    claims: tuple[str, ...]


def fall(withdrawn: Iterable[str], resting: Resting) -> dict[str, Withdrawn]:
    """Claim id → how it rests, in the fewest steps, on one of the things `withdrawn` (by id)."""
    found: dict[str, Withdrawn] = {}
    reached = {thing: (thing, "") for thing in sorted(withdrawn)}
    while reached:
        steps = ((claim, *reached[thing], why) for thing, claim, why in resting(tuple(reached)) if claim not in found)
        told = sorted((claim, on, f"{why}; {before}" if before else why) for claim, on, before, why in steps)
        reached = {}
        for claim, on, why in told:
            if claim not in found:
                found[claim] = Withdrawn(claim, on, why)
                reached[claim] = (on, why)
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
    whole: Proposition, fallen: Mapping[str, str], claims: Sequence[Claim], spoken: tuple[Tells, Spoken], grade: Grading
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
    standing, why = find_standing(stances, origins, *spoken)
    why = f"{why}; {counted(len(gone), 'claim')} more rest on what was withdrawn: {told}"
    return replace(whole, origins=origins, standing=standing, why=why, grade=grade(left, stances, origins, standing))


def foresee(whole: _Founded, fallen: set[str], back: Tells, spoken: Spoken) -> tuple[Standing, int, int]:
    """Where a proposition of a recorded comparison stands when the claims `fallen` no longer count, and how many
    origins then affirm and deny it: as `without` yields it.
    """
    held = [c for c in whole.claims if c.claim not in fallen]
    if not held:
        return Standing.WITHDRAWN, 0, 0
    left = [one for one in whole.origins if not fallen.issuperset(one.claims)]
    affirming = [one for one in left if one.stance is Stance.AFFIRMS]
    denying = sum(one.stance is Stance.DENIES for one in left)
    others = [c for c in held if c.stance is not Stance.AFFIRMS]
    doubting = sum(c.stance is Stance.DOUBTS for c in others)
    taking = [c.claim for c in others if back(c.claim)]
    still = [_Left(one.name, one.stance, _still(one.claims, fallen)) for one in affirming] if taking else []
    taken = taken_back(taking, still, back, spoken)
    return stand(len(affirming), denying, doubting, taken=taken), len(affirming), denying


def _still(claims: Iterable[str], fallen: Container[str]) -> tuple[str, ...]:
    return tuple(ident for ident in claims if ident not in fallen)


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
