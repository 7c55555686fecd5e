"""Readings of a report by one program after another: which claims a newer one no longer finds.

Beside `record`, which appends the rows made here. What one program finds of a report in several readings adds up; only
its first whole reading that is no less complete than those of older programs drops claims, and only theirs.
Invariant: which claims count does not depend on the order in which one program read a report, whole or in part.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sayso.ledger.rows import Row, dropped_row, rank_of, reading_row
from sayso.ledger.store import Store
from sayso.model import Document, Reading

__all__ = ["Past", "new_reading", "past_of", "view_readings"]


@dataclass(frozen=True, slots=True)
class Past:
    """What the record holds of a report's readings before another by `program`."""

    document: str
    program: int
    drops: bool
    known: frozenset[str]
    older: frozenset[str]
    gone: frozenset[str]
    later: int | None

    def confirms(self, claim: str) -> bool:
        """Whether a row must say that this program found the claim, though nothing of it has changed."""
        return claim in self.gone or (not self.drops and claim in self.older)

    def dropped(self, found: Collection[str]) -> Iterator[Row]:
        """The rows for what is no longer found: by this reading, or by a later program's that was here before."""
        if self.drops:
            yield from (dropped_row(name, self.document, self.program) for name in sorted(self.older - set(found)))
        if self.later is not None:
            yield from (dropped_row(name, self.document, self.later) for name in sorted(set(found) - self.known))


def past_of(store: Store, document: Document, program: int, *, whole: bool) -> Past:
    """What is held of a report that `program` has just read, `whole` where nothing was left out on purpose."""
    rows = [(str(n), int(p)) for n, p in store.rows(_NEWEST, (document.id,))]
    gone = {str(n): int(p) for n, p in store.rows(_DROPPED, (document.id,))}
    current = frozenset(n for n, p in rows if gone.get(n, -1) <= p)
    return Past(
        document=document.id,
        program=program,
        drops=whole and _drops(store, document, program),
        known=frozenset(n for n, _ in rows),
        older=frozenset(n for n, p in rows if p < program and n in current),
        gone=frozenset(n for n, p in rows if p < gone.get(n, -1) <= program),
        later=_later(store, document, program),
    )


def new_reading(store: Store, document: Document, at: datetime, program: int, *, whole: bool) -> Iterator[Row]:
    """The row for this reading, where the record has none for one like it."""
    held = "SELECT 1 FROM reading WHERE document = ? AND program = ? AND rank = ? AND whole = ?"
    if store.row(held, (document.id, program, rank_of(document), int(whole))) is None:
        yield reading_row(document, at, program, whole=whole)


def view_readings(store: Store, since: int = 0) -> tuple[Reading, ...]:
    """The readings recorded after entry `since`, by document and program: one for each program of a report."""
    made: dict[tuple[str, int], list[tuple[Any, ...]]] = {}
    for document, number, *row in store.rows(_READINGS, (since,)):
        made.setdefault((str(document), int(number)), []).append(tuple(row))
    return tuple(_reading(store, document, number, rows) for (document, number), rows in made.items())


def _reading(store: Store, document: str, number: int, rows: Sequence[tuple[Any, ...]]) -> Reading:
    version, at, again, _ = rows[0]
    reading = Reading(document, version, at, any(whole for *_, whole in rows), bool(again))
    if not again:
        return reading
    names = tuple(store.rows(_FOUND, (number, document, number)))
    return replace(
        reading,
        new=tuple(name for name, before, _ in names if before is None),
        changed=tuple(name for name, before, now in names if before not in (None, now)),
        dropped=tuple(name for (name,) in store.rows(_GONE, (document, number))),
    )


_READINGS = """
    SELECT r.document, r.program, p.version, r.read_at,
      (SELECT count(*) FROM document AS d WHERE d.id = r.document AND d.program < r.program), r.whole
    FROM reading AS r JOIN program AS p ON p.seq = r.program WHERE r.seq > ?
    ORDER BY r.document, r.program, r.seq
"""
_FOUND = """
    SELECT c.id, (
      SELECT o.hash FROM claim AS o WHERE o.id = c.id AND o.program < ? ORDER BY o.program DESC, o.hash DESC LIMIT 1
    ), max(c.hash)
    FROM claim AS c WHERE c.document = ? AND c.program = ? GROUP BY c.id ORDER BY c.id
"""
_GONE = """
    SELECT d.claim FROM dropped AS d WHERE d.document = ? AND d.program = ?
    AND NOT EXISTS (SELECT 1 FROM claim AS c WHERE c.id = d.claim AND c.program = d.program) ORDER BY d.claim
"""
_NEWEST = "SELECT id, max(program) FROM claim WHERE document = ? GROUP BY id"
_DROPPED = "SELECT claim, max(program) FROM dropped WHERE document = ? GROUP BY claim"


def _drops(store: Store, document: Document, program: int) -> bool:
    """Whether a whole reading drops what it did not find: the program's first, as complete as any older one's."""
    older = store.row("SELECT max(rank) FROM document WHERE id = ? AND program < ?", (document.id, program)) or (None,)
    if older[0] is None or rank_of(document) < older[0]:
        return False
    mine = "SELECT 1 FROM reading WHERE document = ? AND program = ? AND whole = 1 AND rank >= ?"
    return store.row(mine, (document.id, program, older[0])) is None


def _later(store: Store, document: Document, program: int) -> int | None:
    """The newest program after this one that has read the report whole, and no less completely."""
    sql = "SELECT max(program) FROM reading WHERE document = ? AND program > ? AND whole = 1 AND rank >= ?"
    found = store.row(sql, (document.id, program, rank_of(document)))
    return int(found[0]) if found and found[0] is not None else None
