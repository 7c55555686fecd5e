"""Claims mended in a process of its own: their words are read anew, with a model that the desk itself never loads.

Under `desk`. Invariant: a mended claim is recorded, or it is said why not, before the answer is given.
"""

import multiprocessing
import threading
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool

from sayso.errors import LedgerError
from sayso.model import Judgement, Verdict
from sayso.story import Correction, Judgements, judge, warm_reader

__all__ = ["Mending"]


class Mending:
    """Mends claims of the ledger at a place, one after another; the model stays loaded from the first on."""

    def __init__(self, place: str) -> None:
        self._place = place
        self._lock = threading.Lock()
        self._pool: ProcessPoolExecutor | None = None

    def warm(self) -> None:
        """Has the model loaded, so that the first mended claim does not wait for it."""
        self._process().submit(_warm)

    def judge(self, claim: str, correction: Correction, *, by: str, note: str, seen: Judgements) -> Sequence[Judgement]:
        """As `sayso.story.judge` with a correction, recorded alone; raises what that raises."""
        asked = self._process().submit(_judge, self._place, claim, correction, by, note, seen.narrowed(claim))
        try:
            return asked.result()
        except BrokenProcessPool as error:
            self.close()
            raise LedgerError("the process that reads words anew has ended; try again") from error

    def close(self) -> None:
        """Ends the process."""
        with self._lock:
            pool, self._pool = self._pool, None
        if pool is not None:
            pool.shutdown(cancel_futures=True)

    def _process(self) -> ProcessPoolExecutor:
        with self._lock:
            if self._pool is None:
                self._pool = ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn"))
            return self._pool


def _warm() -> None:
    warm_reader()


def _judge(place: str, claim: str, correction: Correction, by: str, note: str, seen: Judgements) -> Sequence[Judgement]:
    return judge(place, Verdict.MEND, [claim], by=by, note=note, what=correction, seen=seen, compare=False)
