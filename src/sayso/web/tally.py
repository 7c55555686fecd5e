"""What came of the reports of a job, counted as it goes on.

Under `jobs`. Invariant: what is kept, and what a report more costs, does not grow with the number of reports.
"""

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass

from sayso.model import Status
from sayso.web.working import Ended

__all__ = ["Short", "Tally"]

_NEWEST = 200
_NAMED = 50  # reports by reason
_REASONS = 100
_FURTHER = "for other reasons"


@dataclass(frozen=True, slots=True)
class Short:
    """A reason why reports were refused or partly read, for how many of them, and the first of these."""

    reason: str
    number: int
    reports: tuple[Ended, ...]


class Tally:
    """How many reports of these inputs came to their end, and how; the `newest` of them."""

    def __init__(self, inputs: Iterable[str]) -> None:
        self.done = 0
        self.refused = 0
        self.newest: deque[Ended] = deque(maxlen=_NEWEST)
        self._inputs = dict.fromkeys(inputs)  # in order
        self._came: set[str] = set()
        self._refused: set[str] = set()
        self._short: dict[str, tuple[int, list[Ended]]] = {}

    def add(self, report: Ended) -> None:
        """Counts a report."""
        self.done += 1
        self.newest.append(report)
        name = self._input_of(report.path)
        if report.status is Status.REFUSED:
            self.refused += 1
            self._refused.add(name)
        if report.status is not Status.READ:
            reason = report.reason if report.reason in self._short or len(self._short) < _REASONS else _FURTHER
            number, named = self._short.get(reason, (0, []))
            self._short[reason] = (number + 1, named if len(named) >= _NAMED else [*named, report])
        self._came.add(name)

    def short(self) -> tuple[Short, ...]:
        """What was refused or partly read, by reason; the commonest first."""
        found = (Short(reason, number, tuple(named)) for reason, (number, named) in self._short.items())
        return tuple(sorted(found, key=lambda short: -short.number))

    def failed(self) -> tuple[str, ...]:
        """The inputs that can be tried again: those refused, or never come to."""
        return tuple(name for name in self._inputs if name in self._refused or name not in self._came)

    def _input_of(self, path: str) -> str:
        """The input that gave a report: itself, or the file of which it is a line."""
        return path if path in self._inputs else path.rpartition(":")[0]
