"""Pairs of propositions that tell of one deed and fill one of its slots with what excludes the other's.

Stands between deeds and differences. Invariant: where either side speaks of what the other names for the slot, or
where a second slot differs too, nothing is contrasted.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from sayso.crossdoc.amounts import CLOCK, Agreement, compare_amounts, compare_times
from sayso.crossdoc.comparable import may_begin_together
from sayso.crossdoc.deeds import OUTAGE, Deed, Filler, deeds_of, is_unheld, load_deeds
from sayso.crossdoc.profiles import Profile
from sayso.crossdoc.slots import agents_exclude, causes_exclude, is_somebody, manners_exclude, places_exclude, sort_of
from sayso.crossdoc.words import name_stem
from sayso.model import Variable

__all__ = ["Contrast", "find_contrasts", "set_apart"]

_APART = 0.05  # what is left of the likeness of two claims that cannot both hold
_MANY = 100  # propositions of one deed beyond which the least claimed are not compared
_WITHIN = re.compile(
    r"([A-Z][\w-]+)(?: [a-z]+){0,2},? (?:deep )?(?:in|inside|within)(?: the)?(?: [a-z]+)?(?: of)?(?: [a-z]+)?"
    r" ([A-Z][\w-]+)"
)


@dataclass(frozen=True, slots=True)
class Contrast:
    """Two propositions, ids in order, by the claims that show how they differ; `asked` are those of them in whose words
    it can be asked.
    """

    one: str
    other: str
    variable: Variable
    claims: tuple[str, str]
    why: str
    asked: tuple[str, ...]


_Sides = Mapping[str, Sequence[Profile]]


def find_contrasts(sides: _Sides) -> tuple[Contrast, ...]:
    """All contrasts between propositions, given as id → profiles of those who affirm; one for each pair."""
    within = _nested(p for profiles in sides.values() for p in profiles)
    found: dict[tuple[str, str], Contrast] = {}
    for group in _by_thing(sides):
        for (one, mine), (other, theirs) in combinations(group, 2):
            if one == other or (min(one, other), max(one, other)) in found:
                continue
            contrast = _contrast(mine, theirs, within)
            if contrast is None:
                continue
            variable, fillers, why = contrast
            known = (sides[one], sides[other]) if len(fillers) > 1 else ([mine.profile], [theirs.profile])
            if not _mentioned(fillers, *known):
                low, high = sorted(((one, mine), (other, theirs)), key=lambda pair: pair[0])
                claims = low[1].profile.claim.id, high[1].profile.claim.id
                found[low[0], high[0]] = Contrast(
                    low[0], high[0], variable, claims, why, _asked(variable, mine, theirs)
                )
    return tuple(found[pair] for pair in sorted(found))


def _asked(variable: Variable, *deeds: Deed) -> tuple[str, ...]:
    """The claims whose predicate is the deed; of a cause those that name one, where any do."""
    told = [deed for deed in deeds if not deed.aside]
    if variable is Variable.CAUSE:
        told = [deed for deed in told if deed.cause is not None and not is_somebody(deed.cause)] or told
    return tuple(deed.profile.claim.id for deed in told)


def set_apart(scores: Mapping[tuple[str, str], float], profiles: Mapping[str, Profile]) -> dict[tuple[str, str], float]:
    """The scores of pairs of claims, next to nothing left of those whose deeds are contrasted, or done the other way
    round, however alike.
    """
    within = _nested(profiles.values())
    deeds = {ident: deeds_of(profile) for ident, profile in profiles.items()}
    return {
        (one, other): score * _APART if _claims_contrast(deeds.get(one, ()), deeds.get(other, ()), within) else score
        for (one, other), score in scores.items()
    }


def _claims_contrast(one: Sequence[Deed], other: Sequence[Deed], within: frozenset[tuple[str, str]]) -> bool:
    for mine in one:
        for theirs in other:
            if _turned_about(mine, theirs) or _turned_about(theirs, mine):
                return True
            found = _contrast(mine, theirs, within) if _meet(mine, theirs) else None
            if found is not None and not _mentioned(found[1], [mine.profile], [theirs.profile]):
                return True
    return False


def _turned_about(one: Deed, other: Deed) -> bool:
    """Whether in one it is done by what in the other it is done to: "hit by a boat" and "the boat was hit"."""
    doer = one.agent or one.cause
    if doer is None or one.family != other.family or "agent" not in one.asks & other.asks:
        return False
    done_to = {other.thing, *other.marks} - {""}
    return not done_to.isdisjoint({doer.noun, *doer.names}) and bool(one.thing) and one.thing not in other.profile.said


def _meet(one: Deed, other: Deed) -> bool:
    """Whether the two may be of one deed: of one family, or of two that rule each other out, and of one thing."""
    excludes = load_deeds().excludes
    families = one.family == other.family or other.family in excludes.get(one.family, ())
    families = families or one.family in excludes.get(other.family, ())
    things = one.thing == other.thing or (not one.thing and other.thing in one.profile.around)
    return families and (things or (not other.thing and one.thing in other.profile.around))


def _by_thing(sides: _Sides) -> Iterator[list[tuple[str, Deed]]]:
    """The deeds of one family done to one thing; a pronoun stands for any thing of its surroundings."""
    groups: dict[tuple[str, str], list[tuple[str, Deed]]] = defaultdict(list)
    loose: list[tuple[str, Deed]] = []
    for ident in sorted(sides, key=lambda i: (-len(sides[i]), i)):
        for profile in sides[ident]:
            for deed in deeds_of(profile):
                for family in (deed.family, *sorted(load_deeds().excludes.get(deed.family, ()))):
                    if deed.thing:
                        groups[family, deed.thing].append((ident, deed))
                if not deed.thing:
                    loose.append((ident, deed))
    for ident, deed in loose:
        for term in sorted(deed.profile.around):
            if (deed.family, term) in groups:
                groups[deed.family, term].append((ident, deed))
    for _, group in sorted(groups.items()):
        yield group[:_MANY]


_Found = tuple[Variable, tuple[Filler, ...], str]


def _contrast(one: Deed, other: Deed, within: frozenset[tuple[str, str]]) -> _Found | None:
    """What two deeds of one family differ in, with what fills the slot on either side, and in words."""
    if one.planned != other.planned or not _one_thing(one, other):
        return None
    if not (one.one and other.one):
        return _manners(one, other) if one.whole and other.whole and not _times_differ(one, other) else None
    if one.family != other.family:
        return Variable.MANNER, (), f"{_head(one)} and {_head(other)}: the one rules out the other"
    found = [f for f in (_places(one, other, within), _manners(one, other), _doers(one, other)) if f is not None]
    if _times_differ(one, other):
        asked = "time" in one.asks & other.asks and not is_unheld(one.profile) and not is_unheld(other.profile)
        return (Variable.TIME, (), "the same at two times") if asked and not found else None
    return found[0] if len(found) == 1 else None


def _one_thing(one: Deed, other: Deed) -> bool:
    if one.marks and other.marks and not one.marks & other.marks:
        return False
    return not _amounts_differ(one, other)


def _amounts_differ(one: Deed, other: Deed) -> bool:
    mine, theirs = ([q for q in d.profile.quantities if q.unit != CLOCK] for d in (one, other))
    return compare_amounts(mine, theirs) is Agreement.DIFFERENT


def _times_differ(one: Deed, other: Deed) -> bool:
    mine, theirs = ([q for q in d.profile.quantities if q.unit == CLOCK] for d in (one, other))
    if compare_amounts(mine, theirs) is Agreement.DIFFERENT:
        return True
    differ = compare_times(one.profile.time, other.profile.time) is Agreement.DIFFERENT
    return differ and not may_begin_together(one.profile, other.profile)


def _places(one: Deed, other: Deed, within: frozenset[tuple[str, str]]) -> _Found | None:
    if "place" not in one.asks & other.asks or not one.places or not other.places:
        return None
    if not all(places_exclude(a, b, within) for a in one.places for b in other.places if _comparable(a, b)):
        return None
    pair = next(((a, b) for a in one.places for b in other.places if places_exclude(a, b, within)), None)
    return None if pair is None else (Variable.PLACE, pair, f"two places: {_told(pair[0])} and {_told(pair[1])}")


def _comparable(one: Filler, other: Filler) -> bool:
    return bool(one.names) == bool(other.names)


def _manners(one: Deed, other: Deed) -> _Found | None:
    pair = manners_exclude(one.manners, other.manners)
    if pair is None or "manner" not in (one.asks | other.asks):
        return None
    return Variable.MANNER, (), f"two manners: {pair[0]} and {pair[1]}"


def _doers(one: Deed, other: Deed) -> _Found | None:
    """Two agents, two causes, or a cause against a deed."""
    if one.agent and other.agent and "agent" in one.asks & other.asks and agents_exclude(one.agent, other.agent):
        return Variable.AGENT, (one.agent, other.agent), f"two doers: {_told(one.agent)} and {_told(other.agent)}"
    if one.cause and other.cause and causes_exclude(one.cause, other.cause):
        return Variable.CAUSE, (one.cause, other.cause), f"two causes: {_told(one.cause)} and {_told(other.cause)}"
    for mine, theirs in ((one, other), (other, one)):
        if mine.cause and _unwilled(mine) and _willed(theirs):
            return Variable.CAUSE, (mine.cause,), f"a deed, against a cause: {_told(mine.cause)}"
    return None


def _unwilled(deed: Deed) -> bool:
    return deed.cause is not None and sort_of(deed.cause) in {"fault", "nature", "work"}


def _willed(deed: Deed) -> bool:
    """Whether somebody does it on purpose or by hand."""
    if deed.cause is not None and not is_somebody(deed.cause):
        return False
    handled = deed.family == OUTAGE and deed.act and bool(deed.agent or deed.manners & {"hand", "deliberate"})
    return deed.cause is not None or handled or "deliberate" in deed.manners


def _mentioned(fillers: tuple[Filler, ...], one: Sequence[Profile], other: Sequence[Profile]) -> bool:
    """Whether either side also speaks of what the other names, so that both may be one or work together."""
    nouns = {f.noun for f in fillers}
    if len(fillers) == 1:
        return all(any(nouns <= p.said.keys() for p in side) for side in (one, other))
    return len(nouns) > 1 and any(nouns <= {t for p in side for t in p.said} for side in (one, other))


def _told(filler: Filler) -> str:
    return " ".join(filler.words)


def _head(deed: Deed) -> str:
    return deed.profile.claim.gist.head


def _nested(profiles: Iterable[Profile]) -> frozenset[tuple[str, str]]:
    """Pairs of names of which a claim says that the first lies in the second ("Orm harbour, in the west of Tal")."""
    return frozenset(
        ("@" + name_stem(inner.lower()), "@" + name_stem(outer.lower()))
        for profile in profiles
        for inner, outer in _WITHIN.findall(profile.claim.content.text)
    )
