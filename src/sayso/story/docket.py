"""What a person points at when judging, found in the ledger: claims, propositions, sources, judgements.

Used by `deciding`. Invariant: no more of the ledger is read than what is pointed at; and what is judged are claims,
documents, entities and judgements, never a proposition, whose id changes with its claims.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from msgspec import UNSET, UnsetType

from sayso.errors import UsageError
from sayso.model import (
    Anchor,
    Claim,
    Decided,
    Entity,
    Judgement,
    Mended,
    Named,
    Others,
    Proposition,
    Rated,
    Reliability,
    Stance,
    Stanced,
    Verdict,
)
from sayso.story.finding import find_thing
from sayso.story.judgements import Judgements
from sayso.story.mending import Correction, mended_claim

if TYPE_CHECKING:
    from sayso.ledger import Ledger

__all__ = ["Docket", "Matter", "What"]

What = Correction | Stance | Reliability | None

_ASKED = {Verdict.MEND: Correction, Verdict.STANCE: Stance, Verdict.RATE: Reliability}


@dataclass(frozen=True, slots=True)
class Matter:
    """What is judged, by id, and what the verdict does not say by itself."""

    on: str
    change: Decided | UnsetType = UNSET


class Docket:
    """The ledger as whoever judges sees it, read as far as that is needed."""

    def __init__(self, ledger: "Ledger", judgements: Judgements) -> None:
        self._ledger = ledger
        self._lookup = ledger.lookup()
        self._judged = judgements

    @cached_property
    def judgements(self) -> tuple[Judgement, ...]:
        """All judgements, in order of time."""
        return self._judged.in_time

    def matters(self, verdict: Verdict, things: Sequence[str], what: What) -> tuple[Matter, ...]:
        """What is to be judged where a person points at `things`. Raises `NotFoundError`, or `UsageError` where the
        verdict cannot be given on them or asks for something that is missing.
        """
        kind = _ASKED.get(verdict)
        if not (isinstance(what, kind) if kind else what is None):
            raise UsageError(f"{verdict} asks for {kind.__name__.lower() if kind else 'nothing more'}")
        if not things:
            raise UsageError(f"what to {verdict}? name at least one id")
        if verdict is Verdict.UNDO:
            return tuple(Matter(find_thing(self._lookup, start, ["j1"])) for start in things)
        if verdict is Verdict.MERGE:
            return (self._merge(things),)
        if verdict is Verdict.SPLIT:
            return (self._split(things),)
        if verdict is Verdict.WITHDRAW:
            return tuple(self._withdraw(thing) for thing in things)
        if isinstance(what, Reliability):
            return tuple(self._rate(thing, what) for thing in things)
        if isinstance(what, Correction):
            return (self._mend(things, what),)
        if isinstance(what, Stance):
            return tuple(self._stance(self._claim(start), what) for start in things)
        return tuple(Matter(self._claim(start)) for start in things)

    def anchors(self, claims: Iterable[str]) -> tuple[Anchor, ...]:
        """Where the claims of these ids stand in their reports."""
        from sayso.crossdoc.versions import Versions

        wanted = tuple(dict.fromkeys(claims))
        held = self._lookup.claims(wanted)
        for ident in wanted:
            if ident not in held:
                self._ledger.view_claim(ident)  # raises, and says why
        reports = self._lookup.reports({claim.document for claim in held.values()})
        versions = Versions(reports.values(), self._with_answered(held).values())
        found = (versions.anchor(ident) for ident in wanted)
        return tuple(anchor for anchor in found if anchor is not None)

    def _with_answered(self, claims: Mapping[str, Claim]) -> Mapping[str, Claim]:
        """These and all that they answer, in turn: nothing else of their reports tells where they stand."""
        found, new = dict(claims), claims
        while new := self._lookup.claims({c.responds_to for c in new.values() if c.responds_to} - found.keys()):
            found |= new
        return found

    def _claim(self, start: str) -> str:
        return find_thing(self._lookup, start, ["c1"])

    def _claims(self, start: str) -> tuple[str, ...]:
        """The claim, or the claims of the proposition, that is meant."""
        found = find_thing(self._lookup, start, ["c1", "p1"])
        return _claims_of(*self._lookup.wholes(Proposition, [found])) if found.startswith("p1:") else (found,)

    def _home(self, claim: str) -> Proposition | None:
        return next(iter(self._lookup.propositions_of([claim])), None)

    def _merge(self, things: Sequence[str]) -> Matter:
        first, *others = dict.fromkeys(claim for thing in things for claim in self._claims(thing))
        if not others:
            raise UsageError("what to merge it with? name two claims or propositions, or more")
        return Matter(first, Others(tuple(others)))

    def _split(self, things: Sequence[str]) -> Matter:
        """The first kept apart from the others; where there are none, from all of its proposition."""
        on, *rest = things
        claim = self._claim(on)
        home = self._home(claim)
        others = [i for thing in rest for i in self._claims(thing)] if rest else list(_claims_of(home)) if home else []
        apart = tuple(dict.fromkeys(other for other in others if other != claim))
        if not apart:
            raise UsageError(f"{claim} stands alone; there is nothing to keep it apart from")
        return Matter(claim, Others(apart))

    def _stance(self, claim: str, stance: Stance) -> Matter:
        """A stance toward the first other claim that affirms the proposition, so that it turns when that does."""
        home = self._home(claim)
        stances = {c.claim: c.stance for c in home.claims} if home else {}
        set_before = {j.on for j in self.judgements if j.verdict is Verdict.STANCE}
        others = (i for i, s in stances.items() if i != claim and s is Stance.AFFIRMS and i not in set_before)
        return Matter(claim, Stanced(stance, next(others, ""), stances.get(claim)))

    def _rate(self, thing: str, reliability: Reliability) -> Matter:
        entity = self._entity(thing)
        return Matter(entity.id, Rated(reliability, entity.name, entity.kind))

    def _withdraw(self, thing: str) -> Matter:
        """A report, by its id alone; or a source, with the name and kind by which it is found again."""
        on = find_thing(self._lookup, thing)
        if on.startswith("c1:"):
            raise UsageError(f"{on} is a claim; `sayso judge reject` leaves it out, a report or a source is withdrawn")
        if on.startswith("d1:"):
            return Matter(on)
        entity = self._entity(on)
        return Matter(on, Named(entity.name, entity.kind))

    def _entity(self, thing: str) -> Entity:
        """A source by its id, or by a name that only one goes by."""
        (entity,) = self._lookup.wholes(Entity, [find_thing(self._lookup, thing, ["e1"])])
        return entity

    def _mend(self, things: Sequence[str], correction: Correction) -> Matter:
        if len(things) > 1:
            raise UsageError("one claim is mended at a time")
        claim = self._standing(self._claim(things[0]))
        return Matter(claim.id, Mended(mended_claim(self._ledger.view_document(claim.document), claim, correction)))

    def _standing(self, ident: str) -> Claim:
        """The claim as it stands: as it was mended last, else as the machine found it."""
        from sayso.crossdoc.settled import settle_judgements

        judged = [j for j in self.judgements if ident in (*j.claims, j.on) or j.verdict is Verdict.UNDO]
        claim = self._ledger.view_claim(ident)
        document = self._ledger.view_document(claim.document)
        settled = settle_judgements(judged, [document], self._ledger.view_claims(document.id))
        return settled.decisions.mended.get(ident, claim)


def _claims_of(proposition: Proposition) -> tuple[str, ...]:
    return tuple(claim.claim for claim in proposition.claims)
