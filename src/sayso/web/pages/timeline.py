"""The line of time: what is said to happen when, against when it was said.

Invariant: the picture is drawn from the table on the page, and what a large ledger leaves out is said.
"""

from collections.abc import Mapping, Sequence

from starlette.requests import Request
from starlette.responses import Response

from sayso.dossier.catalogue import build_catalogue
from sayso.dossier.lanes import build_lanes
from sayso.errors import NotFoundError
from sayso.model import Question
from sayso.story import view_times
from sayso.web.asked import start_of
from sayso.web.desk import Desk, Page

__all__ = ["PAGES"]

_SHOWN = 30  # matters on a page
_OFFERED = 40  # questions to filter by


def _timeline(desk: Desk, request: Request) -> Response:
    asked = request.query_params.get("question", "")
    with desk.ledger() as ledger:
        lookup = ledger.lookup()
        offered = dict.fromkeys((*desk.ranking(ledger).questions[:_OFFERED], *([asked] if asked else ())))
        questions = {question.id: question for question in lookup.wholes(Question, offered)}
        matters = desk.matters(ledger)
        idents = _answers(questions, asked) if asked else matters.propositions
        start = start_of(request, len(idents))
        judged = desk.judgements(ledger)
        story = view_times(ledger, idents[start : start + _SHOWN], matters=matters, judgements=judged)
    lanes = build_lanes(build_catalogue(story), story.comparison)
    days = sorted({day.isoformat() for document in story.documents if (day := document.published_on)})
    return desk.render(
        request,
        "timeline.html",
        lanes=lanes,
        published=days,
        questions=[questions[ident] for ident in offered if ident in questions],
        asked=asked,
        whole=matters.whole or bool(asked),
        start=start,
        size=_SHOWN,
        total=len(idents),
    )


def _answers(questions: Mapping[str, Question], asked: str) -> Sequence[str]:
    """The propositions that answer a question. Raises `NotFoundError`."""
    if asked not in questions:
        raise NotFoundError(f"no question {asked}; accounts may no longer differ on it")
    return tuple(dict.fromkeys(p for answer in questions[asked].answers for p in answer.propositions))


PAGES = (Page("/timeline", _timeline),)
