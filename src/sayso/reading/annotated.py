"""What a reader makes of a document: the one value that passes from reading to claims.

Invariant: every offset in it counts in the document's own text.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol

from spacy.tokens import Doc

from sayso.model import Document, Span
from sayso.reading.english.quotes import Quote
from sayso.reading.english.times import TimeMention

__all__ = ["Annotated", "Reader"]


@dataclass(frozen=True, slots=True)
class Annotated:
    """A document with its dependency parse (over a copy of equal length), paragraphs, quotations and times."""

    document: Document
    parse: Doc
    paragraphs: tuple[Span, ...]
    quotes: tuple[Quote, ...]
    times: tuple[TimeMention, ...]


class Reader(Protocol):
    """Reads documents of one language."""

    language: str

    def read(self, documents: Iterable[Document]) -> Iterator[Annotated]:
        """Annotate `documents`, in order, in batches. A text with nothing to read gives an empty parse."""
