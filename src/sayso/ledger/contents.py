"""What a row's body says, checked against its columns, its id, and the text that its words stand in.

Below `stretches`, which hands in the rows. Invariant: every column and every span is derived again, and every id but
a judgement's, which is held to its body; of a claim only what that needs is decoded: there may be a million of them.
"""

from collections import OrderedDict
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import msgspec

from sayso.ledger.rows import COLUMNS, Report, Token, Value, bytes_of, plain, shown, token_id
from sayso.ledger.store import Store
from sayso.model import (
    EvidenceKind,
    Form,
    Interval,
    Judgement,
    Metadata,
    SourceKind,
    Status,
    claim_id,
    claim_ids,
    cut,
    decode,
    digest,
    document_id,
)

__all__ = ["Texts", "content_faults", "read_whole"]

_KEPT = 64  # texts held: claims mostly stand beside the document that they are of
Place = tuple[int, int]
_Places = tuple[Place, ...]
_Found = tuple[str, tuple[str, str] | None]
_NOBODY = (None, None, None)
_NOWHERE: tuple[str, _Places, _Places, _Places] = ("", (), (), ())
_TYPES: Mapping[str, type[Any]] = {"document": Report, "judgement": Judgement, "stamp": Token}


class _Part(msgspec.Struct, gc=False):
    text: str
    spans: tuple[Place, ...]


class _Whose(_Part, gc=False):
    name: str
    kind: SourceKind


class _Offered(_Part, gc=False):
    kind: EvidenceKind


class _Claim(msgspec.Struct, gc=False):
    """Of a claim what its columns, its id, its places and its row in the index rest on."""

    id: str
    document: str
    form: Form
    source: _Whose | None
    cue: _Part | None
    content: _Part
    sentence: Place
    hedges: tuple[_Part, ...]
    evidence: tuple[_Offered, ...]
    said_at: Interval | None
    event_time: Interval | None


class _Text(msgspec.Struct, gc=False):
    text: str
    metadata: Metadata
    status: Status


_decode_claim = msgspec.json.Decoder(_Claim).decode
_decode_text = msgspec.json.Decoder(_Text).decode
_Held = tuple[_Text | Report | None, bool]


class Texts:
    """The documents of claims by id, with their texts: those that were read already, of others those asked for last."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._read_already: dict[str, _Held] = {}
        self._kept: OrderedDict[str, _Held] = OrderedDict()

    def of(self, name: str) -> _Held:
        """A document, None where it is missing or damaged; and whether it is as it was recorded."""
        read = self._read_already.get(name)
        if read:
            return read
        if name not in self._kept:
            self._kept[name] = self._read(name)
            if len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
        self._kept.move_to_end(name)
        return self._kept[name]

    def keep(self, name: str, document: Report) -> None:
        """Keeps a document that was read, is as it was recorded, and counts."""
        self._read_already[name] = document, True

    def _read(self, name: str) -> _Held:
        row = self._store.row("SELECT body, hash FROM current_document WHERE id = ?", (name,))
        if row is None:
            return None, False
        body = bytes_of(row[0])
        try:
            return _decode_text(body), digest(body) == row[1]
        except (ValueError, RecursionError):
            return None, False


def read_whole(table: str, rows: Sequence[tuple[Value, ...]], bodies: Sequence[bytes], texts: Texts) -> list[Any]:
    """The values of bodies that fit their columns, their ids and their texts, asked in the quickest way, as nearly all
    do; of a claim what this module and the index need. None in place of those of which `content_faults` is to be asked.
    """
    if table == "claim":
        return _read_claims(rows, bodies, texts)
    return [_read_one(table, values, body, texts) for values, body in zip(rows, bodies, strict=True)]


def content_faults(table: str, values: Sequence[Value], body: bytes, texts: Texts) -> Iterator[_Found]:
    """What is wrong with a body, and of which row's fault it would be a consequence."""
    check = _CHECKS.get(table)
    if check is None:
        return
    try:
        yield from check(values, body, texts)
    except (ValueError, OverflowError, RecursionError) as error:
        yield f"its body cannot be read: {error}", None


def _document_faults(values: Sequence[Value], body: bytes, _texts: Texts) -> Iterator[_Found]:
    report = decode(body, Report)
    yield from _column_faults("document", values, report)
    if report.status is not Status.REFUSED and not any(report.id == due for due in _ids_of(report)):
        yield "its id does not follow from its text and metadata", None
    if not all(_lies_in(mark.span, report.text) for mark in report.marks):
        yield "a mark lies outside its text", None


def _claim_faults(values: Sequence[Value], body: bytes, texts: Texts) -> Iterator[_Found]:
    claim = _decode_claim(body)
    yield from _column_faults("claim", values, claim)
    source, cue = claim.source.spans if claim.source else (), claim.cue.spans if claim.cue else ()
    if claim.id != claim_id(claim.document, source, cue, claim.content.spans):
        yield "its id does not follow from its document and places", None
    document, sound = texts.of(claim.document)
    cause = None if sound else ("document", claim.document)
    if document is None:
        yield f"its document {claim.document} is not in the ledger, or cannot be read", cause
        return
    for what in _misplaced(claim, document.text):
        yield what, cause


