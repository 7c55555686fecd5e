"""`sayso verify`: the record, checked."""

from argparse import ArgumentParser, Namespace

from sayso.cli.command import Command, ledger_of
from sayso.cli.terminal import complain, print_lines


def _add_options(parser: ArgumentParser) -> None:
    del parser  # it has none of its own


def _run(options: Namespace) -> int:
    from sayso.story import verify

    faults = verify(ledger_of(options))
    for fault in faults:
        complain(f"{fault.table} {fault.row}: {fault.what}")
    print_lines([f"{len(faults)} faults" if faults else "the record is whole: every hash fits"])
    return 1 if faults else 0


COMMAND = Command(
    name="verify",
    help="derive every hash of the record again and report what does not fit",
    example="sayso verify --ledger story.db",
    add_options=_add_options,
    run=_run,
)
