"""The hash chain as a whole, put together from its stretches: which entries were changed, removed, replaced or moved.

Below `verify`. Invariant: of a break in the chain the entry is named that was tampered with, not those around it.
"""

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from sayso.ledger.faults import Fault, Finding, displaced
from sayso.ledger.merkle import root_of
from sayso.ledger.stretches import Stretch

__all__ = ["Chain"]

_LEAF = 32  # bytes


class Chain:
    """Entries by their numbers, as far as the runs' roots and the naming of breaks need them."""

    def __init__(self) -> None:
        self._numbers = array("q")
        self._leaves = bytearray()
        self._broken: dict[int, tuple[Any, ...]] = {}
        self._unlinked: list[int] = []
        self._gaps: list[tuple[int, int]] = []
        self._roots: dict[tuple[int, int], str] = {}

    def __len__(self) -> int:
        return len(self._numbers)

    def add(self, stretch: Stretch) -> None:
        """Puts the next stretch to those before it."""
        self._numbers.extend(stretch.numbers)
        self._leaves += stretch.leaves
        self._broken |= stretch.broken
        self._unlinked += stretch.unlinked
        self._gaps += stretch.gaps

    def holds(self, last: int) -> bool:
        """Whether all entries up to number `last` have been added: they come in order of their numbers."""
        return bool(self._numbers) and self._numbers[-1] >= last

    def root(self, first: int, last: int) -> str:
        """The Merkle root over the entries numbered `first` to `last`, derived once where it can no longer change."""
        found = self._roots.get((first, last))
        if found is None:
            begin, end = bisect_left(self._numbers, first), bisect_right(self._numbers, last)
            leaves = self._leaves[begin * _LEAF : end * _LEAF]
            found = root_of([bytes(leaves[at : at + _LEAF]) for at in range(0, len(leaves), _LEAF)])
            if self.holds(last):
                self._roots[first, last] = found
        return found

    def findings(self) -> Iterator[Finding]:
        """What is wrong with the chain, by the entries that were tampered with."""
        homes = dict(displaced(self._broken, (first for first, _ in self._gaps)))
        for first, end in self._gaps:
            # Before an entry that was moved to a higher number nothing was removed.
            yield replace(_finding(first, _missing(first, end)), cause=("entry", str(end)) if end in homes else None)
        for seq in self._broken:
            home = homes.get(seq)
            moved = f"was moved: it is the entry that was recorded as number {home}"
            yield _finding(seq, moved if home else "was changed: its chain hash does not follow from its content")
        for seq in self._replaced():
            yield _finding(seq, "was replaced: the entries around it are linked to another")

    def explained(self, findings: Iterable[Finding]) -> Iterator[Finding]:
        """The same, but that a document is missing whose entry is missing too is a consequence of that."""
        whole = list(findings)
        gone = {("document", finding.fault.row) for finding in whole if finding.fault.table == "document"}
        for finding in whole:
            cause, seq = finding.cause, finding.fault.entry or 0
            gap = max((first for first, _ in self._gaps if first < seq), default=None)
            if cause and cause[0] == "document" and cause not in gone and gap is not None:
                yield replace(finding, cause=("entry", str(gap)))
            else:
                yield finding

    def removed(self) -> tuple[str, str] | None:
        """The first fault of an entry that is not there."""
        return ("entry", str(self._gaps[0][0])) if self._gaps else None

    def fault_within(self, first: int, last: int) -> tuple[str, str] | None:
        """The first entry of a stretch that is faulty, as the cause of what follows from it."""
        found = [seq for seq in (*self._broken, *self._replaced()) if first <= seq <= last]
        found += [begin for begin, end in self._gaps if begin <= last and end > first]
        return ("entry", str(min(found))) if found else None

    def _replaced(self) -> Iterator[int]:
        """Entries whole in themselves that do not stand where the links lead: one broken link tells of the entry before
        it, to which nothing leads on; several on end of those between them.
        """
        around = {seq + step for seq in self._broken for step in (0, 1)}
        links = [seq for seq in self._unlinked if seq not in around]
        alone = set(links)
        for seq in links:
            if seq - 1 not in alone and seq + 1 not in alone:
                yield seq - 1
            elif seq + 1 in alone:
                yield seq


def _missing(first: int, end: int) -> str:
    if first == end - 1:
        return "is missing: it was removed from the chain"
    return f"is missing: entries {first} to {end - 1} were removed from the chain"


def _finding(seq: int, what: str) -> Finding:
    return Finding(Fault("entry", str(seq), what, seq))
