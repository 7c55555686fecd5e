"""How likely two claims are of one proposition.

Fourth step of comparing: candidates come from an index of rare terms, and each is scored by the signs of its structure.
Invariant: a score is symmetric and depends on the two profiles alone; the number of candidates grows with the number
of claims, not with its square.
"""

import math
from collections.abc import Mapping

from sayso.crossdoc.affairs import hardly_one_affair
from sayso.crossdoc.amounts import OTHER_FIGURES, Agreement, compare_amounts, compare_times
from sayso.crossdoc.candidates import candidate_pairs
from sayso.crossdoc.profiles import Profile
from sayso.crossdoc.signs import AHEAD, predicates_differ, predications_differ, signs, timed_alone

__all__ = ["WEIGHTS", "Scores", "differ", "likeness", "likeness_but_for", "score_pairs"]

Scores = dict[tuple[str, str], float]

# Fitted by logistic regression on all pairs of gold claims of five invented stories (training/likeness/weights.py). The
# mean average precision of the pairs of a story held out is .73. Signs that add nothing are left out, and so are those
# of the reports as wholes, of which pairs within one story can tell nothing.
WEIGHTS: Mapping[str, float] = {
    "rarest shared": 1.60,
    "surroundings of the smaller": 1.50,
    "same words": 1.55,
    "sense of the smaller": 3.96,
    "other predicate": -0.24,
    "nothing said beyond": 0.72,
    "same doer": 2.18,
    "same object": 1.02,
    "same adjunct": 2.26,
    "same number": 3.88,
    "one-sided number": -1.32,
    "one-sided clock": -0.58,
    "same time by share": 6.11,
    "one looks ahead": -2.74,
}
_BIAS = -5.24
_EXCLUDED = 0.05  # what is left of the likeness of two claims whose numbers or times exclude each other
_TOPIC = 0.2  # what is left where an outlet's own background says another thing of whom they both speak
_BACKGROUND = (1.0, 0.4, 0.25)  # by how many of the two are background in an outlet's own voice
_ELSEWHERE = 0.4  # what is left where the two reports are hardly of one affair
_ONE_BREATH = 0.5  # who says two things in one report says two different things, more often than not
_DIGITS = 6  # kept of a likeness: below, machines that multiply in another order may differ
_LEAST = 0.05  # likeness, but for numbers and times, below which a pair is not kept


def score_pairs(profiles: Mapping[str, Profile]) -> Scores:
    """The scores of all candidate pairs, ids in order within a pair."""
    scores: Scores = {}
    for one, other in candidate_pairs(profiles):
        score = likeness(profiles[one], profiles[other])
        if score >= (_LEAST * _EXCLUDED if differ(profiles[one], profiles[other]) else _LEAST):
            scores[one, other] = score
    return scores


def likeness(one: Profile, other: Profile) -> float:
    """From 0 to 1, how likely the two are of one proposition; next to nothing where numbers or times exclude it."""
    return likeness_but_for(one, other) * _EXCLUDED if differ(one, other) else _logistic(one, other)


def likeness_but_for(one: Profile, other: Profile) -> float:
    """From 0 to 1, how likely the two would be of one proposition, were it not for their numbers and times."""
    return _logistic(one.numberless, other.numberless, but_for=AHEAD)


def _logistic(one: Profile, other: Profile, but_for: str = "") -> float:
    found = signs(one, other)
    total = _BIAS + sum(weight * found[name] for name, weight in WEIGHTS.items() if name != but_for)
    score = round(1 / (1 + math.exp(-total)), _DIGITS)
    voices = one.background + other.background
    if one.bare or other.bare or _is_part(one, other) or (voices and _meet_in_one_word(one, other)):
        return score * _EXCLUDED
    if timed_alone(one, other) or timed_alone(other, one):
        score *= _TOPIC
    if voices and (predications_differ(one, other) or predicates_differ(one, other)):
        score *= _TOPIC
    if one.claim.document != other.claim.document and hardly_one_affair(one.affair, other.affair):
        score *= _ELSEWHERE
    return score * _BACKGROUND[voices] * (_ONE_BREATH if _one_breath(one, other) else 1.0)


def differ(one: Profile, other: Profile) -> bool:
    """Whether the two give other figures, or times that cannot both hold."""
    other_figures = compare_amounts(one.quantities, other.quantities) in OTHER_FIGURES
    return other_figures or compare_times(one.time, other.time) is Agreement.DIFFERENT


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


def _meet_in_one_word(one: Profile, other: Profile) -> bool:
    return len(one.said.keys() & other.said.keys()) <= 1
