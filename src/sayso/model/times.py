"""Imprecise dates: intervals, never false precision."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

__all__ = ["Granularity", "Interval"]


class Granularity(StrEnum):
    """How finely a time is told, from fine to coarse."""

    TIME = "time"
    PART = "part"
    DAY = "day"
    WEEKEND = "weekend"
    WEEK = "week"
    FORTNIGHT = "fortnight"
    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"
    SEASON = "season"
    YEAR = "year"
    DECADE = "decade"
    CENTURY = "century"


@dataclass(frozen=True, slots=True)
class Interval:
    """First and last day, both included; None is an open end. A single day has both the same.

    `granularity` says how finely the text tells it, where that is known; two intervals of the same days are equal
    whatever it is.
    """

    first: date | None
    last: date | None
    granularity: Granularity | None = field(default=None, compare=False)

    def overlaps(self, other: "Interval") -> bool:
        """Whether some day may lie in both."""
        (first, last), (others_first, others_last) = self.bounds, other.bounds
        return first <= others_last and others_first <= last

    @property
    def bounds(self) -> tuple[date, date]:
        """First and last day, of an open end the first or last day that there is: intervals come in this order."""
        return self.first or date.min, self.last or date.max

    @property
    def days(self) -> int | None:
        """Length in days, at least 1; None where an end is open."""
        return None if self.first is None or self.last is None else (self.last - self.first).days + 1
