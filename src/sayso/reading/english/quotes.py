"""Quotations: where quoted words begin and end, by every mark that reports use.

Works on characters alone, before any parse, paragraph by paragraph. Invariant: the quotes of a text are in order and
do not overlap; marks stand inside a quote's span and outside its `inner` span.
"""

import re
from dataclasses import dataclass
from typing import NamedTuple

from sayso.model import Span

__all__ = ["Quote", "find_quotes"]

_MARK = re.compile(r"''|``|[\"“”„«»‘’']")
_OPENS_AFTER = frozenset(" \t\n\r\u00a0([{—–-/:;,.\"“”„«‘'")
_STOPS = frozenset(".,!?…;:")


@dataclass(frozen=True, slots=True)
class Quote:
    """Quoted words: `span` with the marks, `inner` without; `closed` is False where the closing mark is missing."""

    span: Span
    inner: Span
    closed: bool


class _Mark(NamedTuple):
    start: int
    end: int
    family: str  # "double" or "single"
    opens: bool
    closes: bool


def find_quotes(text: str, paragraphs: tuple[Span, ...]) -> tuple[Quote, ...]:
    """The outermost quotations of `text`, in order. A quote left open runs to the end of its paragraph."""
    return tuple(quote for paragraph in paragraphs for quote in _quotes_in(text, paragraph))


def _quotes_in(text: str, paragraph: Span) -> list[Quote]:
    marks = [_mark(text, paragraph, match) for match in _MARK.finditer(text, paragraph.start, paragraph.end)]
    quotes: list[Quote] = []
    i = 0
    while i < len(marks):
        mark = marks[i]
        if mark.opens:
            closing = _closing(text, marks, i)
            if closing is not None:
                end = marks[closing]
                quotes.append(Quote(Span(mark.start, end.end), Span(mark.end, end.start), closed=True))
                i = closing + 1
                continue
            if mark.family == "double" and not _lone(marks, i):
                quotes.append(Quote(Span(mark.start, paragraph.end), Span(mark.end, paragraph.end), closed=False))
                break
        elif mark.family == "double" and not quotes and text[mark.start - 1] in _STOPS:
            quotes.append(Quote(Span(paragraph.start, mark.end), Span(paragraph.start, mark.start), closed=False))
        i += 1
    return quotes


def _mark(text: str, paragraph: Span, match: re.Match[str]) -> _Mark:
    start, end = match.span()
    before = text[start - 1] if start > paragraph.start else " "
    after = text[end] if end < paragraph.end else " "
    glyph = match.group()
    family = "single" if glyph in "‘’'" else "double"
    opens = before in _OPENS_AFTER and not after.isspace()
    closes = not before.isspace() and not after.isalnum()
    if glyph in "“„«‘``":
        opens, closes = not after.isspace(), False
    elif glyph in "”»":
        opens = False
    elif glyph == "’":
        opens = opens and not closes and not after.isdigit() and family == "double"
    elif glyph == "'" and after.isdigit() and before != "(":
        opens = opens and not re.match(r"\d\ds?\b", text[end : end + 4])
    return _Mark(start, end, family, opens, closes)


def _closing(text: str, marks: list[_Mark], opening: int) -> int | None:
    """The index of the mark that closes the quote which `marks[opening]` opens, or None."""
    glyph = text[marks[opening].start]
    fallback = None
    for i in range(opening + 1, len(marks)):
        mark = marks[i]
        if mark.family != marks[opening].family:
            continue
        if mark.opens and not mark.closes and glyph in "“‘„«":
            break  # the next quotation of the same kind begins
        if not mark.closes:
            continue
        if mark.family == "double" or _surely_closes(text, mark):
            return i
        if fallback is None or text[marks[fallback].start - 1] == "s":
            fallback = i
    return fallback


def _surely_closes(text: str, mark: _Mark) -> bool:
    """Whether a single mark is a closing one rather than an apostrophe: it stands beside punctuation."""
    after = text[mark.end] if mark.end < len(text) else " "
    return text[mark.start - 1] in _STOPS or after in ".,;:!?)—–" or (after.isspace() and text[mark.start - 1] != "s")


def _lone(marks: list[_Mark], i: int) -> bool:
    """Whether a straight mark stands at the very end, so that nothing is left to quote."""
    return i == len(marks) - 1 and marks[i].closes
