"""Rules for expressions that need an anchor: the day of publication, or the last date read in the text.

A table of `Rule`s for `times.find_times`. Invariant: without the anchor they need they have a value, but no days.
"""

import re
from datetime import date, timedelta

from sayso.model import Interval
from sayso.reading.english.time_direction import direction_of, preceded_by
from sayso.reading.english.time_doubts import is_weekday
from sayso.reading.english.time_numbers import length_of, number_of
from sayso.reading.english.time_reports import reported_quarter
from sayso.reading.english.time_rules import (
    STEPS,
    UNITS_IN_YEAR,
    Context,
    Found,
    Reading,
    Rule,
    dated,
    undated,
    unknown,
)
from sayso.reading.english.time_values import Period, day_of, moved, period_of, shifted

__all__ = ["RULES"]

_FINER = {
    "day": ("day",),
    "weekend": ("day", "weekend"),
    "week": ("day", "weekend", "week"),
    "fortnight": ("day", "weekend", "week"),
    "month": ("day", "weekend", "week", "month"),
    "quarter": ("quarter", "day", "week", "month"),
    "year": UNITS_IN_YEAR,
    "decade": ("day", "month", "quarter", "season", "year", "decade"),
    "century": ("year", "decade", "century"),
}
_MULTIPLES = {"fortnight": ("week", 2), "decade": ("year", 10), "century": ("year", 100)}
_WEEK_BESIDE = re.compile(
    r"(?<!\w)(last|this|next|coming)\s+week,?\s+(?:(?:on|from|between)\s+)?(?:\w{3,10}\s+(?:and|or|to|until)\s+)?$",
    re.I,
)
_BESIDE = 45  # characters before a weekday in which "next week from Tuesday to" stands
_SENTENCE_AFTER = re.compile(r"\s*(?:[.,;:)]|$)")
_ON = re.compile(r"(?<!\w)(?:on|until|since|by)\s+$", re.IGNORECASE)
_FOR = re.compile(r"(?<!\w)for\s+$", re.IGNORECASE)


def _with_daypart(reading: Reading, found: Found) -> Reading:
    part = found.value("daypart")
    if not part or reading.granularity != "day":
        return reading
    return Reading(f"{reading.value}T{part}", "time", "part", reading.interval, reading.period)


def _read_deictic(found: Found, context: Context) -> Reading | None:
    word = found.words("deictic")[0]
    if context.published is None:
        return unknown("day")
    steps = int(found.value("deictic"))
    if found.has("side"):
        steps += -1 if found.words("side")[0] in ("before", "previous") else 1
    day = day_of(context.published + timedelta(days=steps))
    if word == "tonight":
        return Reading(f"{day.value}TNI", "time", "part", day.interval, day)
    return _with_daypart(dated(day), found)


def _read_weekday(found: Found, context: Context) -> Reading | None:
    number = int(found.value("weekday"))
    if not is_weekday(found, context):
        return None
    pointer = found.words("pointer")[-1] if found.has("pointer") else ""
    anchored = pointer in ("previous", "preceding", "following", "that", "same")
    base = context.latest(["day"]) if anchored else None
    anchor = base.first if base and base.value[0] != "X" else context.published
    if anchor is None:
        return _with_daypart(undated(f"XXXX-WXX-{number + 1}", "day"), found)
    if found.has("week"):
        return _weekday_of_week(found, anchor, number)
    beside = None if pointer else _WEEK_BESIDE.search(context.text[max(0, found.start - _BESIDE) : found.start])
    if beside:
        week = shifted(period_of("week", anchor), STEPS.get(beside[1].lower(), 0))
        return _with_daypart(dated(day_of(week.first + timedelta(days=number))), found)
    ahead = (number - anchor.weekday()) % 7
    day = anchor + timedelta(days=_weekday_steps(pointer, ahead, found, context))
    return _with_daypart(dated(day_of(day)), found)


