"""`sayso verify`: the record, checked; and what there was to check."""

import sys
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from sayso.cli.command import Command, ledger_of
from sayso.cli.stamp import read_file
from sayso.cli.terminal import complain, print_lines

if TYPE_CHECKING:
    from sayso.ledger import Audit, Fault
    from sayso.story import Stamped

SHOWN = 50  # faults, a line each


def _add_options(parser: ArgumentParser) -> None:
    parser.add_argument("archive", metavar="FILE.zip", nargs="?", help="an archive to check instead of a ledger")
    parser.add_argument(
        "--root",
        metavar="m1:…",
        action="append",
        default=[],
        type=_root,
        help="a root that was noted or stamped: that its run is still there; may be given several times",
    )
    parser.add_argument(
        "--thorough",
        action="store_true",
        help="of a ledger of more than 50,000 rows, hold the database's indexes to their rows entry by entry as well; "
        "the record is checked whole without it, and a smaller ledger is so in any case",
    )
    parser.add_argument(
        "--trust", metavar="FILE", type=Path, help="certificates (PEM) that a stamp's own has to lead to, to be trusted"
    )


def _run(options: Namespace) -> int:
    from sayso.story import audit, check_stamps, is_archive

    place = options.archive or ledger_of(options)
    if options.archive is not None or is_archive(place):
        return _run_archive(place)
    trust = read_file(options.trust) if options.trust else None
    with _progress() as progress:
        found = audit(place, roots=options.root, progress=progress, thorough=options.thorough)
    stamps = check_stamps(found.stamps, trust)
    for fault in found.faults[:SHOWN]:
        complain(_shown(fault))
    if len(found.faults) > SHOWN:
        complain(f"and {len(found.faults) - SHOWN} more")
    print_lines([*_counts(found, len(options.root)), *_stamp_lines(stamps), _verdict(found)])
    return 1 if found.faults or any(stamp.fault for stamp in stamps) else 0


def _run_archive(place: str) -> int:
    from sayso.story import verify_archive

    faults = verify_archive(place)
    for fault in faults:
        complain(_shown(fault))
    print_lines([f"{len(faults)} faults" if faults else "the archive is whole, and so is the ledger in it"])
    return 1 if faults else 0


def _shown(fault: "Fault") -> str:
    entry = "" if fault.entry is None or fault.table == "entry" else f" (entry {fault.entry})"
    following = f"; {fault.following} more do not fit because of it" if fault.following else ""
    return f"{fault.table} {fault.row}{entry}: {fault.what}{following}"


def _counts(found: "Audit", roots: int) -> Iterator[str]:
    yield "rows      " + ", ".join(f"{number} {table}" for table, number in found.rows.items() if number)
    newest = f"; the newest has the root {found.runs[-1]}" if found.runs else ""
    yield f"runs      {len(found.runs)}{newest}"
    if found.unsealed:
        yield f"          {found.unsealed} rows are in no run yet: the next read or judgement closes it"
    if roots:
        missing = sum(fault.table == "root" for fault in found.faults)
        yield f"roots     {roots} given, {roots - missing} found"


def _stamp_lines(stamps: "Sequence[Stamped]") -> Iterator[str]:
    yield f"stamps    {len(stamps)}"
    for stamp in stamps:
        at = f"says {stamp.at.isoformat(timespec='seconds')}, by {stamp.authority}" if stamp.at else "cannot be read"
        good = f"NOT GOOD: {stamp.fault}" if stamp.fault else "it fits the root, and its signature is good"
        yield f"          {stamp.root[:19]}… {at}; {good}; {stamp.chain}"


def _verdict(found: "Audit") -> str:
    if not found.faults:
        return "the record is whole: every hash fits"
    number = len(found.faults)
    return f"the record is not whole: {number} fault{'s' if number > 1 else ''}"


def _root(text: str) -> str:
    tag, _, digits = text.partition(":")
    if tag != "m1" or len(digits) != 64 or set(digits) - set("0123456789abcdef"):
        raise ArgumentTypeError(f"{text!r} is no root: m1: and 64 hexadecimal digits")
    return text


@contextmanager
def _progress() -> Iterator[Callable[[int, int], None] | None]:
    """A bar on a terminal, nothing elsewhere."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True)) as bar:
        task = bar.add_task("checking", total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)


COMMAND = Command(
    name="verify",
    help="derive every hash of the record again and name the rows that do not fit",
    example="sayso verify --ledger story.db",
    add_options=_add_options,
    run=_run,
)
