"""Words on a terminal or into a pipe: tables, lines, complaints.

Invariant: every line passes through `clean`, so that no report can move a cursor, ring, or turn the text around.
"""

import re
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rich.console import Console

__all__ = ["ID_SHOWN", "Table", "clean", "complain", "print_lines", "print_records", "print_table", "watched"]

_BLANK = re.compile("[\t-\r\x1c-\x1f\x85\u2028\u2029]+")
_HOSTILE = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff\U000e0000-\U000e007f]"
)

ID_SHOWN = 11  # characters: the tag and eight digits, enough for `sayso judge`


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of text under the names of their columns."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def clean(text: str) -> str:
    """`text` as one line: breaks and tabs become a space, other controls, direction marks and surrogates U+FFFD."""
    return _HOSTILE.sub("\ufffd", _BLANK.sub(" ", text))


def print_lines(lines: Iterable[str]) -> None:
    """Each of `lines` as one line on standard output."""
    for line in lines:
        print(clean(line))


def complain(line: str) -> None:
    """One line on standard error."""
    print(clean(line), file=sys.stderr)


def print_records(records: Iterable[Mapping[str, Any]]) -> None:
    """Records as one list of JSON, each on a line."""
    from sayso.export import json_line

    print("[" + ",\n ".join(map(json_line, records)) + "]")


def watched() -> "Console | None":
    """What draws on standard error, where somebody looks at it."""
    if not sys.stderr.isatty():
        return None
    from rich.console import Console

    return Console(stderr=True)


def print_table(table: Table) -> None:
    """A drawn table on a terminal, ids cut to what tells them apart; into a pipe whole rows, a line each, with tabs."""
    if sys.stdout.isatty():
        _draw(table)
        return
    for row in (table.columns, *table.rows):
        print("\t".join(map(clean, row)))


def _shown(column: str) -> int | None:
    return ID_SHOWN if column == "id" else None


def _draw(table: Table) -> None:
    from rich import box
    from rich.console import Console
    from rich.table import Table as Drawn
    from rich.text import Text

    drawn = Drawn(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False)
    for column in table.columns:
        drawn.add_column(column, overflow="fold", no_wrap=column == "id")
    for row in table.rows:
        drawn.add_row(*(Text(clean(cell)[: _shown(column)]) for column, cell in zip(table.columns, row, strict=True)))
    Console().print(drawn)
