"""When things are said to happen, against when that was published, and what was said when: a drawing and its table.

The drawing spans the days of publication and a stretch around them as far as events reach; what lies outside it
stands at its edge. Invariant: an imprecise date is drawn as long as it is imprecise, never as a point.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from sayso.dossier.catalogue import Catalogue, anchor_of, outlet_of, title_of
from sayso.dossier.course import Course, build_course, statement_when
from sayso.dossier.values import Axis, Publication, Saying, Timeline, TimeRow
from sayso.dossier.wording import SAID, clip, day_words, interval_words
from sayso.model import Claim, Comparison, Document, Event, Interval, Statement

__all__ = ["build_sayings", "build_timeline", "said_order"]

_SHOWN = 30
_MARGIN_DAYS = 45
_MARGIN_LENGTHS = 3
_TEXT_LENGTH = 220
_TICKS = 4


@dataclass(frozen=True, slots=True)
class _Scale:
    """The drawn days, first and last."""

    first: date
    last: date

    def x(self, day: date) -> float:
        """Where a day begins, in per cent of the length, cut off at the ends."""
        length = (self.last - self.first).days + 1
        return round(min(max((day - self.first).days / length * 100, 0.0), 100.0), 2)


def build_timeline(catalogue: Catalogue, compared: Comparison) -> Timeline:
    """The events and statements in order of time: those in most reports at once, the rest as `further`."""
    known = [(event, claims) for event in compared.events if (claims := catalogue.known(event.claims))]
    sayings, further = _sayings(catalogue, compared)
    documents = [document for document in catalogue.documents.values() if document.published_on]
    scale = _scale(documents, [event.date for event, _ in known])
    if scale is None:
        return Timeline(None, "", (), (), (), sayings, further)
    main = {id(event) for event, _ in sorted(known, key=_weight)[:_SHOWN]}
    ordered = sorted(known, key=_order)
    return Timeline(
        axis=Axis(f"{day_words(scale.first)} to {day_words(scale.last)}", _ticks(scale)),
        published=_period(documents),
        publications=tuple(_publication(scale, document) for document in documents),
        rows=tuple(_row(catalogue, scale, *pair) for pair in ordered if id(pair[0]) in main),
        further=tuple(_row(catalogue, scale, *pair) for pair in ordered if id(pair[0]) not in main),
        sayings=sayings,
        further_sayings=further,
    )


def build_sayings(catalogue: Catalogue, compared: Comparison) -> tuple[Saying, ...]:
    """All that was said, outlets' own word too, in order of time."""
    course = build_course(compared)
    told = (s for s in sorted(compared.statements, key=said_order) if catalogue.known(s.claims))
    return tuple(_saying(catalogue, course, s) for s in told)


def _sayings(catalogue: Catalogue, compared: Comparison) -> tuple[tuple[Saying, ...], tuple[Saying, ...]]:
    """What sources said, in order of time: of a question or in several reports, and the rest."""
    course = build_course(compared)
    told = [s for s in sorted(compared.statements, key=said_order) if _is_attributed(catalogue, s)]
    main = [s for s in told if _is_shared(catalogue, s)]
    rest = [s for s in told if not _is_shared(catalogue, s)]
    return tuple(_saying(catalogue, course, s) for s in main), tuple(_saying(catalogue, course, s) for s in rest)


def said_order(statement: Statement) -> tuple[date, date, str, tuple[str, ...]]:
    """By what statements are sorted: by the last day on which they may have been made, those without any last."""
    said = statement.said or Interval(date.max, date.max)
    return said.last or date.max, said.first or date.min, statement.proposition, statement.claims


def _is_attributed(catalogue: Catalogue, statement: Statement) -> bool:
    return any(claim.source is not None for claim in catalogue.known(statement.claims))


def _is_shared(catalogue: Catalogue, statement: Statement) -> bool:
    """Whether it bears on a question, or on what several reports have."""
    proposition = catalogue.propositions.get(statement.proposition)
    claims = catalogue.known(c.claim for c in proposition.claims) if proposition else []
    return statement.proposition in catalogue.differences or len({claim.document for claim in claims}) > 1


