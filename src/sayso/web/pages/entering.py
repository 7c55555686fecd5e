"""Logging in and out, where people share the desk.

Invariant: a page says the same, as slowly, of a name that nobody has and of a wrong password.
"""

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from sayso.errors import NotFoundError
from sayso.web.asked import is_own
from sayso.web.desk import Desk, Page
from sayso.web.people import Role
from sayso.web.translating import to_translate

__all__ = ["PAGES"]

_WRONG = to_translate(
    "Name and password do not fit together. Whoever administers the desk can give you another password."
)


def _form(desk: Desk, request: Request) -> Response:
    _require_people(desk)
    return desk.render(request, "login.html", following=_place(request.query_params.get("next", "")), wrong="")


def _log_in(desk: Desk, request: Request) -> Response:
    _require_people(desk)
    form = desk.form(request)
    following = _place(str(form.get("next", "")))
    account = desk.door.log_in(request, str(form.get("name", "")), str(form.get("password", "")))
    if account is None:
        return desk.render(request, "login.html", 403, following=following, wrong=_WRONG)
    return desk.door.let_in(request, RedirectResponse(following, 303), account)


def _log_out(desk: Desk, request: Request) -> Response:
    _require_people(desk)
    return desk.door.let_out(request, RedirectResponse("/login", 303))


def _require_people(desk: Desk) -> None:
    if desk.door.people is None:
        raise NotFoundError("this desk is for one person, who need not log in; `sayso serve --people` shares it")


def _place(path: str) -> str:
    """Where to go afterwards: a page of this desk, whatever an address asks for."""
    return path if is_own(path) and not path.startswith(("/login", "/logout")) else "/"


PAGES = (
    Page("/login", _form, Role.NONE),
    Page("/login", _log_in, Role.NONE, ("POST",), most=8 * 1024),
    Page("/logout", _log_out, Role.NONE, ("POST",), most=8 * 1024),
)
