"""Rules for lengths of time, for times of the day, for what recurs and for the vague now, past and future.

A table of `Rule`s for `times.find_times`. Invariant: a length has days only where it is reckoned from publication.
"""

import re
from datetime import date

from sayso.model import Interval
from sayso.reading.english.time_direction import direction_of, preceded_by
from sayso.reading.english.time_numbers import length_of, number_of
from sayso.reading.english.time_rules import Context, Found, Reading, Rule, undated
from sayso.reading.english.time_values import day_of, moved

__all__ = ["RULES"]

_CLOCK_UNITS = ("S", "M", "H")
_FOR = re.compile(r"(?<!\w)(?:for|within|after|over|nearly|almost|about|under|least|than|a|the|in)\s+$", re.IGNORECASE)
_IN = re.compile(r"(?<!\w)(?:with)?in\s+$", re.IGNORECASE)
_NO_NOW = re.compile(r"(?<!\w)(?:from)\s+$", re.IGNORECASE)


def _length(found: Found) -> str:
    count = number_of(found.values("count"))
    return length_of(None if count is None else count + 0.5 * found.has("fraction"), found.value("unit"))


def _read_length(found: Found, context: Context) -> Reading | None:
    words = found.words("count")
    if words in (["a"], ["an"], ["one"]) and not preceded_by(context.text, found.start, _FOR):
        return None
    if found.value("unit") == "weekend" or (found.value("unit") == "quarter" and words[-1:] == ["a"]):
        return None
    interval = None
    if preceded_by(context.text, found.start, _IN) and not found.has("hyphen"):
        interval = _ahead(found, context)
    return Reading(_length(found), "duration", found.value("unit"), interval)


def _ahead(found: Found, context: Context) -> Interval | None:
    """In two weeks: where the clause looks ahead, the stretch from publication to that day."""
    if context.published is None or direction_of(context.text, found.start, found.end) != "future":
        return None
    end = _reckoned(found, context.published, 1)
    return Interval(context.published, end) if end else None


def _read_stretch(found: Found, context: Context) -> Reading | None:
    """The past two years, the next three days: a length that ends or begins with publication, unless it is of a war."""
    pointer, length = found.words("pointer")[-1], _length(found)
    if context.published is None or pointer in ("previous", "following") or found.has("inner"):
        return Reading(length, "duration", found.value("unit"))
    sign = -1 if pointer in ("last", "past") else 1
    other = _reckoned(found, context.published, sign)
    if other is None:
        return Reading(length, "duration", found.value("unit"))
    days = Interval(other, context.published) if sign < 0 else Interval(context.published, other)
    return Reading(length, "duration", found.value("unit"), days)


def _reckoned(found: Found, anchor: date, sign: int) -> date | None:
    count, unit = number_of(found.values("count")), found.value("unit")
    if count is None:
        return None
    return anchor if unit in _CLOCK_UNITS else moved(anchor, unit, sign * int(count))


def _read_recent(found: Found, _: Context) -> Reading | None:
    return undated("PAST_REF" if found.has("past") else "FUTURE_REF", "none")


def _read_present(found: Found, context: Context) -> Reading | None:
    if preceded_by(context.text, found.start, _NO_NOW):
        return None
    days = day_of(context.published).interval if context.published else None
    return Reading("PRESENT_REF", "date", "none", days)


def _read_regular(found: Found, _: Context) -> Reading | None:
    if found.has("regular"):
        return undated(found.value("regular"), "none", "set")
    if found.has("month"):
        return undated(f"XXXX-{int(found.value('month')):02}", "none", "set")
    if found.has("weekday"):
        return undated(f"XXXX-WXX-{int(found.value('weekday')) + 1}", "none", "set")
    count = number_of(found.values("count")) or 1.0
    return undated(length_of(count, found.value("unit")), "none", "set")


def _read_clock(found: Found, _: Context) -> Reading | None:
    """A time of the day by itself: `times` joins it with the day beside it."""
    if not found.has("clock"):
        return undated(f"T{found.value('point')}", "clock", "time")
    hours, minutes = _hours(found.words("clock")[0])
    if hours > 24 or minutes > 59:
        return None
    return undated(f"T{hours:02}:{minutes:02}", "clock", "time")


