"""What is searched: a row for each claim and each report that counts, under a key in whose order finds come.

After `record` has added rows and before `search` asks; an older ledger is filled when its schema is brought up.
Invariant: the rows follow from the record, whatever the order of reading; a reading superseded is not searched.
"""

import hashlib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any, Protocol

import msgspec

from sayso.ledger.portions import portions
from sayso.ledger.query import field_word
from sayso.ledger.rows import plain, read_body
from sayso.ledger.store import Store
from sayso.ledger.telling import Tell, counted
from sayso.model import EvidenceKind, Interval, Metadata, Status, day_of

__all__ = [
    "INDEXES",
    "Claimed",
    "Index",
    "Reported",
    "Row",
    "Told",
    "claim_row",
    "days_back",
    "fill_indexes",
    "first_key",
    "index_document",
    "index_faults",
    "is_indexed",
    "last_key",
    "report_row",
    "reported",
    "times_between",
]


@dataclass(frozen=True, slots=True)
class Index:
    """An index: its table of rows, what is indexed in it, the engine's table of words, and which views it lies over."""

    table: str
    thing: str
    words: str
    view: str
    columns: tuple[str, ...]


INDEXES: Mapping[str, Index] = {
    "claim": Index(
        "indexed_claim",
        "claim",
        "search",
        "claim_words",
        (
            *("key", "seq", "claim", "document", "outlet", "fields"),
            *("said_first", "said_last", "event_first", "event_last"),
        ),
    ),
    "report": Index(
        "indexed_report", "document", "text_search", "report_words", ("key", "seq", "document", "outlet", "fields")
    ),
}
"""What is searched → its index."""

# A key has 63 bits: days before the last day there is, then 19 bits of the report's name, then the place in it, which
# has room for four million characters: more are not read in the time that a report has.
_DAY_BITS, _PLACE_BITS = 41, 22
_LAST_DAY, _MOST_PLACE = date.max.toordinal(), (1 << _PLACE_BITS) - 1
_NEIGHBOURS = 1_000  # two that would have one key stand side by side; so many never do
_NO_TIME = ("", None, None)
_OPEN = (date.min.toordinal(), date.max.toordinal())
_SIZES = (12_000, 1_200, 120, 12, 1)  # months of a millennium, a century, a decade, a year, a month
_CLAIMS = """
    SELECT seq, id, document, position, form, source_kind, cue, body FROM current_claim AS c {where}
    ORDER BY document, seq
"""
# Claims of which no reading counts, and that the index has still.
_DROPPED = """
    SELECT 1 FROM dropped AS d JOIN indexed_claim AS i ON i.claim = d.claim
    WHERE NOT EXISTS (SELECT 1 FROM current_claim AS n WHERE n.id = d.claim) LIMIT 1
"""
_MANY = 500  # documents; of more it is quicker to go through the whole record once
_REPORTS = "SELECT seq, id, body FROM current_document AS d {where} ORDER BY id"


class Told(Protocol):
    """What the index needs of a report."""

    @property
    def metadata(self) -> Metadata:
        """What is known of it."""

    @property
    def status(self) -> Status:
        """How its reading ended."""


class Claimed(Protocol):
    """What the index needs of a claim."""

    evidence: Any  # offered, each with its kind
    said_at: Interval | None
    event_time: Interval | None


class _Told(msgspec.Struct):
    """What the index needs of a report's body."""

    metadata: Metadata
    status: Status


class _Offered(msgspec.Struct):
    kind: EvidenceKind


class _Claimed(msgspec.Struct):
    """What the index needs of a claim's body."""

    evidence: tuple[_Offered, ...]
    said_at: Interval | None
    event_time: Interval | None


@dataclass(frozen=True, slots=True)
class Reported:
    """What the row of a report and those of its claims have in common: the least of their keys, outlet and fields."""

    key: int
    outlet: str
    fields: str


Row = tuple[Any, ...]
"""A row of an index: first the key that it should have, third what it is of."""


def index_document(store: Store, document: str) -> None:
    """Brings the rows of a report and its claims to what the record now says of them."""
    for kind, rows in _rows(store, document).items():
        held = {row[2]: row for row in _held(store, kind, document)}
        due = {row[2]: row for row in rows}
        kept = {name for name, row in held.items() if name in due and is_indexed(row, due[name])}
        _remove(store, kind, [row[0] for name, row in held.items() if name not in kept])
        _add(store, kind, [row for name, row in due.items() if name not in kept])


