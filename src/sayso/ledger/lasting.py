"""Once more: what a lost connection interrupted is done again, as soon as the database answers.

Around the operations of `session`. Invariant: only whole operations are done again, never a part of a batch; recording
and viewing twice is the same as once, so that it does not matter whether the first time came through.
"""

import time
from collections.abc import Callable
from typing import TypeVar

from sayso.ledger.store import LostError

__all__ = ["lasting"]

T = TypeVar("T")

_PATIENCE = 60.0  # seconds: a server that restarts is there again within them
_FIRST_PAUSE, _LONGEST_PAUSE = 0.05, 1.0


def lasting(work: Callable[[], T], is_worth_it: Callable[[LostError], bool]) -> T:
    """What `work` gives, tried for a minute. Raises `LostError` then, or where another try `is_worth_it` not."""
    end, pause = time.monotonic() + _PATIENCE, _FIRST_PAUSE
    while True:
        try:
            return work()
        except LostError as error:
            if time.monotonic() > end or not is_worth_it(error):
                raise
        time.sleep(pause)
        pause = min(2 * pause, _LONGEST_PAUSE)
