"""A title, its body and its years, read out of the words beside a person's name.

Stands under `offices`. Invariant: title and body are words of the phrase, in its order; where no office stands in them,
or only one that is sought ("candidate for mayor"), there is none.
"""

import re
from dataclasses import dataclass
from functools import cache

from sayso.crossdoc.names import load_name_words
from sayso.lexicon import load_lexicon

__all__ = ["Title", "TitleWords", "find_title", "load_title_words"]

_WORD = re.compile(r"[^\W_]+(?:[-’'][^\W_]+)*\.?")
_YEAR = r"(1[89]\d\d|2[01]\d\d)"
_FROM = re.compile(rf"\b(?:from|since|in)\s+(?:\w+\s+)?{_YEAR}\b")
_TO = re.compile(rf"\b(?:to|until|till|through)\s+(?:\w+\s+)?{_YEAR}\b")
_RANGE = re.compile(rf"\b{_YEAR}\s*[-–]\s*{_YEAR}\b")
_BECAME = re.compile(r"\b(?:became|becomes|took office|was elected|was appointed|appointed|elected|since|has been)\b")
_WAS = re.compile(r"\b(?:who was|was once|used to be|who served as)\b")
_BODY = re.compile(r"\s+(?:of|at|for|with)\s+((?:the|its|their)\s+)?(.+)", re.S)
_BODY_END = re.compile(
    rf"[,;:()“”\"]|\s(?:who|which|that|and|said|says|told|since|from|until|in|on|to|by|was|is|has|had)\b|\s{_YEAR}"
)
_OWNERS = 3  # words of "the salt company's director" that are looked at
_LINKS = frozenset({"of", "by", "to", "in", "on", "for", "with", "from", "at", "said", "told", "says"})
_OF_TITLE = re.compile(r"\s+of\s+(?:state|staff|justice|protocol)\b", re.I)
_DETERMINERS = frozenset(
    {"the", "a", "an", "its", "their", "his", "her", "our", "who", "became", "as", "and", "is", "was"}
)
_IDLE = frozenset({"official", "ran", "runs", "leads", "led", "campaign", "owner", "boss", "officer", "heads"})


@dataclass(frozen=True, slots=True)
class Title:
    """An office as a phrase gives it: title and body ("" where not told), first and last year, whether it is over."""

    title: str
    body: str
    first: int | None
    last: int | None
    over: bool


@dataclass(frozen=True, slots=True)
class TitleWords:
    """The word lists that titles need."""

    offices: frozenset[str]
    titles: frozenset[str]
    ended: frozenset[str]
    then: frozenset[str]
    sought: frozenset[str]
    calendar: frozenset[str]


@cache
def load_title_words() -> TitleWords:
    """The English word lists for titles."""
    words = load_lexicon("en", "aliases").words
    names = load_name_words()
    ended, then, sought = (words("aliases", group) for group in ("ended", "at-the-time", "not-yet"))
    qualifiers = names.titles - ended - then - {"the", "our"}
    calendar = load_lexicon("en", "numbers").words("numbers", "months", "weekdays")
    return TitleWords((names.officers | names.ranks) - _IDLE, qualifiers, ended, then, sought, calendar)


def find_title(phrase: str, words: TitleWords, *, behind: bool) -> Title | None:
    """The office in the words before a name, or `behind` it; None where they hold none."""
    found = list(_WORD.finditer(phrase))
    low = [_plain(m[0]) for m in found]
    at = _place(low, words, behind=behind)
    if at is None or any(part in words.sought for word in low for part in word.split("-")):
        return None
    start = at
    while start > 0 and _qualifies(low[start - 1], words) and not _parted(phrase, found[start - 1], found[start]):
        start -= 1
    whole = _OF_TITLE.match(phrase, found[at].end())
    end = whole.end() if whole else found[at].end()
    title = phrase[found[start].start() : end]
    ahead = [w for w in low[:start] if w]
    marks = {part for word in (*ahead, low[start]) for part in word.split("-")}
    title = re.sub(r"^(?:ex|then)-", "", title, flags=re.I)
    over = bool(marks & (words.ended | words.then)) or bool(_WAS.search(phrase.lower()))
    first, last = _years(phrase)
    body = _body_behind(phrase[end:]) or _body_before(phrase, found[:start], low[:start], words)
    return Title(title, body, first, last, over or (last is not None and "until" in phrase))


def _plain(word: str) -> str:
    return word.lower().rstrip(".").replace("’s", "").replace("'s", "")


def _place(low: list[str], words: TitleWords, *, behind: bool) -> int | None:
    """Where the office's last word stands: the last before a name, the first run's last behind it."""
    places = [n for n, w in enumerate(low) if w in words.offices or w.rpartition("-")[2] in words.offices]
    if not places or not behind:
        return places[-1] if places else None
    end = places[0]
    while end + 1 in places:
        end += 1
    return end


def _qualifies(word: str, words: TitleWords) -> bool:
    return word in words.titles or word in words.offices or word.rpartition("-")[2] in words.titles


def _parted(phrase: str, one: re.Match[str], other: re.Match[str]) -> bool:
    between = phrase[one.end() : other.start()]
    return "," in between or one[0].lower().endswith(("’s", "'s"))


def _years(phrase: str) -> tuple[int | None, int | None]:
    between = _RANGE.search(phrase)
    if between:
        return int(between[1]), int(between[2])
    first, last = _FROM.search(phrase), _TO.search(phrase)
    began = first and (last or first[0].startswith(("from", "since")) or _BECAME.search(phrase))
    return int(first[1]) if first and began else None, int(last[1]) if last else None


def _body_behind(rest: str) -> str:
    """The body in "of the Harbour Board", up to what ends it."""
    match = _BODY.match(rest)
    body = _BODY_END.split(match[2])[0].strip(" .") if match else ""
    return "" if body.lower() in _DETERMINERS else body


def _body_before(phrase: str, found: list[re.Match[str]], low: list[str], words: TitleWords) -> str:
    """The body in "the Harbour Board's director" and "Harbour Board director": capitals, or the possessive's words."""
    if not found:
        return ""
    owned = re.search(r"[’']s?$", phrase[: found[-1].end() + 1].strip()) is not None
    at = len(found)
    while at > 0 and _belongs(phrase, found, low, at - 1, words, owned=owned):
        at -= 1
    if at == len(found):
        return ""
    return re.sub(r"[’']s?$", "", phrase[found[at].start() : found[-1].end()].strip(" ."))


def _belongs(
    phrase: str, found: list[re.Match[str]], low: list[str], at: int, words: TitleWords, *, owned: bool
) -> bool:
    """Whether a word before a title is of the body's name, the words after it being so."""
    word, following = low[at], found[at + 1].start() if at + 1 < len(found) else None
    if word in _DETERMINERS | words.calendar or set(word.split("-")) & (words.ended | words.then):
        return False
    if following is not None and phrase[found[at].end() : following].strip():
        return False
    return found[at][0][0].isupper() or (owned and len(found) - at <= _OWNERS and word not in _LINKS)
