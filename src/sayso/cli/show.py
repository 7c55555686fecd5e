"""`sayso show`: the story in the terminal, from one side at a time."""

import re
from argparse import ArgumentParser, ArgumentTypeError, Namespace

from sayso.cli.command import Command, ledger_of
from sayso.cli.terminal import print_lines, print_records, print_table

__all__ = ["COMMAND", "add_format", "show", "show_one"]

SIDES = ("questions", "propositions", "claims", "sources", "origins", "timeline", "documents", "judgements")

_IDENT = re.compile(r"[cdpe]1:\w+")


def add_format(parser: ArgumentParser) -> None:
    """The option for how a view is printed."""
    parser.add_argument(
        "--format", choices=["table", "json"], default="table", help="for eyes (default), or a list of JSON records"
    )


def show(side: str, options: Namespace) -> int:
    """Print one side of the ledger's story."""
    from sayso.cli.questions import question_lines
    from sayso.cli.views import RECORDS, TABLES
    from sayso.story import open_story

    story = open_story(ledger_of(options))
    if options.format == "json":
        print_records(RECORDS[side](story))
    elif side == "questions":
        print_lines(question_lines(story))
    else:
        print_table(TABLES[side](story))
    return 0


def show_one(ident: str, options: Namespace) -> int:
    """Print the record of the one thing that has this id."""
    from sayso.export import claim_record, document_record, entity_record, json_line, proposition_record
    from sayso.story import view_claim, view_document, view_entity, view_proposition

    ledger = ledger_of(options)
    records = {
        "c": lambda: claim_record(view_claim(ledger, ident)[1]),
        "d": lambda: {**document_record(document := view_document(ledger, ident)[0]), "text": document.text},
        "p": lambda: proposition_record(view_proposition(ledger, ident)),
        "e": lambda: entity_record(view_entity(ledger, ident)),
    }
    print(json_line(records[ident[0]]()))
    return 0


def _side(text: str) -> str:
    if text in SIDES or _IDENT.fullmatch(text):
        return text
    raise ArgumentTypeError(f"{text!r} is no side of the story; there is {', '.join(SIDES)}, or a whole id")


def _add_options(parser: ArgumentParser) -> None:
    parser.add_argument(
        "side",
        type=_side,
        metavar="SIDE|ID",
        help=f"what to show: {', '.join(SIDES)}; or one claim, document, proposition or entity by its id",
    )
    add_format(parser)


def _run(options: Namespace) -> int:
    return show(options.side, options) if options.side in SIDES else show_one(options.side, options)


COMMAND = Command(
    name="show",
    help="show the story: questions, propositions, claims, sources, origins, timeline, documents or judgements",
    example="sayso show questions",
    add_options=_add_options,
    run=_run,
)
