"""The desk as an application: its pages under their addresses, behind the guard.

Every request asks the ledger anew, so that the desk shows what is there now. Invariant: whoever may not ask for a page
gets nothing of it.
"""

import getpass
import hashlib
import logging
import os
import threading
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from functools import cache, partial
from importlib import resources
from urllib.parse import urlencode

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from sayso.errors import ConflictError, NotFoundError, PeopleError, SaysoError, UsageError
from sayso.people import PeopleFile
from sayso.web.asked import wants_part
from sayso.web.desk import Desk, Page
from sayso.web.guard import Guard, Terms
from sayso.web.pages import PAGES
from sayso.web.people import NOBODY, Door, Person, Role
from sayso.web.refusing import RefusedFormError, come_back
from sayso.web.rendering import Templates

__all__ = ["create_app"]

_MOST_FILES, _MOST_FIELDS, _MOST_TEXT = 500, 1000, 4_000_000  # of a form: files, fields, bytes of one field
_PATIENCE = 10  # seconds at the end for what is being made ahead
_STATUSES = {NotFoundError: 404, UsageError: 400, ConflictError: 409}


def create_app(
    ledger: str | None = None, people: str | None = None, names: Iterable[str] = (), addresses: Iterable[str] = ()
) -> Starlette:
    """The desk over a ledger, as an ASGI application. With a file of `people` they must log in; without, it is for one
    person at this machine. `names` are those of hosts that a proxy passes on, whose word is taken for where a request
    comes from; at `addresses` the desk is reached without one. What is not given the environment says: `SAYSO_LEDGER`,
    `SAYSO_PEOPLE`, `SAYSO_NAMES`, `SAYSO_ADDRESSES`; `SAYSO_LANGUAGE` the one language that its pages are in. Raises
    `UsageError` for names or addresses without people, and for a language that is not translated into.

    Servers that start an application by name can so start it too: `uvicorn --factory sayso.web:create_app`.
    """
    file = people or os.environ.get("SAYSO_PEOPLE")
    terms = Terms(bool(file), _hosts(names, "SAYSO_NAMES"), _hosts(addresses, "SAYSO_ADDRESSES"))
    if terms.names | terms.addresses and not file:
        raise UsageError("a desk that other machines reach needs a file of people; `sayso people add` begins one")
    door = Door(Person(_user(), Role.ADMINISTER), PeopleFile(file) if file else None)
    templates = Templates(os.environ.get("SAYSO_LANGUAGE", ""))
    desk = Desk(ledger or os.environ.get("SAYSO_LEDGER") or "sayso.db", door, templates)
    failed = partial(_failed, desk)
    app = Starlette(
        routes=[
            *(_route(desk, page) for page in PAGES),
            Route("/style.css", _style),
            Mount("/static", StaticFiles(packages=[("sayso.web", "static")])),
        ],
        middleware=[Middleware(Guard, terms)],
        lifespan=partial(_lifespan, desk),
        exception_handlers={SaysoError: failed, HTTPException: failed},
    )
    app.state.desk = desk
    return app


def _hosts(given: Iterable[str], variable: str) -> frozenset[str]:
    return frozenset(map(str.lower, tuple(given) or os.environ.get(variable, "").split()))


@asynccontextmanager
async def _lifespan(desk: Desk, _: Starlette) -> AsyncIterator[None]:
    ahead = threading.Thread(target=desk.prepare, daemon=True)
    ahead.start()
    try:
        yield
    finally:
        await run_in_threadpool(ahead.join, _PATIENCE)
        await run_in_threadpool(desk.close)


def _route(desk: Desk, page: Page) -> Route:
    async def answer(request: Request) -> Response:
        person = await run_in_threadpool(desk.person, request)
        if person.role < page.role:
            return _turned_away(desk, request)
        if request.method != "POST":
            return await run_in_threadpool(page.answer, desk, request)
        async with request.form(max_files=_MOST_FILES, max_fields=_MOST_FIELDS, max_part_size=_MOST_TEXT) as form:
            request.state.form = form
            try:
                return await run_in_threadpool(page.answer, desk, request)
            except RefusedFormError as error:
                return await come_back(request, error)

    return Route(page.path, answer, methods=list(page.methods), max_body_size=page.most)


def _turned_away(desk: Desk, request: Request) -> Response:
    """What those are told who may not: to log in where nobody knows who they are, in the words of who is asking."""
    if desk.person(request).role is not Role.NONE:
        raise HTTPException(403, "Your role does not let you do this; whoever administers the desk can change it.")
    if wants_part(request):
        return Response(status_code=401, headers={"HX-Redirect": "/login"})
    if request.method != "POST" and "text/html" in request.headers.get("accept", ""):
        place = request.url.path + (f"?{request.url.query}" if request.url.query else "")
        return RedirectResponse(f"/login?{urlencode({'next': place})}", 303)
    raise HTTPException(401, "Log in first, or show a token.", {"WWW-Authenticate": 'Bearer realm="sayso"'})


async def _style(request: Request) -> Response:
    """The dossier's style, and what the desk adds to it; nothing where the browser has it already."""
    content, tag = _joined_styles()
    known = (one.strip().removeprefix("W/") for one in request.headers.get("if-none-match", "").split(","))
    if tag in known:
        return Response(status_code=304, headers={"ETag": tag})
    return Response(content, media_type="text/css", headers={"ETag": tag})


@cache
def _joined_styles() -> tuple[bytes, str]:
    parts = (("sayso.dossier", "page/style.css"), ("sayso.web", "static/desk.css"))
    content = b"\n".join(resources.files(package).joinpath(name).read_bytes() for package, name in parts)
    return content, f'"{hashlib.sha256(content).hexdigest()[:32]}"'


def _failed(desk: Desk, request: Request, error: Exception) -> Response:
    """What went wrong, as a page that says what to do; as a part of one where that is asked for."""
    if isinstance(error, PeopleError):
        # Nobody knows who is asking, so the reason is for whoever runs the desk.
        logging.getLogger("sayso.web").error("%s", error)
        request.state.person = NOBODY
        error = HTTPException(500, "Nobody can be let in just now; the terminal in which the desk runs says why.")
    status = error.status_code if isinstance(error, HTTPException) else _status(error)
    words = error.detail if isinstance(error, HTTPException) else str(error)
    template = "failed_part.html" if wants_part(request) else "failed.html"
    answer = desk.render(request, template, status, status=status, words=words)
    answer.headers.update(getattr(error, "headers", None) or {})
    return answer


def _status(error: Exception) -> int:
    return next((status for kind, status in _STATUSES.items() if isinstance(error, kind)), 500)


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "the person at this machine"
