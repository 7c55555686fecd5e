"""Propositions that say the same but for a number or a time, and which of them only bring another up to date.

Questions are asked from these. Invariant: a newer figure of the same line of sources, or a toll that has grown, is an
update, and bounds that can both hold differ in nothing.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import combinations

from sayso.crossdoc.amounts import CLOCK, OTHER_FIGURES, Agreement, compare_amounts, units
from sayso.crossdoc.comparable import counts_by_fate, counts_of, may_begin_together, one_count, one_happening, one_story
from sayso.crossdoc.contrasts import Contrast, find_contrasts
from sayso.crossdoc.deeds import is_unheld
from sayso.crossdoc.origins import Ties
from sayso.crossdoc.otherwise import find_others
from sayso.crossdoc.pairs import likeness_but_for
from sayso.crossdoc.plans import find_plans
from sayso.crossdoc.profiles import Profile
from sayso.model import Claim, Interval, Proposition, Quantity, SourceKind, Stance, Variable

__all__ = ["OWN_WORD", "Difference", "Side", "Telling", "find_differences", "sides_of"]

# Likeness, numbers and times left out, of the likest pair of claims and of all pairs on average, from which two
# propositions answer one question; set on four invented stories so that none of their unlike propositions passes.
_ALIKE = {Variable.NUMBER: (0.4, 0.2), Variable.TIME: (0.7, 0.35)}
OWN_WORD = "a later word of the same source"
"""Why a proposition brings another up to date where whoever told that tells it anew."""

_MEASURES = frozenset(
    {"percent", "kilometre", "metre", "mile", "tonne", "kilogram", "litre", "dollar", "euro", "pound"}
)
_LONG_BEFORE = 14  # days from which a word that a report cites is taken for an older one
_LEAKS = frozenset({SourceKind.ANONYMOUS, SourceKind.DOCUMENT, SourceKind.RECORDING})
_SCORE = 0.5  # of a difference that rests on compared structure and not on likeness
_JUST_BEFORE = 120  # code points within which a bare number counts what was counted last
_BARE = 2  # content words of a claim that gives a number alone
_MANY = 40  # tolls of one story beyond which they are not all compared
_DEATHS = "=die"
_TOLLS = frozenset({"=die", "=injure", "=miss", "=victim", "=hold", "=bodies"})


@dataclass(frozen=True, slots=True)
class Difference:
    """Two propositions that differ in one thing, the earlier first; `update` where the later replaces it; `asked` are
    the claims in whose words it is best asked about.
    """

    one: str
    other: str
    variable: Variable
    update: bool
    claims: tuple[str, str]
    score: float
    why: str
    asked: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, order=True)
class Telling:
    """A claim of a side: when its source spoke, and whom that source speaks for, itself included."""

    moment: str
    claim: str
    line: frozenset[str]


@dataclass(frozen=True, slots=True)
class Side:
    """A proposition seen from those who affirm it: their profiles, what each told when, and for whom they and
    their opponents speak.

    `own_voice` where nobody but reporting outlets says anything of it; what these say in their own voice is no telling
    where a source says it too.
    """

    proposition: Proposition
    profiles: tuple[Profile, ...]
    tellings: tuple[Telling, ...]
    line: frozenset[str]
    opponents: frozenset[str]
    own_voice: bool

    @property
    def first(self) -> str:
        """When it was first told."""
        return min(telling.moment for telling in self.tellings)

    @property
    def last(self) -> str:
        """When it was last told."""
        return max(telling.moment for telling in self.tellings)

    @property
    def amounts(self) -> tuple[Quantity, ...]:
        """The numbers its claims give, clock times left out."""
        return tuple(q for p in self.profiles for q in counts_of(p))

    @property
    def by_fate(self) -> dict[str, list[Quantity]]:
        """The same by what became of those who are counted."""
        found: dict[str, list[Quantity]] = defaultdict(list)
        for profile in self.profiles:
            for fate, counts in counts_by_fate(profile).items():
                found[fate] += counts
        return dict(found)

    @property
    def figure(self) -> float:
        """The number named first by the fullest wording: what is counted stands before what is added; 0 if none is."""
        fullest = max(self.profiles, key=lambda p: (p.size, p.claim.id))
        amounts = [q for q in (*fullest.quantities, *self.amounts) if q.unit != CLOCK]
        return next((q.low if q.low is not None else q.high or 0.0 for q in amounts), 0.0)


def sides_of(
    propositions: Sequence[Proposition], profiles: Mapping[str, Profile], ties: Ties, moments: Mapping[str, str]
) -> dict[str, Side]:
    """Proposition id → its side; those that nobody affirms are left out. `moments`: document id → when it came out."""
    sides = {}
    for proposition in propositions:
        mine = tuple(profiles[c.claim] for c in proposition.claims if c.stance is Stance.AFFIRMS)
        if mine:
            theirs = tuple(profiles[c.claim] for c in proposition.claims if c.stance is not Stance.AFFIRMS)
            voiced = [p for p in mine if not p.background] or mine
            tellings = tuple(sorted(_telling(p.claim, ties, moments) for p in voiced))
            line, opponents = (frozenset(b for p in ps for b in _line(p.claim, ties)) for ps in (mine, theirs))
            own_voice = all(p.background for p in (*mine, *theirs))
            sides[proposition.id] = Side(proposition, mine, tellings, line, opponents, own_voice)
    return sides


def _telling(claim: Claim, ties: Ties, moments: Mapping[str, str]) -> Telling:
    """When the report came out, or, of words that it cites from long before, when they were said."""
    moment, said = moments[claim.document], claim.said_at
    if said is not None and said.last is not None:
        before = said.last + timedelta(days=_LONG_BEFORE)
        moment = said.last.isoformat() if before.isoformat() < moment else moment
    return Telling(moment, claim.id, _line(claim, ties))


def _line(claim: Claim, ties: Ties) -> frozenset[str]:
    """Whom the source speaks for, itself included; what leaks from a body is not that body's word."""
    ident = ties.cast.of_claim(claim)
    if ident is None:
        return frozenset()
    leaked = claim.source is not None and claim.source.kind in _LEAKS
    return frozenset({ident}) if leaked else ties.affiliations.of(ident)


