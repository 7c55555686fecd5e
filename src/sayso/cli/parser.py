"""The parser of the whole command line. Building it imports no floor below, so that help comes at once."""

from argparse import ArgumentParser, RawDescriptionHelpFormatter

from sayso.cli import (
    backup,
    copy,
    documents,
    dossier,
    export,
    extract,
    judge,
    original,
    people,
    prove,
    read,
    readings,
    restore,
    rests,
    search,
    serve,
    show,
    stamp,
    trace,
    verify,
)
from sayso.cli.command import Command, add_ledger
from sayso.version import __version__

__all__ = ["COMMANDS", "build_parser"]

COMMANDS: tuple[Command, ...] = (
    read.COMMAND,
    extract.COMMAND,
    show.COMMAND,
    search.COMMAND,
    dossier.COMMAND,
    serve.COMMAND,
    people.COMMAND,
    export.COMMAND,
    rests.COMMAND,
    judge.COMMAND,
    verify.COMMAND,
    prove.COMMAND,
    stamp.COMMAND,
    documents.COMMAND,
    original.COMMAND,
    trace.COMMAND,
    readings.COMMAND,
    copy.COMMAND,
    backup.COMMAND,
    restore.COMMAND,
)

DESCRIPTION = """\
On whose say-so? Reads what is reported about a contested story and keeps the ledger of it: who says what,
on whose word, where accounts differ, and how many independent origins each answer has."""

EXAMPLE = """\
example:
  sayso read reports/          load, extract, record, compare
  sayso show questions         where accounts differ
  sayso dossier -o story.html  the whole story as one page

`sayso COMMAND --help` tells more of each command."""


class _Help(RawDescriptionHelpFormatter):
    """Help of one width everywhere, so that docs/cli.md can be compared with it."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, max_help_position=28, width=100)


def build_parser() -> ArgumentParser:
    """The parser; what it gives has `run`, which takes it and gives the exit code."""
    parser = ArgumentParser("sayso", description=DESCRIPTION, epilog=EXAMPLE, formatter_class=_Help)
    parser.add_argument("--version", action="version", version=f"sayso {__version__}")
    add_ledger(parser)
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for command in COMMANDS:
        one = commands.add_parser(
            command.name,
            help=command.help,
            description=f"{command.help[0].upper()}{command.help[1:]}.",
            epilog=f"example:\n  {command.example}",
            formatter_class=_Help,
        )
        command.add_options(one)
        add_ledger(one)
        one.set_defaults(run=command.run)
    return parser
