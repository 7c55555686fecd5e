"""Documents in, their claims out, by one process or several: the part of the conductor that does the heavy work.

Invariant: what comes out, and in which order, does not depend on the number of processes; and whatever a document does
to its reader (an error, no end, the death of the process), it alone falls short, with the reason.
"""

import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cache
from itertools import chain, islice
from multiprocessing import get_context, parent_process

from sayso.errors import InputError, LexiconError, SaysoError, UsageError
from sayso.model import Claim, Document, Status

__all__ = ["ChunkSize", "Engine", "Extracted", "end_with_parent", "extract_documents", "load_engine"]

SMALL_INPUT = 4  # chunks: one process has read them by the time that a second has loaded its model
SECONDS = 30.0  # the budget of one document
WAITING = 3  # chunks in hand for each process, read ones included

Chunk = tuple[Document, ...]


@dataclass(frozen=True, slots=True)
class ChunkSize:
    """With how many characters, or documents, a chunk is full: what is read at once, by one process."""

    characters: int = 50_000  # some two seconds of one core: enough to batch well, little to lose with a process
    documents: int = 64


CHUNK = ChunkSize()


@dataclass(frozen=True, slots=True)
class Extracted:
    """A document that came to its end, with the claims found in it."""

    document: Document
    claims: tuple[Claim, ...] = ()


Engine = Callable[[Sequence[Document]], Iterable[Extracted]]
"""Reads documents of one language and extracts their claims: one `Extracted` a document, in order."""

Load = Callable[[str], Engine]


@dataclass(frozen=True, slots=True)
class _Terms:
    """How documents are read: what loads an engine by language, and the seconds that one document may take."""

    load: Load
    seconds: float

    def remembering(self) -> "_Terms":
        """The same, each engine loaded once."""
        return replace(self, load=cache(self.load))


def load_engine(language: str, least: float | None = None, *, apart: bool = False) -> Engine:
    """What reads and extracts in `language`, its model loaded; `least` is the confidence that a claim must have;
    `apart` makes each assertion of a content a claim of its own.

    Raises `InputError` where there is no reader.
    """
    from sayso.reading import load_reader

    reader = load_reader(language)  # first: where there is none, what extracts is loaded for nothing
    from sayso.claims import extract_claims

    return lambda documents: (
        Extracted(a.document, extract_claims(a, least=least, apart=apart)) for a in reader.read(documents)
    )


def extract_documents(
    documents: Iterable[Document],
    *,
    load: Load = load_engine,
    jobs: int | None = None,
    seconds: float = SECONDS,
    size: ChunkSize = CHUNK,
) -> Iterator[Extracted]:
    """The claims of `documents`, in their order; only a few chunks are held at a time.

    A document that cannot be read to the end comes back partly read, one that ends its process comes back refused,
    both with the reason; `seconds` is what one may take. `jobs` is the number of processes, by default one for a small
    input, else one a core; `size` says how much one reads at once. `load` must be importable by name where there are
    several. Raises `UsageError` where processes cannot start.
    """
    processes, chunks = _share_out(_chunked(documents, size), jobs)
    terms = _Terms(load, seconds)
    if processes > 1:
        return _extract_apart(chunks, terms, processes)
    here = terms.remembering()
    return (extracted for chunk in chunks for extracted in _extract_chunk(chunk, here))


def _chunked(documents: Iterable[Document], size: ChunkSize) -> Iterator[Chunk]:
    chunk: list[Document] = []
    characters = 0
    for document in documents:
        chunk.append(document)
        characters += len(document.text)
        if characters >= size.characters or len(chunk) >= size.documents:
            yield tuple(chunk)
            chunk, characters = [], 0
    if chunk:
        yield tuple(chunk)


def _share_out(chunks: Iterator[Chunk], jobs: int | None) -> tuple[int, Iterator[Chunk]]:
    """How many processes are worth their start, and the chunks again."""
    if jobs is not None and jobs < 1:
        raise UsageError(f"the number of processes is 1 or more, not {jobs}")
    head = list(islice(chunks, jobs or SMALL_INPUT))
    small = len(head) < SMALL_INPUT
    return (len(head) if jobs else 1 if small else _cores()), chain(head, chunks)


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _extract_chunk(chunk: Chunk, terms: _Terms) -> list[Extracted]:
    places: dict[str, list[int]] = {}
    for place, document in enumerate(chunk):
        places.setdefault(_language(document), []).append(place)
    ended: dict[int, Extracted] = {}
    for language, own in places.items():
        ended.update(zip(own, _extract_language(language, [chunk[place] for place in own], terms), strict=True))
    return [ended[place] for place in range(len(chunk))]


def _language(document: Document) -> str:
    """The language whose reader is asked; empty where there is nothing to read."""
    return "" if document.status is Status.REFUSED else (document.metadata.language or "en").lower().split("-")[0]


