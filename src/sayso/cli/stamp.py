"""`sayso stamp`: an authority outside says that the newest root was there at a time."""

from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from sayso.cli.command import Command, ledger_of
from sayso.cli.terminal import print_lines
from sayso.errors import UsageError

if TYPE_CHECKING:
    from sayso.story import Stamped


def _add_options(parser: ArgumentParser) -> None:
    way = parser.add_mutually_exclusive_group(required=True)
    way.add_argument("--request", metavar="FILE", type=Path, help="write the query to a file; nothing goes out")
    way.add_argument("--reply", metavar="FILE", type=Path, help="take in the authority's reply to such a query")
    way.add_argument(
        "--authority", metavar="URL", help="send the query there, over http or https, and take in the reply"
    )


def _run(options: Namespace) -> int:
    from sayso.story import ask_authority, request_stamp, take_stamp

    ledger = ledger_of(options)
    if options.request:
        root, query = request_stamp(ledger)
        _write(options.request, query)
        print_lines([f"{options.request} asks for {root}", "send it as application/timestamp-query, then --reply"])
    elif options.reply:
        print_lines(_told(take_stamp(ledger, read_file(options.reply))))
    else:
        print_lines(_told(ask_authority(ledger, options.authority)))
    return 0


def _told(stamped: "Stamped") -> list[str]:
    when = stamped.at.isoformat(timespec="seconds") if stamped.at else ""
    return [f"{stamped.root} was stamped at {when} by {stamped.authority}", f"its signature is good; {stamped.chain}"]


def read_file(path: Path) -> bytes:
    """The content of a file. Raises `UsageError` where it cannot be read."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise UsageError(f"cannot read {str(path)!r}: {error.strerror or error}") from error


def _write(path: Path, content: bytes) -> None:
    try:
        path.write_bytes(content)
    except OSError as error:
        raise UsageError(f"cannot write {str(path)!r}: {error.strerror or error}") from error


COMMAND = Command(
    name="stamp",
    help="have a time stamping authority (RFC 3161) say that all that the ledger holds was there by now",
    example="sayso stamp --authority https://stamps.example/tsr --ledger story.db",
    add_options=_add_options,
    run=_run,
)
