"""Where words that were read stand in the bytes they were read from.

Made by `sayso.intake.locate_words`. Invariant: a place is told only where the bytes there were checked to give the
words.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from sayso.model.spans import Span

__all__ = ["ByteRange", "Located", "Sureness", "Trace"]


class Sureness(StrEnum):
    """How sure the place of words in an original is: it follows from how the bytes are decoded; the words were looked
    for and found once, or several times; or they were not found.
    """

    EXACT = "exact"
    ONCE = "found once"
    SEVERAL = "found several times"
    NOT_FOUND = "not found"


class ByteRange(NamedTuple):
    """A half-open stretch `[start, end)` of an original, in bytes."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Trace:
    """Where the words of one span stand in the original: in ranges of bytes, or on pages (from 1); `why` tells of one
    that was not found. Of words found several times each range holds all of them.
    """

    span: Span
    sureness: Sureness
    ranges: tuple[ByteRange, ...] = ()
    pages: tuple[int, ...] = ()
    why: str | None = None


@dataclass(frozen=True, slots=True)
class Located:
    """A trace for each span that was asked for, in that order; or none, and why the document cannot be followed."""

    traces: tuple[Trace, ...] = ()
    why: str | None = None
