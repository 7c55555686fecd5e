"""Checking a ledger: every hash, link, span and root, and the ids of documents, claims and stamps, are derived again
from what lies beneath them.

Beside `view`, and unlike it never stopped by damage: what cannot be read is a fault like any other.
Invariant: a row changed, added, moved or taken out behind the program's back shows as a fault that names it. (Whoever
makes the chain anew, or cuts its end off, entries and rows alike, leaves none: a root noted elsewhere shows that.)
"""

import gc
import signal
import threading
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from multiprocessing import get_context, parent_process
from typing import Any, TypeVar

from sayso.errors import LedgerError
from sayso.ledger.chain import Chain
from sayso.ledger.compared import check_comparison
from sayso.ledger.faults import Fault, Finding, name_faults
from sayso.ledger.indexing import index_faults
from sayso.ledger.provenance import content_faults
from sayso.ledger.rows import Token, bytes_of
from sayso.ledger.store import LostError, Store
from sayso.ledger.stretches import Stretch, check_stretch
from sayso.model import decode

__all__ = ["Audit", "Progress", "verify_ledger"]

Progress = Callable[[int, int], None]
Check = Callable[[Store], Iterable[Finding]]
Key = tuple[str, str]
T = TypeVar("T")

_STRETCH = 1_000  # entries
_WORTH = 50_000  # entries, for which further processes are worth their start
_PROCESSES = 2
_UNSEALED = """
    SELECT count(*) FROM entry WHERE seq > (SELECT coalesce(max(last), 0) FROM run) AND kind NOT IN ('run', 'stamp')
"""
_INDEXED = frozenset({"entry", "document", "claim", "reading", "dropped"})  # what the indexes of words are made of
_BEGINNING, _END = -(2**63), 2**63 - 1


@dataclass(frozen=True, slots=True)
class _Run:
    """A run as its row says it, the root as it was derived again, and the fault that explains a difference."""

    root: str
    derived: str
    cause: Key | None


@dataclass(frozen=True, slots=True)
class Audit:
    """What checking a ledger came to: its faults, and what was there to check.

    `rows` counts the rows of the record by table; `runs` are the roots of its runs, oldest first, as derived again;
    `unsealed` counts the entries that no run has closed yet; `stamps` are pairs of a root and an authority's reply;
    `thorough` tells whether all was derived again that follows from rows that are as they were recorded.
    """

    faults: tuple[Fault, ...]
    rows: Mapping[str, int]
    runs: tuple[str, ...]
    unsealed: int
    stamps: tuple[tuple[str, bytes], ...]
    thorough: bool


def verify_ledger(
    store: Store, roots: Iterable[str] = (), progress: Progress | None = None, *, thorough: bool = False
) -> Audit:
    """Checks all of a ledger, and that it still holds the runs with these roots. Damage never raises; that the database
    went away does: `LostError`.

    `progress` is called with the entries checked and those in all. Of a ledger of more than 50,000 entries some of what
    follows from rows that are as they were recorded is derived again only if it is to be `thorough`: their ids, columns
    and places from their bodies, the rows that are searched and their words, and what the engine keeps for itself.
    """
    findings: list[Finding] = []
    rows: Counter[str] = Counter()
    chain, runs, stamps = Chain(), list[_Run](), list[tuple[str, bytes]]()
    with _checkers(store, thorough=thorough) as checkers:
        with store.lenient(), store.snapshot():
            findings += _guarded(_check_schema, store)
            unlike, counting = set[str](), Counter[str]()
            findings += _guarded(partial(_check_record, checkers, (chain, rows, unlike, counting), progress), store)
            findings = [*chain.findings(), *chain.explained(findings)]
            findings += _guarded(partial(_check_runs, chain, runs, _first(findings, "run")), store)
            findings += checkers.whole("views")
            # Where the record was changed, that is the fault, and not what follows from it.
            recorded = not any(finding.fault.table in _INDEXED for finding in findings)
            if recorded:
                check = partial(_check_indexes, unlike, counting)
                findings += _guarded(check, store) if checkers.thorough else checkers.whole("indexes")
            findings += _explained(checkers.whole("originals"), findings, chain)
            findings += _guarded(partial(_read_stamps, stamps), store)
            unsealed = sum(number for (number,) in _asked(store, _UNSEALED))
        findings += checkers.whole("file") if checkers.thorough else []
        findings += checkers.whole("search") if recorded else []
    findings += _missing_roots(runs, roots, chain.removed())
    derived = tuple(run.derived for run in runs)
    return Audit(name_faults(findings), dict(rows), derived, unsealed, tuple(stamps), checkers.thorough)


