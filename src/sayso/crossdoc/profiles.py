"""Each claim as weighted terms: what it says, and what it is about.

Second step of comparing. Invariant: a profile depends on the claim and its report alone, neither on the order in which
claims come nor on what else the ledger holds.
"""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from sayso.crossdoc.affairs import Affair, find_affairs, find_casts
from sayso.crossdoc.rarity import load_rarity
from sayso.crossdoc.words import Term, Vocabulary, name_stem, plain_words
from sayso.model import Claim, Course, Document, Interval, Quantity

__all__ = ["Profile", "build_profiles"]

_YEAR = re.compile(r"(1[6-9]|20)\d\d")
_CHANGES = frozenset({"=change", "=rise", "=fall", "=slow"})
_BEFORE = 260  # code points of text before the sentence that may hold what its pronouns stand for
_TELLING = 2  # words from which a content without number, name or doer says something
_AT_LARGE = 0.5  # what a word's rarity in news at large counts, against its rarity in the report
_SHORT = 3  # a content of fewer terms leans on its surroundings


@dataclass(frozen=True, slots=True)
class Profile:
    """What comparing looks at: `said` and `around` are term → weight, `opposite` the terms meant contrary.

    `predication` holds the terms of what is said of the doer (or of that to which it is done): predicate, object and
    adjuncts; a `bare` content is a mere mention ("the memo"): one word, no number, nothing said of it. `senses` gives
    for each term of `said`, in its order, the direction of its meaning (zeros for names and numbers: they mean only
    themselves). `dating` is how telling its time is: little where much of the report is of that time. `affair` and
    `cast` hold the words and the names of the whole report; `speaker` is the source's entity, "" where it is not known
    across reports.
    """

    claim: Claim
    said: Mapping[str, float]
    around: Mapping[str, float]
    opposite: frozenset[str]
    head: str
    doer: str
    subject: frozenset[str]
    object: frozenset[str]
    adjuncts: Mapping[str, frozenset[str]]
    predication: frozenset[str]
    bare: bool
    quantities: tuple[Quantity, ...]
    unit_terms: Mapping[str, str]
    time: Interval | None
    dating: float
    size: float
    background: bool
    senses: NDArray[np.float32] = field(compare=False)
    affair: Affair = field(compare=False)
    cast: Affair = field(compare=False)
    speaker: str = ""

    @property
    def numberless(self) -> "Profile":
        """The profile without its numbers, for asking what two claims differ in."""
        said = {t: w for t, w in self.said.items() if not _is_number(t)}
        senses = self.senses[[not _is_number(t) for t in self.said]] if len(said) < len(self.said) else self.senses
        return replace(self, said=said, senses=senses, size=math.fsum(said.values()), quantities=())

    @property
    def core(self) -> frozenset[str]:
        """The thing or deed that the claim is about, as far as its content tells it."""
        return frozenset((self.subject | self.object | {self.head}) & self.said.keys())

    @property
    def ahead(self) -> bool:
        """Whether the content is of what has yet to come."""
        return self.claim.gist.planned or self.claim.course is Course.PLANNED

    @property
    def negative(self) -> bool:
        """Whether the content itself is negated."""
        return self.claim.gist.negated


def build_profiles(
    documents: Sequence[Document],
    claims: Sequence[Claim],
    vocabulary: Vocabulary,
    background: Collection[str] = frozenset(),
    speakers: Mapping[str, str] = MappingProxyType({}),
) -> dict[str, Profile]:
    """Claim id → profile; `background` holds the ids of what reporting outlets say in their own voice, `speakers` by
    claim the entity whose word it is, where that is known across reports.
    """
    texts = {d.id: d.text for d in documents}
    affairs, casts = find_affairs(texts, vocabulary), find_casts(texts, vocabulary)
    by_document: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        by_document[claim.document].append(claim)
    profiles = (
        p for document, own in by_document.items() for p in _of_report(own, texts.get(document, ""), vocabulary)
    )
    return {
        p.claim.id: replace(
            p,
            background=p.claim.id in background,
            affair=affairs.get(p.claim.document, {}),
            cast=casts.get(p.claim.document, {}),
            speaker=speakers.get(p.claim.id, ""),
        )
        for p in profiles
    }