def _read_one(table: str, values: tuple[Value, ...], body: bytes, texts: Texts) -> Any:
    try:
        value = decode(body, _TYPES[table])
        return None if any(_CHECKS[table](values, body, texts)) else value
    except (ValueError, OverflowError, RecursionError):
        return None


def _read_claims(rows: Sequence[tuple[Value, ...]], bodies: Sequence[bytes], texts: Texts) -> list[_Claim | None]:
    claims = [_read_claim(body) for body in bodies]
    try:
        ids = claim_ids([_places(claim) if claim else _NOWHERE for claim in claims])
    except OverflowError:  # a place that no number of a database is as great as
        return [None] * len(claims)
    return [
        claim if claim and name == values[0] and _is_whole(values, claim, texts) else None
        for values, claim, name in zip(rows, claims, ids, strict=True)
    ]


def _read_claim(body: bytes) -> _Claim | None:
    try:
        return _decode_claim(body)
    except (ValueError, RecursionError):
        return None


def _places(claim: _Claim) -> tuple[str, _Places, _Places, _Places]:
    source, cue = claim.source, claim.cue
    return claim.document, source.spans if source else (), cue.spans if cue else (), claim.content.spans


def _is_whole(values: tuple[Value, ...], claim: _Claim, texts: Texts) -> bool:
    """Whether all of a claim but its id fits; of one with words that no column holds unchanged it is not said."""
    source, cue, content = claim.source, claim.cue, claim.content
    position = content.spans[0][0] if len(content.spans) == 1 else min((start for start, _ in content.spans), default=0)
    whose = (source.name, source.kind, source.text) if source else _NOBODY
    shown = (claim.document, position, claim.form, *whose, content.text, cue.text if cue else None)
    if values[3:] != shown or values[0] != claim.id:
        return False
    document, _ = texts.of(claim.document)
    return document is not None and _all_stand(claim, document.text)


def _all_stand(claim: _Claim, text: str) -> bool:
    size = len(text)
    for part in (claim.content, claim.source, claim.cue, *claim.hedges, *claim.evidence):
        if part is None:
            continue
        spans = part.spans
        if len(spans) == 1:
            start, end = spans[0]
            if 0 <= start <= end <= size and text[start:end] == part.text:
                continue
        if not _stands(part, text):
            return False
    start, end = claim.sentence
    return 0 <= start <= end <= size


def _judgement_faults(values: Sequence[Value], body: bytes, _texts: Texts) -> Iterator[_Found]:
    yield from _column_faults("judgement", values, decode(body, Judgement))


def _stamp_faults(values: Sequence[Value], body: bytes, _texts: Texts) -> Iterator[_Found]:
    token = decode(body, Token)
    yield from _column_faults("stamp", values, token)
    if token.id != token_id(token.root, token.reply):
        yield "its id does not follow from its root and its token", None


_CHECKS: Mapping[str, Callable[[Sequence[Value], bytes, Texts], Iterator[_Found]]] = {
    "document": _document_faults,
    "claim": _claim_faults,
    "judgement": _judgement_faults,
    "stamp": _stamp_faults,
}


def _column_faults(table: str, values: Sequence[Value], value: Any) -> Iterator[_Found]:
    name, _, _, *others = values
    wanted = (plain(value.id), *shown(value))
    if (name, *others) == wanted:
        return
    _, _, _, *columns = COLUMNS[table]
    for column, held, right in zip(("id", *columns), (name, *others), wanted, strict=True):
        if held != right:
            yield f"its column {column} does not follow from its body", None


def _misplaced(claim: _Claim, text: str) -> Iterator[str]:
    named: list[tuple[str, _Part | None]] = [("content", claim.content), ("source", claim.source), ("cue", claim.cue)]
    named += [("hedge", hedge) for hedge in claim.hedges]
    named += [("evidence", offered) for offered in claim.evidence]
    for name, part in named:
        if part is not None and not _stands(part, text):
            yield f"its {name} is not what stands at its place in the document"
    if not _lies_in(claim.sentence, text):
        yield "its sentence lies outside the document"


def _stands(part: _Part, text: str) -> bool:
    return all(_lies_in(span, text) for span in part.spans) and cut(text, part.spans) == part.text


def _lies_in(span: Place, text: str) -> bool:
    start, end = span
    return 0 <= start <= end <= len(text)


def _ids_of(report: Report) -> Iterator[str]:
    told = report.metadata
    yield document_id(report.text, told)
    # A language that was detected, not given, came after the id.
    yield document_id(report.text, Metadata(told.title, told.outlet, told.author, told.published, told.url))
