"""Whether two names may be one person's in the spellings of two languages.

Used to trace origins, where a name spelled twice must not count twice. Invariant: it proposes only; what it finds alike
is counted as one and never shown as one entity.
"""

import re
import unicodedata
from functools import lru_cache

__all__ = ["sound"]

# Letters that different romanisations give for one sound, the longest first; vowels and glides are left out.
_SOUNDS = (
    ("shch", "s"), ("schtsch", "s"), ("tsch", "h"), ("tch", "h"), ("sch", "s"), ("ck", "k"), ("cz", "h"), ("ch", "h"),
    ("kh", "h"), ("sh", "s"), ("sz", "s"), ("zh", "s"), ("ts", "s"), ("tz", "s"), ("ph", "f"), ("th", "t"), ("dj", "s"),
    ("x", "ks"), ("w", "v"), ("z", "s"), ("q", "k"), ("c", "k"), ("g", "h"), ("j", ""), ("y", ""),
)  # fmt: skip
_SOUND = dict(_SOUNDS)
_PIECES = re.compile("|".join(sorted((letters for letters, _ in _SOUNDS), key=len, reverse=True)))
_TWICE = re.compile(r"(.)\1+")
_VOWELS = re.compile(r"[^bcdfghklmnpqrstvx]")
_LEAST = 3  # consonants that a family name must have for its sound to tell anything


@lru_cache(maxsize=65536)
def sound(name: tuple[str, ...]) -> tuple[str, str] | None:
    """First consonant of the first name and consonants of the family name; None where a name is too short to tell."""
    if len(name) < 2:
        return None
    family = _consonants(name[-1])
    return (_consonants(name[0])[:1], family) if len(family) >= _LEAST else None


def _consonants(word: str) -> str:
    plain = unicodedata.normalize("NFKD", word.lower())
    spoken = _PIECES.sub(lambda m: _SOUND[m[0]], "".join(c for c in plain if not unicodedata.combining(c)))
    return _TWICE.sub(r"\1", _VOWELS.sub("", spoken))
