"""Which engine a ledger's place asks for: a file is SQLite's, an address `postgresql://…` PostgreSQL's.

Between `session` and the engines. Invariant: no driver is loaded that the place does not ask for.
"""

import re
from pathlib import Path

from sayso.errors import LedgerError
from sayso.ledger.store import Store

__all__ = ["open_store"]

_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*)://", re.IGNORECASE)


def open_store(location: str | Path, *, create: bool) -> Store:
    """Opens the ledger at `location`, made if `create` and absent. Raises `LedgerError` with what to do."""
    scheme = _SCHEME.match(location) if isinstance(location, str) else None
    if scheme is None:
        from sayso.ledger.sqlite import open_sqlite

        return open_sqlite(location, create=create)
    if scheme[1].lower() not in ("postgresql", "postgres"):
        raise LedgerError(
            f"a ledger at {scheme[0]}… is not supported; give a file, as in sayso.db, or postgresql://HOST/DATABASE"
        )
    from sayso.ledger.postgresql import open_postgresql

    return open_postgresql(str(location), create=create)
