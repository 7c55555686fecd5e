"""The rows of a record: values as the tables hold them, and their place in the hash chain.

Between the model's values and the engine: `record` writes these rows, `view` and `verify` read them back.
Invariant: a row follows from a value and the program that read it, and the value comes back from its body unchanged.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, TypeVar

import msgspec

from sayso.errors import LedgerError
from sayso.model import (
    Claim,
    Custody,
    Document,
    Judgement,
    Mark,
    Metadata,
    Original,
    Status,
    canonical,
    decode,
    digest,
    tagged,
)

__all__ = [
    "BODIED",
    "COLUMNS",
    "ENTRY_COLUMNS",
    "TAGS",
    "Report",
    "Row",
    "Token",
    "Value",
    "bytes_of",
    "claim_row",
    "collected_row",
    "custody_row",
    "damaged",
    "document_of",
    "document_row",
    "dropped_row",
    "judgement_row",
    "link",
    "name_of",
    "original_row",
    "plain",
    "program_row",
    "rank_of",
    "read_body",
    "reading_row",
    "row_hash",
    "shown",
    "stored_columns",
    "token_id",
    "token_row",
    "utc",
    "write_body",
]

T = TypeVar("T")
Value = str | int | None

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "program": ("version",),
    "document": ("id", "hash", "program", "rank", "title", "published"),
    "collected": ("document", "path", "collected_at", "program"),
    "claim": (
        *("id", "hash", "program", "document", "position", "form"),
        *("source", "source_kind", "source_text", "content", "cue"),
    ),
    "judgement": ("id", "hash", "program", "target", "judged_at"),
    "original": ("digest", "size", "media"),
    "custody": ("original", "collected", "means", "place", "collector", "collected_at", "kept", "program"),
    "reading": ("document", "program", "rank", "whole", "read_at"),
    "dropped": ("claim", "document", "program"),
    "run": ("root", "first", "last", "sealed_at", "program"),
    "stamp": ("id", "hash", "program", "root"),
}
"""Record table → its columns, without `seq` before them and `body` behind them."""

BODIED = frozenset({"document", "claim", "judgement", "stamp"})
"""The record tables whose rows end in a body, the canonical JSON of a value."""

ENTRY_COLUMNS = ("seq", "kind", "name", "hash", "previous", "chain")
"""The columns of the hash chain."""

TAGS: Mapping[str, str] = {"d1": "document", "c1": "claim", "j1": "judgement"}
"""What the ids of rows begin with → their table."""

_RANK = {Status.REFUSED: 0, Status.PARTLY: 1, Status.READ: 2}
_UNWRITABLE = re.compile("[\0\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a record table: its values in the order of `COLUMNS`, its body, and what people call it."""

    table: str
    name: str
    values: tuple[Value, ...]
    body: str | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """A document without its path: the same report met elsewhere is the same row."""

    id: str
    text: str
    metadata: Metadata
    status: Status
    reason: str | None
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Token:
    """What an authority answered when it was asked to stamp the root of a run: its reply, as it came (RFC 3161)."""

    id: str
    root: str
    reply: bytes


def program_row(version: str) -> Row:
    """The row for a version of the program."""
    return Row("program", version, (version,))


def document_row(document: Document, program: int) -> Row:
    """The row for one reading of a report. Raises `LedgerError` where the value cannot come back unchanged."""
    marks = tuple(document.marks)
    report = Report(document.id, document.text, document.metadata, document.status, document.reason, marks)
    return _bodied("document", report, Report, program)


def collected_row(document: Document, at: datetime, program: int) -> Row:
    """The row for the place where a report was met."""
    path = _writable(document.path)
    return Row("collected", path, (document.id, path, utc(at), program))


def claim_row(claim: Claim, program: int) -> Row:
    """The row for one reading of a claim. Raises `LedgerError` where the value cannot come back unchanged."""
    return _bodied("claim", claim, Claim, program)


def judgement_row(judgement: Judgement, program: int) -> Row:
    """The row for a judgement. Raises `LedgerError` where the value cannot come back unchanged."""
    return _bodied("judgement", judgement, Judgement, program)


def original_row(original: Original) -> Row:
    """The row that names the bytes of an input; the bytes themselves lie in the table `content`."""
    return Row("original", original.digest, (original.digest, original.size, plain(original.media)))


def custody_row(custody: Custody, collected: int, at: datetime, program: int) -> Row:
    """The row for how bytes were had of which the report that was `collected` (the `seq` of a row) was made."""
    original, told = custody.original, (custody.means.value, _writable(custody.place), _writable(custody.by))
    kept = int(original.packed is not None)
    return Row("custody", original.digest, (original.digest, collected, *told, utc(at), kept, program))


