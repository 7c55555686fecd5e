"""Reading back: the values that a ledger holds, and the digest of them all.

After `record`; the comparison, the dossier, the exports and the desk are made of what this gives.
Invariant: a value is viewed exactly as it was recorded, and lists and digests do not depend on the order of writing.
"""

import gc
import hashlib
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, TypeVar

from sayso.errors import NotFoundError
from sayso.ledger.portions import portions
from sayso.ledger.rows import Report, bytes_of, document_of, read_body
from sayso.ledger.store import Store
from sayso.model import (
    Change,
    Claim,
    Comparison,
    Document,
    Entity,
    Event,
    FirstReport,
    Judgement,
    Leaning,
    Proposition,
    Question,
    Relation,
    Reuse,
    Statement,
    Story,
    Withdrawn,
    canonical,
    digest,
)

__all__ = [
    "COMPARISON_COLUMNS",
    "VIEWS",
    "VIEW_COLUMNS",
    "Basis",
    "chain_head",
    "collector_paused",
    "find_reports",
    "is_compared",
    "ledger_digest",
    "moment_of",
    "record_digest",
    "state",
    "view_basis",
    "view_claim",
    "view_claims",
    "view_comparison",
    "view_digest_of",
    "view_document",
    "view_documents",
    "view_entity",
    "view_judgements",
    "view_proposition",
    "view_reports",
    "view_story",
]

T = TypeVar("T")

VIEWS: Mapping[str, tuple[str, type[Any]]] = {
    "proposition": ("propositions", Proposition),
    "question": ("questions", Question),
    "relation": ("relations", Relation),
    "reuse": ("reuse", Reuse),
    "entity": ("entities", Entity),
    "event": ("events", Event),
    "statement": ("statements", Statement),
    "change": ("changes", Change),
    "first": ("firsts", FirstReport),
    "leaning": ("leanings", Leaning),
    "withdrawn": ("withdrawn", Withdrawn),
    "rejected": ("rejected", str),
}
"""View table → the field of `Comparison` that it holds, and the type of its values."""

VIEW_COLUMNS = ("position", "id", "body", "hash")
"""The columns of every view table."""

COMPARISON_COLUMNS = ("record", "digest", "counts", "hash")
"""The columns of the one row on the comparison held: of which record, over which views, how many rows, hash."""


@dataclass(frozen=True, slots=True)
class Basis:
    """What is compared, all of one moment: documents, claims, judgements, and the digest of the record they are of.

    `entry` is the last that was recorded then of what is read or judged; `compared` tells the comparison that was held.
    """

    documents: tuple[Document, ...]
    claims: tuple[Claim, ...]
    judgements: tuple[Judgement, ...]
    record: str
    entry: int
    compared: str


_DOCUMENT = """
    SELECT d.body, coalesce((SELECT min(path) FROM collected WHERE document = d.id), ''), d.id
    FROM current_document AS d
"""
_HASHES = (
    ("document", "SELECT id, hash FROM current_document ORDER BY id"),
    ("claim", "SELECT id, hash FROM current_claim ORDER BY id"),
)
_JUDGEMENT_HASHES = ("judgement", "SELECT id, hash FROM judgement ORDER BY id")


def view_documents(store: Store) -> tuple[Document, ...]:
    """All documents, refused ones too, in order of `(published, id)`, those without a date first."""
    with collector_paused():
        return tuple(_document(*row) for row in store.rows(f"{_DOCUMENT} ORDER BY d.published, d.id"))


def view_document(store: Store, name: str) -> Document:
    """The document with this id. Raises `NotFoundError`."""
    row = store.row(f"{_DOCUMENT} WHERE d.id = ?", (name,))
    if row is None:
        raise NotFoundError(f"the ledger {store.name} holds no document {name}")
    return _document(*row)


def view_reports(store: Store, names: Collection[str]) -> dict[str, Document]:
    """The documents of these ids, asked for at once. Raises `NotFoundError` where one is not there."""
    found = find_reports(store, names)
    for name in sorted(set(names)):
        if name not in found:
            raise NotFoundError(f"the ledger {store.name} holds no document {name}")
    return found


def find_reports(store: Store, names: Iterable[str]) -> dict[str, Document]:
    """The documents of these ids that there are, asked for at once."""
    return {
        row[2]: _document(*row)
        for marks, portion in portions(sorted(set(names)))
        for row in store.rows(f"{_DOCUMENT} WHERE d.id IN ({marks})", portion)
    }


def view_claims(store: Store, document: str | None = None) -> tuple[Claim, ...]:
    """All claims, or those of one document, in order of `(document, where the content begins, id)`."""
    where, values = ("", ()) if document is None else ("WHERE document = ?", (document,))
    sql = f"SELECT body, id FROM current_claim {where} ORDER BY document, position, id"  # noqa: S608 — a constant
    with collector_paused():
        return tuple(read_body(body, Claim, name) for body, name in store.rows(sql, values))


def view_claim(store: Store, name: str) -> Claim:
    """The claim with this id. Raises `NotFoundError`, also where newer programs no longer find it."""
    row = store.row("SELECT body FROM current_claim WHERE id = ?", (name,))
    if row is None:
        (report,) = store.row("SELECT document FROM claim WHERE id = ?", (name,)) or (None,)
        if report is not None:
            raise NotFoundError(
                f"the program that read its report last no longer finds the claim {name}; `sayso readings {report}` "
                "shows it as it was found"
            )
        raise NotFoundError(f"the ledger {store.name} holds no claim {name}")
    return read_body(row[0], Claim, name)


