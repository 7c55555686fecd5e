"""A stretch of the hash chain, checked with the rows that its entries vouch for: the part of `verify` that takes long.

`verify` puts the stretches together. Invariant: a stretch is checked by itself, in any process and at any later moment,
with the same findings: the record below its end only ever grew at the end.
"""

from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from sayso.ledger.contents import Texts, content_faults
from sayso.ledger.faults import Fault, Finding, derived
from sayso.ledger.merkle import leaf
from sayso.ledger.rows import BODIED, COLUMNS, bytes_of, link, name_of, row_hash
from sayso.ledger.store import Store
from sayso.model import digest

__all__ = ["Stretch", "check_stretch"]

_ENTRIES = "SELECT seq, kind, name, hash, previous, chain FROM entry WHERE seq BETWEEN ? AND ? ORDER BY seq"
_BEFORE = "SELECT seq, chain FROM entry WHERE seq < ? ORDER BY seq DESC LIMIT 1"


@dataclass(slots=True)
class Stretch:
    """What a stretch came to: the numbers of its entries, rows by table, the leaves of its entries, and what was found.

    `broken` are entries whose chain hashes do not follow from them, with their columns; `unlinked` the numbers of those
    that do not follow from the one before; `gaps` numbers that are missing before a number.
    """

    numbers: "array[int]" = field(default_factory=lambda: array("q"))
    rows: dict[str, int] = field(default_factory=dict)
    leaves: bytes = b""
    broken: dict[int, tuple[Any, ...]] = field(default_factory=dict)
    unlinked: list[int] = field(default_factory=list)
    gaps: list[tuple[int, int]] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)


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
    for seq, kind, name, content_hash, previous, chain in store.rows(_ENTRIES, (first, last)):
        if not isinstance(seq, int):
            made.findings.append(Finding(Fault("entry", str(seq), "was changed: it has no number")))
            continue
        if seq != before + 1:
            made.gaps.append((before + 1, seq))
        elif previous != previous_chain:
            made.unlinked.append(seq)
        if derived(link, seq, kind, name, content_hash, previous) != chain:
            made.broken[seq] = (kind, name, content_hash, previous, chain)
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
        bodied = table in BODIED
        columns = ", ".join((*COLUMNS[table], "body") if bodied else COLUMNS[table])
        sql = f"SELECT seq, {columns} FROM {table} WHERE seq BETWEEN ? AND ? ORDER BY seq"  # noqa: S608 — constants
        number = 0
        for seq, *values in store.rows(sql, (first, last)):
            number += 1
            body = bytes_of(values.pop()) if bodied else None
            yield from self._row(table, seq, tuple(values), body)
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
