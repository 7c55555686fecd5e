"""What rests on a report, a source or a claim: seen before anything is withdrawn, and without comparing anew.

Beside `deciding`, which withdraws. Invariant: what is foreseen is what comparing then yields.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from sayso.model import Document, Entity, Proposition, Question, Variable, Withdrawn
from sayso.story.finding import find_thing
from sayso.story.opening import opened

if TYPE_CHECKING:
    from sayso.ledger import Ledger
    from sayso.ledger.lookup import Lookup

__all__ = ["Asked", "Effect", "Rests", "rests"]


@dataclass(frozen=True, slots=True)
class Effect:
    """What a proposition comes to when what it rests on no longer counts."""

    before: Proposition
    after: Proposition

    @property
    def is_lost(self) -> bool:
        """Whether nobody is left who affirms it, though somebody did."""
        return bool(self.before.affirming_origins) and not self.after.affirming_origins


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, and the number of origins that each of its answers has left."""

    question: Question
    left: tuple[int, ...]

    @property
    def is_lost(self) -> bool:
        """Whether an answer loses the last origin it has."""
        return any(answer.origins and not left for answer, left in zip(self.question.answers, self.left, strict=True))


@dataclass(frozen=True, slots=True)
class Rests:
    """All that rests on a thing (by id, and what it is called): claims (by id), each with the reason; the reports that
    take their wording from it; and what propositions and questions come to without it, those alone that change.
    """

    on: str
    name: str
    claims: tuple[tuple[str, str], ...]
    copies: tuple[Document, ...]
    effects: tuple[Effect, ...]
    questions: tuple[Asked, ...]


def rests(ledger: "Ledger | str | Path", thing: str) -> Rests:
    """What rests on a report, a source or a claim: by its id, a beginning of eight characters that only one id has, or
    the name of a source. Nothing is changed, and nothing compared. Raises `NotFoundError`.
    """
    with opened(ledger) as held:
        lookup = held.lookup()
        with lookup.moment():
            return _rests(held, lookup, find_thing(lookup, thing))


def _rests(held: "Ledger", lookup: "Lookup", on: str) -> Rests:
    from sayso.crossdoc import fall

    fallen = fall([on], lookup.resting_on)
    if on.startswith("c1:"):
        fallen[on] = Withdrawn(on, on, "it is this claim")
    effects = _effects(lookup, fallen)
    copies = lookup.copies_of(on) if on.startswith("d1:") else ()
    return Rests(
        on=on,
        name=_name(held, lookup, on),
        claims=tuple((ident, fallen[ident].why) for ident in sorted(fallen)),
        copies=tuple(held.view_document(ident) for ident in copies),
        effects=tuple(effect for effect in effects if effect.before != effect.after),
        questions=tuple(_questions(lookup, effects)),
    )


def _effects(lookup: "Lookup", fallen: Mapping[str, Withdrawn]) -> list[Effect]:
    from sayso.crossdoc import foresee

    before = {one.claim for one in lookup.withdrawn()}
    gone = before | fallen.keys()
    touched = lookup.propositions_of(fallen.keys() - before)
    left = {whole.id: [c.claim for c in whole.claims if c.claim not in gone] for whole in touched}
    members = [claim for claims in left.values() for claim in claims]
    claims, spoken = lookup.claims(members), lookup.spoken_for(members)
    return [
        Effect(whole, foresee(whole, gone, [claims[i] for i in left[whole.id]], lambda claim: spoken[claim.id]))
        for whole in touched
    ]


def _questions(lookup: "Lookup", effects: Sequence[Effect]) -> list[Asked]:
    """Questions of which an answer has fewer origins left."""
    after = {effect.after.id: effect.after for effect in effects}
    found = lookup.questions_of(after)
    others = {ident for question in found for answer in question.answers for ident in answer.propositions}
    whole = {p.id: p for p in lookup.wholes(Proposition, sorted(others - after.keys()))} | after
    asked = [Asked(question, _left(question, whole)) for question in found]
    return [one for one in asked if one.left != tuple(answer.origins for answer in one.question.answers)]


def _left(question: Question, whole: Mapping[str, Proposition]) -> tuple[int, ...]:
    """The origins of each answer: as many as the best founded of its propositions has; of a denial, those who deny."""
    if question.variable is Variable.TRUTH:
        (asked,) = question.answers[0].propositions
        return whole[asked].affirming_origins, whole[asked].denying_origins
    return tuple(max(whole[ident].affirming_origins for ident in answer.propositions) for answer in question.answers)


def _name(held: "Ledger", lookup: "Lookup", on: str) -> str:
    if on.startswith("d1:"):
        return held.view_document(on).name
    if on.startswith("c1:"):
        return held.view_claim(on).content.text
    (entity,) = lookup.wholes(Entity, [on])
    return entity.name
