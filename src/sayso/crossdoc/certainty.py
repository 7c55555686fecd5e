"""Whether two claims surely say the same, so that whoever makes the one confirms the other.

Used when origins are counted: a proposition may hold claims that are only likely to say the same, and those confirm
nothing. Invariant: it is symmetric, and looks at the two claims alone.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import combinations

from sayso.crossdoc.amounts import Agreement, compare_amounts
from sayso.crossdoc.pairs import Scores
from sayso.crossdoc.profiles import Profile
from sayso.crossdoc.unions import Unions
from sayso.crossdoc.words import load_vocabulary, plain_words, stem
from sayso.lexicon import load_lexicon

__all__ = ["Certainty", "confirmed"]

_SURE = 0.75  # likeness; from .7 on, origins of five invented stories were counted that speak of two things
_TELLING = 0.3  # weight of a term below which sharing it says nothing
_TERMS = 2  # shared terms that say the same wherever they stand; one must stand in the same part of both
_CLAUSE = re.compile(r"[,.;:!?“”\"()—–]|\b(?:but|and|or|while|although|though|because)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Certainty:
    """What the comparing of a story tells of its claims: profiles by claim, scores by pair."""

    profiles: Mapping[str, Profile]
    scores: Scores

    def holds(self, one: str, other: str) -> bool:
        """Whether two claims, by their ids, surely say the same; a mere response says what it answers."""
        mine, theirs = (self.profiles[i].claim.responds_to or i for i in (one, other))
        if mine == theirs:
            return True
        return self.scores.get((min(mine, theirs), max(mine, theirs)), 0.0) >= _SURE and _agree(
            self.profiles[mine], self.profiles[theirs]
        )


def confirmed(groups: Mapping[str, Sequence[str]], certainty: Certainty) -> frozenset[str]:
    """Of groups of claims by name, those of the largest set in which each surely says what another says."""
    linked = Unions(dict.fromkeys(sorted(groups), 1))
    for one, other in combinations(sorted(groups), 2):
        if any(certainty.holds(a, b) for a in groups[one] for b in groups[other]):
            linked.unite(one, other, "")
    largest = linked.largest(groups)
    return frozenset(name for name in groups if linked.find(name) == largest)


def _agree(one: Profile, other: Profile) -> bool:
    """Whether the two share a part of what they say, and say it, or say no to it, where it stands."""
    shared = _meet(one, other)
    return shared and _straight(one, other) and _straight(other, one)


def _meet(one: Profile, other: Profile) -> bool:
    """Whether they have predicate, doer or deed done to, or a circumstance in common, or else two terms anywhere."""
    if any(_telling(a & b, one, other) for a, b in zip(_parts(one), _parts(other), strict=True)):
        return True
    counted = {*one.unit_terms.values(), *other.unit_terms.values()}
    same_number = compare_amounts(one.quantities, other.quantities) is Agreement.SAME
    words = {t for t in _telling(one.said.keys() & other.said.keys(), one, other) if not t[0].isdigit()}
    return len(words - counted) + same_number >= _TERMS


def _parts(profile: Profile) -> tuple[frozenset[str], ...]:
    head = frozenset({profile.head}) - {"be", ""}
    return head, profile.subject | profile.object, frozenset().union(*profile.adjuncts.values())


def _telling(terms: frozenset[str] | set[str], one: Profile, other: Profile) -> frozenset[str]:
    return frozenset(t for t in terms if min(one.said.get(t, 0.0), other.said.get(t, 0.0)) >= _TELLING)


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
