"""How likely two claims are of one proposition.

Third step of comparing: candidates come from an index of rare terms, and each is scored by compared structure.
Invariant: a score is symmetric and depends on the two profiles alone; the number of candidates grows with the number
of claims, not with its square.
"""

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from sayso.crossdoc.amounts import CLOCK, Agreement, compare_amounts, compare_times, units
from sayso.crossdoc.profiles import Profile

__all__ = ["Scores", "differ", "features", "likeness", "likeness_but_for", "score_pairs"]

Scores = dict[tuple[str, str], float]

# Fitted by logistic regression on four invented stories' gold claims; each story was held out in turn to choose the
# features (mean F1 of same-claim pairs on the held-out stories .67).
_WEIGHTS: Mapping[str, float] = {
    "share of the smaller": 5.72,
    "share of the larger": 5.15,
    "share of both": 4.60,
    "share beyond what it is about": -3.54,
    "surroundings of the smaller": 1.21,
    "surroundings of the larger": 0.11,
    "common surroundings": 0.66,
    "same predicate": 0.98,
    "same doer": 0.71,
    "same object": -0.40,
    "other doer": -0.86,
    "one-sided number": -1.93,
    "one-sided clock": -2.63,
    "same time by share": 11.94,
    "same source": 0.13,
}
_BIAS = -3.43
_EXCLUDED = 0.05  # what is left of the likeness of two claims whose numbers or times exclude each other
_DAMPING = 3.0  # weight added to a claim's size, so that one shared word does not make two short claims alike
_COMMON = 60  # a term of more claims than this proposes no candidates
_PARTNERS = 40  # candidates kept a claim
_LEAST = 0.05  # likeness, but for numbers and times, below which a pair is not kept


def score_pairs(profiles: Mapping[str, Profile]) -> Scores:
    """The scores of all candidate pairs, ids in order within a pair."""
    scores: Scores = {}
    for one, other in _candidates(profiles):
        score = likeness(profiles[one], profiles[other])
        if score >= (_LEAST * _EXCLUDED if differ(profiles[one], profiles[other]) else _LEAST):
            scores[one, other] = score
    return scores


def likeness(one: Profile, other: Profile) -> float:
    """From 0 to 1, how likely the two are of one proposition; next to nothing where numbers or times exclude it."""
    return likeness_but_for(one, other) * _EXCLUDED if differ(one, other) else _logistic(one, other)


def likeness_but_for(one: Profile, other: Profile) -> float:
    """From 0 to 1, how likely the two would be of one proposition, were it not for their numbers and times."""
    return _logistic(one.numberless, other.numberless)


def _logistic(one: Profile, other: Profile) -> float:
    total = _BIAS + sum(_WEIGHTS.get(name, 0.0) * value for name, value in features(one, other).items())
    return 1 / (1 + math.exp(-total))


def differ(one: Profile, other: Profile) -> bool:
    """Whether the two give numbers, or times, that cannot both hold."""
    amounts = compare_amounts(one.quantities, other.quantities)
    return Agreement.DIFFERENT in (amounts, compare_times(one.time, other.time))


def features(one: Profile, other: Profile) -> dict[str, float]:
    """What speaks for and against two claims being of one proposition, each from 0 to 1."""
    shared = _shared(one.said, other.said)
    same_document = one.claim.document == other.claim.document
    crossed = 0.0 if same_document else _shared(one.said, other.around) + _shared(other.said, one.around)
    small = min(one.size, other.size) + _DAMPING
    large = max(one.size, other.size) + _DAMPING
    both = 2 * shared / (small + large - _DAMPING)
    return {
        "share of the smaller": shared / small,
        "share of the larger": shared / large,
        "share of both": both,
        "share beyond what it is about": _beyond(one, other, shared),
        "surroundings of the smaller": min(1.0, crossed / small),
        "surroundings of the larger": min(1.0, crossed / large),
        "common surroundings": 0.0 if same_document else min(1.0, _shared(one.around, other.around) / 20),
        "same predicate": float(one.head == other.head != "be"),
        "predicate of the other": float(_predicates_meet(one, other)),
        "same doer": float(bool(one.subject & other.subject)),
        "same object": float(_objects_meet(one, other)),
        "other doer": float(_doers_differ(one, other)),
        "one-sided number": float(_counts_alone(one, other) or _counts_alone(other, one)),
        "one-sided clock": float(_has_clock(one) != _has_clock(other)),
        "same time by share": both * (compare_times(one.time, other.time) is Agreement.SAME),
        "same source": float(_same_source(one, other)),
    }


def _shared(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    few, many = (one, other) if len(one) <= len(other) else (other, one)
    return math.fsum(min(weight, many[term]) for term, weight in few.items() if term in many)


def _beyond(one: Profile, other: Profile, shared: float) -> float:
    """The shared part of what is said beyond doer and object in common: two who speak of one thing share only that."""
    common = (one.subject | one.object) & (other.subject | other.object)
    topic = math.fsum(min(one.said.get(t, 0.0), other.said.get(t, 0.0)) for t in sorted(common))
    smaller = min(_without(one, common), _without(other, common))
    return (shared - topic) / (smaller + _DAMPING)


def _without(profile: Profile, terms: frozenset[str]) -> float:
    return profile.size - math.fsum(profile.said.get(t, 0.0) for t in sorted(terms))


def _predicates_meet(one: Profile, other: Profile) -> bool:
    return one.head in other.said or other.head in one.said


def _objects_meet(one: Profile, other: Profile) -> bool:
    return bool(one.object & other.object or one.object & other.subject or one.subject & other.object)


def _doers_differ(one: Profile, other: Profile) -> bool:
    mine, theirs = one.doer, other.doer
    return bool(mine and theirs) and mine not in other.said and theirs not in one.said


def _counts_alone(one: Profile, other: Profile) -> bool:
    """Whether one counts things of which the other neither speaks nor gives any number."""
    counted = {one.unit_terms[u] for u in units(one.quantities) - {"", "percent"}}
    return bool(counted - other.said.keys()) and all(q.unit == CLOCK for q in other.quantities)


def _has_clock(profile: Profile) -> bool:
    return any(q.unit == CLOCK for q in profile.quantities)


def _same_source(one: Profile, other: Profile) -> bool:
    mine, theirs = one.claim.source, other.claim.source
    return mine is not None and theirs is not None and mine.name == theirs.name


def _candidates(profiles: Mapping[str, Profile]) -> Iterator[tuple[str, str]]:
    """Pairs that share terms few claims have: each claim with those that share most of its weight."""
    index = _index(profiles)
    seen = set()
    for ident in sorted(profiles):
        for partner in _partners(profiles[ident], index):
            pair = (ident, partner) if ident < partner else (partner, ident)
            if pair not in seen:
                seen.add(pair)
                yield pair


def _index(profiles: Mapping[str, Profile]) -> dict[str, list[str]]:
    index: dict[str, list[str]] = defaultdict(list)
    for ident in sorted(profiles):
        for term in profiles[ident].said:
            index[term].append(ident)
    return index


def _partners(profile: Profile, index: Mapping[str, Sequence[str]]) -> list[str]:
    found: dict[str, float] = defaultdict(float)
    for terms, part in ((profile.said, 1.0), (profile.around, 0.4)):
        for term, weight in terms.items():
            postings = index.get(term, ())
            if len(postings) <= max(_COMMON, len(index) // 50):
                for ident in postings:
                    found[ident] += weight * part
    found.pop(profile.claim.id, None)
    return sorted(found, key=lambda ident: (-found[ident], ident))[:_PARTNERS]