def _of_report(claims: Sequence[Claim], text: str, vocabulary: Vocabulary) -> Iterator[Profile]:
    """The profiles of one report's claims."""
    capitals = (w for c in claims for name in c.gist.names for w in name.split() if not w.islower())
    words = {word for capital in capitals for word in plain_words(capital)}
    names = frozenset(name_stem(w) for w in words - load_rarity().common)
    reader = _Reader(vocabulary, names)
    weights = _rarity(claims, reader)
    times = Counter(claim.event_time for claim in claims)
    for claim in claims:
        yield _profile(claim, text, reader, weights, _how_rare(times[claim.event_time], len(claims)))


@dataclass(frozen=True, slots=True)
class _Reader:
    vocabulary: Vocabulary
    names: frozenset[str]

    def term(self, word: str) -> Term:
        if word not in self.vocabulary.groups:
            stemmed = name_stem(word)
            if stemmed in self.names:
                return Term("@" + stemmed)
        return self.vocabulary.term(word)

    def head(self, head: str) -> str:
        """The term of a predicate; of a verb with a particle that the word lists do not have, that of the verb."""
        known = head if head in self.vocabulary.groups else head.partition(" ")[0]
        return self.term(known).name if known else ""

    def terms(self, claim: Claim) -> list[tuple[str, Term]]:
        """The content's words, phrases put together, each with its term."""
        words = _undated(claim.gist.lemmas, self.vocabulary)
        for phrase in self._phrases(claim):
            parts = phrase.split()
            at = next((at for at, word in enumerate(words) if word in parts), len(words))
            words = [*words[:at], phrase, *(word for word in words[at:] if word not in parts)]
        return [(w, self.term(w)) for w in words]

    def _phrases(self, claim: Claim) -> list[str]:
        gist = claim.gist
        pairs = [f"{a} {b}" for a, b in zip(gist.lemmas, gist.lemmas[1:], strict=False)]
        pairs += [f"{a[0]} {a[1]}" for a in gist.adjuncts if len(a) > 1]
        pairs += [f"{gist.head} {word}" for word in (*gist.object[-1:], *(a[0] for a in gist.adjuncts))]
        listed = [p for p in [gist.head, *pairs] if " " in p and p in self.vocabulary.groups]
        text = f" {' '.join(plain_words(claim.content.text))} "
        return list(dict.fromkeys([*listed, *(i for i in self.vocabulary.idioms if f" {i} " in text)]))


def _outcome(quantities: Sequence[Quantity], head: str) -> tuple[Quantity, ...]:
    """Of a change ("rose from 3 to 12") the number it ends at, in each unit; else all numbers."""
    if head not in _CHANGES:
        return tuple(quantities)
    last = {q.unit: q for q in quantities}
    return tuple(q for q in quantities if last[q.unit] is q)


def _undated(lemmas: Sequence[str], vocabulary: Vocabulary) -> list[str]:
    """The words without dates and clock times, which are compared as times."""
    calendar = vocabulary.calendar
    kept = []
    for at, word in enumerate(lemmas):
        beside = {*lemmas[max(0, at - 1) : at], *lemmas[at + 1 : at + 2]}
        dated = word.isdigit() and (beside & calendar or _YEAR.fullmatch(word))
        if word not in calendar and ":" not in word and not dated:
            kept.append(word)
    return kept


def _rarity(claims: Sequence[Claim], reader: _Reader) -> dict[str, float]:
    """Term → how rare it is, 1 at most: among the distinct wordings of the report's claims and in news at large."""
    wordings = {tuple(sorted({t.name for _, t in reader.terms(c)})) for c in claims}
    count = Counter(term for wording in wordings for term in wording)
    at_large = load_rarity()
    return {
        term: _how_rare(n, len(wordings)) * (1 - _AT_LARGE * (1 - at_large.of_term(term))) for term, n in count.items()
    }


def _how_rare(times: int, of: int) -> float:
    """How rare it is to be met `times` in so many; 1 where it is met once."""
    return math.log(1 + of / (times + 1)) / math.log(1 + of / 2)


def _profile(claim: Claim, text: str, reader: _Reader, rarity: Mapping[str, float], dating: float) -> Profile:
    gist = claim.gist
    pairs = reader.terms(claim)
    said = _weigh(pairs, reader, rarity)
    around = _weigh(_around(claim, text, reader, len(said)), reader, rarity)
    head = reader.head(gist.head)
    subject, object_ = _terms(gist.subject, reader), _terms(gist.object, reader)
    adjuncts = _by_preposition(gist.adjuncts, reader)
    done_to = object_ - subject if subject else frozenset()
    return Profile(
        claim=claim,
        said=said,
        around={term: weight for term, weight in around.items() if term not in said},
        opposite=frozenset(t.name for _, t in pairs if t.opposite),
        head=head,
        doer=_doer(gist.subject or gist.object, reader),
        subject=subject,
        object=object_,
        adjuncts=adjuncts,
        predication=frozenset({head}).union(done_to, *adjuncts.values()) & said.keys(),
        bare=_is_bare(claim, said, head, reader.vocabulary),
        quantities=_outcome(gist.quantities, head),
        unit_terms={q.unit: reader.term(q.unit).name for q in gist.quantities},
        time=claim.event_time,
        dating=dating,
        size=math.fsum(said.values()),
        background=False,
        senses=_senses(claim, said, pairs),
        affair={},
        cast={},
    )


