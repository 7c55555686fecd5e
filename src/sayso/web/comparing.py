"""Decisions taken into the comparison, behind the pages: in a process of its own, once they settle.

Under `desk`. Invariant: one comparison is made at a time, and where more was decided meanwhile, another one after it;
what is not in it yet is told by the ledger itself, whose run stays open until it is.
"""

import threading
from dataclasses import dataclass

from sayso.errors import LedgerError, SaysoError
from sayso.ledger import Ledger, open_ledger
from sayso.story import Judgements, compare_judged, may_change
from sayso.web.apart import Apart, Say

__all__ = ["Comparing", "State"]

_GLANCE = 0.2  # seconds between two looks at whether the desk has been closed
_SETTLED = 1.5  # seconds without a decision, after which those that were made are compared


@dataclass(frozen=True, slots=True)
class State:
    """How many decisions are not yet in the comparison, and why the last one failed."""

    waiting: int
    failed: str


@dataclass(frozen=True, slots=True)
class _TakenIn:
    """What the last comparison made here takes in: up to which entry, the newest judgement among them, and the digest
    of that comparison. By the last two it shows whether a ledger is the one of which it was made.
    """

    entry: int = 0
    newest: str = ""
    compared: str = ""


class Comparing:
    """Compares the ledger at a place anew when told that somebody decided."""

    def __init__(self, place: str) -> None:
        self._place = place
        self._asked = threading.Event()
        self._ended = threading.Event()
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None
        self._taken_in = _TakenIn()
        self._failed = ""

    def ask(self) -> None:
        """Says that there are decisions to compare."""
        with self._lock:
            self._asked.set()
            self._failed = ""
            if self._thread is None and not self._ended.is_set():
                self._thread = threading.Thread(target=self._work, name="comparing", daemon=True)
                self._thread.start()

    def state(self, ledger: Ledger, judgements: Judgements) -> State:
        """How far the comparison is behind; asks for one where nobody has, as after a restart of the desk."""
        since = max(ledger.lookup().sealed(), self._taken_in_of(ledger, judgements))
        waiting = sum(may_change(judgements, judgement) for judgement in judgements.since(since))
        with self._lock:
            running, failed = self._thread is not None, self._failed
        if waiting and not running and not failed:
            self.ask()
        return State(waiting, failed)

    def _taken_in_of(self, ledger: Ledger, judgements: Judgements) -> int:
        """Up to which entry the ledger's comparison was made here; 0 where it was not, as where another ledger has
        taken the place of the file.
        """
        taken = self._taken_in
        same = judgements.through(taken.entry).newest == taken.newest and ledger.state()[1] == taken.compared
        return taken.entry if same else 0

    def close(self) -> None:
        """Begins no more. What was not compared is when the desk is opened next."""
        self._ended.set()
        self._asked.set()
        with self._lock:
            thread = self._thread
        if thread is not None:
            thread.join()

    def _work(self) -> None:
        while self._next():
            try:
                self._taken_in = _compare_apart(self._place, self._ended)
            except SaysoError as error:
                with self._lock:
                    self._failed = str(error)

    def _next(self) -> bool:
        """Waits until decisions have settled; False where there are none, and the thread ends."""
        with self._lock:
            if not self._asked.is_set() or self._ended.is_set():
                self._thread = None
                return False
            self._asked.clear()
        while self._asked.wait(_SETTLED) and not self._ended.is_set():
            self._asked.clear()
        return not self._ended.is_set() or self._next()


def _compare_apart(place: str, ended: threading.Event) -> _TakenIn:
    """Compare the ledger at a place in another process; nothing is taken in where that was `ended` amid it."""
    done: _TakenIn | str | None = None
    try:
        with Apart(_compare, place) as process:
            while done is None and not ended.is_set():
                done = process.hear(_GLANCE)
    except EOFError:
        done = "the process that compares has ended; the next decision begins another"
    except OSError as error:
        done = f"no process that compares could be started ({error}); the next decision tries again"
    if isinstance(done, str):
        raise LedgerError(done)
    return done or _TakenIn()


def _compare(say: Say, place: str) -> None:
    try:
        with open_ledger(place, create=False) as ledger:
            entry = compare_judged(ledger)
            newest = Judgements().read_on(ledger).through(entry).newest
            taken = _TakenIn(entry, newest, ledger.state()[1])
        say(taken)  # once the ledger is closed, as the process is ended when this is heard
    except SaysoError as error:
        say(str(error))
