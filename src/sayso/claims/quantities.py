"""Numbers in a content: counts and shares with their bounds and units, and times of the clock.

Called by `sayso.claims.gist`. Invariant: a number that belongs to a date, a name or an age is no quantity, and an
inexact wording never yields exact bounds.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Token

from sayso.lexicon import load_lexicon
from sayso.model import Quantity

__all__ = ["find_quantities", "normal", "spoken", "unit_word"]

_DIGITS = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")
_CLOCK = re.compile(r"([01]?\d|2[0-3])[:.]([0-5]\d)(am|pm)?")
_SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_SCALES = {"hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12, "dozen": 12.0}
_SHARES = {
    "half": 2,
    "third": 3,
    "quarter": 4,
    "fifth": 5,
    "sixth": 6,
    "seventh": 7,
    "eighth": 8,
    "ninth": 9,
    "tenth": 10,
}
_ABOUT = 0.05  # "about 150" is read as 143 to 158: wide enough for rounding, narrow enough to tell 43 from 47 per cent
_NOON = 12 * 60


@dataclass(frozen=True, slots=True)
class _Words:
    modifiers: dict[str, str]
    units: dict[str, str]
    months: frozenset[str]
    afternoon: frozenset[str]
    morning: frozenset[str]


@cache
def _words() -> _Words:
    lexicon = load_lexicon("en", "numbers", "units")
    group = lexicon.group_of("numbers")
    bounds = {"about", "at_least", "above", "at_most", "below"}
    return _Words(
        {w: g for w, g in group.items() if g in bounds},
        lexicon.trait("units", "unit"),
        lexicon.words("numbers", "months"),
        lexicon.words("numbers", "afternoon"),
        lexicon.words("numbers", "morning"),
    )


def normal(token: Token) -> str:
    """The token in lower case, with straight apostrophes."""
    return str(token.lower_).replace("’", "'").replace("‘", "'")


def _value_of(word: str) -> float | None:
    """The number that one word stands for ("nine", "1,200", "61.4"), or None."""
    if _DIGITS.fullmatch(word):
        return float(word.replace(",", ""))
    if word in _SMALL:
        return float(_SMALL.index(word))
    return float(20 + 10 * _TENS.index(word)) if word in _TENS else None


def find_quantities(tokens: Sequence[Token]) -> tuple[Quantity, ...]:
    """Counts, shares and clock times among `tokens` in order; clock times count minutes after midnight, unit "clock"."""
    found = []
    at = 0
    while at < len(tokens):
        quantity, after = _quantity_at(tokens, at)
        if quantity is not None:
            found.append(quantity)
        at = max(after, at + 1)
    return tuple(found)


def _quantity_at(tokens: Sequence[Token], at: int) -> tuple[Quantity | None, int]:
    for read in (_clock, _share, _single, _indefinite, _count):
        result = read(tokens, at)
        if result is not None:
            return result
    return None, at + 1


Reading = tuple[Quantity | None, int] | None


def _word(tokens: Sequence[Token], at: int) -> str:
    return normal(tokens[at]) if 0 <= at < len(tokens) else ""


def _text(tokens: Sequence[Token], start: int, end: int) -> str:
    return "".join(t.text_with_ws for t in tokens[start:end]).strip()


def _clock(tokens: Sequence[Token], at: int) -> Reading:
    minutes, after = _spoken_clock(tokens, at)
    match = _CLOCK.fullmatch(_word(tokens, at))
    if match and ":" in match[0]:
        minutes, after = int(match[1]) * 60 + int(match[2]), at + 1
    elif match and (match[3] or _word(tokens, at + 1) in {"am", "pm", "a.m.", "p.m."}):
        minutes, after = int(match[1]) * 60 + int(match[2]), at + (1 if match[3] else 2)
    elif (hour := _value_of(_word(tokens, at))) is not None and _word(tokens, at + 1) in {
        "am", "pm", "a.m.", "p.m.", "o'clock",
    } and hour <= 12:  # fmt: skip
        minutes, after = int(hour * 60), at + 2
    if minutes is None:
        return None
    low = high = _placed(minutes, tokens, at)
    if low is None:
        return None, after
    if _word(tokens, after) in {"and", "to", "–", "-"} and (end := _clock_end(tokens, after + 1)) is not None:
        return Quantity(low, end, "clock", _text(tokens, at, after + 2)), after + 2
    return Quantity(low, high, "clock", _text(tokens, at, after)), after


def _clock_end(tokens: Sequence[Token], at: int) -> float | None:
    match = _CLOCK.fullmatch(_word(tokens, at))
    return float(int(match[1]) * 60 + int(match[2])) if match else None


def _spoken_clock(tokens: Sequence[Token], at: int) -> tuple[int | None, int]:
    """Minutes for "a quarter past eleven", "twenty to nine", "half past two"; the hour still of twelve."""
    part = {"quarter": 15.0, "half": 30.0}.get(_word(tokens, at), _value_of(_word(tokens, at)))
    way, hour = _word(tokens, at + 1), _value_of(_word(tokens, at + 2))
    if part is None or part > 30 or way not in {"past", "to"} or hour is None or not 1 <= hour <= 12:
        return None, at
    if way == "to" and not (part % 5 == 0 and _word(tokens, at + 2).isalpha() and _ends_phrase(tokens, at + 3)):
        return None, at
    return int(hour * 60 + (part if way == "past" else -part)), at + 3


def _ends_phrase(tokens: Sequence[Token], at: int) -> bool:
    return at >= len(tokens) or tokens[at].pos_ not in {"NOUN", "PROPN", "ADJ", "NUM"}


def _placed(minutes: int, tokens: Sequence[Token], at: int) -> float | None:
    """Minutes after midnight, or None where nothing tells morning from evening."""
    near = {normal(t) for t in tokens[at : at + 9]} | {normal(t)[-2:] for t in tokens[at : at + 1]}
    exact = ":" in _word(tokens, at) or minutes >= 13 * 60
    if near & _words().afternoon:
        return float(minutes + _NOON if 60 <= minutes < _NOON and not _after_midnight(minutes, near) else minutes)
    return float(minutes) if exact or near & _words().morning else None


def _after_midnight(minutes: int, near: set[str]) -> bool:
    """ "Two at night" lies before dawn; "eleven at night" does not."""
    return minutes < 5 * 60 and not near & {"pm", "p.m.", "p.m", "afternoon", "evening"}


def _share(tokens: Sequence[Token], at: int) -> Reading:
    word = _word(tokens, at)
    top = _value_of(word) if _value_of(word) is not None else 1.0 if word in {"a", "half"} else None
    if top is None:
        return None
    if _word(tokens, at + 1) in {"in", "out"}:
        step = 2 if _word(tokens, at + 1) == "in" else 3
        bottom = _value_of(_word(tokens, at + step))
        if bottom and top < bottom <= 100 and tokens[at + step].head.i >= tokens[at].i and top >= 1:
            low, high = 90 * top / bottom, 110 * top / bottom
            return Quantity(low, high, "percent", _text(tokens, at, at + step + 1)), at + step + 1
    here = at if word == "half" else at + 1
    name = _word(tokens, here).removesuffix("s")
    bottom_of = _SHARES.get(name) or _SHARES.get(_word(tokens, here))
    if not bottom_of or top >= bottom_of or _word(tokens, here + 1) not in {"of", "the", "a"}:
        return None
    low, high = _bounds(100 * top / bottom_of, *_modifier(tokens, at))
    return Quantity(low, high, "percent", _text(tokens, _start(tokens, at), here + 1)), here + 2


def _single(tokens: Sequence[Token], at: int) -> Reading:
    """ "A single break" counts one; "not a single" is negation and counts nothing."""
    if _word(tokens, at) != "single" or _word(tokens, at - 1) != "a" or _word(tokens, at - 2) in {"not", "n't"}:
        return None
    unit = tokens[at].head
    return (
        (Quantity(1.0, 1.0, _unit_name(unit), _text(tokens, at - 1, at + 1)), at + 1) if unit.pos_ == "NOUN" else None
    )


def _indefinite(tokens: Sequence[Token], at: int) -> Reading:
    word = _word(tokens, at)
    scale = _SCALES.get(word.removesuffix("s")) if word.endswith("s") else None
    if scale is None or _word(tokens, at + 1) != "of":
        return None
    return Quantity(2 * scale, None, _unit_after(tokens, at + 2), _text(tokens, at, at + 1)), at + 2


def _count(tokens: Sequence[Token], at: int) -> Reading:
    value, after = _numeral(tokens, at)
    if value is None:
        return None
    if _no_count(tokens, at, after):
        return None, after
    high_value, end = value, after
    if _word(tokens, after) in {"to", "and", "or", "–", "-"} and _opens_range(tokens, at, after):
        other, stop = _numeral(tokens, after + 1)
        if other is not None and other > value:
            high_value, end = other, stop
    unit = _unit(tokens, at, end)
    if high_value != value:
        return Quantity(value, high_value, unit, _text(tokens, at, end)), end
    if value == 1 and unit == "":  # "one" is a pronoun here
        return None, end
    name, strict = _modifier(tokens, at)
    if _word(tokens, end) == "or" and _word(tokens, end + 1) in {"more", "so"}:
        name = "at_least" if _word(tokens, end + 1) == "more" else "about"
    low, high = _bounds(value, name, strict)
    return Quantity(low, high, unit, _text(tokens, _start(tokens, at), end)), end


def _numeral(tokens: Sequence[Token], at: int) -> tuple[float | None, int]:
    """The number that begins at `at`, words and scales put together, and where it ends."""
    total, group, seen = 0.0, 0.0, False
    if _word(tokens, at) == "a" and _word(tokens, at + 1) in _SCALES:
        group, at, seen = 1.0, at + 1, True
    start = at
    while at < len(tokens):
        word = _word(tokens, at)
        value = _value_of(word)
        if value is not None and (not seen or _continues(tokens, at)):
            group += value
        elif word in _SCALES and seen:
            group, total = (group * _SCALES[word], total) if word in {"hundred", "dozen"} else (
                0.0, total + (group or 1) * _SCALES[word])  # fmt: skip
        elif not (word in {"-", "and"} and seen and at > start and _continues(tokens, at + 1)):
            break
        seen, at = True, at + 1
    return (total + group, at) if seen else (None, at)


def _continues(tokens: Sequence[Token], at: int) -> bool:
    """Whether the number word at `at` goes on a spoken number: "twenty-three", "hundred and six"."""
    value = _value_of(_word(tokens, at))
    before = _word(tokens, at - 1)
    before = _word(tokens, at - 2) if before in {"-", "and"} else before
    if value is None or _word(tokens, at)[:1].isdigit():
        return False
    return before in _SCALES or (before in _TENS and value < 10 and _word(tokens, at - 1) != "and")


def _no_count(tokens: Sequence[Token], at: int, after: int) -> bool:
    """Whether the number is part of a date, a name, an age, an identifier or a pronoun."""
    word, before, behind = _word(tokens, at), _word(tokens, at - 1), _word(tokens, after)
    months = _words().months
    if behind in months or before in months or (behind == "of" and _word(tokens, after + 1) in months):
        return True
    if behind == "-" and _word(tokens, after + 1) in {"year", "month", "day"}:
        return True
    token = tokens[at]
    noun_before = at > 0 and tokens[at - 1].pos_ in {"NOUN", "PROPN"} and before not in {"cent", "%"}
    identifier = noun_before and token.head.i == tokens[at - 1].i
    hyphened = before == "-" or token.pos_ == "PROPN"
    year = bool(re.fullmatch(r"(1[89]|20)\d\d", word)) and token.dep_ != "nummod"
    return (
        identifier or hyphened or year or before in {"number", "no.", "nr"} or bool(_CLOCK_AFTER.get((before, behind)))
    )


_CLOCK_AFTER = {("after", "on"): True, ("before", "on"): True, ("before", ","): True, ("after", ","): True}


def _opens_range(tokens: Sequence[Token], at: int, after: int) -> bool:
    return _word(tokens, after) != "and" or _word(tokens, at - 1) == "between"


def _start(tokens: Sequence[Token], at: int) -> int:
    return at - _modifier_length(tokens, at)


def _modifier_length(tokens: Sequence[Token], at: int) -> int:
    for length in (3, 2, 1):
        if length <= at and " ".join(_word(tokens, i) for i in range(at - length, at)) in _words().modifiers:
            return length
    return 0


def _modifier(tokens: Sequence[Token], at: int) -> tuple[str, bool]:
    """The name of the bound before the number ("" where there is none), and whether it leaves the number itself out."""
    if _word(tokens, at - 1) in {"$", "€", "£", "a"}:
        at -= 1
    length = _modifier_length(tokens, at)
    words = " ".join(_word(tokens, i) for i in range(at - length, at))
    name = _words().modifiers.get(words, "")
    return {"above": "at_least", "below": "at_most"}.get(name, name), name in {"above", "below"}


def _bounds(value: float, name: str, strict: bool) -> tuple[float | None, float | None]:
    if name == "about":
        return round(value * (1 - _ABOUT), 6), round(value * (1 + _ABOUT), 6)
    step = (1.0 if value == int(value) else 0.0) if strict else 0.0
    return {"at_least": (value + step, None), "at_most": (None, value - step)}.get(name, (value, value))


def _unit(tokens: Sequence[Token], at: int, end: int) -> str:
    if _word(tokens, at - 1) in {"$", "€", "£"}:
        return _words().units[_word(tokens, at - 1)]
    if _word(tokens, end) == "%" or (_word(tokens, end) == "per" and _word(tokens, end + 1) == "cent"):
        return "percent"
    if _word(tokens, end) == "of":
        return "" if _word(tokens, end + 1) in {"them", "us", "these", "those", "the", "its", "his", "her", "their"} else (
            _unit_after(tokens, end + 1))  # fmt: skip
    head = tokens[end - 1].head
    if head.pos_ == "NOUN" and head.i >= tokens[end - 1].i and tokens[end - 1].dep_ in {"nummod", "compound", "amod"}:
        return _unit_name(head)
    return _unit_after(tokens, end)


def _unit_after(tokens: Sequence[Token], at: int) -> str:
    """The noun that follows at once, words that qualify it passed over; "" where there is none."""
    for token in tokens[at : at + 4]:
        if token.pos_ == "NOUN" and not (token.i + 1 < len(token.doc) and token.dep_ == "compound"):
            return _unit_name(token)
        if token.pos_ not in {"ADJ", "NOUN", "PROPN", "DET", "ADV"} and not (token.tag_ == "VBN"):
            return ""
    return ""


def _unit_name(token: Token) -> str:
    return unit_word(token) or str(token.lemma_).lower()


def spoken(tokens: Sequence[Token]) -> tuple[tuple[Token, str], ...]:
    """`tokens` each with its number in digits ("twenty-three" once, as "23"), or with "" where it is no number."""
    found = []
    at = 0
    while at < len(tokens):
        value, after = _numeral(tokens, at)
        value = None if tokens[at].pos_ == "PRON" else value
        found.append((tokens[at], "" if value is None else _digits(value)))
        at = max(after, at + 1) if value is not None else at + 1
    return tuple(found)


def unit_word(token: Token) -> str | None:
    """The unit's one name where the token spells a unit ("km", "cent" after "per"), else None."""
    lemma = str(token.lemma_).lower()
    if lemma == "cent" and token.i > 0 and normal(token.doc[token.i - 1]) == "per":
        return "percent"
    return _words().units.get(lemma, _words().units.get(normal(token)))


def _digits(value: float) -> str:
    return str(int(value)) if value == int(value) else str(value)
