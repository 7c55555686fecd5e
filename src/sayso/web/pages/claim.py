"""One claim: its words, whose they are, what is known of it, what people judged, and the way to the bytes.

Invariant: what a person mended is shown as mended, with what the machine had found beside it.
"""

from collections.abc import Iterator

from starlette.requests import Request
from starlette.responses import Response

from sayso.dossier.catalogue import Catalogue, anchor_of, build_catalogue
from sayso.dossier.course import build_course
from sayso.dossier.decided import judged_remarks
from sayso.dossier.wording import KINDS, STANCES, STANDINGS
from sayso.model import Claim, Judgement, SourceKind, Stance, Verdict
from sayso.story import Part, trace
from sayso.web.beside import build_asides
from sayso.web.desk import Desk, Page
from sayso.web.facts import build_facts, build_sentence
from sayso.web.reviewing import build_made

__all__ = ["PAGES"]


def _claim(desk: Desk, request: Request) -> Response:
    ident = request.path_params["ident"]
    with desk.ledger() as ledger:
        ledger.view_claim(ident)  # raises where there is none
        judgements = desk.judgements(ledger)  # before the part: what is newer than these was not seen
        part = desk.part(ledger, claims=(ident,))
    catalogue = build_catalogue(part.story)
    claim = catalogue.claims[ident]
    document = catalogue.documents[claim.document]
    kind, name = catalogue.speaker(claim)
    stance = catalogue.stances.get(ident)
    return desk.render(
        request,
        "claim.html",
        claim=claim,
        document=document,
        report=catalogue.point(claim),
        anchor=anchor_of("claim", ident),
        sentence=build_sentence(document, claim),
        name=name,
        kind=KINDS[kind],
        unnamed=kind is SourceKind.ANONYMOUS,
        source=part.speakers.get(ident),
        taken=stance,
        stance="" if stance in (None, Stance.AFFIRMS) else STANCES[stance],
        aside=build_asides(catalogue, [claim])[anchor_of("claim", ident)],
        facts=build_facts(catalogue, claim, desk.words(request)),
        judged=tuple(judged_remarks(catalogue, claim)),
        propositions=[(p, STANDINGS[p.standing]) for p in catalogue.propositions.values()],
        differences=catalogue.differences.get(ident, ()),
        steps=build_course(part.story.comparison).steps(catalogue, [ident]),
        made=build_made(catalogue, tuple(_concerning(catalogue, part, claim))),
        item=claim,
        newest=judgements.newest,
        expect=judgements.newest,
    )


def _concerning(catalogue: Catalogue, part: Part, claim: Claim) -> Iterator[Judgement]:
    """The judgements on a claim, its report or its source, and all undoings, in order of time."""
    carried = {bearing.judgement.id for bearing in catalogue.judged.get(claim.id, ())}
    things = {claim.document, part.speakers.get(claim.id)}
    for judgement in part.story.judgements:
        concerned = claim.id in judgement.claims or judgement.id in carried or judgement.on in things
        if concerned or judgement.verdict is Verdict.UNDO:
            yield judgement


def _trace(desk: Desk, request: Request) -> Response:
    with desk.ledger() as ledger:
        found = trace(ledger, request.path_params["ident"])
    return desk.render(request, "trace.html", found=found, document=found.document)


PAGES = (Page("/claims/{ident}", _claim), Page("/claims/{ident}/original", _trace))
