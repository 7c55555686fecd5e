"""The desk: what its pages share. The ledger kept open, the overview of it, the templates, and who is asking.

Each page is a function of the desk and a request. Invariant: a page shows what the ledger holds when it is asked.
"""

from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager, suppress
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any, TypeAlias

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from sayso.errors import SaysoError
from sayso.ledger import Ledger
from sayso.story import Carried, Overview, Speaking, view_carried, view_matters, view_overview, view_speaking
from sayso.web.kept import KeptLedgers
from sayso.web.once import Once
from sayso.web.people import Person, Role
from sayso.web.rendering import make_environment

__all__ = ["Answer", "Desk", "Page"]


class Desk:
    """All that the pages over one ledger share."""

    def __init__(self, place: str, person: Person) -> None:
        self.place = place
        self._kept = KeptLedgers(place)
        self._alone = person
        self._templates = make_environment()
        self._overview = Once(view_overview)
        self._carried = Once(view_carried)
        self._speaking = Once(view_speaking)
        self._matters = Once(view_matters)

    @property
    def name(self) -> str:
        """What the ledger is called: by its file, without the ending, or its database."""
        return PurePosixPath(self.place.rstrip("/").split("?")[0]).stem

    def ledger(self) -> AbstractContextManager[Ledger]:
        """The ledger, for the time of one request."""
        return self._kept.one()

    def overview(self, ledger: Ledger) -> Overview:
        """The ledger at a glance, made anew only where it has changed."""
        return self._overview.of(ledger, ledger.state())

    def carried(self, ledger: Ledger) -> tuple[Carried, ...]:
        """What several reports carry, made anew only where accounts were compared anew."""
        return self._carried.of(ledger, ledger.state()[1])

    def speaking(self, ledger: Ledger) -> tuple[Speaking, ...]:
        """The sources with most claims, made anew only where accounts were compared anew."""
        return self._speaking.of(ledger, ledger.state()[1])

    def matters(self, ledger: Ledger) -> tuple[tuple[str, ...], bool]:
        """The propositions for the line of time, and whether they are all, made anew as what they stand in."""
        return self._matters.of(ledger, ledger.state()[1])

    def prepare(self) -> None:
        """Makes what takes its time in a large ledger, so that nobody waits for it; what fails is told who asks."""
        with suppress(SaysoError), self.ledger() as ledger:
            self.overview(ledger)
            self.carried(ledger)
            self.speaking(ledger)
            self.matters(ledger)

    def person(self, request: Request) -> Person:
        """Who is asking."""
        return getattr(request.state, "person", self._alone)

    def render(self, request: Request, template: str, status: int = 200, /, **values: Any) -> Response:
        """A page, or a part of one, from its template."""
        shown = {"desk": self, "request": request, "person": self.person(request), "Role": Role}
        return HTMLResponse(self._templates.get_template(template).render(shown | values), status)

    def close(self) -> None:
        """Closes what is kept open."""
        self._kept.close()


Answer: TypeAlias = Callable[[Desk, Request], Response]


@dataclass(frozen=True, slots=True)
class Page:
    """An address of the desk, what answers there, and what a person must be allowed to ask for it."""

    path: str
    answer: Answer
    role: Role = Role.READ
    methods: Iterable[str] = ("GET",)
