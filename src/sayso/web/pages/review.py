"""The review: one claim at a time, what is unsure and matters most first; and all that was ever decided.

Invariant: a claim that a person decided on comes no more, unless somebody asks for it by its address.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from sayso.dossier.catalogue import build_catalogue
from sayso.dossier.wording import KINDS
from sayso.errors import NotFoundError, UsageError
from sayso.ledger import Ledger
from sayso.model import Judgement, SourceKind, Verdict, standing_judgements
from sayso.story import DECIDING, Judgements, is_decided
from sayso.web.asked import wants_part
from sayso.web.desk import Desk, Page
from sayso.web.people import Role
from sayso.web.reviewing import build_candidates, build_item, build_made, find_names

__all__ = ["PAGES", "Progress", "count_progress", "show_item"]

_PORTION = 50  # judgements on a page of the history
_NAMES = 12
_HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Progress:
    """Decisions that stand of today (in UTC), how many of them are by the person who asks, and how many that person
    made within the last hour.
    """

    today: int
    mine: int
    hour: int


def count_progress(judgements: Sequence[Judgement], by: str, now: datetime) -> Progress:
    """What was decided of late, by all and by one person."""
    today = [j for j in standing_judgements(judgements) if j.at.date() == now.date() and j.verdict in DECIDING]
    mine = [j for j in today if j.by == by]
    return Progress(len(today), len(mine), sum(now - j.at <= _HOUR for j in mine))


def show_item(desk: Desk, request: Request, ledger: Ledger, ident: str, status: int = 200, /, **told: Any) -> Response:
    """A claim under review: as a page, or as a part of it; `told` is what is said of the last decision."""
    judgements = desk.judgements(ledger)
    found = build_item(ledger, desk.part(ledger, claims=[ident]), judgements, ident) if ident else None
    if ident and found is None:
        raise NotFoundError(f"the ledger holds no claim {ident}; it may have been read anew since")
    queue, questions = desk.queue(ledger), desk.ranking(ledger).questions
    following = queue.following(ledger, judgements, ident)
    values = {
        "item": found,
        "following": following.claim if following and following.claim != ident else "",
        "preceding": queue.preceding(ident),
        "decided": bool(ident) and is_decided(judgements, ident),
        "expect": judgements.newest,
        "ranks": {question: number for number, question in enumerate(questions, 1)},
        "asked": len(questions),
        "names": find_names(ledger.view_claims(found.document.id)) if found else (),
        "progress": count_progress(_of_late(judgements), desk.person(request).name, datetime.now(UTC)),
        "state": desk.comparing.state(ledger, judgements),
        "kinds": {kind: KINDS[kind] for kind in SourceKind},
        "said": "",
        "part": wants_part(request),
    }
    template = "review_item.html" if wants_part(request) else "review.html"
    return desk.render(request, template, status, **{**values, **told})


def _of_late(judgements: Judgements) -> list[Judgement]:
    """The last judgements, as far back as a day and an hour may be."""
    start = datetime.now(UTC) - timedelta(days=1) - _HOUR
    late = []
    for _, judgement in reversed(judgements.rows):
        if judgement.at < start:
            break
        late.append(judgement)
    return late


def _start(desk: Desk, request: Request) -> Response:
    with desk.ledger() as ledger:
        first = desk.queue(ledger).following(ledger, desk.judgements(ledger))
        if first is None:
            return show_item(desk, request, ledger, "")
    return RedirectResponse(f"/review/{first.claim}", 303)


def _item(desk: Desk, request: Request) -> Response:
    with desk.ledger() as ledger:
        return show_item(desk, request, ledger, request.path_params["ident"])


def _merging(desk: Desk, request: Request) -> Response:
    """With what a claim may be put together: asked for when somebody wants to."""
    ident, query = request.path_params["ident"], request.query_params.get("q", "")
    with desk.ledger() as ledger:
        newest, claim, error = desk.judgements(ledger).newest, ledger.view_claim(ident), ""
        try:
            found = build_candidates(ledger, claim, query)
        except UsageError as wrong:
            found, error = (), str(wrong)
    return desk.render(
        request,
        "merging.html" if wants_part(request) else "merging_page.html",
        400 if error else 200,
        claim=claim,
        candidates=found,
        query=query,
        error=error,
        expect=request.query_params.get("expect", newest),
        following=request.query_params.get("next", ""),
        part=wants_part(request),
    )


def _names(desk: Desk, request: Request) -> Response:
    """Names of sources that begin as somebody types."""
    start = request.query_params.get("name", "").strip()
    with desk.ledger() as ledger:
        names = ledger.lookup().names_from(start, _NAMES) if start else ()
    return desk.render(request, "names.html", names=names)


def _state(desk: Desk, request: Request) -> Response:
    with desk.ledger() as ledger:
        state = desk.comparing.state(ledger, desk.judgements(ledger))
    return desk.render(request, "review_state.html", state=state)


def _history(desk: Desk, request: Request) -> Response:
    """All judgements, the last first; of one claim, or by one person, where that is asked."""
    asked: Mapping[str, str] = request.query_params
    with desk.ledger() as ledger:
        judgements = desk.judgements(ledger)
        chosen = judgements.on(asked["on"]) if asked.get("on") else judgements.in_time
        chosen = tuple(j for j in chosen if asked.get("by", "") in ("", j.by) and j.verdict is not Verdict.UNDO)
        end = next((n for n, j in enumerate(chosen) if j.id == asked.get("before")), len(chosen))
        shown = chosen[max(0, end - _PORTION) : end]
        undoings = tuple(j for one in shown for j in judgements.on(one.id) if j.verdict is Verdict.UNDO)
        part = desk.part(ledger, claims={c for j in shown for c in j.claims[:1]})
        catalogue = build_catalogue(part.story)
        made = build_made(catalogue, (*shown, *undoings))
    people = sorted({j.by for j in judgements.in_time})
    return desk.render(
        request,
        "history.html",
        made=made,
        total=len(chosen),
        before=shown[0].id if shown and end > _PORTION else "",
        people=people,
        by=asked.get("by", ""),
        on=asked.get("on", ""),
        expect=judgements.newest,
    )


PAGES = (
    Page("/review", _start, Role.REVIEW),
    Page("/review/history", _history, Role.READ),
    Page("/review/names", _names, Role.REVIEW),
    Page("/review/state", _state, Role.REVIEW),
    Page("/review/{ident}/merge", _merging, Role.REVIEW),
    Page("/review/{ident}", _item, Role.REVIEW),
)
