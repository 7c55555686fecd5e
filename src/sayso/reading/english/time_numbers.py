"""Numbers in words and digits, as they stand in time expressions.

Used by the tables of rules. Invariant: None where the words are no number, never a guess.
"""

from collections.abc import Sequence
from datetime import date

__all__ = ["length_of", "number_of", "year_of"]

# What one of a unit is as an ISO 8601 duration: whether of the day's time, the letter, and how many of it.
_LENGTHS = {
    "S": ("T", "S", 1),
    "M": ("T", "M", 1),
    "H": ("T", "H", 1),
    "day": ("", "D", 1),
    "weekend": ("", "D", 2),
    "week": ("", "W", 1),
    "fortnight": ("", "W", 2),
    "month": ("", "M", 1),
    "quarter": ("", "M", 3),
    "year": ("", "Y", 1),
    "decade": ("", "Y", 10),
    "century": ("", "Y", 100),
}

_SUFFIXES = ("st", "nd", "rd", "th")


def number_of(values: Sequence[str]) -> float | None:
    """The number that words stand for, given the value of each: twenty-one, a dozen, two and a half, 14th, 1,500."""
    total: float | None = 1.0 if list(values) in (["a"], ["an"]) else None
    for number in map(_plain, values):
        if number in (100, 1000) and total is not None:
            total *= number
        elif number is not None:
            total = (total or 0) + number
    return total


def year_of(words: Sequence[str], values: Sequence[str], published: date | None) -> int | None:
    """The year written as 2034, '34 or nineteen ninety-six; None where it is none."""
    digits = words[0].strip("'’‘`")
    if digits.isdigit():
        return int(digits) if len(digits) == 4 else _full_year(int(digits), published)
    numbers = [int(value) for value in values if value.isdigit()]
    if len(numbers) < 2:
        return None
    if 1000 in numbers:
        return _in_thousands(numbers)
    return numbers[0] * 100 + sum(number for number in numbers[1:] if number != 100)


def _in_thousands(numbers: Sequence[int]) -> int:
    """Two thousand eighteen, one thousand seven hundred eighty nine."""
    rest = list(numbers[numbers.index(1000) + 1 :])
    hundreds = rest[0] * 100 if rest[1:2] == [100] else 0
    return numbers[0] * 1000 + hundreds + sum(rest[2:] if hundreds else rest)


def length_of(count: float | None, unit: str) -> str:
    """So many units as a TIMEX3 duration: P3D, PT16H, P2Y6M; with X for a number left open."""
    clock, letter, size = _LENGTHS[unit]
    if count is None:
        return f"P{clock}X{letter}"
    whole, rest = divmod(count * size, 1)
    if rest and letter == "Y":
        return f"P{int(whole)}Y{int(rest * 12)}M"
    return f"P{clock}{count * size if rest else int(whole)}{letter}"


def _full_year(digits: int, published: date | None) -> int:
    latest = (published.year if published else 2000) + 20
    return latest - (latest - digits) % 100


def _plain(value: str) -> float | None:
    digits = value.replace(",", "")
    if digits.endswith(" 1/2"):
        return float(digits[:-4]) + 0.5
    digits = digits[:-2] if digits.endswith(_SUFFIXES) else digits
    return 0.5 if value == "half" else float(digits) if digits.replace(".", "", 1).isdigit() else None
