"""Times `sayso verify` on a large ledger: by the clock, and the processor time of all its processes.

    python -m bench.verifying LEDGER.db [--thorough]

Invariant: the ledger is checked as the command checks it, and a time is only printed with what was found.
"""

import argparse
import os
import resource
import sys
import time

from sayso.story import audit

__all__ = ["main"]


def _worked() -> float:
    """Seconds of processor time of this process and of those that it started and that have ended."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


def main() -> int:
    """Prints how long checking took, under which load, and gives the exit code: 1 where faults were found."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("place", help="the ledger: a file, or postgresql://HOST/DATABASE")
    parser.add_argument("--thorough", action="store_true", help="hold the database's indexes to their rows as well")
    options = parser.parse_args()
    load, began, worked = os.getloadavg()[0], time.perf_counter(), _worked()
    found = audit(options.place, thorough=options.thorough)
    clock, worked = time.perf_counter() - began, _worked() - worked
    claims = found.rows.get("claim", 0)
    print(f"{claims:,} claims: {clock:.1f} s by the clock, {worked:.1f} s of processor time, load {load:.1f} before")
    print(f"{len(found.faults)} faults")
    return 1 if found.faults else 0


if __name__ == "__main__":
    sys.exit(main())
