"""`sayso copy`: a ledger to another place, from a file to a server or back."""

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from sayso.cli.command import Command, ledger_of, shown_place
from sayso.cli.terminal import print_lines


def _add_options(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--to", metavar="PLACE", required=True, help="a file, or postgresql://HOST/DATABASE, without a ledger yet"
    )


def _run(options: Namespace) -> int:
    from sayso.story import copy

    with _progress() as progress:
        digest = copy(ledger_of(options), options.to, progress=progress)
    print_lines([f"{shown_place(options.to)} holds the same, {digest}"])
    return 0


@contextmanager
def _progress() -> Iterator[Callable[[int, int], None] | None]:
    """A bar on a terminal, nothing elsewhere."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True)) as bar:
        task = bar.add_task("copying", total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)


COMMAND = Command(
    name="copy",
    help="copy the ledger to another place, row for row, and check that it is the same there",
    example="sayso copy --ledger story.db --to postgresql://desk.example/stories",
    add_options=_add_options,
    run=_run,
)
