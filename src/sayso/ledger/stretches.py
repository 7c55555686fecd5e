"""A stretch of the hash chain, checked with the rows that its entries vouch for: the part of `verify` that takes long.

`verify` puts the stretches together. Invariant: a stretch is checked by itself, in any process and at any later moment,
with the same findings: the record below its end only ever grew at the end.
"""

from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import repeat
from typing import Any

from sayso.ledger.contents import Texts, content_faults, read_whole
from sayso.ledger.faults import Fault, Finding, derived
from sayso.ledger.indexing import INDEXES, claim_row, is_indexed, report_row
from sayso.ledger.indexing import Row as Indexed
from sayso.ledger.merkle import leaf
from sayso.ledger.rows import BODIED, COLUMNS, ENTRY_COLUMNS, bytes_of, link, name_of, row_hash, stored_columns
from sayso.ledger.store import Store
from sayso.model import digest

__all__ = ["Stretch", "check_stretch"]

_ENTRIES = f"SELECT {', '.join(ENTRY_COLUMNS)} FROM entry WHERE seq BETWEEN ? AND ? ORDER BY seq"  # noqa: S608
_BEFORE = "SELECT seq, chain FROM entry WHERE seq < ? ORDER BY seq DESC LIMIT 1"
_SQL = {
    table: f"SELECT {', '.join(stored_columns(table))} FROM {table} WHERE seq BETWEEN ? AND ? ORDER BY seq"  # noqa: S608
    for table in COLUMNS
}
_KINDS = {"document": "report", "claim": "claim"}  # the tables over which an index lies, and its kind
_HELD = {
    table: f"SELECT {', '.join(INDEXES[kind].columns)} FROM {INDEXES[kind].table} WHERE document = ?"  # noqa: S608
    for table, kind in _KINDS.items()
}
_WIDTHS = {table: len(COLUMNS[table]) + 1 for table in COLUMNS}
_COUNTS = {table: f"SELECT 1 FROM current_{table} WHERE seq = ?" for table in _KINDS}  # noqa: S608 — constants
_Row = tuple[Any, ...]


@dataclass(slots=True)
class Stretch:
    """What a stretch came to: the numbers of its entries, rows by table, the leaves of its entries, and what was found.

    `broken` are entries whose chain hashes do not follow from them, with their columns; `unlinked` the numbers of those
    that do not follow from the one before; `gaps` numbers that are missing before a number. `unlike` are documents of
    which, or of whose claims, an index has not the row that follows from them; `counting` is how many readings by table
    an index is to have.
    """

    numbers: "array[int]" = field(default_factory=lambda: array("q"))
    rows: Counter[str] = field(default_factory=Counter)
    leaves: bytes = b""
    broken: dict[int, tuple[Any, ...]] = field(default_factory=dict)
    unlinked: list[int] = field(default_factory=list)
    gaps: list[tuple[int, int]] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    unlike: set[str] = field(default_factory=set)
    counting: Counter[str] = field(default_factory=Counter)


def check_stretch(store: Store, first: int, last: int) -> Stretch:
    """The entries numbered `first` to `last` and their rows, checked."""
    made = Stretch(rows=Counter(dict.fromkeys(COLUMNS, 0)))
    vouched = _Vouched(store, _check_entries(store, first, last, made), made)
    rows = {table: store.rows(sql, (first, last)) for table, sql in _SQL.items()}
    made.findings += vouched.check(_in_order(rows.pop("document"), rows.pop("claim")))
    for table, others in rows.items():
        made.findings += vouched.check(zip(repeat(table), others, strict=False))
    made.findings += vouched.missing()
    return made


def _in_order(documents: Iterator[_Row], claims: Iterator[_Row]) -> Iterator[tuple[str, _Row]]:
    """Documents and claims by their numbers, so that a report is at hand where its claims come."""
    due = next(documents, None)
    for claim in claims:
        while due is not None and due[0] < claim[0]:
            yield "document", due
            due = next(documents, None)
        yield "claim", claim
    while due is not None:
        yield "document", due
        due = next(documents, None)


def _check_entries(store: Store, first: int, last: int, made: Stretch) -> dict[int, tuple[str, str, str]]:
    before, previous_chain = store.row(_BEFORE, (first,)) or (0, "")
    entries, leaves = {}, []
    for entry in store.rows(_ENTRIES, (first, last)):
        seq, kind, name, content_hash, previous, chain = entry
        if not isinstance(seq, int):
            made.findings.append(Finding(Fault("entry", str(seq), "was changed: it has no number")))
            continue
        if seq != before + 1:
            made.gaps.append((before + 1, seq))
        elif previous != previous_chain:
            made.unlinked.append(seq)
        if derived(link, *entry[:5]) != chain:
            made.broken[seq] = entry[1:]
        entries[seq] = (kind, name, content_hash)
        leaves.append(leaf(str(chain)))
        before, previous_chain = seq, chain
    made.numbers, made.leaves = array("q", entries), b"".join(leaves)
    return entries


