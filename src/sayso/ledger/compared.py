"""The comparison as it lies in the view tables, checked row by row against the hashes that were written with it.

Below `verify`. Invariant: a row that was changed, removed, put in or reordered is named; where an earlier program
compared, whose rows have no hash, at least that something was.
"""

import hashlib
from collections.abc import Iterator
from typing import Any

import msgspec

from sayso.ledger.faults import Fault, Finding, derived
from sayso.ledger.members import Due, member_faults
from sayso.ledger.rows import bytes_of, row_hash
from sayso.ledger.store import Store
from sayso.ledger.view import VIEWS
from sayso.model import canonical, decode, digest

__all__ = ["check_comparison"]

_AGAIN = "compare again"


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
        for finding in _check_table(store, table, (kind, wanted), (total, due)):
            found += 1
            yield finding
    if made is None:
        if any(store.row(f"SELECT 1 FROM {table}") for table in VIEWS):  # noqa: S608 — the tables are constants
            yield _finding("comparison", "", f"is missing: it was removed; {_AGAIN}")
    elif not found and f"v1:{total.hexdigest()}" != made[1]:
        yield _finding("comparison", "", f"differs from what was recorded; {_AGAIN}")


def _check_table(
    store: Store, table: str, told: tuple[type[Any], int | None], sums: tuple["hashlib._Hash", Due]
) -> Iterator[Finding]:
    (kind, wanted), (total, due) = told, sums
    expected, sql = 0, f"SELECT position, id, body, hash FROM {table} ORDER BY position"  # noqa: S608 — constants
    for position, name, body, held in store.rows(sql):
        if not isinstance(position, int):
            yield _finding(table, str(position), "was changed: its position is no number")
            continue
        for missing in range(expected, min(position, expected + 1 if wanted is None else wanted)):
            yield _finding(table, str(missing), "is missing: it was removed")
        expected = position + 1
        data = bytes_of(body)
        content_hash = digest(data)
        total.update(canonical([table, content_hash]) + b"\n")
        if held is not None and derived(row_hash, table, (position, name, content_hash)) == held:
            whats = []
            due.add(table, data)
        else:
            whats = list(_row_faults((name, data, held), kind, hashed=wanted is not None))
            if not whats:
                due.add(table, data)
        if wanted is not None and position >= wanted:
            whats.insert(0, "was put in: comparing yielded no such row")
        for what in whats:
            yield _finding(table, str(position), what)
    for missing in range(expected, wanted or 0):
        yield _finding(table, str(missing), "is missing: it was removed")


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
