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

# Fitted by logistic regression on pairs of claims of four invented stories, and at a tenth of their weight on pairs of
# clauses of news that tell of one event or of two; each story was held out in turn to choose the features (mean F1 of
# same-claim pairs of the story held out: .74). The weight of time is set lower than fitted: times are read with errors.
_WEIGHTS: Mapping[str, float] = {
    "share of both": 7.87,
    "surroundings of the smaller": 1.19,
    "same predicate": 0.70,
    "other predicate": -0.65,
    "other names": -0.51,
    "same doer": 2.61,
    "same object": 1.40,
    "other doer": -0.71,
    "one looks ahead": -1.73,
    "one-sided number": -1.71,
    "one-sided clock": -2.34,
    "same time by share": 8.00,
}
_BIAS = -2.89
_AHEAD = "one looks ahead"
_EXCLUDED = 0.05  # what is left of the likeness of two claims whose numbers or times exclude each other
_TOPIC = 0.2  # what is left where two claims share whom they speak of and nothing of what they say of them
_BACKGROUND = (1.0, 0.4, 0.25)  # by how many of the two are background in an outlet's own voice
_ONE_BREATH = 0.5  # who says two things in one report says two different things, more often than not
_DAMPING = 1.0  # weight added to a claim's size, so that one shared word does not make two short claims alike
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
    return _logistic(one.numberless, other.numberless, but_for=_AHEAD)


def _logistic(one: Profile, other: Profile, but_for: str = "") -> float:
    found = features(one, other)
    total = _BIAS + sum(weight * found[name] for name, weight in _WEIGHTS.items() if name != but_for)
    score = 1 / (1 + math.exp(-total))
    voices = one.background + other.background
    if one.bare or other.bare or _is_part(one, other) or (voices and _meet_in_one_word(one, other)):
        return score * _EXCLUDED
    if _predications_differ(one, other) or (voices and _predicates_differ(one, other)):
        score *= _TOPIC
    return score * _BACKGROUND[voices] * (_ONE_BREATH if _one_breath(one, other) else 1.0)


def differ(one: Profile, other: Profile) -> bool:
    """Whether the two give numbers, or times, that cannot both hold."""
    amounts = compare_amounts(one.quantities, other.quantities)
    return Agreement.DIFFERENT in (amounts, compare_times(one.time, other.time))


def features(one: Profile, other: Profile) -> dict[str, float]:
    """What speaks for and against two claims being of one proposition, each from 0 to 1."""
    shared = _shared(one.said, other.said)
    same_document = one.claim.document == other.claim.document
    alone = same_document or one.background or other.background
    crossed = 0.0 if alone else _shared(one.said, other.around) + _shared(other.said, one.around)
    small = min(one.size, other.size) + _DAMPING
    large = max(one.size, other.size) + _DAMPING
    both = 2 * shared / (small + large - _DAMPING)
    return {
        "share of both": both,
        "surroundings of the smaller": min(1.0, crossed / small),
        "same predicate": float(one.head == other.head != "be"),
        "other predicate": float(_predicates_differ(one, other)),
        "other names": float(_names_differ(one, other)),
        "same doer": _rarest(one.subject & other.subject, one, other),
        "same object": _rarest(_objects_in_common(one, other), one, other),
        "other doer": float(_doers_differ(one, other)),
        _AHEAD: float(one.claim.gist.planned != other.claim.gist.planned),
        "one-sided number": float(_counts_alone(one, other) or _counts_alone(other, one)),
        "one-sided clock": float(_has_clock(one) != _has_clock(other)),
        "same time by share": both * (compare_times(one.time, other.time) is Agreement.SAME),
    }


def _shared(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    few, many = (one, other) if len(one) <= len(other) else (other, one)
    return math.fsum(min(weight, many[term]) for term, weight in few.items() if term in many)


def _meet_in_one_word(one: Profile, other: Profile) -> bool:
    return len(one.said.keys() & other.said.keys()) <= 1


def _predicates_differ(one: Profile, other: Profile) -> bool:
    """Whether both have a predicate of their own that the other does not mention."""
    return (
        "be" not in (one.head, other.head)
        and one.head != other.head
        and one.head not in other.said
        and other.head not in one.said
    )


def _predications_differ(one: Profile, other: Profile) -> bool:
    """Whether what is said of the one is no part of the other at all, nor the other way round."""
    if "be" in (one.head, other.head):
        return False
    mine, theirs = one.predication, other.predication
    return bool(mine and theirs) and not mine & other.said.keys() and not theirs & one.said.keys()


def _names_differ(one: Profile, other: Profile) -> bool:
    """Whether each names something that the other, its surroundings included, does not."""
    return _names_alone(one, other) and _names_alone(other, one)


def _names_alone(one: Profile, other: Profile) -> bool:
    return any(t.startswith("@") and t not in other.said and t not in other.around for t in one.said)


def _objects_in_common(one: Profile, other: Profile) -> frozenset[str]:
    return (one.object & other.object) | (one.object & other.subject) | (one.subject & other.object)


def _rarest(terms: frozenset[str], one: Profile, other: Profile) -> float:
    """The weight of the most telling of the terms: that both speak of the story's topic tells little."""
    return max((min(one.said.get(t, 0.0), other.said.get(t, 0.0)) for t in terms), default=0.0)


def _doers_differ(one: Profile, other: Profile) -> bool:
    mine, theirs = one.doer, other.doer
    return bool(mine and theirs) and mine not in other.said and theirs not in one.said


def _counts_alone(one: Profile, other: Profile) -> bool:
    """Whether one counts things of which the other neither speaks nor gives any number."""
    counted = {one.unit_terms[u] for u in units(one.quantities) - {"", "percent"}}
    return bool(counted - other.said.keys()) and all(q.unit == CLOCK for q in other.quantities)


def _is_part(one: Profile, other: Profile) -> bool:
    """Whether one content is a lesser part of the other's words, which makes them alike without being the same."""
    mine, theirs = one.claim.content, other.claim.content
    if one.claim.document != other.claim.document:
        return False
    shared = sum(max(0, min(a.end, b.end) - max(a.start, b.start)) for a in mine.spans for b in theirs.spans)
    return 0 < 2 * shared < max(sum(end - start for start, end in words.spans) for words in (mine, theirs))


def _one_breath(one: Profile, other: Profile) -> bool:
    mine, theirs = one.claim, other.claim
    if mine.document != theirs.document or mine.source is None or theirs.source is None:
        return False
    return mine.source.name == theirs.source.name


def _has_clock(profile: Profile) -> bool:
    return any(q.unit == CLOCK for q in profile.quantities)


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
