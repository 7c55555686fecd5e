"""The comparison as it lies in the view tables, checked row by row against the hashes that were written with it.

Below `verify`. Invariant: a row that was changed, removed, put in or reordered is named; where an earlier program
compared, whose rows have no hash, at least that something was.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

import msgspec

from sayso.ledger.bulk import bodies_of, row_hashes
from sayso.ledger.faults import Fault, Finding, derived
from sayso.ledger.members import Due, member_faults
from sayso.ledger.rows import bytes_of, row_hash
from sayso.ledger.store import Store
from sayso.ledger.view import VIEWS
from sayso.model import canonical_lines, decode, digests

__all__ = ["check_comparison"]

_AGAIN = "compare again"
_PORTION = 128  # rows


def check_comparison(store: Store) -> Iterator[Finding]:
    """What in the view tables differs from what comparing yielded; where nothing does, what in `members` does not
    follow from them.
    """
    due, found = Due(), False
    for finding in _check_views(store, due):
        found = True
        yield finding
    if not found and not due.is_held(store):
        yield from (Finding(Fault(*fault)) for fault in member_faults(store))


def _check_views(store: Store, due: Due) -> Iterator[Finding]:
    made = store.row("SELECT record, digest, counts, hash FROM comparison")
    counts: dict[str, int] | None = None
    if made is not None and made[3] is not None:
        if derived(row_hash, "comparison", made[:3]) != made[3]:
            yield _finding("comparison", "", f"was changed: what it says of itself is not what was recorded; {_AGAIN}")
        else:
            counts = _counts(made[2])
    found, total = 0, hashlib.sha256()
    for table, (_, kind) in VIEWS.items():
        wanted = counts.get(table, 0) if counts is not None else None
        for finding in _check_table(store, _Table(table, kind, wanted), total, due):
            found += 1
            yield finding
    if made is None:
        if any(store.row(f"SELECT 1 FROM {table}") for table in VIEWS):  # noqa: S608 — the tables are constants
            yield _finding("comparison", "", f"is missing: it was removed; {_AGAIN}")
    elif not found and f"v1:{total.hexdigest()}" != made[1]:
        yield _finding("comparison", "", f"differs from what was recorded; {_AGAIN}")


@dataclass(slots=True)
class _Table:
    """A view table while it is checked: its name, of what kind its values are, how many of them comparing yielded (None
    where it did not tell), and the position that is due next.
    """

    name: str
    kind: type[Any]
    wanted: int | None
    expected: int = 0


def _check_table(store: Store, table: _Table, total: "hashlib._Hash", due: Due) -> Iterator[Finding]:
    rows = store.rows(f"SELECT position, id, hash, body FROM {table.name} ORDER BY position")  # noqa: S608 — constants
    while portion := list(islice(rows, _PORTION)):
        bodies = bodies_of(portion)
        hashes = digests(bodies)
        total.update(b"".join([line + b"\n" for line in canonical_lines([(table.name, made) for made in hashes])]))
        columns = [(position, name, made) for (position, name, *_), made in zip(portion, hashes, strict=True)]
        fit = [
            held and held == made for (*_, held, _), made in zip(portion, row_hashes(table.name, columns), strict=True)
        ]
        after = table.expected + len(portion)
        in_place = [row[0] for row in portion] == [*range(table.expected, after)]
        in_place = in_place and (table.wanted is None or after <= table.wanted)
        if in_place and all(fit):
            due.add(table.name, bodies)
            table.expected = after
        else:
            for row, body, fits in zip(portion, bodies, fit, strict=True):
                yield from _check_row(table, row[:3], body, due, fits=bool(fits))
    for missing in range(table.expected, table.wanted or 0):
        yield _finding(table.name, str(missing), "is missing: it was removed")


def _check_row(table: _Table, row: tuple[Any, ...], body: bytes, due: Due, *, fits: bool) -> Iterator[Finding]:
    position, name, held = row
    if not isinstance(position, int):
        yield _finding(table.name, str(position), "was changed: its position is no number")
        return
    wanted = table.wanted
    for missing in range(table.expected, min(position, table.expected + 1 if wanted is None else wanted)):
        yield _finding(table.name, str(missing), "is missing: it was removed")
    table.expected = position + 1
    whats = [] if fits else list(_row_faults((name, body, held), table.kind, hashed=wanted is not None))
    if not whats:
        due.add(table.name, [body])
    if wanted is not None and position >= wanted:
        whats.insert(0, "was put in: comparing yielded no such row")
    for what in whats:
        yield _finding(table.name, str(position), what)


def _row_faults(row: tuple[Any, ...], kind: type[Any], *, hashed: bool) -> Iterator[str]:
    name, body, held = row
    if hashed or held is not None:
        yield "was changed: it differs from what was recorded"
    try:
        value = decode(body, kind)
    except (ValueError, RecursionError) as error:
        yield f"its body cannot be read: {error}"
    else:
        if getattr(value, "id", None) != name:
            yield "its id is not that of its body"


def _counts(told: object) -> dict[str, int]:
    try:
        return msgspec.json.decode(bytes_of(told), type=dict[str, int])
    except ValueError:
        return {}


def _finding(table: str, row: str, what: str) -> Finding:
    return Finding(Fault(table, row, what))
