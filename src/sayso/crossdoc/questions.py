"""What accounts differ on.

Questions come from propositions: one both affirmed and denied, or several that say the same but for a number, a time, a
place or a way. Invariant: a newer figure of the same line of sources is an update, not a question, and bounds that can
both hold differ in nothing.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from sayso.crossdoc.amounts import CLOCK, Agreement, compare_amounts, compare_times, units
from sayso.crossdoc.origins import Ties
from sayso.crossdoc.pairs import likeness_but_for
from sayso.crossdoc.profiles import Profile
from sayso.crossdoc.words import load_vocabulary
from sayso.model import Answer, Claim, Proposition, Question, Stance, Variable, tagged

__all__ = ["Difference", "build_questions", "find_differences"]

_ALIKE = 0.5  # likeness, the difference itself left out, from which two propositions answer one question
_TOLLS = frozenset({"die", "injure", "miss", "victim", "hold", "bodies"})


@dataclass(frozen=True, slots=True)
class Difference:
    """Two propositions that say the same but for one thing; `update` where the second replaces the first."""

    one: str
    other: str
    variable: Variable
    update: bool
    claims: tuple[str, str]
    score: float
    why: str


def find_differences(
    propositions: Sequence[Proposition], profiles: Mapping[str, Profile], ties: Ties, pairs: Sequence[tuple[str, str]], moments: Mapping[str, str]
) -> tuple[Difference, ...]:
    """Pairs of propositions that differ in a number or a time, from the candidate pairs of claims."""
    home = {c.claim: p for p in propositions for c in p.claims if c.stance is Stance.AFFIRMS}
    found: dict[tuple[str, str, Variable], list[tuple[float, str, str]]] = defaultdict(list)
    for one, other in pairs:
        mine, theirs = home.get(one), home.get(other)
        if mine is None or theirs is None or mine.id == theirs.id:
            continue
        variable = _variable(profiles[one], profiles[other])
        if variable is not None:
            score = likeness_but_for(profiles[one], profiles[other])
            found[(*sorted((mine.id, theirs.id)), variable)].append((score, one, other))
    by_id = {p.id: p for p in propositions}
    return tuple(
        difference
        for (one, other, variable), scored in sorted(found.items())
        if (difference := _difference(by_id[one], by_id[other], variable, scored, profiles, ties, moments)) is not None
    )


def _variable(one: Profile, other: Profile) -> Variable | None:
    amounts = compare_amounts(*(tuple(q for q in p.quantities if q.unit != CLOCK) for p in (one, other)))
    clocks = compare_amounts(*(tuple(q for q in p.quantities if q.unit == CLOCK) for p in (one, other)))
    if amounts is Agreement.DIFFERENT:
        return Variable.NUMBER
    if clocks is Agreement.DIFFERENT or compare_times(one.time, other.time) is Agreement.DIFFERENT:
        return Variable.TIME
    return None


def _difference(
    one: Proposition,
    other: Proposition,
    variable: Variable,
    scored: Sequence[tuple[float, str, str]],
    profiles: Mapping[str, Profile],
    ties: Ties,
    moments: Mapping[str, str],
) -> Difference | None:
    """The difference of two propositions, if their claims are alike enough on average, the missing pairs as unlike."""
    score, first, second = max(scored)
    mean = sum(s for s, _, _ in scored) / len(scored)
    if score < _ALIKE or mean < _ALIKE * 0.8:
        return None
    early, late = sorted((one, other), key=lambda p: (_first(p, profiles, moments), p.id))
    why = _update(early, late, variable, profiles, ties, moments)
    claims = (first, second) if any(c.claim == first for c in early.claims) else (second, first)
    return Difference(early.id, late.id, variable, why is not None, claims, round(score, 4), why or f"alike but for the {variable}")


def _first(proposition: Proposition, profiles: Mapping[str, Profile], moments: Mapping[str, str]) -> str:
    return min(moments[profiles[c.claim].claim.document] for c in proposition.claims)


def _last(proposition: Proposition, profiles: Mapping[str, Profile], moments: Mapping[str, str]) -> str:
    return max(moments[profiles[c.claim].claim.document] for c in proposition.claims if c.stance is Stance.AFFIRMS)


def _update(
    early: Proposition, late: Proposition, variable: Variable, profiles: Mapping[str, Profile], ties: Ties, moments: Mapping[str, str]
) -> str | None:
    """Why the later replaces the earlier, or None: the same line of sources, or a toll that has grown."""
    if _first(early, profiles, moments) == _first(late, profiles, moments):
        return None
    if _line(early, profiles, ties) & _line(late, profiles, ties):
        return "a later word of the same source"
    grown = variable is Variable.NUMBER and _toll(early, profiles) and _toll(late, profiles) and _grown(early, late, profiles)
    if grown and _last(early, profiles, moments) < _first(late, profiles, moments):
        return "a toll that has grown since"
    return None


def _line(proposition: Proposition, profiles: Mapping[str, Profile], ties: Ties) -> frozenset[str]:
    """Those who affirm it and the bodies they speak for."""
    idents = (ties.cast.of_claim(profiles[c.claim].claim) for c in proposition.claims if c.stance is Stance.AFFIRMS)
    return frozenset(body for ident in idents if ident is not None for body in ties.affiliations.of(ident))


def _toll(proposition: Proposition, profiles: Mapping[str, Profile]) -> bool:
    return any(_TOLLS & profiles[c.claim].said.keys() for c in proposition.claims)


def _grown(early: Proposition, late: Proposition, profiles: Mapping[str, Profile]) -> bool:
    return max(_amounts(early, profiles), default=0.0) < max(_amounts(late, profiles), default=0.0)


def _amounts(proposition: Proposition, profiles: Mapping[str, Profile]) -> Iterator[float]:
    for stanced in proposition.claims:
        for quantity in profiles[stanced.claim].quantities:
            if quantity.unit != CLOCK and (quantity.low is not None or quantity.high is not None):
                yield quantity.low if quantity.low is not None else quantity.high or 0.0


def build_questions(
    propositions: Sequence[Proposition], profiles: Mapping[str, Profile], differences: Sequence[Difference]
) -> tuple[Question, ...]:
    """All questions, in order of their ids."""
    by_id = {p.id: p for p in propositions}
    found = [q for p in propositions if (q := _truth(p)) is not None]
    for variable in (Variable.NUMBER, Variable.TIME):
        conflicts = [d for d in differences if d.variable is variable and not d.update]
        updates = [d for d in differences if d.update]
        found += [_open(variable, group, updates, by_id, profiles) for group in _connected(conflicts)]
    return tuple(sorted(found, key=lambda q: q.id))


def _truth(proposition: Proposition) -> Question | None:
    if not proposition.affirming_origins or not proposition.denying_origins:
        return None
    text = f"Is it so? “{proposition.text}”"
    answers = (
        Answer("yes", (proposition.id,), proposition.affirming_origins),
        Answer("no", (), proposition.denying_origins),
    )
    return Question(tagged("q1", [Variable.TRUTH, [[proposition.id], []]]), text, Variable.TRUTH, answers)


def _connected(conflicts: Sequence[Difference]) -> Iterator[list[str]]:
    """Propositions that conflict, directly or through others."""
    near: dict[str, set[str]] = defaultdict(set)
    for difference in conflicts:
        near[difference.one].add(difference.other)
        near[difference.other].add(difference.one)
    left = set(near)
    for start in sorted(near):
        if start not in left:
            continue
        group, front = {start}, [start]
        while front:
            new = near[front.pop()] - group
            group |= new
            front += sorted(new)
        left -= group
        yield sorted(group)


def _open(
    variable: Variable, group: Sequence[str], updates: Sequence[Difference], by_id: Mapping[str, Proposition], profiles: Mapping[str, Profile]
) -> Question:
    sides = _sides(group, updates)
    answers = tuple(
        Answer(by_id[side[-1]].text, tuple(side), max(by_id[i].affirming_origins for i in side)) for side in sides
    )
    ident = tagged("q1", [variable, [list(side) for side in sides]])
    return Question(ident, _wording(variable, group, by_id, profiles), variable, answers)


def _sides(group: Sequence[str], updates: Sequence[Difference]) -> list[list[str]]:
    """Answers: propositions of which one replaces the other stand together."""
    side_of = {ident: [ident] for ident in group}
    for update in updates:
        if update.one in side_of and update.other in side_of and side_of[update.one] is not side_of[update.other]:
            joined = side_of[update.one] + side_of[update.other]
            for ident in joined:
                side_of[ident] = joined
    return sorted({tuple(sorted(side)) for side in side_of.values()}, key=lambda s: s) and [
        list(side) for side in sorted({tuple(sorted(s)) for s in side_of.values()})
    ]


def _wording(variable: Variable, group: Sequence[str], by_id: Mapping[str, Proposition], profiles: Mapping[str, Profile]) -> str:
    members = [profiles[c.claim] for ident in group for c in by_id[ident].claims if c.stance is Stance.AFFIRMS]
    fullest = min(members, key=lambda p: (not p.claim.gist.subject, -p.size, p.claim.id))
    if variable is Variable.NUMBER:
        return _number_wording(members, fullest)
    return f"When? {by_id[group[0]].text}"


def _number_wording(members: Sequence[Profile], fullest: Profile) -> str:
    counts: dict[str, int] = defaultdict(int)
    for member in members:
        for unit in sorted(units(member.quantities) - {""}):
            counts[unit] += 1
    unit = min(counts, key=lambda u: (-counts[u], u), default="")
    if unit == "percent":
        return f"What share? “{fullest.claim.content.text}”"
    return f"How many {unit}s?" if unit else f"How many? “{fullest.claim.content.text}”"
