"""What speaks for and against two claims being of one proposition: who does what to whom, how, how many, when.

Third step of comparing; `sayso.crossdoc.pairs` weighs the signs. Invariant: every sign is symmetric and depends on the
two profiles alone.
"""

import math
from collections.abc import Mapping
from functools import lru_cache
from itertools import pairwise

from sayso.crossdoc.affairs import same_affair
from sayso.crossdoc.amounts import CLOCK, Agreement, compare_amounts, compare_times, units
from sayso.crossdoc.profiles import Profile
from sayso.crossdoc.senses import compare_parts, sense_of_smaller
from sayso.crossdoc.words import plain_words

__all__ = ["AHEAD", "features", "predicates_differ", "predications_differ", "signs", "timed_alone"]

AHEAD = "one looks ahead"
_DAMPING = 1.0  # weight added to a claim's size, so that one shared word does not make two short claims alike
_LETTERS = 4  # of a run of letters by which wordings are compared
_FAINT = 0.01  # likeness of two reports below which it makes no difference


def features(one: Profile, other: Profile) -> dict[str, float]:
    """Every sign by its name, those that `signs` leaves out and those of the reports as wholes included, for weighing
    what else may be meant by "the same"; most lie between 0 and 1.
    """
    return {**signs(one, other), **_further(one, other), **compare_parts(one, other), **_by_reports(one, other)}


def signs(one: Profile, other: Profile) -> dict[str, float]:
    """The signs that lie in the two claims themselves and are weighed for every pair."""
    amounts = compare_amounts(one.quantities, other.quantities)
    small = min(one.size, other.size)
    same_time = compare_times(one.time, other.time) is Agreement.SAME
    return {
        "rarest shared": _rarest(_common(one, other), one, other),
        "surroundings of the smaller": min(1.0, _crossed(one, other) / (small + _DAMPING)),
        "same words": _dice(*(_wording(p.claim.content.text)[0] for p in (one, other))),
        "sense of the smaller": sense_of_smaller(one, other),
        "other predicate": float(predicates_differ(one, other)),
        "nothing said beyond": float(not (_beyond(one, other) and _beyond(other, one))),
        "same doer": _rarest(one.subject & other.subject, one, other),
        "same object": _rarest(_objects_in_common(one, other), one, other),
        "same adjunct": _rarest(_adjuncts_in_common(one, other), one, other),
        "same number": float(amounts is Agreement.SAME),
        "one-sided number": float(_counts_alone(one, other) or _counts_alone(other, one)),
        "one-sided clock": float(_has_clock(one) != _has_clock(other)),
        "same time by share": _share(one, other) * min(one.dating, other.dating) if same_time else 0.0,
        AHEAD: float(one.ahead != other.ahead),
    }


def _further(one: Profile, other: Profile) -> dict[str, float]:
    """Signs that add nothing where claims of one story are told apart."""
    small, large = sorted((one.size, other.size))
    _, twos, letters = (
        _dice(a, b) for a, b in zip(*(_wording(p.claim.content.text) for p in (one, other)), strict=True)
    )
    return {
        "share of both": _share(one, other),
        "shared": math.log1p(_shared(one.said, other.said)),
        "size ratio": (small + _DAMPING) / (large + _DAMPING),
        "same numerals": float(_numerals(one) == _numerals(other)),
        "same predicate": float(one.head == other.head != "be"),
        "nothing said alike": float(predications_differ(one, other)),
        "other names": float(_names_alone(one, other) and _names_alone(other, one)),
        "other doer": float(_doers_differ(one, other)),
        "same words in twos": twos,
        "same letters": letters,
    }


def _by_reports(one: Profile, other: Profile) -> dict[str, float]:
    """Whether the two reports are of one affair and name the same, and whether one person speaks in both."""
    apart = one.claim.document != other.claim.document
    affair, cast = (
        same_affair(a, b) if apart else 1.0 for a, b in ((one.affair, other.affair), (one.cast, other.cast))
    )
    return {
        "same affair": affair**2,
        "touching affairs": math.log(affair + _FAINT),
        "touching casts": math.log(cast + _FAINT),
        "same speaker": float(apart and one.speaker == other.speaker != ""),
    }


