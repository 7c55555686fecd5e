"""`sayso prove`: that a row stood in the ledger when its run was closed, for whoever knows the run's root."""

from argparse import ArgumentParser, Namespace

from sayso.cli.command import Command, ledger_of
from sayso.cli.terminal import print_lines


def _add_options(parser: ArgumentParser) -> None:
    parser.add_argument(
        "name", metavar="ID|NUMBER", help="a claim, document or judgement by its whole id, or an entry's number"
    )


def _run(options: Namespace) -> int:
    from sayso.export import proof_line
    from sayso.story import prove

    print_lines([proof_line(prove(ledger_of(options), options.name))])
    return 0


COMMAND = Command(
    name="prove",
    help="print a proof, as JSON, that a row stands under the root of its run; docs/integrity.md says how to check it",
    example="sayso prove c1:0f51a4d3b1c94ab6a8b8f9f2b6d2c0aa --ledger story.db > proof.json",
    add_options=_add_options,
    run=_run,
)
