"""`sayso search`: claims by their words."""

from argparse import ArgumentParser, Namespace

from sayso.cli.command import Command, count, ledger_of
from sayso.cli.terminal import print_table


def _add_options(parser: ArgumentParser) -> None:
    parser.add_argument("words", nargs="+", metavar="WORDS", help="what to look for")
    parser.add_argument("--limit", metavar="N", type=count, default=50, help="claims at most; 50 by default")


def _run(options: Namespace) -> int:
    from sayso.cli.views import claims_table
    from sayso.story import search

    print_table(claims_table(iter(search(ledger_of(options), " ".join(options.words), limit=options.limit))))
    return 0


COMMAND = Command(
    name="search",
    help="list the claims in which words stand",
    example="sayso search battery Brenn",
    add_options=_add_options,
    run=_run,
)
