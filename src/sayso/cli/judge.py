"""`sayso judge`: the machine proposes, a person decides."""

import getpass
from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from sayso.cli.command import Command, ledger_of
from sayso.cli.terminal import Table, print_lines, print_table
from sayso.errors import UsageError

if TYPE_CHECKING:
    from sayso.model import Judgement


def _add_options(parser: ArgumentParser) -> None:
    parser.add_argument(
        "verdict",
        choices=["accept", "reject", "note", "undo", "list"],
        help="reject leaves a claim out of comparing; undo takes a judgement back; list shows all judgements",
    )
    parser.add_argument("ids", nargs="*", metavar="ID", help="ids of claims; of judgements for undo; none for list")
    parser.add_argument("--note", metavar="TEXT", default="", help="why; the text of a note")
    parser.add_argument("--by", metavar="NAME", help="who decides; the name of this system's user by default")


def _run(options: Namespace) -> int:
    from sayso.model import Verdict
    from sayso.story import judge, open_story

    if bool(options.ids) == (options.verdict == "list"):
        raise UsageError("list takes no ids" if options.ids else f"what to {options.verdict}? name at least one id")
    ledger = ledger_of(options)
    if options.verdict == "list":
        print_table(_table(open_story(ledger).judgements))
        return 0
    by = options.by or _user()
    made = judge(ledger, Verdict(options.verdict), options.ids, by=by, note=options.note)
    print_lines(f"{one.id}  {one.verdict} {one.on} by {one.by}" for one in made)
    return 0


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        raise UsageError("who decides? this system's user has no name; give one with --by") from None


def _table(judgements: "tuple[Judgement, ...]") -> Table:
    rows = tuple((j.at.isoformat(timespec="seconds"), j.by, j.verdict, j.on, j.note, j.id) for j in judgements)
    return Table(("at", "by", "verdict", "on", "note", "id"), rows)


COMMAND = Command(
    name="judge",
    help="accept, reject or annotate claims, or take such a judgement back; nothing is deleted",
    example='sayso judge reject c1:0f2e… --note "the quote is of another man" --by "R. Holm"',
    add_options=_add_options,
    run=_run,
)
