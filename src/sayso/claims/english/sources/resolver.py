"""From the words of a source to who is meant: its name as the document gives it, and its kind.

Stands after attributions are found. Invariant: where the document leaves it open, the source keeps its own words as its
name: a wrong name does more harm than none.
"""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from spacy.tokens import Token

from sayso.claims.attribution import spans_of, token_span
from sayso.claims.english.parsed.clauses import noun_phrase, subject_of
from sayso.claims.english.sources.animacy import Animacy
from sayso.claims.english.sources.antecedents import Antecedents, Mention
from sayso.claims.english.sources.cast import name_of, name_runs
from sayso.claims.english.sources.distances import Distances
from sayso.claims.english.sources.genders import gender_of_pronoun
from sayso.claims.english.sources.mentions import Mentions
from sayso.claims.english.sources.naming import Namer, described, head_of, with_hyphened, words_of
from sayso.claims.english.sources.unnamed import Withheld, joined
from sayso.lexicon import Lexicon
from sayso.model import Source, SourceKind, Unnamed, words_at
from sayso.reading import Annotated

__all__ = ["Resolver"]

_HE = frozenset({"he", "she", "him", "her", "himself", "herself", "his"})
_IT = frozenset({"it", "its", "itself"})
_THEY = frozenset({"they", "them", "themselves", "we", "us"})
_WE = frozenset({"we", "us", "our", "ours", "i", "me", "my", "mine"})
_ANAPHORIC = frozenset({"the", "this", "that", "these", "those"})
_SINGLE = (SourceKind.PERSON, SourceKind.OFFICE, SourceKind.ANONYMOUS)
_THINGS = (
    SourceKind.ORGANISATION,
    SourceKind.DOCUMENT,
    SourceKind.GOVERNMENT,
    SourceKind.OUTLET,
    SourceKind.RECORDING,
)
_OWNED = (SourceKind.OFFICE, SourceKind.ORGANISATION, SourceKind.DOCUMENT, SourceKind.ANONYMOUS)
_PERSONS = (SourceKind.GROUP, SourceKind.ANONYMOUS)
_MANY = (SourceKind.GROUP, SourceKind.ORGANISATION, SourceKind.ANONYMOUS, SourceKind.GOVERNMENT)
_VARIED = (
    (SourceKind.ANONYMOUS, "anonymous"),
    (SourceKind.DOCUMENT, "document"),
    (SourceKind.RECORDING, "recording"),
    (SourceKind.OUTLET, "outlet"),
)
_BEFORE = re.compile(r" (?:of|for|at|in|to|from|by|on|with|who|that|which|close|familiar|dated) |[,(]")
_AGE = re.compile(r"\b(\d{1,3})-? ?years?-? ?old\b")
_MEMORY = 1_500  # how many words back a description may point
_NEAR = 60  # how many words back "the company" may point
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_ANYBODY = {"man": "he", "woman": "she"}
_PARTS = frozenset({"one", "two", "some", "both", "another", "none", "neither", "either", "several"})


