"""The ledger's records as other programs read them.

Invariant: a record here is the record of `sayso export`.
"""

from collections.abc import Mapping
from typing import Any

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from sayso.export import claim_record, document_record, json_line
from sayso.story import export_story, view_claim, view_document
from sayso.web.desk import Desk, Page

__all__ = ["PAGES"]


def _claim(desk: Desk, request: Request) -> Response:
    """A claim without the entities of its names: only the export resolves those."""
    with desk.ledger() as ledger:
        document, claim = view_claim(ledger, request.path_params["ident"])
    return _json({**claim_record(claim), "sentence": document.text[slice(*claim.sentence)]})


def _document(desk: Desk, request: Request) -> Response:
    with desk.ledger() as ledger:
        document, claims = view_document(ledger, request.path_params["ident"])
    return _json({**document_record(document), "text": document.text, "claims": list(map(claim_record, claims))})


def _export(desk: Desk, _: Request) -> Response:
    # Its lines are made by one thread after another, for as long as somebody reads them: a ledger of its own.
    lines = (f"{line}\n" for line in export_story(desk.place))
    return StreamingResponse(lines, media_type="application/x-ndjson")


def _json(record: Mapping[str, Any]) -> Response:
    return Response(json_line(record), media_type="application/json")


PAGES = (
    Page("/api/claims/{ident}", _claim),
    Page("/api/documents/{ident}", _document),
    Page("/export.jsonl", _export),
)
