"""Rules for periods told by a day in them or by the one before: the week of 3 May, the week starting on the 18th, the
month after next, between the 4th and the 22nd of this month.

A table of `Rule`s for `times.find_times`. Invariant: a week runs from Monday to Sunday.
"""

import re
from datetime import date

from sayso.model import Interval
from sayso.reading.english.time_direction import direction_of, preceded_by
from sayso.reading.english.time_numbers import number_of, year_of
from sayso.reading.english.time_rules import STEPS, Context, Found, Reading, Rule, dated, undated, unknown
from sayso.reading.english.time_values import Period, dated_without_year, day_of, period_of, shifted

__all__ = ["RULES"]

_RANGE = re.compile(r"(?<!\w)(?:from|between)\s+(?:the\s+)?$", re.IGNORECASE)


def _read_week_of_day(found: Found, context: Context) -> Reading | None:
    """The week of, commencing, ending on 3 May; of the 18th."""
    opening = found.words("opening")
    if found.value("week") != "week" or found.words("week")[0].endswith("s") or opening[:1] in (["end"], ["close"]):
        return None
    day = _named_day(found, context)
    if day is None:
        return undated("XXXX-WXX", "week")
    if opening[:1] in (["ended"], ["ending"]):
        return Reading(period_of("week", day.first).value, "date", "week", Interval(shifted(day, -6).first, day.last))
    return dated(period_of("week", day.first))


def _named_day(found: Found, context: Context) -> Period | None:
    number = number_of(found.values("day"))
    if number is None or not 1 <= number <= 31:
        raise ValueError(number)
    if found.has("year"):
        year = year_of(found.words("year"), found.values("year"), context.published)
        return day_of(date(year, int(found.value("month")), int(number))) if year else None
    if context.published is None:
        return None
    direction = direction_of(context.text, found.start, found.end)
    if found.has("month"):
        return dated_without_year(int(found.value("month")), int(number), context.published, direction)
    month = period_of("month", context.published)
    if number > context.published.day and direction != "future":
        month = shifted(month, -1)
    return day_of(month.first.replace(day=int(number)))


def _read_after_next(found: Found, context: Context) -> Reading | None:
    """The week after next."""
    unit = found.value("unit")
    if context.published is None:
        return unknown(unit)
    return dated(shifted(period_of(unit, context.published), 2))


def _read_days_of_month(found: Found, context: Context) -> Reading | None:
    """From 4 to 22 this month, 4-22 of next month."""
    if found.value("year_unit") != "month":
        return None
    if not found.has("of") and not preceded_by(context.text, found.start, _RANGE):
        return None
    if context.published is None:
        return unknown("day")
    month = shifted(period_of("month", context.published), STEPS.get(found.words("relative")[0], 0))
    return _days_of(month, *_ends(found))


def _read_days_before_month(found: Found, context: Context) -> Reading | None:
    """From 4 to 22 May: the month stands beside the second day alone."""
    if not preceded_by(context.text, found.start, _RANGE):
        return None
    last = _named_day(found, context)
    first = number_of(found.values("first"))
    return _days_of(period_of("month", last.first), int(first), last.first.day) if last and first else None


def _ends(found: Found) -> tuple[int, int]:
    first, last = (int(number) for number in re.findall(r"\d+", " ".join(found.words("days"))))
    return first, last


def _days_of(month: Period, first: int, last: int) -> Reading | None:
    if first >= last:
        return None
    start, end = (day_of(month.first.replace(day=number)) for number in (first, last))
    return Reading(f"{start.value}/{end.value}", "date", "day", Interval(start.first, end.last), end)


_OPENING = "(?P<opening>of|ended|commencing|partof) (?:on|from)?"
_DAYS = "(?P<days>dayspan|(?:daynumber|ordinalday) (?:to|hyphen|and|till) the? (?:daynumber|ordinalday))"

RULES: tuple[Rule, ...] = (
    Rule(f"the? (?P<week>unit) {_OPENING} MONTH DAY (?:comma? YEAR)?", _read_week_of_day),
    Rule(f"the? (?P<week>unit) {_OPENING} the? DAY of? MONTH (?:comma? YEAR)?", _read_week_of_day),
    Rule(f"the (?P<week>unit) {_OPENING} the (?P<day>ordinalday)", _read_week_of_day),
    Rule("the (?P<unit>unit|quarter|weekend) after the? next", _read_after_next),
    Rule(f"{_DAYS} (?P<of>of|in)? RELATIVE", _read_days_of_month),
    Rule(
        "the? (?P<first>daynumber|ordinalday) (?:to|and|hyphen|till) MONTH DAY (?:comma? YEAR)?",
        _read_days_before_month,
    ),
)
