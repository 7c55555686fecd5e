"""How rare a word is in news at large (docs/models/rarity.md).

Asked by profiles and affairs. Invariant: what a word weighs does not depend on what else the ledger holds, so that a
report of another matter changes nothing in this one.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from sayso.crossdoc.words import load_vocabulary, stem

__all__ = ["Rarity", "load_rarity"]

_COMMON = 4  # reports


@dataclass(frozen=True, slots=True)
class Rarity:
    """In how many of `reports` the words of a stem, or of a term, stand; the commonest of its words counts. `common`
    are words that are no names of themselves: several reports have them with a small letter.
    """

    reports: int
    stems: Mapping[str, int]
    terms: Mapping[str, int]
    common: frozenset[str]

    def of_stem(self, word: str) -> float:
        """From near 0 (in every report) to 1 (in none that was counted)."""
        return self._rarity(self.stems.get(word, 0))

    def of_term(self, name: str) -> float:
        """The same of a term; a name is as rare as can be."""
        return 1.0 if name.startswith("@") else self._rarity(self.terms.get(name, 0))

    def _rarity(self, count: int) -> float:
        return math.log(1 + self.reports / (count + 1)) / math.log(1 + self.reports)


@cache
def load_rarity() -> Rarity:
    """The shipped counts."""
    vocabulary = load_vocabulary()
    top, *lines = (files(__name__) / "words.tsv").read_text(encoding="utf-8").splitlines()
    stems: dict[str, int] = {}
    terms: dict[str, int] = {}
    common: set[str] = set()
    for word, count, small in (line.split("\t") for line in lines):
        if int(small) >= _COMMON:
            common.add(word)
        for table, key in ((stems, stem(word)), (terms, vocabulary.term(word).name)):
            table[key] = max(table.get(key, 0), int(count))
    return Rarity(int(top), stems, terms, frozenset(common))
