"""Whether two claims surely say the same, so that whoever makes the one confirms the other.

Used when origins are counted: a proposition may hold claims that are only likely to say the same, and those confirm
nothing. Invariant: it is symmetric, and looks at the two claims alone.
"""

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import combinations

from sayso.crossdoc.amounts import CLOCK, Agreement, compare_amounts, same_figure, units
from sayso.crossdoc.bonds import UNBOUND, Sets
from sayso.crossdoc.comparable import one_story
from sayso.crossdoc.pairs import Scores
from sayso.crossdoc.profiles import Profile
from sayso.crossdoc.unions import Unions
from sayso.crossdoc.words import load_vocabulary, plain_words, stem
from sayso.lexicon import load_lexicon

__all__ = ["Certainty", "confirmed"]

_SURE = 0.65  # likeness; below, origins of five invented stories were counted that speak of two things
_TELLING = 0.3  # weight of a term below which sharing it says nothing
_NEARLY = 0.75  # of the weight of the fuller claim
_TERMS = 2  # shared terms; one alone ("the alarm", "an order") is what both speak of, and not yet what they say of it
_CLAUSE = re.compile(r"[,.;:!?“”\"()—–]|\b(?:but|and|or|while|although|though|because)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Certainty:
    """What comparing tells of claims: profiles by claim, scores by pair; and which of them people put together."""

    profiles: Mapping[str, Profile]
    scores: Scores
    bonds: Sets = UNBOUND

    def holds(self, one: str, other: str) -> bool:
        """Whether two claims, by their ids, surely say the same; a mere response says what it answers."""
        mine, theirs = self._said(one), self._said(other)
        if self.bonds.together(mine, theirs) or self.bonds.together(one, other):
            return True
        return self.likeness(mine, theirs) >= _SURE and _agree(self.profiles[mine], self.profiles[theirs])

    def _said(self, ident: str) -> str:
        """The claim that says what this one says: of a mere response what it answers, where that is compared."""
        answered = self.profiles[ident].claim.responds_to
        return answered if answered is not None and answered in self.profiles else ident

    def likeness(self, one: str, other: str) -> float:
        """How likely they are to say the same, from 0 to 1; 0 where both count something, and not the same, and where
        their reports are of two affairs and they themselves name nothing in common.
        """
        score = self.scores.get((min(one, other), max(one, other)), 0.0)
        return score if score and _compatible(self.profiles[one], self.profiles[other]) else 0.0

    def support(self, one: str, other: str) -> float:
        """Their likeness; 0 where they share no part of what is said, so that the one can't stand by the other."""
        mine, theirs = self.profiles[one], self.profiles[other]
        return self.likeness(one, other) if any(_shared_parts(mine, theirs)) or _same_words(mine, theirs) else 0.0


def confirmed(groups: Mapping[str, Sequence[str]], certainty: Certainty) -> frozenset[str]:
    """Of groups of claims by name, those of the largest set in which each surely says what another says."""
    linked = Unions(dict.fromkeys(sorted(groups), 1))
    for one, other in combinations(sorted(groups), 2):
        if any(certainty.holds(a, b) for a in groups[one] for b in groups[other]):
            linked.unite(one, other, "")
    largest = linked.largest(groups)
    return frozenset(name for name in groups if linked.find(name) == largest)


def _compatible(one: Profile, other: Profile) -> bool:
    named = any(term.startswith("@") for term in one.said.keys() & other.said.keys())
    counts = all(units(p.quantities) for p in (one, other))
    return (one_story(one, other) or named) and (not counts or _same_number(one, other))


def _agree(one: Profile, other: Profile) -> bool:
    """Whether two claims that are alike as wholes agree in their parts too."""
    turned = _turned(one) != _turned(other)
    return _meet(one, other) and not turned and _straight(one, other) and _straight(other, one)


def _meet(one: Profile, other: Profile) -> bool:
    """Whether they share two terms, one of them in the same part of what is said; a shared number stands for a term.

    In one report that must be the predicate: it lets several speak on one subject, mostly to say different things.
    """
    counted = {*one.unit_terms.values(), *other.unit_terms.values()}
    words = {t for t in one.said.keys() & other.said.keys() - counted if not t[0].isdigit()}
    numbers = _same_number(one, other)
    if len(words) + numbers < _TERMS:
        return False
    shared = _shared_parts(one, other)
    if one.claim.document == other.claim.document:
        return shared[0]
    whole = all(g.subject or g.object for g in (one.claim.gist, other.claim.gist))  # no mere "40 men on the quay"
    return (whole and (any(shared) or _same_words(one, other))) or (numbers and shared[0])


def _same_number(one: Profile, other: Profile) -> bool:
    """Whether both count the same thing, by whatever word ("lorries", "trucks"), and give one figure."""
    if compare_amounts(one.quantities, other.quantities) is Agreement.SAME:
        return True
    pairs = ((a, b) for a in one.quantities for b in other.quantities if CLOCK not in (a.unit, b.unit))
    return any(one.unit_terms[a.unit] == other.unit_terms[b.unit] and same_figure(a, b) for a, b in pairs)


def _same_words(one: Profile, other: Profile) -> bool:
    """Whether nearly all that either says stands in the other."""
    shared = math.fsum(min(one.said[t], other.said[t]) for t in one.said.keys() & other.said.keys())
    return shared >= _NEARLY * max(one.size, other.size)


def _shared_parts(one: Profile, other: Profile) -> tuple[bool, ...]:
    """Whether a telling term stands in both as predicate, as doer or what it is done to, as a circumstance."""
    telling = {t for t in one.said.keys() & other.said.keys() if min(one.said[t], other.said[t]) >= _TELLING}
    return tuple(bool(mine & theirs & telling) for mine, theirs in zip(_parts(one), _parts(other), strict=True))


def _parts(profile: Profile) -> tuple[frozenset[str], ...]:
    return frozenset({profile.head}), profile.subject | profile.object, frozenset().union(*profile.adjuncts.values())


def _turned(profile: Profile) -> bool:
    """Whether the content has a word that turns what stands beside it: against the law, without an order."""
    return not _turning().isdisjoint(plain_words(profile.claim.content.text))


def _straight(one: Profile, other: Profile) -> bool:
    """Whether the clause in which one speaks of what the other does is negated just where its stance was read."""
    theirs = _stems(other.claim.content.text)
    clauses = [c for c in _CLAUSE.split(one.claim.content.text) if c.strip()]
    nearest = max(clauses, key=lambda c: len(_stems(c) & theirs), default="")
    return bool(_negators().intersection(plain_words(nearest))) == one.negative


@lru_cache(maxsize=8192)
def _stems(text: str) -> frozenset[str]:
    function = load_vocabulary().function
    return frozenset(stem(w) for w in plain_words(text) if w not in function)


@cache
def _negators() -> frozenset[str]:
    lexicon = load_lexicon("en", "factuality")
    return lexicon.words("factuality", "negator", "negative-pronoun") | {"t"}


@cache
def _turning() -> frozenset[str]:
    return load_lexicon("en", "origins").words("origins", "turning")
