"""Originals in the ledger: the bytes that inputs gave, by digest, and how each came into its keeping.

Beside `record`, which appends the rows made here, and `verify`, which asks here whether the bytes still are what they
were. Invariant: what is given back has the digest that the chain vouches for.
"""

from collections.abc import Iterator
from datetime import datetime

from sayso.errors import LedgerError, NotFoundError
from sayso.ledger.rows import Row, collected_row, custody_row, original_row
from sayso.ledger.store import Store
from sayso.model import Custody, Document, Means, Original, digest, unpacked

__all__ = [
    "content_faults",
    "keep_content",
    "keeps_original",
    "new_custody",
    "view_custody",
    "view_keepings",
    "view_original",
]

_CUSTODY = """
    SELECT m.document, o.digest, o.size, o.media, k.means, k.place, k.collector, k.collected_at
    FROM custody AS k JOIN original AS o ON o.digest = k.original JOIN collected AS m ON m.seq = k.collected
    WHERE {} = ? ORDER BY k.seq
"""


def new_custody(store: Store, document: Document, custody: Custody, at: datetime, program: int) -> Iterator[Row]:
    """The rows that the record lacks of how this report's bytes were had; its place must be recorded already."""
    _, path, *_ = collected_row(document, at, program).values
    place = store.row("SELECT seq FROM collected WHERE document = ? AND path = ?", (document.id, path))
    if place is None:
        raise LedgerError(f"{document.path} is not recorded as a place of {document.id}")
    row = custody_row(custody, int(place[0]), at, program)
    if store.row("SELECT 1 FROM original WHERE digest = ?", (custody.original.digest,)) is None:
        yield original_row(custody.original)
    known = "SELECT 1 FROM custody WHERE collected = ? AND original = ? AND kept >= ?"
    if store.row(known, (int(place[0]), row.name, int(custody.original.packed is not None))) is None:
        yield row


def keep_content(store: Store, original: Original) -> None:
    """Keeps the bytes of an original, where they come with it and are not kept yet."""
    held = "SELECT 1 FROM content WHERE digest = ?"
    if original.packed is not None and store.row(held, (original.digest,)) is None:
        store.add("content", ("digest", "packed"), [(original.digest, original.packed)])


def view_custody(store: Store, document: str) -> tuple[Custody, ...]:
    """How the bytes of a report were had, each time in order of recording; the bytes are left where they lie."""
    return tuple(custody for _, custody in _kept(store, "m.document", document))


def view_keepings(store: Store, name: str) -> tuple[tuple[str, Custody], ...]:
    """Of which reports (by id) the bytes with this digest are the original, and how they were had, in that order."""
    return tuple(_kept(store, "k.original", name))


def _kept(store: Store, column: str, value: str) -> Iterator[tuple[str, Custody]]:
    for document, name, size, media, means, place, by, at in store.rows(_CUSTODY.format(column), (value,)):
        yield document, Custody(Original(name, int(size), media), Means(means), place, by, at)


def keeps_original(store: Store, name: str) -> bool:
    """Whether the bytes with this digest are kept."""
    return store.row("SELECT 1 FROM content WHERE digest = ?", (name,)) is not None


def view_original(store: Store, name: str) -> bytes:
    """The bytes with this digest. Raises `NotFoundError` where none are kept, `LedgerError` where they are damaged."""
    row = store.row("SELECT size FROM original WHERE digest = ?", (name,))
    held = store.row("SELECT packed FROM content WHERE digest = ?", (name,))
    if row is None:
        raise NotFoundError(f"the ledger {store.name} holds no original {name}")
    if held is None:
        raise NotFoundError(f"of the original {name} the ledger {store.name} keeps the digest alone, not the bytes")
    content, what = _checked(name, int(row[0]), held[0])
    if what:
        raise LedgerError(f"the original {name}: {what}; `sayso verify` lists all faults")
    return content


def content_faults(store: Store) -> Iterator[tuple[str, str, bool]]:
    """`(digest, what is wrong, is apart)` of each original that is not kept as it came, or is gone though it was kept;
    apart from the rows that tell of it are bytes of which none tells, and those of which some tell that are not there.
    """
    held = (
        "SELECT c.digest, o.size, c.packed FROM content AS c LEFT JOIN original AS o ON o.digest = c.digest ORDER BY 1"
    )
    for name, size, packed in store.rows(held):
        what = "no original has these bytes" if size is None else _checked(name, size, packed)[1]
        if what:
            yield str(name), what, size is None
    gone = """SELECT DISTINCT original FROM custody AS k WHERE kept = 1
        AND NOT EXISTS (SELECT 1 FROM content AS c WHERE c.digest = k.original) ORDER BY 1"""
    for (name,) in store.rows(gone):
        yield str(name), "its bytes are missing, though they were kept", True


def _checked(name: object, size: object, packed: object) -> tuple[bytes, str]:
    """The bytes, and what is wrong with them; nothing where they are the original's."""
    if not isinstance(packed, bytes) or not isinstance(size, int):
        return b"", "what is kept of it is no longer bytes"
    try:
        content = unpacked(packed, size)
    except ValueError as error:
        return b"", str(error)
    return content, "" if digest(content) == name else "its bytes do not have its digest"