def _weekday_steps(pointer: str, ahead: int, found: Found, context: Context) -> int:
    if pointer in ("last", "past", "previous", "preceding"):
        return ahead - 7
    if pointer in ("next", "coming", "upcoming", "following"):
        return ahead or 7
    direction = direction_of(context.text, found.start, found.end)
    if direction == "future" or (pointer == "this" and direction != "past"):
        return ahead
    return ahead - 7 if ahead else 0


def _weekday_of_week(found: Found, anchor: date, number: int) -> Reading | None:
    if found.value("weekunit") != "week":
        return None
    week = shifted(period_of("week", anchor), STEPS.get(found.words("week")[0], 0))
    return _with_daypart(dated(day_of(week.first + timedelta(days=number))), found)


def _read_unit(found: Found, context: Context) -> Reading | None:
    unit, pointer = found.value("unit"), found.words("pointer")[-1]
    base, steps = _base_of(unit, pointer, context)
    if found.words("unit")[0].endswith("s"):
        return _plural(pointer)
    if unit == "day" and pointer in ("last", "past", "current", "coming"):
        return None
    if base is None:
        return unknown(unit)
    if found.has("the") and pointer in ("past", "last", "next", "coming") and unit not in ("weekend", "day"):
        return _rolling(base, unit, STEPS[pointer])
    period = shifted(base if base.unit == unit else period_of(unit, base.first), steps)
    return _as_yearless_as(base, _with_daypart(dated(period, found.part, until=context.published), found))


def _plural(pointer: str) -> Reading | None:
    """Past years, the coming weeks; "these days" stands in `time_spans`."""
    vague = {"last": "PAST_REF", "past": "PAST_REF", "coming": "FUTURE_REF", "next": "FUTURE_REF"}.get(pointer)
    return undated(vague, "none") if vague else None


def _base_of(unit: str, pointer: str, context: Context) -> tuple[Period | None, int]:
    today = day_of(context.published) if context.published else None
    if unit == "weekend" and pointer in ("last", "past") and today and today.first.weekday() >= 5:
        return today, -1
    anchored = pointer in ("previous", "preceding", "following", "that", "same") or (
        pointer == "next" and unit == "day"
    )
    base = context.latest(_FINER.get(unit, ("day",))) if anchored else today
    return base, STEPS.get(pointer, 0)


def _rolling(base: Period, unit: str, sign: int) -> Reading:
    day = moved(base.first, unit, sign)
    interval = Interval(min(day, base.first), max(day, base.first))
    return Reading(period_of(unit, day).value, "date", unit, interval)


def _as_yearless_as(base: Period, reading: Reading) -> Reading:
    """The reading, without its year where the day it was reckoned from has none."""
    if not base.value.startswith("XXXX"):
        return reading
    if reading.granularity not in ("day", "part"):
        return unknown(reading.granularity)
    return undated(f"XXXX{reading.value[4:]}", reading.granularity, reading.kind)


def _read_the_unit(found: Found, context: Context) -> Reading | None:
    """The end of the year, earlier in the day: the period that holds the anchor."""
    unit = found.value("unit")
    if context.published is None:
        return unknown(unit)
    period = period_of(unit, context.published)
    return dated(period, found.part, until=context.published)


def _read_year_end(found: Found, context: Context) -> Reading | None:
    unit = found.value("unit")
    if unit not in ("year", "month", "quarter", "week"):
        return None
    if context.published is None:
        return unknown(unit)
    period = period_of(unit, context.published)
    return dated(period, found.value("partof"))


def _read_weekend(found: Found, context: Context) -> Reading | None:
    if context.published is None:
        return unknown("weekend")
    here = period_of("weekend", context.published)
    ahead = direction_of(context.text, found.start, found.end) == "future"
    return dated(here if ahead or context.published.weekday() >= 5 else shifted(here, -1), found.part)


