"""The story's timeline: what is claimed to happen when, what was said when, what changed, what came first.

The last step of comparing. Invariant: an event has words of an affirmed proposition and a date that some who affirm it
give; what a report tells as done did not happen after the first report of it.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sayso.crossdoc.changes import find_changes
from sayso.crossdoc.firsts import find_firsts
from sayso.crossdoc.origins import Ties
from sayso.crossdoc.phrasing import as_sentence, plain_content
from sayso.crossdoc.profiles import Profile
from sayso.crossdoc.sayings import build_sayings, build_statements
from sayso.crossdoc.words import load_vocabulary
from sayso.model import (
    Change,
    Claim,
    Course,
    Document,
    Event,
    FirstReport,
    Interval,
    Proposition,
    Question,
    Relation,
    Stance,
    Statement,
    Variable,
)

__all__ = ["Timeline", "build_events", "build_timeline"]


@dataclass(frozen=True, slots=True)
class Timeline:
    """All that lies in time, as a `Comparison` holds it."""

    events: tuple[Event, ...]
    statements: tuple[Statement, ...]
    changes: tuple[Change, ...]
    firsts: tuple[FirstReport, ...]


def build_timeline(
    documents: Sequence[Document],
    profiles: Mapping[str, Profile],
    ties: Ties,
    propositions: Sequence[Proposition],
    questions: Sequence[Question],
    relations: Sequence[Relation],
) -> Timeline:
    """The timeline of a story that is compared but for it."""
    claims = {ident: profile.claim for ident, profile in profiles.items()}
    sayings = build_sayings(documents, claims.values(), ties)
    statements = build_statements(propositions, sayings)
    return Timeline(
        events=build_events(propositions, questions, claims, {d.id: d.published_on for d in documents}),
        statements=statements,
        changes=find_changes(propositions, profiles.values(), relations, statements, sayings, load_vocabulary()),
        firsts=find_firsts(propositions, claims, documents, ties),
    )


def build_events(
    propositions: Sequence[Proposition],
    questions: Iterable[Question],
    claims: Mapping[str, Claim],
    published: Mapping[str, date | None],
) -> tuple[Event, ...]:
    """Events in order of their first day, last day and text, each with the other dates that are given of it."""
    times = {p.id: found for p in propositions if (found := _times(p, claims, published))}
    rivals = _rivals(questions)
    events = [
        Event(
            time,
            _text(p, times[p.id], ids, claims),
            tuple(sorted(ids)),
            p.id,
            _others(time, (p.id, *sorted(rivals[p.id])), times, claims),
        )
        for p in propositions
        for time, ids in times.get(p.id, {}).items()
    ]
    return tuple(sorted(events, key=lambda event: event.place))


def _times(
    proposition: Proposition, claims: Mapping[str, Claim], published: Mapping[str, date | None]
) -> dict[Interval, list[str]]:
    affirming = [claims[c.claim] for c in proposition.claims if c.stance is Stance.AFFIRMS]
    told = [c for c in affirming if c.course not in {Course.PLANNED, Course.CONDITIONAL} and not c.gist.planned]
    known = min((day for c in told if (day := published.get(c.document))), default=date.max)
    times: dict[Interval, list[str]] = defaultdict(list)
    for claim in affirming if any(_is_clause(c) for c in affirming) else ():
        time = claim.event_time
        if time is not None and not (claim in told and (time.first or date.min) > known):
            times[time].append(claim.id)
    return times


def _text(
    proposition: Proposition,
    dates: Mapping[Interval, Sequence[str]],
    ids: Sequence[str],
    claims: Mapping[str, Claim],
) -> str:
    """The proposition's text; where it is given several dates, the fullest words of the claims that give this one."""
    if len(dates) == 1:
        return proposition.text
    fullest = max((claims[i] for i in ids), key=lambda c: (len(c.content.text), c.id))
    return as_sentence(plain_content(fullest))


def _is_clause(claim: Claim) -> bool:
    """Whether it says that something happens, and does not only name it."""
    return bool(claim.gist.head and (claim.gist.subject or claim.gist.object))


def _rivals(questions: Iterable[Question]) -> Mapping[str, set[str]]:
    """Proposition → those that give another answer to when it is."""
    rivals: dict[str, set[str]] = defaultdict(set)
    for question in questions:
        if question.variable is Variable.TIME:
            for mine in question.answers:
                for theirs in question.answers:
                    if mine is not theirs:
                        for ident in mine.propositions:
                            rivals[ident].update(theirs.propositions)
    return rivals


def _others(
    time: Interval,
    idents: Iterable[str],
    times: Mapping[str, Mapping[Interval, Sequence[str]]],
    claims: Mapping[str, Claim],
) -> tuple[Interval, ...]:
    """The dates of these propositions that have no day in common with this one, and that no report gives beside it."""
    found = [times[ident] for ident in idents if ident in times]
    mine = {claims[i].document for dates in found for i in dates.get(time, ())}
    apart = {
        other
        for dates in found
        for other, ids in dates.items()
        if not other.overlaps(time) and mine.isdisjoint(claims[i].document for i in ids)
    }
    return tuple(sorted(apart, key=lambda other: other.bounds))
