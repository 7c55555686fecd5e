"""Inputs → documents → claims → ledger → comparison → page or records: what a user asks for, floor by floor.

Invariant: what a ledger holds after `read` depends on what was read and judged alone, never on the order of inputs or
the number of processes; and each document is recorded in one step, so that a stop at any moment leaves it consistent.
"""

import os
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from sayso.errors import UsageError
from sayso.model import (
    Claim,
    Custody,
    Document,
    Entity,
    Metadata,
    Proposition,
    Reading,
    Status,
    Story,
    original_of,
)
from sayso.story.comparing import close_compared, compare_held
from sayso.story.finding import find_thing
from sayso.story.identity import program_identity
from sayso.story.opening import opened
from sayso.story.workers import Extracted, extract_documents, load_engine

if TYPE_CHECKING:
    from sayso.intake import Loaded
    from sayso.ledger import Audit, Fault, Found, Ledger, Proof

__all__ = [
    "Ending",
    "Step",
    "Summary",
    "audit",
    "copy",
    "export_story",
    "extract",
    "open_story",
    "prove",
    "read",
    "search",
    "verify",
    "view_claim",
    "view_document",
    "view_entity",
    "view_proposition",
    "write_whole",
]

NOTHING_GIVEN = Metadata()


@dataclass(frozen=True, slots=True)
class Ending:
    """How an input ended that was not read to its end, and why."""

    path: str
    status: Status
    reason: str


@dataclass(frozen=True, slots=True)
class Step:
    """Something that `read` has just done: `extracted` stands in the ledger; None when comparing begins."""

    extracted: Extracted | None


@dataclass(frozen=True, slots=True)
class Summary:
    """What a reading came to: inputs by their ending, the claims in them, and what comparing the whole ledger found.

    `root` is that of the run under which it stands, "" where somebody judged meanwhile, so that this is still open.
    """

    read: int
    partly: tuple[Ending, ...]
    refused: tuple[Ending, ...]
    claims: int
    propositions: int
    questions: int
    seconds: float
    digest: str
    root: str
    again: tuple[Reading, ...] = ()

    @property
    def documents(self) -> int:
        """How many inputs were read, wholly or partly."""
        return self.read + len(self.partly)


@dataclass(slots=True)
class _Tally:
    read: int = 0
    claims: int = 0
    short: list[Ending] = field(default_factory=list)

    def add(self, extracted: Extracted) -> None:
        document = extracted.document
        self.claims += len(extracted.claims)
        if document.status is Status.READ:
            self.read += 1
        else:
            self.short.append(Ending(document.path, document.status, document.reason or ""))

    def ended(self, status: Status) -> tuple[Ending, ...]:
        return tuple(ending for ending in self.short if ending.status is status)


def read(
    inputs: Iterable[str | Path],
    *,
    ledger: "Ledger | str | Path",
    given: Metadata = NOTHING_GIVEN,
    attributed_only: bool = False,
    least: float | None = None,
    jobs: int | None = None,
    progress: Callable[[Step], None] | None = None,
    by: str = "",
    originals: bool = True,
) -> Summary:
    """Load `inputs`, extract and record their claims, compare all that the ledger holds, and sum up.

    `inputs` are paths of files and folders, and URLs. `given` goes before what reports say of themselves.
    `attributed_only` leaves out what outlets assert in their own voice, `least` attributed claims that are less sure (0
    to 1). `jobs` is the number of processes; by default one for a small input, else one a core. No input stops the
    others: each ends as read, partly read or refused. The bytes of each are kept, unless `originals` is off: then their
    digest alone; `by` is who collected them.
    """
    began = time.perf_counter()
    tally = _Tally()
    whole = not attributed_only and least is None
    with opened(ledger, create=True, program=program_identity()) as held:
        start, _ = held.head()
        for extracted, custody in _collected(inputs, given, least, jobs, partial(_custody_of, by=by, kept=originals)):
            kept = _attributed(extracted) if attributed_only else extracted
            held.record_document(kept.document, kept.claims, custody, whole=whole)
            tally.add(kept)
            if progress:
                progress(Step(kept))
        if progress:
            progress(Step(None))
        comparison, entry = compare_held(held)
        run = close_compared(held, entry)
        return Summary(
            read=tally.read,
            partly=tally.ended(Status.PARTLY),
            refused=tally.ended(Status.REFUSED),
            claims=tally.claims,
            propositions=len(comparison.propositions),
            questions=len(comparison.questions),
            seconds=time.perf_counter() - began,
            digest=held.digest(),
            root=run.root if run else "",
            again=tuple(reading for reading in held.view_readings(start) if reading.again),
        )


def extract(
    inputs: Iterable[str | Path],
    *,
    own: bool = False,
    apart: bool = False,
    given: Metadata = NOTHING_GIVEN,
    least: float | None = None,
    jobs: int | None = None,
    faulty: Callable[[Document], None] | None = None,
) -> Iterator[Extracted]:
    """The claims of `inputs`, document by document in canonical order of inputs, without a ledger.

    Attributed claims alone, unless `own` asks for what outlets assert in their own voice too, and none that is less
    sure than `least` (0 to 1). `apart` makes each assertion of a content a claim of its own, as `read` does. `faulty`
    is called with each document that could not be read, or not wholly.
    """
    for extracted in _extracted(inputs, given, least, jobs, apart=apart):
        if faulty and extracted.document.status is not Status.READ:
            faulty(extracted.document)
        if extracted.document.status is not Status.REFUSED:
            yield extracted if own else _attributed(extracted)


def _extracted(
    inputs: Iterable[str | Path], given: Metadata, least: float | None, jobs: int | None, *, apart: bool = False
) -> Iterator[Extracted]:
    from sayso.intake import load_documents

    load = partial(load_engine, least=least, apart=apart)
    return extract_documents(load_documents(inputs, given=given), load=load, jobs=jobs)


