"""Search over claims and texts: the same language as on the command line.

Invariant: no markup of a report reaches the page; what was looked for is marked where it stands.
"""

import itertools
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response

from sayso.dossier.catalogue import outlet_of
from sayso.dossier.wording import day_words
from sayso.errors import UsageError
from sayso.ledger import Hit
from sayso.story import search
from sayso.web.desk import Desk, Page

__all__ = ["PAGES", "pieces_of"]

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
    shown = [(hit, pieces_of(hit)) for hit in found.hits] if found else []
    return desk.render(
        request,
        "search.html",
        400 if error else 200,
        asked=query,
        found=found,
        shown=shown,
        following=following,
        error=error,
        outlet_of=outlet_of,
        day_words=day_words,
    )


def pieces_of(hit: Hit) -> list[tuple[str, bool]]:
    """The words of a passage in order, each piece with whether it is what was looked for."""
    text, (start, end) = hit.document.text, hit.passage
    end = start + len(text[start:end].rstrip())  # a sentence runs up to the next one
    places = [start, *(place for span in hit.marked for place in span), end]
    pieces = [text[first:last] for first, last in itertools.pairwise(places)]
    return [(piece, number % 2 == 1) for number, piece in enumerate(pieces) if piece]


PAGES = (Page("/search", _search),)
