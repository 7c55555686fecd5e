"""Places in a document's text, and the words that stand there.

Invariant: a span is half-open and counted in Unicode code points, and `text[start:end]` gives the words shown.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

__all__ = ["Span", "Words", "cut", "words_at"]


class Span(NamedTuple):
    """A half-open stretch `[start, end)` of a document's text, in Unicode code points."""

    start: int
    end: int

    def overlaps(self, other: "Span") -> bool:
        """Whether the two share at least one character."""
        return self.start < other.end and other.start < self.end

    def holds(self, other: "Span") -> bool:
        """Whether `other` lies wholly within this span."""
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True)
class Words:
    """Words of a document with their places; `text` joins the pieces of several spans with " … "."""

    text: str
    spans: tuple[Span, ...]

    @property
    def start(self) -> int:
        """Where the first span begins."""
        return min(span.start for span in self.spans)

    @property
    def end(self) -> int:
        """Where the last span ends."""
        return max(span.end for span in self.spans)


def cut(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """The words of `text` at `spans`, in order, the pieces joined with " … "."""
    return " … ".join(text[start:end] for start, end in spans)


def words_at(text: str, spans: Iterable[Span]) -> Words:
    """`Words` for `spans` of `text`, put in order of their places."""
    ordered = tuple(sorted(spans))
    return Words(cut(text, ordered), ordered)
