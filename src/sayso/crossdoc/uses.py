"""Each name by which a report calls a source, with what the report tells of it: the smallest thing that is resolved.

Stands before `entities`. Invariant: a use is one name of one kind in one report, and its class depends on it alone.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from sayso.crossdoc.names import BODIES, Key, NameWords, body_key, name_key
from sayso.crossdoc.words import name_stem, plain_words
from sayso.lexicon import load_lexicon
from sayso.model import Claim, Document, Link, SourceKind

__all__ = [
    "Class",
    "Told",
    "Use",
    "class_of",
    "find_uses",
    "given_genders",
    "link_use",
    "outlet_use",
    "source_use",
    "told_of",
]

Class = tuple[str, Key]  # of what sort ("person", "body", "state" and others), and the words of the name
_PRONOUNS = {"he": "he", "him": "he", "his": "he", "she": "she", "her": "she"}
_RULE = frozenset({"government", "administration", "authorities"})


@dataclass(frozen=True, slots=True)
class Use:
    """A name, its kind and the report; `owner` is the outlet whose unnamed source it is."""

    document: str
    name: str
    kind: SourceKind
    owner: str


@dataclass(frozen=True, slots=True)
class Told:
    """What reports tell of a use beside its name: "he" or "she", and the offices before it ("Sergeant Penn")."""

    genders: frozenset[str]
    offices: frozenset[str]

    def __or__(self, other: "Told") -> "Told":
        return Told(self.genders | other.genders, self.offices | other.offices)

    def contradicts(self, other: "Told") -> bool:
        """Whether the one is only ever a "he" and the other only ever a "she"."""
        return len(self.genders) == len(other.genders) == 1 and self.genders != other.genders


def outlet_use(document: Document) -> Use:
    """The use of the outlet that published a document."""
    return Use(document.id, document.metadata.outlet or "", SourceKind.OUTLET, "")


def source_use(claim: Claim) -> Use:
    """The use of a claim's source; the claim must have one."""
    assert claim.source is not None  # noqa: S101
    return Use(claim.document, claim.source.name, claim.source.kind, _owner(claim))


def link_use(document: str, link: Link) -> Use:
    """The use of a link in a chain."""
    return Use(document, link.name, link.kind, "")


def find_uses(documents: Sequence[Document], claims: Sequence[Claim]) -> tuple[Use, ...]:
    """All uses of a story, each once, in canonical order."""
    return tuple(sorted(set(_uses(documents, claims)), key=lambda u: (u.document, u.kind, u.name, u.owner)))


def _uses(documents: Sequence[Document], claims: Sequence[Claim]) -> Iterator[Use]:
    for document in documents:
        if document.metadata.outlet:
            yield outlet_use(document)
    for claim in claims:
        for link in claim.chain:
            if link.kind is not SourceKind.ANONYMOUS:
                yield link_use(claim.document, link)
        if claim.source is not None:
            yield source_use(claim)


def _owner(claim: Claim) -> str:
    """The outlet whose source an unnamed source is: the last outlet before it in the chain."""
    if claim.source is None or claim.source.kind is not SourceKind.ANONYMOUS:
        return ""
    outlets = [link.name for link in claim.chain if link.kind is SourceKind.OUTLET]
    return outlets[-1] if outlets else ""


def told_of(claims: Sequence[Claim], words: NameWords) -> Mapping[Use, Told]:
    """What the reports tell of each person that is a source, from the words by which they call it."""
    genders = _genders()
    found: dict[Use, Told] = defaultdict(lambda: Told(frozenset(), frozenset()))
    for claim in claims:
        if claim.source is not None and claim.source.kind is SourceKind.PERSON:
            use = source_use(claim)
            called = plain_words(claim.source.text)
            name = set(name_key(use.name, use.kind, words))
            before = [w for w in called if w not in name]
            alone = _PRONOUNS.get(called[0]) if len(called) == 1 else None
            said = {genders[w] for w in before if w in genders} | ({alone} if alone else set())
            offices = frozenset(before) & (words.officers | words.ranks)
            found[use] |= Told(frozenset(said), offices)
    return found


def _genders() -> Mapping[str, str]:
    lists = load_lexicon("en", "genders").lists["genders"]
    return {word: group.name for group in lists if group.name in {"he", "she"} for word in group.words}


@cache
def given_genders() -> Mapping[str, str]:
    """Given name → "he" or "she", of those that hardly ever are the other's."""
    return load_lexicon("en", "genders").trait("genders", "pronoun")


def class_of(use: Use, words: NameWords) -> Class:
    """Of what sort a use is, and the words of its name; uses of one class are of one source."""
    key = name_key(use.name, use.kind, words)
    if use.kind is SourceKind.ORGANISATION and (person := _holder(use.name, words)):  # "Dock Inspector Jo Dray"
        return "person", person
    if use.kind in BODIES:
        return _body_class(use, key, words)
    if use.kind is SourceKind.OFFICE and len(_person(use.name, words)) > 1:  # "Captain Jo Dray, master of the Elsa"
        return "person", _person(use.name, words)
    if use.kind is SourceKind.ANONYMOUS:
        return f"anonymous of {' '.join(name_key(use.owner, SourceKind.OUTLET, words))}", key
    if use.kind is SourceKind.PERSON and len(key) == 1 and len(key[0]) <= 3:  # an unresolved "he" is nobody's name
        return f"person in {use.document}", key
    if use.kind is SourceKind.PERSON and use.name.islower():  # "the family" is nobody's name either
        return "someone", key
    return use.kind.value, key


def _body_class(use: Use, key: Key, words: NameWords) -> Class:
    if use.kind is SourceKind.GOVERNMENT or (use.kind is SourceKind.ORGANISATION and " ".join(key) in words.houses):
        return "state", _state_key(key, words)
    return "body", body_key(key, words)


def _state_key(key: Key, words: NameWords) -> Key:
    """A government by the name of its state: "the Kremlin" by Russia's, "the government of Tarn" by Tarn's."""
    whole = words.governments.get(" ".join(key))
    if whole:
        return (whole.lower(),)
    if len(key) > 2 and key[0] in _RULE and key[1] == "of":
        key = key[2:]
    elif len(key) > 1 and key[-1] in _RULE:
        key = key[:-1]
    else:
        return key
    known = words.governments.get(" ".join(key))
    return (known.lower(),) if known else tuple(name_stem(w) if len(key) > 1 else w for w in key)


def _holder(name: str, words: NameWords) -> Key:
    """The person's name behind an office, where it opens with a known given name ("Secretary of State Jo Dray")."""
    found = plain_words(name)
    offices = [at for at, word in enumerate(found) if word in words.officers | words.ranks]
    rest = found[offices[-1] + 1 :] if offices else []
    idle = words.small | words.generic | words.governments.keys()
    while rest and rest[0] in idle | {"to"}:
        rest = rest[1:]
    named = len(rest) > 1 and rest[0] in given_genders() and not words.generic.intersection(rest)
    return tuple(rest) if named and name.rpartition(" ")[2][:1].isupper() else ()


def _person(name: str, words: NameWords) -> Key:
    """The words of a name that begins with a title and stands in capitals; () where it is none."""
    first = name.partition(",")[0].split()
    if not first or first[0].lower() not in words.titles or not all(w[:1].isupper() for w in first):
        return ()
    key = name_key(" ".join(first), SourceKind.PERSON, words)
    return key if not any(w in words.titles or w in words.generic or w in words.officers for w in key) else ()
