"""Rules for what is reckoned from a deictic day by a length of one or several parts: two weeks from tomorrow, a year
and two months ago, within two years and six months.

A table of `Rule`s for `times.find_times`. Invariant: the finest part of the length is how finely the day is told.
"""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from sayso.model import Interval
from sayso.reading.english.time_direction import direction_of, preceded_by
from sayso.reading.english.time_numbers import length_of, number_of
from sayso.reading.english.time_rules import Context, Found, Reading, Rule, dated, undated, unknown
from sayso.reading.english.time_values import Period, day_of, moved, period_of

__all__ = ["RULES"]

_WITHIN = re.compile(r"(?<!\w)(?:with)?in\s+(?:the\s+)?$", re.IGNORECASE)
_LASTING = re.compile(r"(?<!\w)for\s+$", re.IGNORECASE)
_LATEST = ("day", "week", "fortnight", "month", "quarter", "year", "decade", "century")
_CALENDAR = ("month", "quarter", "year", "decade", "century")


def _parts(found: Found) -> Iterator[tuple[float, str]]:
    """Each number of the length with its unit, as they stand."""
    count: list[str] = []
    for word, value in zip(found.words("length"), found.values("length"), strict=True):
        if value in _LATEST:
            number = number_of(count)
            yield (1.0 if number is None else number), value
            count = []
        elif word != ",":
            count.append(value)


def _away(anchor: date, found: Found, sign: int) -> tuple[date, str]:
    """The day so far from `anchor`, and the finest unit of the length."""
    units = []
    for count, unit in _parts(found):
        anchor = moved(anchor, unit, sign * int(count))
        units.append(unit)
    return anchor, min(units, key=_LATEST.index)


def _told_as(day: date, unit: str) -> Period:
    return period_of(unit, day) if unit in _CALENDAR else day_of(day)


def _read_compound_ago(found: Found, context: Context) -> Reading | None:
    """A year and two months ago; two years and three days later, from now."""
    if len(list(_parts(found))) < 2:
        return None
    back = found.has("ago")
    if context.published is None:
        return unknown("day")
    day, unit = _away(context.published, found, -1 if back else 1)
    return dated(_told_as(day, unit))


def _read_compound_length(found: Found, context: Context) -> Reading | None:
    """Two years and six months: where the clause looks ahead within it, the stretch from publication."""
    parts = list(_parts(found))
    if len(parts) < 2 or [unit for _, unit in parts] != sorted({u for _, u in parts}, key=_LATEST.index, reverse=True):
        return None
    value = "P" + "".join(length_of(count, unit)[1:] for count, unit in parts)
    days = None
    if context.published and (found.has("pointer") or preceded_by(context.text, found.start, _WITHIN)):
        ahead = found.has("pointer") or direction_of(context.text, found.start, found.end) == "future"
        days = Interval(context.published, _away(context.published, found, 1)[0]) if ahead else None
    return Reading(value, "duration", parts[-1][1], days)


def _read_from_deictic(found: Found, context: Context) -> Reading | None:
    """Two days before yesterday, less than two weeks from today, more than a month after tomorrow."""
    if context.published is None or preceded_by(context.text, found.start, _LASTING):
        return None
    anchor = context.published + timedelta(days=int(found.value("deictic")))
    back = found.has("before")
    day, unit = _away(anchor, found, -1 if back else 1)
    if found.has("bound") or preceded_by(context.text, found.start, _WITHIN):
        more = found.words("bound")[:1] == ["more"]
        return Reading(day.isoformat(), "date", "day", _bounded(day, anchor, more=more))
    return dated(day_of(day) if unit in ("day", "week") else _told_as(day, unit))


def _bounded(day: date, anchor: date, *, more: bool) -> Interval:
    """The days less far from the anchor than `day`, or farther."""
    if not more:
        return Interval(min(day, anchor), max(day, anchor))
    return Interval(day, None) if anchor < day else Interval(None, day - timedelta(days=1))


def _read_weekdays_away(found: Found, context: Context) -> Reading | None:
    """Two Sundays ago, three Fridays from now."""
    number, weekday = number_of(found.values("count")), int(found.value("weekday"))
    if context.published is None or number is None or not 1 <= number <= 52:
        return undated(f"XXXX-WXX-{weekday + 1}", "day")
    ahead = (weekday - context.published.weekday()) % 7
    steps = ahead - 7 * int(number) if found.has("ago") else (ahead or 7) + 7 * (int(number) - 1)
    return dated(day_of(context.published + timedelta(days=steps)))


_PART = "(?:a|tens hyphen? small|tens|teen|small|daynumber|number) unit"
_FURTHER = f"(?:comma? and? {_PART})"
_LENGTH = f"(?P<length>{_PART}{_FURTHER}?{_FURTHER}?)"

RULES: tuple[Rule, ...] = (
    Rule(f"{_LENGTH} (?:(?P<ago>ago)|later|from nowpoint|hence)", _read_compound_ago),
    Rule(
        f"(?:approx|(?P<bound>more) than)? {_LENGTH} (?:from|after|(?P<before>before)) (?P<deictic>deictic)",
        _read_from_deictic,
    ),
    Rule(
        "(?P<count>tens|teen|small|daynumber) (?P<weekday>weekdays) (?:(?P<ago>ago)|from nowpoint)", _read_weekdays_away
    ),
    Rule(f"(?:the? (?P<pointer>next|coming))? {_LENGTH}", _read_compound_length),
)
