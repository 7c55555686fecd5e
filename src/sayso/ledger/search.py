"""Finding claims, and passages of reports, by words and fields: how many there are, and a page of them.

Beside `view`; the desk, the command line and programs search through it. Invariant: finds are in one order on both
engines (which find the same, but for the stems of two endings), each lies in it once, also where more is recorded
between two pages, and words shown are places of the report's text.
"""

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from sayso.errors import UsageError
from sayso.ledger.conditions import Asked, ask, count_keys, find_keys
from sayso.ledger.indexing import days_back, last_key
from sayso.ledger.portions import portions
from sayso.ledger.query import Order, read_query
from sayso.ledger.rows import read_body
from sayso.ledger.store import Store
from sayso.ledger.view import view_reports
from sayso.ledger.wording import Worded, find_phrase, holds_phrase, stems_in, words_in
from sayso.model import Claim, Document, Span

__all__ = ["Found", "Hit", "find"]


@dataclass(frozen=True, slots=True)
class Hit:
    """A find: the report, the claim where a claim was looked for, and a passage of the report's text with the places in
    it of the words that were looked for.
    """

    document: Document
    claim: Claim | None
    passage: Span
    marked: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """A page of what was found. There are `total` in all, or more where it is not `exact`; `next` is what the following
    page is asked for by, None on the last.
    """

    hits: tuple[Hit, ...]
    total: int
    exact: bool
    next: str | None

    @property
    def amount(self) -> str:
        """How many there are, in words."""
        return f"{'' if self.exact else 'more than '}{self.total:,} found"


class _Window(NamedTuple):
    """The keys between which finds are ranked together."""

    least: int
    most: int


class _Place(NamedTuple):
    """A find before it is read: its rank, the lower the earlier, its key, and the window in which it was ranked."""

    rank: tuple[Any, ...]
    key: int
    window: _Window


_Phrase = tuple[str, ...]


# Of more finds than these, the best are those of the newest so many, then of the next so many, and so on.
_WINDOW = 300
_MOST_ROWS = 1_000_000
# As far as is counted: by the index of words alone, and where other tables are asked of each claim.
_COUNTED, _COUNTED_PROBING = 10_000, 500
_CURSOR = re.compile("-".join(["([0-9a-f]{1,16})"] * 3))
_PORTION = 100  # words of a report that are looked through at once
_AROUND = 120  # characters shown on each side of what was found in a report
_TEXTS = {
    "claim": """SELECT i.key, i.claim, t.content, coalesce(t.source || ' ' || t.source_text, '')
        FROM indexed_claim AS i JOIN claim AS t ON t.seq = i.seq WHERE i.key IN ({marks})""",
    "report": """SELECT i.key, i.document, t.title, ''
        FROM indexed_report AS i JOIN document AS t ON t.seq = i.seq WHERE i.key IN ({marks})""",
}
_OF_KEYS = {
    "claim": """SELECT i.key, i.claim, i.document, t.body
        FROM indexed_claim AS i JOIN claim AS t ON t.seq = i.seq WHERE i.key IN ({marks})""",
    "report": "SELECT i.key, i.document, i.document, '' FROM indexed_report AS i WHERE i.key IN ({marks})",
}
_READ = 50  # results read at once


def find(store: Store, text: str, limit: int, after: str | None = None) -> Found:
    """At most `limit` of what the query `text` asks for, those after the page that gave `after`.

    Raises `UsageError` where a field has a value that it cannot have, or `after` is of no page; no query raises else.
    """
    query = read_query(text)
    if query.empty:
        return Found((), 0, True, None)
    limit = max(0, min(limit, _MOST_ROWS))
    phrases = [tuple(word for word, _, _ in words_in(part.text)) for part in query.words]
    with store.snapshot():
        asked = ask(store, query)
        most = _COUNTED_PROBING if asked.probing else _COUNTED
        # Where each row takes long to look at, none is looked at twice.
        looked = most + 1 if asked.probing else _WINDOW + 1
        known = find_keys(store, asked, asked.least, asked.most, looked)
        total = len(known) if asked.probing or len(known) < looked else count_keys(store, asked, most + 1)
        order = query.order or (Order.BEST if phrases else Order.NEWEST)
        finds, page_end = _Finds(store, asked, known), _read_cursor(after)
        pages = finds.best(phrases, page_end) if order is Order.BEST else finds.by_day(page_end, order is Order.OLDEST)
        places = list(itertools.islice(pages, limit + 1))
        hits = tuple(_hits(store, asked.kind, [place.key for place in places[:limit]], phrases))
    last = _cursor(places[limit - 1]) if len(places) > limit > 0 else None
    return Found(hits, min(total, most), total <= most, last)


