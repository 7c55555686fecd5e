"""`sayso export`: the ledger for other programs."""

from argparse import ArgumentParser, Namespace

from sayso.cli.command import Command, ledger_of


def _add_options(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--format", metavar="NAME", default="jsonl", help="jsonl by default; an unknown name brings the list of all"
    )
    parser.add_argument("-o", "--output", metavar="FILE", help="standard output by default")


def _run(options: Namespace) -> int:
    return write_export(options, options.format)


def write_export(options: Namespace, form: str) -> int:
    """Write the ledger in the format named `form` to where the options say."""
    from sayso.story import export_story, write_whole

    lines = (f"{line}\n" for line in export_story(ledger_of(options), form))
    if options.output:
        write_whole(options.output, lines)
    else:
        for line in lines:
            print(line, end="")
    return 0


COMMAND = Command(
    name="export",
    help="write all records of the ledger in a format for other programs",
    example="sayso export --format jsonl -o story.jsonl",
    add_options=_add_options,
    run=_run,
)
