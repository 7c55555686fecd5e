"""Work in a process of its own: the server starts it, hears what it says, and ends it.

Under `jobs`, `comparing` and `mending`. Invariant: no such process outlives the server, however that ends.
"""

import os
from collections.abc import Callable
from contextlib import suppress
from multiprocessing import get_context
from multiprocessing.connection import Connection
from types import TracebackType
from typing import Any, Concatenate, ParamSpec, Self

from sayso.story.workers import end_with_parent

__all__ = ["Apart", "Say"]

P = ParamSpec("P")
Say = Callable[[Any], None]

_PATIENCE = 5.0  # seconds for a process that was told to end


class Apart:
    """A process at work. Use it as a context manager: at its end the process is ended too."""

    def __init__(self, work: Callable[Concatenate[Say, P], None], *given: P.args, **named: P.kwargs) -> None:
        """Starts `work`, whose first argument says something to the server. Raises `OSError` where that cannot be."""
        # "spawn", as "fork" would copy the locks of the server's threads in whatever state they are.
        context = get_context("spawn")
        self._here, there = context.Pipe(duplex=False)
        self._process = context.Process(target=_begin, args=(work, there, *given), kwargs=named)
        try:
            self._process.start()
        except BaseException:
            self._here.close()
            raise
        finally:
            there.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._process.terminate()
        self._process.join(_PATIENCE)
        self._process.kill()
        self._process.join()
        self._process.close()
        self._here.close()

    def hear(self, seconds: float) -> Any:
        """What it says within so many seconds, else None. Raises `EOFError` where it has ended by itself."""
        try:
            return self._here.recv() if self._here.poll(seconds) else None
        except OSError as error:  # it ended in the middle of a word
            raise EOFError(str(error)) from error

    def ended(self) -> int | None:
        """With which code it ended by itself; None where it did not within some seconds."""
        self._process.join(_PATIENCE)
        return self._process.exitcode


def _begin(work: Callable[..., None], there: Connection, *given: object, **named: object) -> None:
    end_with_parent()
    with suppress(OSError):
        os.nice(5)  # pages come first
    work(there.send, *given, **named)
