"""`sayso backup`: the ledger as one file, while others write to it."""

from argparse import ArgumentParser, Namespace

from sayso.cli.bar import show_steps
from sayso.cli.command import Command, ledger_of
from sayso.cli.terminal import print_lines


def _add_options(parser: ArgumentParser) -> None:
    parser.add_argument(
        "-o", "--output", metavar="FILE.zip", required=True, help="the archive to write, in the place of an older one"
    )
    parser.add_argument(
        "--bare", action="store_true", help="the ledger alone, without its records, judgements and dossier beside it"
    )


def _run(options: Namespace) -> int:
    from sayso.story import backup

    with show_steps() as progress:
        done = backup(ledger_of(options), options.output, bare=options.bare, progress=progress)
    print_lines(
        [
            f"{options.output} holds the ledger {done.digest}",
            f"{done.entries} entries, the last link of their chain is {done.chain or 'none'}",
            "note both elsewhere: by them anybody can tell later that it is the same ledger",
        ]
    )
    return 0


COMMAND = Command(
    name="backup",
    help="write the whole ledger to one archive, which `verify` checks and `restore` opens anywhere",
    example="sayso backup --ledger story.db -o story.zip",
    add_options=_add_options,
    run=_run,
)
