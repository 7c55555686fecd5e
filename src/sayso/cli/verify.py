"""`sayso verify`: the record, checked."""

from argparse import ArgumentParser, Namespace

from sayso.cli.command import Command, ledger_of
from sayso.cli.terminal import complain, print_lines


def _add_options(parser: ArgumentParser) -> None:
    parser.add_argument("archive", metavar="FILE.zip", nargs="?", help="an archive to check instead of a ledger")


def _run(options: Namespace) -> int:
    from sayso.story import is_archive, verify, verify_archive

    place = options.archive or ledger_of(options)
    whole = options.archive is not None or is_archive(place)
    faults = verify_archive(place) if whole else verify(place)
    for fault in faults:
        complain(f"{fault.table} {fault.row}: {fault.what}")
    sound = "the archive is whole, and so is the ledger in it" if whole else "the record is whole: every hash fits"
    print_lines([f"{len(faults)} faults" if faults else sound])
    return 1 if faults else 0


COMMAND = Command(
    name="verify",
    help="derive every hash of the record again and report what does not fit",
    example="sayso verify --ledger story.db",
    add_options=_add_options,
    run=_run,
)
