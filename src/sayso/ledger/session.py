"""An open ledger: the one object of this floor that others hold.

Reading hands it documents and claims, comparing hands it a comparison, people hand it judgements; all else views it.
Invariant: the record is append-only; what was recorded once is viewed for ever, or superseded by a better reading.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from functools import wraps
from pathlib import Path
from types import TracebackType
from typing import Concatenate, ParamSpec, Self, TypeVar

from sayso.ledger import provenance, readings, record, view
from sayso.ledger.copying import copy_store
from sayso.ledger.counts import Counts, count_reports
from sayso.ledger.engines import open_store
from sayso.ledger.entries import Entry, claim_entries
from sayso.ledger.faults import Fault
from sayso.ledger.lasting import lasting
from sayso.ledger.listing import Listing
from sayso.ledger.lookup import Lookup
from sayso.ledger.runs import Proof, Run, prove
from sayso.ledger.search import Found, find
from sayso.ledger.store import Store
from sayso.ledger.verify import Audit, Progress, verify_ledger
from sayso.model import Claim, Comparison, Custody, Difference, Document, Entity, Judgement, Proposition, Reading, Story
from sayso.version import __version__

__all__ = ["Ledger", "open_ledger", "utc_now"]

P = ParamSpec("P")
T = TypeVar("T")


def utc_now() -> datetime:
    """The present moment in UTC."""
    return datetime.now(UTC)


def open_ledger(
    location: str | Path,
    *,
    clock: Callable[[], datetime] = utc_now,
    create: bool = True,
    program: str = __version__,
) -> "Ledger":
    """Opens the ledger at `location`, a file or `postgresql://…`; makes it where it is absent and `create` holds.

    `program` is the version in whose name rows are written. Raises `LedgerVersionError` where a later version of the
    schema wrote it, `LedgerError` where it is absent, no ledger, or cannot be opened.
    """
    return Ledger(open_store(location, create=create), clock, program)


def _lasting(method: Callable[Concatenate["Ledger", P], T]) -> Callable[Concatenate["Ledger", P], T]:
    """The method, done once more where the connection was lost amid it and it is no part of a batch."""

    @wraps(method)
    def lasts(ledger: "Ledger", /, *given: P.args, **named: P.kwargs) -> T:
        return lasting(lambda: method(ledger, *given, **named), lambda _: not ledger._store.busy)

    return lasts


class Ledger:
    """The record of a story and the view made of it. Use it as a context manager, in one thread at a time."""

    def __init__(self, store: Store, clock: Callable[[], datetime], program: str) -> None:
        self._store = store
        self._clock = clock
        self._program = program

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Closes the file or the connection. What a batch has not finished is undone."""
        self._store.close()

    @contextmanager
    def batch(self) -> Iterator[None]:
        """What is recorded inside is written at once at its end, or not at all; other writers wait meanwhile."""
        with self._store.transaction():
            yield

    @_lasting
    def record_document(
        self, document: Document, claims: Sequence[Claim], custody: Custody | None = None, *, whole: bool = True
    ) -> bool:
        """Records a report as read, with its claims, in one transaction; True if anything of it was new.

        `custody` is how its bytes were had, and the bytes. `whole` says that no claims were left out on purpose: those
        that an older program found and this one does not, count no longer; they stay in the record.
        Raises `LedgerError` where a claim is of another document, or a value could not be viewed unchanged.
        """
        return record.record_document(self._store, document, claims, self._stamp(), custody, whole=whole)

    @_lasting
    def record_comparison(self, comparison: Comparison, basis: view.Basis | None = None, *, late: bool = False) -> bool:
        """Puts a comparison of what is held, or of `basis`, in the place of the one before; True if it stands there.

        False where more was read or judged since `basis` was viewed. If it may come `late`, it is taken all the same,
        but where another comparison has been put there since: it is never one of less than that.
        """
        return record.record_comparison(self._store, comparison, basis, late=late)

    @_lasting
    def record_judgement(self, judgement: Judgement) -> None:
        """Records a judgement; again is nothing. Raises `LedgerError` where its id has other content already."""
        record.record_judgement(self._store, judgement, self._stamp())

    @_lasting
    def close_run(self) -> Run | None:
        """Closes the run of all that was recorded since the last one under a root; gives the newest, None if none.

        Where nothing was recorded since, nothing is written.
        """
        return record.record_run(self._store, self._stamp())

    @_lasting
    def record_stamp(self, root: str, reply: bytes) -> bool:
        """Records what an authority answered for the root of a run, as it came; True if that was new.

        Raises `NotFoundError` where no run has this root.
        """
        return record.record_stamp(self._store, root, reply, self._stamp())

    @_lasting
    def prove(self, name: str) -> Proof:
        """That the row with this id, or entry number, was there when its run was closed. Raises `NotFoundError`, and
        `LedgerError` where damage leaves nothing to prove.
        """
        return prove(self._store, name)

    @_lasting
    def view_documents(self) -> tuple[Document, ...]:
        """All documents, refused ones too, in order of `(published, id)`; `path` is the smallest it was met at."""
        return view.view_documents(self._store)

    @_lasting
    def view_document(self, name: str) -> Document:
        """The document with this id. Raises `NotFoundError`."""
        return view.view_document(self._store, name)

    @_lasting
    def view_claims(self, document: str | None = None) -> tuple[Claim, ...]:
        """All claims, or those of one document, in order of `(document, where the content begins, id)`."""
        return view.view_claims(self._store, document)

    @_lasting
    def view_claim(self, name: str) -> Claim:
        """The claim with this id. Raises `NotFoundError`."""
        return view.view_claim(self._store, name)

    @_lasting
    def view_proposition(self, name: str) -> Proposition:
        """The proposition with this id. Raises `NotFoundError`."""
        return view.view_proposition(self._store, name)

    @_lasting
    def view_entity(self, name: str) -> Entity:
        """The entity with this id. Raises `NotFoundError`."""
        return view.view_entity(self._store, name)

    @_lasting
    def view_custody(self, document: str) -> tuple[Custody, ...]:
        """How the bytes of a report were had, each time in order of recording; `view_original` has the bytes."""
        return provenance.view_custody(self._store, document)

    @_lasting
    def view_keepings(self, digest: str) -> tuple[tuple[str, Custody], ...]:
        """Of which reports (by id) these bytes are the original, and how they were had, in order of recording."""
        return provenance.view_keepings(self._store, digest)

    @_lasting
    def claim_entries(self, claim: str) -> tuple[Entry, ...]:
        """The entries of the chain that hold a claim, one for each reading that differed, in order of recording."""
        return claim_entries(self._store, claim)

    @_lasting
    def keeps_original(self, digest: str) -> bool:
        """Whether the bytes with this SHA-256 are kept, and not their digest alone."""
        return provenance.keeps_original(self._store, digest)

    @_lasting
    def view_original(self, digest: str) -> bytes:
        """The bytes with this SHA-256. Raises `NotFoundError` where none are kept, `LedgerError` where damaged."""
        return provenance.view_original(self._store, digest)

    @_lasting
    def view_readings(self, since: int = 0, documents: Sequence[str] = ()) -> tuple[Reading, ...]:
        """The readings of reports recorded after entry `since`, and what each found otherwise than older programs; of
        these documents (by id), or of all.
        """
        return readings.view_readings(self._store, since, documents)

    @_lasting
    def view_difference(self, reading: Reading) -> Difference:
        """A reading, as `view_readings` gives it, with the claims that it found otherwise than older programs."""
        return readings.view_difference(self._store, reading)

    @_lasting
    def view_basis(self) -> view.Basis:
        """What there is to compare, all of one moment."""
        return view.view_basis(self._store)

    @_lasting
    def view_comparison(self) -> Comparison:
        """The comparison last recorded; an empty one where there is none."""
        return view.view_comparison(self._store)

    @_lasting
    def view_judgements(self) -> tuple[Judgement, ...]:
        """All judgements in order of `(time, id)`, those undone too."""
        return view.view_judgements(self._store)

    @_lasting
    def view_story(self) -> Story:
        """All of it, as it is at one moment."""
        return view.view_story(self._store)

    @_lasting
    def is_compared(self) -> bool:
        """Whether the comparison held was made of the documents and claims held now."""
        return view.is_compared(self._store)

    @_lasting
    def find(self, query: str, *, limit: int = 50, after: str | None = None) -> Found:
        """At most `limit` of what `query` asks for by words, "phrases" and fields, and how many there are in all.

        `after` is what the page before gave as `next`. Raises `UsageError` where a field has a value that it cannot
        have; no query raises else.
        """
        return find(self._store, query, limit, after)

    def search(self, query: str, *, limit: int = 50) -> tuple[Claim, ...]:
        """The claims alone of what `find` gives."""
        return tuple(hit.claim for hit in self.find(query, limit=limit).hits if hit.claim)

    @_lasting
    def counts(self) -> Counts:
        """How many reports there are, of how many outlets, and from which days."""
        return count_reports(self._store)

    @_lasting
    def state(self) -> tuple[int, str]:
        """What changes with reading and comparing: the last entry of a reading, and the digest of the comparison."""
        return view.state(self._store)

    def lookup(self) -> Lookup:
        """The ways into what the ledger holds by id."""
        return Lookup(self._store)

    def listing(self) -> Listing:
        """Reports, outlets and sources in lists."""
        return Listing(self._store)

    @_lasting
    def digest(self) -> str:
        """`l1:…` over what the ledger holds, whatever the order it was written in; no paths, times or versions."""
        return view.ledger_digest(self._store)

    @_lasting
    def head(self) -> tuple[int, str]:
        """How many entries the hash chain has, and its last link ("" where it has none)."""
        return view.chain_head(self._store)

    @_lasting
    def verify(self) -> tuple[Fault, ...]:
        """All that is not as it was recorded; nothing where the ledger is sound."""
        return self.audit().faults

    @_lasting
    def audit(self, roots: Iterable[str] = (), progress: Progress | None = None, *, thorough: bool = False) -> Audit:
        """All faults, and what was there to check. That a run is missing whose root is among `roots` is a fault too.

        `progress` is called with the entries checked and those in all. Of a large ledger what follows from rows that
        are as they were recorded is derived again only if it is to be `thorough`; every hash always is.
        """
        return verify_ledger(self._store, roots, progress, thorough=thorough)

    def copy_to(self, location: str | Path, progress: Callable[[int, int], None] | None = None) -> str:
        """Copies all of it, as it is at one moment, to a place where there is no ledger yet; gives the digest of both.

        `progress` is called with the rows copied and the rows in all. Raises `LedgerError` where there is one.
        """
        with closing(open_store(location, create=True)) as target:
            return copy_store(self._store, target, progress)

    def _stamp(self) -> record.Stamp:
        return record.Stamp(self._program, self._clock())
