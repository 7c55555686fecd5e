"""A document's own wording: its words with their places, without quotations and without what is no part of the story.

Used to find reuse. Invariant: every word carries the span it stands at, so a shared passage can be shown in place.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from sayso.model import Document, MarkKind, Span

__all__ = ["Word", "find_quotations", "own_words"]

_WORD = re.compile(r"[^\W_]+(?:[.,]\d+)*")
_QUOTES = (
    re.compile(r"“[^“”\n]{1,900}(?:”|$)", re.MULTILINE),
    re.compile(r"(?<!\w)\"[^\"\n]{1,900}(?:\"|$)", re.MULTILINE),
    re.compile(r"(?<!\w)‘[^‘\n]{1,900}?[^\s‘]’(?!\w)"),
    re.compile(r"(?<!\w)'(?=\S)[^\n]{1,900}?\S'(?!\w)"),
    re.compile(r"«[^«»\n]{1,900}»"),
    re.compile(r"„[^„“”\n]{1,900}[“”]"),
)


@dataclass(frozen=True, slots=True)
class Word:
    """One word in lower case with its place."""

    text: str
    span: Span


def find_quotations(text: str) -> tuple[Span, ...]:
    """Stretches between quotation marks, within a paragraph; one left open ends with its paragraph."""
    return tuple(sorted({Span(*m.span()) for quote in _QUOTES for m in quote.finditer(text)}))


def own_words(document: Document) -> tuple[Word, ...]:
    """The words of the report's own voice in order: quotations, credits, datelines and boilerplate left out."""
    barred = [*find_quotations(document.text), *(m.span for m in document.marks if m.kind in MarkKind)]
    return tuple(_outside(document.text, sorted(barred)))


def _outside(text: str, barred: list[Span]) -> Iterator[Word]:
    at = 0
    reach = -1
    for match in _WORD.finditer(text):
        while at < len(barred) and barred[at].start <= match.start():
            reach = max(reach, barred[at].end)
            at += 1
        if match.start() >= reach:
            yield Word(match[0].lower(), Span(*match.span()))
