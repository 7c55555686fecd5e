"""The list of reports: what was read, partly read and refused, and by whom it was published.

Invariant: every report of the ledger stands on one of the list's pages, those refused too, with the reason.
"""

import re
from collections.abc import Mapping
from functools import partial
from typing import Any, NamedTuple
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response

from sayso.dossier.catalogue import outlet_of
from sayso.dossier.wording import STATUSES, day_words
from sayso.errors import UsageError
from sayso.ledger import Ledger
from sayso.ledger.listing import ReportOrder
from sayso.model import Document, Status
from sayso.web.desk import Desk, Page

__all__ = ["PAGES", "key_of"]

_REPORTS = 50  # on a page
_KEY = re.compile("[0-7]?[0-9a-f]{1,15}")  # as large as a database's numbers are


class Line(NamedTuple):
    """A report in the list, with how many claims of sources and of its outlet it has."""

    document: Document
    outlet: str
    date: str
    status: str
    attributed: int
    own: int


def _list(desk: Desk, request: Request) -> Response:
    with desk.ledger() as ledger:
        counts = desk.overview(ledger).counts
        if request.query_params.get("by") == "outlet":
            return desk.render(request, "outlets.html", counts=counts, **_outlets(desk, ledger, request))
        return desk.render(request, "documents.html", counts=counts, **_reports(ledger, request))


def _reports(ledger: Ledger, request: Request) -> dict[str, Any]:
    asked = request.query_params
    order = asked.get("order", "") if asked.get("order", "") in set(ReportOrder) else ReportOrder.NEWEST.value
    status = asked.get("status", "") if asked.get("status", "") in set(Status) else ""
    outlet = asked.get("outlet", "")
    found = ledger.listing().reports(
        order=ReportOrder(order),
        outlet="" if asked.get("unknown") else outlet or None,
        status=Status(status) if status else None,
        after=key_of(asked.get("after")),
        limit=_REPORTS + 1,
    )
    shown = found[:_REPORTS]
    filters = {"order": order, "status": status, "outlet": outlet, "unknown": asked.get("unknown", "")}
    address = partial(_address, filters)
    return {
        "lines": _lines(ledger, [row.document for row in shown]),
        "order": order,
        "status": status,
        "outlet": outlet,
        "unknown": bool(asked.get("unknown")),
        "further": "after" in asked,
        "statuses": STATUSES,
        "address": address,
        "following": address(after=f"{shown[-1].key:x}") if len(found) > _REPORTS else "",
    }


def _address(filters: Mapping[str, str], **other: str) -> str:
    """The address of the list with these filters and something other."""
    said = {**filters, **other}
    query = urlencode({name: value for name, value in said.items() if value not in ("", ReportOrder.NEWEST)})
    return f"/documents{'?' if query else ''}{query}"


def _lines(ledger: Ledger, idents: list[str]) -> list[Line]:
    documents, claims = ledger.lookup().reports(idents), ledger.listing().claims_in(idents)
    return [
        Line(
            document,
            outlet_of(document) if document.metadata.outlet else "",
            day_words(document.published_on),
            STATUSES[document.status],
            *claims.get(document.id, (0, 0)),
        )
        for document in (documents[ident] for ident in idents)
    ]


def _outlets(desk: Desk, ledger: Ledger, request: Request) -> dict[str, Any]:
    after = request.query_params.get("after")
    if after is None:
        rows = desk.outlets(ledger)
    else:
        rows = desk.memory.get(
            ("outlets", ledger.state(), after), lambda: ledger.listing().outlets(after=after, limit=desk.OUTLETS + 1)
        )
    shown = rows[: desk.OUTLETS]
    following = urlencode({"by": "outlet", "after": shown[-1].outlet}) if len(rows) > desk.OUTLETS else ""
    return {
        "rows": [(row, day_words(row.first), day_words(row.last)) for row in shown],
        "following": following and f"/documents?{following}",
    }


def key_of(after: str | None) -> int | None:
    """The key after which a page begins, as its address has it. Raises `UsageError`."""
    if after is None:
        return None
    if not _KEY.fullmatch(after):
        raise UsageError(f"{after!r} is of no page; list without it, and take what the page before gives")
    return int(after, 16)


PAGES = (Page("/documents", _list),)
