"""`sayso restore`: a ledger out of an archive."""

from argparse import ArgumentParser, Namespace

from sayso.cli.bar import show_steps
from sayso.cli.command import Command, ledger_of, shown_place
from sayso.cli.terminal import print_lines


def _add_options(parser: ArgumentParser) -> None:
    parser.add_argument(
        "file", metavar="FILE.zip", help="what `sayso backup` wrote; the ledger is made where --ledger says"
    )


def _run(options: Namespace) -> int:
    from sayso.story import restore

    place = ledger_of(options)
    with show_steps() as progress:
        done = restore(options.file, place, progress=progress)
    print_lines([f"{shown_place(place)} holds the ledger {done.digest}, all {done.entries} entries of it"])
    return 0


COMMAND = Command(
    name="restore",
    help="make a ledger of an archive, at a place where there is none, once all of it is found whole",
    example="sayso restore story.zip --ledger postgresql://desk.example/stories",
    add_options=_add_options,
    run=_run,
)