def find_differences(
    sides: Mapping[str, Side], profiles: Mapping[str, Profile], pairs: Iterable[tuple[str, str]]
) -> tuple[Difference, ...]:
    """Differences between propositions, from candidate pairs of claims; numbers also within a family of questions."""
    home = {p.claim.id: ident for ident, side in sides.items() for p in side.profiles}
    scored = _scored(home, profiles, pairs)
    alike = {key: found for key, found in scored.items() if _alike(key[2], [score for score, _, _ in found])}
    numbers = {(one, other) for one, other, variable in alike if variable is Variable.NUMBER}
    elliptic = set(_elliptic(sides))
    told = numbers | elliptic | set(_tolls_told(sides))
    families = _connected(pair for pair in told if all(_countable(sides[ident]) for ident in pair))
    bare = {ident for pair in elliptic for ident in pair}
    related = {pair for family in families for pair in combinations(family, 2) if _one_kind(pair, sides, bare)}
    wanted = {(*pair, Variable.NUMBER) for pair in told | related} | alike.keys()
    found = [
        _difference(sides[one], sides[other], variable, scored.get((one, other, variable), ()))
        for one, other, variable in sorted(wanted)
    ]
    stated = {frozenset({d.one, d.other}) for d in found if d is not None}
    affirming = {ident: side.profiles for ident, side in sides.items()}
    contrasts = find_contrasts(affirming)
    known = {frozenset({c.one, c.other}) for c in contrasts}
    further = [*(c for c in find_plans(affirming) if _open(c, sides)), *find_others(affirming)]
    found += [
        _contrasted(c, sides)
        for c in (*contrasts, *(c for c in further if frozenset({c.one, c.other}) not in known))
        if frozenset({c.one, c.other}) not in stated and _near(sides[c.one], sides[c.other])
    ]
    return tuple(d for d in found if d is not None)


