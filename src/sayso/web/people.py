"""Who is asking: the one person of this machine, whoever has logged in, or a program with a token.

Under the desk. Invariant: what a request carries lets nobody do more than the file of people says at that moment.
"""

import time
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from sayso.people import Account, PeopleFile, Person, Role, fits, token_digest, use_token
from sayso.web.attempts import Attempts
from sayso.web.sessions import ABSOLUTE, Session, Sessions

__all__ = ["NOBODY", "Door", "Person", "Role"]

NOBODY = Person("", Role.NONE)


class Door:
    """Tells who is asking, lets people in and out."""

    def __init__(self, alone: Person, people: PeopleFile | None = None, now: Callable[[], float] = time.time) -> None:
        self.people = people
        self._alone = alone
        self._now = now
        self.sessions = Sessions(now)
        self.attempts = Attempts(now)

    def who(self, request: Request) -> Person:
        """Who is asking; `NOBODY` where that is not known."""
        if self.people is None:
            return self._alone
        given = request.headers.get("authorization")
        # Whoever shows a token comes as that program: a cookie that travels along says nothing more.
        return self._program(given) if given is not None else self._visitor(request)

    def session(self, request: Request) -> Session | None:
        """The session that a request belongs to."""
        return self.sessions.find(request.cookies.get(_cookie(request), ""))

    def log_in(self, request: Request, name: str, password: str) -> Account | None:
        """The account that this name and password open, or None, as slowly. Whoever tries too often, or while too many
        do, is told to wait, and nothing is looked at.
        """
        assert self.people is not None  # noqa: S101 — the page is there only where people are
        address, session = _address(request), self.session(request)
        own = session.id if session and session.name.casefold() == name.casefold() else ""
        with self.attempts.turn(address) as free:
            if not free:
                raise HTTPException(503, "Too many log in just now. Try again in a moment.", {"Retry-After": "5"})
            if wait := self.attempts.begin(name, address, own):
                minutes = -(-wait // 60)
                words = f"That was tried too often. Try again in {minutes} {'minute' if minutes == 1 else 'minutes'}."
                raise HTTPException(429, words, {"Retry-After": str(wait)})
            account = self.people.view().find(name)
            if not fits(account.password if account else None, password):
                return None
            self.attempts.forgive(name, address, own)
            return account

    def let_in(self, request: Request, answer: Response, account: Account) -> Response:
        """The answer with a new session in place of the one that there was."""
        self.sessions.end(request.cookies.get(_cookie(request), ""))
        secret = self.sessions.begin(account.name, account.mark, _address(request))
        answer.set_cookie(
            _cookie(request),
            secret,
            max_age=int(ABSOLUTE),
            path="/",
            secure=request.url.scheme == "https",
            httponly=True,
            samesite="strict",
        )
        return answer

    def let_out(self, request: Request, answer: Response) -> Response:
        """The answer, the session ended."""
        self.sessions.end(request.cookies.get(_cookie(request), ""))
        secure = request.url.scheme == "https"
        answer.delete_cookie(_cookie(request), path="/", secure=secure, httponly=True, samesite="strict")
        return answer

    def _visitor(self, request: Request) -> Person:
        assert self.people is not None  # noqa: S101
        session = self.session(request)
        if session is None:
            return NOBODY
        account = self.people.view().find(session.name)
        if account is None or account.mark != session.mark:
            self.sessions.end_one(session.name, session.id)
            return NOBODY
        return account.person

    def _program(self, given: str) -> Person:
        assert self.people is not None  # noqa: S101
        scheme, _, secret = given.partition(" ")
        held = self.people.view().holder(token_digest(secret.strip())) if scheme.lower() == "bearer" else None
        if held is None:
            return NOBODY
        account, token = held
        today = datetime.fromtimestamp(self._now(), UTC).date()
        if token.used != today:
            self.people.change(partial(use_token, digest=token.digest, day=today))
        return Person(account.name, min(account.role, token.role))


def _cookie(request: Request) -> str:
    """The cookie's name; over https one that no other host or path can set."""
    return "__Host-sayso" if request.url.scheme == "https" else "sayso"


def _address(request: Request) -> str:
    return request.client.host if request.client else ""
