"""The offices that reports give a person: the words beside the name, and the title, body and dates in them.

Asked by `affiliations` for the words, by `align` for the offices of entities. Invariant: an office rests on words
beside the full name; a report that plainly gives it says that it is held on its own day, one that says "former" that
it ended before.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from sayso.crossdoc.entities import Cast, Part
from sayso.crossdoc.names import NameWords, load_name_words
from sayso.crossdoc.titles import Title, TitleWords, find_title, load_title_words
from sayso.crossdoc.words import plain_words
from sayso.model import Document, Entity, Granularity, Interval, Office, SourceKind

__all__ = ["OfficeFinder", "OfficePhrase", "with_offices"]

_BEFORE = 70
_AFTER = 90
_NEAR = 4  # words between a name and its office
_SENTENCE_END = re.compile(r"[.!?;]\s|\n|[“”]|\s[—–-]+\s")  # a dash ends a dateline, whose place gives no office
_CLAUSE = re.compile(r",\s+that\b")  # "citing Jo Hall, that the mayor …"
_CITED = re.compile(
    r"\W*(?:according to|citing)\b", re.IGNORECASE
)  # at a sentence's head: what is said follows a comma
# Behind the name a verb, or an apposition of its own: "it paid the mayor, Jo Hall (a baker,) said" gives her no office.
_GOES_ON = re.compile(r"\s+\w|,\s+an?\s")
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class OfficePhrase:
    """The words by which a report gives a source an office, and where they stand; `behind` the name or before it."""

    document: Document
    start: int
    words: str
    behind: bool = False

    @property
    def named(self) -> bool:
        """Whether the words name something with a capital beyond a leading title ("head of the Harbour Board")."""
        return len(re.findall(r"(?<!^)(?<![.!?] )\b[A-Z]\w{3,}", self.words.strip())) > 1


@dataclass(frozen=True, slots=True)
class OfficeFinder:
    """The documents by the words that stand in them, ready to be asked of one person after another."""

    words: NameWords
    by_word: Mapping[str, Sequence[Document]]
    ahead: re.Pattern[str]

    @classmethod
    def of(cls, documents: Sequence[Document], words: NameWords) -> "OfficeFinder":
        """A finder over `documents`."""
        by_word: dict[str, list[Document]] = defaultdict(list)
        for document in sorted(documents, key=lambda d: d.id):
            for word in sorted(set(plain_words(document.text))):
                by_word[word].append(document)
        return cls(words, by_word, _ahead_pattern(words))

    def find(self, part: Part) -> Iterator[OfficePhrase]:
        """Phrases that give a person an office: beside the name, or before it where the name itself has none."""
        name = max((k for k in part.keys), key=lambda k: (len(k), k), default=())
        if part.kind is not SourceKind.PERSON or len(name) < 2:
            return
        pattern = re.compile(r"\W+".join(re.escape(w) for w in name), re.IGNORECASE)
        for document in self.by_word.get(name[-1], ()):
            matches = list(pattern.finditer(document.text))
            beside = [o for m in matches for o in self._beside(document, m.start(), m.end())]
            yield from beside or ([] if not matches else self._ahead(document, matches[0].start()))

    def _beside(self, document: Document, start: int, end: int) -> Iterator[OfficePhrase]:
        """The words right before a name, and those of an apposition, "of …" or "who …" behind it."""
        text = document.text
        before = _SENTENCE_END.split(_whole(text, max(0, start - _BEFORE), start))[-1]
        ahead = self._last_phrase(before, text[end : end + _AFTER])
        if any(self._is_office(w) for w in plain_words(ahead)[-_NEAR:]):
            yield OfficePhrase(document, start - len(ahead), ahead)
        after = _SENTENCE_END.split(_whole(text, end, min(len(text), end + _AFTER)))[0]
        stop = after.find(",", 2)
        if _CLAUSE.match(after) or (stop < 0 and _CITED.match(before)):
            return
        behind = after if stop < 0 else after[:stop]
        of_body = re.match(r"\s+(of|from|at|for)\b", after) is not None
        if of_body or (after.startswith(",") and any(self._is_office(w) for w in plain_words(behind)[:_NEAR])):
            yield OfficePhrase(document, end, behind, behind=True)

    def _is_office(self, word: str) -> bool:
        return word in self.words.officers or word in self.words.ranks or word.rpartition("-")[2] in self.words.officers

    def _last_phrase(self, before: str, after: str) -> str:
        """What stands directly before the name: from the last verb of speech or comma on; "its chairman, " included
        where the name is the apposition, and not the subject of what comes `after` it.
        """
        pieces = re.split(r",\s|\bsaid\b|\bsays\b|\btold\b|\baccording to\b", before)
        apposed = len(pieces) > 1 and not pieces[-1].strip() and not _GOES_ON.match(after)
        return ", ".join(pieces[-2:]) if apposed else pieces[-1]

    def _ahead(self, document: Document, start: int) -> Iterator[OfficePhrase]:
        """An office of somebody not yet named, shortly before the name ("the firm's director came … Jo Hall said")."""
        before = document.text[max(0, start - 4 * _BEFORE) : start]
        for match in self.ahead.finditer(before):
            yield OfficePhrase(document, start - len(before) + match.start(), match[0])


def _whole(text: str, start: int, end: int) -> str:
    """A stretch of text without the parts of words at its ends."""
    while 0 < start < end and text[start].isalnum() and text[start - 1].isalnum():
        start += 1
    while start < end < len(text) and text[end - 1].isalnum() and text[end].isalnum():
        end -= 1
    return text[start:end]


def _ahead_pattern(words: NameWords) -> re.Pattern[str]:
    officers = "|".join(sorted(re.escape(w) for w in words.officers))
    return re.compile(rf"\b(?:its|their|the\s+\w+[’']s)\s+(?:\w+\s+){{0,2}}(?:{officers})\b", re.IGNORECASE)


def with_offices(documents: Sequence[Document], cast: Cast) -> tuple[Entity, ...]:
    """The entities of a cast, each person with the offices that the reports give it."""
    finder, words = OfficeFinder.of(documents, load_name_words()), load_title_words()
    return tuple(
        replace(entity, offices=_offices(cast.parts[entity.id], finder, words))
        if entity.kind is SourceKind.PERSON
        else entity
        for entity in cast.entities
    )


def _offices(part: Part, finder: OfficeFinder, words: TitleWords) -> tuple[Office, ...]:
    """A person's offices, each title, body and way of telling once, with the days that all reports give it."""
    told: dict[_Told, list[tuple[Interval, str]]] = defaultdict(list)
    for phrase in finder.find(part):
        title = find_title(phrase.words, words, behind=phrase.behind)
        if title is not None:
            held = _held(title, phrase.document.published_on)
            told[_Told(title.title, title.body, title.over)].append((held, phrase.document.id))
    groups: dict[_Told, list[tuple[Interval, str]]] = defaultdict(list)
    for one, found in told.items():
        groups[_fullest(one, told)] += found
    return tuple(
        Office(one.title, one.body, _together([h for h, _ in found]), tuple(sorted({d for _, d in found})))
        for one, found in sorted(groups.items())
    )


