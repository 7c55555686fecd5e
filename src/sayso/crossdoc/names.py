"""Names of sources made comparable.

Used to resolve sources across reports. Invariant: what is cut from a name (titles, articles) never tells one source
from another; a name that would be empty keeps its words.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from sayso.crossdoc.transliteration import folded
from sayso.crossdoc.words import name_stem, plain_words
from sayso.lexicon import load_lexicon
from sayso.model import SourceKind

__all__ = ["BODIES", "Key", "NameWords", "acronym", "body_key", "load_name_words", "name_key"]

BODIES = frozenset({SourceKind.ORGANISATION, SourceKind.GOVERNMENT, SourceKind.OUTLET})
_ARTICLES = frozenset({"the", "a", "an"})
_LISTS = (
    "titles", "callings", "generic", "officers", "ranks", "state_offices", "makers", "writers", "particles",
    "generations", "departments", "small", "access",
)  # fmt: skip
_INNER = re.compile(r"[.\-]")

Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NameWords:
    """The word lists that names need."""

    titles: frozenset[str]
    callings: frozenset[str]
    generic: frozenset[str]
    officers: frozenset[str]
    ranks: frozenset[str]
    state_offices: frozenset[str]
    makers: frozenset[str]
    writers: frozenset[str]
    particles: frozenset[str]
    generations: frozenset[str]
    departments: frozenset[str]
    small: frozenset[str]
    access: frozenset[str]
    spellings: Mapping[str, str]
    governments: Mapping[str, str]
    houses: frozenset[str]


@cache
def load_name_words() -> NameWords:
    """The English word lists for names."""
    lexicon = load_lexicon("en", "aliases", "spellings", "governments")
    return NameWords(
        **{group: lexicon.words("aliases", group) for group in _LISTS},
        spellings=lexicon.trait("spellings", "of"),
        governments=lexicon.trait("governments", "government"),
        houses=lexicon.words("governments", "houses"),
    )


def name_key(name: str, kind: SourceKind, words: NameWords) -> Key:
    """The words of a name that count: articles cut, of a person also titles and what stands behind a comma."""
    if kind is SourceKind.PERSON:
        return _person_key(name, words)
    found = plain_words(name.partition(" (")[0] if kind in BODIES else name)
    kept = tuple(w for w in found if w not in _ARTICLES)
    return kept or tuple(found)


def _person_key(name: str, words: NameWords) -> Key:
    head, _, tail = name.partition(",")
    generation = [w for w in plain_words(tail)[:1] if w in words.generations]
    bare = head.replace("’s", "").replace("'s", "").replace("’", "").replace("'", "")
    found = [*plain_words(bare), *generation]
    while len(found) > 1 and found[0] in words.titles | words.callings:
        found = found[1:]
    split = [part for word in found for part in _parts(word, words) if part]
    return tuple(split) or tuple(found)


def _parts(word: str, words: NameWords) -> list[str]:
    """The words within "j.p" and "al-tarn"; a hyphened name ("Ann-Kathrin") is one word."""
    parts = _INNER.split(word)
    return parts if "." in word or parts[0] in words.particles else [word]


def body_key(key: Key, words: NameWords) -> Key:
    """A body's words in one spelling, a ministry's field before it ("ministry of salt of Tarn": Tarn salt ministry)."""
    one = tuple(words.spellings.get(w, folded(w)) for w in key)
    at = next((n for n, w in enumerate(one) if w in words.departments), None)
    if at is None or (at < len(one) - 1 and one[at + 1] != "of"):
        return one
    ordered = (*one[:at], *(w for piece in reversed(_pieces(one[at + 1 :])) for w in piece), one[at])
    return tuple(w if w in words.generic else name_stem(w) for w in ordered)


def _pieces(key: Key) -> list[list[str]]:
    """The words between one "of" and the next."""
    pieces: list[list[str]] = [[]]
    for word in key:
        if word == "of":
            pieces.append([])
        else:
            pieces[-1].append(word)
    return pieces


def acronym(key: Key) -> str:
    """First letters of a name's words, small words left out."""
    return "".join(w[0] for w in key if w not in {"of", "for", "and", "in", "on"})