def _share(one: Profile, other: Profile) -> float:
    """What share of their words, by weight, the two have in common."""
    return 2 * _shared(one.said, other.said) / (one.size + other.size + _DAMPING)


def _crossed(one: Profile, other: Profile) -> float:
    """The weight of the words that each has in common with the other's surroundings."""
    alone = one.claim.document == other.claim.document or one.background or other.background
    return 0.0 if alone else _shared(one.said, other.around) + _shared(other.said, one.around)


def _common(one: Profile, other: Profile) -> frozenset[str]:
    """The words of both, no names and numbers."""
    return frozenset(t for t in one.said.keys() & other.said.keys() if not t.startswith("@") and not t[0].isdigit())


@lru_cache(maxsize=8192)
def _wording(text: str) -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """Its words, its words in twos, its runs of letters."""
    words = plain_words(text)
    lower = text.lower()
    runs = (lower[i : i + _LETTERS] for i in range(len(lower) - _LETTERS + 1))
    return frozenset(words), frozenset(map(" ".join, pairwise(words))), frozenset(runs)


def _dice(one: frozenset[str], other: frozenset[str]) -> float:
    return 2 * len(one & other) / (len(one) + len(other)) if one or other else 1.0


def _numerals(profile: Profile) -> frozenset[str]:
    """The numbers among its words; two claims that tell none have the same."""
    return frozenset(term for term in profile.said if term[0].isdigit())


def _shared(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    few, many = (one, other) if len(one) <= len(other) else (other, one)
    return math.fsum(min(weight, many[term]) for term, weight in few.items() if term in many)


def predicates_differ(one: Profile, other: Profile) -> bool:
    """Whether both have a predicate of their own that the other does not mention."""
    return (
        "be" not in (one.head, other.head)
        and one.head != other.head
        and one.head not in other.said
        and other.head not in one.said
    )


def predications_differ(one: Profile, other: Profile) -> bool:
    """Whether what is said of the one is no part of the other at all, nor the other way round."""
    if "be" in (one.head, other.head):
        return False
    mine, theirs = one.predication, other.predication
    return bool(mine and theirs) and not mine & other.said.keys() and not theirs & one.said.keys()


def _beyond(one: Profile, other: Profile) -> frozenset[str]:
    """What one says of whom and what both speak of."""
    topic = (one.subject | one.object) & (other.subject | other.object)
    return one.predication - topic


def _names_alone(one: Profile, other: Profile) -> bool:
    """Whether one names something that the other, its surroundings included, does not."""
    return any(t.startswith("@") and t not in other.said and t not in other.around for t in one.said)


def _objects_in_common(one: Profile, other: Profile) -> frozenset[str]:
    return (one.object & other.object) | (one.object & other.subject) | (one.subject & other.object)


def _adjuncts_in_common(one: Profile, other: Profile) -> frozenset[str]:
    shared = one.adjuncts.keys() & other.adjuncts.keys()
    return frozenset(term for p in shared for term in one.adjuncts[p] & other.adjuncts[p])


def _rarest(terms: frozenset[str], one: Profile, other: Profile) -> float:
    """The weight of the most telling of the terms: that both speak of the story's topic tells little."""
    return max((min(one.said.get(t, 0.0), other.said.get(t, 0.0)) for t in terms), default=0.0)


def _doers_differ(one: Profile, other: Profile) -> bool:
    mine, theirs = one.doer, other.doer
    return bool(mine and theirs) and mine not in other.said and theirs not in one.said


def _counts_alone(one: Profile, other: Profile) -> bool:
    """Whether one counts things and the other gives no number, nor speaks of them, or says something else of them."""
    counted = {one.unit_terms[u] for u in units(one.quantities) - {"", "percent"}}
    if units(other.quantities):
        return False
    otherwise = bool(units(one.quantities)) and predicates_differ(one, other)
    return bool(counted - other.said.keys()) or otherwise


def timed_alone(one: Profile, other: Profile) -> bool:
    """Whether one says of something only at what hour it was, and the other says something else of it, and no hour."""
    beyond = one.said.keys() - one.subject - one.object - {one.head}
    return _has_clock(one) and not _has_clock(other) and not beyond and bool(other.said.keys() - one.said.keys())


def _has_clock(profile: Profile) -> bool:
    return any(q.unit == CLOCK for q in profile.quantities)