def _hours(clock: str) -> tuple[int, int]:
    digits = [int(number) for number in re.findall(r"\d+", clock)]
    hours = digits[0]
    if "m" in clock:
        hours = hours % 12 + (12 if "p" in clock else 0)
    return hours, digits[1] if len(digits) > 1 else 0


def _read_spoken_clock(found: Found, _: Context) -> Reading | None:
    hours = number_of(found.values("hours"))
    minutes = {"quarter": 15.0, "half": 30.0}.get(found.words("minutes")[-1], number_of(found.values("minutes")))
    if hours is None or minutes is None or not 1 <= hours <= 12 or minutes > 30:
        return None
    past = int(hours * 60 + (minutes if found.has("past") else -minutes))
    return undated(f"T{past // 60:02}:{past % 60:02}", "clock", "time")


def _read_whole_hour(found: Found, _: Context) -> Reading | None:
    """Eleven o'clock, four in the morning."""
    hours, part = number_of(found.values("hours")), found.value("daypart")
    if hours is None or not 1 <= hours <= 12:
        return None
    late = part in ("AF", "EV") or (part == "NI" and hours >= 6)
    return undated(f"T{int(hours) % 12 + 12 if late else int(hours):02}:00", "clock", "time")


def _read_part_of_day(found: Found, _: Context) -> Reading | None:
    """The evening of, the early hours of, dawn on: `times` joins it with the day that follows."""
    if found.has("hours"):
        return undated("TMO", "clock", "time") if found.value("hours") == "H" else None
    return undated(f"T{found.value('daypart')}", "clock", "time")


RULES: tuple[Rule, ...] = (
    Rule(
        "the? (?P<pointer>last|this? past|next|coming|previous|following) COUNT hyphen?"
        " (?P<unit>unit|quarter|clockunit) FRACTION (?P<inner>(?=of))?",
        _read_stretch,
    ),
    Rule("the? (?P<past>recent) unit", _read_recent),
    Rule("the? (?P<past>recent) quarter", _read_recent),
    Rule("the? coming unit", _read_recent),
    Rule("these unit", _read_present),
    Rule("the (?P<past>past) (?! unit|clockunit|quarter|weekend|COUNT|hyphen|daypart)", _read_recent),
    Rule("the near? future", _read_recent),
    Rule("(?P<past>pastref)", _read_recent),
    Rule("nowpoint|presentref", _read_present),
    Rule(
        "COUNT (?P<hyphen>hyphen)? (?P<unit>unit|clockunit|quarter) FRACTION (?! hyphen? old)",
        _read_length,
    ),
    Rule("(?P<regular>regular)", _read_regular),
    Rule("each (?P<weekday>weekday) (?:daypart)?", _read_regular),
    Rule("each (?P<month>month|doubtfulmonth)", _read_regular),
    Rule("(?P<weekday>weekdays)", _read_regular),
    Rule("each (?P<count>small|teen|daynumber|vague)? (?P<unit>unit|clockunit|quarter|weekend)", _read_regular),
    Rule("(?:approx? (?P<clock>clock)|(?P<point>point)) zone?", _read_clock),
    Rule(
        "(?P<minutes>a? quarter|half|(?:tens hyphen? small|tens|teen|small|daynumber)) clockunit?"
        " (?:(?P<past>past)|to) (?P<hours>small|teen|daynumber)",
        _read_spoken_clock,
    ),
    Rule("(?P<hours>small|teen|daynumber) oclock (?:(?:in the|at) (?P<daypart>daypart))?", _read_whole_hour),
    Rule("(?P<hours>small|teen|daynumber) (?:in the|at) (?P<daypart>daypart)", _read_whole_hour),
    Rule("the? part? (?:(?P<hours>clockunit)|(?P<daypart>daypart)) (?=of|before|on)", _read_part_of_day),
    Rule("(?P<daypart>twilight) (?=on|of|hyphen|deictic|weekday)", _read_part_of_day),
)
