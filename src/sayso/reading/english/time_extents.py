"""What a preposition makes of a time: "by the end of May" reaches from publication to 31 May.

Last step of `find_times`. Invariant: a mention's own days stay as they are; only its relation and extent are set.
"""

import re
from datetime import date, timedelta

from sayso.model import Interval
from sayso.reading.english.time_values import moved

__all__ = ["extent_of", "joined_range", "length_from", "relation_before"]

_RELATION = re.compile(
    r"(?<!\w)(?:(?P<by>by|no later than|not later than)|(?P<until>until|till|up to|up until|through)"
    r"|(?P<before>before|prior to|ahead of)|(?P<after>after|following)|(?P<since>since)|(?P<between>between)"
    r"|(?P<from>from|starting|beginning|effective|as from)|(?P<to>to|and|or|[-–—]))"
    r"(?:\s+(?:on|in|at|about|around|roughly))?\s*$",
    re.IGNORECASE,
)
_NEGATED = re.compile(r"(?<!\w)(?:not|never|no|nothing|nobody|\w+n['’]t)(?!\w)[^.;!?\n]*$", re.IGNORECASE)
_LENGTH = re.compile(r"P(\d{1,4})([DWMY])")
_UNITS = {"D": "day", "W": "week", "M": "month", "Y": "year"}
_JOINS = {"from": ("to", "until", "by"), "between": ("to",)}


def relation_before(text: str, start: int) -> str | None:
    """The relation that the preposition before `start` opens: by, until, before, after, since, between, from or to."""
    window = text[max(0, start - 28) : start]
    match = _RELATION.search(window)
    if match is None or match.lastgroup is None:
        return None
    if match.lastgroup in ("before", "until") and _NEGATED.search(text[max(0, start - 70) : start]):
        return f"not {match.lastgroup}"
    return match.lastgroup


def joined_range(first: str | None, gap: str, second: str | None) -> bool:
    """Whether two neighbouring mentions form one range: from … to …, between … and …, or Monday–Friday."""
    if gap.strip() in ("-", "–", "—", "to", "through", "until", "till"):
        return True
    return first in _JOINS and second in _JOINS[first] and len(gap) < 24


def length_from(value: str, days: Interval | None) -> Interval | None:
    """The days of a length (a TIMEX3 duration of one part: P3W) that begins with the first of `days`."""
    length = _LENGTH.fullmatch(value)
    if length is None or days is None or days.first is None:
        return None
    try:
        end = moved(days.first, _UNITS[length[2]], int(length[1]))
    except (ValueError, OverflowError):  # beyond the year 9999
        return None
    return Interval(days.first, max(end - timedelta(days=1), days.first))


def extent_of(relation: str | None, days: Interval | None, anchor: date | None) -> Interval | None:
    """The days that `relation` opens from a mention's own days, seen from `anchor`; the days themselves by default."""
    if days is None or days.first is None or days.last is None:
        return days
    ahead = anchor is not None and anchor <= days.last
    if relation in ("by", "until"):
        return Interval(anchor if ahead else None, days.last)
    if relation == "before":
        end = days.first - timedelta(days=1) if days.first > date.min else None
        return Interval(anchor if anchor and end and anchor <= end else None, end)
    if relation == "after":
        return Interval(days.last, None if anchor is None or anchor < days.last else anchor)
    if relation == "since":
        return Interval(days.first, None if anchor is None or anchor < days.first else anchor)
    if relation == "from" and ahead:
        return Interval(days.first, None)
    return days
