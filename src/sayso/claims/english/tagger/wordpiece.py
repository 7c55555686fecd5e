"""Words as pieces of a fixed vocabulary, the form in which the tagger's network takes them.

The scheme is BERT's uncased WordPiece: lower case, no accents, punctuation apart, then the longest known piece first.
Invariant: no word gives more than `_MOST` pieces, so that a text's pieces are in proportion to its words.
"""

import unicodedata
from collections.abc import Iterator, Sequence

__all__ = ["WordPieces"]

_MOST = 16
_LONGEST = 100  # characters of a run that is looked up; what is longer is unknown
_KEPT = 50_000  # words whose pieces are remembered


class WordPieces:
    """A vocabulary, one piece a line of its file, `##` before those that go on within a word."""

    def __init__(self, vocabulary: Sequence[str]) -> None:
        self._ids = {piece: n for n, piece in enumerate(vocabulary)}
        self.begin, self.end, self._unknown = (self._ids[name] for name in ("[CLS]", "[SEP]", "[UNK]"))
        self._known: dict[str, tuple[int, ...]] = {}

    def of(self, word: str) -> tuple[int, ...]:
        """The pieces of a word by their numbers; empty where it holds nothing but space and controls."""
        pieces = self._known.get(word)
        if pieces is None:
            pieces = tuple(piece for run in _runs(word) for piece in self._split(run))[:_MOST]
            if len(self._known) < _KEPT:
                self._known[word] = pieces
        return pieces

    def _split(self, run: str) -> list[int]:
        if len(run) > _LONGEST:
            return [self._unknown]
        found: list[int] = []
        start = 0
        while start < len(run):
            mark = "##" if start else ""
            ends = range(len(run), start, -1)
            end = next((end for end in ends if mark + run[start:end] in self._ids), None)
            if end is None:
                return [self._unknown]
            found.append(self._ids[mark + run[start:end]])
            start = end
        return found


def _runs(word: str) -> Iterator[str]:
    """The runs of letters and digits of a word in lower case without accents, and each mark of punctuation."""
    run = ""
    for character in unicodedata.normalize("NFD", word.lower()):
        category = unicodedata.category(character)
        if category == "Mn":
            continue
        if category[0] in "CZ" or _is_mark(character, category):
            if run:
                yield run
            run = ""
            if category[0] not in "CZ":
                yield character
        else:
            run += character
    if run:
        yield run


def _is_mark(character: str, category: str) -> bool:
    return category[0] == "P" or (category[0] == "S" and character.isascii())
