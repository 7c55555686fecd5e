"""People: for whoever administers all of them; for everybody their own password, tokens and sessions.

Invariant: of others than oneself nobody who does not administer sees or changes anything, and no program does at all; a
secret is shown once.
"""

from datetime import UTC, datetime

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from sayso.errors import NotFoundError, UsageError
from sayso.people import (
    Account,
    PeopleFile,
    add_person,
    add_token,
    hash_password,
    make_password,
    make_token,
    remove_person,
    remove_token,
    set_password,
    set_role,
)
from sayso.web.desk import Desk, Page
from sayso.web.people import Role

__all__ = ["PAGES"]

_ROLES = {role.word: role for role in Role if role is not Role.NONE}


def _people(desk: Desk, request: Request) -> Response:
    _file(desk)
    _require_login(request)
    return _shown(desk, request)


def _add(desk: Desk, request: Request) -> Response:
    _require_login(request)
    file, name, role = _file(desk), _told(desk, request, "name"), _role(desk, request)
    password = make_password()
    kept = hash_password(password)
    file.change(lambda people: add_person(people, name, role, kept))
    return _shown(desk, request, secret=password, of=name)


def _set_role(desk: Desk, request: Request) -> Response:
    _require_login(request)
    name, role = _told(desk, request, "name"), _role(desk, request)
    _file(desk).change(lambda people: set_role(people, name, role))
    return _back()


def _reset(desk: Desk, request: Request) -> Response:
    _require_login(request)
    name, password = _told(desk, request, "name"), make_password()
    kept = hash_password(password)
    _file(desk).change(lambda people: set_password(people, name, kept))
    return _shown(desk, request, secret=password, of=name)


def _remove(desk: Desk, request: Request) -> Response:
    _require_login(request)
    name = _told(desk, request, "name")
    _file(desk).change(lambda people: remove_person(people, name))
    return _back()


def _set_own_password(desk: Desk, request: Request) -> Response:
    """Another password; all other sessions end, as whoever knew the old one may have begun them."""
    file, mine = _file(desk), _own(desk, request)
    if not desk.door.log_in(request, mine.name, _told(desk, request, "old")):
        raise UsageError("the old password is another one; nothing was changed")
    kept = hash_password(_told(desk, request, "new"))
    after = file.change(lambda people: set_password(people, mine.name, kept)).find(mine.name)
    assert after is not None  # noqa: S101 — it has just been changed
    return desk.door.let_in(request, _back(), after)


def _add_token(desk: Desk, request: Request) -> Response:
    mine, name, role = _own(desk, request), _told(desk, request, "name"), _role(desk, request)
    secret, today = make_token(), datetime.now(UTC).date()
    _file(desk).change(lambda people: add_token(people, mine.name, name, role, secret, today))
    return _shown(desk, request, secret=secret, of=name)


def _remove_token(desk: Desk, request: Request) -> Response:
    mine, ident = _own(desk, request), _told(desk, request, "token")
    _file(desk).change(lambda people: remove_token(people, mine.name, ident))
    return _back()


def _end_session(desk: Desk, request: Request) -> Response:
    if not desk.door.sessions.end_one(_own(desk, request).name, _told(desk, request, "session")):
        raise NotFoundError("you have no such session any more")
    return _back()


def _shown(desk: Desk, request: Request, secret: str = "", of: str = "") -> Response:
    mine = _mine(desk, request)
    administers = desk.person(request).role >= Role.ADMINISTER
    here = desk.door.session(request)
    return desk.render(
        request,
        "people.html",
        mine=mine,
        accounts=_file(desk).view().accounts if administers else (),
        roles=tuple(_ROLES.values()),
        sessions=[
            (held, _moment(held.began), _moment(held.seen), bool(here and here.id == held.id))
            for held in desk.door.sessions.of(mine.name, mine.mark)
        ],
        secret=secret,
        of=of,
    )


def _file(desk: Desk) -> PeopleFile:
    if desk.door.people is None:
        raise NotFoundError("this desk is for one person; `sayso serve --people FILE` shares it among several")
    return desk.door.people


def _mine(desk: Desk, request: Request) -> Account:
    """The account of who is asking."""
    account = _file(desk).view().find(desk.person(request).name)
    if account is None:
        raise NotFoundError("your name is no longer among the people of this desk")
    return account


def _own(desk: Desk, request: Request) -> Account:
    """The account of who has logged in."""
    _require_login(request)
    return _mine(desk, request)


def _require_login(request: Request) -> None:
    """A program's token opens no doors for others."""
    if request.headers.get("authorization") is not None:
        raise HTTPException(403, "A program neither sees nor changes people, passwords, tokens and sessions: log in.")


def _told(desk: Desk, request: Request, field: str) -> str:
    return str(desk.form(request).get(field, ""))


def _role(desk: Desk, request: Request) -> Role:
    word = _told(desk, request, "role")
    if word not in _ROLES:
        raise UsageError(f"a role is {', '.join(_ROLES)}, not {word[:20]!r}")
    return _ROLES[word]


def _back() -> Response:
    return RedirectResponse("/people", 303)


def _moment(at: float) -> str:
    return datetime.fromtimestamp(at, UTC).strftime("%Y-%m-%d %H:%M UTC")


_SMALL = 8 * 1024
PAGES = (
    Page("/people", _people),
    Page("/people/add", _add, Role.ADMINISTER, ("POST",), _SMALL),
    Page("/people/role", _set_role, Role.ADMINISTER, ("POST",), _SMALL),
    Page("/people/reset", _reset, Role.ADMINISTER, ("POST",), _SMALL),
    Page("/people/remove", _remove, Role.ADMINISTER, ("POST",), _SMALL),
    Page("/people/password", _set_own_password, Role.READ, ("POST",), _SMALL),
    Page("/people/tokens/add", _add_token, Role.READ, ("POST",), _SMALL),
    Page("/people/tokens/remove", _remove_token, Role.READ, ("POST",), _SMALL),
    Page("/people/sessions/end", _end_session, Role.READ, ("POST",), _SMALL),
)
