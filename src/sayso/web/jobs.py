"""What is being read for the desk's people: one job at a time, each in a process of its own.

Under the pages that add reports. Invariant: a job is shown to whoever ordered it and to those who administer; what was
brought for it is removed as soon as nothing can be tried again.
"""

import re
import secrets
import threading
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from enum import StrEnum
from multiprocessing import get_context
from multiprocessing.synchronize import Event

from sayso.errors import NotFoundError, UsageError
from sayso.web.apart import Apart
from sayso.web.people import Person, Role
from sayso.web.tally import Short, Tally
from sayso.web.uploads import Folder
from sayso.web.working import Compared, Ended, Failed, Order, Recorded, Said, work

__all__ = ["Job", "Jobs", "Stage", "ordered_at"]

_IDENT = re.compile(r"([0-9a-f]{8})-[\w-]{16}")
_MOST_WAITING = 50
_MOST_KEPT = 200  # jobs that have ended; older ones are forgotten, with what was brought for them
_PATIENCE = 45.0  # seconds for the report in hand, which may take 30
_GLANCE = 0.2  # seconds between two looks at whether somebody wants it stopped


class Stage(StrEnum):
    """How far a job is."""

    QUEUED = "queued"
    LOADING = "loading"
    READING = "reading"
    COMPARING = "comparing"
    DONE = "done"
    STOPPED = "stopped"
    FAILED = "failed"


_ENDED = (Stage.DONE, Stage.STOPPED, Stage.FAILED)


@dataclass(frozen=True, slots=True)
class Job:
    """A job as it stands: `total` is how many reports it seems to hold, `done` how many of them came to their end, of
    which `refused` were; `reports` are the newest of them. `began` and `moved` say when reading began and when
    something last happened. Of one that has ended, `failed` are the inputs that can be tried again.
    """

    id: str
    order: Order
    total: int
    ordered: float
    stage: Stage = Stage.QUEUED
    done: int = 0
    refused: int = 0
    reports: tuple[Ended, ...] = ()
    short: tuple[Short, ...] = ()
    failed: tuple[str, ...] = ()
    reason: str = ""
    began: float | None = None
    moved: float | None = None
    stopping: bool = False
    again: str = ""

    @property
    def ended(self) -> bool:
        """Whether nothing more will happen."""
        return self.stage in _ENDED

    @property
    def rate(self) -> float | None:
        """Reports a second, once two have been read: the first waits for the model."""
        if self.began is None or self.moved is None or self.done < 2 or self.moved <= self.began:
            return None
        return (self.done - 1) / (self.moved - self.began)

    @property
    def left(self) -> float | None:
        """In how many seconds all is read, at this rate."""
        rate = self.rate
        return max(0, self.total - self.done) / rate if rate and self.stage is Stage.READING else None


@dataclass(slots=True)
class _Held:
    """A job, what was brought for it, and what came of that. `shown` gives the job with all of it."""

    job: Job
    folder: Folder
    tally: Tally
    stop: threading.Event = field(default_factory=threading.Event)

    def shown(self) -> Job:
        return replace(self.job, reports=tuple(self.tally.newest), short=self.tally.short())


