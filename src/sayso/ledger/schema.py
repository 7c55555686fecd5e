"""The schema of a ledger as numbered steps, and the way from any of them to the last.

Between the engines and whoever opens a ledger: a new ledger takes all steps, an older one those that it lacks.
Invariant: what the record holds is the same before a step and after it, and a ledger of a later schema is left alone.
"""

import re
from collections.abc import Sequence
from importlib import resources

from sayso.errors import LedgerError, LedgerVersionError
from sayso.ledger.indexing import fill_indexes
from sayso.ledger.members import refill_members
from sayso.ledger.store import Store
from sayso.ledger.telling import teller

__all__ = ["SCHEMA_VERSION", "bring_up", "steps_of"]

SCHEMA_VERSION = 4
_FILLED_SINCE = 4  # the last step that changed what is searched and looked up: after it, that is made of the record

# A whole number of SQLite has 64 bits, and its texts are compared by code points: so it is to be on PostgreSQL.
_TYPES = {
    "sqlite": {"INTEGER": "INTEGER", "TEXT": "TEXT", "BLOB": "BLOB"},
    "postgresql": {"INTEGER": "BIGINT", "TEXT": 'TEXT COLLATE "C"', "BLOB": "BYTEA"},
}
_HEAD = "SELECT (SELECT count(*) FROM entry), (SELECT chain FROM entry ORDER BY seq DESC LIMIT 1)"


def steps_of(engine: str) -> tuple[str, ...]:
    """The SQL of each step on this engine, `sqlite` or `postgresql`: what both have, then what is its own."""
    return tuple(f"{_typed(engine, f'{n}.sql')}\n{_text(f'{n}.{engine}.sql')}" for n in range(1, SCHEMA_VERSION + 1))


def bring_up(store: Store, steps: Sequence[str], *, create: bool) -> None:
    """Brings the ledger of a store to the last of `steps`; makes it where the database is empty and `create` holds.

    Raises `LedgerVersionError` where a later program wrote it, `LedgerError` where it is no ledger. All steps are
    taken or none.
    """
    held = store.schema_version()
    if held == 0 and not create:
        raise LedgerError(f"{store.name} is not a ledger; `sayso read PATH --ledger {store.name}` makes one")
    if held > len(steps):
        raise LedgerVersionError(
            f"{store.name} has schema version {held}, this version of Sayso reads up to {len(steps)}: "
            "use the version that wrote it, or a later one"
        )
    if held < len(steps):
        with store.making():
            _take(store, steps)


def _take(store: Store, steps: Sequence[str]) -> None:
    # Asked again: another program may have taken the same steps meanwhile.
    held = store.schema_version()
    before = (store.row(_HEAD) if held else None) or (0, None)
    tell = teller(before[0])
    tell(f"bringing the ledger from schema {held} to {len(steps)}, once; of {before[0]:,} entries it may take minutes")
    for number, step in enumerate(steps[held:], start=held + 1):
        store.take_step(step, number)
        if number == _FILLED_SINCE:
            refill_members(store, tell)
            fill_indexes(store, tell)
    if store.row(_HEAD) != before:
        raise LedgerError(
            f"{store.name} would not come unchanged from schema version {held} to {len(steps)}, and stays as it was"
        )
    tell(f"the ledger has schema {len(steps)}")


def _typed(engine: str, name: str) -> str:
    types = _TYPES[engine]
    return re.sub(r"\b(INTEGER|TEXT|BLOB)\b", lambda found: types[found[0]], _text(name))


def _text(name: str) -> str:
    return (resources.files(__package__) / "schema" / name).read_text(encoding="utf-8")
