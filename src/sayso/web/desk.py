"""The desk: what its pages share. The ledger kept open, the overview of it, the templates, and who is asking.

Each page is a function of the desk and a request. Invariant: a page shows what the ledger holds when it is asked.
"""

import threading
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any, TypeAlias

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from sayso.ledger import Ledger
from sayso.story import Overview, view_overview
from sayso.web.jobs import Jobs
from sayso.web.kept import KeptLedgers
from sayso.web.people import Door, Person, Role
from sayso.web.rendering import make_environment

__all__ = ["Answer", "Desk", "Page"]


class Desk:
    """All that the pages over one ledger share."""

    def __init__(self, place: str, door: Door) -> None:
        self.place = place
        self.door = door
        self.jobs = Jobs()
        self._kept = KeptLedgers(place)
        self._templates = make_environment()
        self._overview: tuple[tuple[int, str], Overview] | None = None
        self._lock = threading.Lock()

    @property
    def name(self) -> str:
        """What the ledger is called: by its file, without the ending, or its database."""
        return PurePosixPath(self.place.rstrip("/").split("?")[0]).stem

    def ledger(self) -> AbstractContextManager[Ledger]:
        """The ledger, for the time of one request."""
        return self._kept.one()

    def overview(self, ledger: Ledger) -> Overview:
        """The ledger at a glance, made anew only where it has changed."""
        state = ledger.state()
        with self._lock:
            held = self._overview
        if held is None or held[0] != state:
            held = (state, view_overview(ledger))
            with self._lock:
                self._overview = held
        return held[1]

    def person(self, request: Request) -> Person:
        """Who is asking."""
        if not hasattr(request.state, "person"):
            request.state.person = self.door.who(request)
        person: Person = request.state.person
        return person

    @staticmethod
    def form(request: Request) -> FormData:
        """What was sent with a POST."""
        form: FormData = request.state.form
        return form

    def render(self, request: Request, template: str, status: int = 200, /, **values: Any) -> Response:
        """A page, or a part of one, from its template."""
        shown = {"desk": self, "request": request, "person": self.person(request), "Role": Role}
        return HTMLResponse(self._templates.get_template(template).render(shown | values), status)

    def close(self) -> None:
        """Closes what is kept open, and ends what is at work."""
        self.jobs.close()
        self._kept.close()


Answer: TypeAlias = Callable[[Desk, Request], Response]


@dataclass(frozen=True, slots=True)
class Page:
    """An address of the desk, what answers there, what a person must be allowed to ask for it, and how many bytes may
    be sent to it.
    """

    path: str
    answer: Answer
    role: Role = Role.READ
    methods: Iterable[str] = ("GET",)
    most: int = 256 * 1024
