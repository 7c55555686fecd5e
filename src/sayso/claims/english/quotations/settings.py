"""Where each quotation stands: its paragraph, and the words beside it within its sentence.

Made once a document for `speech`. Invariant: the words beside a quotation lie in its own sentence and in no other
quotation, and in its own paragraph, save where the paragraph before leads up to it by a colon.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from sayso.model import Span
from sayso.reading import Annotated, Quote

__all__ = ["Setting", "find_settings"]

_WINDOW = 40
_SENTENCE_END = frozenset({".", "!", "?"})


@dataclass(frozen=True, slots=True)
class Setting:
    """A quotation with its paragraph (number and place), the words just before and just after it in its sentence, and
    the sentence before where it begins one itself.
    """

    quote: Quote
    paragraph: int
    place: Span
    before: tuple[Token, ...]
    after: tuple[Token, ...]
    previous: tuple[Token, ...]

    @property
    def opens_paragraph(self) -> bool:
        """Whether the paragraph begins with the quotation."""
        return self.place.start == self.quote.span.start

    @property
    def closes_paragraph(self) -> bool:
        """Whether the paragraph ends with the quotation."""
        return self.place.end <= self.quote.span.end + 1


def find_settings(annotated: Annotated) -> list[Setting]:
    """The setting of every quotation of a document, in order."""
    tokens = [t for t in annotated.parse if not t.is_space]
    places = [t.idx for t in tokens]
    starts = [p.start for p in annotated.paragraphs]
    quotes = annotated.quotes
    settings: list[Setting] = []
    for n, quote in enumerate(quotes):
        paragraph = bisect_right(starts, quote.span.start) - 1
        place = annotated.paragraphs[paragraph]
        floor = max(place.start, quotes[n - 1].span.end if n else 0)
        ceiling = min(place.end, quotes[n + 1].span.start if n + 1 < len(quotes) else place.end)
        first, last = bisect_left(places, quote.span.start), bisect_left(places, quote.span.end)
        near = tokens[max(bisect_left(places, floor), first - _WINDOW) : first]
        after = tokens[last : min(bisect_left(places, ceiling), last + _WINDOW)]
        opens = place.start == quote.span.start
        if opens and first and paragraph:
            above = max(annotated.paragraphs[paragraph - 1].start, quotes[n - 1].span.end if n else 0)
            near = tokens[max(bisect_left(places, above), first - _WINDOW) : first]
        before = _sentence_before(near)
        previous = _sentence_before(near[:-1]) if near and not before else ()
        if opens and before and before[-1].text != ":":
            before = ()
        settings.append(Setting(quote, paragraph, place, before, _sentence_after(after), previous))
    return settings


def _sentence_before(tokens: Sequence[Token]) -> tuple[Token, ...]:
    cut = max((n + 1 for n, t in enumerate(tokens) if t.text in _SENTENCE_END), default=0)
    return tuple(tokens[cut:])


def _sentence_after(tokens: Sequence[Token]) -> tuple[Token, ...]:
    cut = next((n for n, t in enumerate(tokens) if t.text in _SENTENCE_END), len(tokens))
    return tuple(tokens[:cut])
