"""What rests on a report, a source or a claim: seen before anything is withdrawn, and without comparing anew.

Beside `deciding`, which withdraws. Invariant: what is foreseen is what comparing then yields.
"""

from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from sayso.model import Document, Question, Stance, Standing, Variable, Withdrawn
from sayso.story.finding import find_thing
from sayso.story.opening import opened

if TYPE_CHECKING:
    from sayso.crossdoc.standing import Spoken, Tells
    from sayso.ledger import Ledger
    from sayso.ledger.lookup import Founded, Lookup

__all__ = ["Asked", "Effect", "Rests", "rests"]


class Footing(NamedTuple):  # no dataclass, nor is Effect: on whoever speaks often rest tens of thousands
    """A proposition (by id, with its text), where it stands, and how many independent origins affirm and deny it."""

    id: str
    text: str
    standing: Standing
    affirming_origins: int
    denying_origins: int


class Effect(NamedTuple):
    """What a proposition comes to when what it rests on no longer counts."""

    before: Footing
    after: Footing

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
        effects=effects,
        questions=tuple(_questions(lookup, {effect.after.id: effect.after for effect in effects})),
    )


def _effects(lookup: "Lookup", fallen: Mapping[str, Withdrawn]) -> tuple[Effect, ...]:
    """What becomes of each proposition of which a claim falls."""
    from sayso.crossdoc import foresee

    before = {one.claim for one in lookup.withdrawn()}
    gone = before | fallen.keys()
    touched = lookup.founded_on(fallen.keys() - before)
    back, spoken = _spoken(lookup, touched, gone)
    return tuple(
        Effect(_footing(whole), Footing(whole.id, whole.text, *foresee(whole, gone, back, spoken))) for whole in touched
    )


def _spoken(lookup: "Lookup", touched: Iterable["Founded"], gone: Container[str]) -> "tuple[Tells, Spoken]":
    """Which claims tell that somebody takes his word back, and for whom those of the same proposition speak."""
    from sayso.crossdoc.standing import takes_back

    others = {c.claim: whole for whole in touched for c in whole.claims if c.stance is not Stance.AFFIRMS}
    cues = lookup.cues(ident for ident in others if ident not in gone)
    told = {cue: takes_back(cue) for cue in set(cues.values())}
    back = {ident for ident, cue in cues.items() if told[cue]}
    spoken = lookup.spoken_for({c.claim for ident in back for c in others[ident].claims}) if back else {}
    return back.__contains__, spoken.__getitem__


def _footing(whole: "Founded") -> Footing:
    stances = [origin.stance for origin in whole.origins]
    return Footing(whole.id, whole.text, whole.standing, stances.count(Stance.AFFIRMS), stances.count(Stance.DENIES))


def _questions(lookup: "Lookup", after: Mapping[str, Footing]) -> Iterator[Asked]:
    """Questions of which an answer has fewer origins left."""
    from sayso.ledger.lookup import Founded

    found = lookup.questions_of(after)
    others = {ident for question in found for answer in question.answers for ident in answer.propositions}
    whole = {**{p.id: _footing(p) for p in lookup.wholes(Founded, sorted(others - after.keys()))}, **after}
    for question in found:
        left = _left(question, whole)
        if left != tuple(answer.origins for answer in question.answers):
            yield Asked(question, left)


def _left(question: Question, whole: Mapping[str, Footing]) -> tuple[int, ...]:
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
    return lookup.names([on])[on]
