"""Signatures: a dash and a name under a quotation or behind it ("— Ilse Brandt, harbour master").

Stands beside the speakers. Invariant: a signature is a name, or a noun for a source, with what is set beside it; it
holds no clause of its own before that.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from sayso.claims.attribution import Attribution, Frame
from sayso.claims.english.layout.labels import Label, LabelKind, Labels
from sayso.claims.english.layout.lines import Line
from sayso.claims.english.parsed.clauses import trimmed
from sayso.model import Span
from sayso.reading import Annotated, Quote

__all__ = ["find_signatures"]

_DASHES = frozenset({"-", "--", "---", "~"})
_LONGEST = 24  # words of a signature with what is set beside it
_LINE = 300  # characters before a quotation in which another may stand
_MARKS = 3  # characters outside its quotations that a line above a signature may have
_PULLED = 60  # words of a line that a name is set under without marks of quotation


def find_signatures(annotated: Annotated, lines: Sequence[Line], labels: Labels, text: str) -> Iterator[Attribution]:
    """One attribution for each signature: of the quotation that it follows, or of the line above it."""
    starts = [q.span.start for q in annotated.quotes]
    for line in lines:
        quotes = annotated.quotes[bisect_left(starts, line.place.start) : bisect_left(starts, line.place.end)]
        yield from _behind_quotes(line, quotes, labels)
        yield from _behind_words(line, labels, text)
        above = lines[line.number - 1] if line.number else None
        label = _signature(line.tokens, labels) if above is not None else None
        if above is not None and label is not None and label.mark.text != "(":
            content = _above(annotated, above, label, lines, starts)
            if content:
                yield _signed(label, content)


def _signed(label: Label, content: tuple[Span, ...]) -> Attribution:
    return Attribution(Frame.SPEAKER, label.mark.text, (label.mark,), label.words, content)


def _signature(tokens: Sequence[Token], labels: Labels) -> Label | None:
    """The signature that a run of words is, from its dash or bracket on, or None."""
    if not 1 < len(tokens) <= _LONGEST or tokens[0].text not in (*_DASHES, "("):
        return None
    words = [t for t in tokens[1:] if t.text not in (")", ".")]
    if not words or any(t.text == ":" or t.is_quote for t in words):
        return None
    return labels.signed(words, tokens[0])


def _behind_quotes(line: Line, quotes: Sequence[Quote], labels: Labels) -> Iterator[Attribution]:
    """Of "“It sank.” — Ilse Brandt": a quotation with a signature behind it that ends the line or leads to the next."""
    for n, quote in enumerate(quotes):
        end = quotes[n + 1].span.start if n + 1 < len(quotes) else line.place.end
        if not _opens_sentence(quote, line):
            continue
        behind = line.between(quote.span.end, end)
        label = _signature(behind, labels)
        named = label is not None and (label.mark.text != "(" or (label.known and label.kind is not LabelKind.SOURCE))
        if label is not None and named and (behind[0].text != "(" or behind[-1].text in (")", ".")):
            yield _signed(label, (quote.span,))


def _opens_sentence(quote: Quote, line: Line) -> bool:
    """Whether a quotation begins the line or comes after the end of a sentence or of another signature."""
    before = line.between(max(line.place.start, quote.span.start - _LINE), quote.span.start)
    return not before or before[-1].text in (".", "!", "?", ")") or any(t.is_quote for t in before)


def _behind_words(line: Line, labels: Labels, text: str) -> Iterator[Attribution]:
    """Of "The ferry sank — Ilse Brandt (@ilse) May 3": the words before the dash of a name with a handle."""
    at = next((n for n, t in enumerate(line.tokens) if t.text == "(" and _handle(line.tokens[n + 1 : n + 2])), 0)
    dash = next((n for n in range(at - 1, 0, -1) if line.tokens[n].text in _DASHES), 0)
    if dash and 0 < at - dash <= _LONGEST:
        label = labels.signed(line.tokens[dash + 1 : at], line.tokens[dash])
        content = trimmed((Span(line.place.start, line.tokens[dash].idx),), text)
        if label is not None and content:
            yield _signed(label, content)


def _handle(tokens: Sequence[Token]) -> bool:
    return any(t.text.startswith("@") for t in tokens)


def _above(
    annotated: Annotated, above: Line, label: Label, lines: Sequence[Line], starts: Sequence[int]
) -> tuple[Span, ...]:
    """What a signature on a line of its own signs: the quotation above it with the paragraphs that it goes on from, or
    the words of a line that end like a sentence, where a name in full is set under them.
    """
    quotes = [annotated.quotes[n] for n in _quotes_of(above, starts)]
    if quotes:
        quoted = sum(q.span.end - q.span.start for q in quotes)
        alone = quotes[0].span.start == above.place.start and above.place.end - above.place.start <= quoted + _MARKS
        return (*_before(annotated, above, lines, starts), *(q.span for q in quotes)) if alone else ()
    text, mark = annotated.document.text, label.mark.idx
    hyphen = text[mark] == "-" and text[mark : mark + 2] != "--"
    named = len(label.words) > 1 and label.kind in (LabelKind.NAME, LabelKind.CAPITALS)
    plain = above.tokens[0].text[:1].isalpha() and len(above.tokens) <= _PULLED and above.number > 0
    ends = above.tokens[-1].text in (".", "!", "?")
    return (above.place,) if named and plain and ends and not hyphen else ()


def _quotes_of(line: Line, starts: Sequence[int]) -> range:
    return range(bisect_left(starts, line.place.start), bisect_left(starts, line.place.end))


def _before(annotated: Annotated, line: Line, lines: Sequence[Line], starts: Sequence[int]) -> list[Span]:
    """The paragraphs before a line that a quotation left open fills, and that goes on in it."""
    spans: list[Span] = []
    for earlier in reversed(lines[: line.number]):
        quotes = [annotated.quotes[n] for n in _quotes_of(earlier, starts)]
        if not quotes or quotes[-1].closed or quotes[0].span.start != earlier.place.start:
            break
        spans[:0] = [q.span for q in quotes]
    return spans
