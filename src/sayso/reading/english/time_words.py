"""A text as a row of word classes, one letter a word, so that rules for time expressions are short patterns over words.

First step of `find_times`. Invariant: the i-th letter of a row stands for `text[starts[i]:ends[i]]`, places ascend and
never overlap; every word that no rule speaks of has the letter of "other".
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from sayso.lexicon import load_lexicon

__all__ = ["Row", "Vocabulary", "load_vocabulary", "read_row"]

_MONTHS = "january february march april may june july august september october november december"
_SHORT_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec"
_WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday"
_SHORT_WEEKDAYS = {
    "mon": 0,
    "tue": 1,
    "tues": 1,
    "wed": 2,
    "thu": 3,
    "thur": 3,
    "thurs": 3,
    "fri": 4,
    "sat": 5,
    "sun": 6,
}
_SMALL = "zero one two three four five six seven eight nine"
_TEENS = "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_ORDINALS = (
    "zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
    "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
)
_DECADES = "twenties thirties forties fifties sixties seventies eighties nineties"

# Lists whose place is their value, with the class of their words and the value of the first.
_ORDERED = (
    (_MONTHS, "month", 1),
    (_SHORT_MONTHS, "shortmonth", 1),
    (_WEEKDAYS, "weekday", 0),
    (" ".join(f"{day}s" for day in _WEEKDAYS.split()), "weekdays", 0),
    (_SMALL, "small", 0),
    (_TEENS, "teen", 10),
    (_ORDINALS, "ordinal", 0),
)

# Names that are common words too when they are not capitalised, or that need a preposition or a day beside them.
_DOUBTFUL_MONTHS = ("march", "may")

_MONTH_NAMES = "|".join(
    sorted((name.capitalize() for name in [*_MONTHS.split(), *_SHORT_MONTHS.split(), "sept"]), key=len, reverse=True)
)

# What can be told by form alone: class, then the shape. The word stands second, for it is by far the most frequent; a
# short number glued to it (Halcyon-2, F-16, G20) makes it a name and no date.
_SHAPES: tuple[tuple[str, str], ...] = (
    ("quarternumber", r"[QH][1-4](?!\w)"),
    ("monthday", rf"(?:{_MONTH_NAMES})[-/]?(?:3[01]|[12]\d|0?[1-9])(?![\w/-])"),
    ("oclock", r"[oO]['’]clock(?!\w)"),
    ("word", r"[^\W\d_]+(?:-?\d{1,3}(?!\w)|\d\w*)?"),
    ("comma", r","),
    ("dot", r"\."),
    ("isodate", r"[12]\d{3}(?P<isomark>[-/.])[01]?\d(?P=isomark)[0-3]?\d(?:T\d\d:\d\d(?::\d\d)?Z?)?(?![\w-])"),
    ("nameddate", rf"[12]\d{{3}}(?P<namedmark>[-/])(?:(?i:{_MONTH_NAMES}))(?P=namedmark)[0-3]?\d(?![\w-])"),
    ("slashdate", r"\d{1,2}/\d{1,2}/(?:\d{4}|\d\d)(?![\w/])|\d{1,2}(?P<mark>[.-])\d{1,2}(?P=mark)(?:19|20)\d\d(?!\w)"),
    ("yearmonth", r"(?:19|20)\d\d(?:-[1-9]|[ ]?/[ ]?(?:1[0-2]|0?[1-9])|[ ]?-[ ]?1[0-2](?=\.?$))(?![\w/-])"),
    ("monthyear", r"(?:1[0-2]|0?[1-9])(?:-|[ ]?/[ ]?)(?:19|20)\d\d(?![\w/-])"),
    ("shortslash", r"\d{1,2}/\d{1,2}(?![\w/%-]|[.,]\d)"),
    ("clock", r"\d{1,2}(?:[:.]\d\d)?[ ]?[AaPp](?:\.[ ]?[Mm]\.?|[Mm])(?!\w)|\d{1,2}:\d\d(?::\d\d)?(?![\w:%-])"),
    ("yearspan", r"(?:1[5-9]|20)\d\d[-–—/](?:(?:1[5-9]|20)\d\d|\d\d)(?![\w-])"),
    ("decade", r"(?:(?:1\d|20)\d|['’][2-9])0s(?!\w)"),
    ("shortdecade", r"[2-9]0['’]?s(?!\w)"),
    ("year", r"(?:1[0-9]|20|21)\d\d(?![\w%]|[.,:/]\d|-\d)"),
    ("shortyear", r"['’‘`]\d\d(?!\w)"),
    ("ordinalday", r"\d{1,2}(?:st|nd|rd|th)(?!\w)"),
    ("dayspan", r"\d{1,2}[-–](?:3[01]|[12]\d|[1-9])(?![\w%]|[.,:/–-]\d)"),
    ("daynumber", r"(?:3[01]|[12]\d|0?[1-9])(?![\w%]|[.,:/–-]\d|[ ]1/2)"),
    ("thousands", r"\d{1,3}(?:,\d{3})+(?![\w%]|[.,:/-]\d)"),
    ("number", r"\d+(?:\.5|[ ]1/2)(?![\w%]|[.,:/-]\d)|\d+(?![\w%]|[.,:/-]\d)"),
    ("possessive", r"['’]s(?!\w)"),
    ("hyphen", r"[-–—‑]"),
    ("break", r"\n[^\S\n]*\n\s*"),
)

# What no shape takes: a number in a price, a score, a telephone number; a sign.
_REST = r"[$£€¥#№][ ]?[\d.,]+|\d(?:[\d.,:/–-]*\d)?\w*%?|\S"
_TOKEN = re.compile("|".join([*(f"(?P<{name}>{shape})" for name, shape in _SHAPES), _REST]))
_OTHER = " "


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Word → value, form (as it may be written) → letter, class → letter, and the phrases of several words."""

    values: Mapping[str, str]
    forms: Mapping[str, str]
    letters: Mapping[str, str]
    phrases: re.Pattern[str]
    openings: frozenset[str]


