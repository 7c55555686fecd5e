"""Propositions that say the same but for a number or a time, and which of them only bring another up to date.

Questions are asked from these. Invariant: a newer figure of the same line of sources, or a toll that has grown, is an
update, and bounds that can both hold differ in nothing.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from sayso.crossdoc.amounts import CLOCK, Agreement, compare_amounts, units
from sayso.crossdoc.origins import Ties
from sayso.crossdoc.pairs import likeness_but_for
from sayso.crossdoc.profiles import Profile
from sayso.model import Claim, Interval, Proposition, Quantity, Stance, Variable

__all__ = ["Difference", "Side", "connected", "find_differences", "sides_of"]

# Likeness, numbers and times left out, of the likest pair of claims and of all pairs on average, from which two
# propositions answer one question; set on four invented stories so that none of their unlike propositions passes.
_ALIKE = {Variable.NUMBER: (0.4, 0.2), Variable.TIME: (0.7, 0.35)}
_MEASURES = frozenset(
    {"percent", "kilometre", "metre", "mile", "tonne", "kilogram", "litre", "dollar", "euro", "pound"}
)
_TOLLS = frozenset({"=die", "=injure", "=miss", "=victim", "=hold", "=bodies"})


@dataclass(frozen=True, slots=True)
class Difference:
    """Two propositions that differ in one thing, the earlier first; `update` where the later replaces it."""

    one: str
    other: str
    variable: Variable
    update: bool
    claims: tuple[str, str]
    score: float
    why: str


@dataclass(frozen=True, slots=True)
class Side:
    """A proposition seen from those who affirm it: their profiles, who they and its opponents speak for, and when.

    `own_voice` where nobody but reporting outlets says anything of it.
    """

    proposition: Proposition
    profiles: tuple[Profile, ...]
    line: frozenset[str]
    opponents: frozenset[str]
    own_voice: bool
    first: str
    last: str

    @property
    def amounts(self) -> tuple[Quantity, ...]:
        """The numbers its claims give, clock times left out."""
        return tuple(q for p in self.profiles for q in p.quantities if q.unit != CLOCK)


def sides_of(
    propositions: Sequence[Proposition], profiles: Mapping[str, Profile], ties: Ties, moments: Mapping[str, str]
) -> dict[str, Side]:
    """Proposition id → its side; those that nobody affirms are left out."""
    sides = {}
    for proposition in propositions:
        mine = tuple(profiles[c.claim] for c in proposition.claims if c.stance is Stance.AFFIRMS)
        if mine:
            times = sorted(moments[p.claim.document] for p in mine)
            theirs = tuple(profiles[c.claim] for c in proposition.claims if c.stance is not Stance.AFFIRMS)
            line, opponents = (_line([p.claim for p in ps], ties) for ps in (mine, theirs))
            own_voice = all(p.background for p in mine) and all(p.background for p in theirs)
            sides[proposition.id] = Side(proposition, mine, line, opponents, own_voice, times[0], times[-1])
    return sides


def _line(claims: Sequence[Claim], ties: Ties) -> frozenset[str]:
    idents = (ties.cast.of_claim(c) for c in claims)
    return frozenset(body for ident in idents if ident is not None for body in ties.affiliations.of(ident))


def find_differences(
    sides: Mapping[str, Side], profiles: Mapping[str, Profile], pairs: Iterable[tuple[str, str]]
) -> tuple[Difference, ...]:
    """Differences between propositions, from candidate pairs of claims; numbers also within a family of questions."""
    home = {p.claim.id: ident for ident, side in sides.items() for p in side.profiles}
    scored = _scored(home, profiles, pairs)
    alike = {key: found for key, found in scored.items() if _alike(key[2], [score for score, _, _ in found])}
    numbers = [key for key in alike if key[2] is Variable.NUMBER]
    families = connected(
        (one, other) for one, other, _ in numbers if _countable(sides[one]) and _countable(sides[other])
    )
    wanted = {(*pair, Variable.NUMBER) for family in families for pair in combinations(family, 2)} | alike.keys()
    found = [
        _difference(sides[one], sides[other], variable, scored.get((one, other, variable), ()))
        for one, other, variable in sorted(wanted)
    ]
    return tuple(d for d in found if d is not None)


_Key = tuple[str, str, Variable]
_Found = list[tuple[float, str, str]]


def _scored(
    home: Mapping[str, str], profiles: Mapping[str, Profile], pairs: Iterable[tuple[str, str]]
) -> dict[_Key, _Found]:
    found: dict[_Key, _Found] = defaultdict(list)
    for one, other in pairs:
        mine, theirs = home.get(one), home.get(other)
        if mine is None or theirs is None or mine == theirs:
            continue
        variable = _variable(profiles[one], profiles[other])
        if variable is not None:
            low, high = sorted((mine, theirs))
            found[low, high, variable].append((likeness_but_for(profiles[one], profiles[other]), one, other))
    return found


def _variable(one: Profile, other: Profile) -> Variable | None:
    if compare_amounts(_counts(one), _counts(other)) is Agreement.DIFFERENT:
        return Variable.NUMBER
    if compare_amounts(_clocks(one), _clocks(other)) is Agreement.DIFFERENT or _times_exclude(one, other):
        return Variable.TIME
    return None


def _counts(profile: Profile) -> list[Quantity]:
    return [q for q in profile.quantities if q.unit != CLOCK]


def _clocks(profile: Profile) -> list[Quantity]:
    return [q for q in profile.quantities if q.unit == CLOCK]


def _times_exclude(one: Profile, other: Profile) -> bool:
    """Whether two times cannot both hold: no day in common, or "since" a day that is not the other's."""
    if one.time is None or other.time is None:
        return False
    if not one.time.overlaps(other.time):
        return True
    return any("since" in a.adjuncts and _starts_apart(a.time, b) for a, b in ((one, other), (other, one)))


