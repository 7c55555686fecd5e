"""A query as the database is asked it: which index of words, under which conditions, between which keys.

Between `query` and `search`. Invariant: what a user typed goes to the database as values alone.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from sayso.ledger.indexing import INDEXES, first_key, last_key, times_between
from sayso.ledger.query import Column, Part, Place, Query
from sayso.ledger.store import Store
from sayso.model import Interval

__all__ = ["Asked", "ask", "count_keys", "find_keys"]

# Where fewer fit a condition on another table, their keys are listed; else the table is asked of each claim.
_FEW = 20_000


class _Table(NamedTuple):
    """Another table that is asked about claims: what it calls them, and which of its rows are meant."""

    name: str
    claim: str
    where: str = ""

    @property
    def rows(self) -> str:
        return f"FROM {self.name} AS o WHERE 0 = 0{self._and}"

    @property
    def keys(self) -> str:
        """The keys of the claims that it has."""
        joined = f"FROM {self.name} AS o JOIN indexed_claim AS k ON k.claim = o.{self.claim}"
        return f"SELECT k.key {joined} WHERE 0 = 0{self._and}"

    @property
    def has(self) -> str:
        """Whether it has a claim `i`."""
        return f"EXISTS (SELECT 1 FROM {self.name} AS o WHERE o.{self.claim} = i.claim{self._and})"  # noqa: S608

    @property
    def _and(self) -> str:
        return f" AND {self.where}" if self.where else ""


_LEFT_OUT = _Table("left_out", "claim")
_JUDGED = _Table("judgement", "target")

_Condition = tuple[str, Sequence[Any]]


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked: of which index, `claim` or `report`; its tables, conditions and their values; between which keys.

    `probing` tells that other tables are asked of each row, which takes longer than the index of words alone.
    """

    kind: str
    key: str
    tables: str
    conditions: tuple[str, ...]
    values: tuple[Any, ...]
    least: int
    most: int
    probing: bool


def ask(store: Store, query: Query) -> Asked:
    """The query for the database."""
    kind = "claim" if query.place is Place.CLAIMS else "report"
    every = [*query.every, *_time_words("said", query.said), *_time_words("event", query.event)]
    by_words = bool(every or query.none)
    index, key = INDEXES[kind], "s.rowid" if by_words else "i.key"
    conditions: list[_Condition] = [store.match(kind, every, query.none)] if by_words else []
    probes = list(_probes(store, query, key))
    conditions += probes
    if kind == "claim":
        conditions.append(_listed(store, key, _LEFT_OUT, (), wanted=False))
    tables = f"{index.words} AS s" if by_words else f"{index.table} AS i"
    if by_words and any("i." in sql for sql, _ in conditions):
        # Crossed, so that SQLite goes through the index of words, and not through the rows.
        tables, conditions = f"{tables} CROSS JOIN {index.table} AS i", [*conditions, ("i.key = s.rowid", ())]
    values = tuple(value for _, more in conditions for value in more)
    return Asked(
        kind, key, tables, tuple(sql for sql, _ in conditions), values, *_bounds(query.published), bool(probes)
    )


def find_keys(store: Store, asked: Asked, least: int, most: int, limit: int, *, down: bool = False) -> list[int]:
    """At most `limit` keys from `least` to `most` of what is asked for, the least first; `down` the greatest first."""
    order = f"{asked.key} DESC" if down else asked.key
    sql = f"SELECT {asked.key} {_from(asked)} ORDER BY {order} LIMIT {limit}"
    return [int(key) for (key,) in store.rows(sql, (*asked.values, least, most))]


def count_keys(store: Store, asked: Asked, limit: int) -> int:
    """How many there are of what is asked for, counted up to `limit`."""
    sql = f"SELECT count(*) FROM (SELECT 1 {_from(asked)} LIMIT {limit}) AS f"  # noqa: S608 — all are constants
    (number,) = store.row(sql, (*asked.values, asked.least, asked.most)) or (0,)
    return int(number)


def _from(asked: Asked) -> str:
    conditions = (*asked.conditions, f"{asked.key} >= ? AND {asked.key} <= ?")
    return f"FROM {asked.tables} WHERE {' AND '.join(conditions)}"


def _time_words(name: str, intervals: Iterable[Interval]) -> Iterator[tuple[Part, ...]]:
    for interval in intervals:
        yield tuple(Part(Column.FIELD, word) for word in times_between(name, interval))


def _bounds(published: Iterable[Interval]) -> tuple[int, int]:
    """The least and the greatest key of reports that came out within all of these; those without a day in none."""
    least, most = 0, last_key(None)
    for interval in published:
        least = max(least, first_key(interval.last or date.max))
        most = min(most, last_key(interval.first or date.min))
    return least, most


def _probes(store: Store, query: Query, key: str) -> Iterator[_Condition]:
    """Conditions that other tables than the index of words are asked about."""
    for name, intervals in (("said", query.said), ("event", query.event)):
        for interval in intervals:
            days = ((interval.last or date.max).toordinal(), (interval.first or date.min).toordinal())
            yield f"i.{name}_first <= ? AND i.{name}_last >= ?", days
    for values, wanted in query.standing:
        yield _listed(store, key, _members("standing", values), values, wanted=wanted)
    for values, wanted in query.stance:
        held = _members("stance", values).has
        yield held if wanted else f"NOT {held}", values
    for wanted in query.judged:
        yield _listed(store, key, _JUDGED, (), wanted=wanted)


def _members(column: str, values: Sequence[str]) -> _Table:
    return _Table("member", "claim", f"o.{column} IN ({', '.join('?' * len(values))})")


def _listed(store: Store, key: str, table: _Table, values: Sequence[Any], *, wanted: bool) -> _Condition:
    """A condition by a list of keys where few fit it, else by a question for each claim."""
    # Counted are the rows of the table: to look up each claim of them would take several times as long.
    counting = f"SELECT count(*) FROM (SELECT 1 {table.rows} LIMIT {_FEW}) AS f"  # noqa: S608 — constants
    (number,) = store.row(counting, values) or (0,)
    if number >= _FEW:
        return (table.has if wanted else f"NOT {table.has}"), values
    # The sign keeps SQLite from asking the index of words once for each key of the list.
    sign = "+" if key == "s.rowid" else ""
    return f"{sign}{key} {'' if wanted else 'NOT '}IN ({table.keys})", values
