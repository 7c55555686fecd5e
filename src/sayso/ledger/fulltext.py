"""What FTS5, SQLite's index of words, is asked and told: the SQL of it, and its own language of queries.

Beside `sqlite`. Invariant: what is looked for stands between quotes, where FTS5 reads no instruction.
"""

from collections.abc import Mapping, Sequence

from sayso.ledger.indexing import INDEXES
from sayso.ledger.query import Column, Part

__all__ = ["adding", "checking", "comparing", "condition", "dropping"]

_COLUMNS: Mapping[str, tuple[str, ...]] = {
    "claim": ("content", "source", "cue", "title", "outlet", "fields"),
    "report": ("text", "title", "outlet", "fields"),
}
_WORDS = {"claim": "{content source cue title}", "report": "{text title}"}
_NAMES = {Column.SOURCE: "source", Column.OUTLET: "outlet", Column.FIELD: "fields"}
_ANY = Part(Column.FIELD, "any0")  # every row has it


def condition(kind: str, every: Sequence[tuple[Part, ...]], none: Sequence[Part]) -> tuple[str, tuple[str]]:
    """A condition on the row `s` of an index, with the one value that it takes."""
    groups = [f"({' OR '.join(_asked(kind, part) for part in group)})" for group in every or [(_ANY,)]]
    without = "".join(f" NOT {_asked(kind, part)}" for part in none)
    return f"s.{INDEXES[kind].words} MATCH ?", (f"({' AND '.join(groups)}){without}",)


def adding(kind: str) -> str:
    """The statement that indexes rows, to be ended by which."""
    index, columns = INDEXES[kind], ", ".join(_COLUMNS[kind])
    return f"INSERT INTO {index.words} (rowid, {columns}) SELECT key, {columns} FROM {index.view}"  # noqa: S608


def dropping(kind: str) -> str:
    """The statement that takes rows out of the index, to be ended by which."""
    index, columns = INDEXES[kind], ", ".join(_COLUMNS[kind])
    into = f"INSERT INTO {index.words} ({index.words}, rowid, {columns})"
    return f"{into} SELECT 'delete', key, {columns} FROM {index.view}"  # noqa: S608 — all are constants


def checking(kind: str) -> str:
    """The statement that fails where the index does not fit in itself, or what it is over."""
    words = INDEXES[kind].words
    return f"INSERT INTO {words} ({words}, rank) VALUES ('integrity-check', 1)"  # noqa: S608 — a constant


def comparing(kind: str) -> str:
    """The query for how many rows the index of words has too few, and how many too many."""
    index = INDEXES[kind]
    rows, words = index.table, f"{index.words}_docsize"
    few = f"SELECT count(*) AS few FROM {rows} AS i WHERE NOT EXISTS (SELECT 1 FROM {words} AS w WHERE w.id = i.key)"  # noqa: S608
    many = f"few + (SELECT count(*) FROM {words}) - (SELECT count(*) FROM {rows})"  # noqa: S608 — all are constants
    return f"SELECT few, {many} FROM ({few}) AS f"  # noqa: S608


def _asked(kind: str, part: Part) -> str:
    columns = _WORDS[kind] if part.column is Column.WORDS else _NAMES[part.column]
    return f'{columns} : "{part.text}"'
