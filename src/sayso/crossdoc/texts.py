"""The reports' texts as names need them: the capitals in them, and the abbreviations that they introduce.

Stands under `persons` and `bodies`. Invariant: each text is looked at once, and only when asked for.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field

from sayso.crossdoc.names import Key, NameWords, acronym, body_key, name_key
from sayso.crossdoc.words import name_stem, plain_words
from sayso.lexicon import load_lexicon
from sayso.model import Document, SourceKind

__all__ = ["Texts"]

_CAPITAL = re.compile(r"(?<=[a-z,;:–—\d] )(?:the )?([A-Z]\w{2,})(?:[ -]([A-Z]\w{2,}))*")
_NAME = r"(?:[A-Z][\w’'-]+|[A-Z]{2,})(?:[ ](?:(?:of|for|and|the|in|on)[ ])*[A-Z][\w’'-]+)+"
_LONG_SHORT = re.compile(rf"({_NAME})[ ]\((?:the[ ])?[“\"‘']?([A-Z][A-Za-z.]{{1,9}})[”\"’']?\)")
_SHORT_LONG = re.compile(rf"\b([A-Z]{{2,9}})[ ]\((?:the[ ])?({_NAME})\)")
_FEW = 3  # names below which a report tells nothing by those that it lacks
_SHARED = 2  # names that two reports of one matter have in common
_SHORT = 6  # names below which a report is a notice, of which one name in common is enough
_KEPT = 20  # reports remembered a name, so that a name in all news costs no more than any other
_SHARE = 0.25  # of the names of the report that has fewer; two reports of unlike matters rarely share as many


@dataclass(slots=True)
class Texts:
    """The texts by document, with what was found in them so far."""

    by_document: dict[str, str]
    outlets: dict[str, str]
    words: NameWords
    _names: dict[str, frozenset[str]] = field(default_factory=dict)
    _calendar: frozenset[str] = frozenset()

    @classmethod
    def of(cls, documents: Sequence[Document], words: NameWords) -> "Texts":
        """The texts of `documents`."""
        months = load_lexicon("en", "numbers").words("numbers", "months", "weekdays")
        outlets = {d.id: d.metadata.outlet or "" for d in documents}
        return cls({d.id: d.text for d in documents}, outlets, words, {}, frozenset(months))

    def names(self, document: str) -> frozenset[str]:
        """The stems of a text's capitalised words within sentences that tell one matter from another."""
        if document not in self._names:
            text = self.by_document.get(document, "")
            found = {w.lower() for m in _CAPITAL.finditer(text) for w in re.findall(r"[A-Z]\w{2,}", m[0])}
            countries = {word for name in self.words.governments for word in name.split()}
            idle = self.words.titles | self.words.generic | self._calendar | countries
            self._names[document] = frozenset(name_stem(w) for w in found - idle)
        return self._names[document]

    def related(self, document: str, others: Collection[str], besides: Collection[str]) -> bool:
        """Whether a report shares names with one of the others, or has too few to tell."""
        mine = self.names(document) - {name_stem(w) for w in besides}
        if len(mine) < _FEW:
            return True
        return any(self._share(mine, self.names(other)) for other in others)

    def _share(self, mine: frozenset[str], theirs: frozenset[str]) -> bool:
        both, fewer = len(mine & theirs), min(len(mine), len(theirs))
        return both >= (_SHARED if fewer >= _SHORT else 1) and both >= _SHARE * fewer

    def matters(self, documents: Collection[str]) -> dict[str, str]:
        """Each report with the first of those that are of one matter with it: linked by names that they share."""
        parent = {document: document for document in sorted(documents)}
        seen: dict[str, list[str]] = {}
        for document in parent:
            names = sorted(self.names(document))
            near = [d for name in names for d in seen.get(name, ())] if len(names) >= _FEW else list(parent)
            for other in dict.fromkeys(near):
                if _head(parent, other) != _head(parent, document) and self.related(document, (other,), ()):
                    first, last = sorted((_head(parent, other), _head(parent, document)))
                    parent[last] = first
            for name in names:
                seen.setdefault(name, []).append(document)
                del seen[name][:-_KEPT]
        return {document: _head(parent, document) for document in parent}

    def of_outlet(self, document: str, key: Key) -> bool:
        """Whether a telling word of a body's name stands in the name of the report's outlet ("Tarn State News")."""
        outlet = {name_stem(w) for w in plain_words(self.outlets.get(document, "")) if w not in self.words.generic}
        return any(name_stem(w) in outlet or w in outlet for w in key if w not in self.words.generic)

    def is_place(self, document: str, name: str) -> bool:
        """Whether a report speaks of something that happens in, near or outside what has this name."""
        if not name[:1].isupper():
            return False
        pattern = rf"\b(?:in|near|outside|across|throughout) {re.escape(name)}\b(?! [A-Z])"
        return re.search(pattern, self.by_document.get(document, "")) is not None

    def introduced(self, document: str) -> Iterator[tuple[str, Key]]:
        """Abbreviations that a text explains in brackets, lower case, each with the words that it stands for."""
        text = self.by_document.get(document, "")
        pairs = [(m[2], m[1]) for m in _LONG_SHORT.finditer(text)]
        pairs += [(m[1], m[2]) for m in _SHORT_LONG.finditer(text)]
        for short, long in pairs:
            letters = short.replace(".", "").lower()
            key = body_key(name_key(long, SourceKind.ORGANISATION, self.words), self.words)
            fitting = (key[n:] for n in range(len(key)) if acronym(key[n:]) == letters)
            yield letters, next(fitting, key)


def _head(parent: dict[str, str], document: str) -> str:
    while parent[document] != document:
        document = parent[document]
    return document
