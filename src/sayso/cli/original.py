"""`sayso original`: the bytes of which a report was made, as they came."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from sayso.cli.command import Command, ledger_of
from sayso.cli.terminal import print_lines
from sayso.cli.wording import custody_words
from sayso.errors import UsageError


def _add_options(parser: ArgumentParser) -> None:
    parser.add_argument(
        "id", metavar="DOCUMENT", help="the id of a document, as `sayso documents` has it, or its beginning"
    )
    parser.add_argument("-o", "--output", metavar="FILE", help="where to write the bytes; no file may be there yet")


def _run(options: Namespace) -> int:
    from sayso.story import view_custody, view_original

    if options.output is None:
        lines = list(map(custody_words, view_custody(ledger_of(options), options.id)))
        print_lines(lines or ["nothing is known of its bytes: it was read without them"])
        return 0
    _, content = view_original(ledger_of(options), options.id)
    _write_new(options.output, content)
    print_lines([f"{options.output}: {len(content)} bytes, which have their digest"])
    return 0


def _write_new(path: str, content: bytes) -> None:
    try:
        with Path(path).open("xb") as handle:
            handle.write(content)
    except OSError as error:
        raise UsageError(f"cannot write {path!r}: {error.strerror or error}") from error


COMMAND = Command(
    name="original",
    help="say how the bytes of a report were collected, and give them back as they came",
    example="sayso original d1:0f2e13a4 -o report.pdf",
    add_options=_add_options,
    run=_run,
)
