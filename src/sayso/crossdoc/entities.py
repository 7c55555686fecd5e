"""Sources resolved across reports: which names are of one person, body, document or recording.

First of what `sayso.crossdoc` yields; origins count these. Invariant: conservative: two names are one only where the
shorter fits exactly one longer; `why` names every spelling that was put together.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sayso.crossdoc.names import BODIES, NameWords, acronym, load_name_words, name_key
from sayso.model import Claim, Document, Entity, Link, Mention, SourceKind, tagged

__all__ = ["Cast", "Part", "resolve_sources"]

Key = tuple[str, ...]
_Class = tuple[str, Key]


@dataclass(frozen=True, slots=True)
class Part:
    """One resolved source: its id, fullest name, kind and every name (as words) that it goes by."""

    id: str
    name: str
    kind: SourceKind
    keys: tuple[Key, ...]


@dataclass(frozen=True, slots=True)
class _Use:
    document: str
    name: str
    kind: SourceKind
    owner: str


@dataclass(frozen=True, slots=True)
class Cast:
    """All sources of a story: who a claim's source or a link of its chain is."""

    entities: tuple[Entity, ...]
    parts: Mapping[str, Part]
    outlets: Mapping[str, str]
    _by_use: Mapping[_Use, str]

    def of_claim(self, claim: Claim) -> str | None:
        """The entity id of the claim's source, else of the last of its chain, else of its outlet; None for hearsay."""
        if claim.source is not None:
            return self._by_use[_source_use(claim)]
        if claim.cue is not None:
            return None
        return self.of_link(claim.document, claim.chain[-1]) if claim.chain else self.outlets.get(claim.document)

    def of_link(self, document: str, link: Link) -> str | None:
        """The entity id of a link that is no unnamed source."""
        return self._by_use.get(_Use(document, link.name, link.kind, ""))


def resolve_sources(documents: Sequence[Document], claims: Sequence[Claim]) -> Cast:
    """The sources of `claims` and the outlets of `documents`, each once."""
    words = load_name_words()
    uses = sorted(set(_uses(documents, claims)), key=lambda u: (u.document, u.kind, u.name, u.owner))
    classes = {use: _class_of(use, words) for use in uses}
    merged = _merge(classes)
    members: dict[_Class, list[_Use]] = defaultdict(list)
    for use in uses:
        members[merged[use]].append(use)
    parts = {cls: _part(cls, group, classes) for cls, group in members.items()}
    by_use = {use: parts[merged[use]].id for use in uses}
    outlets = {d.id: by_use[_outlet_use(d)] for d in documents if d.metadata.outlet}
    entities = _entities(claims, by_use, members, parts)
    return Cast(entities, {p.id: p for p in parts.values()}, outlets, by_use)


def _outlet_use(document: Document) -> _Use:
    return _Use(document.id, document.metadata.outlet or "", SourceKind.OUTLET, "")


def _source_use(claim: Claim) -> _Use:
    assert claim.source is not None  # noqa: S101
    return _Use(claim.document, claim.source.name, claim.source.kind, _owner(claim))


def _uses(documents: Sequence[Document], claims: Sequence[Claim]) -> Iterator[_Use]:
    for document in documents:
        if document.metadata.outlet:
            yield _outlet_use(document)
    for claim in claims:
        for link in claim.chain:
            if link.kind is not SourceKind.ANONYMOUS:
                yield _Use(claim.document, link.name, link.kind, "")
        if claim.source is not None:
            yield _source_use(claim)


def _owner(claim: Claim) -> str:
    """The outlet whose source an unnamed source is: the last outlet before it in the chain."""
    if claim.source is None or claim.source.kind is not SourceKind.ANONYMOUS:
        return ""
    outlets = [link.name for link in claim.chain if link.kind is SourceKind.OUTLET]
    return outlets[-1] if outlets else ""


def _class_of(use: _Use, words: NameWords) -> _Class:
    key = name_key(use.name, use.kind, words)
    if use.kind in BODIES:
        return "state" if use.kind is SourceKind.GOVERNMENT else "body", key
    if use.kind is SourceKind.OFFICE and len(_person(use.name, words)) > 1:  # "Captain Jo Dray, master of the Elsa"
        return "person", _person(use.name, words)
    if use.kind is SourceKind.ANONYMOUS:
        return f"anonymous of {' '.join(name_key(use.owner, SourceKind.OUTLET, words))}", key
    if use.kind is SourceKind.PERSON and len(key) == 1 and len(key[0]) <= 3:  # an unresolved "he" is nobody's name
        return f"person in {use.document}", key
    return use.kind.value, key


def _person(name: str, words: NameWords) -> Key:
    """The words of a name that begins with a title and stands in capitals; () where it is none."""
    first = name.partition(",")[0].split()
    if not first or first[0].lower() not in words.titles or not all(w[:1].isupper() for w in first):
        return ()
    key = name_key(" ".join(first), SourceKind.PERSON, words)
    return key if not any(w in words.titles or w in words.generic or w in words.officers for w in key) else ()


