"""A ledger at a glance: how much there is of it, and what accounts differ on and share, in the order of the dossier.

For the desk, which keeps it as long as the comparison stands. Invariant: its numbers are those that searching finds.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from sayso.model import Proposition, Question, Stance
from sayso.story.opening import opened

if TYPE_CHECKING:
    from sayso.ledger import Counts, Ledger

__all__ = ["Amount", "Carried", "Overview", "Ranking", "view_overview", "view_ranking"]

_CARRIED = 2_000  # propositions, those with most claims


class Amount(NamedTuple):
    """How many there are; more than that where it is not `exact`."""

    number: int
    exact: bool


@dataclass(frozen=True, slots=True)
class Overview:
    """How many reports and outlets there are, and claims of sources and of outlets in their own voice."""

    counts: "Counts"
    attributed: Amount
    own: Amount


class Carried(NamedTuple):
    """A proposition, by id, that several reports affirm, and on how many origins they come."""

    proposition: str
    reports: int
    origins: int


@dataclass(frozen=True, slots=True, eq=False)
class Ranking:
    """What a comparison came to, by weight: the ids of the questions, those with most origins first; and what several
    reports affirm, where most reports come from fewest origins first (of a large ledger among the 2,000 propositions
    with most claims).
    """

    questions: tuple[str, ...]
    carried: tuple[Carried, ...]


def view_overview(ledger: "Ledger | str | Path") -> Overview:
    """The numbers of the ledger, all of one moment."""
    with opened(ledger) as held, held.lookup().moment():
        return Overview(counts=held.counts(), attributed=_amount(held, "own:no"), own=_amount(held, "own:yes"))


def view_ranking(ledger: "Ledger | str | Path") -> Ranking:
    """The comparison by weight, all of one moment."""
    with opened(ledger) as held, held.lookup().moment():
        return Ranking(_questions(held), _carried(held))


def _questions(held: "Ledger") -> tuple[str, ...]:
    from sayso.dossier import rank_questions

    lookup = held.lookup()
    questions = tuple(lookup.all(Question))
    answers = {p for question in questions for answer in question.answers for p in answer.propositions}
    return tuple(question.id for question in rank_questions(questions, lookup.members(answers)))


def _carried(held: "Ledger") -> tuple[Carried, ...]:
    lookup = held.lookup()
    wholes = lookup.wholes(Proposition, held.listing().crowded(_CARRIED, Stance.AFFIRMS))
    affirming = {p.id: [c.claim for c in p.claims if c.stance is Stance.AFFIRMS] for p in wholes}
    homes = lookup.homes(claim for claims in affirming.values() for claim in claims)
    reports = {ident: len({homes[claim] for claim in claims if claim in homes}) for ident, claims in affirming.items()}
    found = (Carried(p.id, reports[p.id], p.affirming_origins) for p in wholes if reports[p.id] > 1)
    return tuple(sorted(found, key=lambda c: (c.origins - c.reports, -c.reports, c.proposition)))


def _amount(held: "Ledger", query: str) -> Amount:
    found = held.find(query, limit=0)
    return Amount(found.total, found.exact)
