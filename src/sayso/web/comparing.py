"""Decisions taken into the comparison, behind the pages: in a process of its own, once they settle.

Under `desk`. Invariant: one comparison is made at a time, and where more was decided meanwhile, another one after it;
what is not in it yet is told by the ledger itself, whose run stays open until it is.
"""

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection

from sayso.errors import LedgerError, SaysoError
from sayso.ledger import Ledger
from sayso.story import Judgements, compare_judged, may_change

__all__ = ["Comparing", "State", "compare_apart"]

Compare = Callable[[str, threading.Event], int]

_GLANCE = 0.2  # seconds between two looks at whether the desk has been closed
_SETTLED = 1.5  # seconds without a decision, after which those that were made are compared


@dataclass(frozen=True, slots=True)
class State:
    """How many decisions are not yet in the comparison, whether one is being made, and why the last one failed."""

    waiting: int
    running: bool
    failed: str


class Comparing:
    """Compares the ledger at a place anew when told that somebody decided."""

    def __init__(self, place: str, compare: "Compare | None" = None, settled: float = _SETTLED) -> None:
        self._place = place
        self._compare = compare or compare_apart
        self._settled = settled
        self._asked = threading.Event()
        self._ended = threading.Event()
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None
        self._taken_in = 0
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
        since = max(ledger.lookup().sealed(), self._taken_in)
        waiting = sum(may_change(judgements, judgement) for judgement in judgements.since(since))
        with self._lock:
            running, failed = self._thread is not None, self._failed
        if waiting and not running and not failed:
            self.ask()
        return State(waiting, running, failed)

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
                self._taken_in = self._compare(self._place, self._ended)
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
        while self._asked.wait(self._settled) and not self._ended.is_set():
            self._asked.clear()
        return not self._ended.is_set() or self._next()


def compare_apart(place: str, ended: threading.Event) -> int:
    """Compare the ledger at a place in another process, as `compare_judged` does; 0 where that was `ended` amid it."""
    here, there = multiprocessing.Pipe(duplex=False)
    process = multiprocessing.get_context("spawn").Process(target=_compare, args=(place, there), name="comparing")
    process.start()
    there.close()
    try:
        while not here.poll(_GLANCE):
            if ended.is_set():
                process.terminate()
                return 0
        done: int | str = here.recv()
    except EOFError:
        done = "the process that compares has ended; the next decision begins another"
    finally:
        process.join()
        process.close()
        here.close()
    if isinstance(done, str):
        raise LedgerError(done)
    return done


def _compare(place: str, answer: Connection) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the desk ends it
    with suppress(OSError):
        os.nice(5)
    try:
        answer.send(compare_judged(place))
    except SaysoError as error:
        answer.send(str(error))
