"""The list of sources: who speaks, how much, in how many reports, and how reliable people hold them to be.

Invariant: every source that has a claim stands on one of the list's pages.
"""

from collections.abc import Sequence
from typing import NamedTuple
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response

from sayso.dossier.wording import KINDS
from sayso.ledger import Ledger
from sayso.ledger.listing import SourceOrder
from sayso.ledger.lookup import Head
from sayso.model import Rated, SourceKind
from sayso.story.excerpts import view_ratings
from sayso.web.desk import Desk, Page

__all__ = ["PAGES"]

_SOURCES = 50  # on a page


class Line(NamedTuple):
    """A source in the list; `reports` is 0 while they are not counted yet, `rated` empty where nobody rated it."""

    head: Head
    kind: str
    reports: int
    rated: str


def _list(desk: Desk, request: Request) -> Response:
    asked = request.query_params
    kind = asked.get("kind", "") if asked.get("kind", "") in set(SourceKind) else ""
    words = asked.get("q", "").strip()
    order = SourceOrder.NAME if asked.get("order") == SourceOrder.NAME else SourceOrder.CLAIMS
    after = (asked["value"], asked["after"]) if "value" in asked and "after" in asked else None
    with desk.ledger() as ledger:
        found = ledger.listing().sources(
            order=order, kind=SourceKind(kind) if kind else None, words=words, after=after, limit=_SOURCES + 1
        )
        lines = _lines(desk, ledger, found[:_SOURCES])
    filters = {"kind": kind, "q": words, "order": order.value}
    last = found[_SOURCES - 1] if len(found) > _SOURCES else None
    value = "" if last is None else last.name if order is SourceOrder.NAME else str(last.claims)
    return desk.render(
        request,
        "sources.html",
        lines=lines,
        kinds={kind.value: words for kind, words in KINDS.items()},
        kind=kind,
        asked=words,
        order=order.value,
        further=after is not None,
        following=f"/sources?{urlencode(filters | {'value': value, 'after': last.id})}" if last else "",
    )


def _lines(desk: Desk, ledger: Ledger, heads: Sequence[Head]) -> list[Line]:
    reports, ratings = desk.reports_by_source(ledger), view_ratings(ledger, desk.judgements(ledger))
    rated = {head.id: ratings.of(head.id, head.name, head.kind) for head in heads}
    letters = {ident: j.change.reliability for ident, j in rated.items() if j and isinstance(j.change, Rated)}
    return [Line(head, KINDS[head.kind], reports.get(head.id, 0), letters.get(head.id, "")) for head in heads]


PAGES = (Page("/sources", _list),)
