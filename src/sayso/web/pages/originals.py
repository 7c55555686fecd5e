"""Originals: who collected the bytes of a report, how and when; and the bytes themselves, as they came.

Invariant: what a report brought never works in a browser: plain text is shown in a sandbox, all else is a download.
"""

import re
from pathlib import PurePosixPath
from urllib.parse import quote, urlsplit

from starlette.requests import Request
from starlette.responses import Response

from sayso.errors import NotFoundError
from sayso.web.desk import Desk, Page
from sayso.web.guard import SANDBOX
from sayso.web.uploads import safe_name

__all__ = ["PAGES"]

_DIGEST = re.compile("[0-9a-f]{64}")
_SHOWN = ("text/plain", "text/markdown", "application/json")
_ENDINGS = {"text/plain": ".txt", "text/markdown": ".md", "text/html": ".html", "application/pdf": ".pdf"}


def _custody(desk: Desk, request: Request) -> Response:
    """How these bytes were had, each time, before anybody opens them."""
    digest = _digest(request)
    with desk.ledger() as ledger:
        keepings, kept = ledger.view_keepings(digest), ledger.keeps_original(digest)
        _require(keepings, digest)
        names = {ident: ledger.view_document(ident).name for ident in {document for document, _ in keepings[:_MOST]}}
    original = keepings[0][1].original
    return desk.render(
        request,
        "original.html",
        digest=digest,
        original=original,
        keepings=keepings[:_MOST],
        more=len(keepings) - _MOST,
        names=names,
        kept=kept,
        shown=_kind(original.media) in _SHOWN,
    )


def _bytes(desk: Desk, request: Request) -> Response:
    digest = _digest(request)
    with desk.ledger() as ledger:
        keepings = ledger.view_keepings(digest)
        _require(keepings, digest)
        content = ledger.view_original(digest)
    custody = keepings[0][1]
    kind = _kind(custody.original.media)
    # What a browser is told that it is, is never what a report's server said.
    told = "text/plain; charset=utf-8" if kind in _SHOWN else "application/octet-stream"
    name = _name(custody.place, kind)
    way = "inline" if kind in _SHOWN and "download" not in request.query_params else "attachment"
    headers = {
        "Content-Security-Policy": SANDBOX,
        "Content-Disposition": f"{way}; filename*=utf-8''{quote(name, safe='')}",
    }
    return Response(content, media_type=told, headers=headers)


def _digest(request: Request) -> str:
    digest: str = request.path_params["digest"]
    if not _DIGEST.fullmatch(digest):
        raise NotFoundError("that is no digest of an original; a claim's page and `sayso trace` show them")
    return digest


def _require(keepings: object, digest: str) -> None:
    if not keepings:
        raise NotFoundError(f"no report was made of bytes with the digest {digest}")


def _kind(media: str) -> str:
    return media.partition(";")[0].strip().lower()


def _name(place: str, kind: str) -> str:
    """A file's own name for a download; of an address the last part of its path."""
    try:
        path = urlsplit(place).path if "://" in place else place
    except ValueError:
        path = ""
    name = safe_name(PurePosixPath(path).name.partition(":")[0])
    ending = _ENDINGS.get(kind, "")
    return name if PurePosixPath(name).suffix or not ending else f"{name}{ending}"


_MOST = 100  # keepings on a page: bytes that are all alike, such as an empty page, may have been had many times
PAGES = (Page("/originals/{digest}", _custody), Page("/originals/{digest}/bytes", _bytes))
