"""What rests on what, looked up by id in a comparison that was recorded, however many claims there are.

Beside `view`, which gives all of it at once; over the tables that `members` keeps.
Invariant: what is looked up is what the whole view would give, and only `all` walks through a table.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, NamedTuple, TypeVar

import msgspec

from sayso.ledger.bisecting import find_sorted, read_places
from sayso.ledger.members import NAME_LENGTH, Profile
from sayso.ledger.portions import portions
from sayso.ledger.rows import TAGS, plain, read_body
from sayso.ledger.runs import Run, newest_run
from sayso.ledger.store import Store
from sayso.ledger.view import VIEWS, collector_paused, find_reports
from sayso.model import (
    Change,
    Claim,
    Document,
    Entity,
    FirstReport,
    Judgement,
    Lean,
    Proposition,
    Question,
    Relation,
    RelationKind,
    Reuse,
    SourceKind,
    Stance,
    Standing,
    Statement,
    Withdrawn,
)

__all__ = ["Founded", "Head", "Lookup", "Members", "Placed"]

T = TypeVar("T")

_TABLES = {**TAGS, "e1": "entity", "p1": "proposition", "q1": "question"}
_AFTER = "\N{DELETE}"  # sorts after all that ids are made of
_AFTER_ALL = "\U0010fffd"  # sorts after all that names are made of


@dataclass(frozen=True, slots=True)
class Head:
    """An entity in short: what it is called and of what kind, of how many claims it is the source, and how many places
    name it.
    """

    id: str
    name: str
    kind: SourceKind
    claims: int
    mentions: int


class Placed(NamedTuple):
    """A claim by id with its report, and when that was published, "" where that is not known."""

    published: str
    document: str
    claim: str


class Held(msgspec.Struct, gc=False):
    """A claim of a proposition."""

    claim: str
    stance: Stance


class Members(msgspec.Struct, gc=False):
    """Of a proposition its claims alone."""

    id: str
    claims: tuple[Held, ...]


class Founding(msgspec.Struct, gc=False):
    """Of an origin the claims that rest on it."""

    name: str
    stance: Stance
    claims: tuple[str, ...]


class Founded(msgspec.Struct, gc=False):
    """Of a proposition what it is founded on, without the words of its reasons."""

    id: str
    text: str
    standing: Standing
    claims: tuple[Held, ...]
    origins: tuple[Founding, ...]


_KINDS: Mapping[type[Any], str] = {
    **{kind: table for table, (_, kind) in VIEWS.items()},
    Members: "proposition",
    Founded: "proposition",
}


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

    def heads(self, idents: Iterable[str]) -> tuple[Head, ...]:
        """The entities of these ids in short, in order of ids: the whole of one that speaks much takes long."""
        rows = sorted(self._rows("head", "entity", ("name", "kind", "claims", "mentions"), idents))
        return tuple(Head(i, name, SourceKind(kind), int(cs), int(ms)) for i, name, kind, cs, ms in rows)

    def profiles(self, idents: Iterable[str]) -> tuple[Entity, ...]:
        """The entities of these ids without their mentions and claims, in order of ids."""
        rows = sorted(self._rows("head", "entity", ("name", "kind", "profile"), idents))
        told = ((ident, name, kind, read_body(body, Profile, ident)) for ident, name, kind, body in rows)
        return tuple(Entity(i, name, SourceKind(k), (), (), p.why, p.joins, p.offices) for i, name, k, p in told)

    def sources_called(self, name: str) -> tuple[str, ...]:
        """The ids of the entities that go by this name."""
        asked = plain(name)[:NAME_LENGTH]
        found = sorted({entity for _, entity in self._pairs("called", "name", "entity", [asked])})
        if len(asked) < NAME_LENGTH:
            return tuple(found)
        named = self.profiles(found)
        return tuple(e.id for e in named if name in (e.name, *(join.other for join in e.joins)))

    def names(self, entities: Iterable[str]) -> dict[str, str]:
        """Entity id → its name, of those that there are."""
        return {head.id: head.name for head in self.heads(entities)}

    def resting_on(self, things: Sequence[str]) -> list[tuple[str, str, str]]:
        """Each document, source or claim with a claim that rests on it by one step, and the reason."""
        leaning = self._rows("rest", "rests_on", ("claim", "lean", "why"), things)
        reports = [thing for thing in things if thing.startswith("d1:")]
        standing = dict.fromkeys(self._rows("claim", "document", ("id",), reports))
        sources = self.names(thing for thing in things if thing.startswith("e1:"))
        spoken = self._pairs("speaker", "entity", "claim", sources)
        return [
            *((on, claim, why) for on, claim, lean, why in leaning if lean != Lean.INSIDE),
            *((on, claim, "it stands in that report") for on, claim in standing),
            *((on, claim, f"it is the word of {sources[on]}") for on, claim in spoken),
        ]

    def homes(self, claims: Iterable[str]) -> dict[str, str]:
        """Claim id → the document it stands in, of the claims that there are."""
        return dict(self._pairs("claim", "id", "document", claims))

    def placed(self, claims: Iterable[str]) -> list[Placed]:
        """Where those of these claims stand that count, in order of publication, as stories have their reports."""
        found = []
        for marks, portion in portions(claims):
            sql = f"""
                SELECT d.published, d.id, c.id FROM current_claim AS c JOIN current_document AS d ON d.id = c.document
                WHERE d.rank > 0 AND c.id IN ({marks})
            """  # noqa: S608 — constants
            found += [Placed(*row) for row in self._store.rows(sql, portion)]
        return sorted(set(found))

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

    def members(self, propositions: Iterable[str]) -> dict[str, Members]:
        """Proposition → its claims alone, of those that there are."""
        return {whole.id: whole for whole in self.wholes(Members, propositions)}

    def founded_on(self, claims: Iterable[str]) -> tuple[Founded, ...]:
        """What the propositions are founded on that have any of these claims, in order of their ids."""
        found = {whole for _, whole in self._pairs("member", "claim", "proposition", claims)}
        return self.wholes(Founded, sorted(found))

    def cues(self, claims: Iterable[str]) -> dict[str, str | None]:
        """Claim id → the words by which it is told; None where the outlet speaks for itself."""
        return dict(self._pairs("claim", "id", "cue", claims))  # an id is of its cue too: all its rows have the same

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

    def reports(self, idents: Iterable[str]) -> dict[str, Document]:
        """The documents of these ids that there are, by id and in order of ids."""
        return dict(sorted(find_reports(self._store, idents).items()))

    def wholes(self, kind: type[T], idents: Iterable[str]) -> tuple[T, ...]:
        """The values of a view (entities, propositions, questions), or what `kind` takes of them, of these ids and in
        their order.
        """
        bodies = sorted(self._pairs(_KINDS[kind], "id", "body", idents))
        return tuple(read_body(body, kind, ident) for ident, body in bodies)

    def amount(self, most: int) -> int:
        """How many claims count, counted no further than `most`."""
        sql = "SELECT count(*) FROM (SELECT 1 FROM current_claim LIMIT ?) AS counted"
        (number,) = self._store.row(sql, (most,)) or (0,)
        return int(number)

    def updates_of(self, claims: Collection[str]) -> tuple[Relation, ...]:
        """Which of these claims replace others, and which."""
        wanted = [(RelationKind.UPDATES.value, claim) for claim in dict.fromkeys(claims)]
        return tuple(find_sorted(self._store, "relation", Relation, lambda r: (r.kind.value, r.claims[0]), wanted))

    def speakers(self, claims: Iterable[str]) -> dict[str, str]:
        """Claim id → the entity whose word it is, of the claims that have one."""
        return dict(self._pairs("speaker", "claim", "entity", claims))

    def reuse_of(self, documents: Collection[str]) -> tuple[Reuse, ...]:
        """What was found of any of these reports copying another, or being copied."""
        copies = {copy for _, copy in self._pairs("copied", "original", "copy", documents)}
        found = find_sorted(self._store, "reuse", Reuse, lambda reuse: reuse.copy, {*copies, *documents})
        return tuple(reuse for reuse in found if reuse.copy in documents or reuse.of in documents)

    def copied_by(self, documents: Collection[str]) -> tuple[Reuse, ...]:
        """What was found of any of these reports copying another."""
        return tuple(find_sorted(self._store, "reuse", Reuse, lambda reuse: reuse.copy, documents))

    def statements_of(self, propositions: Collection[str]) -> tuple[Statement, ...]:
        """What was said of these propositions, each once, in order of the propositions."""
        return tuple(find_sorted(self._store, "statement", Statement, lambda said: said.proposition, propositions))

    def firsts_of(self, propositions: Collection[str]) -> tuple[FirstReport, ...]:
        """Where these propositions were first published."""
        return tuple(find_sorted(self._store, "first", FirstReport, lambda first: first.proposition, propositions))

    def changes_of(self, claims: Iterable[str]) -> tuple[Change, ...]:
        """How accounts went on to these claims from earlier ones, in their order."""
        return self.turned(
            (turn, earlier, later)
            for later, turn, earlier in self._rows("turned", "later", ("turn", "earlier"), claims)
        )

    def turned(self, keys: Iterable[tuple[str, str, str]]) -> tuple[Change, ...]:
        """The changes of these turns, each from the earlier claim to the later one."""
        return tuple(find_sorted(self._store, "change", Change, lambda c: (c.turn.value, *c.claims), [*keys]))

    def withdrawn_of(self, claims: Collection[str]) -> tuple[Withdrawn, ...]:
        """Which of these claims count for nothing, and why."""
        return tuple(find_sorted(self._store, "withdrawn", Withdrawn, lambda one: one.claim, claims))

    def withdrawn(self) -> tuple[Withdrawn, ...]:
        """All claims that count for nothing."""
        rows = self._store.rows("SELECT body, position FROM withdrawn ORDER BY position")
        return tuple(read_body(body, Withdrawn, f"withdrawn {position}") for body, position in rows)

    def judgements(self, since: int = 0) -> tuple[tuple[int, Judgement], ...]:
        """The judgements recorded after entry `since`, each with the number of its entry, in order of recording."""
        rows = self._store.rows("SELECT seq, body, id FROM judgement WHERE seq > ? ORDER BY seq", (since,))
        return tuple((int(seq), read_body(body, Judgement, name)) for seq, body, name in rows)

    def sealed(self) -> int:
        """The last entry that is closed in a run; 0 where none is."""
        newest = newest_run(self._store)
        return newest.last if newest else 0

    def unsure_of(self, entities: Iterable[str]) -> dict[str, tuple[str, ...]]:
        """Entity id → the names that were put together with its own without being sure; of those that have any."""
        profiles = self.profiles(entities)
        unsure = {whole.id: tuple(join.other for join in whole.joins if not join.sure) for whole in profiles}
        return {ident: names for ident, names in unsure.items() if names}

    def held_claims(self, idents: Iterable[str]) -> frozenset[str]:
        """Those of these ids that are of claims that count."""
        return frozenset(ident for ident, _ in self._pairs("current_claim", "id", "document", idents))

    def claims_after(self, ident: str, most: int) -> tuple[str, ...]:
        """At most so many ids of claims that follow on this one in order of ids."""
        sql = f"SELECT DISTINCT id FROM claim WHERE id > ? ORDER BY id LIMIT {most:d}"  # noqa: S608 — a number
        return tuple(name for (name,) in self._store.rows(sql, (ident,)))

    def names_from(self, start: str, most: int) -> tuple[str, ...]:
        """At most so many of the names of sources that begin so, letter for letter."""
        asked = plain(start)[:NAME_LENGTH]
        sql = f"SELECT DISTINCT name FROM called WHERE name >= ? AND name < ? ORDER BY name LIMIT {most:d}"  # noqa: S608
        return tuple(name for (name,) in self._store.rows(sql, (asked, asked + _AFTER_ALL)))

    def at(self, kind: type[T], places: Iterable[int]) -> tuple[T, ...]:
        """The values of a view at these places of it, in its order."""
        found = read_places(self._store, _KINDS[kind], kind, places)
        return tuple(found[place] for place in sorted(found))

    def all(self, kind: type[T]) -> Iterator[T]:
        """All values of a view (propositions, questions, events …), in their order."""
        table = _KINDS[kind]
        sql = f"SELECT body, position FROM {table} ORDER BY position"  # noqa: S608 — the tables are constants
        return (read_body(body, kind, f"{table} {position}") for body, position in self._store.rows(sql))

    def _pairs(self, table: str, by: str, column: str, keys: Iterable[str]) -> list[tuple[str, Any]]:
        return [(key, value) for key, value in self._rows(table, by, (column,), keys)]

    def _rows(self, table: str, by: str, columns: Sequence[str], keys: Iterable[str]) -> Iterator[tuple[Any, ...]]:
        for marks, portion in portions(keys):
            sql = f"SELECT {', '.join((by, *columns))} FROM {table} WHERE {by} IN ({marks})"  # noqa: S608 — constants
            yield from list(self._store.rows(sql, portion))
