"""The dossier from the desk: the whole story or what is chosen of it, in the form that is asked for.

Invariant: what is given is what `sayso dossier` writes; a page that is opened may do only what the dossier's own policy
allows.
"""

from collections.abc import Sequence
from typing import NamedTuple

from starlette.requests import Request
from starlette.responses import Response

from sayso.ledger import Ledger
from sayso.model import Proposition, Question
from sayso.story import Overview, Selection, make_dossier, render_dossier
from sayso.web.desk import Desk, Page
from sayso.web.guard import DOSSIER

__all__ = ["PAGES"]

_MOST = 5_000  # claims in one dossier
_OFFERED = 40  # questions, and statements, to choose from
_MEDIA = {
    "html": "text/html; charset=utf-8",
    "md": "text/markdown; charset=utf-8",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


class _Choice(NamedTuple):
    """Something that can be chosen, and whether it is."""

    ident: str
    text: str
    chosen: bool


def _form(desk: Desk, request: Request) -> Response:
    chosen = _selection(request)
    with desk.ledger() as ledger:
        overview = desk.overview(ledger)
        ranking = desk.ranking(ledger)
        questions = _questions(ledger, ranking.questions, chosen)
        propositions = _propositions(ledger, [one.proposition for one in ranking.carried], chosen)
        sources = _sources(ledger, chosen)
    return desk.render(
        request,
        "dossier_form.html",
        groups=[
            group for group in (("question", questions), ("proposition", propositions), ("source", sources)) if group[1]
        ],
        whole=_claims(overview) <= _MOST,
        claims=_claims(overview),
        most=_MOST,
        chosen=bool(chosen),
    )


def _questions(ledger: Ledger, ranked: Sequence[str], chosen: Selection) -> list[_Choice]:
    offered = _offered(ranked, chosen.questions)
    texts = {one.id: one.text for one in ledger.lookup().wholes(Question, offered)}
    return [_Choice(ident, texts[ident], ident in chosen.questions) for ident in offered if ident in texts]


def _propositions(ledger: Ledger, carried: Sequence[str], chosen: Selection) -> list[_Choice]:
    offered = _offered(carried, chosen.propositions)
    texts = {one.id: one.text for one in ledger.lookup().wholes(Proposition, offered)}
    return [_Choice(ident, texts[ident], ident in chosen.propositions) for ident in offered if ident in texts]


def _sources(ledger: Ledger, chosen: Selection) -> list[_Choice]:
    offered = _offered([head.id for head in ledger.listing().sources(limit=_OFFERED)], chosen.sources)
    names = ledger.lookup().names(offered)
    return [_Choice(ident, names[ident], ident in chosen.sources) for ident in offered if ident in names]


def _offered(ranked: Sequence[str], chosen: Sequence[str]) -> list[str]:
    """What is chosen already, and the first of the rest."""
    return list(dict.fromkeys((*chosen, *ranked[:_OFFERED])))


def _file(desk: Desk, request: Request) -> Response:
    """The dossier: to be read or printed where the form is `print`, else as a file."""
    form = request.query_params.get("form", "print")
    with desk.ledger() as ledger:
        selection = _selection(request)
        claims = _claims(desk.overview(ledger))
        if not selection and (request.query_params.get("of") == "selection" or claims > _MOST):
            return desk.render(request, "dossier_none.html", 400, claims=claims, most=_MOST, whole=claims <= _MOST)
        dossier = make_dossier(ledger, selection, most=_MOST)
    held = render_dossier(dossier, "html" if form == "print" else form)
    headers = (
        {"Content-Security-Policy": DOSSIER}
        if form == "print"
        else {"Content-Disposition": f'attachment; filename="dossier.{form}"'}
    )
    return Response(held, media_type=_MEDIA["html" if form == "print" else form], headers=headers)


def _selection(request: Request) -> Selection:
    asked = request.query_params
    if asked.get("of") == "whole":
        return Selection()
    return Selection(*(tuple(dict.fromkeys(asked.getlist(name))) for name in ("question", "proposition", "source")))


def _claims(overview: Overview) -> int:
    return overview.attributed.number + overview.own.number


PAGES = (Page("/dossier", _form), Page("/dossier/file", _file))