class _Finds:
    """What was found, a window of keys after another; the first keys are known from counting."""

    def __init__(self, store: Store, asked: Asked, known: Sequence[int]) -> None:
        self._store = store
        self._asked = asked
        self._known = known

    def by_day(self, page_end: _Place | None, down: bool) -> Iterator[_Place]:
        """Finds in the order of their keys, the newest first, or `down` from the oldest."""
        least, most, taken = self._asked.least, self._asked.most, _WINDOW
        if page_end:
            least, most = (least, min(most, page_end.key - 1)) if down else (max(least, page_end.key + 1), most)
        while taken == _WINDOW:
            keys = self._keys(least, most, down)
            yield from (_Place((), key, _Window(key, key)) for key in keys)
            taken = len(keys)
            if keys:
                least, most = (least, keys[-1] - 1) if down else (keys[-1] + 1, most)

    def best(self, phrases: Sequence[_Phrase], page_end: _Place | None) -> Iterator[_Place]:
        """Finds of the first window, the best first, then those of the next."""
        least, taken = self._asked.least, _WINDOW
        if page_end:
            yield from self._rest_of(phrases, page_end)
            least = page_end.window.most + 1
        while taken == _WINDOW:
            keys = self._keys(least, self._asked.most, down=False)
            taken = len(keys)
            if keys:
                yield from self._ranked(phrases, keys, _Window(least, keys[-1]))
                least = keys[-1] + 1

    def _rest_of(self, phrases: Sequence[_Phrase], page_end: _Place) -> Iterator[_Place]:
        """What comes after a page in the window where it ended, which has its bounds whatever was recorded since."""
        window = page_end.window
        ended = self._ranked(phrases, [page_end.key], window)
        if not ended:
            raise UsageError("what the page before ended with is no longer there; search from the first page again")
        keys = find_keys(self._store, self._asked, window.least, window.most, _MOST_ROWS)
        yield from (place for place in self._ranked(phrases, keys, window) if place > ended[0])

    def _keys(self, least: int, most: int, down: bool) -> Sequence[int]:
        if not down and least == self._asked.least:
            return self._known[:_WINDOW]
        return find_keys(self._store, self._asked, least, most, _WINDOW, down=down)

    def _ranked(self, phrases: Sequence[_Phrase], keys: Sequence[int], window: _Window) -> list[_Place]:
        rows = _asked_for(self._store, _TEXTS[self._asked.kind], keys)
        return sorted(_ranked(row, phrases, window) for row in rows)


def _ranked(row: Sequence[Any], phrases: Sequence[_Phrase], window: _Window) -> _Place:
    """The more of what was looked for stands in content or source (of a report, in its title) the better; of equals the
    shorter, then the newer, then the lesser id.
    """
    key, name, content, source = row
    first, second = stems_in(content), stems_in(source)
    met = sum(holds_phrase(first, phrase) or holds_phrase(second, phrase) for phrase in phrases)
    return _Place((-met, len(first), days_back(key), name), key, window)


def _cursor(place: _Place) -> str:
    """The word by which the page after a place is asked for."""
    return "-".join(f"{number:x}" for number in (*place.window, place.key))


def _read_cursor(after: str | None) -> _Place | None:
    if after is None:
        return None
    told = _CURSOR.fullmatch(after)
    least, most, key = (int(part, 16) for part in told.groups()) if told else (0, 0, 1)
    if not least <= key <= most <= last_key(None):
        raise UsageError(f"{after!r} is of no page; search without it, and take what the page before gives")
    return _Place((), key, _Window(least, most))


def _hits(store: Store, kind: str, keys: Sequence[int], phrases: Sequence[_Phrase]) -> Iterator[Hit]:
    """What stands under these keys, in their order, read a portion at a time."""
    for begin in range(0, len(keys), _READ):
        portion = keys[begin : begin + _READ]
        found = {int(key): row for key, *row in _asked_for(store, _OF_KEYS[kind], portion)}
        reports = view_reports(store, [name for _, name, _ in found.values()])
        for key in portion:
            ident, name, body = found[key]
            claim = read_body(body, Claim, ident) if kind == "claim" else None
            yield _hit(reports[name], claim, phrases)


def _hit(document: Document, claim: Claim | None, phrases: Sequence[_Phrase]) -> Hit:
    if claim is None:
        passage = _passage(document.text, _first_place(document.text, phrases))
    else:
        passage = Span(min(claim.sentence.start, claim.content.start), max(claim.sentence.end, claim.content.end))
    return Hit(document, claim, passage, _marked(document.text, passage, phrases))


def _asked_for(store: Store, sql: str, keys: Sequence[int]) -> Iterator[tuple[Any, ...]]:
    for marks, portion in portions(keys):
        yield from store.rows(sql.format(marks=marks), portion)


def _marked(text: str, passage: Span, phrases: Sequence[_Phrase]) -> tuple[Span, ...]:
    """The places of what was looked for in a passage, those side by side as one."""
    words = list(words_in(text[slice(*passage)], passage.start))
    found = sorted(span for phrase in phrases for span in find_phrase(words, phrase))
    apart: list[Span] = []
    for span in found:
        if apart and (span.start < apart[-1].end or text[apart[-1].end : span.start].isspace()):
            apart[-1] = Span(apart[-1].start, max(span.end, apart[-1].end))
        else:
            apart.append(span)
    return tuple(apart)


def _first_place(text: str, phrases: Sequence[_Phrase]) -> Span:
    """Where the first of what was looked for stands; the text's beginning where it is in the title."""
    words, last = words_in(text), list[Worded]()
    while portion := list(itertools.islice(words, _PORTION)):
        last = [*last, *portion]
        places = [span for phrase in phrases for span in find_phrase(last, phrase)]
        if places:
            return min(places)
        last = last[-_PORTION:]  # a phrase may begin in the portion before
    return Span(0, 0)


def _passage(text: str, middle: Span) -> Span:
    """A stretch around a place, from space to space."""
    start, end = max(0, middle.start - _AROUND), min(len(text), middle.end + _AROUND)
    if start:
        start = next((at + 1 for at in range(start, middle.start) if text[at].isspace()), start)
    if end < len(text):
        end = next((at for at in range(end, middle.end, -1) if text[at].isspace()), end)
    return Span(start, end)
