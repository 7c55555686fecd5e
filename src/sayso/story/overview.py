"""A ledger at a glance: how much there is of it, and what accounts differ on, in the order of the dossier.

For the desk, which keeps it as long as the comparison stands. Invariant: its numbers are those that searching finds.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from sayso.model import Proposition, Question
from sayso.story.opening import opened

if TYPE_CHECKING:
    from sayso.ledger import Counts, Ledger

__all__ = ["Amount", "Carried", "Overview", "Speaking", "view_carried", "view_overview", "view_speaking"]

_CARRIED = 2_000  # propositions, those with most claims
_SPEAKING = 40  # sources, those with most claims


class Amount(NamedTuple):
    """How many there are; more than that where it is not `exact`."""

    number: int
    exact: bool


@dataclass(frozen=True, slots=True)
class Overview:
    """How many reports and outlets there are, claims of sources and of outlets in their own voice; and the ids of the
    questions, those with most origins first.
    """

    counts: "Counts"
    attributed: Amount
    own: Amount
    questions: tuple[str, ...]


class Carried(NamedTuple):
    """A proposition, by id, that several reports affirm, and on how many origins they come."""

    proposition: str
    reports: int
    origins: int


class Speaking(NamedTuple):
    """A source, by the id of its entity, and how many claims are its word."""

    entity: str
    name: str
    claims: int


def view_speaking(ledger: "Ledger | str | Path") -> tuple[Speaking, ...]:
    """The sources with most claims, at most forty."""
    with opened(ledger) as held:
        lookup = held.lookup()
        with lookup.moment():
            numbers = dict(lookup.speaking(_SPEAKING))
            names = lookup.names(numbers)
            return tuple(Speaking(ident, names[ident], number) for ident, number in numbers.items() if ident in names)


def view_carried(ledger: "Ledger | str | Path") -> tuple[Carried, ...]:
    """What several reports affirm, where most reports come from fewest origins first; of a large ledger the 2,000
    propositions with most claims.
    """
    with opened(ledger) as held:
        lookup = held.lookup()
        with lookup.moment():
            reports = dict(lookup.carried(_CARRIED))
            wholes = lookup.wholes(Proposition, reports)
            found = (Carried(p.id, reports[p.id], p.affirming_origins) for p in wholes)
            return tuple(sorted(found, key=lambda c: (c.origins - c.reports, -c.reports, c.proposition)))


def view_overview(ledger: "Ledger | str | Path") -> Overview:
    """The ledger at a glance, all of it of one moment."""
    from sayso.dossier import rank_questions

    with opened(ledger) as held:
        lookup = held.lookup()
        with lookup.moment():
            questions = tuple(lookup.all(Question))
            answers = {p for question in questions for answer in question.answers for p in answer.propositions}
            held_of = {p.id: p for p in lookup.wholes(Proposition, answers)}
            ranked = rank_questions(questions, held_of)
            return Overview(
                counts=held.counts(),
                attributed=_amount(held, "own:no"),
                own=_amount(held, "own:yes"),
                questions=tuple(question.id for question in ranked),
            )


def _amount(held: "Ledger", query: str) -> Amount:
    found = held.find(query, limit=0)
    return Amount(found.total, found.exact)