class Jobs:
    """All jobs since the desk began. Those that wait are done in the order in which they came. `left` is called where
    one came to its end without having compared what it recorded.
    """

    def __init__(self, now: Callable[[], float] = time.time, left: Callable[[], None] | None = None) -> None:
        self._now = now
        self._left = left
        self._held: dict[str, _Held] = {}
        self._waiting: deque[str] = deque()
        self._lock = threading.Condition()
        self._worker: threading.Thread | None = None
        self._closed = False

    def add(self, folder: Folder, order: Order, total: int) -> Job:
        """Puts a job at the end of those that wait. The folder is removed when it is needed no more."""
        with self._lock:
            try:
                self._require_room()
            except UsageError:
                folder.clear()
                raise
            return self._put(folder, order, total)

    def find(self, ident: str, person: Person) -> Job:
        """The job with this id. Raises `NotFoundError` where there is none that this person may see."""
        with self._lock:
            held = self._held.get(ident)
            if held is None or not _may_see(held.job, person):
                raise NotFoundError("there is no such job")
            return held.shown()

    def all(self, person: Person) -> tuple[Job, ...]:
        """The jobs that this person may see, the newest first."""
        with self._lock:
            return tuple(held.job for held in reversed(self._held.values()) if _may_see(held.job, person))

    def before(self, job: Job) -> int:
        """How many jobs are done before this one."""
        with self._lock:
            at_work = any(h.job.stage in (Stage.LOADING, Stage.READING, Stage.COMPARING) for h in self._held.values())
            return (self._waiting.index(job.id) if job.id in self._waiting else 0) + at_work

    def stop(self, ident: str, person: Person) -> Job:
        """Ends a job: at once where nothing is recorded yet, else after the report in hand."""
        with self._lock:
            job = self.find(ident, person)
            held = self._held[job.id]
            if job.id in self._waiting:
                self._waiting.remove(job.id)
                self._end(held, Stage.STOPPED)
            elif not held.job.ended:
                held.job = replace(held.job, stopping=True)
                held.stop.set()
            return held.job

    def retry(self, ident: str, person: Person) -> Job:
        """A new job for what failed in this one alone. Raises `UsageError` where that cannot be; then all stays."""
        with self._lock:
            job = self.find(ident, person)
            held = self._held[job.id]
            if not job.ended or job.again or not job.failed:
                raise UsageError("there is nothing to be tried again here")
            self._require_room()
            try:
                total = sum(map(held.folder.reports, job.failed))
            except OSError as error:
                raise UsageError("what was brought is no longer there; add it once more") from error
            # The new job has the folder now.
            folder, held.folder = held.folder, Folder(held.folder.path / "moved")
            more = self._put(folder, replace(job.order, inputs=job.failed), total)
            held.job = replace(held.job, again=more.id)
            return more

    def close(self) -> None:
        """Ends what is at work and removes all that was brought."""
        with self._lock:
            self._closed = True
            self._waiting.clear()
            for held in self._held.values():
                held.stop.set()
            self._lock.notify_all()
            worker = self._worker
        if worker:
            worker.join(10)
        with self._lock:
            for held in self._held.values():
                held.folder.clear()

    def _require_room(self) -> None:
        if self._closed:
            raise UsageError("the desk is being closed; add this when it is open again")
        if len(self._waiting) >= _MOST_WAITING:
            raise UsageError(f"{_MOST_WAITING} jobs are waiting already; add this when some are done")

    def _put(self, folder: Folder, order: Order, total: int) -> Job:
        now = self._now()
        # The moment stands in the id, so that a desk knows it that knows nothing else of the job.
        job = Job(f"{int(now):08x}-{secrets.token_urlsafe(12)}", order, total, now)
        self._held[job.id] = _Held(job, folder, Tally(order.inputs))
        self._waiting.append(job.id)
        self._forget()
        if self._worker is None:
            self._worker = threading.Thread(target=self._work, name="sayso-jobs", daemon=True)
            self._worker.start()
        self._lock.notify_all()
        return job

    def _work(self) -> None:
        while True:
            with self._lock:
                self._lock.wait_for(lambda: self._waiting or self._closed)
                if self._closed:
                    return
                held = self._held[self._waiting.popleft()]
                held.job = replace(held.job, stage=Stage.LOADING)
            self._run(held)

    def _run(self, held: _Held) -> None:
        try:
            stop = get_context("spawn").Event()
            with Apart(work, held.job.order, stop) as process:
                try:
                    self._follow(held, process, stop)
                except EOFError:
                    self._ended(held, Stage.FAILED, f"the process that read it ended by itself ({process.ended()})")
                if not self._closed:
                    process.ended()
        except OSError as error:
            self._ended(held, Stage.FAILED, f"no process to read it could be started ({error})")

    def _follow(self, held: _Held, process: Apart, stop: Event) -> None:
        """Takes in what the process says until the job has ended."""
        deadline: float | None = None
        while not held.job.ended:
            if held.stop.is_set() and deadline is None:
                stop.set()
                deadline = time.monotonic() + (_PATIENCE if held.job.done and not self._closed else 0.0)
            if deadline is not None and time.monotonic() > deadline and self._may_cut(held.job):
                self._ended(held, Stage.STOPPED)
            elif said := process.hear(_GLANCE):
                self._take(held, said)

    def _may_cut(self, job: Job) -> bool:
        """Whether it may be ended in the middle: what is recorded is compared first, unless the desk itself ends."""
        return self._closed or job.stage is not Stage.COMPARING

    def _take(self, held: _Held, said: Said) -> None:
        """What the process says, put into the job."""
        with self._lock:
            now = self._now()
            match said:
                case Ended():
                    held.tally.add(said)
                    done, refused, began = held.tally.done, held.tally.refused, held.job.began or now
                    held.job = replace(
                        held.job, stage=Stage.READING, done=done, refused=refused, began=began, moved=now
                    )
                case Recorded():
                    held.job = replace(held.job, stage=Stage.COMPARING, moved=now)
                case Compared(stopped=stopped):
                    self._end(held, Stage.STOPPED if stopped else Stage.DONE)
                case Failed(reason=reason):
                    self._ended(held, Stage.FAILED, reason)

    def _ended(self, held: _Held, stage: Stage, reason: str = "") -> None:
        """Ends a job that did not say itself that all is compared."""
        with self._lock:
            if held.job.ended:
                return
            self._end(held, stage, reason)
            if held.job.done and self._left and not self._closed:
                self._left()

    def _end(self, held: _Held, stage: Stage, reason: str = "") -> None:
        failed = held.tally.failed()
        held.job = replace(held.job, stage=stage, reason=reason, failed=failed, moved=self._now(), stopping=False)
        held.folder.remove(set(held.job.order.inputs) - set(failed))
        if not failed:
            held.folder.clear()

    def _forget(self) -> None:
        ended = [ident for ident, held in self._held.items() if held.job.ended]
        for ident in ended[: max(0, len(ended) - _MOST_KEPT)]:
            self._held.pop(ident).folder.clear()


def ordered_at(ident: str) -> datetime | None:
    """When the job with this id was ordered, on this desk or an earlier one; None where it is no such id."""
    found = _IDENT.fullmatch(ident)
    return datetime.fromtimestamp(int(found[1], 16), UTC) if found else None


def _may_see(job: Job, person: Person) -> bool:
    return person.role >= Role.ADMINISTER or job.order.by == person.name
