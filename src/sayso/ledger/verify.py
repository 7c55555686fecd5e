"""Checking a ledger: every id, hash, link and span is derived again from what lies beneath it.

Beside `view`, and unlike it never stopped by damage: what cannot be read is a fault like any other.
Invariant: a row changed, added or taken out behind the program's back shows as a fault. (Whoever makes the whole chain
anew, or cuts its end off, entries and rows alike, leaves none: against that, note the ledger's digest elsewhere.)
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from sayso.errors import LedgerError
from sayso.ledger.provenance import content_faults
from sayso.ledger.rows import (
    BODIED,
    COLUMNS,
    Report,
    Row,
    bytes_of,
    link,
    plain,
    row_hash,
    shown,
)
from sayso.ledger.store import Store
from sayso.ledger.view import VIEWS, view_digest
from sayso.model import (
    Claim,
    Judgement,
    Metadata,
    Span,
    Status,
    claim_id,
    cut,
    decode,
    digest,
    document_id,
)

__all__ = ["Fault", "verify_ledger"]


@dataclass(frozen=True, slots=True)
class Fault:
    """Something in a ledger that is not as it was recorded: in which table, which row, and what is wrong with it."""

    table: str
    row: str
    what: str


@dataclass(frozen=True, slots=True)
class _Stored:
    """A row of the record as it lies there, with the entry of the chain that vouches for it."""

    seq: int
    row: Row
    body: bytes
    entry: tuple[Any, ...]


def verify_ledger(store: Store) -> tuple[Fault, ...]:
    """All faults of the ledger, in a fixed order; none where it is sound. Damage never raises."""
    faults = list(_guarded(_check_file, store))
    with store.lenient(), store.snapshot():
        for check in (_check_schema, _check_chain, _check_record, _check_views):
            faults += _guarded(check, store)
        faults += _guarded(_check_originals, store)
    return (*faults, *_guarded(_check_search, store))


def _guarded(check: Callable[[Store], Iterable[Fault]], store: Store) -> Iterator[Fault]:
    try:
        yield from check(store)
    except LedgerError as error:
        yield Fault("file", store.name, f"cannot be read: {error.__cause__ or error}")


def _check_file(store: Store) -> Iterator[Fault]:
    for message in store.file_faults():
        yield Fault("file", store.name, message)


def _check_schema(store: Store) -> Iterator[Fault]:
    held, wanted = store.schema_objects()
    for name, definition in wanted.items():
        if held.get(name) != definition:
            yield Fault("schema", name, "is altered" if name in held else "is missing")
    for name in sorted(held.keys() - wanted.keys()):
        # An index or a table more does no harm; a trigger acts unseen on what is written.
        if held[name].upper().startswith(("CREATE TRIGGER", "CREATE RULE")):
            yield Fault("schema", name, "is no trigger of a ledger's")


def _check_chain(store: Store) -> Iterator[Fault]:
    expected, before = 1, ""
    for seq, kind, name, content_hash, previous, chain in store.rows(
        "SELECT seq, kind, name, hash, previous, chain FROM entry ORDER BY seq"
    ):
        if not isinstance(seq, int):
            yield Fault("entry", str(seq), "has no number")
            continue
        if seq != expected:
            yield Fault("entry", str(expected), f"entries from {expected} to {seq - 1} are missing")
        elif previous != before:
            yield Fault("entry", str(seq), "does not follow from the entry before it")
        if kind not in COLUMNS:
            yield Fault("entry", str(seq), f"is of the unknown kind {kind}")
        if _derived(link, seq, kind, name, content_hash, previous) != chain:
            yield Fault("entry", str(seq), "its chain hash does not follow from its content")
        expected, before = seq + 1, chain


def _check_record(store: Store) -> Iterator[Fault]:
    texts = _Texts(store)
    for table in COLUMNS:
        for stored in _stored_rows(store, table):
            for what in (*_row_faults(stored), *_content_faults(stored, texts)):
                yield Fault(table, stored.row.name, what)
        missing = f"""SELECT e.name FROM entry AS e LEFT JOIN {table} AS r ON r.seq = e.seq
            WHERE e.kind = ? AND r.seq IS NULL ORDER BY e.seq"""  # noqa: S608 — the tables are constants
        for (name,) in store.rows(missing, (table,)):
            yield Fault(table, str(name), "is missing: the chain has an entry for it")


def _check_views(store: Store) -> Iterator[Fault]:
    made = store.row("SELECT digest FROM comparison")
    if made is not None and view_digest(store) != made[0]:
        yield Fault("comparison", "", "differs from what was recorded; compare again")
    for table, (_, kind) in VIEWS.items():
        for position, body in store.rows(f"SELECT position, body FROM {table} ORDER BY position"):  # noqa: S608
            for what in _undecodable(bytes_of(body), kind):
                yield Fault(table, str(position), what)


def _check_originals(store: Store) -> Iterator[Fault]:
    for name, what in content_faults(store):
        yield Fault("content", name, what)


def _check_search(store: Store) -> Iterator[Fault]:
    for message in store.index_faults():
        yield Fault("search", "", message)


def _stored_rows(store: Store, table: str) -> Iterator[_Stored]:
    columns = ", ".join(f"r.{column}" for column in COLUMNS[table])
    body = "r.body" if table in BODIED else "NULL"
    order = "r.document, r.seq" if table == "claim" else "r.seq"
    sql = f"""SELECT r.seq, {body}, e.kind, e.name, e.hash, {columns}
        FROM {table} AS r LEFT JOIN entry AS e ON e.seq = r.seq ORDER BY {order}"""  # noqa: S608 — all are constants
    for seq, content, kind, name, content_hash, *values in store.rows(sql):
        row = Row(table, str(values[1] if table == "collected" else values[0]), tuple(values))
        yield _Stored(seq, row, bytes_of(content), (kind, name, content_hash))


def _row_faults(stored: _Stored) -> Iterator[str]:
    row, (kind, name, content_hash) = stored.row, stored.entry
    if kind is None:
        yield "stands outside the chain: no entry vouches for it"
    elif (kind, name) != (row.table, row.name):
        yield f"its entry in the chain is for {kind} {name}"
    elif _derived(row_hash, row.table, row.values) != content_hash:
        yield "its columns differ from what was recorded"
    if row.table in BODIED and digest(stored.body) != row.values[1]:
        yield "its body differs from what was recorded"


def _content_faults(stored: _Stored, texts: "_Texts") -> Iterator[str]:
    check = _CHECKS.get(stored.row.table)
    if check is None:
        return
    try:
        yield from check(stored, texts)
    except (ValueError, OverflowError, RecursionError) as error:
        yield f"its body cannot be read: {error}"


def _document_faults(stored: _Stored, _texts: "_Texts") -> Iterator[str]:
    report = decode(stored.body, Report)
    yield from _column_faults(stored.row, report)
    if report.status is not Status.REFUSED and report.id not in _ids_of(report):
        yield "its id does not follow from its text and metadata"
    if not all(_lies_in(mark.span, report.text) for mark in report.marks):
        yield "a mark lies outside its text"


def _claim_faults(stored: _Stored, texts: "_Texts") -> Iterator[str]:
    claim = decode(stored.body, Claim)
    yield from _column_faults(stored.row, claim)
    source, cue = (part.spans if part else () for part in (claim.source, claim.cue))
    if claim.id != claim_id(claim.document, source, cue, claim.content.spans):
        yield "its id does not follow from its document and places"
    text = texts.of(claim.document)
    if text is None:
        yield f"its document {claim.document} is not in the ledger, or cannot be read"
    else:
        yield from _span_faults(claim, text)


def _judgement_faults(stored: _Stored, _texts: "_Texts") -> Iterator[str]:
    yield from _column_faults(stored.row, decode(stored.body, Judgement))


_CHECKS: dict[str, Callable[[_Stored, "_Texts"], Iterator[str]]] = {
    "document": _document_faults,
    "claim": _claim_faults,
    "judgement": _judgement_faults,
}


def _column_faults(row: Row, value: Report | Claim | Judgement) -> Iterator[str]:
    name, _, _, *others = row.values
    _, _, _, *columns = COLUMNS[row.table]
    for column, held, derived in zip(("id", *columns), (name, *others), (plain(value.id), *shown(value)), strict=True):
        if held != derived:
            yield f"its column {column} does not follow from its body"


def _span_faults(claim: Claim, text: str) -> Iterator[str]:
    parts = [("content", claim.content), ("source", claim.source), ("cue", claim.cue)]
    parts += [("hedge", hedge) for hedge in claim.hedges]
    evidence = [("evidence", offered) for offered in claim.evidence]
    for name, part in (*parts, *evidence):
        if part is None:
            continue
        if not all(_lies_in(span, text) for span in part.spans) or cut(text, part.spans) != part.text:
            yield f"its {name} is not what stands at its place in the document"
    if not _lies_in(claim.sentence, text):
        yield "its sentence lies outside the document"


def _lies_in(span: Span, text: str) -> bool:
    return 0 <= span.start <= span.end <= len(text)


def _ids_of(report: Report) -> tuple[str, str]:
    # A language that was detected, not given, came after the id.
    told = report.metadata
    untold = Metadata(told.title, told.outlet, told.author, told.published, told.url)
    return document_id(report.text, told), document_id(report.text, untold)


class _Texts:
    """The texts of documents by id, the last one kept: claims come in order of their documents."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._last: tuple[str, str | None] | None = None

    def of(self, name: str) -> str | None:
        """The text of a document; None where it is missing or damaged."""
        if self._last is None or self._last[0] != name:
            self._last = (name, self._read(name))
        return self._last[1]

    def _read(self, name: str) -> str | None:
        row = self._store.row("SELECT body FROM current_document WHERE id = ?", (name,))
        try:
            return decode(bytes_of(row[0]), Report).text if row else None
        except (ValueError, RecursionError):
            return None


def _undecodable(body: bytes, kind: type[Any]) -> Iterator[str]:
    try:
        decode(body, kind)
    except (ValueError, RecursionError) as error:
        yield f"its body cannot be read: {error}"


def _derived(derive: Callable[..., str], *values: Any) -> str | None:
    try:
        return derive(*values)
    except (TypeError, ValueError):  # damaged text, which no hash can be taken of
        return None
