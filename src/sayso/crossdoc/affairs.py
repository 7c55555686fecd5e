"""What a report is about, as the words that it has and most others have not, and as whom and what it names.

Used by `sayso.crossdoc.profiles`: two reports of one affair speak of the same people, places and things, and claims of
reports on two affairs are rarely of one proposition. Invariant: an affair is of unit length, so that two are compared
by one product.
"""

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping

from sayso.crossdoc.words import Vocabulary, plain_words, stem

__all__ = ["Affair", "find_affairs", "find_casts", "same_affair"]

Affair = Mapping[str, float]

_SMALL = re.compile(r"\b[a-z]\w+")
_NAMED = re.compile(r"\b[A-Z]\w+|\d[\d.,:]*")


def find_affairs(texts: Mapping[str, str], vocabulary: Vocabulary) -> dict[str, Affair]:
    """Document id → stem → weight: the logarithm of its count, more where few reports have it."""
    return _directions({ident: plain_words(text) for ident, text in texts.items()}, vocabulary)


def find_casts(texts: Mapping[str, str], vocabulary: Vocabulary) -> dict[str, Affair]:
    """The same of names and numbers alone: words that the report never writes with a small letter."""
    return _directions({ident: _names(text) for ident, text in texts.items()}, vocabulary)


def _names(text: str) -> list[str]:
    small = set(_SMALL.findall(text))
    named = {word.lower() for word in _NAMED.findall(text)} - small
    return [word for word in plain_words(text) if word in named]


def _directions(words: Mapping[str, Iterable[str]], vocabulary: Vocabulary) -> dict[str, Affair]:
    counts = {ident: Counter(stem(w) for w in found if vocabulary.weight(w)) for ident, found in words.items()}
    spread = Counter(word for found in counts.values() for word in found)
    return {ident: _direction(found, spread, len(words)) for ident, found in counts.items()}


def _direction(counts: Mapping[str, int], spread: Mapping[str, int], total: int) -> Affair:
    weights = {w: (1 + math.log(n)) * math.log(1 + total / spread[w]) for w, n in counts.items()}
    length = math.sqrt(math.fsum(w * w for w in weights.values())) or 1.0
    return {word: weight / length for word, weight in weights.items()}


def same_affair(one: Affair, other: Affair) -> float:
    """From 0 to 1, how much two reports are about the same."""
    few, many = (one, other) if len(one) <= len(other) else (other, one)
    return math.fsum(weight * many[word] for word, weight in few.items() if word in many)
