"""Spellings of one name's word made alike: diacritics, Cyrillic letters, and the ways to write a name in Latin ones.

Used to compare names across reports. Invariant: both functions depend on the word alone, and words of one `folded`
form have one `sounding` form.
"""

import re
import unicodedata
from functools import lru_cache

__all__ = ["folded", "sounding"]

# Russian, Ukrainian and Belarusian letters by the BGN/PCGN romanisations, soft and hard signs dropped.
_ROMAN = "a b v g g d e yo ye zh z i i yi y k l m n o p r s t u u f kh ts ch sh shch _ y _ e yu ya"
_CYRILLIC = dict(
    zip(
        "абвгґдеёєжзиіїйклмнопрстуўфхцчшщъыьэюя",
        _ROMAN.split(),
        strict=True,
    )
)
_LETTERS = {"ß": "ss", "ø": "o", "æ": "ae", "œ": "oe", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"}
_UMLAUTS = re.compile(r"(?<![aeouq])([aou])e(?=[^aeiouy]{2}|[^aeiouy][aeiouy])")
_MIXED = (  # in this order; each with the spellings that it makes one
    (r"shch|shtch|tsch|tch", "ch"),  # Shcherba, Tchaikov
    (r"ph", "f"),  # Joseph, Iosif
    (r"kh", "h"),  # Mikhail, Mihail
    (r"tz", "ts"),
    (r"ks", "x"),  # Aleksandr, Alexandr
    (r"(?<=nd)er\b", "r"),  # Alexander, Alexandr
    (r"iou|you", "yu"),  # Iouri, Yuri
    (r"off\b", "ov"),
    (r"eff\b", "ev"),
    (r"w", "v"),
    (r"c(?![ehiy])|ck", "k"),  # Viktor, Victor
    (r"enka\b", "enko"),  # Lukashenka, Lukashenko
    (r"\bye", "e"),  # Yevgeny, Evgeny
    (r"(?<=.)j", "y"),  # Andrej, Andrey
    (r"y", "i"),
    (r"i+", "i"),
    (r"eie|ee", "e"),  # Sergeyev, Sergeev
    (r"(?<=k)ei\b", "i"),
    (r"ei\b", "i"),  # Sergey, Sergi
    (r"oi\b", "i"),
    (r"(.)\1", r"\1"),  # double letters
)
_RULES = tuple((re.compile(pattern), into) for pattern, into in _MIXED)


@lru_cache(maxsize=65536)
def folded(word: str) -> str:
    """A word, lower case, without diacritics and marks, an umlaut and its "e" alike ("Müller", "Mueller": "muller")."""
    lower = "".join(_LETTERS.get(letter, letter) for letter in word.lower())
    plain = "".join(c for c in unicodedata.normalize("NFKD", lower) if not unicodedata.combining(c))
    return _UMLAUTS.sub(r"\1", plain) if plain.isascii() else plain


@lru_cache(maxsize=65536)
def sounding(word: str) -> str:
    """A word as its spellings have it in common ("Zelenskyy", "Zelenskiy", "Зеленский": "zelenski")."""
    latin = "".join(_CYRILLIC.get(letter, letter) for letter in word.lower()).replace("_", "")
    sound = folded(latin)
    for pattern, into in _RULES:
        sound = pattern.sub(into, sound)
    return sound