@dataclass(frozen=True, slots=True)
class Row:
    """A text as classes: one letter a word, with the places of the words."""

    text: str
    letters: str
    starts: list[int]
    ends: list[int]
    vocabulary: Vocabulary

    def word(self, index: int) -> str:
        """The word of that place, in lower case."""
        return self.text[self.starts[index] : self.ends[index]].lower()

    def value(self, index: int) -> str:
        """What the word of that place stands for; the word itself where the vocabulary says nothing."""
        word = self.word(index)
        return self.vocabulary.values.get(word) or word


def read_row(text: str) -> Row:
    """The words of `text` as one row."""
    vocabulary = load_vocabulary()
    forms, letters = vocabulary.forms, vocabulary.letters
    row, starts, ends, done = [], [], [], 0
    for match in _TOKEN.finditer(text):
        start, end = match.span()
        if start < done:
            continue
        name = match.lastgroup
        letter = forms.get(match[0], _OTHER) if name == "word" else letters[name] if name else _OTHER
        if letter in vocabulary.openings and (phrase := vocabulary.phrases.match(text, start)):
            letter, end = letters["holiday"], phrase.end()
        row.append(letter)
        starts.append(start)
        ends.append(end)
        done = end
    return Row(text, "".join(row), starts, ends, vocabulary)


@cache
def load_vocabulary() -> Vocabulary:
    """The words of the list `times`, with month, weekday, number and ordinal words."""
    classes = {word: (name, value) for name, word, value in [*_listed_words(), *_ordered_words()]}
    phrases = sorted((word for word in classes if " " in word), key=lambda word: (-len(word), word))
    for phrase in phrases:
        classes.setdefault(phrase.split()[0].rstrip("."), ("opening", ""))
    names = sorted({name for name, _ in classes.values()} | {name for name, _ in _SHAPES})
    letters = {name: chr(0x100 + place) for place, name in enumerate(names)}
    pattern = "|".join(re.escape(phrase).replace(r"\ ", r"\s") for phrase in phrases)
    return Vocabulary(
        values={word: value for word, (_, value) in classes.items()},
        forms={form: letters[name] for word, (name, _) in classes.items() for form in _forms(word, name)},
        letters=letters,
        phrases=re.compile(f"(?:{pattern})(?!\\w)", re.IGNORECASE),
        openings=frozenset(letters[classes[phrase.split()[0].rstrip(".")][0]] for phrase in phrases),
    )


def _listed_words() -> Iterator[tuple[str, str, str]]:
    for group in load_lexicon("en", "times").lists["times"]:
        for word in group.words:
            yield group.traits.get("class", group.name), word, group.traits.get("value", "")


def _ordered_words() -> Iterator[tuple[str, str, str]]:
    for names, name, first in _ORDERED:
        for place, word in enumerate(names.split(), start=first):
            yield name, word, str(place)
    yield "shortmonth", "sept", "9"
    yield "ordinal", "thirtieth", "30"
    yield "tendecade", "tens", "1"
    for word in _DOUBTFUL_MONTHS:
        yield "doubtfulmonth", word, str(_MONTHS.split().index(word) + 1)
    for word, place in _SHORT_WEEKDAYS.items():
        yield "shortweekday", word, str(place)
    for place, word in enumerate(_TENS.split(), start=2):
        yield "tens", word, str(place * 10)
    for place, word in enumerate(_DECADES.split(), start=2):
        yield "decadeword", word, str(place)


def _forms(word: str, name: str) -> tuple[str, ...]:
    """How a word may be written: names that are common words in lower case must be capitalised."""
    if name == "regular":  # the Daily Courier is no day's set
        return (word,)
    if name in ("doubtfulmonth", "shortweekday") or word in ("august", "mar"):
        return word.capitalize(), word.upper()
    return word, word.capitalize(), word.upper()
