"""A report as published, and what became of it when it was read."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sayso.model.identity import tagged
from sayso.model.spans import Span

__all__ = ["Document", "Mark", "MarkKind", "Metadata", "Status", "day_of", "document_id", "refusal"]


class Status(StrEnum):
    """How an input ended. Nothing is dropped silently: each has one of these, the last two with a reason."""

    READ = "read"
    PARTLY = "partly"
    REFUSED = "refused"


class MarkKind(StrEnum):
    """Why a stretch of a text is no part of the story."""

    FRONT_MATTER = "front_matter"
    BOILERPLATE = "boilerplate"
    DATELINE = "dateline"
    CREDIT = "credit"


@dataclass(frozen=True, slots=True, order=True)
class Mark:
    """A stretch of text that is marked, not cut: the reader passes over it, the page still shows it."""

    span: Span
    kind: MarkKind


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is known of a report beside its text. `published` is an ISO 8601 date or date-time."""

    title: str | None = None
    outlet: str | None = None
    author: str | None = None
    published: str | None = None
    url: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """One report. Spans of everything found in it count in `text`, which is never changed."""

    id: str
    text: str
    metadata: Metadata
    path: str
    status: Status = Status.READ
    reason: str | None = None
    marks: tuple[Mark, ...] = ()

    @property
    def name(self) -> str:
        """What to call it in a line of output: its title, else its path."""
        return self.metadata.title or self.path

    @property
    def published_on(self) -> date | None:
        """The day it came out, in its own time zone; None where that is not known."""
        return day_of(self.metadata.published or "")


def day_of(published: str) -> date | None:
    """The day of an ISO 8601 date or date-time; None where it is none."""
    try:
        return date.fromisoformat(published[:10])
    except ValueError:
        return None


def document_id(text: str, metadata: Metadata) -> str:
    """`d1:…` over text and metadata: the same report from another path is the same document."""
    return tagged("d1", {"text": text, "metadata": metadata})


def refusal(path: str, reason: str, content: str = "") -> Document:
    """The document that stands for a refused input; `content` is a digest of its bytes where it has any."""
    ident = tagged("d1", {"refused": path.rsplit("/", 1)[-1], "content": content})
    return Document(ident, "", Metadata(), path, Status.REFUSED, reason)
