"""Whether what fills one slot of two deeds excludes each other: two doers, places, manners or causes of one deed.

Used where propositions are contrasted. Invariant: only fillers of known and comparable sorts exclude each other; a word
that may stand for the other ("a ship" for "the trawler"), or that is vague, excludes nothing.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from sayso.crossdoc.deeds import Filler
from sayso.lexicon import load_lexicon

__all__ = [
    "agents_exclude",
    "causes_exclude",
    "is_somebody",
    "is_vague",
    "manners_exclude",
    "places_exclude",
    "sort_of",
    "willed_words",
]

_FAULTY = frozenset(
    {"faulty", "defective", "overheated", "broken", "blow", "blown", "worn", "fault", "defect", "loose"}
)
_OFFICE = "office"
# Which sorts exclude each other as doers or causes: not a person and a thing or weapon, which may be what he used.
_UNLIKE: Mapping[str, set[str]] = {
    "vehicle": {"thing", "weapon"},
    "thing": {"weapon"},
    "nature": {"vehicle", "weapon", "person", "work"},
    "fault": {"nature", "weapon", "work", "vehicle", "person"},
    "work": {"weapon"},
}


@dataclass(frozen=True, slots=True)
class _Fillers:
    vague: frozenset[str]
    somebody: frozenset[str]
    willed: frozenset[str]
    regions: frozenset[str]
    marks: frozenset[str]
    group: Mapping[str, str]
    sort: Mapping[str, str]
    broad: Mapping[str, frozenset[str]]
    place: Mapping[str, str]
    manners: Mapping[str, frozenset[str]]
    persons: frozenset[str]


@cache
def _fillers() -> _Fillers:
    lexicon = load_lexicon("en", "fillers", "sources")
    entries = lexicon.lists["fillers"]
    split = {g.name: {k: frozenset(p.strip() for p in v.split(",")) for k, v in g.traits.items()} for g in entries}
    sorted_ = {w: g for w, g in lexicon.group_of("fillers").items() if "sort" in split[g]}
    return _Fillers(
        vague=lexicon.words("fillers", "vague", "somebody"),
        willed=lexicon.words("fillers", "willed"),
        somebody=lexicon.words("fillers", "somebody"),
        regions=lexicon.words("fillers", "region"),
        marks=lexicon.words("fillers", "part of a place"),
        group=sorted_,
        sort=lexicon.trait("fillers", "sort"),
        broad={name: traits["broad"] for name, traits in split.items() if "broad" in traits},
        place=lexicon.trait("fillers", "place"),
        manners={name: traits["manner"] for name, traits in split.items() if "manner" in traits},
        persons=lexicon.words("sources", "office", "person-noun", "government") - lexicon.words("fillers"),
    )


def sort_of(filler: Filler) -> str:
    """What sort of thing it is: person, vehicle, weapon, nature, fault, work, or any other thing."""
    words = _fillers()
    noun = filler.words[-1]
    if noun in words.sort:
        return words.sort[noun]
    if noun in words.persons or filler.noun.startswith("@"):
        return "person"
    return "fault" if _FAULTY & set(filler.words) else "thing"


def willed_words() -> frozenset[str]:
    """Nouns for deeds done on purpose ("arson")."""
    return _fillers().willed


def agents_exclude(one: Filler, other: Filler) -> bool:
    """Whether two doers of one deed cannot both be meant."""
    if _same(one, other):
        return False
    mine, theirs = sort_of(one), sort_of(other)
    if {mine, theirs} == {"person", "vehicle"}:
        return _names_exclude(one, other)
    if mine == theirs:
        return _kinds_exclude(one, other) if mine == "person" else True
    return _unlike(mine, theirs)


def causes_exclude(one: Filler, other: Filler) -> bool:
    """Whether two causes of one event are rival explanations of it."""
    if _same(one, other):
        return False
    mine, theirs = sort_of(one), sort_of(other)
    if mine == theirs:
        return _kinds_exclude(one, other) if mine == "person" else True
    return _unlike(mine, theirs) or {mine, theirs} == {"fault", "thing"}


def _unlike(mine: str, theirs: str) -> bool:
    return theirs in _UNLIKE.get(mine, ()) or mine in _UNLIKE.get(theirs, ())


def _same(one: Filler, other: Filler) -> bool:
    """Whether one may stand for the other: the same noun, a vague one, or the broad word for the other's kind."""
    if is_vague(one) or is_vague(other):
        return True
    if one.noun == other.noun:
        return not _names_exclude(one, other)
    mine, theirs = one.words[-1], other.words[-1]
    group = _fillers().group.get(mine)
    if group is not None and group == _fillers().group.get(theirs):
        return bool({mine, theirs} & _fillers().broad.get(group, frozenset()))
    return bool({one.noun} & other.others or {other.noun} & one.others)


def is_somebody(filler: Filler) -> bool:
    """Whether it is some person who is left open ("somebody lit it")."""
    return filler.words[-1] in _fillers().somebody


def is_vague(filler: Filler) -> bool:
    """Whether it may be anyone or anything."""
    return filler.words[-1] in _fillers().vague


def _names_exclude(one: Filler, other: Filler) -> bool:
    return bool(one.names and other.names) and not one.names & other.names


def _kinds_exclude(one: Filler, other: Filler) -> bool:
    """Whether two persons are surely two: both named, or of two kinds; a name and a role may be one."""
    if one.names and other.names:
        return not one.names & other.names
    mine, theirs = (_fillers().group.get(f.words[-1]) for f in (one, other))
    named = one.noun.startswith("@") or other.noun.startswith("@")
    if mine == theirs == _OFFICE:
        return one.words[-1] != other.words[-1] and not named
    return mine is not None and theirs is not None and mine != theirs and not named


def manners_exclude(one: frozenset[str], other: frozenset[str]) -> tuple[str, str] | None:
    """Two manners of which a deed can have one only, or None."""
    against = _fillers().manners
    found = [(a, b) for a in sorted(one) for b in sorted(other) if b in against[a] or a in against[b]]
    return found[0] if found and not one & other else None


def places_exclude(one: Filler, other: Filler, within: frozenset[tuple[str, str]]) -> bool:
    """Whether a thing cannot be at both places; `within` holds pairs of names of which one lies in the other."""
    if one.names and other.names:
        linked = any((a, b) in within or (b, a) in within for a in one.names for b in other.names)
        return not one.names & other.names and not linked
    size, other_size = (_fillers().place.get(f.words[-1]) for f in (one, other))
    if size is None or size != other_size or one.names or other.names:
        return False
    mine, theirs = ({w for w in f.words if w in _fillers().marks} for f in (one, other))
    return one.words[-1] != other.words[-1] or bool(mine and theirs and not mine & theirs)
