"""`sayso verify`: the record, checked; and what there was to check."""

from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from sayso.cli.bar import show_steps
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
        help="of a ledger of more than 50,000 rows, derive again what follows from rows that are as they were recorded "
        "as well: ids, columns and places, what is searched, the database's indexes; a smaller ledger always is",
    )
    parser.add_argument(
        "--trust", metavar="FILE", type=Path, help="certificates (PEM) that a stamp's own has to lead to, to be trusted"
    )


def _run(options: Namespace) -> int:
    from sayso.story import check_stamps, is_archive

    place = options.archive or ledger_of(options)
    trust = read_file(options.trust) if options.trust else None
    check = _archive if options.archive is not None or is_archive(place) else _ledger
    faults, found, verdict = check(place, options)
    for fault in faults[:SHOWN]:
        complain(_shown(fault))
    if len(faults) > SHOWN:
        complain(f"and {len(faults) - SHOWN} more")
    stamps = check_stamps(found.stamps, trust) if found else ()
    if found:
        print_lines([*_counts(found, len(options.root)), *_stamp_lines(stamps)])
    print_lines(verdict)
    return 1 if faults or any(stamp.fault for stamp in stamps) else 0


_Checked = tuple["Sequence[Fault]", "Audit | None", list[str]]
"""What is wrong, what was there to check where it could be looked at, and what that comes to in words."""


def _ledger(place: str, options: Namespace) -> _Checked:
    from sayso.story import audit

    with show_steps() as progress:
        listen = progress and partial(progress, "checking")
        found = audit(place, roots=options.root, progress=listen, thorough=options.thorough)
    whole = "the record is whole: every hash fits"
    if not found.thorough:
        whole += "; --thorough derives again what follows from its rows as well"
    return found.faults, found, [_verdict(found.faults, whole, "the record")]


def _archive(place: str, options: Namespace) -> _Checked:
    from sayso.story import audit_archive

    with show_steps() as progress:
        found = audit_archive(place, roots=options.root, progress=progress, thorough=options.thorough)
    told = [_verdict(found.faults, "the archive is whole, and so is the ledger in it", "the archive")]
    if found.unchecked:
        names = ", ".join(found.unchecked)
        told.insert(0, f"{names}: written by Sayso {found.program}; that they follow from the ledger was not checked")
    return found.faults, found.ledger, told


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


def _verdict(faults: "Sequence[Fault]", whole: str, what: str) -> str:
    number = len(faults)
    return f"{what} is not whole: {number} fault{'s' if number > 1 else ''}" if faults else whole


def _root(text: str) -> str:
    tag, _, digits = text.partition(":")
    if tag != "m1" or len(digits) != 64 or set(digits) - set("0123456789abcdef"):
        raise ArgumentTypeError(f"{text!r} is no root: m1: and 64 hexadecimal digits")
    return text


COMMAND = Command(
    name="verify",
    help="derive every hash of the record again and name the rows that do not fit",
    example="sayso verify --ledger story.db",
    add_options=_add_options,
    run=_run,
)