def _open(plan: Contrast, sides: Mapping[str, Side]) -> bool:
    """Whether it is not so that the plan was told first, and then that it came."""
    _, expected = plan.asked
    early, late = (sides[i] for i in (plan.one, plan.other))
    if any(p.claim.id == expected for p in late.profiles):
        early, late = late, early
    return early.first >= late.first


def _one_kind(pair: tuple[str, str], sides: Mapping[str, Side], bare: Collection[str]) -> bool:
    """Whether the two of a family count things of one kind, or one of them leaves it to its neighbours to say what."""
    one, other = (sides[ident].profiles for ident in pair)
    return bool(set(pair) & set(bare)) or any(one_count(p, q) for p in one for q in other)


def _elliptic(sides: Mapping[str, Side]) -> Iterator[tuple[str, str]]:
    """Pairs of propositions of which one counts what a claim of the other has just named ("he counted six")."""
    by_document: dict[str, list[tuple[int, str, Profile]]] = defaultdict(list)
    for ident, side in sides.items():
        for profile in side.profiles:
            if counts_of(profile):
                by_document[profile.claim.document].append((profile.claim.content.start, ident, profile))
    for told in by_document.values():
        named, reach = "", -1
        for start, ident, profile in sorted(told, key=lambda t: t[:2]):
            if units(counts_of(profile)) - {""}:
                named, reach = ident, profile.claim.sentence.end + _JUST_BEFORE
            elif named and start < reach and _bare_number(profile):
                reach = profile.claim.sentence.end + _JUST_BEFORE
                if ident != named:
                    yield (min(ident, named), max(ident, named))


def _bare_number(profile: Profile) -> bool:
    """Whether a claim gives a number and does not say of what."""
    counts = counts_of(profile)
    return len(counts) == 1 and counts[0].unit == "" and len(profile.claim.gist.lemmas) <= _BARE


def _tolls_told(sides: Mapping[str, Side]) -> Iterator[tuple[str, str]]:
    """Pairs of a death toll told as one ("the toll rose to twelve") and a count of the dead, which need no likeness."""
    dead = [i for i, s in sorted(sides.items()) if any(_DEATHS in p.said and _of_persons(p) for p in s.profiles)]
    tolls = [i for i in dead if any(_DEATHS in p.subject for p in sides[i].profiles)]
    for toll in tolls[:_MANY]:
        near = (i for i in dead[:_MANY] if i != toll and _near(sides[toll], sides[i]))
        yield from ((min(toll, i), max(toll, i)) for i in near)


def _near(one: Side, other: Side) -> bool:
    """Whether the reports that tell the two may all be of one story."""
    return any(one_story(a, b) for a in _by_report(one) for b in _by_report(other))


def _by_report(side: Side) -> list[Profile]:
    """One profile of each report."""
    return list({p.claim.document: p for p in side.profiles}.values())


def _of_persons(profile: Profile) -> bool:
    counts = counts_of(profile)
    return bool(counts) and counts[0].unit in {"", "person"}


def _contrasted(contrast: Contrast, sides: Mapping[str, Side]) -> Difference | None:
    """A contrast as a difference; None where one source says both at one time, so that both must be meant."""
    one, other = sides[contrast.one], sides[contrast.other]
    if _voices(one) & _voices(other) and one.first == other.first:
        return None
    early, late = sorted((one, other), key=lambda s: (s.first, s.proposition.id))
    claims = contrast.claims if early is one else (contrast.claims[1], contrast.claims[0])
    update = _update(early, late, contrast.variable)
    idents = early.proposition.id, late.proposition.id
    if update is not None:
        return Difference(*idents, contrast.variable, True, update[1] or claims, _SCORE, update[0])
    return Difference(*idents, contrast.variable, False, claims, _SCORE, contrast.why, contrast.asked)


