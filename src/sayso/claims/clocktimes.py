"""Times of the clock in a content: "23:40", "11.30 pm", "a quarter past eleven on Monday night".

Called by `sayso.claims.quantities`. Invariant: a time of a twelve-hour clock is given only where the words around it
tell morning from evening.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Token

from sayso.claims.numerals import normal, text_of, value_of, word_at
from sayso.lexicon import load_lexicon
from sayso.model import Quantity

__all__ = ["CLOCK", "clock_at"]

CLOCK = "clock"
_DIGITS = re.compile(r"([01]?\d|2[0-3])[:.]([0-5]\d)(am|pm)?")
_HALVES = frozenset({"am", "pm", "a.m.", "p.m."})
_NOON = 12 * 60
_DAWN = 5 * 60
_NEAR = 9  # tokens from the time on in which "night" or "morning" tells the half of the day


@dataclass(frozen=True, slots=True)
class _Words:
    afternoon: frozenset[str]
    morning: frozenset[str]


@cache
def _words() -> _Words:
    lexicon = load_lexicon("en", "numbers")
    return _Words(lexicon.words("numbers", "afternoon"), lexicon.words("numbers", "morning"))


def clock_at(tokens: Sequence[Token], at: int) -> tuple[Quantity | None, int] | None:
    """The time that begins at `at` in minutes after midnight and where it ends; None where none begins.

    The first is None where a time stands there but its half of the day is not told.
    """
    minutes, after = _minutes(tokens, at)
    if minutes is None:
        return None
    low = _placed(minutes, tokens, at)
    if low is None:
        return None, after
    end = _digital(word_at(tokens, after + 1)) if word_at(tokens, after) in {"and", "to", "–", "-"} else None
    if end is not None:
        return Quantity(low, float(end), CLOCK, text_of(tokens, at, after + 2)), after + 2
    return Quantity(low, low, CLOCK, text_of(tokens, at, after)), after


def _minutes(tokens: Sequence[Token], at: int) -> tuple[int | None, int]:
    word, following = word_at(tokens, at), word_at(tokens, at + 1)
    match = _DIGITS.fullmatch(word)
    if match and (":" in word or match[3]):
        return _digital(word), at + 1
    if match and following in _HALVES:
        return _digital(word), at + 2
    hour = value_of(word)
    if hour is not None and hour <= 12 and (following in _HALVES or following == "o'clock"):
        return int(hour * 60), at + 2
    return _spoken(tokens, at)


def _digital(word: str) -> int | None:
    match = _DIGITS.fullmatch(word)
    return int(match[1]) * 60 + int(match[2]) if match else None


def _spoken(tokens: Sequence[Token], at: int) -> tuple[int | None, int]:
    """Minutes for “a quarter past eleven”, “twenty to nine”, “half past two”; the hour still of twelve."""
    part = {"quarter": 15.0, "half": 30.0}.get(word_at(tokens, at), value_of(word_at(tokens, at)))
    way, hour = word_at(tokens, at + 1), value_of(word_at(tokens, at + 2))
    if part is None or part > 30 or way not in {"past", "to"} or hour is None or not 1 <= hour <= 12:
        return None, at
    if way == "to" and not (part % 5 == 0 and word_at(tokens, at + 2).isalpha() and _ends_phrase(tokens, at + 3)):
        return None, at
    return int(hour * 60 + (part if way == "past" else -part)), at + 3


def _ends_phrase(tokens: Sequence[Token], at: int) -> bool:
    return at >= len(tokens) or tokens[at].pos_ not in {"NOUN", "PROPN", "ADJ", "NUM"}


def _placed(minutes: int, tokens: Sequence[Token], at: int) -> float | None:
    """Minutes after midnight, or None where nothing tells morning from evening."""
    near = {normal(t) for t in tokens[at : at + _NEAR]} | {normal(t)[-2:] for t in tokens[at : at + 1]}
    exact = ":" in word_at(tokens, at) or minutes >= 13 * 60
    if near & _words().afternoon:
        return float(minutes + _NOON if 60 <= minutes < _NOON and not _after_midnight(minutes, near) else minutes)
    return float(minutes) if exact or near & _words().morning else None


def _after_midnight(minutes: int, near: set[str]) -> bool:
    """Whether the hour lies before dawn: “two at night” does, “eleven at night” does not."""
    return minutes < _DAWN and not near & {"pm", "p.m.", "p.m", "afternoon", "evening"}
