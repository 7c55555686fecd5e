"""`sayso readings`: which program read what, and what it found otherwise than older ones.

Invariant: each claim stands there with its words, and of one read otherwise each field that differs, old and new.
"""

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from sayso.cli.command import Command, ledger_of
from sayso.cli.show import add_format
from sayso.cli.terminal import print_lines, print_records
from sayso.cli.wording import speaker_of

if TYPE_CHECKING:
    from sayso.model import Claim, Difference


def _add_options(parser: ArgumentParser) -> None:
    parser.add_argument(
        "ids", nargs="*", metavar="DOCUMENT", help="ids of documents, or beginnings of them; all where none is named"
    )
    add_format(parser)


def _run(options: Namespace) -> int:
    from sayso.export import reading_record
    from sayso.story import view_differences

    differences = view_differences(ledger_of(options), options.ids)
    if options.format == "json":
        print_records(map(reading_record, differences))
    else:
        print_lines(line for difference in differences for line in _lines(difference))
    return 0


def _lines(difference: "Difference") -> Iterator[str]:
    reading = difference.reading
    scope = "" if reading.whole else ", claims left out on purpose"
    yield f"{reading.document}  {reading.at}  {reading.program}{scope}"
    if reading.again:
        yield f"  {len(difference.new)} new"
        yield from map(_claim, difference.new)
        yield f"  {len(difference.changed)} changed"
        for before, now in difference.changed:
            yield _claim(now)
            yield from _fields(before, now)
        yield f"  {len(difference.dropped)} no longer found"
        yield from map(_claim, difference.dropped)


def _claim(claim: "Claim") -> str:
    return f"    {claim.id}  {speaker_of(claim)}: {claim.content.text}"


def _fields(before: "Claim", now: "Claim") -> Iterator[str]:
    from sayso.export import changed_fields

    for change in changed_fields(before, now):
        name = change["field"]
        told = (
            "what comparing needs of it" if name == "gist" else f"{_words(change['before'])} → {_words(change['now'])}"
        )
        yield f"      {name}: {told}"


def _words(value: Any) -> str:
    """A field of a record for eyes."""
    if isinstance(value, dict):
        named = [str(value[key]) for key in ("name", "kind", "value", "text") if value.get(key)]
        return " ".join(named) or ", ".join(f"{key} {_words(part)}" for key, part in value.items())
    if isinstance(value, list | tuple):
        return "; ".join(map(_words, value)) or "nothing"
    return "nothing" if value is None else str(value)


COMMAND = Command(
    name="readings",
    help="list which program read each report when, and which claims were new, changed or no longer found",
    example="sayso readings d1:0f2e13a4",
    add_options=_add_options,
    run=_run,
)