def _guarded(check: Check, store: Store) -> list[Finding]:
    """What a check finds, and, as a fault, that it could not read what it was to check. Raises `LostError`."""
    found: list[Finding] = []
    try:
        found.extend(check(store))
    except LostError:  # no fault of the ledger's
        raise
    except LedgerError as error:
        found.append(Finding(Fault("file", store.name, f"cannot be read: {error.__cause__ or error}")))
    return found


def _check_file(store: Store) -> Iterator[Finding]:
    for message in store.file_faults():
        yield Finding(Fault("file", store.name, message))


def _check_search(store: Store, *, thorough: bool) -> Iterator[Finding]:
    for message in store.index_faults(thorough=thorough):
        yield Finding(Fault("search", "", message))


def _check_schema(store: Store) -> Iterator[Finding]:
    held, wanted = store.schema_objects()
    for name, definition in wanted.items():
        if held.get(name) != definition:
            yield Finding(Fault("schema", name, "is altered" if name in held else "is missing"))
    for name in sorted(held.keys() - wanted.keys()):
        # An index or a table more does no harm; a trigger acts unseen on what is written.
        if held[name].upper().startswith(("CREATE TRIGGER", "CREATE RULE")):
            yield Finding(Fault("schema", name, "is no trigger of a ledger's"))


def _check_record(
    checkers: "_Checkers",
    made: tuple[Chain, Counter[str], set[str], Counter[str]],
    progress: Progress | None,
    store: Store,
) -> Iterator[Finding]:
    chain, rows, unlike, counting = made
    (total,) = store.row("SELECT count(*) FROM entry") or (0,)
    runs = [run for run in store.rows("SELECT last, first FROM run ORDER BY seq DESC") if set(map(type, run)) == {int}]
    for stretch in checkers.stretches():
        chain.add(stretch)
        while runs and chain.holds(runs[-1][0]):  # here, where others have stretches yet to check, and not at the end
            last, first = runs.pop()
            chain.root(first, last)
        rows.update(stretch.rows)
        unlike |= stretch.unlike
        counting += stretch.counting
        yield from stretch.findings
        if progress:
            progress(min(len(chain), total), total)


def _first(findings: Iterable[Finding], *tables: str) -> Key | None:
    """The first fault of these tables' own rows."""
    faults = (finding.fault for finding in findings)
    return next(((fault.table, fault.row) for fault in faults if fault.table in tables), None)


def _check_runs(chain: Chain, runs: list[_Run], faulty: Key | None, store: Store) -> Iterator[Finding]:
    before = 0
    for seq, root, first, last in store.rows("SELECT seq, root, first, last FROM run ORDER BY seq"):
        if not all(isinstance(number, int) for number in (seq, first, last)):
            yield Finding(Fault("run", str(root), "was changed: the entries that it closes are no numbers"))
            continue
        what, derived = "", chain.root(first, last)
        if (first, seq) != (before + 1, last + 1):
            what = f"closes entries {first} to {last}, though the run before it ends at {before}"
        elif derived != root:
            what = f"its root does not follow from entries {first} to {last}: one of them was replaced"
        cause = chain.fault_within(before + 1, max(last, seq)) or faulty
        if what:
            yield Finding(Fault("run", str(root), what, seq), cause)
        runs.append(_Run(str(root), derived, cause or (("run", str(root)) if what else None)))
        before = last


def _missing_roots(runs: Sequence[_Run], wanted: Iterable[str], gone: Key | None) -> Iterator[Finding]:
    causes = {run.root: run.cause for run in runs}
    for root in sorted(set(wanted) - {run.derived for run in runs}):
        what = (
            "is not in this ledger: its end was cut off, or rows were changed and the chain made anew from there, or "
            "this is another ledger"
        )
        yield Finding(Fault("root", root, what), causes.get(root) or gone or ("run", root))


def _check_views(store: Store) -> list[Finding]:
    return _in_snapshot(lambda: list(check_comparison(store)), store)


def _check_indexes(unlike: Collection[str], counting: Mapping[str, int] | None, store: Store) -> Iterator[Finding]:
    yield from (Finding(Fault(*fault)) for fault in index_faults(store, unlike, counting))


def _check_counts(store: Store) -> list[Finding]:
    return _in_snapshot(lambda: list(_check_indexes((), None, store)), store)


def _check_originals(store: Store) -> list[Finding]:
    return _in_snapshot(lambda: [_of_original(*fault) for fault in content_faults(store)], store)


def _of_original(name: str, what: str, is_apart: bool) -> Finding:
    return Finding(Fault("content", name, what), None if is_apart else ("original", name))


