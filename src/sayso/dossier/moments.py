"""What a dossier shows of time: ways to claims, what was first, how accounts went on, what happens and was said when.

The part of its values that stands on nothing else. Texts are plain, never markup. Invariant: as of all its values.
"""

from dataclasses import dataclass
from typing import NamedTuple

__all__ = [
    "Axis",
    "First",
    "Lane",
    "Numbered",
    "Pointer",
    "Publication",
    "Saying",
    "Spell",
    "Step",
    "TimeRow",
    "Timeline",
]


@dataclass(frozen=True, slots=True)
class Pointer:
    """A way to a claim in its report: `reference` is `report.claim`, by their numbers on the page."""

    anchor: str
    reference: str
    outlet: str
    date: str
    words: str


class Numbered(NamedTuple):
    """A way to a question: its anchor, its number on the page, and its text."""

    anchor: str
    number: int
    text: str


@dataclass(frozen=True, slots=True)
class First:
    """What was first said where: our `label`, the claims that may be the first, and what settles it or not."""

    label: str
    claims: tuple[Pointer, ...]
    why: str


@dataclass(frozen=True, slots=True)
class Step:
    """How a source's account went on from an earlier claim to a later one: our word for it, and by what it is known."""

    name: str
    turn: str
    earlier: Pointer
    later: Pointer
    why: str


@dataclass(frozen=True, slots=True)
class Publication:
    """A report on the time line, at `x` per cent of its length."""

    anchor: str
    outlet: str
    title: str
    date: str
    iso: str
    x: float


@dataclass(frozen=True, slots=True)
class TimeRow:
    """What is said to happen at a time: a bar from `x`, `width` wide (per cent), and the days of its reports.

    `shape` is `day`, `range`, `since` (no known end) or `until` (no known beginning); `beyond` says on which side of
    the drawing it lies, if outside. `others` are the dates that other reports give of it.
    """

    when: str
    text: str
    shape: str
    x: float
    width: float
    beyond: str
    published: tuple[float, ...]
    claims: tuple[Pointer, ...]
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Saying:
    """What a source said on one occasion: when, as well as that is known, and every report of it, the first first."""

    when: str
    name: str
    verb: str
    words: str
    claims: tuple[Pointer, ...]
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Axis:
    """The drawn stretch of time, in words, and its tick marks: places in per cent, with labels."""

    text: str
    ticks: tuple[tuple[float, str], ...]


@dataclass(frozen=True, slots=True)
class Timeline:
    """When things are said to happen, against when that was published, and what was said when.

    `axis` is None where nothing has a date. `sayings` are those of several reports or of a question.
    """

    axis: Axis | None
    published: str
    publications: tuple[Publication, ...]
    rows: tuple[TimeRow, ...]
    further: tuple[TimeRow, ...]
    sayings: tuple[Saying, ...] = ()
    further_sayings: tuple[Saying, ...] = ()


@dataclass(frozen=True, slots=True)
class Spell:
    """Something on a line of time, from `first` to `last` (ISO days, "" where that end is open or nothing is known).

    Of a statement `name` and `verb` say who did what with which `stance`; of an event both are empty. `claims` are
    those of the first reports, `others` the dates that other accounts give.
    """

    when: str
    first: str
    last: str
    text: str
    name: str
    verb: str
    stance: str
    claims: tuple[Pointer, ...]
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Lane:
    """One matter on a line of time: what is said to happen when, and what was said of it when; `more` where there are
    more statements than are shown.
    """

    anchor: str
    text: str
    events: tuple[Spell, ...]
    statements: tuple[Spell, ...]
    more: bool
