"""Rules for calendar names: days, months, years, decades, quarters, seasons and holidays, with or without a year.

A table of `Rule`s for `times.find_times`. Invariant: a date with its year is resolved without an anchor.
"""

import re
from datetime import date, timedelta

from sayso.model import Interval
from sayso.reading.english.time_direction import direction_of, preceded_by
from sayso.reading.english.time_doubts import is_month, is_season, is_year
from sayso.reading.english.time_numbers import number_of, year_of
from sayso.reading.english.time_rules import (
    STEPS,
    UNITS_IN_YEAR,
    Context,
    Found,
    Reading,
    Rule,
    dated,
    undated,
    yearless_day,
)
from sayso.reading.english.time_values import (
    SEASONS,
    Period,
    dated_without_year,
    day_of,
    holiday,
    nearest,
    period_of,
    shifted,
)

__all__ = ["RULES"]

_SEASON_MONTHS = (3, 6, 9, 12)
_DURING = re.compile(r"(?<!\w)(?:in|during|since|of|from)\s+$", re.IGNORECASE)
_WARM = re.compile(r"(?<!\w)(?:temperatures?|highs?|lows?|degrees|readings?|weather|scores?|ages?|aged)(?!\w)", re.I)
_CLAUSE = 60  # characters before a decade in which degrees would be spoken of


def _weekday_agrees(found: Found, day: date) -> bool:
    return not found.has("weekday") or int(found.value("weekday")) == day.weekday()


def _read_day(found: Found, context: Context) -> Reading | None:
    month, day = int(found.value("month")), number_of(found.values("day"))
    if day is None or not 1 <= day <= 31:
        return None
    year = _year(found, context)
    if year is None and found.has("year"):
        return None
    if year is None and context.published is None:
        return yearless_day(month, int(day))
    if year is not None:
        return dated(day_of(date(year, month, int(day))))
    return dated(_nearest_day(found, context, month, int(day)))


def _nearest_day(found: Found, context: Context, month: int, day: int) -> Period:
    anchor = context.published or date.min
    pointer = " ".join(found.words("pointer"))
    if pointer:
        anchor = anchor + timedelta(days=1 if pointer == "next" else -1 if pointer == "last" else 0)
    direction = {"last": "past", "next": "future"}.get(pointer) or direction_of(context.text, found.start, found.end)
    near = dated_without_year(month, day, anchor, direction)
    if _weekday_agrees(found, near.first):
        return near
    years = range(max(1, anchor.year - 1), min(9999, anchor.year + 1) + 1)
    agreeing = [date(year, month, day) for year in years if _weekday_agrees(found, date(year, month, day))]
    return min((day_of(each) for each in agreeing), key=lambda period: abs(period.first - anchor), default=near)


def _year(found: Found, context: Context) -> int | None:
    """The year that stands beside the rest: 2031, last year, that year. Raises ValueError where it is last week."""
    if found.has("year"):
        return year_of(found.words("year"), found.values("year"), context.published)
    if not found.has("relative"):
        return None
    if found.has("year_unit") and found.value("year_unit") != "year":
        raise ValueError(found.value("year_unit"))
    word = found.words("relative")[0]
    named = context.latest(UNITS_IN_YEAR) if word in ("that", "same", "previous", "following") else None
    if named is not None and named.value[0] != "X":
        return named.first.year + STEPS.get(word, 0)
    return context.published.year + STEPS.get(word, 0) if context.published else None


def _read_days(found: Found, context: Context) -> Reading | None:
    first, last = (int(number) for number in re.findall(r"\d+", " ".join(found.words("days"))))
    month, year = int(found.value("month")), _year(found, context)
    if first >= last or last > 31:
        return None
    if year is None and context.published is None:
        return undated(f"XXXX-{month:02}-{first:02}/XXXX-{month:02}-{last:02}", "day")
    start = day_of(date(year, month, first)) if year else _nearest_day(found, context, month, first)
    end = shifted(start, last - first)
    if end.first.month != month:
        return None
    return Reading(f"{start.value}/{end.value}", "date", "day", Interval(start.first, end.last), end)


def _read_month(found: Found, context: Context) -> Reading | None:
    month, year = int(found.value("month")), _year(found, context)
    if year is not None:
        return dated(period_of("month", date(year, month, 1)), found.part, until=context.published)
    if found.has("year") or not is_month(found, context):
        return None
    if context.published is None:
        return undated(f"XXXX-{month:02}", "month")
    return dated(_nearest_month(found, context, month), found.part, until=context.published)


