"""Imprecise dates: intervals, never false precision."""

from dataclasses import dataclass
from datetime import date

__all__ = ["Interval"]


@dataclass(frozen=True, slots=True)
class Interval:
    """First and last day, both included; None is an open end. A single day has both the same."""

    first: date | None
    last: date | None

    def overlaps(self, other: "Interval") -> bool:
        """Whether some day may lie in both."""
        return (self.first or date.min) <= (other.last or date.max) and (other.first or date.min) <= (
            self.last or date.max
        )

    @property
    def days(self) -> int | None:
        """Length in days, at least 1; None where an end is open."""
        return None if self.first is None or self.last is None else (self.last - self.first).days + 1