def _explained(originals: Iterable[Finding], findings: Sequence[Finding], chain: Chain) -> Iterator[Finding]:
    """The same, but that bytes and the rows that tell of them are apart follows from a fault of such a row."""
    untold = _first(findings, "original", "custody") or chain.removed()
    return (replace(finding, cause=finding.cause or untold) for finding in originals)


def _read_stamps(stamps: list[tuple[str, bytes]], store: Store) -> Iterator[Finding]:
    for root, body in store.rows("SELECT root, body FROM stamp ORDER BY seq"):
        try:
            stamps.append((str(root), decode(bytes_of(body), Token).reply))
        except (ValueError, RecursionError):
            continue  # a fault of its row, which has been found
    return
    yield


class _Checkers:
    """Whoever checks the stretches, and what is checked as a whole: this process, or others beside it."""

    def __init__(self, store: Store, pool: ProcessPoolExecutor | None, *, thorough: bool) -> None:
        self.thorough = thorough = thorough or pool is None
        self._store = store
        self._pool = pool
        self._checks: Mapping[str, Check] = {
            "search": partial(_check_search, thorough=thorough),
            "views": _check_views,
            "originals": _check_originals,
            **({"file": _check_file} if thorough else {"indexes": _check_counts}),
        }
        self._begun = {name: pool.submit(_apart_guarded, check) for name, check in self._checks.items()} if pool else {}

    def stretches(self) -> Iterator[Stretch]:
        """All stretches, in order."""
        checks, done = [partial(_stretch, self.thorough, bound) for bound in _bounds(self._store)], 0
        try:
            for stretch in self._pool.map(_apart, checks) if self._pool else ():
                yield stretch
                done += 1
        except BrokenProcessPool:
            self._pool = None
        for check in checks[done:]:
            yield check(self._store)

    def whole(self, name: str) -> list[Finding]:
        """What the check called so finds: `search`, `views`, `originals`; `file` if thorough, `indexes` if not."""
        try:
            if self._pool:
                return self._begun[name].result()
        except BrokenProcessPool:
            self._pool = None
        return _guarded(self._checks[name], self._store)


@contextmanager
def _checkers(store: Store, *, thorough: bool) -> Iterator[_Checkers]:
    if len(_asked(store, "SELECT 1 FROM entry LIMIT ?", _WORTH)) < _WORTH:
        yield _Checkers(store, None, thorough=thorough)
        return
    # "spawn", as "fork" would share the connection of this process.
    pool = ProcessPoolExecutor(_PROCESSES, get_context("spawn"), initializer=_begin, initargs=(store.again(),))
    try:
        yield _Checkers(store, pool, thorough=thorough)
    finally:
        pool.shutdown(cancel_futures=True)


def _bounds(store: Store) -> list[tuple[int, int]]:
    """Stretches that leave no number out, whatever numbers there are."""
    bounds, first, begin = [], _BEGINNING, 1
    step = "SELECT min(seq) FROM entry WHERE seq >= ?"
    while (last := next(iter(_asked(store, step, begin + _STRETCH - 1)), (None,))[0]) is not None and last < _END:
        bounds.append((first, last))
        first = begin = last + 1
    return [*bounds, (first, _END)]


def _asked(store: Store, sql: str, *values: int) -> list[tuple[Any, ...]]:
    try:
        return list(store.rows(sql, values))
    except LostError:
        raise
    except LedgerError:  # damage, of which the checks themselves tell
        return []


def _stretch(thorough: bool, bound: tuple[int, int], store: Store) -> Stretch:
    return _in_snapshot(lambda: check_stretch(store, *bound, thorough=thorough), store)


def _in_snapshot(check: Callable[[], T], store: Store) -> T:
    try:
        with store.snapshot():
            return check()
    except LostError:
        raise
    except LedgerError:  # damaged text among it: reading so that nothing raises takes longer
        with store.lenient(), store.snapshot():
            return check()


_here: list[Store] = []


def _begin(again: Callable[[], Store]) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is told to all; the one who asked for the check ends it
    threading.Thread(target=_end_with_parent, daemon=True).start()
    gc.disable()  # what is decoded holds no cycles
    _here.append(again())


def _end_with_parent() -> None:
    """A parent that is killed tells nobody; its workers would wait for work for ever."""
    parent = parent_process()
    if parent:
        parent.join()
        signal.raise_signal(signal.SIGTERM)


def _apart(check: Callable[[Store], Any]) -> Any:
    return check(_here[0])


def _apart_guarded(check: Check) -> list[Finding]:
    return _guarded(check, _here[0])
