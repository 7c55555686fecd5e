"""For which body a source speaks, as far as the reports say.

Origins use it: a body and those who speak for it are one. Invariant: a tie rests on words of a report (an office beside
the name, or the body's name within the source's), never on what bodies of that name usually are.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sayso.crossdoc.entities import Cast, Part
from sayso.crossdoc.names import BODIES, NameWords, load_name_words
from sayso.crossdoc.words import name_stem, plain_words
from sayso.model import Document, SourceKind

__all__ = ["Affiliations", "find_affiliations"]

_BEFORE = 70
_AFTER = 90
_BACK = 600  # code points in which "its chairman" looks for the body it points back to
_SENTENCE_END = re.compile(r"[.!?;]\s|\n")
_SPEAKERS = frozenset(
    {SourceKind.PERSON, SourceKind.OFFICE, SourceKind.ANONYMOUS, SourceKind.DOCUMENT, SourceKind.RECORDING}
)

Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Affiliations:
    """Entity id → ids of the bodies it speaks for; and the entities that hold an office of a state."""

    bodies: Mapping[str, frozenset[str]]
    states: frozenset[str]

    def of(self, ident: str) -> frozenset[str]:
        """The bodies that a source speaks for, itself included."""
        return self.bodies.get(ident, frozenset()) | {ident}


def find_affiliations(documents: Sequence[Document], cast: Cast) -> Affiliations:
    """Who speaks for whom among the sources of a story."""
    words = load_name_words()
    names = _Names.of(cast, words)
    texts = {d.id: d.text for d in documents}
    found: dict[str, set[str]] = defaultdict(set)
    states = set()
    for entity in cast.entities:
        part = cast.parts[entity.id]
        if part.kind not in _SPEAKERS:
            if part.kind is SourceKind.GOVERNMENT:
                states.add(part.id)
            continue
        found[part.id] |= set(names.in_words(plain_words(part.name)))
        offices = list(_offices(part, sorted({m.document for m in entity.mentions}), texts, words))
        for text, start, phrase in offices:
            found[part.id] |= set(names.in_words(plain_words(phrase))) or names.pointed_back(text, start, phrase, words)
        if any(w in words.state_offices for _, _, phrase in offices for w in plain_words(phrase)):
            states.add(part.id)
    return Affiliations({i: frozenset(b - {i}) for i, b in sorted(found.items())}, frozenset(states))


@dataclass(frozen=True, slots=True)
class _Names:
    """Bodies by the words of their names."""

    by_word: Mapping[str, Sequence[tuple[Key, str]]]

    @classmethod
    def of(cls, cast: Cast, words: NameWords) -> "_Names":
        by_word: dict[str, set[tuple[Key, str]]] = defaultdict(set)
        for part in cast.parts.values():
            if part.kind not in BODIES:
                continue
            for key in part.keys:
                telling = [w for w in key if w not in words.generic]
                if telling:
                    by_word[name_stem(telling[0])].add((key, part.id))
                    if part.kind is not SourceKind.GOVERNMENT and len(telling[0]) > 4 and telling[0] == key[0]:
                        by_word[name_stem(telling[0])].add(((telling[0],), part.id))
        return cls({w: sorted(found, key=lambda f: (-len(f[0]), f)) for w, found in by_word.items()})

    def in_words(self, found: Sequence[str]) -> list[str]:
        """The bodies named among words, the fullest name at each place."""
        stems = [name_stem(w) for w in found]
        result = []
        for word in dict.fromkeys(stems):
            for key, ident in self.by_word.get(word, ()):
                if all(name_stem(w) in stems for w in key):
                    result.append(ident)
                    break
        return result

    def pointed_back(self, text: str, start: int, phrase: str, words: NameWords) -> set[str]:
        """The body named last before `start`, where the phrase points back to one ("its chairman")."""
        lower = f" {phrase.lower().replace('’', chr(39))} "
        if not any(f" {p} " in lower for p in words.possessives):
            return set()
        before = plain_words(text[max(0, start - _BACK) : start])
        for at in range(len(before) - 1, -1, -1):
            window = [name_stem(w) for w in before[max(0, at - 5) : at + 6]]
            for key, ident in self.by_word.get(name_stem(before[at]), ()):
                if all(name_stem(w) in window for w in key):
                    return {ident}
        return set()


def _offices(
    part: Part, documents: Sequence[str], texts: Mapping[str, str], words: NameWords
) -> Iterator[tuple[str, int, str]]:
    """Text, place and words of each phrase that gives the source an office ("its chairman, Nora Quill")."""
    if part.kind is not SourceKind.PERSON:
        return
    name = max((" ".join(k) for k in part.keys), key=lambda n: (len(n), n))
    if " " not in name:
        return
    pattern = re.compile(r"\W+".join(re.escape(w) for w in name.split()), re.IGNORECASE)
    for document in documents:
        text = texts.get(document, "")
        for match in pattern.finditer(text):
            for start, phrase in _beside(text, match.start(), match.end()):
                if any(w in words.officers for w in plain_words(phrase)):
                    yield text, start, phrase


def _beside(text: str, start: int, end: int) -> Iterator[tuple[int, str]]:
    """The words before a name in its sentence, and those of an apposition or "of …" behind it."""
    before = _SENTENCE_END.split(text[max(0, start - _BEFORE) : start])[-1]
    yield start - len(before), before.rpartition(" said ")[2]
    after = _SENTENCE_END.split(text[end : end + _AFTER])[0]
    if re.match(r",|\s+(of|from|at|for)\b", after):
        stop = after.find(",", 2)
        yield end, after if stop < 0 else after[:stop]
