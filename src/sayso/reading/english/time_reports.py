"""Rules for the periods that company reports compare: the quarter, the year-earlier period, the fiscal year.

A table of `Rule`s for `times.find_times`. Invariant: "the quarter" is one the text has named, or the last one ended.
"""

import re
from datetime import date

from sayso.reading.english.time_direction import preceded_by
from sayso.reading.english.time_numbers import number_of
from sayso.reading.english.time_rules import Context, Found, Reading, Rule, dated, undated, unknown
from sayso.reading.english.time_values import Period, period_of, shifted

__all__ = ["RULES", "reported_quarter"]

_WITH_PERIOD = re.compile(r"(?<!\w)(?:in|for|of|during|over|by|at|on|from|ahead of)\s+$", re.IGNORECASE)
_OVER = re.compile(r"(?<!\w)(?:in|for|of|during)\s+$", re.IGNORECASE)


def reported_quarter(context: Context) -> Period | None:
    """The quarter that a company report is about: the newest named of late, for older ones are there to compare."""
    quarters = [period for period in context.history[-6:] if period.unit == "quarter"]
    ended = [period for period in quarters if context.published is None or period.last < context.published]
    return max(ended or quarters, key=lambda period: period.first, default=None)


def _read_company_period(found: Found, context: Context) -> Reading | None:
    """The quarter, the latest period: what the report is about, the last quarter named or ended."""
    named = reported_quarter(context)
    if found.has("year"):
        base = named or (period_of("quarter", context.published) if context.published else None)
        if base is None:
            return undated(found.words("year")[0], "year")
        return dated(period_of("quarter", date(int(found.words("year")[0]), base.first.month, 1)))
    if named is None and found.value("size") == "period":
        return None
    if named is None and not preceded_by(context.text, found.start, _WITH_PERIOD):
        return None
    if named is None:
        return dated(shifted(period_of("quarter", context.published), -1)) if context.published else unknown("quarter")
    return dated(named)


def _read_year_earlier(found: Found, context: Context) -> Reading | None:
    """A year ago, the year-earlier period: in a report on a quarter, the same quarter of the year before."""
    if found.value("unit") != "year":
        return None
    if found.has("nth"):
        return _numbered_year_earlier(found, context)
    quarter = reported_quarter(context)
    if quarter is not None:
        return dated(shifted(quarter, -4))
    if context.published is None:
        return unknown("year")
    return dated(shifted(period_of("year", context.published), -1))


def _numbered_year_earlier(found: Found, context: Context) -> Reading | None:
    number, newest = number_of(found.values("nth")), reported_quarter(context)
    if number is None or not 1 <= number <= 4:
        return None
    base = newest.first if newest else context.published
    return (
        dated(period_of("quarter", date(base.year - 1, int(number) * 3, 1))) if base else undated("XXXX-QX", "quarter")
    )


def _read_the_year(found: Found, context: Context) -> Reading | None:
    """The full year, for the year, of the week: the one that holds the day of publication."""
    unit = found.value("unit")
    if found.words("unit")[0] not in ("week", "month", "year") or (found.has("kind") and unit != "year"):
        return None
    if not found.has("kind") and not preceded_by(context.text, found.start, _OVER):
        return None
    if context.published is None:
        return undated("XXXX", unit)
    back = found.words("kind")[:1] == ["latest"]
    return dated(shifted(period_of(unit, context.published), -1 if back else 0))


RULES: tuple[Rule, ...] = (
    Rule("the (?:latest|current)? (?P<size>quarter|period)", _read_company_period),
    Rule("the (?P<year>year) (?P<size>quarter|period)", _read_company_period),
    Rule(
        "(?:the|a)? (?P<unit>unit) hyphen (?:earlier|ago) (?:(?P<nth>ordinal|ordinalday)? hyphen? quarter|period)?",
        _read_year_earlier,
    ),
    Rule("the (?:quarter|period) a (?P<unit>unit) (?:earlier|ago)", _read_year_earlier),
    Rule("the (?P<kind>full|(?:latest|current)? fiscal) (?P<unit>unit)", _read_the_year),
    Rule("the (?P<unit>unit)", _read_the_year),
)