def reading_row(document: Document, at: datetime, program: int, *, whole: bool) -> Row:
    """The row for a reading of a report, `whole` where nothing was left out on purpose."""
    return Row("reading", document.id, (document.id, program, rank_of(document), int(whole), utc(at)))


def dropped_row(claim: str, document: str, program: int) -> Row:
    """The row for a claim that a newer program no longer finds."""
    return Row("dropped", claim, (claim, document, program))


def rank_of(document: Document) -> int:
    """How completely a report was read: 2 for read, 1 for partly, 0 for refused."""
    return _RANK[document.status]


def token_id(root: str, reply: bytes) -> str:
    """`t1:…` over what was stamped and the authority's reply."""
    return tagged("t1", [root, reply])


def token_row(token: Token, program: int) -> Row:
    """The row for what an authority answered."""
    return _bodied("stamp", token, Token, program)


def name_of(table: str, values: Sequence[Any]) -> str:
    """What people call a row with these columns."""
    return str(values[1] if table == "collected" else values[0])


def shown(value: Any) -> tuple[Value, ...]:
    """The columns that repeat what a body says, for queries and for search: all but id, hash and program.

    `value` is a report, a judgement, a token, or whatever has those fields of a claim that its columns repeat.
    """
    if isinstance(value, Report):
        return (_RANK[value.status], plain(value.metadata.title or ""), plain(value.metadata.published or ""))
    if isinstance(value, Judgement):
        return (plain(value.on), utc(value.at))
    if isinstance(value, Token):
        return (value.root,)
    position = min((start for start, _ in value.content.spans), default=0)
    return (value.document, position, value.form.value, *_shown_words(value))


def plain(text: str) -> str:
    """`text` as a column holds it: no column of PostgreSQL takes a NUL. The body keeps the words unchanged."""
    return text.replace("\0", "\N{REPLACEMENT CHARACTER}")


def document_of(report: Report, path: str) -> Document:
    """The document that a report is, met at `path`."""
    return Document(report.id, report.text, report.metadata, path, report.status, report.reason, report.marks)


def write_body(value: T, kind: type[T], name: str) -> tuple[str, str]:
    """The canonical JSON of `value` and its SHA-256. Raises `LedgerError` where it would not come back unchanged."""
    try:
        data = canonical(value)
        same = decode(data, kind) == value
    except (TypeError, ValueError) as error:
        raise LedgerError(f"{name} cannot be recorded: {error}") from error
    if not same:
        raise LedgerError(f"{name} cannot be recorded: its {kind.__name__.lower()} would not come back unchanged")
    return data.decode(), digest(data)


def read_body(body: str | bytes, kind: type[T], name: str) -> T:
    """The value of a body. Raises `LedgerError` where it is damaged."""
    try:
        return decode(body, kind)
    except (msgspec.MsgspecError, UnicodeError, RecursionError) as error:
        raise damaged(name, error) from error


def damaged(name: str, error: Exception) -> LedgerError:
    """What is raised of a row whose body cannot be read."""
    return LedgerError(f"{name} is damaged in the ledger ({error}); `sayso verify` lists all faults")


def bytes_of(body: object) -> bytes:
    """A body as it lies in the database; damage may have made it of any type."""
    return body if isinstance(body, bytes) else str(body).encode("utf-8", "surrogateescape")


def stored_columns(table: str) -> tuple[str, ...]:
    """All columns of a record table, in their order."""
    return ("seq", *COLUMNS[table], *(("body",) if table in BODIED else ()))


def row_hash(table: str, values: tuple[Any, ...]) -> str:
    """SHA-256 over a row's columns; the body counts through its own hash among them."""
    return digest(canonical([table, *values]))


def link(seq: int, kind: str, name: str, content_hash: str, previous: str) -> str:
    """The chain hash of an entry: over its own columns and the chain hash before it."""
    return digest(canonical([seq, kind, name, content_hash, previous]))


def _bodied(table: str, value: Any, kind: type[Any], program: int) -> Row:
    body, content_hash = write_body(value, kind, value.id)
    name = plain(value.id)
    return Row(table, name, (name, content_hash, program, *shown(value)), body)


def _shown_words(claim: Any) -> tuple[str | None, ...]:
    source, cue = claim.source, claim.cue
    whose = (plain(source.name), source.kind.value, plain(source.text)) if source else (None, None, None)
    return (*whose, plain(claim.content.text), plain(cue.text) if cue else None)


def _writable(path: str) -> str:
    # A file name that is no valid Unicode comes with surrogates, which no database takes.
    return _UNWRITABLE.sub(lambda found: f"\\u{ord(found.group()):04x}", path)


def utc(moment: datetime) -> str:
    """A moment as a column holds it, in UTC; texts of it are in order of time."""
    aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return aware.astimezone(UTC).isoformat(timespec="microseconds")
