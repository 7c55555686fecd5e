"""Rules for the n-th of a period: the first Monday of May, the last week of July, the last day of next month.

A table of `Rule`s for `times.find_times`. Invariant: a weekday that is counted is never taken for the nearest one.
"""

from datetime import date, timedelta

from sayso.model import Interval
from sayso.reading.english.time_direction import direction_of
from sayso.reading.english.time_numbers import number_of, year_of
from sayso.reading.english.time_rules import STEPS, Context, Found, Reading, Rule, dated, undated
from sayso.reading.english.time_values import Period, dated_without_year, day_of, period_of, shifted

__all__ = ["RULES"]

_DAYS = {"day": 1, "week": 7}


def _read_counted_weekday(found: Found, context: Context) -> Reading | None:
    weekday, nth, outer = int(found.value("weekday")), _nth(found), _outer(found, context)
    if outer is None or nth is None or outer.unit == "week":
        return undated(f"XXXX-WXX-{weekday + 1}", "day")
    if nth > 0:
        first = outer.first + timedelta(days=(weekday - outer.first.weekday()) % 7)
        day = first + timedelta(weeks=nth - 1)
    else:
        day = outer.last - timedelta(days=(outer.last.weekday() - weekday) % 7)
    return dated(day_of(day)) if outer.first <= day <= outer.last else None


def _read_counted_unit(found: Found, context: Context) -> Reading | None:
    unit, nth, outer = found.value("unit"), _nth(found), _outer(found, context)
    if unit not in ("day", "week", "weekend", "month") or nth is None or found.words("unit")[0].endswith("s"):
        return None
    if outer is None:
        return undated("XXXX-XX-XX" if unit == "day" else "XXXX-XX", unit)
    if unit == "weekend":
        return _weekend(outer, nth)
    if unit == "week" and outer.unit == "year":
        return _week_of_year(outer.first.year, nth)
    if unit == "month":
        edge = period_of("month", outer.first if nth > 0 else outer.last)
        return dated(shifted(edge, nth - 1 if nth > 0 else 0))
    size = _DAYS[unit]
    first = outer.first + timedelta(days=size * (nth - 1)) if nth > 0 else outer.last - timedelta(days=size - 1)
    if not outer.first <= first <= outer.last:
        return None
    if unit == "day":
        return dated(day_of(first))
    days = Interval(first, min(first + timedelta(days=size - 1), outer.last))
    return Reading(outer.value, "date", unit, days, outer)


def _week_of_year(year: int, nth: int) -> Reading:
    """The n-th week as ISO 8601 counts: the first has most of its days in the year, 28 December is in the last."""
    monday = date.fromisocalendar(year, nth, 1) if nth > 0 else period_of("week", date(year, 12, 28)).first
    return dated(period_of("week", monday))


def _weekend(outer: Period, nth: int) -> Reading:
    edge = outer.first if nth > 0 else outer.last
    saturday = (
        edge + timedelta(days=(5 - edge.weekday()) % 7) if nth > 0 else edge - timedelta((edge.weekday() - 5) % 7)
    )
    return dated(period_of("weekend", saturday + timedelta(weeks=max(nth - 1, 0))))


def _nth(found: Found) -> int | None:
    """The place counted: 1 for the first, -1 for the last; None where none of them."""
    if found.words("nth") == ["last"]:
        return -1
    number = number_of(found.values("nth"))
    return int(number) if number and number <= 31 else None


def _outer(found: Found, context: Context) -> Period | None:
    if found.has("month"):
        return _outer_month(found, context)
    if found.has("year"):
        year = year_of(found.words("year"), found.values("year"), context.published)
        return None if year is None else period_of("year", date(year, 1, 1))
    unit = found.value("outer")
    if context.published is None or unit not in ("week", "month", "year"):
        return None
    return shifted(period_of(unit, context.published), STEPS.get("".join(found.words("pointer")[:1]), 0))


def _outer_month(found: Found, context: Context) -> Period | None:
    month = int(found.value("month"))
    if found.has("year"):
        year = year_of(found.words("year"), found.values("year"), context.published)
        return None if year is None else period_of("month", date(year, month, 1))
    if context.published is None:
        return None
    return dated_without_year(month, None, context.published, direction_of(context.text, found.start, found.end))


_NTH = "the? (?P<nth>ordinal|ordinalday|last)"
_POINTER = "(?P<pointer>last|next|this|coming|following|previous)"
_OF = f"(?:of|in) the? (?:MONTH (?:comma? YEAR)?|{_POINTER}? (?P<outer>unit))"

RULES: tuple[Rule, ...] = (
    Rule(f"{_NTH} (?P<weekday>weekday) {_OF}", _read_counted_weekday),
    Rule("the? (?P<nth>ordinal|ordinalday) (?P<weekday>weekday)", _read_counted_weekday),
    Rule(f"{_NTH} (?P<unit>unit|weekend) {_OF}", _read_counted_unit),
    Rule(f"{_NTH} (?P<unit>unit|weekend) {_POINTER} (?P<outer>unit)", _read_counted_unit),
    Rule(f"{_NTH} (?P<unit>unit|weekend) of YEAR", _read_counted_unit),
)
