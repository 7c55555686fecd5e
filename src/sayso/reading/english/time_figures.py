"""Rules for dates written in figures: 2034-05-10, 10/5/2034, Oct-2, 5/2034, and days without a year (4/22).

A table of `Rule`s for `times.find_times`. Invariant: figures that may as well count, divide or score are a date only
where a preposition or the end of the clause makes them one.
"""

import re
from datetime import date

from sayso.reading.english.time_direction import direction_of, preceded_by
from sayso.reading.english.time_numbers import year_of
from sayso.reading.english.time_rules import Context, Found, Reading, Rule, dated, yearless_day
from sayso.reading.english.time_values import dated_without_year, day_of, period_of

__all__ = ["RULES"]

_SHORT_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DATED = re.compile(r"(?<!\w)(?:on|by|since|until|till|before|after|from|to|through|between|of)\s+$", re.IGNORECASE)
_ON = re.compile(r"(?<!\w)on\s+$", re.IGNORECASE)
_CLAUSE_END = re.compile(r"\s*(?:[.,;:)!?](?!\w)|$)")
_LAST_FRACTION = 16  # prices are told in sixteenths; a larger number beside a month's is a day
_ATTACKS = date(2001, 9, 11)  # the day that English calls 9/11


def _numbers(found: Found) -> list[int]:
    return [int(number) for number in re.findall(r"\d+", " ".join(found.words("date")))]


def _read_iso(found: Found, _: Context) -> Reading | None:
    words, _mark, clock = found.words("date")[0].partition("t")
    day = day_of(date(*(int(number) for number in re.findall(r"\d+", words))))
    return Reading(f"{day.value}T{clock[:5]}", "time", "time", day.interval, day) if clock else dated(day)


def _read_slashes(found: Found, context: Context) -> Reading | None:
    first, second, year = re.split(r"\D", found.words("date")[0])
    number = int(year) if len(year) == 4 else year_of([year], [year], context.published)
    month, day = (int(second), int(first)) if "." in found.words("date")[0] else (int(first), int(second))
    if month > 12:
        month, day = day, month
    return None if number is None else dated(day_of(date(number, month, day)))


def _read_named(found: Found, _: Context) -> Reading | None:
    """2034-May-10."""
    year, day = _numbers(found)
    return dated(day_of(date(year, _month_in(found), day)))


def _read_month_and_day(found: Found, context: Context) -> Reading | None:
    """Oct-2, Oct2."""
    return _without_year(found, context, _month_in(found), _numbers(found)[0])


def _month_in(found: Found) -> int:
    letters = re.sub(r"[\d\W]", "", found.words("date")[0])
    return _SHORT_MONTHS.index(letters[:3]) + 1


def _read_month_of_year(found: Found, _: Context) -> Reading | None:
    """5/2034, 2034/05."""
    month, year = sorted(_numbers(found))
    return dated(period_of("month", date(year, month, 1)))


def _read_without_year(found: Found, context: Context) -> Reading | None:
    """On 4/22, 22/04; the month stands first, as in America, unless it can't."""
    first, second = _numbers(found)
    if (first, second) == (9, 11) and (context.published is None or context.published > _ATTACKS):
        return dated(day_of(_ATTACKS))
    month, day = (first, second) if first <= 12 else (second, first)
    ends = _CLAUSE_END.match(context.text, found.end, found.end + 4) is not None
    if not preceded_by(context.text, found.start, _DATED) and not (ends and day > _LAST_FRACTION):
        return None
    return _without_year(found, context, month, day)


def _read_hyphened(found: Found, context: Context) -> Reading | None:
    """On 4-22."""
    month, day = _numbers(found)
    ends = _CLAUSE_END.match(context.text, found.end, found.end + 4) is not None
    if month > 12 or not ends or not preceded_by(context.text, found.start, _ON):
        return None
    return _without_year(found, context, month, day)


def _without_year(found: Found, context: Context, month: int, day: int) -> Reading:
    if context.published is None:
        return yearless_day(month, day)
    direction = direction_of(context.text, found.start, found.end)
    return dated(dated_without_year(month, day, context.published, direction))


RULES: tuple[Rule, ...] = (
    Rule("(?P<date>isodate)", _read_iso),
    Rule("(?P<date>slashdate)", _read_slashes),
    Rule("(?P<date>nameddate)", _read_named),
    Rule("(?P<date>monthday)", _read_month_and_day),
    Rule("(?P<date>yearmonth|monthyear)", _read_month_of_year),
    Rule("(?P<date>shortslash)", _read_without_year),
    Rule("(?P<date>dayspan)", _read_hyphened),
)
