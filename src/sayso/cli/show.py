"""`sayso show`: the story in the terminal, from one side at a time."""

from argparse import ArgumentParser, Namespace

from sayso.cli.command import Command, ledger_of
from sayso.cli.terminal import print_lines, print_table

__all__ = ["COMMAND", "add_format", "show"]

SIDES = ("questions", "propositions", "claims", "sources", "origins", "timeline", "documents", "judgements")


def add_format(parser: ArgumentParser) -> None:
    """The option for how a view is printed."""
    parser.add_argument(
        "--format", choices=["table", "json"], default="table", help="for eyes (default), or a list of JSON records"
    )


def show(side: str, options: Namespace) -> int:
    """Print one side of the ledger's story."""
    from sayso.cli.questions import question_lines
    from sayso.cli.views import RECORDS, TABLES
    from sayso.export import json_line
    from sayso.story import open_story

    story = open_story(ledger_of(options))
    if options.format == "json":
        print("[" + ",\n ".join(map(json_line, RECORDS[side](story))) + "]")
    elif side == "questions":
        print_lines(question_lines(story))
    else:
        print_table(TABLES[side](story))
    return 0


def _add_options(parser: ArgumentParser) -> None:
    parser.add_argument("side", choices=SIDES, help="what to show; questions are where accounts differ")
    add_format(parser)


def _run(options: Namespace) -> int:
    return show(options.side, options)


COMMAND = Command(
    name="show",
    help="show the story: questions, propositions, claims, sources, origins, timeline, documents or judgements",
    example="sayso show questions",
    add_options=_add_options,
    run=_run,
)
