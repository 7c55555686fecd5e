"""Which names of bodies are of one, over all reports of a story.

Called by `entities`. Invariant: a shorter name is joined only to the one longer name that it can be short for, in its
own report first; where two fit, to none.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sayso.crossdoc.names import Key, NameWords, acronym
from sayso.crossdoc.personnames import Fit
from sayso.crossdoc.texts import Texts
from sayso.crossdoc.uses import Class, Use
from sayso.model import SourceKind

__all__ = ["merge_bodies"]

_PLAIN = 3  # letters from which initials alone tell a body
_LETTERS = 6  # up to which a name in capitals is taken for an abbreviation
_INTRODUCED = Fit("a report gives the abbreviation in brackets", sure=True)
_INITIALS = Fit("its initials, and those of no other body", sure=False)
_IN_REPORT = Fit("short for the only such body in its report", sure=False)
_OWN = Fit("short for the only such body that bears a name of the report's outlet", sure=False)
_IN_STORY = Fit("short for the only such body, in reports of one matter", sure=False)


@dataclass(frozen=True, slots=True)
class _Index:
    """Names of bodies by one of their words and by their initials; abbreviations by the report that explains them."""

    by_word: Mapping[str, Sequence[Class]]
    by_initials: Mapping[str, Sequence[Class]]
    documents: Mapping[Class, frozenset[str]]
    outlets: frozenset[Class]
    introduced: Mapping[str, Mapping[str, frozenset[Key]]]
    everywhere: Mapping[str, frozenset[Key]]
    texts: Texts
    words: NameWords


def merge_bodies(classes: Mapping[Use, Class], texts: Texts, words: NameWords) -> dict[Use, tuple[Class, Fit | None]]:
    """Each use of a body with the class of the fullest name of that body, and why (None where it is its own)."""
    bodies = {use: cls for use, cls in classes.items() if cls[0] == "body" and cls[1]}
    index = _index(bodies, texts, words)
    steps = {use: _fuller(use, cls, index) for use, cls in bodies.items()}
    return {use: _followed(use, cls, steps, bodies) for use, cls in bodies.items()}


def _followed(
    use: Use, cls: Class, steps: Mapping[Use, tuple[Class, Fit] | None], bodies: Mapping[Use, Class]
) -> tuple[Class, Fit | None]:
    """Where a use leads; an abbreviation's longer name is itself taken at its fullest, where that is one."""
    step = steps[use]
    if step is None:
        return cls, None
    further = {s[0] for u, s in steps.items() if s is not None and bodies[u] == step[0]} if _is_letters(use) else set()
    return (further.pop(), Fit(step[1].why, sure=False)) if len(further) == 1 else step


def _index(bodies: Mapping[Use, Class], texts: Texts, words: NameWords) -> _Index:
    by_word: dict[str, set[Class]] = defaultdict(set)
    by_initials: dict[str, set[Class]] = defaultdict(set)
    documents: dict[Class, set[str]] = defaultdict(set)
    for use, cls in bodies.items():
        documents[cls].add(use.document)
        if not _is_more(use, cls[1], words):
            by_initials[acronym(cls[1])].add(cls)
            for word in set(cls[1]):
                by_word[word].add(cls)
    outlets = frozenset(documents) - {cls for use, cls in bodies.items() if use.kind is not SourceKind.OUTLET}
    introduced = _introduced({u.document for u in bodies if _is_letters(u)} | set(texts.by_document), texts)
    everywhere: dict[str, set[Key]] = defaultdict(set)
    for found in introduced.values():
        for letters, keys in found.items():
            everywhere[letters] |= keys
    return _Index(
        {w: sorted(c) for w, c in by_word.items()},
        {w: sorted(c) for w, c in by_initials.items()},
        {c: frozenset(d) for c, d in documents.items()},
        outlets,
        introduced,
        {letters: frozenset(keys) for letters, keys in everywhere.items()},
        texts,
        words,
    )


def _is_more(use: Use, key: Key, words: NameWords) -> bool:
    """Whether a name is of more than one body, or of one who speaks for it: neither is short for the other."""
    return " and the " in use.name.lower() or any(w in words.officers and w not in words.generic for w in key[:-1])


def _introduced(documents: set[str], texts: Texts) -> dict[str, dict[str, frozenset[Key]]]:
    found: dict[str, dict[str, frozenset[Key]]] = {}
    for document in sorted(documents):
        here: dict[str, set[Key]] = defaultdict(set)
        for letters, key in texts.introduced(document):
            here[letters].add(key)
        found[document] = {letters: frozenset(keys) for letters, keys in here.items()}
    return found


def _is_letters(use: Use) -> bool:
    """Whether a name is written as an abbreviation: "HSB", "the H.S.B."."""
    bare = use.name.removeprefix("the ").removeprefix("The ").replace(".", "")
    return " " not in bare and bare.isupper() and 1 < len(bare) <= _LETTERS


def _fuller(use: Use, cls: Class, index: _Index) -> tuple[Class, Fit] | None:
    """The one longer name that this one abbreviates, and why; None where none or several do."""
    if _is_letters(use):
        return _spelt_out(use, cls, index)
    key = cls[1]
    if len(key) == 1 and index.texts.is_place(use.document, use.name):
        return None
    longer = [c for c in index.by_word.get(key[-1], ()) if _within(key, c[1]) and _may_be_short(key, c, index)]
    near = [c for c in longer if use.document in index.documents[c]]
    found = _longest(near)
    if near:
        return (found, _IN_REPORT) if found else None
    far = [c for c in longer if _tells(use, key, c, index)]
    found = _longest(far)
    if found:
        return found, _IN_STORY
    own = _longest([c for c in far if index.texts.of_outlet(use.document, c[1])])
    return (own, _OWN) if own else None


def _may_be_short(key: Key, longer: Class, index: _Index) -> bool:
    """Whether a paper may be meant: the Tarn Courier is "the Courier", "Tarn" a place or its government."""
    return len(key) > 1 or longer not in index.outlets or key[0] == longer[1][-1]


def _tells(use: Use, short: Key, longer: Class, index: _Index) -> bool:
    """Whether a short name from another report can be only this: it has a telling word, or the reports share names."""
    long = longer[1]
    if len(short) == 1 and short[0] not in (long[0], long[-1]):
        return False
    telling = any(w not in index.words.generic for w in short)
    if telling and use.name.islower():  # "the team", of which any report may have its own
        return False
    return telling or index.texts.related(use.document, index.documents[longer], short)


def _spelt_out(use: Use, cls: Class, index: _Index) -> tuple[Class, Fit] | None:
    """The longer name of an abbreviation: as its report explains it, as others do, or by its letters."""
    letters = "".join(cls[1]).replace(".", "")
    keys = index.introduced.get(use.document, {}).get(letters) or index.everywhere.get(letters)
    if keys:
        found = _longest([c for k in keys for c in index.by_word.get(k[-1], ()) if c[1] == k or _within(k, c[1])])
        return (found, _INTRODUCED) if found and len(keys) == 1 else None
    named = [c for c in index.by_initials.get(letters, ()) if len(c[1]) > 1 and len(letters) >= _PLAIN]
    near = [c for c in named if use.document in index.documents[c]]
    found = _longest(near or named)
    return (found, _INITIALS) if found else None


def _longest(found: Sequence[Class]) -> Class | None:
    """The one name that no other of these contains; None where there are several."""
    longest = {c for c in found if not any(_within(c[1], o[1]) for o in found)}
    return longest.pop() if len(longest) == 1 else None


def _within(short: Key, long: Key) -> bool:
    rest = iter(long)
    return len(short) < len(long) and all(word in rest for word in short)
