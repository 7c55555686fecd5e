"""Whether two claims that differ in a number or a time speak of one story, one count, one happening.

Used before a difference is stated. Invariant: where names or structure show that two claims speak of different matters,
they differ in nothing; where a report names too little to tell, it is left open.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sayso.crossdoc.amounts import CLOCK, units
from sayso.crossdoc.profiles import Profile
from sayso.model import Quantity

__all__ = ["Stories", "counts_of", "find_stories", "one_count", "one_happening"]

_SHARED = 0.10  # weight of shared terms, of all of the report with fewer, from which two reports tell one story
_FEW = 20  # terms below which a report does not show what it is about
_ZONES = frozenset({"utc", "gmt", "bst", "cet", "et", "est", "edt", "pt"})
_MEASURES = frozenset({"", "person", "year", "day", "hour", "month", "week", "minute"})
_FATES = frozenset({"=die", "=injure", "=miss", "=hold", "=rescue", "=free"})


@dataclass(frozen=True, slots=True)
class Stories:
    """The terms of each report, with their weights: the rarer among the reports, the heavier."""

    terms: Mapping[str, frozenset[str]]
    weights: Mapping[str, float]

    def may_be_one(self, one: str, other: str) -> bool:
        """Whether two reports, by id, may tell of one story: they share terms, or one of them has few."""
        mine, theirs = self.terms.get(one, frozenset()), self.terms.get(other, frozenset())
        if one == other or min(len(mine), len(theirs)) < _FEW:
            return True
        least = min(self._weigh(mine), self._weigh(theirs))
        return self._weigh(mine & theirs) >= _SHARED * least

    def _weigh(self, terms: Iterable[str]) -> float:
        return math.fsum(self.weights[term] for term in terms)


def find_stories(profiles: Iterable[Profile]) -> Stories:
    """The terms that the claims of each report hold, numbers left out."""
    terms: dict[str, set[str]] = defaultdict(set)
    for profile in profiles:
        terms[profile.claim.document] |= {t for t in profile.said if not t.replace(".", "").isdigit()}
    frequency = Counter(term for found in terms.values() for term in found)
    weights = {term: math.log(1 + len(terms) / count) for term, count in frequency.items()}
    return Stories({document: frozenset(found) for document, found in terms.items()}, weights)


def counts_of(profile: Profile) -> list[Quantity]:
    """The numbers of a claim that count something: no clock times, ages, or numbers of a paragraph ."""
    text = profile.claim.content.text
    return [
        q for q in profile.quantities if q.unit != CLOCK and q.unit not in _ZONES and not _is_aside(q, text, profile)
    ]


def _is_aside(quantity: Quantity, text: str, profile: Profile) -> bool:
    """Whether the number is an age, a paragraph's, or part of a name ("gate three")."""
    number = quantity.text
    if f"{number}-year-old" in text or f"{number} years old" in text:
        return True
    if quantity.unit:
        return False
    before = text.partition(number)[0].split()[-1:]
    named = bool(before) and before[0].lower() in {*profile.claim.gist.subject, *profile.claim.gist.object}
    return named or text.startswith(f"{number}. ") or f", {number}," in text


def one_count(one: Profile, other: Profile) -> bool:
    """Whether the numbers may count one thing: things of one name, or what one predicate is about."""
    mine, theirs = (_FATES & {p.head, *p.subject, *p.object} or _FATES & p.said.keys() for p in (one, other))
    if mine and theirs and not mine & theirs:
        return False
    same_things = (units(counts_of(one)) & units(counts_of(other))) - _MEASURES
    return bool(same_things) or one.head == other.head != "be" or bool(mine & theirs)


def one_happening(one: Profile, other: Profile) -> bool:
    """Whether the times may be of one happening: both are clauses, of one predicate, or one only says that it is."""
    clauses = all(p.claim.gist.subject or p.claim.gist.object for p in (one, other))
    return clauses and (one.head == other.head or "be" in (one.head, other.head))