def _saying(catalogue: Catalogue, course: Course, statement: Statement) -> Saying:
    reports = [catalogue.claims[ident] for ident in statement.claims if ident in catalogue.claims]
    return Saying(
        when=statement_when(statement),
        name=catalogue.speaker(reports[0])[1],
        verb=SAID[statement.stance],
        words=clip(reports[0].content.text, _TEXT_LENGTH),
        claims=tuple(map(catalogue.point, reports)),
        steps=course.steps(catalogue, statement.claims),
    )


def _weight(pair: tuple[Event, list[Claim]]) -> tuple[int, int, date, date, str]:
    claims = pair[1]
    return -len({claim.document for claim in claims}), -len(claims), *_order(pair)


def _order(pair: tuple[Event, list[Claim]]) -> tuple[date, date, str]:
    interval = pair[0].date
    first, last = interval.first or interval.last or date.min, interval.last or date.max
    return first, last, pair[0].text


def _scale(documents: Iterable[Document], intervals: Iterable[Interval]) -> _Scale | None:
    """The stretch to draw, None where nothing has a date."""
    published = [document.published_on for document in documents if document.published_on]
    happened = [day for interval in intervals for day in (interval.first, interval.last) if day]
    if not published:
        return _Scale(min(happened), max(happened)) if happened else None
    first, last = min(published), max(published)
    margin = timedelta(days=max(_MARGIN_DAYS, (last - first).days * _MARGIN_LENGTHS))
    earliest, latest = _shifted(first, -margin), _shifted(last, margin)
    return _Scale(max(earliest, min([first, *happened])), min(latest, max([last, *happened])))


def _shifted(day: date, by: timedelta) -> date:
    try:
        return day + by
    except OverflowError:
        return date.min if by < timedelta() else date.max


def _ticks(scale: _Scale) -> tuple[tuple[float, str], ...]:
    """A few days spread over the drawing, the first and the last among them."""
    days = (scale.last - scale.first).days
    parts = min(_TICKS, days)
    steps = (
        [scale.first + timedelta(days=days * step // parts) for step in range(parts + 1)] if parts else [scale.first]
    )
    return tuple((scale.x(day), day_words(day)) for day in steps)


def _period(documents: Iterable[Document]) -> str:
    days = [document.published_on for document in documents if document.published_on]
    return interval_words(Interval(min(days), max(days))) if days else ""


def _publication(scale: _Scale, document: Document) -> Publication:
    published = document.published_on or scale.first
    return Publication(
        anchor=anchor_of("report", document.id),
        outlet=outlet_of(document),
        title=title_of(document, _TEXT_LENGTH),
        date=day_words(published),
        iso=published.isoformat(),
        x=scale.x(published),
    )


def _row(catalogue: Catalogue, scale: _Scale, event: Event, claims: list[Claim]) -> TimeRow:
    start, end, beyond = _extent(scale, event.date)
    days = (catalogue.documents[claim.document].published_on for claim in claims)
    return TimeRow(
        when=interval_words(event.date),
        text=clip(event.text, _TEXT_LENGTH),
        shape=_shape(event.date),
        x=start,
        width=round(end - start, 2),
        beyond=beyond,
        published=tuple(sorted({scale.x(day) for day in days if day})),
        claims=tuple(catalogue.point(claim) for claim in claims),
        others=tuple(map(interval_words, event.others)),
    )


def _extent(scale: _Scale, interval: Interval) -> tuple[float, float, str]:
    """Begin and end in per cent, open ends at the drawing's own; and on which side it lies if wholly outside."""
    first, last = interval.first or scale.first, interval.last or scale.last
    beyond = "before" if last < scale.first else "after" if first > scale.last else ""
    return scale.x(first), scale.x(_shifted(last, timedelta(days=1))), beyond


def _shape(interval: Interval) -> str:
    if interval.first is None or interval.last is None:
        return "until" if interval.first is None else "since"
    return "day" if interval.first == interval.last else "range"
