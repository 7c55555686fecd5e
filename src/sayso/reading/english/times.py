"""Time expressions of an English text, with the days they mean seen from the day of publication.

The reader hands each document's text here; `claims` picks from the mentions what a claim's event time is. Invariant:
mentions are in order of place, do not overlap, and `text[start:end]` gives their words; where days are not known for
sure, there are none.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from sayso.model import Interval, Span
from sayso.reading.english import (
    time_absolute,
    time_figures,
    time_offsets,
    time_ordinals,
    time_relative,
    time_reports,
    time_spans,
    time_weeks,
)
from sayso.reading.english.time_direction import preceded_by
from sayso.reading.english.time_extents import extent_of, joined_range, length_from, relation_before
from sayso.reading.english.time_rules import Context, Found, Reading, Resolver, compile_pattern
from sayso.reading.english.time_values import Period, moved
from sayso.reading.english.time_words import Row, load_vocabulary, read_row

__all__ = ["TimeMention", "find_times"]

_GAP_BEFORE_DAY = re.compile(r"[\s,]*(?:local time[\s,]+)?(?:(?:of|on|at|the|in|before|late|early)[\s,]+)*")
_GAP_AFTER_DAY = re.compile(r"[\s,]*(?:(?:at|around|about|by|just|shortly|before|after|from|until)[\s,]+)*")
_CLOCK_BEFORE = re.compile(r"(?<!\w)(?:at|by|around|about|until|till|from|before|after|since|to)\s+$", re.IGNORECASE)

_WHEN = re.compile(r",? (?:when|while|as) [^.,;:!?\n]{1,60}? ", re.IGNORECASE)
_PARAGRAPH = re.compile(r"\n\s*\n")
_RECENT = 8  # expressions before a time of the day among which the day is looked for
_BEGINS = re.compile(r"[\s,]*(?:(?:starting|beginning|commencing|from|since)\s+){1,2}(?:on\s+)?", re.IGNORECASE)
_YEAR = re.compile(r"\d{4}|['’]\d\d")
_NAMED = re.compile(r"[A-Za-z]{3}.*\d|\d.*[A-Za-z]{3}|\d/\d")


# Where two rules match as many words, the one of the earlier table is asked first.
_TABLES = (
    *(time_absolute, time_figures, time_weeks, time_offsets, time_ordinals, time_relative, time_reports, time_spans),
)

# Classes of frequent words that are never the whole of an expression: where no other class follows, no rule is tried.
_GLUE = (
    *("the", "a", "of", "in", "on", "at", "to", "from", "and", "or", "so", "than", "this", "that", "before", "after"),
    *("comma", "dot", "hyphen", "possessive", "small", "daynumber", "number", "more", "till", "between"),
)


@dataclass(frozen=True, slots=True)
class TimeMention:
    """One time expression: its words' place, its own days (None where unknown), its value after TIMEX3 (`2025-12`,
    `2025-W40`, `PAST_REF`, `P3D`), its kind (date, time, duration, set), its granularity (time, part, day, week, …,
    none), and, where a preposition opens a stretch, which relation it is and the days of that stretch as `extent`.
    """

    span: Span
    interval: Interval | None
    value: str
    kind: str
    granularity: str
    relation: str | None = None
    extent: Interval | None = None


@dataclass(frozen=True, slots=True)
class _Hit:
    """A reading at its place, and whether the text had named a day before it."""

    span: Span
    reading: Reading
    dated: bool


def find_times(text: str, published: date | None) -> tuple[TimeMention, ...]:
    """The time expressions of `text` in order; `published` anchors the relative ones, which without it have no days."""
    context = Context(text, published)
    hits = _with_clocks(text, list(_hits(read_row(text), context)), published)
    return _with_ranges(text, [_mention(text, hit, published) for hit in hits])


def _hits(row: Row, context: Context) -> Iterator[_Hit]:
    trigger, rules = _rules()
    place = 0
    while match := trigger.search(row.letters, place):
        place = match.start()
        end, reading = _longest(rules, row, place, context)
        if reading is None:
            place += 1
            continue
        span = Span(row.starts[place], row.ends[end - 1])
        yield _Hit(span, reading, context.latest(["day"]) is not None)
        if reading.period is not None:
            context.history.append(reading.period)
        place = end


def _longest(
    rules: Sequence[tuple[re.Pattern[str], Resolver]], row: Row, place: int, context: Context
) -> tuple[int, Reading | None]:
    """The end (in words) and reading of the longest match that any rule makes something of; the earlier rule wins."""
    matches = [(match, read) for pattern, read in rules if (match := pattern.match(row.letters, place))]
    for match, read in sorted(matches, key=lambda pair: -pair[0].end()):
        reading = _read(read, Found(row, match), context)
        if reading is not None:
            return match.end(), reading
    return place, None


def _read(read: Resolver, found: Found, context: Context) -> Reading | None:
    try:
        return read(found, context)
    except (ValueError, OverflowError, IndexError, StopIteration):  # 31 February, the year 0 or 10000
        return None


@cache
def _rules() -> tuple[re.Pattern[str], tuple[tuple[re.Pattern[str], Resolver], ...]]:
    letters = load_vocabulary().letters
    compiled = tuple((compile_pattern(rule.pattern, letters), rule.read) for table in _TABLES for rule in table.RULES)
    glue = "".join(letters[name] for name in _GLUE)
    core = "".join(sorted(set(letters.values()) - set(glue)))
    trigger = "|".join(re.sub(r"\?P<\w+>", "?:", pattern.pattern) for pattern, _ in compiled)
    return re.compile(f"(?=[{glue}]{{0,6}}[{core}])(?:{trigger})"), compiled


def _with_clocks(text: str, hits: Sequence[_Hit], published: date | None) -> list[_Hit]:
    """Hits in which each time of the day is joined with the day beside it, or with the last day named."""
    joined: list[_Hit] = []
    places = iter(range(len(hits)))
    for place in places:
        hit = hits[place]
        if hit.reading.granularity != "clock":
            joined.append(hit)
        elif place + 1 < len(hits) and _joins(text, hit, hits[place + 1], _GAP_BEFORE_DAY):
            joined.append(_clocked(hit, hits[place + 1]))
            next(places, None)
        elif joined and _joins(text, hit, joined[-1], _GAP_AFTER_DAY):
            joined[-1] = _clocked(hit, joined[-1])
        elif alone := _clock_alone(text, hit, _day_of(text, hits, place, published)):
            joined.append(alone)
    return joined


def _joins(text: str, clock: _Hit, day: _Hit, gap: re.Pattern[str]) -> bool:
    if day.reading.granularity not in ("day", "part") or "/" in day.reading.value:
        return False
    left, right = sorted((clock.span, day.span))
    return right.start - left.end < 24 and gap.fullmatch(text, left.end, right.start) is not None


def _clocked(clock: _Hit, day: _Hit) -> _Hit:
    span = Span(min(clock.span.start, day.span.start), max(clock.span.end, day.span.end))
    value, part = clock.reading.value, day.reading.value[10:]
    if part in ("TAF", "TEV", "TNI") and value[1:3].isdigit() and 1 <= int(value[1:3]) < 12:
        value = f"T{int(value[1:3]) + 12}{value[3:]}"
    granularity = "time" if value[1:2].isdigit() else "part"
    value = f"{day.reading.value[:10]}{value}"
    return _Hit(span, replace(day.reading, value=value, kind="time", granularity=granularity), day.dated)


def _day_of(text: str, hits: Sequence[_Hit], place: int, published: date | None) -> date | None:
    """The day of a time that has none beside it: of "at 10:47, when it fell on Saturday" the one behind, else the last
    that its paragraph has named, or the only one named of late; in a text that has named none that of publication.
    """
    clock = hits[place].span
    if place + 1 < len(hits) and _WHEN.fullmatch(text, clock.end, hits[place + 1].span.start):
        behind = _named_day(hits[place + 1])
        return behind.first if behind else None
    recent = [(hit.span.end, period) for hit in hits[max(place - _RECENT, 0) : place] if (period := _named_day(hit))]
    if not recent:
        return None if hits[place].dated else published
    end, last = recent[-1]
    others = {period.value for _, period in recent if period.first != published}
    if _PARAGRAPH.search(text, end, clock.start) and len(others) > 1:
        return None
    return None if last.value.startswith("XXXX") else last.first


def _named_day(hit: _Hit) -> Period | None:
    period = hit.reading.period
    return period if period is not None and period.unit == "day" else None


def _clock_alone(text: str, hit: _Hit, day: date | None) -> _Hit | None:
    """A time of the day by itself, of `day` where that is known: "at 20:40 on polling day" has no known day."""
    clock, (start, end) = hit.reading.value, hit.span
    halved = text[start:end].rstrip(".").lower().endswith("m")
    if not clock[1:2].isdigit() or not (halved or preceded_by(text, start, _CLOCK_BEFORE)):
        return None
    if day is None or text.startswith(" on ", end):
        return replace(hit, reading=Reading(f"XXXX-XX-XX{clock}", "time", "time"))
    return replace(hit, reading=Reading(f"{day.isoformat()}{clock}", "time", "time", Interval(day, day)))


def _mention(text: str, hit: _Hit, published: date | None) -> TimeMention:
    reading = hit.reading
    dates = reading.kind in ("date", "time") and reading.granularity != "none"
    relation = relation_before(text, hit.span.start) if dates else None
    extent = extent_of(relation, reading.interval, published)
    relation = None if relation in ("to", "between") else relation
    return TimeMention(hit.span, reading.interval, reading.value, reading.kind, reading.granularity, relation, extent)


def _with_ranges(text: str, mentions: list[TimeMention]) -> tuple[TimeMention, ...]:
    """The mentions; the ends of a range, and a length with its first day, are given the whole stretch as extent."""
    for place in range(1, len(mentions)):
        first, second = mentions[place - 1], mentions[place]
        gap = text[first.span.end : second.span.start]
        if second.kind not in ("date", "time"):
            continue
        if first.kind == "duration":
            mentions[place - 1 : place + 1] = _begun(first, second, gap)
        elif first.kind in ("date", "time"):
            openings = relation_before(text, first.span.start), relation_before(text, second.span.start)
            if joined_range(openings[0], gap, openings[1]):
                mentions[place - 1 : place + 1] = _range(text, first, second, openings[0] or "from")
    return tuple(mentions)


def _begun(length: TimeMention, day: TimeMention, gap: str) -> tuple[TimeMention, TimeMention]:
    """For three weeks from 4 May: both are given the days of the whole length."""
    extent = length_from(length.value, day.interval) if _BEGINS.fullmatch(gap) else None
    if extent is None:
        return length, day
    return replace(length, extent=extent), replace(day, relation="from", extent=extent)


def _range(text: str, first: TimeMention, second: TimeMention, opening: str) -> tuple[TimeMention, TimeMention]:
    first, second = _in_order(text, first, second)
    days = (first.interval, second.interval)
    extent = None
    if days[0] and days[1] and days[0].first and days[1].last and days[0].first <= days[1].last:
        extent = Interval(days[0].first, days[1].last)
    closing = "and" if opening == "between" else "to"
    return replace(first, relation=opening, extent=extent), replace(second, relation=closing, extent=extent)


def _in_order(text: str, first: TimeMention, second: TimeMention) -> tuple[TimeMention, TimeMention]:
    """The ends of a range, one that names no year moved by a year where they stand the wrong way round."""
    days = (first.interval, second.interval)
    if not (days[0] and days[1] and days[0].first and days[1].last and days[1].last < days[0].first):
        return first, second
    if _yearless(text, second):
        return first, _year_on(second, 1)
    return (_year_on(first, -1), second) if _yearless(text, first) else (first, second)


def _yearless(text: str, mention: TimeMention) -> bool:
    """Whether a day or month is named without its year."""
    words = text[mention.span.start : mention.span.end]
    return mention.granularity in ("day", "month") and _NAMED.search(words) is not None and not _YEAR.search(words)


def _year_on(mention: TimeMention, steps: int) -> TimeMention:
    days = mention.interval
    if (
        days is None
        or days.first is None
        or days.last is None
        or not 1 < days.first.year <= days.last.year < date.max.year
    ):
        return mention
    first = moved(days.first, "year", steps)
    last = moved(days.last, "year", steps)
    return replace(mention, interval=Interval(first, last), value=f"{first.year:04}{mention.value[4:]}")
