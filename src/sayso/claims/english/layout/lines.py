"""The paragraphs of a document as lines of tokens, headlines told from body.

Stands before all that reads attribution from layout. Invariant: every token that is no white space and lies in a
paragraph stands in exactly one line, and no line is empty.
"""

from bisect import bisect_left
from dataclasses import dataclass

from spacy.tokens import Token

from sayso.model import Span
from sayso.reading import Annotated

__all__ = ["Line", "lines_of"]

_LONGEST = 30  # words of a headline
_HEADLINES = 3  # paragraphs at the top that may be headlines


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph: its number, its place, its tokens, and whether it is a headline."""

    number: int
    place: Span
    tokens: tuple[Token, ...]
    headline: bool

    def between(self, start: int, end: int) -> tuple[Token, ...]:
        """The tokens that begin within a stretch of the document."""
        first, last = (bisect_left(self.tokens, place, key=_place) for place in (start, end))
        return self.tokens[first:last]


def _place(token: Token) -> int:
    return int(token.idx)


def lines_of(annotated: Annotated) -> list[Line]:
    """The lines of a document in order; those at its top that are short and of one sentence are headlines."""
    words = [t for t in annotated.parse if not t.is_space]
    lines: list[Line] = []
    at, top = 0, True
    for place in annotated.paragraphs:
        first, number = at, len(lines)
        while at < len(words) and words[at].idx < place.end:
            at += 1
        tokens = tuple(t for t in words[first:at] if t.idx >= place.start)
        if tokens:
            top = top and number < _HEADLINES and _reads_as_headline(tokens, number)
            lines.append(Line(number, place, tokens, top))
    return lines


def _reads_as_headline(tokens: tuple[Token, ...], number: int) -> bool:
    """Whether a line at the top is short and ends no sentence before its last word; below the first, none at all."""
    words = [t for t in tokens if not t.is_quote]
    if not words or len(tokens) > _LONGEST:
        return False
    stops = [n for n, t in enumerate(words) if t.text == "."]
    return stops in ([], [len(words) - 1]) if number == 0 else not stops
