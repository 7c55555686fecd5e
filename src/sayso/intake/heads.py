"""What stands at the head of a report before its story: the place and day it was filed, its date, its byline.

Called by `sayso.intake.boilerplate`. Invariant: a dateline's mark covers its own characters up to and including its
dash, never a word of the story.
"""

import re
from collections.abc import Sequence

from sayso.intake.dates import DAY, WEEKDAY
from sayso.intake.phrases import Rules, Shape
from sayso.model import Mark, MarkKind, Span

__all__ = ["find_heads", "names_only"]

_HEAD_LINES = 4
_LONGEST = 90
_DASHED = re.compile(
    r"(?P<head>[^\n\"“”:;!?—–|]{3,90}?)\s*(?:(?:—|–|--)(?=\s|\Z)|(?<=\s)(?:—|–|--|-(?=\s))|(?<=[\s)])_)"
)
_SLASHED = re.compile(r"(?P<head>[^\n\"“”:;!?/]{3,90}?)\.?\s*/[^/\n]{2,30}/\.?(?:\s*(?:—|–|--|-))?(?=\s)")
_AGENCY = re.compile(r"\s*\((?P<agency>[^()\n]{2,40})\)?\s*\Z")
_FULL_DATE = rf"(?:{WEEKDAY},?\s+)?{DAY}(?:,?\s+\d{{4}})?\.?"
_DATE_PART = re.compile(rf"{_FULL_DATE}\s*\Z", re.IGNORECASE)
_PART = re.compile(r",\s*|\.\s+(?=\w+\.?\s+\d)|\.\s+(?=\d+\s+\w)")
_REGION = re.compile(r"(?:[a-z]+\s)?[^\W\d_a-z][\w.'’-]*(?:\s(?:of\s|the\s)*[^\W\d_a-z][\w.'’-]*){0,2}")
_DATE_LINE = re.compile(
    r"\W*(?:(?:first |last )?(?:published|updated|posted|modified|filed)(?: on| at)?:?\s+|date:\s*)?"
    rf"(?:(?:{WEEKDAY},?\s+)?{DAY},?\s+\d{{4}}|\d{{4}}-\d{{2}}-\d{{2}})"
    r"(?:[,\s|–-]+(?:at\s+)?\d{1,2}[:.]\d{2}\s*(?:[ap]\.?m\.?)?\s*\(?(?:[a-z]{2,5})?\)?)?\W*",
    re.IGNORECASE,
)
_BYLINE = re.compile(r"\W{0,3}(?:by|words by|written by|report by|story by)\s+(?P<names>[^\n]{4,80})", re.IGNORECASE)
_DAY_WORD = re.compile(rf"(?:{WEEKDAY}|{DAY})\b", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_][\w.'’-]*")


def find_heads(text: str, lines: Sequence[Span], rules: Rules) -> list[Mark]:
    """Datelines, lines that hold a date alone and bylines among the first four lines that are not blank."""
    marks: list[Mark] = []
    for line in lines[:_HEAD_LINES]:
        words = text[line.start : line.end].lstrip("\ufeff \t")
        start = line.end - len(words)
        if _DATE_LINE.fullmatch(words):
            marks.append(Mark(line, MarkKind.DATELINE))
        elif _is_byline(words, rules):
            marks.append(Mark(line, MarkKind.CREDIT))
        elif length := _dateline(words, text[line.end : line.end + 80], rules):
            marks.append(Mark(Span(start, start + length), MarkKind.DATELINE))
            break
    return marks


def names_only(words: str, rules: Rules) -> bool:
    """Whether `words` hold at least one capitalised word, and none in lower case but particles and the like."""
    found = _WORD.findall(words)
    small = [word for word in found if word[0].islower()]
    return len(small) < len(found) <= 60 and all(_is_small(word, rules) for word in small)


def _is_small(word: str, rules: Rules) -> bool:
    return any(rule.pattern.fullmatch(word.rstrip(".")) for rule in rules[Shape.NAMES])


def _is_byline(words: str, rules: Rules) -> bool:
    found = _BYLINE.fullmatch(words)
    if not found or words.rstrip().endswith((".", "!", "?", ":")) or _DAY_WORD.search(found["names"]):
        return False
    return len(_WORD.findall(found["names"])) >= 2 and names_only(found["names"], rules)


def _dateline(words: str, below: str, rules: Rules) -> int:
    """The number of characters of the dateline that `words` open with, 0 where they open with none."""
    if (slashed := _SLASHED.match(words)) and _is_head(slashed["head"].rstrip(" ."), filed=True, rules=rules):
        return slashed.end()
    dashed = _DASHED.match(words)
    if not dashed or not _opens_sentence(words[dashed.end() :] + below):
        return 0
    head = dashed["head"].rstrip()
    agency = _AGENCY.search(head)
    place = head[: agency.start()] if agency else head
    return dashed.end() if _is_head(place, filed=agency is not None, rules=rules) else 0


def _opens_sentence(rest: str) -> bool:
    rest = rest.lstrip()
    return bool(rest) and not rest[0].islower()


def _is_head(head: str, *, filed: bool, rules: Rules) -> bool:
    """Whether `head` is a place with regions and a date; `filed`: an agency or a wire's slashes follow it."""
    place, *parts = [part.strip() for part in _PART.split(head)]
    dated = [part for part in parts if _DATE_PART.fullmatch(part)]
    regions = [part for part in parts if part not in dated and not re.fullmatch(r"\d{4}", part)]
    if len(head) > _LONGEST or len(dated) > 1 or not all(map(_is_region, regions)):
        return False
    return _is_place(place, shout=not (filed or dated)) and not _is_kicker(place, rules)


def _is_region(part: str) -> bool:
    letters = [char for char in part if char.isalpha()]
    return bool(_REGION.fullmatch(part)) and not (part.isupper() and len(letters) > 4)


def _is_place(place: str, *, shout: bool) -> bool:
    """Up to four words, capitals throughout where nothing else tells a dateline (`shout`)."""
    words = place.split()
    if not 1 <= len(words) <= 4 or sum(char.isalpha() for char in place) < 3 or any(c.isdigit() for c in place):
        return False
    return place.isupper() if shout else all(not word[0].islower() or len(word) <= 3 for word in words)


def _is_kicker(place: str, rules: Rules) -> bool:
    return any(rule.pattern.fullmatch(place) for rule in rules[Shape.KICKER])
