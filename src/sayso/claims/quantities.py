"""Numbers in a content: counts and shares with their bounds and units, and times of the clock.

Called by `sayso.claims.gist`. Invariant: a number that belongs to a date, a name or an age is no quantity, and an
inexact wording never yields exact bounds.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from spacy.tokens import Token

from sayso.claims.attribution import spans_of, text_at
from sayso.claims.clocktimes import CLOCK, clock_at
from sayso.claims.numerals import CURRENCIES, SCALES, normal, numeral, value_of, word_at
from sayso.lexicon import load_lexicon
from sayso.model import Quantity, cut

__all__ = ["find_quantities", "numbers_of", "unit_word"]

_YEAR = re.compile(r"(1[89]|20)\d\d")
_POINTERS = frozenset({"them", "us", "these", "those", "the", "its", "his", "her", "their"})
_SHARES = {"half": 2, "third": 3, "quarter": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9}
_HOUR_WORDS = frozenset({"at", "after", "before", "since", "until", "till"})
_HOURS = 24
_ZONES = frozenset({"utc", "gmt", "z", "est", "edt", "cet", "cest", "bst", "hrs"})
_CLOCK_DIGITS = 4
_HOURLY = (["/", "h"], ["per", "hour"], ["an", "hour"])
_MANY = {f"{word}s": value for word, value in SCALES.items()} | {"tens": 10.0}
_ARGUMENTS = frozenset({"nsubj", "nsubjpass", "dobj", "pobj"})
_OLDEST = 120
_MOST = 100  # "one in six", "three in a hundred", but not "one in 2031"
_SHARE_ABOUT = 0.1
_ABOUT = 0.05  # "about 150" is read as 143 to 158: wide enough for rounding, narrow enough to tell 43 from 47 per cent


@dataclass(frozen=True, slots=True)
class _Words:
    modifiers: dict[str, str]
    units: dict[str, str]
    months: frozenset[str]
    nobody: frozenset[str]
    harms: frozenset[str]
    changes: frozenset[str]


@cache
def _words() -> _Words:
    lexicon = load_lexicon("en", "numbers", "units")
    group = lexicon.group_of("numbers")
    bounds = {"about", "at_least", "above", "at_most", "below"}
    return _Words(
        {w: g for w, g in group.items() if g in bounds},
        lexicon.trait("units", "unit"),
        lexicon.words("numbers", "months"),
        lexicon.words("numbers", "nobody"),
        lexicon.words("numbers", "harms"),
        lexicon.words("numbers", "changes"),
    )


def find_quantities(tokens: Sequence[Token]) -> tuple[Quantity, ...]:
    """Counts, shares and clock times among `tokens`, in order; of clock times the minutes after midnight."""
    found = []
    at = 0
    while at < len(tokens):
        quantity, after = _quantity_at(tokens, at)
        if quantity is not None:
            found.append(quantity)
        at = max(after, at + 1)
    return tuple(found)


def numbers_of(tokens: Sequence[Token], text: str) -> tuple[Quantity, ...]:
    """The counts and shares of a whole content with their words in `text`, "no one" as 0; no times of the clock.

    "Up to 10" is read as at most 10, its lower bound open.
    """
    counts = [q for q in find_quantities(tokens) if q.unit != CLOCK]
    found = sorted((*counts, *_nothing(tokens)), key=lambda q: q.spans)
    return tuple(replace(q, text=cut(text, q.spans)) for q in found)


def _nothing(tokens: Sequence[Token]) -> Iterator[Quantity]:
    """Zero, for "no one", "nobody", "none" and "no casualties"."""
    words = _words()
    for at, token in enumerate(tokens):
        word, following = normal(token), word_at(tokens, at + 1)
        if word in words.nobody:
            yield _made(0.0, 0.0, "person", tokens[at : at + 1])
        elif word == "none":
            yield _made(0.0, 0.0, _unit_after(tokens, at + 2) if following == "of" else "", tokens[at : at + 1])
        elif word == "no" and following == "one":
            yield _made(0.0, 0.0, "person", tokens[at : at + 2])
        elif word == "no" and following in words.harms:
            yield _made(0.0, 0.0, _unit_name(tokens[at + 1]), tokens[at : at + 1])


def _quantity_at(tokens: Sequence[Token], at: int) -> tuple[Quantity | None, int]:
    for read in (clock_at, _one_in, _share, _single, _several, _indefinite, _count):
        result = read(tokens, at)
        if result is not None:
            return result
    return None, at + 1


Reading = tuple[Quantity | None, int] | None


def _made(low: float | None, high: float | None, unit: str, tokens: Sequence[Token]) -> Quantity:
    spans = spans_of(tokens)
    return Quantity(low, high, unit, " … ".join(text_at(tokens[0].doc, span) for span in spans), spans)


def _one_in(tokens: Sequence[Token], at: int) -> Reading:
    """A share as "one in six", which is never meant exactly."""
    top = value_of(word_at(tokens, at))
    way = word_at(tokens, at + 1)
    step = {"in": 2, "out": 3}.get(way)
    bottom = value_of(word_at(tokens, at + step)) if step else None
    if not top or not bottom or not step or not top < bottom <= _MOST or tokens[at + step].head.i < tokens[at].i:
        return None
    share, end = 100 * top / bottom, at + step + 1
    return _made(share * (1 - _SHARE_ABOUT), share * (1 + _SHARE_ABOUT), "percent", tokens[at:end]), end


def _share(tokens: Sequence[Token], at: int) -> Reading:
    """A share as "a fifth of", "two thirds of", "half the"."""
    word = word_at(tokens, at)
    top = 1.0 if word in {"a", "half"} else value_of(word)
    here = at if word == "half" else at + 1
    part = word_at(tokens, here)
    bottom = _SHARES.get(part) or _SHARES.get(part.removesuffix("s"))
    if not top or not bottom or top >= bottom or word_at(tokens, here + 1) not in {"of", "the", "a"}:
        return None
    if word_at(tokens, here + 2) in SCALES:  # "half a million"
        return None
    low, high = _bounds(100 * top / bottom, *_modifier(tokens, at))
    return _made(low, high, "percent", tokens[_start(tokens, at) : here + 1]), here + 2


def _single(tokens: Sequence[Token], at: int) -> Reading:
    """One, for “a single break”; “not a single” is negation and counts nothing."""
    if word_at(tokens, at) != "single" or word_at(tokens, at - 1) != "a" or word_at(tokens, at - 2) in {"not", "n't"}:
        return None
    unit = tokens[at].head
    if unit.pos_ != "NOUN":
        return None
    return _made(1.0, 1.0, _unit_name(unit), tokens[at - 1 : at + 1]), at + 1


def _indefinite(tokens: Sequence[Token], at: int) -> Reading:
    word = word_at(tokens, at)
    scale = _MANY.get(word)
    if scale is None or (word_at(tokens, at + 1) != "of" and tokens[at].dep_ not in _ARGUMENTS):
        return None
    if word_at(tokens, at + 1) != "of":
        return _made(2 * scale, None, "", tokens[at : at + 1]), at + 1
    further = _MANY.get(word_at(tokens, at + 2))
    if further is not None and word_at(tokens, at + 3) == "of":
        return _made(2 * scale * further, None, _unit_after(tokens, at + 4), tokens[at : at + 3]), at + 4
    return _made(2 * scale, None, _unit_after(tokens, at + 2), tokens[at : at + 1]), at + 2


def _several(tokens: Sequence[Token], at: int) -> Reading:
    """From two to ten of a scale, for "several hundred", "a few dozen"."""
    scale = SCALES.get(word_at(tokens, at + 1))
    if word_at(tokens, at) not in {"several", "few"} or scale is None:
        return None
    return _made(2 * scale, 10 * scale, _unit(tokens, at, at + 2), tokens[at : at + 2]), at + 2


def _count(tokens: Sequence[Token], at: int) -> Reading:
    value, after = numeral(tokens, at)
    if value is None or _no_count(tokens, at, after):
        return None if value is None else (None, after)
    top, end = _range_end(tokens, at, after, value)
    unit = _unit(tokens, at, end)
    if value == top == 1 and unit == "":  # "one" is a pronoun here
        return None, end
    low, high = (value, top) if top != value else _bounds(value, *_bound(tokens, at, end))
    if low == high and word_at(tokens, at - 1) == "within" and unit in _words().units.values():
        low = None  # "within three miles"
    return _made(low, high, unit, tokens[_start(tokens, at) : end]), end


def _range_end(tokens: Sequence[Token], at: int, after: int, value: float) -> tuple[float, int]:
    """The upper end of "20 to 30" or "between 20 and 30", and where it ends; the value itself where there is none."""
    word = word_at(tokens, after)
    if word in {"to", "or", "–", "-"} or (word == "and" and word_at(tokens, at - 1) == "between"):
        top, end = numeral(tokens, after + 1)
        if top is not None and top > value and not _is_change(tokens, at, after):
            return top, end
    return value, after


def _is_change(tokens: Sequence[Token], at: int, after: int) -> bool:
    """Whether the two numbers are one state and the next: "rose from 12 to 27"."""
    if word_at(tokens, after) != "to" or word_at(tokens, at - 1) != "from":
        return False
    return any(str(head.lemma_).lower() in _words().changes for head in (tokens[at - 1].head, tokens[after].head))


def _bound(tokens: Sequence[Token], at: int, end: int) -> tuple[str, bool]:
    """The bound that stands before the number, or behind it as "or more", "or so"."""
    behind = {"more": "at_least", "so": "about"}.get(word_at(tokens, end + 1)) if word_at(tokens, end) == "or" else None
    return (behind, False) if behind else _modifier(tokens, at)


def _no_count(tokens: Sequence[Token], at: int, after: int) -> bool:
    """Whether the number is part of a date, a name, an age or an identifier."""
    return (
        _is_date(tokens, at, after)
        or _is_hour(tokens, at, after)
        or _is_label(tokens, at)
        or _is_age(tokens, at, after)
    )


def _is_date(tokens: Sequence[Token], at: int, after: int) -> bool:
    before, behind = word_at(tokens, at - 1), word_at(tokens, after)
    months = _words().months
    if behind in months or before in months or (behind == "of" and word_at(tokens, after + 1) in months):
        return True
    if not _YEAR.fullmatch(word_at(tokens, at)):
        return False
    return tokens[at].dep_ != "nummod" or _is_one(tokens[at].head)


def _is_one(noun: Token) -> bool:
    """Whether a noun that stands behind a year is of one thing ("the 1968 bridge"), which no such count could be."""
    return bool(noun.tag_ == "NN") and unit_word(noun) is None and noun.lemma_.lower() not in SCALES


def _is_hour(tokens: Sequence[Token], at: int, after: int) -> bool:
    """Whether the number is an hour without a half of the day: "shortly after seven", "1630 UTC"."""
    if word_at(tokens, after) in _ZONES and len(word_at(tokens, at)) == _CLOCK_DIGITS:
        return True
    value = value_of(word_at(tokens, at))
    hour = value is not None and value <= _HOURS and word_at(tokens, at - 1) in _HOUR_WORDS
    return hour and _unit(tokens, at, after) == ""


def _is_label(tokens: Sequence[Token], at: int) -> bool:
    """Whether the number names a thing: "station 214", "number three", "Halcyon-2"."""
    before = word_at(tokens, at - 1)
    if before.isdigit():
        return True
    if before in {"number", "no.", "nr", "-"} or tokens[at].pos_ == "PROPN" or _is_dialled(word_at(tokens, at)):
        return True
    noun = at > 0 and tokens[at - 1].pos_ in {"NOUN", "PROPN"} and before not in {"cent", "%"}
    return noun and tokens[at].head.i == tokens[at - 1].i


def _is_dialled(word: str) -> bool:
    """Whether digits begin like a telephone number, not like a count."""
    return len(word) > 1 and word[0] == "0" and word.isdigit()


def _is_age(tokens: Sequence[Token], at: int, after: int) -> bool:
    """Whether the number is an age: "a 34-year-old", "aged 34", "Ilse Brandt, 34, said"."""
    if word_at(tokens, after) == "-" and word_at(tokens, after + 1) in {"year", "month", "day"}:
        return True
    before = word_at(tokens, at - 1)
    if before in {"aged", "age"} or (before == "of" and word_at(tokens, at - 2) == "age"):
        return True
    value = value_of(word_at(tokens, at))
    closed = after >= len(tokens) or tokens[after].text in {",", "."}
    named = before == "," and at > 1 and tokens[at - 2].pos_ == "PROPN"
    return named and closed and value is not None and value <= _OLDEST


def _start(tokens: Sequence[Token], at: int) -> int:
    if word_at(tokens, at - 1) in CURRENCIES or word_at(tokens, at - 1) == "between":
        at -= 1
    return at - _modifier_length(tokens, at)


def _modifier_length(tokens: Sequence[Token], at: int) -> int:
    for length in (3, 2, 1):
        if length <= at and " ".join(word_at(tokens, i) for i in range(at - length, at)) in _words().modifiers:
            return length
    return 0


def _modifier(tokens: Sequence[Token], at: int) -> tuple[str, bool]:
    """The name of the bound before the number ("" where there is none), and whether it leaves the number itself out."""
    if word_at(tokens, at - 1) in {*CURRENCIES, "a"}:
        at -= 1
    length = _modifier_length(tokens, at)
    words = " ".join(word_at(tokens, i) for i in range(at - length, at))
    name = _words().modifiers.get(words, "")
    return {"above": "at_least", "below": "at_most"}.get(name, name), name in {"above", "below"}


def _bounds(value: float, name: str, strict: bool) -> tuple[float | None, float | None]:
    if name == "about":
        return round(value * (1 - _ABOUT), 6), round(value * (1 + _ABOUT), 6)
    step = (1.0 if value == int(value) else 0.0) if strict else 0.0
    return {"at_least": (value + step, None), "at_most": (None, value - step)}.get(name, (value, value))


def _unit(tokens: Sequence[Token], at: int, end: int) -> str:
    """What is counted, with the time it is counted over: "kilometre per hour"."""
    unit = _thing(tokens, at, end)
    behind = [word_at(tokens, i) for i in (end + 1, end + 2)]
    return f"{unit} per hour" if unit and behind in _HOURLY else unit


def _thing(tokens: Sequence[Token], at: int, end: int) -> str:
    if word_at(tokens, at - 1) in CURRENCIES:
        return _words().units[word_at(tokens, at - 1)]
    if word_at(tokens, end) == "%" or (word_at(tokens, end) == "per" and word_at(tokens, end + 1) == "cent"):
        return "percent"
    if word_at(tokens, end) == "of":
        return "" if word_at(tokens, end + 1) in _POINTERS else _unit_after(tokens, end + 1)
    head = tokens[end - 1].head
    if head.pos_ == "NOUN" and head.i >= tokens[end - 1].i and tokens[end - 1].dep_ in {"nummod", "compound", "amod"}:
        return _unit_name(head)
    return _unit_after(tokens, end)


def _unit_after(tokens: Sequence[Token], at: int) -> str:
    """The noun that follows at once, words that qualify it passed over; "" where there is none."""
    for token in tokens[at : at + 4]:
        if token.pos_ == "NOUN" and not (token.i + 1 < len(token.doc) and token.dep_ == "compound"):
            return _unit_name(token)
        if token.pos_ not in {"ADJ", "NOUN", "PROPN", "DET", "ADV"} and token.tag_ != "VBN":
            return ""
    return ""


def _unit_name(token: Token) -> str:
    return unit_word(token) or str(token.lemma_).lower()


def unit_word(token: Token) -> str | None:
    """The unit's one name where the token spells a unit ("km", "cent" after "per"), else None."""
    lemma = str(token.lemma_).lower()
    if lemma == "cent" and token.i > 0 and normal(token.doc[token.i - 1]) == "per":
        return "percent"
    return _words().units.get(lemma, _words().units.get(normal(token)))