def fill_indexes(store: Store, tell: Tell) -> None:
    """Makes the indexes of a ledger that has none yet."""
    for kind, rows in _rows(store, None).items():
        index = INDEXES[kind]
        tell(f"what is searched: {kind}s")
        placed = _placed(counted(rows, f"{kind}s", tell), ())
        store.add(index.table, index.columns, placed)
        tell(f"the words of {len(placed):,} {kind}s")
        store.fill_words(kind)


def index_faults(
    store: Store, unlike: Collection[str], counting: Mapping[str, int] | None
) -> Iterator[tuple[str, str, str]]:
    """`(table, row, what)` of each row of an index that does not follow from the record, in a fixed order.

    `unlike` are the documents of which something may be so, `counting` how many readings an index is to have by what
    they are of; of all documents else each row that is due is known to be there. Where that is not known, `counting` is
    None, and it is seen to it alone that no index has rows too many or too few.
    """
    for kind, index in INDEXES.items():
        due = _due(store, index) if counting is None else counting.get(index.thing, 0)
        if len(unlike) > _MANY or not _has_as_many(store, index, due):
            yield from _row_faults(store, kind, None)
        else:
            for document in sorted(unlike):
                yield from _row_faults(store, kind, document)


def _has_as_many(store: Store, index: Index, due: int) -> bool:
    """Whether an index has so many rows, none of a claim that counts no longer."""
    (held,) = store.row(f"SELECT count(*) FROM {index.table}") or (0,)  # noqa: S608 — a constant
    return held == due and store.row(_DROPPED) is None


def _due(store: Store, index: Index) -> int:
    (readings,) = store.row(f"SELECT count(*) FROM current_{index.thing}") or (0,)  # noqa: S608 — a constant
    return int(readings)


def _row_faults(store: Store, kind: str, document: str | None) -> Iterator[tuple[str, str, str]]:
    table = INDEXES[kind].table
    held = {str(row[2]): row for row in _held(store, kind, document)}
    for row in _rows(store, document)[kind]:
        found = held.pop(str(row[2]), None)
        if found is None:
            yield table, str(row[2]), "is missing: it cannot be searched"
        elif not is_indexed(found, row):
            yield table, str(row[2]), "does not follow from the record"
    for name in sorted(held):
        yield table, name, "does not follow from the record"


def _held(store: Store, kind: str, document: str | None) -> Iterator[tuple[Any, ...]]:
    where, values = ("", ()) if document is None else ("WHERE document = ?", (document,))
    index = INDEXES[kind]
    return store.rows(f"SELECT {', '.join(index.columns)} FROM {index.table} {where}", values)  # noqa: S608 — constants


def first_key(day: date | None) -> int:
    """The least key of what came out on `day`; of what has no day, and comes last, for None."""
    return (_LAST_DAY - (day.toordinal() if day else 0)) << _DAY_BITS


def last_key(day: date | None) -> int:
    """The greatest key of what came out on `day`."""
    return first_key(day) + (1 << _DAY_BITS) - 1


def days_back(key: int) -> int:
    """How many days before the last there is; the greater the older."""
    return key >> _DAY_BITS