def _read_ago(found: Found, context: Context) -> Reading | None:
    count, unit = _count(found), found.value("unit")
    if count is None:
        return undated("PAST_REF", "none")
    if unit == "year" and count == 1 and not found.has("fraction") and (quarter := reported_quarter(context)):
        return dated(shifted(quarter, -4))
    if context.published is None:
        return unknown(unit)
    return _moved(day_of(context.published), unit, -count)


def _read_from_now(found: Found, context: Context) -> Reading | None:
    count, unit = _count(found), found.value("unit")
    if count is None:
        return undated("FUTURE_REF", "none")
    return _moved(day_of(context.published), unit, count) if context.published else unknown(unit)


def _read_from_focus(found: Found, context: Context) -> Reading | None:
    count, unit = _count(found), found.value("unit")
    later = found.has("later") or found.has("after")
    if count is None or (not found.has("count") and found.words("unit")[0].endswith("s")):
        return None
    if count != 1 and found.has("side") and not _SENTENCE_AFTER.match(context.text[found.end : found.end + 2]):
        return undated(length_of(count, unit), unit, "duration")
    if unit == "year" and count == 1 and not later and (quarter := reported_quarter(context)):
        return dated(shifted(quarter, -4))
    base = context.latest(_FINER.get(unit, ("day",)))
    if base is None:
        return unknown(unit)
    reading = _moved(base, unit, count if later else -count)
    if reading is None or _is_too_late(reading, found, context):
        return unknown(unit)
    return _as_yearless_as(base, reading)


def _is_too_late(reading: Reading, found: Found, context: Context) -> bool:
    """Whether what news tells as past would come out after publication: the day it is reckoned from is another one."""
    first = reading.period.first if reading.period else None
    if first is None or context.published is None or first <= context.published:
        return False
    return direction_of(context.text, found.start, found.end) != "future"


def _moved(base: Period, unit: str, count: float) -> Reading | None:
    if unit in ("S", "M", "H"):
        return Reading(base.value, "time", "time", base.interval, base)
    if count != int(count):
        half = {"year": ("month", 12), "decade": ("year", 10), "week": ("day", 7), "century": ("year", 100)}.get(unit)
        if half is None:
            return dated(shifted(period_of(unit, base.first), int(count)))
        return dated(shifted(period_of(half[0], base.first), int(count * half[1])))
    steps = int(count)
    if unit in _MULTIPLES:
        unit, steps = _MULTIPLES[unit][0], steps * _MULTIPLES[unit][1]
    return dated(shifted(period_of(unit, base.first), steps))


def _count(found: Found) -> float | None:
    count = number_of(found.values("count"))
    if count is None and not found.has("count"):
        count = 1.0
    return None if count is None else count + 0.5 * found.has("fraction")


def _read_time_of_day(found: Found, context: Context) -> Reading | None:
    """Last night, this morning, that evening, the next morning."""
    pointer, part = found.words("pointer")[-1], found.value("daypart")
    anchored = pointer in ("that", "same", "previous", "preceding", "following", "next")
    base = context.latest(["day"]) if anchored else day_of(context.published) if context.published else None
    if base is None:
        return undated(f"XXXX-XX-XXT{part}", "part", "time")
    steps = STEPS.get(pointer, 0)
    day = shifted(base, steps) if part != "NI" or pointer != "next" else base
    return _as_yearless_as(base, Reading(f"{day.value}T{part}", "time", "part", day.interval, day))


def _read_overnight(_: Found, context: Context) -> Reading | None:
    if context.published is None:
        return undated("XXXX-XX-XXTNI", "part", "time")
    day = day_of(context.published)
    return Reading(f"{day.value}TNI", "time", "part", Interval(shifted(day, -1).first, day.last))