@dataclass(frozen=True, slots=True, order=True)
class _Told:
    """A title and body in a report's words, and whether it is said to be over."""

    title: str
    body: str
    over: bool

    def within(self, other: "_Told") -> bool:
        """Whether the other may be the same office, told as fully or more so."""
        mine, theirs = (set(plain_words(t.body)) - {"the"} for t in (self, other))
        return self.over == other.over and self.title.lower() == other.title.lower() and mine <= theirs


def _fullest(one: _Told, told: Iterable[_Told]) -> _Told:
    """The same office in its fullest words; itself where it may be of two bodies."""
    fuller = [o for o in told if one.within(o)]
    ends = [o for o in fuller if all(f.within(o) for f in fuller)]
    return min(ends, key=lambda o: (-len(o.body), o), default=one)


def _held(title: Title, published: date | None) -> Interval:
    """The days on which one report says that an office is held."""
    if title.first or title.last:
        first = date(title.first, 1, 1) if title.first else None
        last = date(title.last, 12, 31) if title.last else None
        if last is None and not title.over and published and first and first <= published:
            last = published
        return Interval(first, last, Granularity.YEAR)
    if title.over:
        return Interval(None, published and published - _DAY, Granularity.DAY)
    return Interval(published, published, Granularity.DAY)


def _together(held: Sequence[Interval]) -> Interval:
    """From the first to the last day on which an office is said to be held, or to the first day that it is over."""
    firsts, lasts = [h.first for h in held if h.first], [h.last for h in held if h.last]
    coarse = any(h.granularity is Granularity.YEAR for h in held)
    last = max(lasts, default=None) if firsts else min(lasts, default=None)
    return Interval(min(firsts, default=None), last, Granularity.YEAR if coarse else Granularity.DAY)
