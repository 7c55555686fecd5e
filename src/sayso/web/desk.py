"""The desk's pages: the dossier, a search, and the records as other programs read them.

Every request asks the ledger anew, so that the desk shows what is there now. Invariant: the desk writes nothing.
"""

import itertools
import os
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from importlib import resources
from typing import Any
from urllib.parse import urlencode

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response, StreamingResponse
from starlette.routing import Route

from sayso.dossier import build_dossier, render_html
from sayso.errors import NotFoundError, SaysoError, UsageError
from sayso.export import claim_record, document_record, json_line
from sayso.ledger import Hit
from sayso.story import export_story, open_story, search, view_claim, view_document
from sayso.web.guard import POLICY, Guard
from sayso.web.kept import KeptLedgers

__all__ = ["create_app"]

FOUND = 50  # claims on a page of results, at most
# The dossier's own policy, in its head, lets only its own style and script work, by their hashes.
DOSSIER_POLICY = POLICY.replace("style-src 'self'", "style-src 'unsafe-inline'; script-src 'unsafe-inline'")


def create_app(ledger: str | None = None) -> Starlette:
    """The desk over a ledger, as an ASGI application. Without a place it takes the environment's `SAYSO_LEDGER`.

    Servers that start an application by name can so start it too: `uvicorn --factory sayso.web:create_app`.
    """
    desk = _Desk(ledger or os.environ.get("SAYSO_LEDGER") or "sayso.db")
    routes = [
        Route("/", desk.dossier),
        Route("/search", desk.search),
        Route("/claims/{ident}", desk.claim),
        Route("/documents/{ident}", desk.document),
        Route("/export.jsonl", desk.export),
        Route("/desk.css", _style),
    ]
    return Starlette(
        routes=routes,
        middleware=[Middleware(Guard)],
        lifespan=desk.lifespan,
        exception_handlers={NotFoundError: _not_found, SaysoError: _failed, HTTPException: _not_found},
    )


class _Desk:
    """The pages over one ledger. Claims come without the entities of their names: only the export resolves those."""

    def __init__(self, ledger: str) -> None:
        self._ledger = ledger
        self._kept = KeptLedgers(ledger)
        self._templates = Environment(
            loader=PackageLoader("sayso.web"), autoescape=True, undefined=StrictUndefined, trim_blocks=True
        )

    @asynccontextmanager
    async def lifespan(self, _: Starlette) -> AsyncIterator[None]:
        yield
        self._kept.close()

    def dossier(self, _: Request) -> Response:
        with self._kept.one() as ledger:
            page = render_html(build_dossier(open_story(ledger)))
        return HTMLResponse(page, headers={"Content-Security-Policy": DOSSIER_POLICY})

    def search(self, request: Request) -> Response:
        query, after = request.query_params.get("q", ""), request.query_params.get("after")
        found, error = None, None
        try:
            with self._kept.one() as ledger:
                found = search(ledger, query, limit=FOUND, after=after) if query.strip() else None
        except UsageError as wrong:
            error = str(wrong)
        following = f"/search?{urlencode({'q': query, 'after': found.next})}" if found and found.next else None
        shown = [(hit, _pieces(hit)) for hit in found.hits] if found else []
        page = self._templates.get_template("search.html").render(
            query=query, found=found, shown=shown, following=following, error=error
        )
        return HTMLResponse(page, 400 if error else 200)

    def claim(self, request: Request) -> Response:
        with self._kept.one() as ledger:
            document, claim = view_claim(ledger, request.path_params["ident"])
        return _json({**claim_record(claim), "sentence": document.text[slice(*claim.sentence)]})

    def document(self, request: Request) -> Response:
        with self._kept.one() as ledger:
            document, claims = view_document(ledger, request.path_params["ident"])
        return _json({**document_record(document), "text": document.text, "claims": list(map(claim_record, claims))})

    def export(self, _: Request) -> Response:
        # Its lines are made by one thread after another, for as long as somebody reads them: a ledger of its own.
        lines = (f"{line}\n" for line in export_story(self._ledger))
        return StreamingResponse(lines, media_type="application/x-ndjson")


def _style(_: Request) -> Response:
    style = resources.files("sayso.web").joinpath("static/desk.css").read_text(encoding="utf-8")
    return Response(style, media_type="text/css")


def _pieces(hit: Hit) -> list[tuple[str, bool]]:
    """The words of a passage in order, each piece with whether it is what was looked for."""
    places = [hit.passage.start, *(place for span in hit.marked for place in span), hit.passage.end]
    pieces = [hit.document.text[start:end] for start, end in itertools.pairwise(places)]
    return [(piece, number % 2 == 1) for number, piece in enumerate(pieces) if piece]


def _json(record: Mapping[str, Any], status: int = 200) -> Response:
    return Response(json_line(record), status, media_type="application/json")


def _not_found(_: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 404
    return _json({"error": str(error)}, status)


def _failed(_: Request, error: Exception) -> Response:
    return _json({"error": str(error)}, 500)
