"""For which body a source speaks, as far as the reports say.

Origins use it: a body and those who speak for it are one. Invariant: a tie rests on words of a report (an office beside
the name, or the body's name within the source's), never on what bodies of that name usually are.
"""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sayso.crossdoc.entities import Cast, Part
from sayso.crossdoc.names import BODIES, NameWords, load_name_words
from sayso.crossdoc.offices import OfficeFinder, OfficePhrase
from sayso.crossdoc.words import name_stem, plain_words
from sayso.model import Document, SourceKind

__all__ = ["Affiliations", "find_affiliations"]

_BACK = 600  # code points in which "its chairman" looks for the body it points back to
_SPEAKERS = frozenset(
    {SourceKind.PERSON, SourceKind.OFFICE, SourceKind.ANONYMOUS, SourceKind.DOCUMENT, SourceKind.RECORDING}
)
_OWNER = re.compile(r"\b(its|their|the (\w+)[’']s)\b", re.IGNORECASE)
_SMALL = frozenset({"of", "for", "the", "and", "in", "on"})
_FIRMS = frozenset({"company", "firm", "operator", "owner", "group"})

Key = tuple[str, ...]


# The body that an office heads by its name alone: the Water Minister speaks for the Ministry of Water.
_SEATS = {"minister": "ministry", "chancellor": "chancellery", "president": "presidency", "mayor": "city"}


@dataclass(frozen=True, slots=True)
class Affiliations:
    """Entity id → ids of the bodies it speaks for; who holds an office of a state; who an office of a body not told."""

    bodies: Mapping[str, frozenset[str]]
    states: frozenset[str]
    untold: frozenset[str]
    titles: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # the phrases that give the office, by entity

    def holds_office(self, ident: str) -> bool:
        """Whether a report gives the source an office, of a body or a state or of one not told."""
        return bool(self.bodies.get(ident)) or ident in self.states or ident in self.untold

    def of(self, ident: str) -> frozenset[str]:
        """The bodies that a source speaks for, itself included."""
        return self.bodies.get(ident, frozenset()) | {ident}


def find_affiliations(documents: Sequence[Document], cast: Cast) -> Affiliations:
    """Who speaks for whom among the sources of a story."""
    words = load_name_words()
    phrases = OfficeFinder.of(documents, words)
    finder = _Finder(_Bodies.of(cast, words))
    bodies: dict[str, frozenset[str]] = {}
    states, untold = set(), set()
    titles: dict[str, tuple[str, ...]] = {}
    for part in sorted(cast.parts.values(), key=lambda p: p.id):
        if part.kind is SourceKind.GOVERNMENT:
            states.add(part.id)
        if part.kind not in _SPEAKERS:
            continue
        offices = list(phrases.find(part))
        bodies[part.id] = finder.bodies_of(part, offices) - {part.id}
        titles[part.id] = tuple(sorted({office.words for office in offices}))
        said = {w for office in offices for w in plain_words(office.words)}
        if said & words.state_offices:
            states.add(part.id)
        if part.kind is SourceKind.PERSON and not bodies[part.id] and offices and not any(o.named for o in offices):
            untold.add(part.id)
    return Affiliations(bodies, frozenset(states), frozenset(untold), titles)


@dataclass(frozen=True, slots=True)
class _Bodies:
    """Bodies by the words of their names."""

    by_word: Mapping[str, Sequence[tuple[Key, str]]]

    @classmethod
    def of(cls, cast: Cast, words: NameWords) -> "_Bodies":
        by_word: dict[str, set[tuple[Key, str]]] = defaultdict(set)
        named = [(p, _told(k, words)) for p in cast.parts.values() if p.kind in BODIES for k in p.keys]
        first: dict[str, set[str]] = defaultdict(set)
        for part, key in named:
            first[name_stem(key[0])].add(part.id)
        for part, key in named:
            telling = [w for w in key if w not in words.generic]
            for word in telling or key:
                by_word[name_stem(word)].add((key, part.id))
            # "Tarn" is no short name of the Tarn ministry where the Tarn bank speaks too
            only = len(first[name_stem(key[0])]) == 1
            if telling and telling[0] == key[0] and part.kind is SourceKind.ORGANISATION and only:
                by_word[name_stem(key[0])].add((key[:1], part.id))
        return cls({w: sorted(found, key=lambda f: (-len(f[0]), f)) for w, found in by_word.items()})

    def among(self, found: Sequence[str]) -> frozenset[str]:
        """The bodies named among words, of those that share a word the one with the fullest name."""
        stems = {name_stem(w) for w in (*found, *(_SEATS[w] for w in found if w in _SEATS))}
        result: dict[str, Key] = {}
        for word in sorted(stems):
            for key, ident in self.by_word.get(word, ()):
                if all(name_stem(w) in stems for w in key):
                    result.setdefault(ident, key)
                    break
        return frozenset(i for i, k in result.items() if not any(set(k) < set(o) for o in result.values()))

    def last_before(self, text: str, end: int, noun: str) -> frozenset[str]:
        """The body named last in the stretch before `end`, of those whose name has `noun` (any, where it is "")."""
        before = [name_stem(w) for w in plain_words(text[max(0, end - _BACK) : end])]
        for at in range(len(before) - 1, -1, -1):
            window = set(before[max(0, at - 5) : at + 6])
            for key, ident in self.by_word.get(before[at], ()):
                if all(name_stem(w) in window for w in key) and (not noun or noun in key):
                    return frozenset({ident})
        return frozenset()

    def only(self, noun: str) -> frozenset[str]:
        """The one body of the story whose name has `noun`."""
        found = {ident for entries in self.by_word.values() for key, ident in entries if noun in key}
        return frozenset(found) if len(found) == 1 else frozenset()


@dataclass(frozen=True, slots=True)
class _Finder:
    bodies: _Bodies

    def bodies_of(self, part: Part, offices: Sequence[OfficePhrase]) -> frozenset[str]:
        """The bodies that a source's name or its offices name or point back to."""
        found = set(self.bodies.among(plain_words(part.name)))
        for office in offices:
            found |= self.bodies.among(plain_words(office.words)) or self._pointed(office)
        return frozenset(found)

    def _pointed(self, office: OfficePhrase) -> frozenset[str]:
        """The body that "its chairman" or "the union's secretary" points back to."""
        match = _OWNER.search(office.words)
        if match is None:
            return frozenset()
        noun = (match[2] or "").lower()
        noun = "" if noun in _FIRMS else noun
        return self.bodies.last_before(office.document.text, office.start, noun) or (
            self.bodies.only(noun) if noun else frozenset()
        )


def _told(key: Key, words: NameWords) -> Key:
    """A body's name without its small words, where it tells which body: the Ministry of Salt is the Salt Ministry."""
    return tuple(w for w in key if w not in _SMALL) if not words.generic.issuperset(key) else key
