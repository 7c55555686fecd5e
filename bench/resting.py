"""Times `sayso rests` on a large ledger in a file: what rests on sources, reports and claims that a seed chooses.

    python -m bench.resting LEDGER.db [--each 50]

Invariant: what is asked follows from the seed and the ledger; a first question, which loads the program, is not timed.
"""

import argparse
import random
import sqlite3
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path

from sayso.story import rests

__all__ = ["main"]

_THINGS = {
    "source": "SELECT DISTINCT entity FROM speaker",
    "report": "SELECT DISTINCT id FROM document",
    "claim": "SELECT claim FROM member",
}


def _chosen(ledger: Path, each: int) -> Iterator[tuple[str, list[str]]]:
    chance = random.Random(7)
    with closing(sqlite3.connect(ledger)) as base:
        for kind, sql in _THINGS.items():
            found = sorted(ident for (ident,) in base.execute(sql))
            yield kind, chance.sample(found, min(each, len(found)))


def _timed(ledger: Path, idents: Sequence[str]) -> list[tuple[float, int]]:
    """Seconds and claims of each question, the quickest first."""
    found = []
    for ident in idents:
        began = time.perf_counter()
        claims = len(rests(ledger, ident).claims)
        found.append((time.perf_counter() - began, claims))
    return sorted(found)


def main() -> int:
    """Prints median, 95th percentile and maximum for each kind of thing, and gives the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("ledger", type=Path, help="a ledger in a file")
    parser.add_argument("--each", type=int, default=50, help="things of each kind (default 50)")
    options = parser.parse_args()
    if not options.ledger.is_file():
        print(f"nothing is timed: there is no file {options.ledger}", file=sys.stderr)
        return 1
    for kind, idents in _chosen(options.ledger, options.each):
        rests(options.ledger, idents[0])
        times = _timed(options.ledger, idents)
        middle, high, last = times[len(times) // 2], times[int(len(times) * 0.95)], times[-1]
        shown = ", ".join(f"{seconds * 1000:.0f} ms ({claims} claims)" for seconds, claims in (middle, high, last))
        print(f"{kind:7} median, 95th percentile, most: {shown}", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
