"""`sayso readings`: which program read what, and what it found otherwise than older ones."""

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from typing import TYPE_CHECKING

from sayso.cli.command import Command, ledger_of
from sayso.cli.show import add_format
from sayso.cli.terminal import print_lines

if TYPE_CHECKING:
    from sayso.model import Reading


def _add_options(parser: ArgumentParser) -> None:
    add_format(parser)


def _run(options: Namespace) -> int:
    from sayso.export import json_line
    from sayso.story import view_readings

    readings = view_readings(ledger_of(options))
    if options.format == "json":
        print("[" + ",\n ".join(map(json_line, map(_record, readings))) + "]")
    else:
        print_lines(line for reading in readings for line in _lines(reading))
    return 0


def _record(reading: "Reading") -> dict[str, object]:
    from dataclasses import asdict

    return asdict(reading)


def _lines(reading: "Reading") -> Iterator[str]:
    scope = "" if reading.whole else ", claims left out on purpose"
    yield f"{reading.document}  {reading.at}  {reading.program}{scope}"
    if reading.again:
        for what, claims in (("new", reading.new), ("changed", reading.changed), ("no longer found", reading.dropped)):
            yield f"  {len(claims)} {what}" + "".join(f"  {claim}" for claim in claims)


COMMAND = Command(
    name="readings",
    help="list which program read each report when, and which claims were new, changed or no longer found",
    example="sayso readings --format json",
    add_options=_add_options,
    run=_run,
)
