"""A stretch of the hash chain, checked with the rows that its entries vouch for: the part of `verify` that takes long.

`verify` puts the stretches together. Invariant: a stretch is checked by itself, in any process and at any later moment,
with the same findings: the record below its end only ever grew at the end.
"""

from array import array
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from sayso.ledger.contents import Texts, content_faults, read_whole
from sayso.ledger.faults import Fault, Finding, derived
from sayso.ledger.indexing import INDEXES, claim_row, is_indexed, report_row
from sayso.ledger.merkle import leaf
from sayso.ledger.rows import BODIED, COLUMNS, ENTRY_COLUMNS, bytes_of, link, name_of, row_hash, stored_columns
from sayso.ledger.store import Store
from sayso.model import digest

__all__ = ["Stretch", "check_stretch"]

_ENTRIES = f"SELECT {', '.join(ENTRY_COLUMNS)} FROM entry WHERE seq BETWEEN ? AND ? ORDER BY seq"  # noqa: S608
_BEFORE = "SELECT seq, chain FROM entry WHERE seq < ? ORDER BY seq DESC LIMIT 1"


def _asking(table: str) -> str:
    """The query for a table's rows: seq, columns, body; where there is an index, its row too, and whether there is to
    be one: a reading that another took the place of has none.
    """
    columns = ", ".join(f"t.{column}" for column in stored_columns(table))
    index = INDEXES.get({"document": "report"}.get(table, table))
    within = "WHERE t.seq BETWEEN ? AND ? ORDER BY t.seq"
    if index is None:
        return f"SELECT {columns} FROM {table} AS t {within}"  # noqa: S608 — all are constants
    held = ", ".join(f"i.{column}" for column in index.columns)
    counts = f"i.seq = t.seq OR EXISTS (SELECT 1 FROM current_{table} AS c WHERE c.seq = t.seq)"  # noqa: S608
    join = f"LEFT JOIN {index.table} AS i ON i.{index.thing} = t.id"
    return f"SELECT {columns}, {held}, CASE WHEN {counts} THEN 1 ELSE 0 END FROM {table} AS t {join} {within}"  # noqa: S608


_SQL = {table: _asking(table) for table in COLUMNS}


@dataclass(slots=True)
class Stretch:
    """What a stretch came to: the numbers of its entries, rows by table, the leaves of its entries, and what was found.

    `broken` are entries whose chain hashes do not follow from them, with their columns; `unlinked` the numbers of those
    that do not follow from the one before; `gaps` numbers that are missing before a number. `unlike` are documents of
    which, or of whose claims, an index has not the row that follows from them; `counting` is how many readings by table
    an index is to have.
    """

    numbers: "array[int]" = field(default_factory=lambda: array("q"))
    rows: dict[str, int] = field(default_factory=dict)
    leaves: bytes = b""
    broken: dict[int, tuple[Any, ...]] = field(default_factory=dict)
    unlinked: list[int] = field(default_factory=list)
    gaps: list[tuple[int, int]] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    unlike: set[str] = field(default_factory=set)
    counting: Counter[str] = field(default_factory=Counter)


def check_stretch(store: Store, first: int, last: int) -> Stretch:
    """The entries numbered `first` to `last` and their rows, checked."""
    made = Stretch()
    entries = _check_entries(store, first, last, made)
    texts = _Vouched(entries, made, Texts(store))
    for table in COLUMNS:
        made.findings += texts.check(store, table, first, last)
    made.findings += texts.missing()
    return made


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


class _Vouched:
    """The rows of a stretch against the entries that vouch for them."""

    def __init__(self, entries: dict[int, tuple[str, str, str]], made: Stretch, texts: Texts) -> None:
        self._entries = entries
        self._made = made
        self._texts = texts

    def check(self, store: Store, table: str, first: int, last: int) -> Iterator[Finding]:
        """What is wrong with the rows of a table; their entries are then done with."""
        width, number = len(COLUMNS[table]) + 1, 0
        for row in store.rows(_SQL[table], (first, last)):
            number += 1
            seq, values = row[0], row[1:width]
            body = bytes_of(row[width]) if table in BODIED else None
            if self._is_whole(table, seq, values, body, row[width + 1 :]):
                del self._entries[seq]
            else:
                yield from self._row(table, seq, values, body)
        self._made.rows[table] = number

    def missing(self) -> Iterator[Finding]:
        """Entries whose rows are not there."""
        for seq, (kind, name, content_hash) in self._entries.items():
            cause = ("entry", str(seq)) if seq in self._made.broken else None
            if kind in COLUMNS:
                what = "is missing: it was removed, the chain has an entry for it"
                yield Finding(Fault(str(kind), str(name), what, seq), cause, held=content_hash)
            elif cause is None:
                yield Finding(Fault("entry", str(seq), f"is of the unknown kind {kind}", seq))

    def _is_whole(
        self, table: str, seq: int, values: tuple[Any, ...], body: bytes | None, indexed: tuple[Any, ...]
    ) -> bool:
        """Whether all of a row fits, asked in the quickest way; nearly all do."""
        if self._entries.get(seq) != (table, name_of(table, values), derived(row_hash, table, values)):
            return False
        if body is None:
            return True
        value = read_whole(table, values, body, self._texts) if digest(body) == values[1] else None
        if not indexed:
            return value is not None
        self._made.counting[table] += indexed[-1]
        if value is None or not self._is_indexed(table, seq, values, value, indexed):
            self._made.unlike.add(values[0] if table == "document" else values[3])
        return value is not None

    def _is_indexed(self, table: str, seq: int, values: tuple[Any, ...], value: Any, indexed: tuple[Any, ...]) -> bool:
        """Whether the index has the row that follows from a reading; of one that does not count it has none."""
        *held, counts = indexed
        if not counts:
            return True
        if table == "document":
            return is_indexed(held, report_row(seq, values[0], value))
        document, _ = self._texts.of(values[3])
        of_claim = (seq, values[0], *values[3:6], values[7], values[10])
        return document is not None and is_indexed(held, claim_row(of_claim, value, document))

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
