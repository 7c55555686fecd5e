"""What a report is about, as the words that it has and most news has not, and as whom and what it names.

Used by `sayso.crossdoc.profiles` and wherever two claims are compared: claims of reports on two affairs are of two
propositions, however alike ("five people died"). Invariant: an affair depends on its report alone and is of unit
length, so that two are compared by one product.
"""

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping

from sayso.crossdoc.rarity import load_rarity
from sayso.crossdoc.words import Vocabulary, plain_words, stem

__all__ = ["Affair", "find_affairs", "find_casts", "hardly_one_affair", "one_affair", "same_affair"]

Affair = Mapping[str, float]

_SMALL = re.compile(r"\b[a-z]\w+")
_NAMED = re.compile(r"\b[A-Z]\w+|\d[\d.,:]*")
_KEPT = 100  # words of a report, those that tell most
_FEW = 20  # words below which a report does not show what it is about
_ONE = 0.08  # likeness of two reports from which they may be of one affair: of 181 pairs of five stories 3 are below
_HARDLY = 0.15  # likeness below which they hardly are: 25 of the 181 pairs, and all but 125 of 23,039 of two stories


def find_affairs(texts: Mapping[str, str], vocabulary: Vocabulary) -> dict[str, Affair]:
    """Document id → stem → weight: the logarithm of its count, much more where few reports at large have it."""
    return {ident: _direction(plain_words(text), vocabulary) for ident, text in texts.items()}


def find_casts(texts: Mapping[str, str], vocabulary: Vocabulary) -> dict[str, Affair]:
    """The same of names and numbers alone: words that the report never writes with a small letter."""
    return {ident: _direction(_names(text), vocabulary) for ident, text in texts.items()}


def same_affair(one: Affair, other: Affair) -> float:
    """From 0 to 1, how much two reports are about the same."""
    few, many = (one, other) if len(one) <= len(other) else (other, one)
    return math.fsum(weight * many[word] for word, weight in few.items() if word in many)


def one_affair(one: Affair, other: Affair) -> bool:
    """Whether two reports may be of one affair; left open where one of them has few words."""
    return min(len(one), len(other)) < _FEW or same_affair(one, other) >= _ONE


def hardly_one_affair(one: Affair, other: Affair) -> bool:
    """Whether little speaks for it that two reports are of one affair."""
    return min(len(one), len(other)) >= _FEW and same_affair(one, other) < _HARDLY


def _names(text: str) -> list[str]:
    small = set(_SMALL.findall(text))
    named = {word.lower() for word in _NAMED.findall(text)} - small
    return [word for word in plain_words(text) if word in named]


def _direction(words: Iterable[str], vocabulary: Vocabulary) -> Affair:
    rarity = load_rarity()
    counts = Counter(stem(word) for word in words if vocabulary.weight(word))
    weights = {word: (1 + math.log(n)) * rarity.of_stem(word) ** 2 for word, n in counts.items()}
    telling = sorted(weights, key=lambda word: (-weights[word], word))[:_KEPT]
    length = math.sqrt(math.fsum(weights[word] ** 2 for word in telling)) or 1.0
    return {word: weights[word] / length for word in telling}
