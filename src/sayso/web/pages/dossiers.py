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
from sayso.story import Amount, Overview, Selection, dossier_form, make_dossier, render_dossier
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
        questions = _choices(ledger, Question, ranking.questions, chosen.questions)
        carried = [one.proposition for one in ranking.carried]
        propositions = _choices(ledger, Proposition, carried, chosen.propositions)
        sources = _sources(ledger, chosen)
    return desk.render(
        request,
        "dossier_form.html",
        groups=[
            group for group in (("question", questions), ("proposition", propositions), ("source", sources)) if group[1]
        ],
        whole=_fits(_claims(overview)),
        claims=_claims(overview),
        most=_MOST,
        chosen=bool(chosen),
    )


def _sources(ledger: Ledger, chosen: Selection) -> list[_Choice]:
    """The sources that are chosen already, and those that speak most."""
    most = [head.id for head in ledger.listing().sources(limit=_OFFERED)]
    names = ledger.lookup().names(dict.fromkeys((*chosen.sources, *most)))
    return [_Choice(ident, name, ident in chosen.sources) for ident, name in names.items()]


def _choices(
    ledger: Ledger, kind: type[Question] | type[Proposition], ranked: Sequence[str], chosen: Sequence[str]
) -> list[_Choice]:
    """What is chosen already, and the first of the rest, as far as it is there."""
    offered = list(dict.fromkeys((*chosen, *ranked[:_OFFERED])))
    wholes: Sequence[Question | Proposition] = ledger.lookup().wholes(kind, offered)
    texts = {one.id: one.text for one in wholes}
    return [_Choice(ident, texts[ident], ident in chosen) for ident in offered if ident in texts]


def _file(desk: Desk, request: Request) -> Response:
    """The dossier: to be read or printed where the form is `print`, else as a file."""
    asked = request.query_params
    printed = asked.get("form", "print") == "print"
    form = "html" if printed else dossier_form(asked["form"])
    with desk.ledger() as ledger:
        selection = _selection(request)
        claims = _claims(desk.overview(ledger))
        if not selection and (asked.get("of") == "selection" or not _fits(claims)):
            return desk.render(request, "dossier_none.html", 400, most=_MOST, whole=_fits(claims), claims=claims)
        dossier = make_dossier(ledger, selection, most=_MOST, kept=desk.kept(ledger))
    held = render_dossier(dossier, form)
    headers = (
        {"Content-Security-Policy": DOSSIER}
        if printed
        else {"Content-Disposition": f'attachment; filename="dossier.{form}"'}
    )
    return Response(held, media_type=_MEDIA[form], headers=headers)


def _selection(request: Request) -> Selection:
    asked = request.query_params
    if asked.get("of") == "whole":
        return Selection()
    return Selection(*(tuple(dict.fromkeys(asked.getlist(name))) for name in ("question", "proposition", "source")))


def _claims(overview: Overview) -> Amount:
    both = (overview.attributed, overview.own)
    return Amount(sum(amount.number for amount in both), all(amount.exact for amount in both))


def _fits(claims: Amount) -> bool:
    """Whether a dossier can show so many; not where more are there than were counted."""
    return claims.exact and claims.number <= _MOST


PAGES = (Page("/dossier", _form), Page("/dossier/file", _file))
