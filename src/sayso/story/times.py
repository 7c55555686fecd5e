"""What happened and what was said when, a few propositions at a time, however large the ledger.

Beside `parts`, which gives all of a proposition: here only what a line of time shows of it. Invariant: of each event
and statement the claims that were published first are there.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from sayso.model import Comparison, Event, Proposition, Question, Statement, Story
from sayso.story.judgements import Judgements
from sayso.story.opening import opened
from sayso.story.overview import Ranking
from sayso.story.parts import part_story

if TYPE_CHECKING:
    from sayso.ledger import Ledger
    from sayso.ledger.places import Places

__all__ = ["Matters", "view_events", "view_matters", "view_times"]

_WHOLE_UP_TO = 3_000  # propositions: of more, only those that bear on a question or stand in several reports
_MOST = 2_000
_SHOWN = 3  # claims of an event or a statement
_STATEMENTS = 12  # of a proposition


@dataclass(frozen=True, slots=True)
class Matters:
    """The propositions (by id) for a line of time, weightiest first, with the events of each that has any; `whole`
    where these are all that there are. Of all other propositions `places` says where their events stand; `compared` is
    the digest of the comparison that all of this is of.
    """

    propositions: tuple[str, ...]
    events: Mapping[str, tuple[Event, ...]]
    whole: bool
    places: "Places"
    compared: str


def view_matters(ledger: "Ledger | str | Path", ranking: Ranking) -> Matters:
    """What answers a question, what several reports carry, and the rest of a ledger that is not too large."""
    from sayso.ledger.places import Places

    with opened(ledger) as held:
        lookup = held.lookup()
        with lookup.moment():
            asked = {question.id: question.answers for question in lookup.wholes(Question, ranking.questions)}
            first = [p for q in ranking.questions for answer in asked.get(q, ()) for p in answer.propositions]
            rest = lookup.ids("p1:", _WHOLE_UP_TO + 1)
            whole = len(rest) <= _WHOLE_UP_TO
            carried = [one.proposition for one in ranking.carried]
            matters = tuple(dict.fromkeys((*first, *carried, *(rest if whole else ()))))
            matters = matters if whole else matters[:_MOST]
            homes: list[str] = []
            events = _events(_noted(lookup.all(Event), homes), matters)
            return Matters(matters, events, whole, Places(homes), held.state()[1])


def view_times(
    ledger: "Ledger | str | Path",
    propositions: Iterable[str],
    *,
    matters: Matters | None = None,
    judgements: Judgements | None = None,
) -> Story:
    """The events and statements of these propositions, with the claims of each that came first, and their reports.

    `matters` leads to the events, `judgements` are those that were read already.
    """
    with opened(ledger) as held:
        lookup = held.lookup()
        with lookup.moment():
            wholes = lookup.wholes(Proposition, propositions)
            known = [proposition.id for proposition in wholes]
            events = view_events(held, known, matters)
            statements = _first(lookup.statements_of(known))
            shown: tuple[Event | Statement, ...] = (*events, *statements)
            claims = lookup.claims(dict.fromkeys(claim for one in shown for claim in one.claims[:_SHOWN]))
            reports = lookup.reports({claim.document for claim in claims.values()})
            comparison = Comparison(propositions=wholes, events=events, statements=statements)
            return part_story(held, reports, dict(sorted(claims.items())), comparison, judgements)


def view_events(held: "Ledger", propositions: Collection[str], matters: Matters | None = None) -> tuple[Event, ...]:
    """The events of these propositions in order of time; `matters` leads to them, where it is not outdated."""
    wanted, lookup = {*propositions}, held.lookup()
    if matters is None or matters.compared != held.state()[1]:
        found = _events(lookup.all(Event), wanted)
    else:
        found = {ident: matters.events.get(ident, ()) for ident in wanted & {*matters.propositions}}
        places = sorted({place for ident in wanted - found.keys() for place in matters.places.of(ident)})
        found[""] = tuple(event for event in lookup.at(Event, places) if event.proposition in wanted - found.keys())
    return tuple(sorted((event for events in found.values() for event in events), key=lambda event: event.place))


def _noted(events: Iterable[Event], homes: list[str]) -> Iterator[Event]:
    """The events; `homes` takes the proposition of each."""
    for event in events:
        homes.append(event.proposition)
        yield event


def _events(events: Iterable[Event], propositions: Collection[str]) -> dict[str, tuple[Event, ...]]:
    """Proposition → its events. They lie in order of time: all are gone through."""
    wanted, found = {*propositions}, dict[str, list[Event]]()
    for event in events:
        if event.proposition in wanted:
            found.setdefault(event.proposition, []).append(event)
    return {ident: tuple(there) for ident, there in found.items()}


def _first(statements: Iterable[Statement]) -> tuple[Statement, ...]:
    """Of each proposition the statements that most reports have, in the order given."""
    grouped: dict[str, list[Statement]] = {}
    for statement in statements:
        grouped.setdefault(statement.proposition, []).append(statement)
    kept = {id(one) for group in grouped.values() for one in sorted(group, key=lambda s: -len(s.claims))[:_STATEMENTS]}
    return tuple(one for group in grouped.values() for one in group if id(one) in kept)
