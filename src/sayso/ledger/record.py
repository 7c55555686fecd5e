"""Writing: what is read, judged and compared goes into the record, a row and its link of the hash chain at a time.

After `claims` and `crossdoc` have made the values, before `view` gives them back.
Invariant: a row is added only where the record does not yet hold what it says; reading twice adds nothing.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any

from sayso.errors import LedgerError, NotFoundError
from sayso.ledger.indexing import index_document
from sayso.ledger.members import members_fit, record_members
from sayso.ledger.provenance import keep_content, new_custody
from sayso.ledger.readings import Past, past_of
from sayso.ledger.rows import (
    BODIED,
    ENTRY_COLUMNS,
    Row,
    Token,
    claim_row,
    collected_row,
    document_row,
    judgement_row,
    link,
    plain,
    program_row,
    row_hash,
    stored_columns,
    token_id,
    token_row,
    write_body,
)
from sayso.ledger.runs import Run, is_open, newest_run, run_row, seal_entries
from sayso.ledger.store import Store
from sayso.ledger.view import (
    COMPARISON_COLUMNS,
    VIEW_COLUMNS,
    VIEWS,
    Basis,
    chain_head,
    moment_of,
    record_digest,
    view_digest_of,
)
from sayso.model import Claim, Comparison, Custody, Document, Judgement, canonical

__all__ = [
    "Stamp",
    "record_comparison",
    "record_document",
    "record_judgement",
    "record_run",
    "record_stamp",
]


@dataclass(frozen=True, slots=True)
class Stamp:
    """Who writes, and when."""

    version: str
    at: datetime


def record_document(
    store: Store,
    document: Document,
    claims: Sequence[Claim],
    stamp: Stamp,
    custody: Custody | None = None,
    *,
    whole: bool = True,
) -> bool:
    """Records one reading of a report with its claims, as a whole or not at all; True if anything was new.

    `whole` says that no claims were left out on purpose: what an older program found and this one does not, counts no
    longer. `custody` is how its bytes were had, where there are any.
    """
    strangers = [claim.id for claim in claims if claim.document != document.id]
    if strangers:
        raise LedgerError(f"the claim {strangers[0]} is not of the document {document.id} that it was given with")
    with store.transaction():
        program = _program(store, stamp.version)
        past = past_of(store, plain(document.id), program, whole=whole)
        rows = [
            *_new_document(past, document_row(document, program)),
            *_new_place(store, collected_row(document, stamp.at, program)),
            *past.reading(document, stamp.at),
            *_new_claims(past, [claim_row(claim, program) for claim in claims]),
            *past.missed({plain(claim.id) for claim in claims}),
        ]
        _append(store, rows)
        if past.touches(rows):
            index_document(store, plain(document.id))
        kept = [] if custody is None else list(new_custody(store, document, custody, stamp.at, program))
        _append(store, kept)
        if custody is not None:
            keep_content(store, custody.original)
    return bool(rows or kept)


def record_judgement(store: Store, judgement: Judgement, stamp: Stamp) -> None:
    """Records a judgement. Raises `LedgerError` where another one has its id: judgements are undone, not changed."""
    with store.transaction():
        row = judgement_row(judgement, _program(store, stamp.version))
        held = store.row("SELECT hash FROM judgement WHERE id = ?", (row.name,))
        if held is None:
            _append(store, [row])
        elif held[0] != row.values[1]:
            raise LedgerError(f"the judgement {judgement.id} is recorded with other content; undo it and make another")


def record_run(store: Store, stamp: Stamp) -> Run | None:
    """Closes the run of all that was recorded since the last, and gives it; the last one where nothing was."""
    with store.transaction():
        newest = newest_run(store)
        if not is_open(store, newest):
            return newest
        program, first = _program(store, stamp.version), newest.last + 1 if newest else 1
        root, last = seal_entries(store, first)
        _append(store, [run_row(root, first, last, stamp.at, program)])
        return newest_run(store)


def record_stamp(store: Store, root: str, reply: bytes, stamp: Stamp) -> bool:
    """Records what an authority answered for the root of a run; True if that was new. Raises `NotFoundError`."""
    with store.transaction():
        if store.row("SELECT 1 FROM run WHERE root = ?", (root,)) is None:
            raise NotFoundError(f"the ledger {store.name} holds no run with the root {root}")
        token = Token(token_id(root, reply), root, reply)
        if store.row("SELECT 1 FROM stamp WHERE id = ?", (token.id,)) is not None:
            return False
        _append(store, [token_row(token, _program(store, stamp.version))])
        return True


def record_comparison(store: Store, comparison: Comparison, basis: Basis | None = None, *, late: bool = False) -> bool:
    """Puts `comparison` in the place of the one held; nothing is written where it is the same, of the same record.

    `basis` is what was compared, where others may write: False, and nothing written, where more has been read or judged
    since; or if it may come `late`, where another comparison has been put there since.
    """
    rows = {table: list(_view_rows(table, getattr(comparison, field))) for table, (field, _) in VIEWS.items()}
    with store.transaction():
        if basis is not None and not _is_due(basis, moment_of(store), late=late):
            return False
        views = view_digest_of((table, row[2]) for table in rows for row in rows[table])
        counts = canonical({table: len(held) for table, held in rows.items()}).decode()
        told = (basis.record if basis else record_digest(store), views, counts)
        made = (*told, row_hash("comparison", told))
        held = store.row("SELECT record, digest, counts, hash FROM comparison")
        if held == made and _stand(store, rows) and members_fit(store):
            return True
        _replace_views(store, rows)
        record_members(store, comparison)
        store.run("DELETE FROM comparison")
        store.add("comparison", COMPARISON_COLUMNS, [made])
    return True


def _program(store: Store, version: str) -> int:
    known = store.row("SELECT seq FROM program WHERE version = ?", (version,))
    return int(known[0]) if known else _append(store, [program_row(version)])


def _new_document(past: Past, row: Row) -> Iterator[Row]:
    _, content_hash, _, rank, *_ = row.values
    if past.adds_report(int(rank or 0), str(content_hash)):
        yield row


def _new_place(store: Store, row: Row) -> Iterator[Row]:
    document, path, *_ = row.values
    if store.row("SELECT 1 FROM collected WHERE document = ? AND path = ?", (document, path)) is None:
        yield row


def _new_claims(past: Past, rows: Iterable[Row]) -> Iterator[Row]:
    """The rows that are needed; of two that one reading has of a claim, the one that would count."""
    last: dict[str, Row] = {}
    for row in rows:
        last[row.name] = max(last.get(row.name, row), row, key=lambda row: str(row.values[1]))
    return (row for row in last.values() if past.adds_claim(row.name, str(row.values[1])))


def _append(store: Store, rows: Sequence[Row]) -> int:
    last, previous = chain_head(store)
    entries = []
    for seq, row in enumerate(rows, start=last + 1):
        content_hash = row_hash(row.table, row.values)
        chain = link(seq, row.table, row.name, content_hash, previous)
        entries.append((seq, row.table, row.name, content_hash, previous, chain))
        previous = chain
    store.add("entry", ENTRY_COLUMNS, entries)
    for table, group in groupby(enumerate(rows, start=last + 1), key=lambda numbered: numbered[1].table):
        store.add(table, stored_columns(table), (_values(seq, row) for seq, row in group))
    return last + len(rows)


def _values(seq: int, row: Row) -> tuple[Any, ...]:
    return (seq, *row.values, row.body) if row.table in BODIED else (seq, *row.values)


def _view_rows(table: str, values: Iterable[Any]) -> Iterator[tuple[int, str | None, str, str]]:
    for position, value in enumerate(values):
        name = getattr(value, "id", None)
        body, content_hash = write_body(value, VIEWS[table][1], name or f"{table} {position}")
        yield position, name, body, row_hash(table, (position, name, content_hash))


def _is_due(basis: Basis, now: tuple[int, str], *, late: bool) -> bool:
    entry, compared = now
    return entry == basis.entry or (late and compared == basis.compared)


def _stand(store: Store, rows: Mapping[str, Sequence[tuple[Any, ...]]]) -> bool:
    """Whether the view tables hold just these rows."""
    columns = ", ".join(VIEW_COLUMNS)
    return all(
        list(store.rows(f"SELECT {columns} FROM {table} ORDER BY position")) == held  # noqa: S608 — constants
        for table, held in rows.items()
    )


def _replace_views(store: Store, rows: Mapping[str, Sequence[tuple[Any, ...]]]) -> None:
    for table in VIEWS:
        store.run(f"DELETE FROM {table}")  # noqa: S608 — the tables are constants
        store.add(table, VIEW_COLUMNS, rows[table])
