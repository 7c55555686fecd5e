"""Quotations: where quoted words begin and end, by every mark that reports use.

Works on characters alone, before any parse, paragraph by paragraph. A mark is first judged by its shape and its
neighbours, then paired; a mark that lacks its partner does no harm beyond its paragraph. Invariant: the quotes of a
text are in order and do not overlap; marks stand inside a quote's span and outside its `inner` span.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from sayso.model import Span

__all__ = ["Quote", "find_inner_quotes", "find_quotes"]

_MARK = re.compile(r"(?<=[\w.,!?…])'(?=''(?!'))|''|``|\"\"|<<|>>|,,(?=\w)|[\"“”„‟«»＂‘’‚‛‹›'`´]")
_SINGLE = frozenset("‘’‚‛‹›'`´")
_OPENING = frozenset(("“", "„", "‟", "«", "``", "<<", ",,", "‘", "‚", "‛", "‹", "`"))
_CLOSING = frozenset(("”", "»", ">>", "’", "›", "´"))
_LOW = {"„": "“‟", "‚": "‘‛", "»": "«", ",,": "“"}  # what closes them, though it opens elsewhere
_OPENS_AFTER = frozenset(" \t\n\r\u00a0([{—–-/:;,.\"“”„«‘'")
_STOPS = frozenset(".,!?…;:")
_CLIPPED = re.compile(r"(?:\d\ds?|em|tis|twas|til|till|cause|bout|n)\b", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!?…][\"”’']?\s+")
_REACH = 100  # marks ahead among which a partner is looked for


@dataclass(frozen=True, slots=True)
class Quote:
    """Quoted words: `span` with the marks, `inner` without; `closed` is False where the closing mark is missing."""

    span: Span
    inner: Span
    closed: bool


class _Mark(NamedTuple):
    start: int
    end: int
    glyph: str
    opens: bool
    closes: bool

    @property
    def single(self) -> bool:
        return self.glyph in _SINGLE


def find_quotes(text: str, paragraphs: tuple[Span, ...]) -> tuple[Quote, ...]:
    """The outermost quotations of `text`, in order. A quote left open ends with its paragraph at the latest."""
    return tuple(quote for paragraph in paragraphs for quote in _quotes_in(text, paragraph))


def find_inner_quotes(text: str, quote: Quote) -> tuple[Quote, ...]:
    """The quotations that stand within a quotation, outermost first, in order; those that lack a mark are left out."""
    return tuple(inner for inner in _quotes_in(text, quote.inner) if inner.closed)


def _quotes_in(text: str, paragraph: Span) -> list[Quote]:
    marks = _marks(text, paragraph)
    quotes: list[Quote] = []
    i = 0
    while i < len(marks):
        mark = marks[i]
        closing = _partner(text, marks, i) if mark.opens else None
        if closing is not None:
            end = marks[closing]
            quotes.append(Quote(Span(mark.start, end.end), Span(mark.end, end.start), closed=True))
            i = closing
        elif mark.opens and not mark.single and not (mark.closes and i == len(marks) - 1):
            i, end_of = _left_open(marks, i, paragraph)
            quotes += _unclosed(text, Span(mark.start, end_of), mark.end)
        elif mark.closes and not mark.single and text[mark.start - 1] in _STOPS:
            quotes += _unopened(text, mark, paragraph.start, quotes)
        i += 1
    return quotes


def _marks(text: str, paragraph: Span) -> list[_Mark]:
    found = [(m.start(), m.end()) for m in _MARK.finditer(text, paragraph.start, paragraph.end)]
    if any(text[start:end] in ("''", '""') for start, end in found):
        found = _parted(text, found, paragraph)
    return [_mark(text, paragraph, start, end) for start, end in found]


def _parted(text: str, found: list[tuple[int, int]], paragraph: Span) -> list[tuple[int, int]]:
    """Doubled strokes as two marks each where nothing like them opens: they close a quotation and the one inside it."""
    opened = {text[s:e] for s, e in found if _mark(text, paragraph, s, e).opens}
    two = {'""'} if '""' not in opened else set()
    if opened <= _SINGLE:
        two.add("''")
    return [
        piece
        for s, e in found
        for piece in ([(s, s + 1), (s + 1, e)] if text[s:e] in two and text[s - 1 : s].strip() else [(s, e)])
    ]


def _mark(text: str, paragraph: Span, start: int, end: int) -> _Mark:
    before = text[start - 1] if start > paragraph.start else " "
    after = text[end] if end < paragraph.end else " "
    glyph = text[start:end]
    opens = before in _OPENS_AFTER and not after.isspace()
    closes = not before.isspace() and not after.isalnum()
    judge = _judged_single if glyph in _SINGLE else _judged_double
    return _Mark(start, end, glyph, *judge(glyph, opens, closes, before, text[end : end + 6]))


def _judged_double(glyph: str, opens: bool, closes: bool, before: str, after: str) -> tuple[bool, bool]:
    """Whether a double mark may open and may close: both where shape and neighbours disagree, as its pair will tell."""
    astray = before.isspace() and after[:1].strip() == ""
    if glyph in _OPENING:
        if closes and not opens:
            return before not in _STOPS, True
        return astray or not after[:1].isspace(), False
    if glyph in _CLOSING:
        return opens and not closes, True
    return opens or astray, closes or astray


def _judged_single(glyph: str, opens: bool, closes: bool, before: str, after: str) -> tuple[bool, bool]:
    """Whether a single mark may open and may close; most of them are apostrophes."""
    if glyph in "‘‛":
        return not after[:1].isspace(), closes and not opens
    if glyph in "’›´":
        return False, closes
    if glyph in "‚‹`":
        return opens and after[:1].isalnum(), False
    return opens and not (_CLIPPED.match(after) and before != "("), closes


def _partner(text: str, marks: list[_Mark], opening: int) -> int | None:
    """The index of the mark that closes the quote which `marks[opening]` opens, or None."""
    if marks[opening].single:
        return _single_partner(text, marks, opening)
    closing = _double_partner(marks, opening)
    return _mistaken_partner(text, marks, opening) if closing is None else closing


def _double_partner(marks: list[_Mark], opening: int) -> int | None:
    """The closing mark, over quotations within that have their own: each mark that opens waits for its own first."""
    waiting = [opening]
    for i in range(opening + 1, min(len(marks), opening + _REACH)):
        mark = marks[i]
        if mark.single:
            continue
        innermost = marks[waiting[-1]].glyph
        if mark.closes or mark.glyph in _LOW.get(innermost, ""):
            waiting.pop()
            if not waiting:
                return i
        elif mark.opens:
            waiting.append(i)
    return None


def _mistaken_partner(text: str, marks: list[_Mark], opening: int) -> int | None:
    """A single mark after a stop where a double one was opened and no other mark stands between."""
    for i in range(opening + 1, min(len(marks), opening + _REACH)):
        following = marks[i]
        if not following.single or following.opens:
            return None
        if following.closes and text[following.start - 1] in _STOPS:
            return i
    return None


def _single_partner(text: str, marks: list[_Mark], opening: int) -> int | None:
    glyph = marks[opening].glyph
    fallback = None
    for i in range(opening + 1, min(len(marks), opening + _REACH)):
        mark = marks[i]
        if not mark.single:
            continue
        if mark.glyph in _LOW.get(glyph, "") and mark.closes:
            return i
        if mark.opens and not mark.closes and (glyph in _OPENING or _begins_sentence(text, mark)):
            break  # the next quotation of the same kind begins
        if not mark.closes:
            continue
        if _surely_closes(text, mark):
            return i
        fallback = i if fallback is None else fallback
    return fallback


def _begins_sentence(text: str, mark: _Mark) -> bool:
    before = text[max(0, mark.start - 3) : mark.start]
    return before[-1:].isspace() and before.rstrip()[-1:] in (".", "!", "?") and text[mark.end : mark.end + 1].isupper()


def _surely_closes(text: str, mark: _Mark) -> bool:
    """Whether a single mark is a closing one rather than an apostrophe: it stands beside punctuation."""
    after = text[mark.end] if mark.end < len(text) else " "
    return text[mark.start - 1] in _STOPS or after in '.,;:!?)—–"”' or (after.isspace() and text[mark.start - 1] != "s")


def _left_open(marks: list[_Mark], opening: int, paragraph: Span) -> tuple[int, int]:
    """The last mark that a quote left open holds, and where it ends: before the next that opens in the same way."""
    glyph = marks[opening].glyph
    for i in range(opening + 1, len(marks)):
        if marks[i].opens and not marks[i].closes and marks[i].glyph == glyph:
            return i - 1, marks[i].start
    return len(marks) - 1, paragraph.end


def _unclosed(text: str, span: Span, inner: int) -> Iterator[Quote]:
    end = span.start + len(text[span.start : span.end].rstrip())
    if inner < end:
        yield Quote(Span(span.start, end), Span(inner, end), closed=False)


def _unopened(text: str, mark: _Mark, start: int, quotes: list[Quote]) -> Iterator[Quote]:
    """A quote without its opening mark: from the paragraph's start, or from the sentence after the last quotation."""
    if quotes:
        ended = _SENTENCE_END.search(text, max(start, quotes[-1].span.end - 2), mark.start)
        start = max(ended.end(), quotes[-1].span.end) if ended else mark.start
    if len(text[start : mark.start].split()) > 1:
        yield Quote(Span(start, mark.end), Span(start, mark.start), closed=False)
