"""What a planted web is, and what its reports are made of before they are written.

Used throughout `bench.planted`. Invariant: where a report tells the matter, it knows on whose word and of which side.
"""

from dataclasses import dataclass

from sayso.model import Document, Span

__all__ = ["Line", "Mouth", "Planted", "Report", "Said"]


@dataclass(frozen=True, slots=True)
class Mouth:
    """Whose word it is in one place: the words, kind and name; the outlet by whom it comes, and evidence offered."""

    text: str
    kind: str
    name: str
    through: str = ""
    material: str = ""
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class Said:
    """The matter told in one place of a report, on whose word (None for the report's own voice), and of which side."""

    document: str
    content: Span
    sentence: Span
    mouth: Mouth | None
    at: Span | None
    side: str


@dataclass(frozen=True, slots=True)
class Planted:
    """A web: its reports, every place where the matter is told, and from how many origins it comes."""

    name: str
    documents: tuple[Document, ...]
    said: tuple[Said, ...]
    origins: int


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence of a report to be: a frame around a wording by a mouth, or (where there is no side) a beat."""

    frame: str
    wording: str = ""
    mouth: Mouth | None = None
    side: str = ""
    beat: int = -1


@dataclass(frozen=True, slots=True)
class Report:
    outlet: str
    lines: tuple[Line, ...]
    published: str | None
    head: str = ""
    tail: str = ""
