"""Where words stand to each other: in one quotation or in none, and how many sentences apart.

Stands under the weighing of antecedents. Invariant: sentences within quotations don't count; a long quotation between
a speaker and his "he said" leaves them near.
"""

from bisect import bisect_right

from spacy.tokens import Token

from sayso.reading import Annotated

__all__ = ["Distances"]


class Distances:
    """The quotations and sentences of one document."""

    def __init__(self, annotated: Annotated) -> None:
        self._quotes = sorted((q.inner.start, q.inner.end) for q in annotated.quotes)
        starts = (sentence[0] for sentence in annotated.parse.sents if len(sentence))
        self._starts = [first.i for first in starts if not self.is_quoted(first.idx)]

    def is_quoted(self, place: int) -> bool:
        """Whether a place lies within a quotation."""
        return self._quote(place) is not None

    def shares_quotation(self, one: int, other: int) -> bool:
        """Whether two places lie in one quotation."""
        return self._quote(one) is not None and self._quote(one) == self._quote(other)

    def sentences_between(self, one: Token, other: Token) -> int:
        """How many sentences begin outside quotations behind the first word and up to the second."""
        return max(0, bisect_right(self._starts, other.i) - bisect_right(self._starts, one.i))

    def _quote(self, place: int) -> int | None:
        at = bisect_right(self._quotes, (place, 1 << 62)) - 1
        return at if at >= 0 and place < self._quotes[at][1] else None
