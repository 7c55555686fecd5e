"""A stretch of the hash chain, checked with the rows that its entries vouch for: the part of `verify` that takes long.

`verify` puts the stretches together. Invariant: a stretch is checked by itself, in any process and at any later moment,
with the same findings: the record below its end only ever grew at the end.
"""

from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import repeat
from operator import and_, eq
from typing import Any

from sayso.ledger.bulk import bodies_of, links, row_hashes
from sayso.ledger.contents import Texts, content_faults
from sayso.ledger.faults import Fault, Finding, derived
from sayso.ledger.following import Following
from sayso.ledger.merkle import leaves_of
from sayso.ledger.rows import BODIED, COLUMNS, ENTRY_COLUMNS, name_of, row_hash, stored_columns
from sayso.ledger.store import Store
from sayso.model import digest, digests

__all__ = ["Stretch", "check_stretch"]

_ENTRIES = f"SELECT {', '.join(ENTRY_COLUMNS)} FROM entry WHERE seq BETWEEN ? AND ? ORDER BY seq"  # noqa: S608
_BEFORE = "SELECT seq, chain FROM entry WHERE seq < ? ORDER BY seq DESC LIMIT 1"
_WIDTHS = {table: len(COLUMNS[table]) + 1 for table in COLUMNS}
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


def check_stretch(store: Store, first: int, last: int, *, thorough: bool) -> Stretch:
    """The entries numbered `first` to `last` and their rows, checked; if `thorough`, what their bodies say and what the
    indexes have of them as well.
    """
    made = Stretch()
    texts = Texts(store)
    following = Following(store, (first, last), texts) if thorough else None
    vouched = _Vouched(_check_entries(store, first, last, made), texts, made, following)
    for table in COLUMNS:  # reports before the claims that stand in them
        made.findings += vouched.check(table, list(store.rows(_rows_sql(table, store.bytes_sql), (first, last))))
    made.findings += vouched.missing()
    if following:
        made.unlike, made.counting = following.unlike, following.counting
    return made


@cache
def _rows_sql(table: str, bytes_sql: str) -> str:
    columns = (bytes_sql.format(column) if column == "body" else column for column in stored_columns(table))
    return f"SELECT {', '.join(columns)} FROM {table} WHERE seq BETWEEN ? AND ? ORDER BY seq"  # noqa: S608 — constants


def _check_entries(store: Store, first: int, last: int, made: Stretch) -> dict[int, tuple[str, str, str]]:
    before, previous_chain = store.row(_BEFORE, (first,)) or (0, "")
    entries = [entry for entry in store.rows(_ENTRIES, (first, last)) if _is_numbered(entry, made)]
    numbers, due = [entry[0] for entry in entries], links(entries)
    led, chains = [entry[4] for entry in entries], [entry[5] for entry in entries]
    one_after_another = numbers == [*range(before + 1, before + 1 + len(numbers))]
    if not (one_after_another and led == [previous_chain, *chains[:-1]] and due == chains):
        _note_breaks((before, previous_chain), zip(entries, due, strict=True), made)
    made.numbers, made.leaves = array("q", numbers), leaves_of(map(str, chains))
    return {entry[0]: entry[1:4] for entry in entries}


def _note_breaks(before: tuple[int, str], entries: Iterable[tuple[_Row, str | None]], made: Stretch) -> None:
    number, previous_chain = before
    for (seq, *told, previous, chain), due in entries:
        if seq != number + 1:
            made.gaps.append((number + 1, seq))
        elif previous != previous_chain:
            made.unlinked.append(seq)
        if due != chain:
            made.broken[seq] = (*told, previous, chain)
        number, previous_chain = seq, chain


def _is_numbered(entry: _Row, made: Stretch) -> bool:
    if isinstance(entry[0], int):
        return True
    made.findings.append(Finding(Fault("entry", str(entry[0]), "was changed: it has no number")))
    return False


class _Vouched:
    """The rows of a stretch against the entries that vouch for them."""

    def __init__(
        self, entries: dict[int, tuple[str, str, str]], texts: Texts, made: Stretch, following: Following | None
    ) -> None:
        self._entries = entries
        self._texts = texts
        self._made = made
        self._following = following

    def check(self, table: str, rows: Sequence[_Row]) -> Iterator[Finding]:
        """What is wrong with the rows of a table; their entries are then done with."""
        self._made.rows[table] += len(rows)
        columns = [row[1 : _WIDTHS[table]] for row in rows]
        whole = self._are_vouched(table, rows, columns)
        bodies: Sequence[bytes | None] = [None] * len(rows)
        if table in BODIED:
            bodies = held = bodies_of(rows)
            whole = self._are_whole(table, rows, columns, held, whole)
        for fits, row, values, body in zip(whole, rows, columns, bodies, strict=True):
            if fits:
                del self._entries[row[0]]
            else:
                yield from self._row(table, row[0], values, body)

    def missing(self) -> Iterator[Finding]:
        """Entries whose rows are not there."""
        for seq, (kind, name, content_hash) in self._entries.items():
            cause = ("entry", str(seq)) if seq in self._made.broken else None
            if kind in COLUMNS:
                what = "is missing: it was removed, the chain has an entry for it"
                yield Finding(Fault(str(kind), str(name), what, seq), cause, held=content_hash)
            elif cause is None:
                yield Finding(Fault("entry", str(seq), f"is of the unknown kind {kind}", seq))

    def _are_vouched(self, table: str, rows: Sequence[_Row], columns: Sequence[_Row]) -> list[bool]:
        """Of each row whether an entry vouches for its columns."""
        at = int(table == "collected")  # where the column is by which people call the row
        due = zip(repeat(table), [values[at] for values in columns], row_hashes(table, columns), strict=False)
        return list(map(eq, [self._entries.get(row[0]) for row in rows], due))

    def _are_whole(
        self,
        table: str,
        rows: Sequence[_Row],
        columns: Sequence[_Row],
        bodies: Sequence[bytes],
        vouched: Sequence[bool],
    ) -> list[bool]:
        """Which rows fit with their bodies, of those that an entry vouches for."""
        whole = map(and_, vouched, map(eq, digests(bodies), [row[1] for row in columns]))
        if self._following is None:
            return list(whole)
        return self._following.fit(table, [row[0] for row in rows], columns, bodies, list(whole))

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
