"""What reviewers decide, as it comes from the forms of the desk: recorded at once, compared behind the pages.

Invariant: what somebody could not have seen when they decided is not overwritten: it is shown, and nothing is recorded.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar
from urllib.parse import quote

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from sayso.errors import ConflictError, UsageError
from sayso.ledger import Ledger
from sayso.model import Judgement, Reliability, SourceKind, Span, Stance, Verdict, standing_judgements
from sayso.story import Correction, Judgements, judge, may_change
from sayso.story.docket import What
from sayso.web.asked import is_own, number_of, wants_part
from sayso.web.desk import Desk, Page
from sayso.web.mending import MendingError
from sayso.web.pages.review import show_item
from sayso.web.people import Role
from sayso.web.refusing import Refused, RefusedFormError
from sayso.web.translating import to_translate

__all__ = ["PAGES"]

T = TypeVar("T", bound=StrEnum)

_SAID = {
    Verdict.ACCEPT: to_translate("Accepted."),
    Verdict.REJECT: to_translate("Rejected."),
    Verdict.MEND: to_translate("Mended."),
    Verdict.STANCE: to_translate("Stance set."),
    Verdict.MERGE: to_translate("Merged."),
    Verdict.SPLIT: to_translate("Split off."),
    Verdict.NOTE: to_translate("Noted."),
    Verdict.RATE: to_translate("Graded."),
    Verdict.UNDO: to_translate("Taken back."),
}
_REFUSALS = (ConflictError, UsageError, MendingError)  # nothing was recorded, and the ledger is sound
_STAYING = (Verdict.NOTE, Verdict.RATE, Verdict.UNDO)  # after these the claim is shown on


@dataclass(frozen=True, slots=True)
class _Asked:
    """A decision as a form asks for it: the verdict, on which things, and what it does not say by itself."""

    verdict: Verdict
    on: tuple[str, ...]
    what: What = None


def _judge(desk: Desk, request: Request) -> Response:
    """A decision on a claim; the next one that is due follows, or the page that the form stands on."""
    claim, form = request.path_params["ident"], desk.form(request)
    with desk.ledger() as ledger:
        try:
            asked = _asked(form, claim)
            made = _record(desk, request, ledger, asked)
        except _REFUSALS as error:
            return _refused(desk, request, ledger, claim, error)
        following = claim if asked.verdict in _STAYING else _following(desk, ledger, claim, _text(form, "next"))
        return _answer(desk, request, ledger, following, made)


def _grade(desk: Desk, request: Request) -> Response:
    """How reliable a source is; the page that the form stands on follows."""
    source, form = request.path_params["ident"], desk.form(request)
    claim = _text(form, "claim")
    with desk.ledger() as ledger:
        try:
            reliability = _one_of(Reliability, _text(form, "grade"), "a grade from A to F")
            made = _record(desk, request, ledger, _Asked(Verdict.RATE, (source,), reliability))
        except _REFUSALS as error:
            return _refused(desk, request, ledger, claim, error)
        return _answer(desk, request, ledger, claim, made)


def _undo(desk: Desk, request: Request) -> Response:
    """Takes back a judgement, or the last that this person made; the claim that it was on follows."""
    claim = _text(desk.form(request), "claim")
    with desk.ledger() as ledger:
        try:
            last = _to_take_back(desk, request, ledger)
            made = _record(desk, request, ledger, _Asked(Verdict.UNDO, (last.id,)))
        except _REFUSALS as error:
            return _refused(desk, request, ledger, claim, error)
        return _answer(desk, request, ledger, last.on if last.claims else claim, made)


def _to_take_back(desk: Desk, request: Request, ledger: Ledger) -> Judgement:
    standing = standing_judgements(desk.judgements(ledger).in_time)
    mine = (j for j in reversed(standing) if j.by == desk.person(request).name)
    wanted = _text(desk.form(request), "judgement")
    last = next((j for j in (standing if wanted else mine) if wanted in ("", j.id)), None)
    if last is None:
        raise UsageError("there is nothing of yours to take back" if not wanted else "that was taken back already")
    return last


def _ready(desk: Desk, _: Request) -> Response:
    """Has ready what a mended claim will need, as soon as somebody begins to mend one."""
    desk.mending.warm()
    return Response(status_code=204)


def _refused(desk: Desk, request: Request, ledger: Ledger, claim: str, error: Exception) -> Response:
    """What was not recorded, said with what was typed on the page that the form stands on; where it names none, where
    the claim is reviewed, and where there is no claim, on a page of its own.
    """
    form = desk.form(request)
    told = {name: value for name, value in form.items() if isinstance(value, str)}
    refused = Refused(str(error), told.get("which", ""), told)
    status = 409 if isinstance(error, ConflictError) else 400 if isinstance(error, UsageError) else 500
    if is_own(back := _text(form, "back")):
        raise RefusedFormError(refused, back, status)
    if not claim:
        raise error
    request.state.refused = refused
    return show_item(desk, request, ledger, claim, status)


def _record(desk: Desk, request: Request, ledger: Ledger, asked: _Asked) -> Sequence[Judgement]:
    form, by = desk.form(request), desk.person(request).name
    expect, note = _text(form, "expect"), _text(form, "note")
    if not expect:
        raise UsageError("say in `expect` which judgement was the newest when this was decided, or `none`")
    seen = _seen(desk.judgements(ledger), expect)
    if isinstance(asked.what, Correction) and _is_read_anew(asked.what):
        made = desk.mending.judge(asked.on[0], asked.what, by=by, note=note, seen=seen)
    else:
        made = judge(ledger, asked.verdict, asked.on, by=by, note=note, what=asked.what, seen=seen, compare=False)
    judgements = desk.judgements(ledger)
    if any(may_change(judgements, judgement) for judgement in made):
        desk.comparing.ask()
    return made


def _seen(judgements: Judgements, expect: str) -> Judgements:
    return Judgements() if expect == "none" else judgements.until(expect)


def _is_read_anew(correction: Correction) -> bool:
    return any(part is not None for part in (correction.source, correction.cue, correction.content))


def _asked(form: FormData, claim: str) -> _Asked:
    verdict = _one_of(Verdict, _text(form, "verdict"), "a verdict")
    match verdict:
        case Verdict.ACCEPT | Verdict.REJECT | Verdict.NOTE | Verdict.SPLIT:
            return _Asked(verdict, (claim,))
        case Verdict.STANCE:
            return _Asked(verdict, (claim,), _one_of(Stance, _text(form, "stance"), "affirms, denies or doubts"))
        case Verdict.MERGE:
            if not _text(form, "with"):
                raise UsageError("choose what it is to be merged with")
            return _Asked(verdict, (claim, _text(form, "with")))
        case Verdict.MEND:
            return _Asked(verdict, (claim,), _correction(form))
    raise UsageError(f"a claim is not judged so here: {verdict}")


def _correction(form: FormData) -> Correction:
    """The words that were chosen, by their place in the report or as they were typed; a name and a kind."""
    part, words = _text(form, "part"), _text(form, "words")
    start, end = number_of(_text(form, "from")), number_of(_text(form, "to"))
    where = (Span(start, end),) if start is not None and end is not None else words or None
    return Correction(
        source=where if part == "source" else None,
        cue=where if part == "cue" else None,
        content=where if part == "content" else None,
        name=_text(form, "name") or None,
        kind=_one_of(SourceKind, _text(form, "kind"), "a kind of source") if _text(form, "kind") else None,
    )


def _following(desk: Desk, ledger: Ledger, claim: str, told: str) -> str:
    """The claim that comes next: the one that was promised, unless somebody decided on that meanwhile."""
    queue, judgements = desk.queue(ledger), desk.judgements(ledger)
    after = queue.preceding(told) or claim if told else claim
    due = queue.following(ledger, judgements, after)
    return due.claim if due else ""


def _answer(desk: Desk, request: Request, ledger: Ledger, claim: str, made: Sequence[Judgement]) -> Response:
    back = _text(desk.form(request), "back")
    if is_own(back):
        return RedirectResponse(back, 303)
    place = f"/review/{quote(claim, safe=':')}" if claim else "/review"
    if not wants_part(request):
        return RedirectResponse(place, 303)
    answer = show_item(desk, request, ledger, claim, said=_SAID[made[0].verdict])
    answer.headers["HX-Push-Url"] = place
    return answer


def _text(form: FormData, name: str) -> str:
    value = form.get(name)
    return value.strip() if isinstance(value, str) else ""


def _one_of(kind: type[T], value: str, what: str) -> T:
    try:
        return kind(value)
    except ValueError:
        raise UsageError(f"{value!r} is not {what}") from None


PAGES = (
    Page("/review/ready", _ready, Role.REVIEW, ("POST",)),  # starts a process: no other site can ask for it
    Page("/review/undo", _undo, Role.REVIEW, ("POST",)),
    Page("/review/sources/{ident}", _grade, Role.REVIEW, ("POST",)),
    Page("/review/{ident}", _judge, Role.REVIEW, ("POST",)),
)