class _Indexed:
    """The rows that an index has of a report, by what they are of; those asked for last are kept."""

    def __init__(self, store: Store, table: str) -> None:
        self._store = store
        self._sql = _HELD[table]
        self._document: object = None
        self._rows: dict[object, _Row] = {}

    def of(self, document: object, name: object) -> _Row | None:
        """The row of a thing, None where the report has none of it."""
        if document != self._document:
            self._document = document
            self._rows = {row[2]: row for row in self._store.rows(self._sql, (document,))}
        return self._rows.get(name)


class _Vouched:
    """The rows of a stretch against the entries that vouch for them."""

    def __init__(self, store: Store, entries: dict[int, tuple[str, str, str]], made: Stretch) -> None:
        self._store = store
        self._entries = entries
        self._made = made
        self._texts = Texts(store)
        self._indexed = {table: _Indexed(store, table) for table in _KINDS}

    def check(self, rows: Iterable[tuple[str, _Row]]) -> Iterator[Finding]:
        """What is wrong with rows, each with its table; their entries are then done with."""
        for table, row in rows:
            self._made.rows[table] += 1
            width = _WIDTHS[table]
            seq, values = row[0], row[1:width]
            body = bytes_of(row[width]) if table in BODIED else None
            if self._is_whole(table, seq, values, body):
                del self._entries[seq]
            else:
                yield from self._row(table, seq, values, body)

    def missing(self) -> Iterator[Finding]:
        """Entries whose rows are not there."""
        for seq, (kind, name, content_hash) in self._entries.items():
            cause = ("entry", str(seq)) if seq in self._made.broken else None
            if kind in COLUMNS:
                what = "is missing: it was removed, the chain has an entry for it"
                yield Finding(Fault(str(kind), str(name), what, seq), cause, held=content_hash)
            elif cause is None:
                yield Finding(Fault("entry", str(seq), f"is of the unknown kind {kind}", seq))

    def _is_whole(self, table: str, seq: int, values: tuple[Any, ...], body: bytes | None) -> bool:
        """Whether all of a row fits, asked in the quickest way; nearly all do."""
        if self._entries.get(seq) != (table, name_of(table, values), derived(row_hash, table, values)):
            return False
        if body is None:
            return True
        value = read_whole(table, values, body, self._texts) if digest(body) == values[1] else None
        if table in _KINDS:
            self._hold_to_index(table, seq, values, value)
        return value is not None

    def _hold_to_index(self, table: str, seq: int, values: tuple[Any, ...], value: Any) -> None:
        """Notes the report where the index has not the row that follows from a reading that counts."""
        name, document = values[0], values[0] if table == "document" else values[3]
        held = self._indexed[table].of(document, name)
        if value is not None and not (held and held[1] == seq) and self._store.row(_COUNTS[table], (seq,)) is None:
            return  # another reading took its place: the index is to have none of this
        self._made.counting[table] += 1
        due = self._due(table, seq, values, value)
        if held is None or due is None or not is_indexed(held, due):
            self._made.unlike.add(document)

    def _due(self, table: str, seq: int, values: tuple[Any, ...], value: Any) -> Indexed | None:
        if value is None:
            return None
        if table == "document":
            self._texts.keep(values[0], value)
            return report_row(seq, values[0], value)
        document, _ = self._texts.of(values[3])
        of_claim = (seq, values[0], *values[3:6], values[7], values[10])
        return None if document is None else claim_row(of_claim, value, document)

    def _row(self, table: str, seq: int, values: tuple[Any, ...], body: bytes | None) -> Iterator[Finding]:
        says = derived(row_hash, table, values)
        kind, name, held = self._entries.get(seq, (None, name_of(table, values), None))
        whats = [] if body is None else self._body_faults(table, values, body)
        if kind == table:
            del self._entries[seq]
            if says == held and name == name_of(table, values) and not whats:
                return
            if says != held:
                whats.insert(0, ("was changed: its columns differ from what was recorded", self._broken(seq)))
            elif name != name_of(table, values):
                whats.insert(0, (f"its entry in the chain is for {name}", self._broken(seq)))
            fault = Fault(table, str(name), "", seq)
        else:
            whats.insert(0, ("was put in: it stands outside the chain, no entry vouches for it", self._lack(seq)))
            fault, held = Fault(table, name_of(table, values), "", seq), None
        for number, (what, cause) in enumerate(whats):
            moved = {"says": says, "held": held} if number == 0 and says != held else {}
            yield Finding(Fault(table, fault.row, what, seq), cause, **moved)

    def _body_faults(self, table: str, values: Sequence[Any], body: bytes) -> list[tuple[str, tuple[str, str] | None]]:
        found = list(content_faults(table, values, body, self._texts))
        if digest(body) != values[1]:
            found.insert(0, ("was changed: its body differs from what was recorded", None))
        return found

    def _broken(self, seq: int) -> tuple[str, str] | None:
        return ("entry", str(seq)) if seq in self._made.broken else None

    def _lack(self, seq: int) -> tuple[str, str] | None:
        """The fault of an entry that a row lacks because the entry is gone, or no longer what it was."""
        gap = next((first for first, end in self._made.gaps if first <= seq < end), None)
        return ("entry", str(gap)) if gap is not None else self._broken(seq)
