"""Whether two names of persons can be of one: by spelling, initials, short forms; and why.

Stands under `entities`, which asks it of names that share a last name. Invariant: symmetric; names that contradict each
other anywhere (given name, middle name, generation) never fit.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from sayso.crossdoc.names import Key, NameWords
from sayso.crossdoc.transliteration import folded, sounding
from sayso.lexicon import load_lexicon

__all__ = ["Fit", "PersonName", "fit_persons", "parse_person"]


@dataclass(frozen=True, slots=True)
class Fit:
    """Why two names can be of one; `sure` where nothing else could be meant."""

    why: str
    sure: bool


@dataclass(frozen=True, slots=True)
class PersonName:
    """A name's given names (initials included), last name without particles, particles, and "jr" or "sr"."""

    given: Key
    last: str
    particles: Key = ()
    generation: str = ""

    @property
    def sound(self) -> str:
        """The last name as its spellings have it in common."""
        return sounding(self.last)


_SAME, _MARKS, _FEWER, _SPELLING, _INITIAL, _FORM = range(6)  # ways to fit, from strongest to weakest
_WHYS = {
    _SAME: "the same name",
    _MARKS: "the same name but for its marks",
    _FEWER: "the one leaves out a middle name or a particle",
    _SPELLING: "two spellings of one name",
    _INITIAL: "initials of the other's given name, and the only ones that fit",
    _FORM: "two forms of one given name",
}
_SENIORS = {"senior": "sr", "junior": "jr"}


def parse_person(key: Key, words: NameWords) -> PersonName:
    """The parts of a name from its words."""
    generation = key[-1] if len(key) > 1 and key[-1] in words.generations else ""
    bare = key[:-1] if generation else key
    end = len(bare) - 1
    while end > 0 and bare[end - 1] in words.particles:
        end -= 1
    return PersonName(bare[:end], bare[-1], bare[end:-1], _SENIORS.get(generation, generation))


def fit_persons(one: PersonName, other: PersonName) -> Fit | None:
    """How two names, both with a given name or an initial, fit each other; None where they do not."""
    last = _fit_words(one.last, other.last)
    given = _fit_given(one.given, other.given)
    contradicts = one.generation != other.generation or (
        one.particles and other.particles and one.particles != other.particles
    )
    if last is None or last > _SPELLING or given is None or contradicts or {last, given} == {_SPELLING, _INITIAL}:
        return None
    way = max(last, given, _FEWER if one.particles != other.particles else _SAME)
    return Fit(_WHYS[way], way <= _MARKS)


def _fit_given(one: Key, other: Key) -> int | None:
    """How the first given names fit, and the others in their order; None where any contradict."""
    if not one or not other:
        return None
    for short, long in ((one, other), (other, one)):  # "W. Mark Tarn", who goes by his second name
        if len(long) > 1 and len(long[0]) == 1 and len(short[0]) > 1 and _fit_words(short[0], long[0]) is None:
            fit = _fit_given(short, long[1:])
            return None if fit is None else max(fit, _FEWER)
    first = _fit_words(one[0], other[0])
    shorter, longer = sorted((one[1:], other[1:]), key=len)
    ways, at = [], 0
    for word in shorter:
        fits = ((n, way) for n, w in enumerate(longer[at:], at) if (way := _fit_words(word, w)) is not None)
        found = next(fits, None)
        if found is None:
            return None
        at = found[0] + 1
        ways.append(found[1])
    if first is None:
        return None
    return max(first, *ways, _FEWER if len(one) != len(other) else _SAME)


def _fit_words(one: str, other: str) -> int | None:
    if one == other:
        return _SAME
    if folded(one) == folded(other):
        return _MARKS
    short, long = sorted((one, other), key=len)
    if len(short) == 1:
        return _INITIAL if long[0] == short else None
    if sounding(one) == sounding(other):
        return _SPELLING
    forms = _given_names()
    return _FORM if forms.get(one, frozenset()) & forms.get(other, frozenset()) else None


@cache
def _given_names() -> Mapping[str, frozenset[str]]:
    """Given name → the names that it is a form of."""
    found: dict[str, set[str]] = {}
    for group in load_lexicon("en", "givennames").lists["givennames"]:
        for word in group.words:
            found.setdefault(word, set()).add(group.name)
    return {word: frozenset(groups) for word, groups in found.items()}


def initials_of(given: Sequence[str]) -> frozenset[str]:
    """The first letters under which names that fit these given names are found."""
    firsts = given[:2] if len(given[0]) == 1 else given[:1]
    names = {name for first in firsts for name in (first, *_given_names().get(first, ()))}
    return frozenset({sounding(n)[:1] for n in names} | {n[0] for n in names})
