"""What people decided, as comparing needs it, and how it goes before what the machine makes of the claims.

`settled` makes `Decisions` of judgements; `align` puts them in force once the machine has grouped the claims.
Invariant: what nobody decided on stays as the machine has it.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Protocol, TypeVar

from sayso.crossdoc.bonds import Bond
from sayso.model import Claim, Entity, Grade, Origin, Rated, SourceKind, Stance

if TYPE_CHECKING:  # whoever only looks at a story needs the decisions, and ties nothing
    from sayso.crossdoc.ties import Ties

__all__ = ["NOTHING_DECIDED", "Decisions", "Set", "Withdrawal", "find_sources", "with_ratings", "with_stances"]

_CONTRARY = {Stance.AFFIRMS: Stance.DENIES, Stance.DENIES: Stance.AFFIRMS, Stance.DOUBTS: Stance.DOUBTS}


@dataclass(frozen=True, slots=True)
class Set:
    """A stance that was set: `toward` what these claims affirm (by id); where it names none, in any case."""

    stance: Stance
    toward: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """That a report or a source was withdrawn, by whom and why; of a source its name and kind."""

    by: str
    note: str
    name: str = ""
    kind: SourceKind | None = None

    @property
    def words(self) -> str:
        """Who withdrew it, and why."""
        return f"withdrawn by {self.by}{f': {self.note}' if self.note else ''}"


class _Told(Protocol):
    """What was judged of a source, by whose name and kind it is found again."""

    @property
    def name(self) -> str: ...

    @property
    def kind(self) -> SourceKind | None: ...


T = TypeVar("T", bound=_Told)


@dataclass(frozen=True, slots=True)
class Decisions:
    """What holds of all that was judged: by ids of claims; `rated` by ids of entities, `withdrawn` by those of
    documents and entities.

    `rejected` claims are not compared, and `mended` ones as they were mended; `bonds`, the newest first, say which
    claims are of one proposition or of two.
    """

    rejected: frozenset[str] = frozenset()
    mended: Mapping[str, Claim] = field(default_factory=dict)
    bonds: tuple[Bond, ...] = ()
    stances: Mapping[str, Set] = field(default_factory=dict)
    rated: Mapping[str, Rated] = field(default_factory=dict)
    withdrawn: Mapping[str, Withdrawal] = field(default_factory=dict)

    @property
    def bearing_on(self) -> frozenset[str]:
        """The claims that were put together, kept apart, or given a stance."""
        bound = (ident for bond in self.bonds for ident in (*bond.claims, *bond.apart))
        return frozenset((*bound, *self.stances))

    def compared(self, claims: Iterable[Claim]) -> tuple[Claim, ...]:
        """Of all claims those that are to be compared, as they stand."""
        return tuple(self.mended.get(c.id, c) for c in claims if c.id not in self.rejected)


NOTHING_DECIDED = Decisions()


def with_stances(found: Mapping[str, Stance], decisions: Decisions) -> dict[str, Stance]:
    """The stances of a proposition's claims, by id, with those that were set in the place of those found.

    Where the machine has come to word the proposition the other way round, a stance turns with it; where none of the
    claims is there toward which it was set, it has no bearing.
    """
    return {claim: _stance(claim, found, decisions) or stance for claim, stance in found.items()}


def _stance(claim: str, found: Mapping[str, Stance], decisions: Decisions) -> Stance | None:
    decided = decisions.stances.get(claim)
    if decided is None or not decided.toward:
        return decided.stance if decided else None
    others = [found[other] for other in decided.toward if other in found]
    if not others:
        return None
    return _CONTRARY[decided.stance] if others[0] is Stance.DENIES else decided.stance


def find_sources(entities: Iterable[Entity], told: Mapping[str, T]) -> dict[str, T]:
    """Entity id → what was judged of the source: under this id, else as the only one of this name and kind."""
    known = {entity.id: (entity.name, entity.kind) for entity in entities} if told else {}
    names = Counter(known.values())
    strayed = {(t.name, t.kind): t for ident, t in sorted(told.items()) if ident not in known}
    again = {ident: strayed[name] for ident, name in known.items() if name in strayed and names[name] == 1}
    return again | {ident: one for ident, one in told.items() if ident in known}


def with_ratings(
    grade: Grade, claims: Sequence[Claim], origins: Sequence[Origin], ties: "Ties", decisions: Decisions
) -> Grade:
    """A grade with the letter of the most reliable of the rated origins that affirm, and why.

    Who speaks for a body is as reliable as that, unless rated by itself; an origin on which several rated sources have
    their word, as the least of them.
    """
    if not decisions.rated:
        return grade
    known = {claim.id: claim for claim in claims}
    affirming = (o for o in origins if o.stance is Stance.AFFIRMS)
    told = [[r for i in o.claims if (r := _rating(known[i], ties, decisions.rated))] for o in affirming]
    letters = sorted(max((r.reliability, r.name) for r in ratings) for ratings in told if ratings)
    if not letters:
        return grade
    reasons = [reason for reason in grade.reasons if not reason.startswith("F: ")]
    rated = [f"{letter}: so {name} was rated" for letter, name in letters]
    return replace(grade, reliability=letters[0][0].value, reasons=(*reasons, *rated))


def _rating(claim: Claim, ties: "Ties", rated: Mapping[str, Rated]) -> Rated | None:
    """How the source of a claim was rated, or else, at the least, the bodies for which it speaks."""
    ident = ties.of_claim(claim)
    if ident is None or ident in rated:
        return rated[ident] if ident else None
    bodies = [rated[body] for body in ties.affiliations.of(ident) if body in rated]
    return max(bodies, key=lambda r: (r.reliability, r.name), default=None)