def _nearest_month(found: Found, context: Context, month: int) -> Period:
    anchor = context.published or date.min
    pointer = " ".join(found.words("pointer"))
    if pointer in ("last", "past", "this past"):
        this = period_of("month", anchor)
        return dated_without_year(month, None, this.first - timedelta(days=1), "past")
    if pointer in ("next", "coming", "this coming"):
        return dated_without_year(month, None, period_of("month", anchor).last + timedelta(days=1), "future")
    if pointer == "this":
        return period_of("month", date(anchor.year, month, 1))
    return dated_without_year(month, None, anchor, direction_of(context.text, found.start, found.end))


def _read_year(found: Found, context: Context) -> Reading | None:
    year = year_of(found.words("year"), found.values("year"), context.published)
    if year is None or not is_year(found, context, year):
        return None
    return dated(period_of("year", date(year, 1, 1)), found.part, until=context.published)


def _read_years(found: Found, _: Context) -> Reading | None:
    first, last = re.split(r"\D", found.words("years")[0])
    if len(last) == 2 and "01" <= last <= "12" and last <= first[2:]:
        return dated(period_of("month", date(int(first), int(last), 1)))
    last = first[: 4 - len(last)] + last
    if not int(first) < int(last) <= int(first) + 200:
        return None
    end = period_of("year", date(int(last), 1, 1))
    return Reading(f"{first}/{last}", "date", "year", Interval(date(int(first), 1, 1), end.last), end)


def _read_decade(found: Found, context: Context) -> Reading | None:
    digits = re.sub(r"\D", "", found.value("decade"))
    if len(digits) == 4 and digits[3] != "0":
        return None
    if len(digits) < 3:
        latest = (context.published or date(1999, 1, 1)).year
        century = latest // 100 if int(digits[:1]) <= latest // 10 % 10 and not found.has("century") else 19
        digits = f"{century}{digits[:1]}"
    return dated(period_of("decade", date(int(digits[:3]) * 10, 1, 1)), found.part)


def _read_short_decade(found: Found, context: Context) -> Reading | None:
    """In the 70s, unless it is warm."""
    before = context.text[max(0, found.start - _CLAUSE) : found.start]
    if not preceded_by(context.text, found.start, _DURING) or _WARM.search(before):
        return None
    return dated(period_of("decade", date(1900 + int(found.words("doubtful")[0][:2]), 1, 1)), found.part)


def _read_spoken_decade(found: Found, _: Context) -> Reading | None:
    """The nineteen-thirties stand above; the twenty-tens, the noughties."""
    if found.has("zero"):
        return dated(period_of("decade", date(2000, 1, 1)), found.part)
    if found.words("first") != ["twenty"]:
        return None
    return dated(period_of("decade", date(2000 + 10 * int(found.value("last")), 1, 1)), found.part)


def _read_century(found: Found, context: Context) -> Reading | None:
    number = number_of(found.values("nth"))
    capital = context.text[found.end - 7 : found.end] == "Century"
    if found.value("unit") != "century" or capital or number is None or not 2 <= number <= 22:
        return None
    return dated(period_of("century", date((int(number) - 1) * 100, 1, 1)), found.part)


def _read_quarter(found: Found, context: Context) -> Reading | None:
    size, count = ("quarter", 4) if found.value("size") == "quarter" else ("half", 2)
    number = count if found.words("nth") == ["last"] else number_of(found.values("nth"))
    if number is None or not 1 <= number <= count:
        return None
    return _numbered(found, context, size, int(number))


def _read_short_quarter(found: Found, context: Context) -> Reading | None:
    name = found.words("short")[0]
    size = "quarter" if name[0] == "q" else "half"
    return None if size == "half" and name[1] in "34" else _numbered(found, context, size, int(name[1]))


