"""The small language in which rules for time expressions are written, and what a rule is given and gives.

A rule is a pattern over word classes (`time_words`) and a function that says what the words mean. Patterns are regular
expressions whose "letters" are class names: `the? ordinal quarter` matches "third quarter" and "the third quarter".
Names in capitals stand for whole sub-patterns. Invariant: a pattern has bounded repeats only, so matching is linear.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from sayso.model import Interval
from sayso.reading.english.time_values import Period, narrowed
from sayso.reading.english.time_words import Row

__all__ = [
    "STEPS",
    "UNITS_IN_YEAR",
    "Context",
    "Found",
    "Reading",
    "Rule",
    "compile_pattern",
    "dated",
    "undated",
    "unknown",
    "yearless_day",
]

_NAME = re.compile(r"\(\?P<\w+>|\(\?<?[:!=]|[A-Za-z]+")

# Sub-patterns. A group name may stand once in a pattern, so each of these is used once in one rule.
_MACROS: Mapping[str, str] = {
    "MONTH": "(?P<month>month|doubtfulmonth|shortmonth dot?)",
    "WEEKDAY": "(?P<weekday>weekday|shortweekday dot?)",
    "DAY": "(?P<day>daynumber|ordinalday)",
    "DAYWORD": "(?P<day>daynumber|ordinalday|tens hyphen? ordinal|ordinal|tens hyphen? small|teen)",
    "YEAR": "(?P<year>year|shortyear|SPELLED)",
    "SPELLED": "teen (?:tens hyphen? small|tens|small small|teen|scale)|tens (?:tens hyphen? small|teen|tens)"
    "|small scale (?:small scale)? and? (?:tens hyphen? small|teen|tens|small)|small scale",
    "RELATIVE": "of? the? (?P<relative>last|this|next|past|coming|following|previous|that same?|same)"
    " (?P<year_unit>unit)",
    "OFYEAR": "(?:comma? YEAR|comma? RELATIVE)?",
    "PART": "(?:the? (?P<part>part|earlier|later) hyphen?|the? (?P<partof>partof) of"
    "|the? (?P<halfof>ordinal|last) half of)",
    "COUNT": "(?:APPROX)? (?P<count>NUMBER|a|a? vague|a? couple (?:of)?|a? dozen)",
    "NUMBER": "(?:tens hyphen? small|tens|teen|small|daynumber|number|thousands|year|(?:a|small|daynumber)? scale)"
    " (?:and a half)?",
    "FRACTION": "(?P<fraction>and a half)?",
    "APPROX": "approx|more than|at least",
}

# How far each word that points moves a period.
STEPS: Mapping[str, int] = {
    "last": -1,
    "past": -1,
    "previous": -1,
    "preceding": -1,
    "next": 1,
    "coming": 1,
    "upcoming": 1,
    "following": 1,
    "subsequent": 1,
}
UNITS_IN_YEAR = ("day", "weekend", "week", "month", "quarter", "half", "season", "year")
_PLACEHOLDERS = {
    "day": "XXXX-XX-XX",
    "weekend": "XXXX-WXX-WE",
    "week": "XXXX-WXX",
    "fortnight": "XXXX-WXX",
    "month": "XXXX-XX",
    "quarter": "XXXX-QX",
}


@dataclass(frozen=True, slots=True)
class Reading:
    """What an expression means: value, kind and granularity as a `TimeMention` has them; its days; its period."""

    value: str
    kind: str
    granularity: str
    interval: Interval | None = None
    period: Period | None = None


@dataclass(slots=True)
class Context:
    """What reading an expression may depend on: the text, the day of publication, the periods read so far."""

    text: str
    published: date | None
    history: list[Period] = field(default_factory=list)

    def latest(self, units: Iterable[str]) -> Period | None:
        """The last period read that has one of these units, among the last few."""
        wanted = frozenset(units)
        return next((period for period in self.history[:-9:-1] if period.unit in wanted), None)


@dataclass(frozen=True, slots=True)
class Found:
    """Where a rule's pattern matched in a row."""

    row: Row
    match: re.Match[str]

    def has(self, group: str) -> bool:
        """Whether the group took part in the match."""
        return self.match.re.groupindex.get(group) is not None and self.match[group] is not None

    def words(self, group: str) -> list[str]:
        """The words of the group in lower case; none where it took no part."""
        return [self.row.word(place) for place in self._places(group)]

    def value(self, group: str) -> str:
        """What the first word of the group stands for, "" where the group took no part."""
        return next((self.row.value(place) for place in self._places(group)), "")

    def values(self, group: str) -> list[str]:
        """What the words of the group stand for."""
        return [self.row.value(place) for place in self._places(group)]

    @property
    def start(self) -> int:
        """Where the match begins in the text."""
        return self.row.starts[self.match.start()]

    @property
    def end(self) -> int:
        """Where the match ends in the text."""
        return self.row.ends[self.match.end() - 1]

    @property
    def part(self) -> str:
        """The part of a period that its words name: start, mid, end, earlier, later, half1, half2, or ""."""
        if self.has("halfof"):
            return {"1": "half1", "2": "half2", "last": "half2"}.get(self.value("halfof"), "")
        return self.value("partof") or self.value("part")

    def is_class(self, group: str, *names: str) -> bool:
        """Whether the group took part and its first word is of one of these classes."""
        letters = self.row.vocabulary.letters
        return self.has(group) and self.row.letters[self.match.start(group)] in [letters[name] for name in names]

    def _places(self, group: str) -> range:
        return range(*self.match.span(group)) if self.has(group) else range(0)


Resolver = Callable[[Found, Context], Reading | None]


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern over word classes, and the function that reads a match of it; None means "no time expression"."""

    pattern: str
    read: Resolver


def compile_pattern(pattern: str, letters: Mapping[str, str]) -> re.Pattern[str]:
    """The rule's pattern as a regular expression over a row's letters. Raises KeyError for an unknown class."""

    def replaced(match: re.Match[str]) -> str:
        name = match[0]
        if name.startswith("("):
            return name
        return f"(?:{_NAME.sub(replaced, _MACROS[name])})" if name in _MACROS else letters[name]

    return re.compile(re.sub(r"\s+", "", _NAME.sub(replaced, pattern)))


def dated(period: Period, part: str = "", *, until: date | None = None) -> Reading:
    """The reading of a calendar period, or of a part of it; `until` ends or begins a part that anchors on that day.

    The day itself belongs to both sides: what is published on it may have been said the day before.
    """
    if part in ("earlier", "later") and until is not None:
        return Reading(period.value, "date", period.unit, _cut(period, part, until), period)
    days = narrowed(period, part) if part in ("start", "mid", "end", "half1", "half2") else period.interval
    return Reading(period.value, "date", period.unit, days, period)


def undated(value: str, granularity: str, kind: str = "date") -> Reading:
    """A reading whose days are not known."""
    return Reading(value, kind, granularity)


def unknown(unit: str) -> Reading:
    """A reading of a period of that unit whose days cannot be known for want of an anchor."""
    return undated(_PLACEHOLDERS.get(unit, "XXXX"), unit)


def yearless_day(month: int, day: int) -> Reading:
    """A day of any year. Its period stands in the leap year 4, so that "a day before" can be reckoned from it.

    Raises ValueError where no year has the day.
    """
    value = f"XXXX-{month:02}-{day:02}"
    here = date(4, month, day)
    return Reading(value, "date", "day", None, Period("day", here, here, value))


def _cut(period: Period, part: str, day: date) -> Interval:
    if not period.first <= day <= period.last:
        return period.interval
    if part == "earlier":
        return Interval(period.first, day)
    return Interval(day, period.last)