def view_proposition(store: Store, name: str) -> Proposition:
    """The proposition with this id. Raises `NotFoundError`."""
    return _compared(store, "proposition", Proposition, name)


def view_entity(store: Store, name: str) -> Entity:
    """The entity with this id. Raises `NotFoundError`."""
    return _compared(store, "entity", Entity, name)


def view_judgements(store: Store) -> tuple[Judgement, ...]:
    """All judgements in order of `(time, id)`, those undone too."""
    rows = store.rows("SELECT body, id FROM judgement ORDER BY judged_at, id")
    return tuple(read_body(body, Judgement, name) for body, name in rows)


def view_comparison(store: Store) -> Comparison:
    """The comparison last recorded; an empty one where there is none."""
    with store.snapshot(), collector_paused():
        return Comparison(**{field: tuple(_view(store, table, kind)) for table, (field, kind) in VIEWS.items()})


def view_story(store: Store) -> Story:
    """All that the ledger holds at one moment."""
    with store.snapshot():
        return Story(
            view_documents(store),
            view_claims(store),
            view_comparison(store),
            view_judgements(store),
            ledger_digest(store),
        )


def view_basis(store: Store) -> Basis:
    """What there is to compare, and of which moment it is."""
    with store.snapshot():
        found = view_documents(store), view_claims(store), view_judgements(store)
        return Basis(*found, record_digest(store), *moment_of(store))


def moment_of(store: Store) -> tuple[int, str]:
    """The last entry of what is read or judged (a run that is closed or stamped is neither), and which comparison is
    held: its hash, "" where there is none.
    """
    last = "SELECT seq FROM entry WHERE kind NOT IN ('run', 'stamp') ORDER BY seq DESC LIMIT 1"
    (entry,), (compared,) = store.row(last) or (0,), store.row("SELECT hash FROM comparison") or ("",)
    return int(entry), str(compared or "")


def ledger_digest(store: Store) -> str:
    """`l1:…` (SHA-256) over the readings that count, the judgements and the comparison, in canonical order.

    Neither paths nor times of reading nor versions are in it; it is read in a stream, whatever the ledger's size.
    """
    with store.snapshot():
        return f"l1:{_sha256((*_hash_lines(store, (*_HASHES, _JUDGEMENT_HASHES)), *_view_lines(_stored_views(store))))}"


def chain_head(store: Store) -> tuple[int, str]:
    """How many entries the hash chain has, and its last link ("" where it has none)."""
    seq, chain = store.row("SELECT seq, chain FROM entry ORDER BY seq DESC LIMIT 1") or (0, "")
    return int(seq), str(chain)


def state(store: Store) -> tuple[int, str]:
    """The last entry that came of reading a report (0 where none did), and the digest of the comparison held ("" where
    there is none).
    """
    with store.snapshot():
        (compared,) = store.row("SELECT digest FROM comparison") or ("",)
        (read,) = store.row("SELECT max(seq) FROM collected") or (None,)
        (again,) = store.row("SELECT max(seq) FROM reading") or (None,)
        return max(int(read or 0), int(again or 0)), str(compared)


def record_digest(store: Store) -> str:
    """`r1:…` (SHA-256) over the documents and claims that count: what a comparison is made of."""
    with store.snapshot():
        return f"r1:{_sha256(_hash_lines(store, _HASHES))}"


def view_digest_of(bodies: Iterable[tuple[str, object]]) -> str:
    """`v1:…` (SHA-256) over `(table, body)` in the tables' order."""
    return f"v1:{_sha256(_view_lines(bodies))}"


def is_compared(store: Store) -> bool:
    """Whether the comparison held was made of the documents and claims held."""
    with store.snapshot():
        made = store.row("SELECT record FROM comparison")
        return made is not None and made[0] == record_digest(store)


@contextmanager
def collector_paused() -> Iterator[None]:
    """Inside, no cycles are looked for."""
    # What is decoded holds no cycles, but the collector would walk it all again and again: of 100,000 claims it takes
    # five sixths of the time.
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _document(body: str, path: str, name: str) -> Document:
    return document_of(read_body(body, Report, name), path)


def _compared(store: Store, table: str, kind: type[T], name: str) -> T:
    row = store.row(f"SELECT body FROM {table} WHERE id = ?", (name,))  # noqa: S608 — the tables are constants
    if row is None:
        raise NotFoundError(f"the ledger {store.name} holds no {table} {name}")
    with collector_paused():  # a source that speaks often has tens of thousands of mentions
        return read_body(row[0], kind, name)


def _view(store: Store, table: str, kind: type[Any]) -> Iterator[Any]:
    sql = f"SELECT body, position FROM {table} ORDER BY position"  # noqa: S608 — the tables are constants
    for body, position in store.rows(sql):
        yield read_body(body, kind, f"{table} {position}")


def _hash_lines(store: Store, queries: Iterable[tuple[str, str]]) -> Iterator[bytes]:
    for table, sql in queries:
        for name, content_hash in store.rows(sql):
            yield canonical([table, name, content_hash])


def _stored_views(store: Store) -> Iterator[tuple[str, object]]:
    for table in VIEWS:
        for (body,) in store.rows(f"SELECT body FROM {table} ORDER BY position"):  # noqa: S608 — constants
            yield table, body


def _view_lines(bodies: Iterable[tuple[str, object]]) -> Iterator[bytes]:
    for table, body in bodies:
        yield canonical([table, digest(bytes_of(body))])


def _sha256(lines: Iterable[bytes]) -> str:
    total = hashlib.sha256()
    for line in lines:
        total.update(line + b"\n")
    return total.hexdigest()
