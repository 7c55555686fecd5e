"""Numbers as words: "twenty-three", "1,200", "two million", read from tokens.

Called by the other readers of numbers in `sayso.claims`. Invariant: a number is read once, at its first word.
"""

import re
from collections.abc import Sequence

from spacy.tokens import Token

__all__ = ["CURRENCIES", "SCALES", "normal", "numeral", "spoken", "text_of", "value_of", "word_at"]

_DIGITS = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")
_WORDS = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
    *("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
SCALES = {"hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12, "dozen": 12.0}

CURRENCIES = frozenset({"$", "€", "£"})
_SUFFIXES = {"k": 1e3, "m": 1e6, "mn": 1e6, "bn": 1e9, "tn": 1e12}
_SCALED = re.compile(r"(\d+(?:,\d{3})*(?:\.\d+)?)(k|mn?|bn|tn)")


def normal(token: Token) -> str:
    """The token in lower case, with straight apostrophes."""
    return str(token.lower_).replace("’", "'").replace("‘", "'")


def word_at(tokens: Sequence[Token], at: int) -> str:
    """The word at a place, "" beyond the ends."""
    return normal(tokens[at]) if 0 <= at < len(tokens) else ""


def text_of(tokens: Sequence[Token], start: int, end: int) -> str:
    """The tokens from `start` to `end` as written."""
    return "".join(t.text_with_ws for t in tokens[start:end]).strip()


def value_of(word: str) -> float | None:
    """The number that one word stands for ("nine", "1,200", "61.4"), or None."""
    if _DIGITS.fullmatch(word):
        return float(word.replace(",", ""))
    if word in _WORDS:
        return float(_WORDS.index(word))
    return float(20 + 10 * _TENS.index(word)) if word in _TENS else None


def numeral(tokens: Sequence[Token], at: int) -> tuple[float | None, int]:
    """The number that begins at `at`, words and scales put together, and where it ends."""
    total, group, seen = 0.0, 0.0, False
    if word_at(tokens, at - 1) in CURRENCIES and (amount := _amount(tokens, at)) is not None:
        return amount
    if word_at(tokens, at) == "half" and word_at(tokens, at + 1) == "a" and word_at(tokens, at + 2) in SCALES:
        return SCALES[word_at(tokens, at + 2)] / 2, at + 3
    if word_at(tokens, at) == "a" and word_at(tokens, at + 1) in SCALES:
        group, at, seen = 1.0, at + 1, True
    start = at
    while at < len(tokens):
        word = word_at(tokens, at)
        value = value_of(word)
        if value is not None and (not seen or _continues(tokens, at)):
            group += value
        elif seen and [word_at(tokens, at + i) for i in range(3)] == ["and", "a", "half"]:
            group, at = group + 0.5, at + 2
        elif word in SCALES and seen:
            group, total = (group * SCALES[word], total) if word in {"hundred", "dozen"} else (
                0.0, total + (group or 1) * SCALES[word])  # fmt: skip
        elif not (word in {"-", "and"} and seen and at > start and _continues(tokens, at + 1)):
            break
        seen, at = True, at + 1
    return (total + group, at) if seen else (None, at)


def _amount(tokens: Sequence[Token], at: int) -> tuple[float, int] | None:
    """An amount of money with a short scale, "3.4bn" or "400 m", and where it ends."""
    match = _SCALED.fullmatch(word_at(tokens, at))
    if match:
        return float(match[1].replace(",", "")) * _SUFFIXES[match[2]], at + 1
    value, scale = value_of(word_at(tokens, at)), _SUFFIXES.get(word_at(tokens, at + 1))
    return None if value is None or scale is None else (value * scale, at + 2)


def _continues(tokens: Sequence[Token], at: int) -> bool:
    """Whether the number word at `at` goes on a spoken number: "twenty-three", "hundred and six"."""
    value = value_of(word_at(tokens, at))
    before = word_at(tokens, at - 1)
    before = word_at(tokens, at - 2) if before in {"-", "and"} else before
    if value is None or word_at(tokens, at)[:1].isdigit():
        return False
    return before in SCALES or (before in _TENS and value < 10 and word_at(tokens, at - 1) != "and")


def spoken(tokens: Sequence[Token]) -> tuple[tuple[Token, str], ...]:
    """`tokens` each with its number in digits ("twenty-three" once, as "23"), or with "" where it is no number."""
    found = []
    at = 0
    while at < len(tokens):
        value, after = numeral(tokens, at)
        value = None if tokens[at].pos_ == "PRON" else value
        found.append((tokens[at], "" if value is None else _digits(value)))
        at = max(after, at + 1) if value is not None else at + 1
    return tuple(found)


def _digits(value: float) -> str:
    return str(int(value)) if value == int(value) else str(value)
