"""Whether numbers and times of two claims can both hold.

Used when claims are joined and when questions are asked. Invariant: only what is sure to differ is called different:
bounds that overlap agree, and an imprecise time agrees with every time within it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import timedelta
from enum import Enum
from functools import cache

from sayso.lexicon import load_lexicon
from sayso.model import Interval, Quantity

__all__ = [
    "CLOCK",
    "OTHER_FIGURES",
    "Agreement",
    "compare_amounts",
    "compare_times",
    "compatible",
    "people",
    "same_figure",
    "units",
]

CLOCK = "clock"
_PERSON = "person"
_WEEK = 7
_HALF = 0.5


class Agreement(Enum):
    """What comparing two values yields: nothing to compare, the same, not both possible; or both possible, though they
    are not one figure ("at least 19" and 26).
    """

    OPEN = 0
    SAME = 1
    DIFFERENT = 2
    WITHIN = 3


OTHER_FIGURES = frozenset({Agreement.DIFFERENT, Agreement.WITHIN})
"""What comparing numbers yields where they are not one figure, whether or not both can hold."""


def compatible(one: Quantity, other: Quantity) -> bool:
    """Whether some number may lie within the bounds of both, or one is the other rounded to a whole number."""
    if _rounded(one, other) or _rounded(other, one):
        return True
    low = max(x.low for x in (one, other) if x.low is not None) if _lows(one, other) else None
    high = min(x.high for x in (one, other) if x.high is not None) if _highs(one, other) else None
    return low is None or high is None or low <= high


def same_figure(one: Quantity, other: Quantity) -> bool:
    """Whether both may give one figure: of an open bound it is the number named ("at least 19" gives 19)."""
    return compatible(_closed(one), _closed(other)) and compatible(one, other)


def _closed(quantity: Quantity) -> Quantity:
    low, high = quantity.low, quantity.high
    return replace(quantity, low=high if low is None else low, high=low if high is None else high)


def _rounded(one: Quantity, other: Quantity) -> bool:
    exact = one.low is not None and one.low == one.high and other.low is not None and other.low == other.high
    return exact and one.low == int(one.low or 0) and abs((one.low or 0) - (other.low or 0)) <= _HALF


def _lows(*quantities: Quantity) -> bool:
    return any(q.low is not None for q in quantities)


def _highs(*quantities: Quantity) -> bool:
    return any(q.high is not None for q in quantities)


def units(quantities: Iterable[Quantity]) -> frozenset[str]:
    """What is counted, clock times left out."""
    return frozenset(q.unit for q in quantities if q.unit != CLOCK)


def compare_amounts(one: Sequence[Quantity], other: Sequence[Quantity]) -> Agreement:
    """Whether the numbers of two claims differ: in every unit that both name no pair of numbers fits; or are the same:
    in one of them they give one figure.

    A number without a unit ("counted six") is compared with all but clock times, one of people with one of any of them
    ("nine passengers").
    """
    pairs = [
        (a, b)
        for mine, theirs in (_of_unit(one, other, unit) for unit in _units_of(one, other))
        for a in mine
        for b in theirs
    ]
    if not pairs:
        return Agreement.OPEN
    if any(same_figure(a, b) for a, b in pairs):
        return Agreement.SAME
    return Agreement.WITHIN if any(compatible(a, b) for a, b in pairs) else Agreement.DIFFERENT


def _units_of(*sides: Sequence[Quantity]) -> list[str]:
    """The units to compare in; "" only where nothing on either side has one."""
    named = {q.unit for side in sides for q in side if q.unit}
    return sorted(named) if named - {CLOCK} else sorted({q.unit for side in sides for q in side})


def _of_unit(one: Sequence[Quantity], other: Sequence[Quantity], unit: str) -> tuple[list[Quantity], list[Quantity]]:
    def fitting(quantities: Sequence[Quantity]) -> list[Quantity]:
        first = next((q for q in quantities if q.unit != CLOCK), None)  # a later one without unit counts other things
        return [q for q in quantities if _same_kind(q.unit, unit) or (unit != CLOCK and q.unit == "" and q is first)]

    return fitting(one), fitting(other)


def _same_kind(one: str, other: str) -> bool:
    """Whether two units are one, or the one counts people and the other people of some kind."""
    return one == other or (_PERSON in (one, other) and {one, other} <= people())


@cache
def people() -> frozenset[str]:
    """Nouns for persons that may be counted."""
    lexicon = load_lexicon("en", "cues", "fillers", "sources")
    listed = lexicon.words("sources", "group", "person-noun") | lexicon.words("cues", "complainant")
    singular = {word.removesuffix("s") for word in listed}
    sorts = {w for g in lexicon.lists["fillers"] if g.traits.get("sort") == "person" for w in g.words}
    return frozenset({_PERSON} | listed | singular | sorts)


def compare_times(one: Interval | None, other: Interval | None) -> Agreement:
    """Whether two times differ: they do not overlap, or overlap without a common end and neither is imprecise.

    A whole calendar month or year, or any time that holds a shorter one within a week, is imprecise, not different.
    """
    if one is None or other is None:
        return Agreement.OPEN
    if not one.overlaps(other):
        return Agreement.DIFFERENT
    if one.first == other.first or one.last == other.last:
        return Agreement.SAME
    longer = max((one, other), key=lambda t: t.days or timedelta.max.days)
    return Agreement.SAME if _whole(longer) or (longer.days or _WEEK + 1) <= _WEEK else Agreement.DIFFERENT


def _whole(interval: Interval) -> bool:
    if interval.first is None or interval.last is None:
        return False
    return interval.first.day == 1 and (interval.last + timedelta(days=1)).day == 1
