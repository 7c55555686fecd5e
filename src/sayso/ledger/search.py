"""Finding claims, and passages of reports, by words and fields: how many there are, and a page of them.

Beside `view`; the desk, the command line and programs search through it. Invariant: both engines find the same in the
same order, each result lies in the order once, and words shown are places of the report's text.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from sayso.errors import UsageError
from sayso.ledger.indexing import INDEXES, days_back, first_key, last_key, months_between
from sayso.ledger.query import Column, Order, Part, Place, Query, read_query
from sayso.ledger.rows import read_body
from sayso.ledger.store import Store
from sayso.ledger.view import view_document
from sayso.ledger.wording import Worded, find_phrase, words_in
from sayso.model import Claim, Document, Interval, Span

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


class _Place(NamedTuple):
    """A find before it is read: its rank, the lower the earlier, its key, its row in the record, and its window."""

    rank: tuple[Any, ...]
    key: int
    seq: int
    window: int


@dataclass(frozen=True, slots=True)
class _Asked:
    """A query as the database is asked it: which index, which tables under which conditions, between which keys."""

    kind: str
    tables: str
    conditions: tuple[str, ...]
    values: tuple[Any, ...]
    least: int
    most: int
    probing: bool

    @property
    def key(self) -> str:
        """The column in whose order rows come."""
        return "s.rowid" if "AS s" in self.tables else "i.key"


# Of more finds than these, the best are those of the newest so many, then of the next so many, and so on.
_WINDOW = 500
_MOST_ROWS = 1_000_000
# As far as is counted: by the index of words alone, and where other tables are asked of each claim.
_COUNTED, _COUNTED_PROBING = 10_000, 1_000
_FEW = 20_000  # members of a standing that are worth a list
_CURSOR = re.compile(r"([0-9a-f]{1,16})-([0-9a-f]{1,16})")
_AROUND = 120  # characters shown on each side of what was found in a report
_JUDGED = "EXISTS (SELECT 1 FROM judgement AS j WHERE j.target = i.claim)"
_TEXTS = {
    "claim": ("claim", "t.id, t.content, coalesce(t.source || ' ' || t.source_text, '')"),
    "report": ("document", "t.id, t.title, ''"),
}
# Rejected, and left out of the comparison that was made since. Within JSON's strings all quotes are escaped.
_NOT_REJECTED = """NOT EXISTS (SELECT 1 FROM judgement AS j WHERE j.target = i.claim
    AND j.body LIKE '%"verdict":"reject"%' AND NOT EXISTS (SELECT 1 FROM member AS r WHERE r.claim = i.claim))"""


def find(store: Store, text: str, limit: int, after: str | None = None) -> Found:
    """At most `limit` of what the query `text` asks for, those after the page that gave `after`.

    Raises `UsageError` where a field has a value that it cannot have, or `after` is of no page; no query raises else.
    """
    query = read_query(text)
    if query.empty:
        return Found((), 0, True, None)
    limit = max(0, min(limit, _MOST_ROWS))
    with store.snapshot():
        asked = _asked(store, query)
        order = query.order or (Order.BEST if query.words else Order.NEWEST)
        cursor = _cursor(after)
        pages = _best(store, asked, query, cursor) if order is Order.BEST else _by_day(store, asked, order, cursor)
        places = _taken(pages, limit + 1)
        total, exact = _count(store, asked)
        hits = tuple(_hit(store, asked.kind, place, query) for place in places[:limit])
    last = places[limit - 1] if len(places) > limit > 0 else None
    return Found(hits, total, exact, f"{last.window:x}-{last.key:x}" if last else None)


def _asked(store: Store, query: Query) -> _Asked:
    kind = "claim" if query.place is Place.CLAIMS else "report"
    index, pieces, values = INDEXES[kind], list[str](), list[Any]()
    every = [*query.every, *_time_words("said", query.said), *_time_words("event", query.event)]
    tables = f"{index.table} AS i"
    if every or query.none:
        tables = f"{index.words} AS s CROSS JOIN {tables}"
        condition, values[:] = store.match(kind, every, query.none)
        pieces += [condition, "i.key = s.rowid"]
    probes = list(_probes(store, query, alone=not pieces))
    for condition, more in probes:
        pieces.append(condition)
        values += more
    if kind == "claim":
        pieces.append(_NOT_REJECTED)
    least, most = _bounds(query.published)
    return _Asked(kind, tables, tuple(pieces), tuple(values), least, most, bool(probes))


def _time_words(name: str, intervals: Iterable[Interval]) -> Iterator[tuple[Part, ...]]:
    for interval in intervals:
        yield tuple(Part(Column.FIELD, word) for word in months_between(name, interval))


def _bounds(published: Iterable[Interval]) -> tuple[int, int]:
    """The least and the greatest key of reports that came out within all of these; those without a day in none."""
    least, most = 0, last_key(None)
    for interval in published:
        least = max(least, first_key(interval.last or date.max))
        most = min(most, last_key(interval.first or date.min))
    return least, most


def _probes(store: Store, query: Query, *, alone: bool) -> Iterator[tuple[str, Sequence[Any]]]:
    """Conditions that other tables than the index of words are asked about, claim by claim."""
    for name, intervals in (("said", query.said), ("event", query.event)):
        for interval in intervals:
            days = ((interval.last or date.max).toordinal(), (interval.first or date.min).toordinal())
            yield f"i.{name}_first <= ? AND i.{name}_last >= ?", days
    for values, wanted in query.standing:
        yield _standing(store, values, wanted, alone)
    for values, wanted in query.stance:
        yield _member("stance", values, wanted), values
    for wanted in query.judged:
        yield _JUDGED if wanted else f"NOT {_JUDGED}", ()


def _standing(store: Store, values: Sequence[str], wanted: bool, alone: bool) -> tuple[str, Sequence[Any]]:
    marks = ", ".join("?" * len(values))
    counting = f"SELECT count(*) FROM (SELECT 1 FROM member WHERE standing IN ({marks}) LIMIT {_FEW}) AS f"  # noqa: S608
    (number,) = store.row(counting, values) or (0,)
    if not wanted or number >= _FEW:
        return _member("standing", values, wanted), values
    # Few: their keys in a list. The sign keeps SQLite from asking the index of words once for each of them.
    few = f"SELECT k.key FROM member AS m JOIN indexed_claim AS k ON k.claim = m.claim WHERE m.standing IN ({marks})"  # noqa: S608
    return f"{'' if alone else '+'}i.key IN ({few})", values


def _member(column: str, values: Sequence[str], wanted: bool) -> str:
    marks = ", ".join("?" * len(values))
    held = f"EXISTS (SELECT 1 FROM member AS m WHERE m.claim = i.claim AND m.{column} IN ({marks}))"  # noqa: S608
    return held if wanted else f"NOT {held}"


def _rows(
    store: Store, asked: _Asked, columns: str, least: int, most: int, *, joined: str = "", down: bool = False
) -> list[tuple[Any, ...]]:
    """A window of rows in the order of their keys."""
    order = f"ORDER BY {asked.key} DESC" if down else f"ORDER BY {asked.key}"
    sql = f"SELECT {columns} {_from(asked, joined)} {order} LIMIT {_WINDOW}"
    return list(store.rows(sql, (*asked.values, least, most)))


def _from(asked: _Asked, joined: str = "") -> str:
    tables, conditions = asked.tables, [*asked.conditions, f"{asked.key} >= ? AND {asked.key} <= ?"]
    if joined:
        tables, conditions = f"{tables} CROSS JOIN {joined} AS t", [*conditions, "t.seq = i.seq"]
    return f"FROM {tables} WHERE {' AND '.join(conditions)}"


def _count(store: Store, asked: _Asked) -> tuple[int, bool]:
    most = _COUNTED_PROBING if asked.probing else _COUNTED
    sql = f"SELECT count(*) FROM (SELECT 1 {_from(asked)} LIMIT {most + 1}) AS f"  # noqa: S608 — all are constants
    (number,) = store.row(sql, (*asked.values, asked.least, asked.most)) or (0,)
    return min(int(number), most), number <= most


def _by_day(store: Store, asked: _Asked, order: Order, cursor: tuple[int, int] | None) -> Iterator[_Place]:
    down = order is Order.OLDEST
    least, most, taken = asked.least, asked.most, _WINDOW
    if cursor:
        least, most = (least, min(most, cursor[1] - 1)) if down else (max(least, cursor[1] + 1), most)
    while taken == _WINDOW:
        rows = _rows(store, asked, "i.key, i.seq", least, most, down=down)
        taken = len(rows)
        for key, seq in rows:
            yield _Place((), key, seq, 0)
        if rows:
            least, most = (least, rows[-1][0] - 1) if down else (rows[-1][0] + 1, most)


def _best(store: Store, asked: _Asked, query: Query, cursor: tuple[int, int] | None) -> Iterator[_Place]:
    table, columns = _TEXTS[asked.kind]
    columns = f"i.key, i.seq, {columns}"
    window, last, taken = asked.least, None, _WINDOW
    if cursor:
        window, last = cursor[0], _place_of(store, asked, query, cursor)
    while taken == _WINDOW:
        rows = _rows(store, asked, columns, window, asked.most, joined=table)
        taken = len(rows)
        places = sorted(_ranked(row, query, window) for row in rows)
        yield from (place for place in places if last is None or place > last)
        window, last = (rows[-1][0] + 1 if rows else window), None


def _place_of(store: Store, asked: _Asked, query: Query, cursor: tuple[int, int]) -> _Place:
    table, columns = _TEXTS[asked.kind]
    sql = f"""SELECT i.key, i.seq, {columns} FROM {INDEXES[asked.kind].table} AS i JOIN {table} AS t ON t.seq = i.seq
        WHERE i.key = ?"""  # noqa: S608 — all are constants
    row = store.row(sql, (cursor[1],))
    if row is None:
        raise UsageError("what the page before ended with is no longer there; search from the first page again")
    return _ranked(row, query, cursor[0])


def _ranked(row: Sequence[Any], query: Query, window: int) -> _Place:
    """The more of what was looked for stands in content or source (of a report, in its title) the better; of equals the
    shorter, then the newer, then the lesser id.
    """
    key, seq, name, content, source = row
    first, second = list(words_in(content)), list(words_in(source))
    met = sum(any(next(find_phrase(ws, p), None) for ws in (first, second)) for p in _phrases(query))
    return _Place((-met, len(first), days_back(key), name), key, seq, window)


def _phrases(query: Query) -> list[tuple[str, ...]]:
    return [tuple(word for word, _, _ in words_in(part.text)) for part in query.words]


def _taken(places: Iterator[_Place], number: int) -> list[_Place]:
    return [place for place, _ in zip(places, range(number), strict=False)]


def _cursor(after: str | None) -> tuple[int, int] | None:
    if after is None:
        return None
    told = _CURSOR.fullmatch(after)
    if told is None or max(int(part, 16) for part in told.groups()) > last_key(None):
        raise UsageError(f"{after!r} is of no page; search without it, and take what the page before gives")
    return int(told[1], 16), int(told[2], 16)


def _hit(store: Store, kind: str, place: _Place, query: Query) -> Hit:
    if kind == "report":
        (name,) = store.row("SELECT id FROM document WHERE seq = ?", (place.seq,)) or ("",)
        document = view_document(store, name)
        words = list(words_in(document.text))
        marked = _marked(words, query)
        passage = _passage(document.text, marked)
        return Hit(document, None, passage, tuple(span for span in marked if passage.holds(span)))
    (body, name) = store.row("SELECT body, id FROM claim WHERE seq = ?", (place.seq,)) or ("", "")
    claim = read_body(body, Claim, name)
    document = view_document(store, claim.document)
    start, end = claim.sentence
    words = list(words_in(document.text[start:end], start))
    return Hit(document, claim, claim.sentence, _marked(words, query))


def _marked(words: Sequence[Worded], query: Query) -> tuple[Span, ...]:
    found = sorted(span for phrase in _phrases(query) for span in find_phrase(words, phrase))
    apart: list[Span] = []
    for span in found:
        if apart and span.start < apart[-1].end:
            apart[-1] = Span(apart[-1].start, max(span.end, apart[-1].end))
        else:
            apart.append(span)
    return tuple(apart)


def _passage(text: str, marked: Sequence[Span]) -> Span:
    """A stretch around the first word that was found, from space to space; the report's beginning where none was."""
    middle = marked[0] if marked else Span(0, 0)
    start, end = max(0, middle.start - _AROUND), min(len(text), middle.end + _AROUND)
    if start:
        start = next((at + 1 for at in range(start, middle.start) if text[at].isspace()), start)
    if end < len(text):
        end = next((at for at in range(end, middle.end, -1) if text[at].isspace()), end)
    return Span(start, end)
