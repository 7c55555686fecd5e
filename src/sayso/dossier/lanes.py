"""Events against statements: for each matter what is said to happen when, beside when which source said what of it.

For a line of time that is drawn where it is looked at. Invariant: a date is given no more precisely than it is known.
"""

from datetime import date

from sayso.dossier.catalogue import Catalogue, anchor_of
from sayso.dossier.course import statement_when
from sayso.dossier.moments import Lane, Spell
from sayso.dossier.wording import SAID, clip, interval_words
from sayso.model import Comparison, Event, Interval, Proposition, Statement, Timing

__all__ = ["build_lanes"]

_TEXT_LENGTH = 220


def build_lanes(catalogue: Catalogue, compared: Comparison) -> tuple[Lane, ...]:
    """A lane for each proposition of which anything is told, in order of the first day of any of it; undated ones last.

    A lane says that there are more statements where the comparison tells of fewer than its claims make up.
    """
    lanes = (_lane(catalogue, compared, proposition) for proposition in compared.propositions)
    return tuple(sorted((lane for lane in lanes if lane.events or lane.statements), key=_order))


def _lane(catalogue: Catalogue, compared: Comparison, held: Proposition) -> Lane:
    events = [event for event in compared.events if event.proposition == held.id and catalogue.known(event.claims)]
    said = [s for s in compared.statements if s.proposition == held.id and catalogue.known(s.claims)]
    told = {claim for statement in said for claim in statement.claims}
    return Lane(
        anchor=anchor_of("proposition", held.id),
        text=held.text,
        events=tuple(_event(catalogue, event) for event in sorted(events, key=lambda e: _days(e.date))),
        statements=tuple(_statement(catalogue, one) for one in sorted(said, key=lambda s: _days(s.said))),
        more=bool({claim.claim for claim in held.claims} - told),
    )


def _order(lane: Lane) -> tuple[str, str]:
    days = [day for spell in (*lane.events, *lane.statements) for day in (spell.first, spell.last) if day]
    return min(days, default="~"), lane.text


def _days(interval: Interval | None) -> tuple[date, date]:
    first, last = (interval.first, interval.last) if interval else (None, None)
    return first or last or date.max, last or date.max


def _event(catalogue: Catalogue, event: Event) -> Spell:
    return Spell(
        when=interval_words(event.date),
        first=_iso(event.date.first),
        last=_iso(event.date.last),
        text=clip(event.text, _TEXT_LENGTH),
        name="",
        verb="",
        stance="",
        claims=tuple(map(catalogue.point, catalogue.known(event.claims))),
        others=tuple(map(interval_words, event.others)),
    )


def _statement(catalogue: Catalogue, statement: Statement) -> Spell:
    claims = catalogue.known(statement.claims)
    first, last = (statement.said.first, statement.said.last) if statement.said else (None, None)
    # By when it was published is known; from when it may have been said is not.
    first = first if statement.timing is Timing.TOLD else None
    return Spell(
        when=statement_when(statement),
        first=_iso(first),
        last=_iso(last),
        text=clip(claims[0].content.text, _TEXT_LENGTH),
        name=catalogue.speaker(claims[0])[1],
        verb=SAID[statement.stance],
        stance=statement.stance.value,
        claims=tuple(map(catalogue.point, claims)),
    )


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""
