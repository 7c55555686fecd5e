"""Names of sources made comparable.

Used to resolve sources across reports. Invariant: what is cut from a name (titles, articles) never tells one source
from another; a name that would be empty keeps its words.
"""

from dataclasses import dataclass
from functools import cache

from sayso.crossdoc.words import plain_words
from sayso.lexicon import load_lexicon
from sayso.model import SourceKind

__all__ = ["BODIES", "NameWords", "acronym", "load_name_words", "name_key"]

BODIES = frozenset({SourceKind.ORGANISATION, SourceKind.GOVERNMENT, SourceKind.OUTLET})
_ARTICLES = frozenset({"the", "a", "an"})

Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NameWords:
    """The word lists that names need."""

    titles: frozenset[str]
    generic: frozenset[str]
    officers: frozenset[str]
    ranks: frozenset[str]
    state_offices: frozenset[str]
    makers: frozenset[str]


@cache
def load_name_words() -> NameWords:
    """The English word lists for names."""
    lexicon = load_lexicon("en", "aliases")
    groups = ("titles", "generic", "officers", "ranks", "state_offices", "makers")
    return NameWords(*(lexicon.words("aliases", group) for group in groups))


def name_key(name: str, kind: SourceKind, words: NameWords) -> Key:
    """The words of a name that count: articles cut, of a person also titles and what stands behind a comma."""
    if kind is SourceKind.PERSON:
        found = plain_words(name.partition(",")[0])
        while len(found) > 1 and found[0] in words.titles:
            found = found[1:]
        return tuple(found)
    found = plain_words(name)
    kept = tuple(w for w in found if w not in _ARTICLES)
    return kept or tuple(found)


def acronym(key: Key) -> str:
    """First letters of a name's words, small words left out."""
    return "".join(w[0] for w in key if w not in {"of", "for", "and", "in", "on"})
