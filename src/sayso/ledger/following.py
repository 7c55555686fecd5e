"""What follows from the rows of a stretch: what their bodies say, and what the indexes of words have of them.

Beside `stretches`, which knows the rows to be as they were recorded. Invariant: a row fits if its columns, its id and
its places follow from its body, and of each reading that counts the index has the row that is due.
"""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from sayso.ledger.contents import Texts, read_whole
from sayso.ledger.indexing import INDEXES, Reported, claim_row, is_indexed, report_row, reported
from sayso.ledger.indexing import Row as Indexed
from sayso.ledger.store import Store

__all__ = ["Following"]

_KINDS = {"document": "report", "claim": "claim"}  # the tables over which an index lies, and its kind
_HELD = {kind: ", ".join(f"i.{column}" for column in index.columns) for kind, index in INDEXES.items()}
_OF_REPORT = {
    kind: f"SELECT {_HELD[kind]} FROM {index.table} AS i WHERE i.document = ?"  # noqa: S608 — constants
    for kind, index in INDEXES.items()
}
_WITHIN = {
    kind: f"""SELECT {_HELD[kind]} FROM document AS d JOIN {index.table} AS i ON i.document = d.id
    WHERE d.seq BETWEEN ? AND ?"""  # noqa: S608 — constants
    for kind, index in INDEXES.items()
}
_COUNTS = {table: f"SELECT 1 FROM current_{table} WHERE seq = ?" for table in _KINDS}  # noqa: S608 — constants
_Row = tuple[Any, ...]


class Following:
    """What follows from the rows between two numbers: `unlike` and `counting` are those of a stretch."""

    def __init__(self, store: Store, bounds: tuple[int, int], texts: Texts) -> None:
        self.unlike: set[str] = set()
        self.counting: Counter[str] = Counter()
        self._store = store
        self._texts = texts
        self._reports: dict[str, Reported | None] = {}
        self._indexed = {table: _Indexed(store, kind, bounds) for table, kind in _KINDS.items()}

    def fit(
        self,
        table: str,
        numbers: Sequence[int],
        columns: Sequence[_Row],
        bodies: Sequence[bytes],
        recorded: Sequence[bool],
    ) -> list[bool]:
        """Which of the rows that are as `recorded` fit; these are held to the index too."""
        values = read_whole(table, columns, bodies, self._texts)
        if table in _KINDS:
            for is_recorded, value, seq, own in zip(recorded, values, numbers, columns, strict=True):
                if is_recorded:
                    self._hold_to_index(table, seq, own, value)
        return [is_recorded and value is not None for is_recorded, value in zip(recorded, values, strict=True)]

    def _hold_to_index(self, table: str, seq: int, values: _Row, value: Any) -> None:
        """Notes the report where the index has not the row that follows from a reading that counts."""
        name, document = values[0], values[0] if table == "document" else values[3]
        held = self._indexed[table].of(document, name)
        is_newest = held is not None and held[1] == seq
        if value is not None and not is_newest and self._store.row(_COUNTS[table], (seq,)) is None:
            return  # another reading took its place: the index is to have none of this
        self.counting[table] += 1
        due = self._due(table, seq, values, value)
        if held is None or due is None or not is_indexed(held, due):
            self.unlike.add(document)

    def _due(self, table: str, seq: int, values: _Row, value: Any) -> Indexed | None:
        if value is None:
            return None
        if table == "document":
            self._texts.keep(values[0], value)
            self._reports[values[0]] = told = reported(values[0], value)
            return report_row(seq, values[0], told)
        report = self._report(values[3])
        if report is None:
            return None
        return claim_row((seq, values[0], *values[3:6], values[7], values[10]), value, report)

    def _report(self, name: str) -> Reported | None:
        if name not in self._reports:
            document, _ = self._texts.of(name)
            self._reports[name] = None if document is None else reported(name, document)
        return self._reports[name]


class _Indexed:
    """The rows that an index has, by what they are of: those of reports recorded in a stretch, and of any asked for."""

    def __init__(self, store: Store, kind: str, bounds: tuple[int, int]) -> None:
        self._store = store
        self._kind = kind
        self._at = INDEXES[kind].columns.index("document")
        self._rows: dict[object, _Row] = {}
        self._documents: set[object] = set()
        self._add(_WITHIN[kind], bounds)

    def of(self, document: object, name: object) -> _Row | None:
        """The row of a thing, None where the report has none of it."""
        held = self._rows.get(name)
        if held is not None or document in self._documents:
            return held
        self._documents.add(document)
        self._add(_OF_REPORT[self._kind], (document,))
        return self._rows.get(name)

    def _add(self, sql: str, values: Sequence[Any]) -> None:
        rows = list(self._store.rows(sql, values))
        self._rows.update({row[2]: row for row in rows})
        self._documents.update({row[self._at] for row in rows})
