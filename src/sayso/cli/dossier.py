"""`sayso dossier`: the whole story as one page, as Markdown or as a Word document."""

from argparse import ArgumentParser, Namespace

from sayso.cli.command import Command, ledger_of
from sayso.cli.terminal import complain


def _add_options(parser: ArgumentParser) -> None:
    parser.add_argument(
        "-o", "--output", metavar="FILE", default="dossier.html", help=".html, .md or .docx; dossier.html by default"
    )


def _run(options: Namespace) -> int:
    from sayso.story import write_dossier

    write_dossier(ledger_of(options), options.output)
    complain(f"wrote {options.output}")
    return 0


COMMAND = Command(
    name="dossier",
    help="write what the ledger holds as one self-contained page, as Markdown or as a Word document",
    example="sayso dossier -o story.html",
    add_options=_add_options,
    run=_run,
)