def _starts_apart(since: Interval | None, other: Profile) -> bool:
    """Whether the other begins on another day: it is a single day, or a "since" too."""
    begins = other.time is not None and (other.time.days == 1 or "since" in other.adjuncts)
    return begins and since is not None and other.time is not None and since.first != other.time.first


def _countable(side: Side) -> bool:
    """Whether it counts things: only of things does one like figure lead to the next, not of shares and measures."""
    return not units(side.amounts) & _MEASURES


def _alike(variable: Variable, scores: Sequence[float]) -> bool:
    likest, average = _ALIKE[variable]
    return max(scores) >= likest and sum(scores) / len(scores) >= average


def connected(edges: Iterable[tuple[str, str]]) -> Iterator[list[str]]:
    """The connected parts of a graph, each in order, in order of their first."""
    near: dict[str, set[str]] = defaultdict(set)
    for one, other in edges:
        near[one].add(other)
        near[other].add(one)
    seen: set[str] = set()
    for start in sorted(near):
        if start in seen:
            continue
        front, part = [start], {start}
        while front:
            new = near[front.pop()] - part
            part |= new
            front += new
        seen |= part
        yield sorted(part)


def _difference(
    one: Side, other: Side, variable: Variable, scored: Sequence[tuple[float, str, str]]
) -> Difference | None:
    if variable is Variable.NUMBER and compare_amounts(one.amounts, other.amounts) is not Agreement.DIFFERENT:
        return None
    early, late = sorted((one, other), key=lambda s: (s.first, s.proposition.id))
    why = _update(early, late, variable)
    score, first, second = max(scored, default=(0.0, early.profiles[0].claim.id, late.profiles[0].claim.id))
    ours = {p.claim.id for p in early.profiles}
    claims = (first, second) if first in ours else (second, first)
    idents = early.proposition.id, late.proposition.id
    return Difference(
        *idents, variable, why is not None, claims, round(score, 4), why or f"alike but for the {variable}"
    )


def _update(early: Side, late: Side, variable: Variable) -> str | None:
    """Why the later replaces the earlier, or None where both stand against each other."""
    if early.first == late.first:
        return None
    if early.line & late.line:
        return "a later word of the same source"
    tolls = variable is Variable.NUMBER and all(any(_TOLLS & p.said.keys() for p in s.profiles) for s in (early, late))
    if tolls and _figure(early) < _figure(late) and early.last < late.first:
        return "a toll that has grown since"
    return None


def _figure(side: Side) -> float:
    """The number named first by the fullest wording: what is counted stands before what is added."""
    fullest = max(side.profiles, key=lambda p: (p.size, p.claim.id))
    amounts = [q for q in (*fullest.quantities, *side.amounts) if q.unit != CLOCK]
    return next((q.low if q.low is not None else q.high or 0.0 for q in amounts), 0.0)
