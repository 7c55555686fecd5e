"""Adding reports: files, pasted text or addresses; and how far the reading of them has got.

Invariant: no connection goes out but to the addresses that somebody put into the form.
"""

import re
from collections.abc import Callable, Mapping
from datetime import datetime
from io import BytesIO
from pathlib import Path

from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from sayso.errors import NotFoundError, UsageError
from sayso.model import Metadata
from sayso.web.asked import wants_part
from sayso.web.desk import Desk, Page
from sayso.web.jobs import Job, ordered_at
from sayso.web.people import Role
from sayso.web.uploads import MOST, Folder, addresses_of
from sayso.web.working import Order

__all__ = ["PAGES"]

_KNOWN = ("title", "outlet", "author", "published", "url")
_FIELDS = ("text", "addresses", *_KNOWN)
_LEFT = 200  # reports that are named of a job that is no longer known
_FOLDERS = re.compile(r"[/\\]")  # in a title they lead to none
_KINDS = ".txt,.md,.html,.htm,.pdf,.jsonl"


def _form(desk: Desk, request: Request, wrong: str = "", told: Mapping[str, str] = {}) -> Response:
    """The forms, empty; or with what is wrong with that which was `told` in the fields of one of them."""
    jobs = desk.jobs.all(desk.person(request))[:20]
    shown = {"jobs": jobs, "kinds": _KINDS, "most": MOST, "wrong": wrong, "told": told}
    return desk.render(request, "add.html", 400 if wrong else 200, **shown)


def _add(desk: Desk, request: Request) -> Response:
    """Has read what was brought; what cannot be read stands in the form again, with the reason."""
    try:
        return _ordered(desk, request)
    except UsageError as error:
        return _form(desk, request, str(error), {name: _told(desk, request, name) for name in _FIELDS})


def _ordered(desk: Desk, request: Request) -> Response:
    """Puts what was brought into a folder of its own and orders that it be read."""
    folder = Folder.make()
    try:
        inputs = (*_files(desk, request, folder), *_text(desk, request, folder), *_addresses(desk, request))
        if not inputs:
            raise UsageError("there is nothing to add: choose files, paste a text, or name an address")
        given = _given(desk, request)
        total = sum(map(folder.reports, inputs))
    except BaseException:
        folder.clear()
        raise
    by, shared = desk.person(request).name, desk.door.people is not None
    order = Order(str(folder.path), inputs, given, by, _absolute(desk.place), shared)
    return _to(request, desk.jobs.add(folder, order, total))


def _files(desk: Desk, request: Request, folder: Folder) -> list[str]:
    brought = (one for one in desk.form(request).getlist("files") if isinstance(one, UploadFile))
    return [folder.save(one.filename or "", one.file) for one in brought if one.filename or one.size]


def _text(desk: Desk, request: Request, folder: Folder) -> list[str]:
    text = _told(desk, request, "text")
    if not text.strip():
        return []
    name = _FOLDERS.sub(" ", _told(desk, request, "title")).strip() or "pasted"
    return [folder.save(f"{name}.txt", BytesIO(text.replace("\r\n", "\n").encode("utf-8", "replace")))]


def _addresses(desk: Desk, request: Request) -> tuple[str, ...]:
    return addresses_of(_told(desk, request, "addresses"))


def _given(desk: Desk, request: Request) -> Metadata:
    from sayso.intake.metadata import check_given

    return check_given(Metadata(**{name: _told(desk, request, name) for name in _KNOWN}))


def _told(desk: Desk, request: Request, field: str) -> str:
    value = desk.form(request).get(field, "")
    return value if isinstance(value, str) else ""


def _absolute(place: str) -> str:
    """The ledger's place for a process that works in another folder."""
    return place if "://" in place else str(Path(place).absolute())


def _job(desk: Desk, request: Request) -> Response:
    """A job with how far it has got; to a page that asks again, that part alone."""
    try:
        job = desk.jobs.find(request.path_params["ident"], desk.person(request))
    except NotFoundError:
        ordered = ordered_at(request.path_params["ident"])
        if ordered is None or wants_part(request):
            raise
        return _gone(desk, request, ordered)
    template = "job_part.html" if wants_part(request) else "job.html"
    return desk.render(
        request,
        template,
        job=job,
        before=desk.jobs.before(job),
        shown=job.reports[::-1],
        may_change=desk.person(request).role >= Role.REVIEW,
    )


def _gone(desk: Desk, request: Request, ordered: datetime) -> Response:
    """What became of a job that this desk no longer knows: what its person brought since it was ordered."""
    with desk.ledger() as ledger:
        found = ledger.listing().collected_by(desk.person(request).name, ordered, _LEFT + 1)
        reports = ledger.lookup().reports(found[:_LEFT])
    return desk.render(
        request,
        "job_gone.html",
        410,
        ordered=f"{ordered:%Y-%m-%d %H:%M} UTC",
        reports=[reports[ident] for ident in found[:_LEFT] if ident in reports],
        more=len(found) > _LEFT,
    )


def _stop(desk: Desk, request: Request) -> Response:
    return _changed(desk, request, desk.jobs.stop)


def _retry(desk: Desk, request: Request) -> Response:
    return _changed(desk, request, desk.jobs.retry)


def _changed(desk: Desk, request: Request, change: Callable[..., Job]) -> Response:
    return _to(request, change(request.path_params["ident"], desk.person(request)))


def _to(request: Request, job: Job) -> Response:
    """To the job's page; a script that sent files follows by itself."""
    place = f"/jobs/{job.id}"
    if wants_part(request):
        return Response(headers={"HX-Redirect": place})
    return RedirectResponse(place, 303)


PAGES = (
    Page("/add", _form, Role.REVIEW),
    Page("/add", _add, Role.REVIEW, ("POST",), most=MOST),
    Page("/jobs/{ident}", _job, Role.READ),
    Page("/jobs/{ident}/stop", _stop, Role.REVIEW, ("POST",)),
    Page("/jobs/{ident}/retry", _retry, Role.REVIEW, ("POST",)),
)