def _extract_language(language: str, documents: list[Document], terms: _Terms) -> list[Extracted]:
    if not language:
        return [Extracted(document) for document in documents]
    try:
        engine = terms.load(language)
    except InputError as fault:
        return [_fallen_short(document, Status.PARTLY, fault.reason) for document in documents]
    try:
        with _time_limit(terms.seconds):
            return list(engine(documents))
    except LexiconError:
        raise  # a fault of Sayso's own word lists, not of a document
    except Exception as error:  # noqa: BLE001 - whatever one document does to its reader, the others are read
        if len(documents) == 1:
            return [_fallen_short(documents[0], Status.PARTLY, _one_line(error))]
    return [extracted for document in documents for extracted in _extract_language(language, [document], terms)]


@contextmanager
def _time_limit(seconds: float) -> Iterator[None]:
    """Raise `TimeoutError` in the body after `seconds`, where the system has an alarm and this is the main thread."""
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return

    def ring(*_: object) -> None:
        raise TimeoutError(f"it took more than {seconds:.0f} seconds")

    before = signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def _fallen_short(document: Document, status: Status, reason: str) -> Extracted:
    reasons = "; ".join(filter(None, (document.reason, reason)))
    return Extracted(replace(document, status=status, reason=reasons))


def _one_line(error: Exception) -> str:
    words = " ".join(str(error).split())[:200]
    if isinstance(error, SaysoError | TimeoutError) and words:
        return words
    return f"reading it failed: {type(error).__name__}" + (f": {words}" if words else "")


def _extract_apart(chunks: Iterable[Chunk], terms: _Terms, processes: int) -> Iterator[Extracted]:
    team = _Team(terms, processes)
    waiting: deque[tuple[Chunk, Future[list[Extracted]]]] = deque()
    try:
        for chunk in chunks:
            waiting.append((chunk, team.submit(chunk)))
            if len(waiting) >= processes * WAITING:
                yield from team.result(*waiting.popleft())
        while waiting:
            yield from team.result(*waiting.popleft())
    finally:
        team.close()


class _Team:
    """Worker processes, started anew when one of them dies."""

    def __init__(self, terms: _Terms, processes: int) -> None:
        self._terms = terms
        self._processes = processes
        self._pool = _start_pool(terms, processes)

    def submit(self, chunk: Chunk) -> Future[list[Extracted]]:
        try:
            return self._pool.submit(_work, chunk)
        except (BrokenProcessPool, OSError):  # the pool closes its pipes while it breaks, and then cannot spawn
            self.close()
            self._pool = _start_pool(self._terms, self._processes)
            return self._pool.submit(_work, chunk)

    def result(self, chunk: Chunk, future: Future[list[Extracted]]) -> list[Extracted]:
        try:
            return future.result()
        except BrokenProcessPool:
            return _rescue(chunk, self._terms)

    def close(self) -> None:
        self._pool.shutdown(wait=False, cancel_futures=True)


def _rescue(chunk: Chunk, terms: _Terms) -> list[Extracted]:
    """Read a chunk whose process died: apart, then document by document, so that only the cause is refused."""
    try:
        with _start_pool(terms, 1) as pool:
            return pool.submit(_work, chunk).result()
    except BrokenProcessPool:
        if len(chunk) == 1:
            return [_fallen_short(chunk[0], Status.REFUSED, "reading it ended the process, twice")]
    return [extracted for document in chunk for extracted in _rescue((document,), terms)]


def _start_pool(terms: _Terms, processes: int) -> ProcessPoolExecutor:
    # "spawn", as "fork" copies the locks of a terminal's or a server's threads in whatever state they are.
    pool = ProcessPoolExecutor(processes, get_context("spawn"), initializer=_start_worker, initargs=(terms,))
    try:
        pool.submit(os.getpid).result()
    except BrokenProcessPool:
        raise UsageError(
            "worker processes cannot start: call Sayso under `if __name__ == '__main__':`, or with jobs=1"
        ) from None
    return pool


_worker_terms: _Terms  # of a worker process: set as it starts, used by _work alone


def _start_worker(terms: _Terms) -> None:
    global _worker_terms
    end_with_parent()
    os.environ.update(dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"), "1"))  # a core each is theirs
    _worker_terms = terms.remembering()


def end_with_parent() -> None:
    """Has this process end with the one that started it: one that is killed tells nobody, and this one would wait for
    work for ever. Ctrl-C ends it at once, without a word: the other one speaks.
    """
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    threading.Thread(target=_wait_and_end, daemon=True).start()


def _wait_and_end() -> None:
    parent = parent_process()
    if parent:
        parent.join()
        signal.raise_signal(signal.SIGTERM)


def _work(chunk: Chunk) -> list[Extracted]:
    return _extract_chunk(chunk, _worker_terms)
