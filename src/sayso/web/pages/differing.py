"""Where accounts differ: the desk's first page, and each question on its own.

Invariant: the questions come in the dossier's order, and an answer counts what the dossier counts.
"""

from dataclasses import replace

from starlette.requests import Request
from starlette.responses import Response

from sayso.dossier.catalogue import build_catalogue
from sayso.dossier.differences import build_differences
from sayso.dossier.values import Difference
from sayso.dossier.wording import period_words
from sayso.errors import NotFoundError
from sayso.ledger import Ledger
from sayso.story import view_part
from sayso.web.asked import start_of
from sayso.web.desk import Desk, Page

__all__ = ["PAGES", "differences_of"]

_SHOWN = 5  # questions on a page
_VOICES = 4  # of an answer


def differences_of(
    desk: Desk, ledger: Ledger, questions: tuple[str, ...], brief: int | None = None
) -> tuple[Difference, ...]:
    """These questions with their answers and all who stand behind each, in the order given; `brief` where no more than
    the first words of so many are shown.
    """
    key = ("differences", ledger.state(), desk.judgements(ledger).newest, questions, brief)
    return desk.memory.get(key, lambda: _built(desk, ledger, questions, brief))


def _built(desk: Desk, ledger: Ledger, questions: tuple[str, ...], brief: int | None) -> tuple[Difference, ...]:
    story = view_part(ledger, questions=questions, judgements=desk.judgements(ledger), whose=False).story
    asked = tuple(question for question in story.comparison.questions if question.id in questions)
    return build_differences(build_catalogue(story), replace(story.comparison, questions=asked), brief)


def _story(desk: Desk, request: Request) -> Response:
    with desk.ledger() as ledger:
        overview, questions = desk.overview(ledger), desk.ranking(ledger).questions
        start = start_of(request, len(questions))
        differences = differences_of(desk, ledger, questions[start : start + _SHOWN], _VOICES)
    total = len(questions)
    return desk.render(
        request,
        "story.html",
        overview=overview,
        period=period_words(overview.counts.published),
        differences=differences,
        voices=_VOICES,
        start=start,
        total=total,
        before=max(start - _SHOWN, 0) + 1 if start else None,
        following=start + _SHOWN + 1 if start + _SHOWN < total else None,
    )


def _question(desk: Desk, request: Request) -> Response:
    ident = request.path_params["ident"]
    with desk.ledger() as ledger:
        questions = desk.ranking(ledger).questions
        found = differences_of(desk, ledger, (ident,))
    if not found:
        raise NotFoundError(f"no question {ident}; accounts may no longer differ on it")
    number = questions.index(ident) + 1 if ident in questions else 0
    start = (number - 1) // _SHOWN * _SHOWN + 1
    return desk.render(
        request,
        "question.html",
        item=found[0],
        ident=ident,
        number=number,
        total=len(questions),
        listed=f"/{f'?from={start}' if start > 1 else ''}#{found[0].anchor}" if number else "/",
        before=questions[number - 2] if number > 1 else "",
        following=questions[number] if 0 < number < len(questions) else "",
    )


PAGES = (Page("/", _story), Page("/questions/{ident}", _question))
