"""Whether a word that may be something else is a time at all: May, March, Sun, spring, fall, a bare 2034.

Asked by the tables of rules. Invariant: looks at the words right beside the match alone.
"""

import re

from sayso.reading.english.time_direction import preceded_by
from sayso.reading.english.time_rules import Context, Found

__all__ = ["is_month", "is_season", "is_weekday", "is_year"]

_PREPOSITION = re.compile(
    r"(?<!\w)(?:in|into|by|since|until|till|from|through|before|after|during|of|between|around|for|over|mid-)\s+$", re.I
)
_MONTH_AND = re.compile(r"(?:ary|ch|il|ay|ne|ly|st|ber)\s+(?:to|and|or)\s+$", re.I)
_ARTICLE = re.compile(r"(?<!\w)(?:the|a|an|its|their|this)\s+$", re.I)
_NOUN_AFTER = re.compile(r"\s+(?!(?:on|for|in|of|to|by|from|at|with|through|across|against|and|or|was|is)\b)[a-z]{3}")
_NAME_AFTER = re.compile(r"\s+[A-Z][a-z]")
_NAMES = ("april", "june", "august", "january")

_NO_YEAR_BEFORE = re.compile(
    r"(?:[$£€#/]|(?<!\w)(?:no|nos|number|flight|room|page|route|highway|model|about|some|at|than|nearly|almost|over|only"
    r"|up to|least|most|total of|resolution|chapter|channel|box|apollo|windows|boeing|airbus))\.?\s*$",
    re.I,
)
_YEAR_BEFORE = re.compile(
    r"(?:(?<!\w)(?:in|since|by|until|till|of|from|to|through|between|and|during|before|after|around|circa|the|early|late)"
    r"\s+|[(-])$",
    re.I,
)
_SURE_YEAR_BEFORE = re.compile(r"(?:(?<!\w)(?:in|since|by|the|during|until|of)\s+|-)$", re.I)
_COUNTED = re.compile(
    r"\s+(?:[a-z]+(?:men|people|children|[^su\W]s)\b|(?:feet|miles|km|metres|meters|per|percent|of the|people)\b)"
)
_ON = re.compile(r"(?<!\w)(?:on|until|since|by|from|between|to)\s+$", re.I)
_A = re.compile(r"(?<!\w)an?\s+$", re.I)
_ENDS = re.compile(r"\s*(?:[.,;:)—–]|$)")
_SEASON_BEFORE = re.compile(r"(?<!\w)(?:in|since|by|until)\s+$", re.I)
_SEASON_BEFORE_THE = re.compile(
    r"(?<!\w)(?:in|into|since|by|until|till|through|before|after|during|of|for|over)\s+$", re.I
)
_FLOWING_BEFORE_THE = re.compile(r"(?<!\w)(?:in|since|by|until|till|during)\s+$", re.I)
_OF_AFTER = re.compile(r"\s+of\b")
_WORD_AFTER = re.compile(r"\s+[a-z]")


def is_month(found: Found, context: Context) -> bool:
    """Whether a month's name without day or year is one: "in May", but neither "may" nor "said May" nor "June Hale"."""
    if any(found.has(group) for group in ("pointer", "part", "partof")):
        return True
    text, start = context.text, found.start
    named = _NAME_AFTER.match(text, found.end, found.end + 6) is not None
    if found.is_class("month", "doubtfulmonth", "shortmonth"):
        if preceded_by(text, start, _PREPOSITION) or preceded_by(text, start, _MONTH_AND):
            return not named
        return preceded_by(text, start, _ARTICLE) and _NOUN_AFTER.match(text, found.end, found.end + 14) is not None
    return not named or found.words("month")[0] not in _NAMES or preceded_by(text, start, _PREPOSITION)


def is_year(found: Found, context: Context, year: int) -> bool:
    """Whether a bare number is a year: one of 1900 to 2099 that counts nothing, or an older one after a preposition."""
    text, start = context.text, found.start
    if any(found.has(group) for group in ("part", "partof", "fiscal", "name")):
        return True
    if preceded_by(text, start, _NO_YEAR_BEFORE):
        return False
    counts = _COUNTED.match(text, found.end, found.end + 24) is not None
    if 1900 <= year <= 2099:
        return not counts or preceded_by(text, start, _SURE_YEAR_BEFORE)
    return year >= 1400 and not counts and preceded_by(text, start, _YEAR_BEFORE)


def is_season(found: Found, context: Context) -> bool:
    """Whether a season's name without a year is one: "since the autumn", but neither "the fall" nor "spring water"."""
    if any(found.has(group) for group in ("pointer", "part", "partof")):
        return True
    if found.has("the") and found.is_class("season", "flowing"):
        fall_of = _OF_AFTER.match(context.text, found.end) is not None
        return not fall_of and preceded_by(context.text, found.start, _FLOWING_BEFORE_THE)
    if found.has("the"):
        return preceded_by(context.text, found.start, _SEASON_BEFORE_THE)
    follows = _WORD_AFTER.match(context.text, found.end, found.end + 6) is not None
    return preceded_by(context.text, found.start, _SEASON_BEFORE) and not follows


def is_weekday(found: Found, context: Context) -> bool:
    """Whether a weekday's name is one: an abbreviation needs a dot, a preposition or "last", and Sun and Sat a dot.

    "9 September, a Friday" names no other day.
    """
    if preceded_by(context.text, found.start, _A) and _ENDS.match(context.text, found.end):
        return False
    if not found.is_class("weekday", "shortweekday") or len(found.words("weekday")) > 1:
        return True
    beside = found.has("pointer") or preceded_by(context.text, found.start, _ON)
    return beside and found.words("weekday")[0] not in ("sun", "sat")