def _is_number(term: str) -> bool:
    return term.replace(".", "").isdigit()


def _senses(claim: Claim, said: Mapping[str, float], pairs: Sequence[tuple[str, Term]]) -> NDArray[np.float32]:
    """Rows of unit length in the order of `said`; a term of several words of the content has that of the first."""
    gist = claim.gist
    width = len(gist.senses) // max(1, len(gist.lemmas))
    rows = np.frombuffer(gist.senses, np.int8).reshape(-1, width) if width else np.zeros((0, 0), np.int8)
    place = {word: at for at, word in reversed(list(enumerate(gist.lemmas)))}
    first = {term.name: place.get(word.partition(" ")[0]) for word, term in reversed(pairs)}
    found = np.zeros((len(said), width), np.float32)
    for at, name in enumerate(said):
        row = first.get(name)
        if row is not None and width and not name.startswith("@") and not _is_number(name):
            found[at] = rows[row]
    lengths = np.linalg.norm(found, axis=1, keepdims=True)
    unit: NDArray[np.float32] = found / np.maximum(lengths, 1.0)
    return unit


def _weigh(words: Iterable[tuple[str, Term]], reader: _Reader, rarity: Mapping[str, float]) -> dict[str, float]:
    """Term → weight: how rare it is in the story, less for words of little meaning."""
    found: dict[str, float] = {}
    for word, term in words:
        weight = reader.vocabulary.weight(word) * rarity.get(term.name, 1.0)
        if weight:
            found[term.name] = max(found.get(term.name, 0.0), weight)
    return found


def _is_bare(claim: Claim, said: Mapping[str, float], head: str, vocabulary: Vocabulary) -> bool:
    """Whether it is a mere mention: one word, of which nothing is said, or no more than that "I do" it."""
    gist = claim.gist
    somebody = bool(gist.subject) and (head in said or not vocabulary.pronouns.issuperset(gist.subject))
    return len(said) < _TELLING and not (gist.quantities or somebody or gist.adjuncts)


def _terms(words: Iterable[str], reader: _Reader) -> frozenset[str]:
    return frozenset(reader.term(w).name for w in words if reader.vocabulary.weight(w) == 1.0)


def _doer(words: Sequence[str], reader: _Reader) -> str:
    """The term of the noun that does it (or, where nobody is named, to which it is done); "" for a pronoun."""
    nouns = [w for w in words if w not in reader.vocabulary.pronouns]
    return reader.term(nouns[-1]).name if nouns else ""


def _by_preposition(adjuncts: Sequence[tuple[str, ...]], reader: _Reader) -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for preposition, *words in adjuncts:
        found[preposition] = found.get(preposition, frozenset()) | _terms(words, reader)
    return found


def _around(claim: Claim, text: str, reader: _Reader, size: int) -> list[tuple[str, Term]]:
    """Words of the sentence outside the content; where the content leans on them, of the text just before it too."""
    own = {w for link in claim.chain for w in plain_words(link.name)}
    own |= set(plain_words(claim.source.text)) if claim.source else set()
    cue = set(plain_words(claim.cue.text)) if claim.cue else set()
    if not set(claim.gist.subject[:1]) & reader.vocabulary.pronouns:
        cue |= own
    skip = cue | reader.vocabulary.reporting
    words = [w for w in claim.gist.about if w not in skip]
    if _leans(claim, size, reader.vocabulary):
        start = max(0, claim.sentence.start - _BEFORE)
        before = text[start : claim.sentence.start].partition(" ")[2]
        words += [w for w in plain_words(before) if w not in skip]
    return [(w, reader.term(w)) for w in words]


def _leans(claim: Claim, size: int, vocabulary: Vocabulary) -> bool:
    """Whether the content cannot be understood without its surroundings."""
    gist = claim.gist
    parts = set(gist.subject) | set(gist.object) | {w for a in gist.adjuncts for w in a[1:]}
    return size < _SHORT or not gist.subject or bool(parts & vocabulary.pronouns)