@dataclass(frozen=True, slots=True)
class _Index:
    """Names by one of their words, and by their initials."""

    by_word: Mapping[tuple[str, str], Sequence[_Class]]
    documents: Mapping[_Class, frozenset[str]]
    outlets: frozenset[_Class]


def _merge(classes: Mapping[_Use, _Class]) -> dict[_Use, _Class]:
    """Each use with the class of the fuller name that it fits, in its own report first, then in the story."""
    index = _index(classes)
    merged = {}
    for use, cls in classes.items():
        fuller = _fuller(cls, index, use.document) or _fuller(cls, index, None)
        merged[use] = fuller or cls
    return merged


def _index(classes: Mapping[_Use, _Class]) -> _Index:
    by_word: dict[tuple[str, str], set[_Class]] = defaultdict(set)
    documents: dict[_Class, set[str]] = defaultdict(set)
    for use, cls in classes.items():
        documents[cls].add(use.document)
        for word in {*cls[1], acronym(cls[1])}:
            by_word[cls[0], word].add(cls)
    others = {cls for use, cls in classes.items() if use.kind is not SourceKind.OUTLET}
    return _Index(
        {k: sorted(v) for k, v in by_word.items()},
        {c: frozenset(d) for c, d in documents.items()},
        frozenset(documents.keys() - others),
    )


def _fuller(cls: _Class, index: _Index, document: str | None) -> _Class | None:
    """The one longer name (of the report, or of the story) that this one abbreviates; None where none or several do."""
    kind, key = cls
    if kind not in {"person", "body"} or not key:
        return None
    near = [c for c in index.by_word[kind, key[-1]] if document is None or document in index.documents[c]]
    if kind == "person":
        fitting = [c for c in near if len(c[1]) > len(key) and c[1][-len(key) :] == key]
    else:
        fitting = [c for c in near if _abbreviates(key, c[1], near=document is not None)]
        # "Tarn" is a place or its government, never short for the Tarn Courier, which is "the Courier"
        fitting = [c for c in fitting if len(key) > 1 or c not in index.outlets or key[0] == c[1][-1]]
    longest = [c for c in fitting if not any(_within(c[1], o[1]) for o in fitting)]
    return longest[0] if len(longest) == 1 else None


def _abbreviates(short: Key, long: Key, *, near: bool) -> bool:
    if len(short) >= len(long):
        return False
    if len(short) == 1 and len(short[0]) >= 3 and short[0] == acronym(long):
        return True
    return _within(short, long) and (near or len(short) > 1 or short[0] in (long[0], long[-1]))


def _within(short: Key, long: Key) -> bool:
    rest = iter(long)
    return len(short) < len(long) and all(word in rest for word in short)


def _part(cls: _Class, uses: Sequence[_Use], classes: Mapping[_Use, _Class]) -> Part:
    kinds = Counter(u.kind for u in uses)
    kind = min(kinds, key=lambda k: (k is SourceKind.OUTLET, -kinds[k], k.value))
    full = [u.name for u in uses if classes[u] == cls] or [u.name for u in uses]
    counts = Counter(full)
    name = min(counts, key=lambda n: (-counts[n], -len(n), n))
    ident = tagged("e1", [cls[0], " ".join(cls[1])])
    return Part(ident, name, kind, tuple(sorted({classes[u][1] for u in uses})))


def _entities(
    claims: Sequence[Claim],
    by_use: Mapping[_Use, str],
    members: Mapping[_Class, Sequence[_Use]],
    parts: Mapping[_Class, Part],
) -> tuple[Entity, ...]:
    mentions: dict[str, set[Mention]] = defaultdict(set)
    said: dict[str, set[str]] = defaultdict(set)
    for claim in claims:
        if claim.source is not None:
            ident = by_use[_source_use(claim)]
            said[ident].add(claim.id)
            spans = claim.source.spans
            mentions[ident] |= {Mention(claim.document, span, claim.source.text) for span in spans}
    whys = {parts[cls].id: _why(group) for cls, group in members.items()}
    return tuple(
        Entity(p.id, p.name, p.kind, tuple(sorted(mentions[p.id], key=_place)), tuple(sorted(said[p.id])), whys[p.id])
        for p in sorted(parts.values(), key=lambda p: p.id)
    )


def _place(mention: Mention) -> tuple[str, int, int, str]:
    return mention.document, *mention.span, mention.text


def _why(uses: Sequence[_Use]) -> str:
    names = sorted({u.name for u in uses})
    reports = len({u.document for u in uses})
    if len(names) == 1:
        return f"named alike in {reports} reports" if reports > 1 else "named in one report"
    return "each of these names fits no other source: " + ", ".join(f"“{n}”" for n in names)
