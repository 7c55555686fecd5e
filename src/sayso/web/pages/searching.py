"""Search over claims and texts: the same language as on the command line.

Invariant: no markup of a report reaches the page; what was looked for is marked where it stands.
"""

import itertools
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response

from sayso.errors import UsageError
from sayso.ledger import Hit
from sayso.story import search
from sayso.web.desk import Desk, Page

__all__ = ["PAGES"]

_FOUND = 50  # claims on a page of results, at most


def _search(desk: Desk, request: Request) -> Response:
    query, after = request.query_params.get("q", ""), request.query_params.get("after")
    found, error = None, None
    try:
        with desk.ledger() as ledger:
            found = search(ledger, query, limit=_FOUND, after=after) if query.strip() else None
    except UsageError as wrong:
        error = str(wrong)
    following = f"/search?{urlencode({'q': query, 'after': found.next})}" if found and found.next else None
    shown = [(hit, _pieces(hit)) for hit in found.hits] if found else []
    return desk.render(
        request,
        "search.html",
        400 if error else 200,
        asked=query,
        found=found,
        shown=shown,
        following=following,
        error=error,
    )


def _pieces(hit: Hit) -> list[tuple[str, bool]]:
    """The words of a passage in order, each piece with whether it is what was looked for."""
    places = [hit.passage.start, *(place for span in hit.marked for place in span), hit.passage.end]
    pieces = [hit.document.text[start:end] for start, end in itertools.pairwise(places)]
    return [(piece, number % 2 == 1) for number, piece in enumerate(pieces) if piece]


PAGES = (Page("/search", _search),)
