"""Reports, outlets and sources listed page by page, and all that one source said, however many there are.

Beside `lookup`, which gives one by its id. Invariant: a page goes on after the key that the page before ended with, so
that nothing is shown twice or left out when something is recorded in between.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Any, NamedTuple

from sayso.errors import UsageError
from sayso.ledger.indexing import days_back
from sayso.ledger.lookup import Head, Lookup
from sayso.ledger.portions import portions
from sayso.ledger.query import field_word
from sayso.ledger.rows import plain
from sayso.ledger.store import Store
from sayso.model import Change, SourceKind, Stance, Status, Turn

__all__ = ["Listing", "OutletRow", "ReportOrder", "ReportRow", "SourceOrder", "Uttered"]

_MANY = 12_000  # claims of a source: fewer are sooner put in order
_NEXT = 20_000  # claims of all, among which fifty of such a source are looked for first
_LAST = 2**63 - 1  # no key is higher
_REFUSED = field_word("status", Status.REFUSED)
_NUMBER = re.compile("[0-9]{1,18}")  # as large as a database's numbers are


class ReportOrder(StrEnum):
    """In which order reports are listed."""

    NEWEST = "newest"
    OLDEST = "oldest"
    OUTLET = "outlet"


class SourceOrder(StrEnum):
    """In which order sources are listed: those with most claims first, or by name."""

    CLAIMS = "claims"
    NAME = "name"


class ReportRow(NamedTuple):
    """A report by id, with its key in the list."""

    key: int
    document: str


class OutletRow(NamedTuple):
    """An outlet ("" where none is known) with the number of its reports, and the first and last day of them."""

    outlet: str
    reports: int
    first: date | None
    last: date | None


class Uttered(NamedTuple):
    """A claim of a source by id, with its key in the list."""

    key: int
    claim: str


@dataclass(frozen=True, slots=True)
class Listing:
    """The lists of a ledger."""

    store: Store

    def reports(
        self,
        *,
        order: ReportOrder = ReportOrder.NEWEST,
        outlet: str | None = None,
        status: Status | None = None,
        after: int | None = None,
        limit: int = 50,
    ) -> list[ReportRow]:
        """Reports, of one outlet ("" where it is not known) and of one status if that is asked for."""
        conditions: list[tuple[str, Sequence[Any]]] = []
        if outlet is not None:
            conditions.append(("outlet = ?", (plain(outlet),)))
        if status is not None:
            conditions.append(("fields LIKE ?", (f"%{field_word('status', status)}%",)))
        if after is not None:
            conditions.append(self._beyond(order, after))
        sorting = {"newest": "key", "oldest": "key DESC", "outlet": "outlet, key"}[order.value]
        sql = f"""
            SELECT key, document FROM indexed_report {_where(conditions)} ORDER BY {sorting} LIMIT {limit:d}
        """  # noqa: S608 — all are constants
        return [ReportRow(int(key), name) for key, name in self.store.rows(sql, _values(conditions))]

    def _beyond(self, order: ReportOrder, after: int) -> tuple[str, Sequence[Any]]:
        if order is not ReportOrder.OUTLET:
            return ("key > ?" if order is ReportOrder.NEWEST else "key < ?"), (after,)
        found = self.store.row("SELECT outlet FROM indexed_report WHERE key = ?", (after,))
        if found is None:
            raise UsageError("the report that the page before ended with is no longer there; list from the start again")
        return "(outlet, key) > (?, ?)", (found[0], after)

    def outlets(self, *, after: str | None = None, limit: int = 500) -> list[OutletRow]:
        """Outlets by name with what was read of them, wholly or in part; first that none is known."""
        conditions: list[tuple[str, Sequence[Any]]] = [("fields NOT LIKE ?", (f"%{_REFUSED}%",))]
        if after is not None:
            conditions.append(("outlet > ?", (plain(after),)))
        sql = f"""
            SELECT outlet, count(*), max(key), min(key) FROM indexed_report {_where(conditions)}
            GROUP BY outlet ORDER BY outlet LIMIT {limit:d}
        """  # noqa: S608 — all are constants
        rows = self.store.rows(sql, _values(conditions))
        return [OutletRow(outlet, int(n), _day(int(first)), _day(int(last))) for outlet, n, first, last in rows]

    def claims_in(self, documents: Iterable[str]) -> dict[str, tuple[int, int]]:
        """Document id → how many claims of sources it has, and how many of the outlet itself."""
        found: dict[str, tuple[int, int]] = {}
        for marks, portion in portions(documents):
            sql = f"""
                SELECT document, count(*), sum(CASE WHEN source_kind IS NULL AND cue IS NULL THEN 1 ELSE 0 END)
                FROM current_claim WHERE document IN ({marks}) GROUP BY document
            """  # noqa: S608 — all are constants
            for name, number, own in self.store.rows(sql, portion):
                found[name] = (int(number) - int(own), int(own))
        return found

    def sources(
        self,
        *,
        order: SourceOrder = SourceOrder.CLAIMS,
        kind: SourceKind | None = None,
        words: str = "",
        after: tuple[str, str] | None = None,
        limit: int = 50,
    ) -> list[Head]:
        """Sources that have claims, of one kind and with these words in their names if that is asked for.

        `after` is the number of claims, or the name, and the id of the last one before.
        """
        conditions: list[tuple[str, Sequence[Any]]] = [("claims > 0", ())]
        if kind is not None:
            conditions.append(("kind = ?", (kind.value,)))
        conditions += [("lower(name) LIKE ? ESCAPE '!'", (f"%{_literal(word)}%",)) for word in words.split()]
        if after is not None and order is SourceOrder.NAME:
            conditions.append(("(name, entity) > (?, ?)", after))
        elif after is not None:
            most = int(after[0]) if _NUMBER.fullmatch(after[0]) else 0
            conditions.append(("(claims < ? OR (claims = ? AND entity > ?))", (most, most, after[1])))
        sorting = "name, entity" if order is SourceOrder.NAME else "claims DESC, entity"
        sql = f"""
            SELECT entity, name, kind, claims, mentions FROM head {_where(conditions)} ORDER BY {sorting}
            LIMIT {limit:d}
        """  # noqa: S608 — all are constants
        rows = self.store.rows(sql, _values(conditions))
        return [Head(ident, name, SourceKind(kind), int(cs), int(ms)) for ident, name, kind, cs, ms in rows]

    def said_by(
        self, source: str, *, order: ReportOrder = ReportOrder.NEWEST, after: int | None = None, limit: int = 50
    ) -> list[Uttered]:
        """The claims of a source, in order of their reports' days."""
        sign, sorting, first = ("<", "DESC", _LAST) if order is ReportOrder.OLDEST else (">", "", -1)
        start = first if after is None else after
        met = self._met(source, order, start, limit)
        if len(met) == limit:
            return met
        # Of a claim its key alone, which the index holds: large sources have thousands.
        sql = f"""
            SELECT i.key, s.claim FROM speaker AS s JOIN indexed_claim AS i ON i.claim = s.claim
            WHERE s.entity = ? AND i.key {sign} ? ORDER BY i.key {sorting} LIMIT {limit:d}
        """  # noqa: S608 — all are constants
        return [Uttered(int(key), claim) for key, claim in self.store.rows(sql, (source, start))]

    def _met(self, source: str, order: ReportOrder, start: int, limit: int) -> list[Uttered]:
        """The claims of a source among the next of all claims, at most `limit`. Who speaks much is soon met there, and
        theirs need not all be put in order first; none of a source that does not.
        """
        spoken = self.store.row("SELECT claims FROM head WHERE entity = ?", (source,))
        if spoken is None or int(spoken[0]) <= _MANY:
            return []
        sign, until, sorting, last = ("<", ">=", "DESC", 0) if order is ReportOrder.OLDEST else (">", "<=", "", _LAST)
        # What is compared with the source fits no index of entities, so that speakers are looked up by claim.
        sql = f"""
            SELECT i.key, i.claim FROM indexed_claim AS i WHERE i.key {sign} ? AND i.key {until} coalesce(
              (SELECT key FROM indexed_claim WHERE key {sign} ? ORDER BY key {sorting} LIMIT 1 OFFSET {_NEXT:d}), ?
            ) AND EXISTS (SELECT 1 FROM speaker AS s WHERE s.claim = i.claim AND s.entity || '' = ?)
            ORDER BY i.key {sorting} LIMIT {limit:d}
        """  # noqa: S608 — all are constants
        return [Uttered(int(key), claim) for key, claim in self.store.rows(sql, (start, start, last, source))]

    def keys_of(self, claims: Iterable[str]) -> list[Uttered]:
        """These claims, by id, the newest first."""
        found = []
        for marks, portion in portions(claims):
            sql = f"SELECT key, claim FROM indexed_claim WHERE claim IN ({marks})"  # noqa: S608 — a constant
            found += [Uttered(int(key), claim) for key, claim in self.store.rows(sql, portion)]
        return sorted(set(found))

    def collected_by(self, name: str, since: datetime, limit: int) -> tuple[str, ...]:
        """At most so many reports (by id) of which somebody brought the bytes since a moment, in order of recording."""
        sql = f"""
            SELECT m.document, min(k.seq) AS first FROM custody AS k JOIN collected AS m ON m.seq = k.collected
            WHERE k.collector = ? AND k.collected_at >= ? GROUP BY m.document ORDER BY first LIMIT {limit:d}
        """  # noqa: S608 — a number
        # Without a zone, so that it comes before every way in which the same second is written.
        moment = since.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S")
        return tuple(document for document, _ in self.store.rows(sql, (name, moment)))

    def subjects_of(self, source: str) -> list[tuple[str, int]]:
        """The propositions of which a source has claims, with the number of these, most first."""
        sql = """
            SELECT m.proposition, count(*) AS claims FROM speaker AS s JOIN member AS m ON m.claim = s.claim
            WHERE s.entity = ? GROUP BY m.proposition ORDER BY claims DESC, m.proposition
        """
        return [(proposition, int(claims)) for proposition, claims in self.store.rows(sql, (source,))]

    def asked_of(self, source: str) -> list[tuple[str, str]]:
        """`(question, proposition)` of each proposition of a source on which accounts differ."""
        sql = """
            SELECT DISTINCT a.question, a.proposition FROM speaker AS s JOIN member AS m ON m.claim = s.claim
            JOIN asked AS a ON a.proposition = m.proposition WHERE s.entity = ? ORDER BY a.question, a.proposition
        """
        return [(question, proposition) for question, proposition in self.store.rows(sql, (source,))]

    def reports_by_source(self) -> dict[str, int]:
        """Source id → in how many reports it speaks."""
        sql = """
            SELECT s.entity, count(DISTINCT i.document) FROM speaker AS s JOIN indexed_claim AS i ON i.claim = s.claim
            GROUP BY s.entity
        """
        return {source: int(reports) for source, reports in self.store.rows(sql)}

    def changes_by(self, source: str, limit: int | None = None) -> list[Change]:
        """Where the account of a source changed, and did not merely go on, in order of the turns; at most `limit`."""
        sql = f"""
            SELECT turn, earlier, later FROM turned WHERE source = ? AND turn <> ? ORDER BY turn, earlier, later
            {"" if limit is None else f"LIMIT {limit:d}"}
        """  # noqa: S608 — a number
        keys = [(turn, earlier, later) for turn, earlier, later in self.store.rows(sql, (source, Turn.HELD.value))]
        return [change for change in Lookup(self.store).turned(keys) if change.source == source]

    def crowded(self, most: int, stance: Stance | None = None) -> tuple[str, ...]:
        """At most so many of the propositions with several claims (of one stance if that is asked for), those with most
        first.
        """
        # One walk through the table of members: asked once for a comparison, and not before all else is done.
        sql = f"""
            SELECT proposition, count(*) AS n FROM member {"WHERE stance = ?" if stance else ""}
            GROUP BY proposition HAVING count(*) > 1 ORDER BY n DESC, proposition LIMIT {most:d}
        """  # noqa: S608 — a number
        return tuple(proposition for proposition, _ in self.store.rows(sql, (stance.value,) if stance else ()))


def _where(conditions: Sequence[tuple[str, Sequence[Any]]]) -> str:
    return f"WHERE {' AND '.join(sql for sql, _ in conditions)}" if conditions else ""


def _values(conditions: Iterable[tuple[str, Sequence[Any]]]) -> list[Any]:
    return [value for _, values in conditions for value in values]


def _literal(word: str) -> str:
    """A word as it stands in a pattern: nothing in it stands for other characters."""
    return plain(word).lower().replace("!", "!!").replace("%", "!%").replace("_", "!_")


def _day(key: int) -> date | None:
    ordinal = date.max.toordinal() - days_back(key)
    return date.fromordinal(ordinal) if ordinal else None