_Update = tuple[str, tuple[str, str] | None]
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
        if variable is not None and _of_one(profiles[one], profiles[other], variable):
            low, high = sorted((mine, theirs))
            found[low, high, variable].append((likeness_but_for(profiles[one], profiles[other]), one, other))
    return found


def _of_one(one: Profile, other: Profile, variable: Variable) -> bool:
    """Whether the two may speak of one thing of one story, so that they do differ in it."""
    if not one_story(one, other):
        return False
    return one_count(one, other) if variable is Variable.NUMBER else one_happening(one, other)


def _variable(one: Profile, other: Profile) -> Variable | None:
    if is_unheld(one) or is_unheld(other):
        return None
    if compare_amounts(counts_of(one), counts_of(other)) in OTHER_FIGURES:
        return Variable.NUMBER
    if compare_amounts(_clocks(one), _clocks(other)) is Agreement.DIFFERENT or _times_exclude(one, other):
        return Variable.TIME
    return None


def _clocks(profile: Profile) -> list[Quantity]:
    return [q for q in profile.quantities if q.unit == CLOCK]


def _times_exclude(one: Profile, other: Profile) -> bool:
    """Whether two times cannot both hold: no day in common, or "since" a day that is not the other's."""
    if one.time is None or other.time is None or may_begin_together(one, other):
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


def _connected(edges: Iterable[tuple[str, str]]) -> Iterator[list[str]]:
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
    numbers = _compare_numbers(one, other) if variable is Variable.NUMBER and _near(one, other) else Agreement.OPEN
    if variable is Variable.NUMBER and numbers not in OTHER_FIGURES:
        return None
    early, late = sorted((one, other), key=lambda s: (s.first, s.proposition.id))
    update = _update(early, late, variable)
    score, first, second = max(scored, default=(0.0, early.profiles[0].claim.id, late.profiles[0].claim.id))
    ours = {p.claim.id for p in early.profiles}
    claims = (first, second) if first in ours else (second, first)
    idents = early.proposition.id, late.proposition.id
    if update is not None:
        return Difference(*idents, variable, True, update[1] or claims, round(score, 4), update[0])
    if numbers is Agreement.WITHIN:  # "at least 19" and 26 stand beside each other
        return None
    return Difference(*idents, variable, False, claims, round(score, 4), f"alike but for the {variable}")


def _compare_numbers(one: Side, other: Side) -> Agreement:
    """How the numbers differ; where both tell what became of people, those of the same fate."""
    mine, theirs = one.by_fate, other.by_fate
    if not (mine.keys() - {""} and theirs.keys() - {""}):
        return compare_amounts(one.amounts, other.amounts)
    found = {compare_amounts(mine[fate], theirs[fate]) for fate in mine.keys() & theirs.keys() - {""}}
    return next((one for one in (Agreement.DIFFERENT, Agreement.WITHIN) if one in found), Agreement.OPEN)


def _update(early: Side, late: Side, variable: Variable) -> _Update | None:
    """Why the later replaces the earlier, and the claims that show it; None where both stand against each other."""
    if early.first == late.first:
        return None
    if all(telling.line & _voices(late) for telling in early.tellings):
        return OWN_WORD, _moved(early, late)
    tolls = variable is Variable.NUMBER and all(any(_TOLLS & p.said.keys() for p in s.profiles) for s in (early, late))
    if tolls and early.figure < late.figure and early.last < late.first:
        return "a toll that has grown since", None
    return None


def _voices(side: Side) -> frozenset[str]:
    return frozenset(body for telling in side.tellings for body in telling.line)


def _moved(early: Side, late: Side) -> tuple[str, str] | None:
    """The claim in which the source tells it first, and that in which it, or one who speaks for it, tells otherwise."""
    for telling in early.tellings:
        for later in late.tellings:
            if later.moment > telling.moment and later.line & telling.line:
                return telling.claim, later.claim
    return None
