"""How a story went on: what was first said where, and how the accounts of its sources changed.

Shown with questions, propositions and sources alike. Invariant: what the dates leave open is said to be open, and every
word leads to a claim on the page.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from sayso.dossier.catalogue import Catalogue
from sayso.dossier.values import First, Step
from sayso.dossier.wording import CREDIBILITIES, TURNS, interval_words
from sayso.model import Change, Comparison, FirstReport, Grade, Proposition, Stance, Statement, Timing

__all__ = ["Course", "build_course", "grade_words", "statement_when"]

_FIRST = {Stance.AFFIRMS: "First said in", Stance.DENIES: "First denied in", Stance.DOUBTS: "First doubted in"}


@dataclass(frozen=True, slots=True)
class Course:
    """Look-ups over one story: first reports and statements by proposition, changes by the later claim."""

    firsts: Mapping[str, FirstReport]
    statements: Mapping[str, tuple[Statement, ...]]
    changes: tuple[Change, ...]
    names: Mapping[str, str]

    def first(self, catalogue: Catalogue, propositions: Iterable[Proposition]) -> First | None:
        """Where one of these was first published; None where one report alone says so, or several make it up."""
        held = list(propositions)
        affirming = [c.claim for p in held for c in p.claims if c.stance is Stance.AFFIRMS]
        documents = {c.document for c in catalogue.known(affirming)}
        found = [self.firsts[p.id] for p in held if p.id in self.firsts]
        if len(documents) < 2 or len(found) != 1:
            return None
        claims = {c.document: c for c in reversed(catalogue.known(found[0].claims))}
        pointers = tuple(catalogue.point(c) for c in catalogue.known(c.id for c in claims.values()))
        label = _FIRST[Stance.AFFIRMS] if found[0].sure else "Open which was first:"
        return First(label, pointers, found[0].why) if pointers else None

    def against(self, catalogue: Catalogue, propositions: Iterable[Proposition], stance: Stance) -> First | None:
        """Where these were first denied, or doubted, by the days on which that was said."""
        mine = [s for p in propositions for s in self.statements.get(p.id, ()) if s.stance is stance]
        day = min((_last(s) for s in mine), default=date.max)
        first = [s for s in mine if _last(s) == day < date.max]
        claims = catalogue.known(s.claims[0] for s in first)
        told = all(s.timing is Timing.TOLD for s in first)
        why = "as the reports tell" if told else "by the days of the reports"
        return First(_FIRST[stance], tuple(map(catalogue.point, claims)), why) if claims else None

    def steps(self, catalogue: Catalogue, claims: Iterable[str]) -> tuple[Step, ...]:
        """The changes whose later word is among these claims, in order of the later word."""
        mine = set(claims)
        found = [change for change in self.changes if change.claims[1] in mine]
        order = {claim.id: n for n, claim in enumerate(catalogue.known(c for change in found for c in change.claims))}
        shown = [change for change in found if order.keys() >= set(change.claims)]
        ordered = sorted(shown, key=lambda change: (order[change.claims[1]], order[change.claims[0]]))
        return tuple(self._step(catalogue, change) for change in ordered)

    def _step(self, catalogue: Catalogue, change: Change) -> Step:
        earlier, later = (catalogue.claims[ident] for ident in change.claims)
        name = self.names.get(change.source) or catalogue.speaker(later)[1]
        return Step(name, TURNS[change.turn], catalogue.point(earlier), catalogue.point(later), change.why)


def build_course(compared: Comparison) -> Course:
    """The look-ups of a comparison."""
    statements: dict[str, list[Statement]] = {}
    for statement in compared.statements:
        statements.setdefault(statement.proposition, []).append(statement)
    return Course(
        firsts={first.proposition: first for first in compared.firsts},
        statements={ident: tuple(found) for ident, found in statements.items()},
        changes=compared.changes,
        names={entity.id: entity.name for entity in compared.entities},
    )


def grade_words(proposition: Proposition) -> str:
    """The Admiralty pair that is proposed, in words, with what moved it; what F stands for the page says once."""
    grade = proposition.grade
    unset = f"{Grade().reliability}:"
    told = (reason for reason in grade.reasons if not reason.startswith(unset))
    return "; ".join((f"{grade.pair}, {CREDIBILITIES[grade.credibility]}", *told))


def _last(statement: Statement) -> date:
    """The last day on which it may have been said; the end of time where that is not known."""
    return (statement.said.last if statement.said else None) or date.max


def statement_when(statement: Statement) -> str:
    """When it was said, as well as that is known."""
    if statement.said is None:
        return "undated"
    words = interval_words(statement.said)
    return words if statement.timing is Timing.TOLD else f"by {words.removeprefix('by ')}"
