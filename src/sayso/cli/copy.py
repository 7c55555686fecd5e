"""`sayso copy`: a ledger to another place, from a file to a server or back."""

from argparse import ArgumentParser, Namespace
from functools import partial

from sayso.cli.bar import show_steps
from sayso.cli.command import Command, ledger_of, shown_place
from sayso.cli.terminal import print_lines


def _add_options(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--to", metavar="PLACE", required=True, help="a file, or postgresql://HOST/DATABASE, without a ledger yet"
    )


def _run(options: Namespace) -> int:
    from sayso.story import copy

    with show_steps() as progress:
        digest = copy(ledger_of(options), options.to, progress=progress and partial(progress, "copying"))
    print_lines([f"{shown_place(options.to)} holds the same, {digest}"])
    return 0


COMMAND = Command(
    name="copy",
    help="copy the ledger to another place, row for row, and check that it is the same there",
    example="sayso copy --ledger story.db --to postgresql://desk.example/stories",
    add_options=_add_options,
    run=_run,
)