def _collected(
    inputs: Iterable[str | Path],
    given: Metadata,
    least: float | None,
    jobs: int | None,
    custody_of: "Callable[[Loaded], Custody | None]",
) -> Iterator[tuple[Extracted, Custody | None]]:
    """What was extracted, each with how its bytes were had: those wait here, packed, and pass no process."""
    from sayso.intake import load_inputs

    waiting: deque[Custody | None] = deque()

    def documents() -> Iterator[Document]:
        for loaded in load_inputs(inputs, given=given):
            waiting.append(custody_of(loaded))
            yield loaded.document

    load = partial(load_engine, least=least, apart=True)
    for extracted in extract_documents(documents(), load=load, jobs=jobs):
        yield extracted, waiting.popleft()


def _custody_of(loaded: "Loaded", by: str, *, kept: bool) -> Custody | None:
    if loaded.content is None:
        return None
    return Custody(original_of(loaded.content, loaded.media, kept=kept), loaded.means, loaded.place, by)


def open_story(ledger: "Ledger | str | Path") -> Story:
    """All that a ledger holds, as one value. Raises `LedgerError` where there is no ledger."""
    with opened(ledger) as held:
        return held.view_story()


def search(ledger: "Ledger | str | Path", query: str, *, limit: int = 50, after: str | None = None) -> "Found":
    """What `query` asks for by words, "phrases" and fields such as `kind:anonymous`: how many, and a page of them.

    `after` is what the page before gave as `next`. Raises `UsageError` where a field has a value that it cannot have.
    """
    with opened(ledger) as held:
        return held.find(query, limit=limit, after=after)


def view_claim(ledger: "Ledger | str | Path", ident: str) -> tuple[Document, Claim]:
    """A claim by its id, or a beginning that only one has, with its document. Raises `NotFoundError`."""
    with opened(ledger) as held:
        claim = held.view_claim(find_thing(held.lookup(), ident, ["c1"]))
        return held.view_document(claim.document), claim


def view_document(ledger: "Ledger | str | Path", ident: str) -> tuple[Document, tuple[Claim, ...]]:
    """A document by its id, or a beginning that only one has, with its claims in the order of their places.

    Raises `NotFoundError`.
    """
    with opened(ledger) as held:
        whole = find_thing(held.lookup(), ident, ["d1"])
        return held.view_document(whole), tuple(held.view_claims(whole))


def view_proposition(ledger: "Ledger | str | Path", ident: str) -> Proposition:
    """A proposition by its id, or a beginning that only one has. Raises `NotFoundError`."""
    with opened(ledger) as held:
        return held.view_proposition(find_thing(held.lookup(), ident, ["p1"]))


def view_entity(ledger: "Ledger | str | Path", ident: str) -> Entity:
    """An entity by its id, or a source by its name. Raises `NotFoundError`."""
    with opened(ledger) as held:
        return held.view_entity(find_thing(held.lookup(), ident, ["e1"]))


def export_story(ledger: "Ledger | str | Path", form: str = "jsonl") -> Iterator[str]:
    """The lines of a ledger's records in the format named `form`. Raises `UsageError` where there is no such format."""
    from sayso.export import FORMATS

    if form not in FORMATS:
        raise UsageError(f"no format {form!r}; there is {', '.join(sorted(FORMATS))}")
    return FORMATS[form](open_story(ledger))


def verify(ledger: "Ledger | str | Path") -> "tuple[Fault, ...]":
    """What in the record does not fit its hashes, each re-derived; empty where all does."""
    with opened(ledger) as held:
        return held.verify()


def audit(
    ledger: "Ledger | str | Path",
    *,
    roots: Iterable[str] = (),
    progress: Callable[[int, int], None] | None = None,
    thorough: bool = False,
) -> "Audit":
    """All that `verify` finds, with what was there to check; a run that is missing of those with `roots` is a fault.

    `progress` is called with the entries checked and those in all. Of a ledger of more than 50,000 entries what follows
    from rows that are as they were recorded is derived again only if it is to be `thorough`; every hash always is.
    """
    with opened(ledger) as held:
        return held.audit(roots, progress, thorough=thorough)


def prove(ledger: "Ledger | str | Path", name: str) -> "Proof":
    """That a claim, document or judgement (by its id), or an entry (by its number), stood in the ledger when its run
    was closed. Raises `NotFoundError`.
    """
    with opened(ledger) as held:
        number = name.isascii() and name.isdigit()
        return held.prove(name if number else find_thing(held.lookup(), name, ["c1", "d1", "j1"]))


def copy(ledger: "Ledger | str | Path", to: str | Path, *, progress: Callable[[int, int], None] | None = None) -> str:
    """Copy a ledger to another place, a file or `postgresql://…`, where there is none yet; gives the digest of both.

    `progress` is called with the rows copied and the rows in all. Raises `LedgerError` where there is a ledger already.
    """
    with opened(ledger) as held:
        return held.copy_to(to, progress)


def write_whole(path: str | Path, pieces: Iterable[str | bytes]) -> None:
    """Write a file, texts in UTF-8, that stands there whole or not at all. Raises `UsageError` where it cannot."""
    target = Path(path)
    draft = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        with draft.open("wb") as handle:
            handle.writelines(piece.encode() if isinstance(piece, str) else piece for piece in pieces)
        draft.replace(target)
    except OSError as error:
        raise UsageError(f"cannot write {str(path)!r}: {error.strerror or error}") from error
    finally:
        draft.unlink(missing_ok=True)


def _attributed(extracted: Extracted) -> Extracted:
    return replace(extracted, claims=tuple(claim for claim in extracted.claims if not claim.own))
