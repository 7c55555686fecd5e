"""Runs: stretches of the hash chain, each closed under one Merkle root that can be noted or stamped elsewhere.

Beside `record`, which closes a run; `verify` derives the roots again. Invariant: run follows on run without a gap, a
run's own row is the entry after its last, and a root that was given out once is in the ledger as long as it is whole.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sayso.errors import LedgerError, NotFoundError
from sayso.ledger.faults import derived
from sayso.ledger.merkle import Step, fold, leaf, path, root_of
from sayso.ledger.rows import BODIED, COLUMNS, ENTRY_COLUMNS, TAGS, Row, Value, bytes_of, link, row_hash, utc
from sayso.ledger.store import Store
from sayso.model import digest

__all__ = ["Proof", "Run", "is_open", "newest_run", "prove", "run_row", "seal_entries"]

_RUN = "SELECT seq, root, first, last, sealed_at FROM run"


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of entries, `first` to `last`, under a root `m1:…`; `entry` is its own place in the chain."""

    entry: int
    root: str
    first: int
    last: int
    sealed_at: str


@dataclass(frozen=True, slots=True)
class Proof:
    """That a row was there when its run was closed: the row, its entry, and the path from that to the run's root."""

    table: str
    values: tuple[Value, ...]
    body: str | None
    entry: tuple[Any, ...]
    path: tuple[Step, ...]
    root: str


def newest_run(store: Store) -> Run | None:
    """The run closed last."""
    row = store.row(f"{_RUN} ORDER BY seq DESC LIMIT 1")
    return Run(*row) if row else None


def is_open(store: Store, after: Run | None) -> bool:
    """Whether anything was recorded since a run; that it was closed, or stamped, is nothing new."""
    seq = after.last if after else 0
    return store.row("SELECT 1 FROM entry WHERE seq > ? AND kind NOT IN ('run', 'stamp')", (seq,)) is not None


def seal_entries(store: Store, first: int) -> tuple[str, int]:
    """The root over all entries from `first` on, and the number of the last of them."""
    (last,) = store.row("SELECT max(seq) FROM entry") or (0,)
    with store.snapshot():
        chains = store.rows(f"SELECT chain FROM entry WHERE seq >= {int(first)} ORDER BY seq")  # noqa: S608
        return root_of(leaf(chain) for (chain,) in chains), int(last)


def run_row(root: str, first: int, last: int, at: datetime, program: int) -> Row:
    """The row that closes a run."""
    return Row("run", root, (root, first, last, utc(at), program))


def prove(store: Store, name: str) -> Proof:
    """The proof for a claim, document or judgement by its id (the row that was recorded last), or an entry's number.

    Raises `NotFoundError` where the ledger holds no such row, or its run has not been closed yet; `LedgerError` where
    the row, its entry, or another one of the run is not as it was recorded.
    """
    with store.snapshot():
        seq = _seq(store, name)
        entry = store.row(f"SELECT {', '.join(ENTRY_COLUMNS)} FROM entry WHERE seq = ?", (seq,))  # noqa: S608
        if entry is None and str(seq) == name:
            raise NotFoundError(f"the ledger {store.name} holds no entry {name}")
        run = store.row(f"{_RUN} WHERE first <= ? AND last >= ?", (seq, seq))
        if run is None:
            raise NotFoundError(f"{name} is in no closed run yet: whatever reads, judges or stamps next closes it")
        proof = _proof(store, entry, run) if entry else None
    if proof is None or not _holds(proof):
        raise LedgerError(
            f"{name} cannot be proved: its row, its entry or another one of its run is not as it was recorded; "
            "`sayso verify` names it"
        )
    return proof


def _proof(store: Store, entry: tuple[Any, ...], run: tuple[Any, ...]) -> Proof | None:
    """The proof for an entry of a run; None where rows that it takes are not there."""
    (seq, table, *_), (_, root, first, last, _) = entry, run
    if table not in COLUMNS or not isinstance(first, int) or not isinstance(last, int):
        return None
    body = "body" if table in BODIED else "NULL"
    row = store.row(f"SELECT {', '.join(COLUMNS[table])}, {body} FROM {table} WHERE seq = ?", (seq,))  # noqa: S608
    chains = store.rows(f"SELECT chain FROM entry WHERE seq BETWEEN {first} AND {last} ORDER BY seq")  # noqa: S608
    leaves = [leaf(str(chain)) for (chain,) in chains]
    if row is None or len(leaves) != last - first + 1:
        return None
    *values, words = row
    return Proof(table, tuple(values), words, tuple(entry), tuple(path(leaves, seq - first)), root)


def _holds(proof: Proof) -> bool:
    """Whether whoever gets a proof will find that it holds."""
    seq, kind, name, content_hash, previous, chain = proof.entry
    return (
        (proof.body is None or digest(bytes_of(proof.body)) == proof.values[1])
        and derived(row_hash, proof.table, proof.values) == content_hash
        and derived(link, seq, kind, name, content_hash, previous) == chain
        and derived(fold, chain, proof.path) == proof.root
    )


def _seq(store: Store, name: str) -> int:
    if name.isascii() and name.isdigit() and len(name) < 19:
        return int(name)
    table = TAGS.get(name[:2])
    row = store.row(f"SELECT max(seq) FROM {table} WHERE id = ?", (name,)) if table else None  # noqa: S608
    if row is None or row[0] is None:
        raise NotFoundError(f"the ledger {store.name} holds no {name}; give a whole id (c1:…, d1:…, j1:…) or a number")
    return int(row[0])
