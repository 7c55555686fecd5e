"""What rests on what, looked up by id in a comparison that was recorded, however many claims there are.

Beside `view`, which gives all of it at once; over the tables that `members` keeps.
Invariant: what is looked up is what the whole view would give, and no query walks through a table.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import islice
from typing import Any, TypeVar

from sayso.ledger.members import NAME_LENGTH
from sayso.ledger.rows import plain, read_body
from sayso.ledger.runs import Run, newest_run
from sayso.ledger.store import Store
from sayso.ledger.view import VIEWS, collector_paused, view_reports
from sayso.model import (
    Change,
    Claim,
    Document,
    Entity,
    Event,
    FirstReport,
    Lean,
    Proposition,
    Question,
    Reuse,
    Statement,
    Withdrawn,
)

__all__ = ["Lookup"]

T = TypeVar("T")

_TABLES = {"d1": "document", "c1": "claim", "j1": "judgement", "e1": "entity", "p1": "proposition", "q1": "question"}
_KINDS: Mapping[type[Any], str] = {kind: table for table, (_, kind) in VIEWS.items()}
_PORTION = 500  # ids asked for at once
_AFTER = "\N{DELETE}"  # sorts after all that ids are made of


class Lookup:
    """The ways into a ledger by id."""

    def __init__(self, store: Store) -> None:
        self._store = store

    @contextmanager
    def moment(self) -> Iterator[None]:
        """All that is looked up inside is of one moment."""
        with self._store.snapshot(), collector_paused():
            yield

    def ids(self, start: str, most: int = 2) -> tuple[str, ...]:
        """At most so many of the ids that begin with `start`, which has the tag of what it is the id of."""
        table = _TABLES.get(start[:2])
        if table is None or "\0" in start:
            return ()
        # Asked as a range, which an index answers; the tables are constants.
        sql = f"SELECT DISTINCT id FROM {table} WHERE id >= ? AND id < ? ORDER BY id LIMIT {most:d}"  # noqa: S608
        return tuple(ident for (ident,) in self._store.rows(sql, (start, start + _AFTER)))

    def entities_called(self, name: str) -> tuple[Entity, ...]:
        """The entities that go by this name."""
        asked = plain(name)[:NAME_LENGTH]
        found = self._pairs("called", "name", "entity", [asked])
        named = self.wholes(Entity, dict.fromkeys(entity for _, entity in found))
        return tuple(e for e in named if name in (e.name, *(join.other for join in e.joins)))

    def resting_on(self, things: Sequence[str]) -> list[tuple[str, str, str]]:
        """Each document, source or claim with a claim that rests on it by one step, and the reason."""
        leaning = self._rows("rest", "rests_on", ("claim", "lean", "why"), things)
        reports = [thing for thing in things if thing.startswith("d1:")]
        standing = dict.fromkeys(self._rows("claim", "document", ("id",), reports))
        sources = {entity.id: entity.name for entity in self.wholes(Entity, (t for t in things if t.startswith("e1:")))}
        spoken = self._pairs("speaker", "entity", "claim", sources)
        return [
            *((on, claim, why) for on, claim, lean, why in leaning if lean != Lean.INSIDE),
            *((on, claim, "it stands in that report") for on, claim in standing),
            *((on, claim, f"it is the word of {sources[on]}") for on, claim in spoken),
        ]

    def carried(self, most: int) -> list[tuple[str, int]]:
        """The propositions that several reports affirm, each with how many; of the so many that most claims affirm."""
        sql = """
            SELECT m.proposition, count(DISTINCT c.document) FROM (
              SELECT proposition FROM member WHERE stance = 'affirms'
              GROUP BY proposition HAVING count(*) > 1 ORDER BY count(*) DESC, proposition LIMIT ?
            ) AS p JOIN member AS m ON m.proposition = p.proposition AND m.stance = 'affirms'
            JOIN claim AS c ON c.id = m.claim
            GROUP BY m.proposition HAVING count(DISTINCT c.document) > 1
        """
        return [(str(ident), int(reports)) for ident, reports in self._store.rows(sql, (most,))]

    def homes(self, claims: Iterable[str]) -> dict[str, str]:
        """Claim id → the document it stands in, of the claims that there are."""
        return dict(self._pairs("claim", "id", "document", claims))

    def speaking(self, most: int) -> list[tuple[str, int]]:
        """The entities with most claims, at most so many, each with how many."""
        sql = "SELECT entity, count(*) FROM speaker GROUP BY entity ORDER BY count(*) DESC, entity LIMIT ?"
        return [(str(entity), int(number)) for entity, number in self._store.rows(sql, (most,))]

    def spoken_by(self, entities: Iterable[str]) -> tuple[str, ...]:
        """The claims (by id) whose source is one of these."""
        return tuple(sorted({claim for _, claim in self._pairs("speaker", "entity", "claim", entities)}))

    def originals(self, documents: Iterable[str]) -> dict[str, str]:
        """Document id → the digest of the bytes that it was last made of, of those of which that was recorded."""
        kept = "collected AS m JOIN custody AS k ON k.collected = m.seq"
        rows = sorted(self._rows(kept, "m.document", ("k.seq", "k.original"), documents))
        return {document: original for document, _, original in rows}

    def newest_run(self) -> Run | None:
        """The run closed last."""
        return newest_run(self._store)

    def copies_of(self, document: str) -> tuple[str, ...]:
        """The documents whose wording is taken from this one."""
        return tuple(sorted({copy for _, copy in self._pairs("copied", "original", "copy", [document])}))

    def propositions_of(self, claims: Iterable[str]) -> tuple[Proposition, ...]:
        """The propositions that have any of these claims, in order of their ids."""
        found = {whole for _, whole in self._pairs("member", "claim", "proposition", claims)}
        return self.wholes(Proposition, sorted(found))

    def questions_of(self, propositions: Iterable[str]) -> tuple[Question, ...]:
        """The questions that any of these propositions answers, in order of their ids."""
        found = {whole for _, whole in self._pairs("asked", "proposition", "question", propositions)}
        return self.wholes(Question, sorted(found))

    def spoken_for(self, claims: Iterable[str]) -> dict[str, frozenset[str]]:
        """Claim id → the entities that it is the word of: its source, and those for whom that speaks."""
        found: dict[str, set[str]] = {claim: set() for claim in claims}
        for claim, entity in self._pairs("speaker", "claim", "entity", found):
            found[claim].add(entity)
        for claim, entity, lean in self._rows("rest", "claim", ("rests_on", "lean"), found):
            if lean in (Lean.VOICE, Lean.INSIDE):
                found[claim].add(entity)
        return {claim: frozenset(entities) for claim, entities in found.items()}

    def claims(self, idents: Iterable[str]) -> dict[str, Claim]:
        """The claims of these ids that there are."""
        bodies = self._pairs("current_claim", "id", "body", idents)
        return {ident: read_body(body, Claim, ident) for ident, body in bodies}

    def wholes(self, kind: type[T], idents: Iterable[str]) -> tuple[T, ...]:
        """The values of a view (entities, propositions, questions) that have these ids, in order of ids."""
        bodies = sorted(self._pairs(_KINDS[kind], "id", "body", idents))
        return tuple(read_body(body, kind, ident) for ident, body in bodies)

    def speakers(self, claims: Iterable[str]) -> dict[str, str]:
        """Claim id → the entity whose word it is, of the claims that have one."""
        return dict(self._pairs("speaker", "claim", "entity", claims))

    def reports(self, idents: Iterable[str]) -> dict[str, Document]:
        """The documents of these ids. Raises `NotFoundError` where one is not there."""
        return view_reports(self._store, tuple(idents))

    def reuse_of(self, documents: Collection[str]) -> tuple[Reuse, ...]:
        """What was found of any of these reports copying another, or being copied."""
        return tuple(found for found in self.all(Reuse) if found.copy in documents or found.of in documents)

    def statements_of(self, propositions: Collection[str]) -> tuple[Statement, ...]:
        """What was said of these propositions, each once, in order of the propositions."""
        return tuple(said for said in self.all(Statement) if said.proposition in propositions)

    def events_of(self, propositions: Collection[str]) -> tuple[Event, ...]:
        """What these propositions say to happen when."""
        return tuple(event for event in self.all(Event) if event.proposition in propositions)

    def firsts_of(self, propositions: Collection[str]) -> tuple[FirstReport, ...]:
        """Where these propositions were first published."""
        return tuple(first for first in self.all(FirstReport) if first.proposition in propositions)

    def changes_of(self, claims: Collection[str]) -> tuple[Change, ...]:
        """How accounts went on whose later word is one of these claims."""
        return tuple(change for change in self.all(Change) if change.claims[1] in claims)

    def withdrawn_of(self, claims: Collection[str]) -> tuple[Withdrawn, ...]:
        """Which of these claims count for nothing, and why."""
        return tuple(one for one in self.withdrawn() if one.claim in claims)

    def withdrawn(self) -> tuple[Withdrawn, ...]:
        """All claims that count for nothing."""
        rows = self._store.rows("SELECT body, position FROM withdrawn ORDER BY position")
        return tuple(read_body(body, Withdrawn, f"withdrawn {position}") for body, position in rows)

    def all(self, kind: type[T]) -> Iterator[T]:
        """All values of a view (propositions, questions, events …), in their order."""
        table = _KINDS[kind]
        sql = f"SELECT body, position FROM {table} ORDER BY position"  # noqa: S608 — the tables are constants
        return (read_body(body, kind, f"{table} {position}") for body, position in self._store.rows(sql))

    def _pairs(self, table: str, by: str, column: str, keys: Iterable[str]) -> list[tuple[str, Any]]:
        return [(key, value) for key, value in self._rows(table, by, (column,), keys)]

    def _rows(self, table: str, by: str, columns: Sequence[str], keys: Iterable[str]) -> Iterator[tuple[Any, ...]]:
        left = iter(keys)
        while portion := list(islice(left, _PORTION)):
            marks = ", ".join("?" * len(portion))
            sql = f"SELECT {', '.join((by, *columns))} FROM {table} WHERE {by} IN ({marks})"  # noqa: S608 — constants
            yield from list(self._store.rows(sql, portion))
