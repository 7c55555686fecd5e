"""What a command is to the parser, and the options that several commands share."""

import getpass
import os
import re
from argparse import SUPPRESS, ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Callable
from dataclasses import dataclass

from sayso.errors import UsageError

__all__ = [
    "SOURCE_KINDS",
    "Command",
    "add_jobs",
    "add_least",
    "add_ledger",
    "add_metadata",
    "count",
    "ledger_of",
    "shown_place",
    "user_name",
]

_SECRET = re.compile(r"(?<=//)([^/@:]*):[^/@]*(?=@)|[?&]password=[^&]*")

# Written out, for help is to come without any floor below; a test holds it to the kinds that there are.
SOURCE_KINDS = (
    "person",
    "office",
    "organisation",
    "government",
    "anonymous",
    "group",
    "document",
    "recording",
    "outlet",
)


@dataclass(frozen=True, slots=True)
class Command:
    """A verb: what its help says, an example of its use, its options, and what runs it to an exit code."""

    name: str
    help: str
    example: str
    add_options: Callable[[ArgumentParser], None]
    run: Callable[[Namespace], int]


def ledger_of(options: Namespace) -> str:
    """Where the ledger is: `--ledger`, else the environment's `SAYSO_LEDGER`, else `sayso.db` in this folder."""
    return getattr(options, "ledger", None) or os.environ.get("SAYSO_LEDGER") or "sayso.db"


def add_ledger(parser: ArgumentParser) -> None:
    """The option for where the ledger is."""
    # Without a default of its own, so that the option's place before the verb is not undone by the verb's parser.
    parser.add_argument(
        "--ledger",
        metavar="PLACE",
        default=SUPPRESS,
        help="the ledger, a file or postgresql://HOST/DATABASE; else the environment's SAYSO_LEDGER, else sayso.db",
    )


def shown_place(ledger: str) -> str:
    """Where a ledger is, without the password that an address may have."""
    return _SECRET.sub(r"\1", ledger)


def user_name() -> str:
    """The name of this system's user; "" where there is none."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return ""


def add_metadata(parser: ArgumentParser) -> None:
    """Options for what is known of the reports beside their text."""
    known = parser.add_argument_group("what is known of the reports; it goes before what they say of themselves")
    known.add_argument("--outlet", metavar="NAME", help="who published them")
    known.add_argument("--published", metavar="DATE", type=_day, help="when they came out, as 2031-04-06")
    known.add_argument("--language", metavar="CODE", help="their language, as en")


def add_jobs(parser: ArgumentParser) -> None:
    """The option for the number of processes."""
    parser.add_argument(
        "--jobs", metavar="N", type=count, help="processes that read; one for a small input, else one a core"
    )


def add_least(parser: ArgumentParser) -> None:
    """The option for how sure a claim must be."""
    parser.add_argument(
        "--least-confidence",
        metavar="SHARE",
        type=_share,
        help="leave out attributed claims less sure than it, 0 to 1 (default 0.33): lower finds more, higher errs less",
    )


def count(text: str) -> int:
    """An option's whole number from 1 on."""
    if not text.isascii() or not text.isdigit() or int(text) < 1:
        raise ArgumentTypeError(f"{text!r} is not a whole number from 1 on")
    return int(text)


def _share(text: str) -> float:
    try:
        share = float(text)
    except ValueError:
        share = -1.0
    if not 0 <= share <= 1:
        raise ArgumentTypeError(f"{text!r} is not a share from 0 to 1, such as 0.6")
    return share


def _day(text: str) -> str:
    from sayso.intake.metadata import check_given
    from sayso.model import Metadata

    try:
        check_given(Metadata(published=text))
    except UsageError as error:
        raise ArgumentTypeError(str(error)) from None
    return text
