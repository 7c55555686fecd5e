"""From the words of a source to who is meant: its name as the document gives it, and its kind.

Stands after attributions are found. Invariant: where the document leaves it open, the source keeps its own words as its
name: a wrong name does more harm than none.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from spacy.tokens import Token

from sayso.claims.attribution import spans_of
from sayso.claims.english.cast import Cast, cast_of, name_runs, title_end
from sayso.claims.english.clauses import noun_phrase
from sayso.lexicon import Lexicon
from sayso.model import Source, SourceKind, words_at
from sayso.reading import Annotated

__all__ = ["Resolver"]

_HE = frozenset({"he", "she", "him", "her", "himself", "herself", "his"})
_IT = frozenset({"it", "its", "itself"})
_THEY = frozenset({"they", "them", "themselves", "we", "us"})
_ANAPHORIC = frozenset({"the", "this", "that", "these", "those"})
_SINGLE = (SourceKind.PERSON, SourceKind.OFFICE, SourceKind.ANONYMOUS)
_THINGS = (
    SourceKind.ORGANISATION,
    SourceKind.DOCUMENT,
    SourceKind.GOVERNMENT,
    SourceKind.OUTLET,
    SourceKind.RECORDING,
)
_MANY = (SourceKind.GROUP, SourceKind.ORGANISATION, SourceKind.ANONYMOUS, SourceKind.GOVERNMENT)
_NAMED = frozenset({SourceKind.ORGANISATION, SourceKind.GOVERNMENT, SourceKind.OUTLET})
_VARIED = (
    (SourceKind.ANONYMOUS, "anonymous"),
    (SourceKind.DOCUMENT, "document"),
    (SourceKind.RECORDING, "recording"),
    (SourceKind.OUTLET, "outlet"),
)
_COUNTRY_SHAPE = re.compile(r"[A-Z][a-z]{2,}(?:ia|land|stan|mark)")
_MEMORY = 1_500  # how many words back a description may point
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_PARTS = frozenset({"one", "two", "some", "both", "another", "none", "neither", "either", "several"})
_LEADING = re.compile(r"^(?:the|a|an|its|his|her|their|our|my|this|that)\s+", re.IGNORECASE)


@dataclass(slots=True)
class Resolver:
    """Resolves the sources of one document in the order of their places; it remembers who spoke last."""

    annotated: Annotated
    lexicon: Lexicon
    cast: Cast = field(init=False)
    spoken: list[Source] = field(default_factory=list)
    _acting: list[list[Token]] | None = None
    _kinds: tuple[tuple[SourceKind, frozenset[str]], ...] = field(init=False)

    def __post_init__(self) -> None:
        words = self.lexicon.words
        self.cast = cast_of(self.annotated.parse, words("sources", "person-title"), words("sources", "office"))
        self._kinds = (
            (SourceKind.ANONYMOUS, words("sources", "anonymous")),
            (SourceKind.RECORDING, words("sources", "recording")),
            (SourceKind.DOCUMENT, words("sources", "document")),
            (SourceKind.GROUP, words("sources", "group")),
            (SourceKind.GOVERNMENT, words("sources", "government")),
            (SourceKind.ORGANISATION, words("sources", "organisation")),
            (SourceKind.OUTLET, words("sources", "outlet")),
            (SourceKind.OFFICE, words("sources", "office")),
        )

    def resolve(self, tokens: Sequence[Token]) -> Source:
        """The source that `tokens` (not empty) name; it counts as the last speaker from now on."""
        words = words_at(self.annotated.document.text, spans_of(tokens))
        earlier = self._earlier(tokens)
        kind, name = (earlier.kind, earlier.name) if earlier else self._name(tokens, _described(tokens, words.text))
        source = Source(words.text, words.spans, kind, name)
        self.spoken.append(source)
        return source

    def _earlier(self, tokens: Sequence[Token]) -> Source | None:
        """The source mentioned before that a pronoun or a short description points back to."""
        first, head = tokens[0].lower_, _head(tokens)
        if head.lower_ in _PARTS and tokens[-1].lower_ in (*_THEY, "those", "two", "three"):
            return self._last(_MANY)
        if len(tokens) == 1 and first in (*_HE, *_IT, *_THEY):
            return self._pronoun(tokens[0])
        if first in _ANAPHORIC and head.pos_ == "NOUN" and not any(t.pos_ in ("PROPN", "ADJ") for t in tokens):
            return self._last_described(head) or self._introduced(head) or self._varied(first, head)
        return None

    def _pronoun(self, pronoun: Token) -> Source | None:
        if pronoun.dep_ == "poss":
            owner = _clause_subject(pronoun)
            if owner is not None and owner.pos_ == "PROPN":
                return self._named(owner)
        lower = pronoun.lower_
        if lower in _HE:
            return self._person_before(pronoun)
        return self._last(_THINGS if lower in _IT else _MANY)

    def _named(self, head: Token) -> Source:
        run = [t for t in head.subtree if t.pos_ == "PROPN"] or [head]
        text = " ".join(t.text for t in run)
        kind, name = self._name(run, text)
        return Source(text, spans_of(run), kind, name)

    def _varied(self, first: str, head: Token) -> Source | None:
        """Who is meant by "the official", "the minister" with another noun than before: the one who spoke last."""
        if first != "the" or head.tag_ != "NN" or any(c.dep_ == "prep" for c in head.children):
            return None
        for kind, group in _VARIED:
            if head.lower_ in self.lexicon.words("sources", group):
                return self._last((kind,)) or (self._outlet_before(head) if kind is SourceKind.OUTLET else None)
        if head.lower_ not in self.lexicon.words("sources", "office", "official", "person-title"):
            return None
        return None if head.lower_ in self.cast.roles else self._person_before(head)

    def _last(self, kinds: tuple[SourceKind, ...]) -> Source | None:
        return next((s for s in reversed(self.spoken) if s.kind in kinds), None)

    def _last_described(self, head: Token) -> Source | None:
        """The last source whose name, or whose own noun, is the same: "the official" after "a port official"."""
        noun = head.lemma_.lower()
        role = head.lower_ in self.lexicon.words("sources", "office", "person-title", "official")
        for source in reversed(self.spoken):
            words = source.text if role or source.kind is not SourceKind.PERSON else ""
            if head.tag_ == "NNS":
                noun = head.lower_
            if noun in {w.lower().strip(",.") for w in f"{words} {source.name}".split()}:
                return source
        return None

    def _introduced(self, head: Token) -> Source | None:
        """Who was brought in before as "a former port clerk" and is now "the clerk", though not yet as a source."""
        for token in reversed(head.doc[max(0, head.i - _MEMORY) : head.i]):
            if token.lower_ == head.lower_ and token.tag_ == "NN" and token.dep_ != "compound":
                articles = [c for c in token.children if c.dep_ == "det" and c.lower_ in ("a", "an")]
                if articles:
                    phrase = noun_phrase(token)
                    kind, name = self._name(phrase, _described(phrase, words_of(phrase)))
                    return Source(head.text, spans_of(phrase), kind, name)
        return None

    def _outlet_before(self, head: Token) -> Source | None:
        """The publication named last before "the newspaper"."""
        outlets = self.lexicon.words("sources", "outlet")
        runs = [r for r in name_runs(head.doc[max(0, head.i - _MEMORY) : head.i]) if r[-1].lower_ in outlets]
        return self._named(runs[-1][-1]) if runs else None

    def _person_before(self, token: Token) -> Source | None:
        """The person who spoke or acted last before `token`: the nearest of speakers and of named subjects."""
        spoken = self._last(_SINGLE)
        acted = next((r for r in reversed(self._actors()) if r[-1].i < token.i), None)
        if acted is None or (spoken is not None and spoken.spans[-1].start >= acted[0].idx):
            return spoken
        kind, name = self._name(acted, " ".join(t.text for t in acted))
        return Source(name, spans_of(acted), kind, name) if kind is SourceKind.PERSON else spoken

    def _actors(self) -> Sequence[list[Token]]:
        """Names of persons that are subjects outside quotations, in order."""
        if self._acting is None:
            quotes = [q.inner for q in self.annotated.quotes]
            self._acting = [
                run
                for run in name_runs(self.annotated.parse)
                if any(t.dep_ in _SUBJECTS or (t.dep_ == "appos" and t.head.dep_ in _SUBJECTS) for t in run)
                and not any(q.start <= run[0].idx < q.end for q in quotes)
                and self._person(run)
            ]
        return self._acting

    def _name(self, tokens: Sequence[Token], text: str) -> tuple[SourceKind, str]:
        if len(tokens) == 1 and text.isupper() and text.title() in self.cast.places:
            return SourceKind.GOVERNMENT, text.title()
        lower = f" {text.lower()} "
        head = _head(tokens)
        if self._unnamed(tokens, head, lower):
            return SourceKind.ANONYMOUS, _plain(text)
        body = self._body(tokens, head)
        if body:
            return SourceKind.ORGANISATION, body
        person = self._person(tokens)
        if person:
            return SourceKind.PERSON, person
        common = self._by_noun(head, lower)
        role = self.cast.roles.get(head.lower_)
        if common is SourceKind.OFFICE and role and head.tag_ in ("NN", "NNP"):
            return SourceKind.PERSON, role
        if common:
            return common, _plain(text)
        whole = self.cast.firsts.get(head.text) if len(tokens) == 1 and head.pos_ == "PROPN" else None
        paper = whole is not None and whole.split()[-1].lower() in self.lexicon.words("sources", "outlet")
        if whole and not paper and self._is_body(whole, [head]):
            return SourceKind.ORGANISATION, whole
        return self._by_shape(tokens, head), _plain(text)

    def _unnamed(self, tokens: Sequence[Token], head: Token, lower: str) -> bool:
        sources = self.lexicon.words
        if any(t.lower_ in sources("sources", "unnamed-mark") for t in tokens):
            return True
        sentence = f" {head.sent.text.lower()} "
        named = any(t.pos_ == "PROPN" and t.head.i == head.i and t.dep_ in ("appos", "flat") for t in tokens)
        official = head.lower_ in sources("sources", "official") or head.lower_ in sources("sources", "anonymous")
        if head.lower_ in sources("sources", "anonymous") and not named:
            return True
        if official and head.tag_ == "NN" and head.pos_ == "NOUN" and not named:
            return True
        held_back = any(p in sentence for p in sources("sources", "unnamed-phrase"))
        return held_back and head.pos_ == "NOUN" and not named and " who" not in lower

    def _person(self, tokens: Sequence[Token]) -> str | None:
        """The full name of the first person that the phrase names, if it names one."""
        titles = self.lexicon.words("sources", "person-title")
        for run in name_runs(tokens):
            titled = title_end(run, titles)
            bare = [t.text for t in run[titled:]]
            name = " ".join(bare)
            if not bare or self._is_body(name, run) or (_possesses(run) and len(tokens) > len(run) + 1):
                continue
            full = self.cast.full.get(bare[-1], name) if len(bare) == 1 else name
            whole = len(full.split()) > 1 and full not in self.cast.places and full not in self.cast.bodies
            if full in self.cast.people or titled or whole:
                return full
        return None

    def _body(self, tokens: Sequence[Token], head: Token) -> str | None:
        """The name of the body in "the operator, Harbour Link": a noun for bodies with a name set beside it."""
        if head.pos_ != "NOUN" or head.lower_ not in self.lexicon.words("sources", "organisation"):
            return None
        beside = [t for t in tokens if t.dep_ == "appos" and t.head == head and t.pos_ == "PROPN"]
        runs = [run for run in name_runs(tokens) if beside and beside[0] in run]
        return " ".join(t.text for t in runs[0]) if runs else None

    def _is_body(self, name: str, run: Sequence[Token]) -> bool:
        words = {w.lower() for w in name.split()}
        bodies = self.lexicon.words("sources", "organisation", "government", "outlet", "document")
        before = [t.lower_ for t in run[0].doc[max(0, run[0].i - 2) : run[0].i] if not t.is_quote]
        return bool(words & bodies) or (bool(before) and (before[-1] == "the" or before[-1] in bodies))

    def _by_noun(self, head: Token, lower: str) -> SourceKind | None:
        if head.pos_ == "PROPN":
            kinds = [k for k in self._kinds if k[0] in _NAMED]
        elif head.lower_ in self.lexicon.words("sources", "official") and head.tag_ == "NNS":
            return SourceKind.GOVERNMENT
        else:
            kinds = list(self._kinds)
        for kind, words in kinds:
            if head.lower_ in words or any(" " in w and f" {w} " in lower for w in words):
                return kind
        return None

    def _by_shape(self, tokens: Sequence[Token], head: Token) -> SourceKind:
        if head.pos_ != "PROPN":
            single = head.tag_ == "NN" or head.lower_ in _HE or head.lower_ in ("i", "me", "who")
            return SourceKind.PERSON if single else SourceKind.GROUP
        name = " ".join(t.text for t in tokens if t.pos_ == "PROPN")
        known = name.lower() in self.lexicon.words("places") or _COUNTRY_SHAPE.fullmatch(name) is not None
        if known or name in self.cast.places or name in self.cast.demonyms:
            return SourceKind.GOVERNMENT
        return SourceKind.ORGANISATION


def _clause_subject(possessive: Token) -> Token | None:
    """The subject of the clause in which a possessive stands."""
    governor = possessive.head
    for _ in range(4):
        subject = next((c for c in governor.children if c.dep_ in ("nsubj", "nsubjpass")), None)
        if subject is not None and subject.i < possessive.i:
            return subject
        if governor.head == governor:
            return None
        governor = governor.head
    return None


def _possesses(run: Sequence[Token]) -> bool:
    """Whether a name only says whose: "Harbour Link" in "Harbour Link's director"."""
    return run[-1].i + 1 < len(run[-1].doc) and run[-1].nbor().tag_ == "POS"


def _head(tokens: Sequence[Token]) -> Token:
    """The word of a phrase on which the others hang."""
    inside = {t.i for t in tokens}
    return next((t for t in tokens if t.head.i not in inside or t.head.i == t.i), tokens[-1])


def _described(tokens: Sequence[Token], text: str) -> str:
    """The words of a phrase without relative clauses, participles and asides after its head."""
    head = _head(tokens)
    for child in head.children:
        if child.i > head.i and _sets_off(child):
            return words_of([t for t in tokens if t.i < child.left_edge.i]).strip(" ,;-(")
    return text


def words_of(tokens: Sequence[Token]) -> str:
    """The words of neighbouring tokens as they stand."""
    return "".join(t.text_with_ws for t in tokens).strip()


def _sets_off(child: Token) -> bool:
    return child.dep_ in ("relcl", "acl", "appos", "advcl", "amod") or child.text in (",", "(", ";")


def _plain(text: str) -> str:
    """A phrase as a name: without its leading article or possessive, white space made single."""
    return _LEADING.sub("", " ".join(text.split()))