def times_between(name: str, asked: Interval) -> tuple[str, ...]:
    """The field words of which a claim has one at least if its time may share a month with `asked`."""
    words: dict[str, None] = {}
    for size, number in _blocks(asked):
        words[_time_word(name, size, number)] = None
        # Or an interval that holds the whole of a greater block, which holds this one.
        for greater in _SIZES[: _SIZES.index(size)]:
            words[_time_word(f"{name}all", greater, number * size // greater)] = None
    return tuple(words)


def _rows(store: Store, document: str | None) -> dict[str, Iterable[Row]]:
    values = () if document is None else (document,)
    where_id, where_document = ("WHERE id = ?", "WHERE document = ?") if values else ("", "")
    reports, told = [], {}
    for seq, name, body in store.rows(_REPORTS.format(where=where_id), values):
        told[name] = reported(name, read_body(body, _Told, name))
        reports.append(report_row(seq, name, told[name]))
    found = store.rows(_CLAIMS.format(where=where_document), values)
    claims = (claim_row(row[:7], read_body(row[7], _Claimed, row[1]), told[row[2]]) for row in found if row[2] in told)
    return {"report": reports, "claim": claims}


def reported(name: str, told: Told) -> Reported:
    """What the rows of a report and of its claims have in common."""
    known = told.metadata
    key = first_key(day_of(known.published or "")) | _name_bits(name)
    return Reported(key, plain(known.outlet or ""), _of_report(told.status, known.language))


def report_row(seq: int, name: str, report: Reported) -> Row:
    """The row that follows from a reading of a report."""
    return report.key, seq, name, report.outlet, report.fields


def claim_row(columns: Sequence[Any], claim: Claimed, report: Reported) -> Row:
    """The row that follows from a reading of a claim, of its columns `seq`, `id`, `document`, `position`, `form`,
    `source_kind` and `cue`, and of its report.
    """
    seq, name, document, position, form, kind, cue = columns
    own = _of_claim(form, kind, cue is None, tuple([offered.kind for offered in claim.evidence]))
    at = claim.said_at
    said, said_first, said_last = _of_time("said", at.first, at.last) if at else _NO_TIME
    at = claim.event_time
    event, event_first, event_last = _of_time("event", at.first, at.last) if at else _NO_TIME
    fields = f"{report.fields} {own}{said}{event}"
    key = report.key | min(position, _MOST_PLACE)
    return key, seq, name, document, report.outlet, fields, said_first, said_last, event_first, event_last


def is_indexed(held: Row, due: Row) -> bool:
    """Whether `held` is the row that is due, under its key or under one of those beside it."""
    if held == due:
        return True
    return held[1:] == due[1:] and isinstance(held[0], int) and 0 <= held[0] - due[0] < _NEIGHBOURS


# Few reports, claims and times are told apart by their fields.
@lru_cache(maxsize=1_000)
def _of_report(status: Status, language: str | None) -> str:
    told = [field_word("language", language)] if language else []
    return " ".join(("any0", field_word("status", status), *told))


@lru_cache(maxsize=1_000)
def _of_claim(form: str, kind: str | None, uncued: bool, evidence: tuple[EvidenceKind, ...]) -> str:
    fields = [field_word("form", form), field_word("own", "yes" if kind is None and uncued else "no")]
    fields += [field_word("kind", kind)] if kind else []
    fields += [field_word("evidence", offered.value) for offered in dict.fromkeys(evidence)]
    return " ".join(fields)


@lru_cache(maxsize=20_000)
def _of_time(name: str, first: date | None, last: date | None) -> tuple[str, int, int]:
    """Of the blocks of months that an interval comes to, each, those that hold it, and that it is held whole, with a
    space before each; and its days.
    """
    told, words = Interval(first, last), dict[str, None]()
    for size, number in _blocks(told):
        words[_time_word(f"{name}all", size, number)] = None
        for greater in _SIZES[: _SIZES.index(size) + 1]:
            words[_time_word(name, greater, number * size // greater)] = None
    return "".join(f" {word}" for word in words), *_days(told)


def _blocks(told: Interval) -> Iterator[tuple[int, int]]:
    """The fewest whole millennia, centuries, decades, years and months that an interval comes to: size and number."""
    first, last = (date.fromordinal(day) for day in _days(told))
    month, end = first.year * 12 + first.month - 1, last.year * 12 + last.month
    while month < end:
        size = next(size for size in _SIZES if (month % size == 0 and month + size <= end) or size == 1)
        yield size, month // size
        month += size


def _time_word(name: str, size: int, number: int) -> str:
    return f"{name}{size}x{number}x0"


def _days(told: Interval) -> tuple[int, int]:
    return (
        told.first.toordinal() if told.first else _OPEN[0],
        told.last.toordinal() if told.last else _OPEN[1],
    )


def _name_bits(document: str) -> int:
    name = int.from_bytes(hashlib.sha256(document.encode()).digest()[:4], "big") >> (32 - _DAY_BITS + _PLACE_BITS)
    return name << _PLACE_BITS


def _placed(rows: Iterable[Row], taken: Collection[int]) -> list[tuple[Any, ...]]:
    """Rows in order of their keys, each with one of its own that is none of those `taken`."""
    placed: dict[int, tuple[Any, ...]] = {}
    for row in rows:
        key, *rest = row
        while key in placed or key in taken:
            key += 1
        placed[key] = (key, *rest)
    return sorted(placed.values())


def _remove(store: Store, kind: str, keys: Sequence[int]) -> None:
    store.drop_words(kind, keys)
    for marks, portion in portions(keys):
        store.run(f"DELETE FROM {INDEXES[kind].table} WHERE key IN ({marks})", portion)  # noqa: S608 — constants


def _add(store: Store, kind: str, rows: Sequence[Row]) -> None:
    if not rows:
        return
    index, keys = INDEXES[kind], [row[0] for row in rows]
    sql = f"SELECT key FROM {index.table} WHERE key BETWEEN ? AND ?"  # noqa: S608 — a constant
    taken = {int(key) for (key,) in store.rows(sql, (min(keys), max(keys) + _NEIGHBOURS))}
    placed = _placed(rows, taken)
    store.add(index.table, index.columns, placed)
    store.add_words(kind, [row[0] for row in placed])
