"""The reading view: a report in full with its claims highlighted, and beside each paragraph what is known of them.

Invariant: every claim of the report that is asked for has one place on the page, and the address can name it.
"""

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from sayso.dossier.catalogue import build_catalogue
from sayso.dossier.reports import build_report
from sayso.model import Status, Story
from sayso.story.excerpts import view_report
from sayso.web.beside import OTHERS, at_blocks, build_asides, build_shared, echoed, regions, spot
from sayso.web.desk import Desk, Page

__all__ = ["PAGES"]

_OWN = {"yes": True, "no": False}


def _report(desk: Desk, request: Request) -> Response:
    ident, own = request.path_params["ident"], request.query_params.get("own", "")
    with desk.ledger() as ledger, ledger.lookup().moment():
        story = view_report(ledger, ident, desk.judgements(ledger), others=OTHERS + 1)
        document = next(one for one in story.documents if one.id == ident)
        shown = {"document": document, "custody": ledger.view_custody(ident)}
        if document.status is Status.REFUSED:
            return desk.render(request, "refused.html", **shown)
        return desk.render(request, "reading.html", own=own, **shown, **_read(story, ident, _OWN.get(own)))


def _read(story: Story, ident: str, own: bool | None) -> dict[str, Any]:
    """What the page shows of a report and of its claims: the outlet's `own`, those of sources, or, of None, all."""
    compared = story.comparison
    inside = frozenset(claim.id for claim in story.claims if claim.document == ident)
    catalogue = build_catalogue(story, echoed(compared.propositions, inside))
    claims = catalogue.known(inside)
    shown = [claim for claim in claims if own is None or claim.own is own]
    shared = build_shared(catalogue, compared.reuse, ident)
    places = sorted({(one.span.start, spot(one.span)) for one in shared})
    report = build_report(catalogue, catalogue.documents[ident], shown, places, regions(shared))
    return {
        "report": report,
        "asides": build_asides(catalogue, shown),
        "shared": at_blocks(report.blocks, shared),
        "total": len(claims),
        "owns": sum(claim.own for claim in claims),
    }


PAGES = (Page("/documents/{ident}", _report),)
