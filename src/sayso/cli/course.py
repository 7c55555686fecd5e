"""A story in time: what is said to happen, against what was said when, by whom.

One of the views. Invariant: each row has a day of its own or says that none is known; a later report of older words is
no row.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from sayso.cli.index import Index, span_words
from sayso.cli.terminal import Table
from sayso.export import change_record, event_record, first_record, statement_record
from sayso.model import Change, Event, Interval, Stance, Statement, Story, Timing

__all__ = ["changes_of", "timeline_records", "timeline_table"]

_SAID = {Stance.AFFIRMS: "said", Stance.DENIES: "denied", Stance.DOUBTS: "doubted"}
_Row = tuple[str, ...]


def timeline_table(story: Story) -> Table:
    """Events and statements in one order of time, what has no date last."""
    index = Index(story)
    turns: dict[str, list[Change]] = {}
    for change in story.comparison.changes:
        turns.setdefault(change.claims[1], []).append(change)
    dated: list[tuple[Interval | None, int, _Row]] = [
        (event.date, 0, _event(event, index)) for event in story.comparison.events
    ]
    dated += [(s.said, 1, _statement(s, index, turns)) for s in story.comparison.statements if _is_attributed(s, index)]
    rows = tuple(row for _, _, row in sorted(dated, key=lambda d: (_days(d[0]), d[1], d[2])))
    return Table(("date", "what is said", "happens or said", "who", "claims", "outlets", "account"), rows)


def timeline_records(story: Story) -> Iterator[dict[str, Any]]:
    """Events, statements, changes and first reports, each in its own order."""
    compared = story.comparison
    yield from map(event_record, compared.events)
    yield from map(statement_record, compared.statements)
    yield from map(change_record, compared.changes)
    yield from map(first_record, compared.firsts)


def changes_of(story: Story, claims: Iterable[str]) -> list[Change]:
    """The changes whose later word is among these claims (by id)."""
    mine = set(claims)
    return [change for change in story.comparison.changes if change.claims[1] in mine]


def _is_attributed(statement: Statement, index: Index) -> bool:
    """Whether it is more than what one outlet says in its own voice."""
    return any(index.claims[claim].source is not None for claim in statement.claims)


def _event(event: Event, index: Index) -> _Row:
    others = f"; others: {', '.join(map(span_words, event.others))}" if event.others else ""
    who = ", ".join(dict.fromkeys(map(index.name, event.claims)))
    return (
        span_words(event.date),
        event.text,
        f"happens{others}",
        who,
        str(len(event.claims)),
        ", ".join(index.outlets(event.claims)),
        "",
    )


def _statement(statement: Statement, index: Index, turns: dict[str, list[Change]]) -> _Row:
    timing = " by then" if statement.timing is Timing.PUBLISHED else ""
    changes = [change for claim in statement.claims for change in turns.get(claim, ())]
    return (
        span_words(statement.said) if statement.said else "undated",
        index.claims[statement.claims[0]].content.text,
        f"{_SAID[statement.stance]}{timing}",
        index.name(statement.claims[0]),
        str(len(statement.claims)),
        ", ".join(index.outlets(statement.claims)),
        "; ".join(map(index.change_words, changes)),
    )


def _days(interval: Interval | None) -> tuple[date, date]:
    return interval.bounds if interval else (date.max, date.max)