def _numbered(found: Found, context: Context, size: str, number: int) -> Reading | None:
    year, months = _year(found, context), {"quarter": 3, "half": 6}[size]
    month = (number - 1) * months + 1
    if year is not None:
        return dated(period_of(size, date(year, month, 1)))
    if found.has("year") or context.published is None:
        return undated(f"XXXX-{size[0].upper()}{number}", size)
    this_year = period_of(size, date(context.published.year, month, 1))
    ahead = direction_of(context.text, found.start, found.end) == "future"
    return dated(this_year if ahead or this_year.first <= context.published else shifted(this_year, -12 // months))


def _read_season(found: Found, context: Context) -> Reading | None:
    place, year = int(found.value("season")), _year(found, context)
    if year is not None:
        return dated(period_of("season", date(year, _SEASON_MONTHS[place], 1)), found.part, until=context.published)
    if found.has("year") or not is_season(found, context):
        return None
    if context.published is None:
        return undated(f"XXXX-{SEASONS[place]}", "season")
    return dated(_nearest_season(found, context, context.published, place), found.part, until=context.published)


def _nearest_season(found: Found, context: Context, anchor: date, place: int) -> Period:
    current = period_of("season", anchor)
    back = (SEASONS.index(current.value[-2:]) - place) % 4
    pointer = " ".join(found.words("pointer"))
    if pointer in ("last", "past", "this past"):
        return shifted(current, -(back or 4))
    if pointer in ("next", "coming", "this coming"):
        return shifted(current, 4 - back)
    if pointer == "this":
        return shifted(current, -back if back < 2 else 4 - back)
    ahead = back and direction_of(context.text, found.start, found.end) == "future"
    return shifted(current, 4 - back if ahead else -back)


def _read_holiday(found: Found, context: Context) -> Reading | None:
    rule, year = found.value("holiday"), _year(found, context)
    if year is not None:
        return dated(holiday(rule, year))
    if found.has("year") or context.published is None:
        return undated("XXXX-XX-XX" if "-" not in rule or " " in rule else f"XXXX-{rule}", "day")
    anchor, pointer = context.published, found.words("pointer")[:1]
    days = [holiday(rule, year) for year in range(max(1, anchor.year - 1), min(9999, anchor.year + 1) + 1)]
    if pointer in (["last"], ["past"]):
        return dated([day for day in days if day.first < anchor][-1])
    if pointer == ["next"]:
        return dated(next(day for day in days if day.first > anchor))
    return dated(nearest(days, anchor, direction_of(context.text, found.start, found.end)))


_POINTER = "(?P<pointer>last|next|coming|this (?:past|coming)?|past)"

RULES: tuple[Rule, ...] = (
    Rule(
        "the? fiscal? hyphen? (?P<nth>ordinal|ordinalday|last) hyphen? fiscal? (?P<size>quarter|half)"
        " (?:of? the? fiscal? (?:YEAR|RELATIVE))?",
        _read_quarter,
    ),
    Rule(
        "(?P<relative>last|this|next) unit possessive fiscal? (?P<nth>ordinal|ordinalday|last) hyphen?"
        " (?P<size>quarter|half)",
        _read_quarter,
    ),
    Rule(
        "the? fiscal? YEAR possessive? fiscal? (?P<nth>ordinal|ordinalday) hyphen? (?P<size>quarter|half)",
        _read_quarter,
    ),
    Rule(
        "(?:WEEKDAY comma?)? (?P<pointer>last|next|this)? MONTH the? DAYWORD (?! hyphen? quarter) OFYEAR",
        _read_day,
    ),
    Rule(
        "(?:WEEKDAY comma?)? the? (?P<day>daynumber|ordinalday|(?:tens hyphen? ordinal|ordinal)(?=of)) of? hyphen? dot?"
        " MONTH OFYEAR",
        _read_day,
    ),
    Rule("(?P<days>dayspan|daynumber (?:to|hyphen|and|or|till) daynumber) of? MONTH (?:comma? YEAR)?", _read_days),
    Rule(
        "MONTH (?:from|between)? (?P<days>dayspan|daynumber (?:to|hyphen|and|till) daynumber) (?:comma? YEAR)?",
        _read_days,
    ),
    Rule("PART? MONTH of? comma? YEAR", _read_month),
    Rule("(?P<year>year) comma? (?P<month>month|shortmonth dot?)", _read_month),
    Rule("(?P<year>year) comma? MONTH DAY", _read_day),
    Rule("PART? MONTH comma? RELATIVE", _read_month),
    Rule(f"PART? (?:{_POINTER})? MONTH", _read_month),
    Rule("PART? (?P<name>the unit) YEAR", _read_year),
    Rule("PART? the? (?P<fiscal>fiscal unit?) YEAR", _read_year),
    Rule("PART? YEAR (?! zone)", _read_year),
    Rule("(?P<years>yearspan)", _read_years),
    Rule("PART? the? (?P<decade>decade)", _read_decade),
    Rule("PART? (?:the|(?P<century>teen)) (?P<decade>decadeword)", _read_decade),
    Rule("PART? the (?P<decade>year possessive)", _read_decade),
    Rule("PART? the (?P<doubtful>shortdecade)", _read_short_decade),
    Rule("PART? the (?P<first>tens) hyphen? (?P<last>decadeword|tendecade)", _read_spoken_decade),
    Rule("PART? the (?P<zero>zerodecade)", _read_spoken_decade),
    Rule("PART? the? (?P<nth>ordinalday|tens hyphen? ordinal|ordinal) hyphen? (?P<unit>unit)", _read_century),
    Rule("(?P<short>quarternumber) (?:of? YEAR)?", _read_short_quarter),
    Rule("YEAR (?P<short>quarternumber)", _read_short_quarter),
    Rule("PART? the? (?P<season>season|flowing) of? (?:comma? YEAR|RELATIVE)", _read_season),
    Rule(f"PART? (?:(?P<the>the)|{_POINTER})? (?P<season>season|flowing)", _read_season),
    Rule(f"(?:{_POINTER})? (?P<holiday>holiday) OFYEAR", _read_holiday),
)
