"""Faults of a ledger: each names the row that is not as it was recorded, and what only follows from it is counted.

Below the checks of `verify`. Invariant: whatever was found is a fault of its own, or counted under one that is.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any

from sayso.ledger.rows import link

__all__ = ["Fault", "Finding", "derived", "displaced", "name_faults"]

_MOST_DISPLACED = 200  # entries of which each is tried in the places of all others


@dataclass(frozen=True, slots=True)
class Fault:
    """Something in a ledger that is not as it was recorded: in which table, which row, and what is wrong with it.

    `entry` is the row's number in the hash chain, None where it has none; `following` how many other things are wrong
    only because of this.
    """

    table: str
    row: str
    what: str
    entry: int | None = None
    following: int = 0


@dataclass(frozen=True, slots=True)
class Finding:
    """A fault as it was met, before it is known what follows from what.

    `cause` is the table and row whose fault this one would follow from; `says` what the row's columns hash to, and
    `held` the hash that the chain has at its place.
    """

    fault: Fault
    cause: tuple[str, str] | None = None
    says: str | None = None
    held: str | None = None


def name_faults(findings: Sequence[Finding]) -> tuple[Fault, ...]:
    """One fault a row, in the order of finding; what follows from another row's fault is counted there."""
    rooted = {_key(finding.fault) for finding in findings if finding.cause is None}
    homes = {finding.held: finding.fault.entry for finding in findings if finding.held}
    following: Counter[tuple[str, str]] = Counter()
    named: dict[tuple[str, str], Fault] = {}
    for finding in findings:
        if finding.cause is not None and finding.cause in rooted and finding.cause != _key(finding.fault):
            following[finding.cause] += 1
        else:
            _add(named, _placed(finding, homes))
    return tuple(replace(fault, following=following[key]) for key, fault in named.items())


def displaced(entries: Mapping[int, Sequence[Any]], free: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Which of `entries` (seq → its other columns), whose chain hashes do not follow, fit at another's place, or at one
    of `free`: pairs of where an entry stands and where it was recorded.
    """
    places = [*islice(entries, _MOST_DISPLACED), *islice(free, _MOST_DISPLACED)]
    for seq, (*told, chain) in islice(entries.items(), _MOST_DISPLACED):
        home = next((place for place in places if place != seq and derived(link, place, *told) == chain), None)
        if home is not None:
            yield seq, home


def derived(derive: Any, *values: Any) -> str | None:
    """What `derive` makes of `values`; None of damaged text, which no hash can be taken of."""
    try:
        made: str = derive(*values)
    except (TypeError, ValueError):
        return None
    return made


def _key(fault: Fault) -> tuple[str, str]:
    return fault.table, fault.row


def _placed(finding: Finding, homes: Mapping[str, int | None]) -> Fault:
    home = homes.get(finding.says) if finding.says else None
    if home is None or home == finding.fault.entry:
        return finding.fault
    return replace(finding.fault, what=f"was moved or copied: it is the row that was recorded as entry {home}")


def _add(named: dict[tuple[str, str], Fault], fault: Fault) -> None:
    before = named.get(_key(fault))
    if before is None:
        named[_key(fault)] = fault
    elif fault.what not in before.what:
        named[_key(fault)] = replace(before, what=f"{before.what}; {fault.what}")
