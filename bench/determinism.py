"""Reads the same reports in two ways and compares the ledgers' digests: order and workers must not show.

Invariant: exits 0 only where one process in the order of the file, and two in the reverse order, give one digest.
"""

import argparse
import sys
import tempfile
from pathlib import Path

from bench.command import WIKINEWS, run_sayso
from sayso.ledger import open_ledger

__all__ = ["digests", "main"]


def digests(reports: Path, work: Path) -> tuple[str, str]:
    """The digests of two ledgers of a JSON-lines file, the second read backwards by two workers."""
    backwards = work / f"backwards-{reports.name}"
    lines = reports.read_text(encoding="utf-8").splitlines()
    backwards.write_text("".join(f"{line}\n" for line in reversed(lines)), encoding="utf-8")
    return _digest(work / "one.db", reports, "1"), _digest(work / "two.db", backwards, "2")


def _digest(ledger: Path, reports: Path, jobs: str) -> str:
    run_sayso("--ledger", ledger, "read", reports, "--jobs", jobs)
    with open_ledger(ledger, create=False) as opened:
        return opened.digest()


def main() -> int:
    """Prints both digests and gives the exit code: 0 where they are equal."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("reports", type=Path, nargs="?", default=WIKINEWS, help="a JSON-lines file")
    reports = parser.parse_args().reports
    if not reports.is_file():
        print(f"nothing is compared: there is no file {reports}", file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory() as work:
        first, second = digests(reports, Path(work))
    print(f"in order, one worker    {first}\nbackwards, two workers  {second}")
    print("equal" if first == second else "DIFFERENT")
    return 0 if first == second else 1


if __name__ == "__main__":
    sys.exit(main())
