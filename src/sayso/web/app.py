"""The desk as an application: its pages under their addresses, behind the guard.

Every request asks the ledger anew, so that the desk shows what is there now. Invariant: whoever may not ask for a page
gets nothing of it.
"""

import getpass
import os
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from importlib import resources

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from sayso.errors import ConflictError, NotFoundError, SaysoError, UsageError
from sayso.web.desk import Desk, Page
from sayso.web.guard import Guard
from sayso.web.pages import PAGES
from sayso.web.people import Person, Role

__all__ = ["create_app"]

_PATIENCE = 10  # seconds at the end for what is being made ahead
_STATUSES = {NotFoundError: 404, UsageError: 400, ConflictError: 409}


def create_app(ledger: str | None = None) -> Starlette:
    """The desk over a ledger, as an ASGI application. Without a place it takes the environment's `SAYSO_LEDGER`.

    Servers that start an application by name can so start it too: `uvicorn --factory sayso.web:create_app`.
    """
    desk = Desk(ledger or os.environ.get("SAYSO_LEDGER") or "sayso.db", Person(_user(), Role.ADMINISTER))
    failed = partial(_failed, desk)
    return Starlette(
        routes=[
            *(_route(desk, page) for page in PAGES),
            Route("/style.css", _style),
            Mount("/static", StaticFiles(packages=[("sayso.web", "static")])),
        ],
        middleware=[Middleware(Guard)],
        lifespan=partial(_lifespan, desk),
        exception_handlers={SaysoError: failed, HTTPException: failed},
    )


@asynccontextmanager
async def _lifespan(desk: Desk, _: Starlette) -> AsyncIterator[None]:
    ahead = threading.Thread(target=desk.prepare, daemon=True)
    ahead.start()
    yield
    ahead.join(_PATIENCE)
    desk.close()


def _route(desk: Desk, page: Page) -> Route:
    def answer(request: Request) -> Response:
        if desk.person(request).role < page.role:
            raise HTTPException(403, "Your role does not let you do this.")
        return page.answer(desk, request)

    return Route(page.path, answer, methods=list(page.methods))


def _style(_: Request) -> Response:
    """The dossier's style, and what the desk adds to it."""
    parts = (("sayso.dossier", "page/style.css"), ("sayso.web", "static/desk.css"))
    styles = (resources.files(package).joinpath(name).read_text(encoding="utf-8") for package, name in parts)
    return Response("\n".join(styles), media_type="text/css")


def _failed(desk: Desk, request: Request, error: Exception) -> Response:
    """What went wrong, as a page that says what to do."""
    status = error.status_code if isinstance(error, HTTPException) else _status(error)
    words = error.detail if isinstance(error, HTTPException) else str(error)
    return desk.render(request, "failed.html", status, status=status, words=words)


def _status(error: Exception) -> int:
    return next((status for kind, status in _STATUSES.items() if isinstance(error, kind)), 500)


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "the person at this machine"
