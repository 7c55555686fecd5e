"""Words as the index has them: cut at what is no letter or digit, in small letters, without accents, by their stems.

Used by `search` to rank what was found and to mark words in it; the engines cut and stem by themselves, and alike, but
for the endings that `stem` names.
Invariant: a word's place is that in the text as it was given.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

from sayso.model import Span

__all__ = ["Worded", "find_phrase", "holds_phrase", "stem", "stems_in", "words_in"]

Worded = tuple[str, int, int]
"""A word's stem, and where the word begins and ends."""

_WORD = re.compile(r"[^\W_]+(?:[\u0300-\u036f]+[^\W_]*)*")
_VOWELS = "aeiou"
_SHAPES = {ord(letter): "v" if letter in _VOWELS else "c" for letter in "abcdefghijklmnopqrstuvwxyz"}
_SUFFIXES_2 = {
    "ational": "ate",
    "tional": "tion",
    "enci": "ence",
    "anci": "ance",
    "izer": "ize",
    "bli": "ble",
    "alli": "al",
    "entli": "ent",
    "eli": "e",
    "ousli": "ous",
    "ization": "ize",
    "ation": "ate",
    "ator": "ate",
    "alism": "al",
    "iveness": "ive",
    "fulness": "ful",
    "ousness": "ous",
    "aliti": "al",
    "iviti": "ive",
    "biliti": "ble",
    "logi": "log",
}
_SUFFIXES_3 = {
    "icate": "ic",
    "ative": "",
    "alize": "al",
    "iciti": "ic",
    "ical": "ic",
    "ful": "",
    "ness": "",
}
_SUFFIXES_4 = (
    *("al", "ance", "ence", "er", "ic", "able", "ible", "ant", "ement", "ment", "ent", "ion", "ou", "ism", "ate"),
    *("iti", "ous", "ive", "ize"),
)

_LONGEST_2, _LONGEST_3, _LONGEST_4 = (
    tuple(sorted(suffixes, key=len, reverse=True)) for suffixes in (_SUFFIXES_2, _SUFFIXES_3, _SUFFIXES_4)
)


def words_in(text: str, start: int = 0) -> Iterator[Worded]:
    """The words of `text` in order; places count from `start`."""
    for found in _WORD.finditer(text):
        yield _stem_of(found[0]), start + found.start(), start + found.end()


def stems_in(text: str) -> list[str]:
    """The stems of the words of `text` in order."""
    return [_stem_of(word) for word in _WORD.findall(text)]


def holds_phrase(stems: Sequence[str], phrase: tuple[str, ...]) -> bool:
    """Whether the stems of `phrase` follow one another anywhere."""
    if not phrase or phrase[0] not in stems:
        return False
    length = len(phrase)
    return length == 1 or any(tuple(stems[at : at + length]) == phrase for at in range(len(stems) - length + 1))


def find_phrase(words: Sequence[Worded], phrase: Iterable[str]) -> Iterator[Span]:
    """Each place where the stems of `phrase` follow one another."""
    stems = tuple(phrase)
    for at in range(len(words) - len(stems) + 1) if stems else ():
        if words[at][0] == stems[0] and all(words[at + n][0] == one for n, one in enumerate(stems)):
            yield Span(words[at][1], words[at + len(stems) - 1][2])


def stem(word: str) -> str:
    """The stem of an English word in small letters, after Porter (1980) with two rules that came later, and that SQLite
    has and PostgreSQL has not: those for "-ibly" and "-logy".
    """
    if len(word) < 3 or not word.isascii() or not word.isalpha():
        return word
    word = _step_1(word)
    word = _swapped(word, _SUFFIXES_2, _LONGEST_2)
    word = _swapped(word, _SUFFIXES_3, _LONGEST_3)
    return _step_5(_step_4(word))


@lru_cache(maxsize=100_000)
def _stem_of(word: str) -> str:
    if word.isascii():
        return stem(word.lower())
    apart = unicodedata.normalize("NFKD", word)
    return stem("".join(c for c in apart if not unicodedata.combining(c)).lower())


def _shape(word: str) -> str:
    """Each letter as v (a vowel) or c; "y" is a vowel after a consonant."""
    if "y" not in word:
        return word.translate(_SHAPES)
    shape = ""
    for letter in word:
        vowel = letter in _VOWELS or (letter == "y" and shape[-1:] == "c")
        shape += "v" if vowel else "c"
    return shape


def _measure(word: str) -> int:
    return _shape(word).count("vc")


def _ends_cvc(word: str) -> bool:
    return _shape(word)[-3:] == "cvc" and word[-1] not in "wxy"


def _step_1(word: str) -> str:
    for suffix, instead in (("sses", "ss"), ("ies", "i"), ("ss", "ss"), ("s", "")):
        if word.endswith(suffix):
            word = word.removesuffix(suffix) + instead
            break
    if word.endswith("eed"):
        word = word[:-1] if _measure(word[:-3]) > 0 else word
    else:
        for suffix in ("ed", "ing"):
            if word.endswith(suffix) and "v" in _shape(word.removesuffix(suffix)):
                word = _restored(word.removesuffix(suffix))
                break
    return word[:-1] + "i" if word.endswith("y") and "v" in _shape(word[:-1]) else word


def _restored(word: str) -> str:
    if word.endswith(("at", "bl", "iz")):
        return word + "e"
    if len(word) > 1 and word[-1] == word[-2] and _shape(word)[-1] == "c" and word[-1] not in "lsz":
        return word[:-1]
    return word + "e" if _measure(word) == 1 and _ends_cvc(word) else word


def _ending(word: str, longest: tuple[str, ...]) -> str:
    """The first of these that a word ends with; "" where it has none."""
    return next(suffix for suffix in longest if word.endswith(suffix)) if word.endswith(longest) else ""


def _swapped(word: str, suffixes: Mapping[str, str], longest: tuple[str, ...]) -> str:
    suffix = _ending(word, longest)
    begin = word.removesuffix(suffix)
    return begin + suffixes[suffix] if suffix and _measure(begin) > 0 else word


def _step_4(word: str) -> str:
    suffix = _ending(word, _LONGEST_4)
    begin = word.removesuffix(suffix)
    fits = suffix and _measure(begin) > 1 and (suffix != "ion" or begin.endswith(("s", "t")))
    return begin if fits else word


def _step_5(word: str) -> str:
    if word.endswith("e"):
        begin = word[:-1]
        measure = _measure(begin)
        if measure > 1 or (measure == 1 and not _ends_cvc(begin)):
            word = begin
    return word[:-1] if word.endswith("ll") and _measure(word) > 1 else word