def _read_day_of_month(found: Found, context: Context) -> Reading | None:
    """On the 14th: the nearest such day; "the 14th of next month" says which month, "Friday the 14th" too."""
    number = number_of(found.values("day"))
    ends = _SENTENCE_AFTER.match(context.text, found.end) is not None
    marked = preceded_by(context.text, found.start, _ON) or (ends and preceded_by(context.text, found.start, _FOR))
    marked = marked or found.has("month") or found.has("weekday")
    if number is None or not 1 <= number <= 31 or not marked:
        return None
    day = int(number)
    if context.published is None:
        return undated(f"XXXX-XX-{day:02}", "day")
    month = _month_of_day(found, context, context.published, day)
    if day > month.last.day:
        return undated(f"XXXX-XX-{day:02}", "day")
    return dated(day_of(month.first.replace(day=day)))


def _month_of_day(found: Found, context: Context, anchor: date, day: int) -> Period:
    here = period_of("month", anchor)
    if found.has("month"):
        if found.value("unit") != "month":
            raise ValueError(found.value("unit"))
        return shifted(here, STEPS.get(found.words("month")[0], 0))
    if day > anchor.day and direction_of(context.text, found.start, found.end) != "future":
        here = shifted(here, -1)
    if not found.has("weekday"):
        return here
    return next((month for month in (here, shifted(here, 1), shifted(here, -1)) if _falls_on(found, month, day)), here)


def _falls_on(found: Found, month: Period, day: int) -> bool:
    return day <= month.last.day and month.first.replace(day=day).weekday() == int(found.value("weekday"))


_POINTER = "(?P<pointer>last|past|next|coming|this (?:past|coming)?|current|previous|following|that same?|same)"
_OF_DAY = "(?:part? (?P<daypart>daypart))?"
_IN_UNIT = "(?P<unit>unit|quarter|weekend)"

RULES: tuple[Rule, ...] = (
    Rule(f"(?:(?P<part>part|earlier|later) (?:on)?)? (?P<deictic>deictic|tonight) {_OF_DAY}", _read_deictic),
    Rule("the? unit (?P<side>before|after) (?P<deictic>deictic)", _read_deictic),
    Rule(
        "(?:(?P<part>part|earlier|later) on?)? (?:the? (?P<pointer>last|past|next|coming|this (?:past|coming)?|previous"
        f"|following|that|same))? WEEKDAY {_OF_DAY}",
        _read_weekday,
    ),
    Rule(f"WEEKDAY {_OF_DAY} of? (?P<week>last|next|this|previous|following) (?P<weekunit>unit)", _read_weekday),
    Rule(f"PART? (?P<the>the)? {_POINTER} {_IN_UNIT}", _read_unit),
    Rule(
        "(?:(?P<part>part|earlier|later) in|the? (?P<partof>partof) of) the (?P<unit>unit|quarter|weekend)",
        _read_the_unit,
    ),
    Rule("(?P<unit>unit|quarter) (?:hyphen|possessive)? (?P<partof>partof)", _read_year_end),
    Rule("(?:the) weekend", _read_weekend),
    Rule("COUNT (?P<unit>unit|quarter|clockunit|weekend) FRACTION (?:or so)? ago", _read_ago),
    Rule("COUNT (?P<unit>unit|quarter|clockunit) FRACTION (?:hence|from nowpoint)", _read_from_now),
    Rule(
        "(?:COUNT|the) (?P<unit>unit|quarter|clockunit) FRACTION"
        " (?:earlier|(?P<later>later)|(?P<side>before|(?P<after>after)))",
        _read_from_focus,
    ),
    Rule(
        "(?:the)? (?P<pointer>this|that same?|same|last|previous|following|next) part? (?P<daypart>daypart)",
        _read_time_of_day,
    ),
    Rule("overnight", _read_overnight),
    Rule("WEEKDAY comma? the (?P<day>ordinalday)", _read_day_of_month),
    Rule("WEEKDAY the (?P<day>ordinal|teen|tens hyphen? (?:ordinal|small))", _read_day_of_month),
    Rule("the? (?P<day>ordinalday) of (?P<month>last|next|this) (?P<unit>unit)", _read_day_of_month),
    Rule("the (?P<day>ordinalday)", _read_day_of_month),
)
