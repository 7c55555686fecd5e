"""Who or what was mentioned before a pronoun, and which of them it most likely means.

Stands beside the resolver of sources. Each one mentioned is weighed by where it stands, in the manner of Lappin and
Leass (An Algorithm for Pronominal Anaphora Resolution, 1994): a weight for each mention by its place in the sentence,
halved with each sentence that lies between, summed over the mentions of one name. Invariant: only what stands before a
pronoun is weighed, and what it can't mean by number, kind or gender has no weight.
"""

from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from sayso.claims.english.sources.distances import Distances
from sayso.model import Source

__all__ = ["REACH", "Antecedents", "Mention"]

REACH = 260  # words back to which a pronoun may point
_HALF = 0.5  # what is left of a weight with each sentence between
_QUOTED = 0.25  # what is left of it where the mention stands in another's words
_TOLD = 0.25  # what is left of it where the one who is meant tells of it: "the boat was not the board's, it said"
_SPEAKING = 110
_ALIKE = 35  # for a subject before a subject
_LEAST = 5  # below which nothing is meant


@dataclass(frozen=True, slots=True)
class Mention:
    """One place where somebody or something is named: its head word, who it is, and whether it is said there that he
    speaks.
    """

    head: Token
    source: Source
    speaks: bool = False


class Antecedents:
    """The mentions of one document, which are noted in order and asked of one pronoun after another."""

    def __init__(self, distances: Distances) -> None:
        self._distances = distances
        self._order: list[int] = []
        self._mentions: dict[int, Mention] = {}

    def note(self, mention: Mention) -> None:
        """Takes in a mention; of two with one head word, the one of a speaker."""
        at = mention.head.i
        known = self._mentions.get(at)
        if known is None:
            insort(self._order, at)
        if known is None or not known.speaks:
            self._mentions[at] = mention

    def best(self, pronoun: Token, fits: Callable[[Mention], float]) -> Source | None:
        """Who or what has most weight before `pronoun`; `fits` gives from 0 to 2 how well a mention agrees with it."""
        best: dict[tuple[str, int], float] = defaultdict(float)
        nearest: dict[str, Source] = {}
        for mention in self._before(pronoun):
            fit = fits(mention)
            if fit > 0:
                name, between = mention.source.name, self._distances.sentences_between(mention.head, pronoun)
                weight = self._weight(mention, pronoun) * fit * _HALF**between
                best[name, between] = max(best[name, between], weight)
                nearest.setdefault(name, mention.source)
        weights: dict[str, float] = defaultdict(float)
        for (name, _), weight in best.items():
            weights[name] += weight
        if not weights:
            return None
        name = max(nearest, key=lambda n: weights[n])
        return nearest[name] if weights[name] >= _LEAST else None

    def _before(self, pronoun: Token) -> Iterator[Mention]:
        """The mentions within reach before a word, the nearest first, without those that stand beside it as another
        argument of its verb.
        """
        end = bisect_left(self._order, pronoun.i)
        start = bisect_left(self._order, pronoun.i - REACH)
        for at in reversed(self._order[start:end]):
            if not _are_arguments(pronoun, self._mentions[at].head):
                yield self._mentions[at]

    def _weight(self, mention: Mention, pronoun: Token) -> float:
        head = mention.head
        role, place = _role(head)
        weight: float = place + (_SPEAKING if mention.speaks else 0)
        if role == "subject" and _role(pronoun)[0] == "subject":
            weight += _ALIKE
        if role != "subject" and _is_told_by(pronoun, head):
            weight *= _TOLD
        if self._distances.is_quoted(head.idx) and not self._distances.shares_quotation(head.idx, pronoun.idx):
            weight *= _QUOTED
        return weight


def _are_arguments(pronoun: Token, other: Token) -> bool:
    """Whether two words are arguments of one verb, so that they are not the same: "he told Marr"."""
    arguments = ("nsubj", "nsubjpass", "dobj", "dative")
    beside = other.dep_ in arguments and pronoun.dep_ in arguments and other.head == pronoun.head
    return beside or pronoun.is_ancestor(other)


def _is_told_by(pronoun: Token, other: Token) -> bool:
    """Whether a word stands before a pronoun in what is told by the verb whose subject that is: "X, it said"."""
    verb = pronoun.head
    if pronoun.dep_ != "nsubj" or other.i > pronoun.i:
        return False
    return verb.is_ancestor(other) or (verb.dep_ == "parataxis" and verb.head.is_ancestor(other))


def _role(head: Token) -> tuple[str, int]:
    """What a word is in its sentence, and its weight there."""
    for _ in range(6):
        if head.dep_ not in ("appos", "conj", "flat") or head.head == head or head.pos_ == "VERB":
            break
        head = head.head
    if head.dep_ in ("nsubj", "nsubjpass"):
        return "subject", 310 if _is_main(head.head) else 250
    if head.dep_ == "attr" and head.pos_ == "PROPN":
        return "subject", 310  # "the mayor is Dana Holt"
    if head.dep_ == "ROOT" and head.pos_ == "NOUN":
        return "subject", 310  # of "Then, a letter." without a verb
    if head.dep_ in ("dobj", "attr", "dative", "agent"):
        return "object", 230
    if head.dep_ == "poss":
        return "owner", 200 if _role(head.head)[0] == "subject" else 150
    return "other", 170 if head.dep_ in ("pobj", "ROOT") else 100


def _is_main(verb: Token) -> bool:
    """Whether a verb is its sentence's own: not so in "said that he had left"."""
    for _ in range(6):
        if verb.dep_ != "conj":
            break
        verb = verb.head
    return verb.dep_ == "ROOT" or (verb.dep_ in ("ccomp", "parataxis") and verb.head.i > verb.i)
