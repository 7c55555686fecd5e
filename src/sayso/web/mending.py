"""Claims mended in a process of its own: their words are read anew, with a model that the desk itself never loads.

Under `desk`. Invariant: a mended claim is recorded, or it is said why not, before the answer is given.
"""

import multiprocessing
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import CancelledError, Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from typing import ParamSpec, TypeVar

from sayso.errors import LedgerError
from sayso.model import Judgement, Verdict
from sayso.story import Correction, Judgements, judge, warm_reader
from sayso.story.workers import end_with_parent

__all__ = ["Mending", "MendingError"]

P = ParamSpec("P")
T = TypeVar("T")


class MendingError(LedgerError):
    """The process that reads words anew has ended, or cannot be started."""


class Mending:
    """Mends claims of the ledger at a place, one after another; the model stays loaded from the first on."""

    def __init__(self, place: str) -> None:
        self._place = place
        self._lock = threading.Lock()
        self._pool: ProcessPoolExecutor | None = None

    def warm(self) -> None:
        """Has the model loaded, so that the first mended claim does not wait for it."""
        with suppress(MendingError):  # whoever mends is told
            self._submit(warm_reader)

    def judge(self, claim: str, correction: Correction, *, by: str, note: str, seen: Judgements) -> Sequence[Judgement]:
        """As `sayso.story.judge` with a correction, recorded alone; raises what that raises, and `MendingError`."""
        asked = self._submit(_judge, self._place, claim, correction, by, note, seen.narrowed(claim))
        try:
            return asked.result()
        except (BrokenProcessPool, CancelledError) as error:
            # It may have recorded the decision, so that it is not asked once more.
            raise MendingError(
                "the process that reads words anew has ended; look at the claim, then try again"
            ) from error

    def close(self) -> None:
        """Ends the process."""
        with self._lock:
            pool, self._pool = self._pool, None
        if pool is not None:
            pool.shutdown(cancel_futures=True)

    def _submit(self, work: Callable[P, T], *given: P.args, **named: P.kwargs) -> "Future[T]":
        """Has the process do something, a new one where it has died. Raises `MendingError` where none can be had."""
        with self._lock:
            try:
                return self._living().submit(work, *given, **named)
            except (BrokenProcessPool, OSError):
                self._pool = None
            try:
                return self._living().submit(work, *given, **named)
            except (BrokenProcessPool, OSError) as error:
                self._pool = None  # what was refused stands in its queue
                raise MendingError(f"no process that reads words anew could be started ({error})") from error

    def _living(self) -> ProcessPoolExecutor:
        if self._pool is None:
            context = multiprocessing.get_context("spawn")
            self._pool = ProcessPoolExecutor(1, mp_context=context, initializer=end_with_parent)
        return self._pool


def _judge(place: str, claim: str, correction: Correction, by: str, note: str, seen: Judgements) -> Sequence[Judgement]:
    return judge(place, Verdict.MEND, [claim], by=by, note=note, what=correction, seen=seen, compare=False)
