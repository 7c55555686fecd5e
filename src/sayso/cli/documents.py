"""`sayso documents`: what was read, and what was refused and why."""

from argparse import ArgumentParser, Namespace

from sayso.cli.command import Command
from sayso.cli.show import add_format, show


def _add_options(parser: ArgumentParser) -> None:
    add_format(parser)


def _run(options: Namespace) -> int:
    return show("documents", options)


COMMAND = Command(
    name="documents",
    help="list what was read, partly read and refused, with the reasons",
    example="sayso documents --format json",
    add_options=_add_options,
    run=_run,
)