@dataclass(slots=True)
class Resolver:
    """Resolves the sources of one document in the order of their places; it remembers who spoke last."""

    annotated: Annotated
    lexicon: Lexicon
    namer: Namer = field(init=False)
    spoken: list[Source] = field(default_factory=list)
    _antecedents: Antecedents = field(init=False)
    _mentions: Mentions = field(init=False)
    _animacy: Animacy = field(init=False)
    _withheld: Withheld = field(init=False)
    _new: dict[str, list[Token]] | None = None
    _called: dict[str, str] = field(default_factory=dict)
    _heads: dict[tuple[str, str], frozenset[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        parse = self.annotated.parse
        self.namer = Namer(parse, self.lexicon)
        self._antecedents = Antecedents(Distances(self.annotated))
        self._animacy = Animacy(self.lexicon)
        self._withheld = Withheld(self.lexicon)
        names = (self.namer, self._animacy, self._antecedents)
        self._mentions = Mentions(list(parse), *names, self.identify, self._is_time)

    def resolve(self, tokens: Sequence[Token]) -> Source:
        """The source that `tokens` (not empty) name; it counts as the last speaker from now on."""
        source = self.identify(tokens)
        self.spoken.append(source)
        head = head_of(tokens)
        if self._animacy.may_be_cited(head) or head.lower_ in _PARTS:
            self._antecedents.note(Mention(head, source, speaks=True))
        return source

    def identify(self, tokens: Sequence[Token]) -> Source:
        """The source that `tokens` (not empty) name, which has not spoken itself."""
        words = words_at(self.annotated.document.text, spans_of(tokens))
        earlier = self._earlier(tokens)
        kind, name = self.namer.name(tokens, described(tokens, words.text))
        if earlier is not None:
            withheld = kind is SourceKind.ANONYMOUS and earlier.name.islower()
            kind, name = (SourceKind.ANONYMOUS if withheld else earlier.kind), earlier.name
        elif kind in _OWNED and tokens[0].tag_ == "PRP$" and name.islower():
            name = self._of_owner(tokens[0], name)
        unnamed = self._told(earlier, kind, tokens)
        return Source(words.text, words.spans, kind, name, unnamed)

    def _of_owner(self, pronoun: Token, name: str) -> str:
        """The name with its owner's where the text tells whose it is: "Ruritania's foreign minister" for "its"."""
        owner = self._pronoun(pronoun)
        named = owner is not None and owner.kind is not SourceKind.ANONYMOUS and not owner.name.islower()
        return f"{owner.name}'s {name}" if owner is not None and named else name

    def _told(self, earlier: Source | None, kind: SourceKind, tokens: Sequence[Token]) -> Unnamed | None:
        """What is told of an unnamed source, by these words or where it was mentioned before."""
        if kind is not SourceKind.ANONYMOUS:
            return None
        told = self._withheld.of(tokens, self.annotated.document.text)
        return told if earlier is None or earlier.unnamed is None else joined(earlier.unnamed, told)

    def _earlier(self, tokens: Sequence[Token]) -> Source | None:
        """The source mentioned before that a pronoun or a short description points back to."""
        first, head = tokens[0].lower_, head_of(tokens)
        if head.lower_ in _PARTS and tokens[-1].lower_ in (*_THEY, "those", "two", "three"):
            return self._persons_before(tokens[-1]) or self._last(_MANY)
        if len(tokens) == 1 and head.lower_ in _PARTS and self.spoken and self.spoken[-1].kind in _PERSONS:
            return self.spoken[-1]
        if len(tokens) == 1 and first in _WE and not self._is_quoted(tokens[0]):
            return self._outlet(tokens[0])
        if len(tokens) == 1 and first in (*_HE, *_IT, *_THEY):
            return self._pronoun(tokens[0])
        if first == "the" and (aged := _AGE.search(words_of(tokens).lower())):
            return self._of_age(aged[1])
        if first == "the" and head.tag_ == "NN" and (bearer := self._in_apposition(tokens, head)):
            return bearer
        if first in _ANAPHORIC and head.pos_ == "NOUN" and not any(t.pos_ in ("PROPN", "ADJ") for t in tokens):
            known = self._last_described(head) or self._introduced(head)
            owned = any(c.dep_ == "poss" for c in head.children)  # "the board's spokesman" is no other's before
            return known or (None if owned else self._varied(first, head))
        return None

    def _pronoun(self, pronoun: Token) -> Source | None:
        if pronoun.dep_ == "poss":
            owner = _clause_subject(pronoun)
            if owner is not None and owner.pos_ == "PROPN":
                named = self._named(owner)
                gender = gender_of_pronoun(pronoun)
                if gender is None or self._as_person(Mention(owner, named), gender) > 0:
                    return named
        lower = pronoun.lower_
        if lower in _HE:
            return self._person_before(pronoun)
        return self._thing_before(pronoun) if lower in _IT else self._many_before(pronoun)

    def _outlet(self, pronoun: Token) -> Source | None:
        """Who writes, where the report speaks of itself: the outlet."""
        name = self.annotated.document.metadata.outlet
        return Source(pronoun.text, (token_span(pronoun),), SourceKind.OUTLET, name) if name else None

    def _named(self, head: Token) -> Source:
        run = next((r for r in name_runs(head.subtree) if head in r), [head])
        text = name_of(run)
        kind, name = self.namer.name(run, text)
        return Source(text, spans_of(run), kind, name)

    def _varied(self, first: str, head: Token) -> Source | None:
        """Who is meant by "the official", "the minister" with another noun than before: the one who spoke last."""
        if first != "the" or head.tag_ != "NN" or any(c.dep_ == "prep" for c in head.children):
            return None
        if head.lower_ in self.lexicon.words("sources", "company"):
            return self._body_before(head)
        if head.lower_ in _ANYBODY and not any(c.dep_ == "relcl" for c in head.children):
            return self._unnamed_one(head)
        for kind, group in _VARIED:
            if head.lower_ in self.lexicon.words("sources", group):
                return self._last((kind,)) or (self._outlet_before(head) if kind is SourceKind.OUTLET else None)
        if head.lower_ not in self.lexicon.words("sources", "office", "official", "person-title"):
            return None
        if head.lower_ in self.namer.cast.roles:
            return None
        named_only = head.lower_ not in self.lexicon.words("sources", "official")
        holders = self.namer.cast.holders.get(head.lower_, frozenset()) if named_only else frozenset()
        return self._antecedent(head, lambda mention: self._as_holder(mention, named_only, holders))

    def _unnamed_one(self, head: Token) -> Source | None:
        """Who is meant by "the man": the unnamed one who spoke last, unless more than one or of the other gender."""
        last = self._last((SourceKind.ANONYMOUS,))
        single = last is not None and last.unnamed is not None and last.unnamed.most == 1
        fits = last is not None and self.namer.genders.may_be(_ANYBODY[head.lower_], last.name, last.text)
        return last if single and fits else None

    def _last(self, kinds: tuple[SourceKind, ...]) -> Source | None:
        return next((s for s in reversed(self.spoken) if s.kind in kinds), None)

    def _last_described(self, head: Token) -> Source | None:
        """The last source whose name, or whose own noun, is the same: "the official" after "a port official"."""
        noun = head.lemma_.lower()
        role = head.lower_ in self.lexicon.words("sources", "office", "person-title", "official")
        for source in reversed(self.spoken):
            if any(s.start <= head.idx < s.end for s in source.spans):
                continue  # "the ministry" in "the agency, quoting the ministry,"
            words = source.text if role else ""
            if head.tag_ == "NNS":
                noun = head.lower_
            if noun in {w.lower().strip(",.") for w in words.split()} or noun in self._nouns_of(source):
                return source
        return None

    def _nouns_of(self, source: Source) -> frozenset[str]:
        """The words that say what a source is."""
        words = (source.text, source.name)
        if words not in self._heads:
            self._heads[words] = frozenset(_head_nouns(source))
        return self._heads[words]

    def _introduced(self, head: Token) -> Source | None:
        """Who was brought in before as "a former port clerk" and is now "the clerk", though not yet as a source.

        "The statement" after "said in a statement" is whose statement it was.
        """
        token = next((t for t in reversed(self._brought_in(head.lower_)) if 0 < head.i - t.i <= _MEMORY), None)
        if token is None:
            return None
        phrase = self._giving(token) or with_hyphened(noun_phrase(token))
        kind, name = self.namer.name(phrase, described(phrase, words_of(phrase)))
        return Source(head.text, spans_of(phrase), kind, name)

    def _in_apposition(self, tokens: Sequence[Token], head: Token) -> Source | None:
        """The bearer of a name of whom these words were said before: "Ola Brandt, a retired teacher"."""
        told = {t.lower_ for t in tokens if t.i < head.i and t.dep_ != "det"}
        for noun in reversed(self._brought_in(head.lower_)):
            beside = [noun.head] if noun.dep_ == "appos" else [c for c in noun.children if c.dep_ == "appos"]
            named = next((t for t in beside if t.pos_ == "PROPN"), None)
            if named is not None and noun.i < head.i and told <= {t.lower_ for t in noun.children if t.i < noun.i}:
                return self._named(named)
        return None

    def _of_age(self, years: str) -> Source | None:
        """The one person whose age is told: "Ola Brandt, 52,"."""
        found = {}
        for name, run in self.namer.cast.mentions:
            after = run[-1].doc[run[-1].i + 1 : run[-1].i + 3]
            if len(after) == 2 and (after[0].text, after[1].text) == (",", years):
                found[name] = run
        return self._named(next(iter(found.values()))[-1]) if len(found) == 1 else None

    def _brought_in(self, word: str) -> Sequence[Token]:
        """The places where a noun is brought in with "a" or "an"."""
        if self._new is None:
            self._new = defaultdict(list)
            for token in self.annotated.parse:
                noun = token.head
                new = token.lower_ in ("a", "an") and token.dep_ == "det"
                if new and noun.tag_ == "NN" and noun.dep_ != "compound":
                    self._new[noun.lower_].append(noun)
        return self._new.get(word, ())

    def _giving(self, noun: Token) -> list[Token]:
        """Who "said in a statement"."""
        stated = noun.lower_ in self.lexicon.words("sources", "container") and noun.head.lower_ == "in"
        return subject_of(noun.head.head) if stated and noun.head.head.pos_ == "VERB" else []

    def _outlet_before(self, head: Token) -> Source | None:
        """The publication named last before "the newspaper"."""
        outlets = self.lexicon.words("sources", "outlet")
        runs = [r for r in name_runs(head.doc[max(0, head.i - _MEMORY) : head.i]) if r[-1].lower_ in outlets]
        return self._named(runs[-1][-1]) if runs else None

    def _body_before(self, head: Token) -> Source | None:
        """The one body that is a subject shortly before "the company", if its name says nothing else of what it is."""
        others = self.lexicon.words("sources", "organisation") - self.lexicon.words("sources", "company-form")
        found: dict[str, Source] = {}
        for run in name_runs(head.doc[max(0, head.i - _NEAR) : head.i]):
            subject = any(t.dep_ in _SUBJECTS for t in run)
            if subject and len(run) > 1 and not self.namer.person(run) and not self._is_quoted(run[0]):
                source = self._named(run[-1])
                if source.kind is SourceKind.ORGANISATION and not others & set(source.name.lower().split()):
                    found.setdefault(source.name, source)
        return next(iter(found.values())) if len(found) == 1 else None

    def _person_before(self, token: Token) -> Source | None:
        """The person who is most likely meant by "he", "the minister"."""
        gender = gender_of_pronoun(token)
        known = self._antecedent(token, lambda mention: self._as_person(mention, gender))
        found = known or self._antecedent(token, self._as_surname)
        if found is not None and gender is not None:
            self._called.setdefault(found.name, gender)
        return found

    def _thing_before(self, token: Token) -> Source | None:
        """The body, document or recording that is most likely meant by "it"."""
        tells = token.dep_ == "nsubj" and token.head.lemma_.lower() in self.lexicon.words("cues", "record-verb")
        return self._antecedent(token, lambda mention: self._as_thing(mention, tells))

    def _many_before(self, token: Token) -> Source | None:
        """Those who are most likely meant by "they"."""
        return self._antecedent(token, self._as_many)

    def _persons_before(self, token: Token) -> Source | None:
        """Those who are most likely meant by "two of them": persons, and no body."""
        return self._antecedent(
            token, lambda mention: self._as_many(mention) if mention.source.kind in _PERSONS else 0.0
        )

    def _antecedent(self, token: Token, fits: Callable[[Mention], float]) -> Source | None:
        self._mentions.read_up_to(token)
        return self._antecedents.best(token, fits)

    def _as_person(self, mention: Mention, gender: str | None) -> float:
        """How well "he" or "she" agrees with a mention: best with one whom the text speaks of so."""
        source, genders = mention.source, self.namer.genders
        if source.kind is SourceKind.GROUP and mention.head.lower_ == "one" and mention.speaks:
            return 1.0
        if source.kind not in _SINGLE:
            return 0.0
        if mention.head.pos_ == "NOUN" and not mention.speaks:
            return 0.5 if self._animacy.may_speak(mention.head) else 0.0
        if gender is None:
            return 1.0
        known = genders.known(source.name, source.text)
        if known is not None:
            return 1.2 if known == gender else 0.0
        if self._called.get(source.name, gender) != gender:
            return 0.2  # of whom the other pronoun was said before
        if source.kind is not SourceKind.PERSON and mention.head.tag_ in ("NNS", "NNPS"):
            return 0.0
        given = genders.by_given_name(source.name)
        return 1.0 if given is None else 1.2 if given == gender else 0.03

    def _as_holder(self, mention: Mention, named_only: bool, holders: frozenset[str]) -> float:
        """How well "the official", "the minister" agrees with a mention: no minister is somebody unnamed, and where
        `holders` are known it is one of them.
        """
        source = mention.source
        named = source.kind is SourceKind.PERSON and not source.name.islower()
        if (named_only and not named) or (holders and source.name not in holders):
            return 0.0
        return self._as_person(mention, None)

    def _as_surname(self, mention: Mention) -> float:
        """Whether a name that nothing is said of may be a person's: one word, no article, no place."""
        head, name = mention.head, mention.source.name
        if mention.source.kind is not SourceKind.ORGANISATION or head.pos_ != "PROPN" or " " in name or name.isupper():
            return 0.0
        return 0.0 if any(c.dep_ in ("det", "amod", "compound") for c in head.children) else 0.4

    def _as_thing(self, mention: Mention, tells: bool) -> float:
        """How well "it" agrees with a mention; it `tells` where its verb is one by which documents tell something."""
        kind = mention.source.kind
        if kind not in _THINGS or mention.head.tag_ in ("NNS", "NNPS"):
            return 0.0
        if kind is SourceKind.GOVERNMENT and not mention.speaks and mention.head.dep_ not in _SUBJECTS:
            return 0.2
        if kind in (SourceKind.DOCUMENT, SourceKind.RECORDING):
            told = 1.0 if mention.speaks else 0.5
            return told + 0.5 if tells and kind is SourceKind.DOCUMENT else told
        return 1.0 if mention.speaks or kind in (SourceKind.ORGANISATION, SourceKind.GOVERNMENT) else 0.5

    def _as_many(self, mention: Mention) -> float:
        source, plural = mention.source, mention.head.tag_ in ("NNS", "NNPS")
        if source.kind is SourceKind.GROUP:
            return 1.0
        if plural:
            return 1.0 if source.kind not in (SourceKind.DOCUMENT, SourceKind.RECORDING) else 0.0
        if source.kind not in (SourceKind.ORGANISATION, SourceKind.GOVERNMENT):
            return 0.0
        return 0.5 if mention.speaks or mention.head.dep_ in _SUBJECTS else 0.1

    def _is_time(self, token: Token) -> bool:
        """Whether a word is part of a time: "Friday"."""
        times = self.annotated.times
        at = bisect_right(times, token.idx, key=lambda t: t.span.start) - 1
        return at >= 0 and token.idx < times[at].span.end

    def _is_quoted(self, token: Token) -> bool:
        quotes = self.annotated.quotes
        at = bisect_right(quotes, token.idx, key=lambda q: q.inner.start) - 1
        return at >= 0 and token.idx < quotes[at].inner.end


def _head_nouns(source: Source) -> Iterator[str]:
    """The words that say what a source is: "ministry" of "the Ministry of Water", "memo" of "a memo by the board"."""
    for words in (source.name, source.text if source.kind is not SourceKind.PERSON else ""):
        before = _BEFORE.split(f" {words.lower()} ", maxsplit=1)[0].replace("’s", "").replace("'s", "").split()
        yield from before[-1:]


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
