"""The desk: what its pages share. The ledger kept open, the overview of it, the templates, and who is asking.

Each page is a function of the desk and a request. Invariant: a page shows what the ledger holds when it is asked.
"""

import gc
import threading
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager, suppress
from dataclasses import dataclass
from gettext import NullTranslations
from pathlib import PurePosixPath
from typing import Any, TypeAlias

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from sayso.errors import SaysoError
from sayso.ledger import Ledger
from sayso.ledger.listing import OutletRow, Uttered
from sayso.story import (
    Judgements,
    Kept,
    Matters,
    Overview,
    Part,
    Queue,
    Ranking,
    view_matters,
    view_overview,
    view_part,
    view_ranking,
)
from sayso.web.comparing import Comparing
from sayso.web.jobs import Jobs
from sayso.web.kept import KeptLedgers
from sayso.web.memory import Memory
from sayso.web.mending import Mending
from sayso.web.once import Once
from sayso.web.people import Door, Person, Role
from sayso.web.refusing import refused_of
from sayso.web.rendering import Templates

__all__ = ["Answer", "Desk", "Page"]

_LARGEST, _LARGE = 50, 2_000  # sources looked through ahead, of those with more claims than these
_SOURCES = 1_000  # whose newest claims are kept
_PATIENCE = 0.02  # seconds for what takes long in a large ledger, and can be left out


class Desk:
    """All that the pages over one ledger share."""

    OUTLETS = 200
    """How many outlets a page shows."""

    WORDS = 50
    """How many claims of a source a page shows."""

    def __init__(self, place: str, door: Door, templates: Templates | None = None) -> None:
        self.place = place
        self.door = door
        self._kept = KeptLedgers(place)
        self.memory = Memory()
        self._last_said = Memory(_SOURCES)
        self._digests, self._ahead = Memory(), Memory()  # apart, as what pages keep would put them out
        self.templates = templates or Templates()
        self._overview = Once(view_overview, self.ledger)
        self._ranking = Once(view_ranking, self.ledger)
        self._matters = Once(lambda held: view_matters(held, self.ranking(held)), self.ledger)
        self._judgements = Judgements()
        self._queue: tuple[Hashable, Queue] | None = None
        self._lock = threading.Lock()
        self.prepared = threading.Event()
        self.comparing = Comparing(place)
        self.jobs = Jobs(left=self.comparing.ask)
        self.mending = Mending(place)

    @property
    def name(self) -> str:
        """What the ledger is called: by its file, without the ending, or its database."""
        return PurePosixPath(self.place.rstrip("/").split("?")[0]).stem

    def ledger(self) -> AbstractContextManager[Ledger]:
        """The ledger, for the time of one request."""
        return self._kept.one()

    def overview(self, ledger: Ledger) -> Overview:
        """The ledger at a glance, made anew only where reports were read or compared since."""
        return self._overview.of(ledger, lambda held: held.state())

    def ranking(self, ledger: Ledger) -> Ranking:
        """What the comparison came to, made anew only where accounts were compared anew."""
        return self._ranking.of(ledger, lambda held: held.state()[1])

    def matters(self, ledger: Ledger) -> Matters:
        """What the line of time is of, made anew only where the ranking was."""
        return self._matters.of(ledger, self.ranking)

    def prepare(self) -> None:
        """Has what an earlier desk left uncompared compared, and makes what takes its time in a large ledger, so that
        nobody waits for it; what fails is told who asks.
        """
        try:
            self._prepare()
        finally:
            gc.freeze()  # what was made stays: the search for cycles need not walk all of it again amid some request
            self.prepared.set()

    def _prepare(self) -> None:
        with suppress(SaysoError), self.ledger() as ledger:
            self.comparing.state(ledger, self.judgements(ledger))
            self.overview(ledger)
            self.ranking(ledger)
            self.templates.warm()
            self.matters(ledger)
            self._ahead.get(self._reports_key(ledger), self._count_reports)
            self.outlets(ledger)
            for head in ledger.listing().sources(limit=_LARGEST):
                if head.claims > _LARGE:
                    self.last_said(ledger, head.id)
            self.digest(ledger)

    def judgements(self, ledger: Ledger) -> Judgements:
        """All judgements, of which only new ones are read."""
        read = self._judgements.read_on(ledger)
        with self._lock:
            if len(read.rows) > len(self._judgements.rows) or read.rows[:1] != self._judgements.rows[:1]:
                self._judgements = read
        return read

    def part(
        self,
        ledger: Ledger,
        *,
        questions: Iterable[str] = (),
        propositions: Iterable[str] = (),
        claims: Iterable[str] = (),
    ) -> Part:
        """What the ledger holds around these, as `view_part` gives it, with the judgements that are kept here."""
        judged = self.judgements(ledger)
        return view_part(ledger, questions=questions, propositions=propositions, claims=claims, judgements=judged)

    def outlets(self, ledger: Ledger) -> Sequence[OutletRow]:
        """The first outlets by name, as many as a page shows and one."""
        return self._ahead.get(("outlets", ledger.state()), lambda: ledger.listing().outlets(limit=self.OUTLETS + 1))

    def last_said(self, ledger: Ledger, source: str) -> Sequence[Uttered]:
        """The newest claims of a source, as many as a page shows and one: of one that speaks much these take long."""
        key = (ledger.state(), source)
        return self._last_said.get(key, lambda: ledger.listing().said_by(source, limit=self.WORDS + 1))

    def reports_by_source(self, ledger: Ledger) -> Mapping[str, int]:
        """In how many reports each source speaks; nothing while that is counted, which takes long in a large ledger."""
        return self._ahead.soon(self._reports_key(ledger), self._count_reports, _PATIENCE) or {}

    @staticmethod
    def _reports_key(ledger: Ledger) -> Hashable:
        return "reports by source", ledger.state()

    def _count_reports(self) -> Mapping[str, int]:
        with self.ledger() as ledger:  # in a thread of its own
            return ledger.listing().reports_by_source()

    def digest(self, ledger: Ledger) -> str:
        """The digest of all that the ledger holds, made anew only where something was recorded or compared since."""
        with ledger.lookup().moment():
            return self._digests.get((ledger.head(), ledger.state()), ledger.digest)

    def kept(self, ledger: Ledger) -> Kept:
        """What is kept here of the ledger for its dossiers."""
        return Kept(self.judgements(ledger), self.matters(ledger), self.digest)

    def queue(self, ledger: Ledger) -> Queue:
        """What is to be reviewed, in order; made anew where the comparison has changed."""
        questions = self.ranking(ledger).questions
        now = (ledger.state(), questions)
        with self._lock:
            held = self._queue
        if held is None or held[0] != now:
            held = (now, Queue(questions, held[1] if held else None))
            with self._lock:
                self._queue = held
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
        shown = {
            "desk": self,
            "request": request,
            "person": self.person(request),
            "Role": Role,
            "refused": refused_of(request),
        }
        asked = self.templates.get(template, request.headers.get("accept-language", ""))
        return HTMLResponse(asked.render(shown | values), status)

    def words(self, request: Request) -> NullTranslations:
        """The desk's own strings in the language of who is asking."""
        return self.templates.words(request.headers.get("accept-language", ""))

    def close(self) -> None:
        """Closes what is kept open, and ends what is at work."""
        self.jobs.close()
        self.comparing.close()
        self.mending.close()
        self._kept.close()
        gc.unfreeze()


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
