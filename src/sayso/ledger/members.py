"""What a comparison ties together, looked up by id: which claims each proposition has, whose word each is and what it
leans on, what is asked of which proposition, which report copies which, who changed an account from which claim to
which, which claims are left out; entities in short.

Beside `record`, which writes these tables with the comparison, and `verify`, which holds them to it.
Invariant: they follow from the rows of the comparison alone, so that no digest counts them again.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec

from sayso.errors import LedgerError
from sayso.ledger.rows import plain, read_body
from sayso.ledger.store import Store
from sayso.ledger.telling import Tell
from sayso.model import (
    Change,
    Comparison,
    Entity,
    Join,
    Leaning,
    Office,
    Proposition,
    Question,
    Reuse,
    canonical,
)

__all__ = [
    "MEMBERS",
    "NAME_LENGTH",
    "Due",
    "Profile",
    "member_faults",
    "members_fit",
    "record_members",
    "refill_members",
]

NAME_LENGTH = 200  # characters of a name by which it is looked up: no index of PostgreSQL takes a long one

_Rows = Iterable[tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class _Tie:
    """A table that follows from a view table: what it needs of that, and the rows that one of its values makes."""

    view: str
    kind: type[Any]
    field: str
    rows: Callable[[Any], _Rows]


class _Member(msgspec.Struct, gc=False):
    claim: str
    stance: str


class _Whole(msgspec.Struct, gc=False):
    """Of a proposition what its rows need; the next ones likewise."""

    id: str
    claims: tuple[_Member, ...]
    standing: str


class _Named(msgspec.Struct, gc=False):
    id: str
    name: str
    kind: str
    claims: tuple[str, ...]
    mentions: tuple[msgspec.Raw, ...]
    why: str
    joins: tuple[Join, ...] = ()
    offices: tuple[Office, ...] = ()


class _Answer(msgspec.Struct, gc=False):
    propositions: tuple[str, ...]


class _Question(msgspec.Struct, gc=False):
    id: str
    answers: tuple[_Answer, ...]


class _Leaning(msgspec.Struct, gc=False):
    claim: str
    on: str
    lean: str
    why: str


class _Reuse(msgspec.Struct, gc=False):
    copy: str
    of: str


class Profile(msgspec.Struct, gc=False):
    """Of an entity what is neither in the other columns of its head nor makes it large."""

    why: str
    joins: tuple[Join, ...]
    offices: tuple[Office, ...]


def _claims(whole: Proposition | _Whole) -> _Rows:
    name, standing = plain(whole.id), str(whole.standing)
    return [(plain(c.claim), name, str(c.stance), standing) for c in whole.claims]


def _words(whole: Entity | _Named) -> _Rows:
    name = plain(whole.id)
    return [(plain(claim), name) for claim in whole.claims]


def _answers(whole: Question | _Question) -> _Rows:
    name = plain(whole.id)
    return [(plain(given), name) for answer in whole.answers for given in answer.propositions]


def _rests(whole: Leaning | _Leaning) -> _Rows:
    return ((plain(whole.on), plain(whole.claim), str(whole.lean), plain(whole.why)),)


def _copies(whole: Reuse | _Reuse) -> _Rows:
    return ((plain(whole.of), plain(whole.copy)),)


def _names(whole: Entity | _Named) -> _Rows:
    names = (whole.name, *(join.other for join in whole.joins))
    return [(plain(name)[:NAME_LENGTH], plain(whole.id)) for name in names]


def _head(whole: Entity | _Named) -> _Rows:
    profile = canonical(Profile(whole.why, whole.joins, whole.offices)).decode()
    return ((plain(whole.id), plain(whole.name), str(whole.kind), len(whole.mentions), len(whole.claims), profile),)


def _turns(change: Change) -> _Rows:
    return ((plain(change.source), str(change.turn), *map(plain, change.claims)),)


def _left_out(claim: str) -> _Rows:
    return ((plain(claim),),)


MEMBERS: Mapping[str, tuple[str, ...]] = {
    "member": ("claim", "proposition", "stance", "standing"),
    "speaker": ("claim", "entity"),
    "asked": ("proposition", "question"),
    "rest": ("rests_on", "claim", "lean", "why"),
    "copied": ("original", "copy"),
    "called": ("name", "entity"),
    "head": ("entity", "name", "kind", "mentions", "claims", "profile"),
    "turned": ("source", "turn", "earlier", "later"),
    "left_out": ("claim",),
}
"""Table → its columns: the claims of propositions; the claims whose source an entity is; what answers questions; what
claims lean on; which report copies which; the names that an entity goes by; what it is called and of what kind, how
many mentions and claims it has, and all else but these; which source changed its account; the claims that were left
out.
"""

_TIES: Mapping[str, _Tie] = {
    "member": _Tie("proposition", _Whole, "propositions", _claims),
    "speaker": _Tie("entity", _Named, "entities", _words),
    "asked": _Tie("question", _Question, "questions", _answers),
    "rest": _Tie("leaning", _Leaning, "leanings", _rests),
    "copied": _Tie("reuse", _Reuse, "reuse", _copies),
    "called": _Tie("entity", _Named, "entities", _names),
    "head": _Tie("entity", _Named, "entities", _head),
    "turned": _Tie("change", Change, "changes", _turns),
    "left_out": _Tie("rejected", str, "rejected", _left_out),
}

_OF_VIEW: Mapping[str, Sequence[tuple[str, _Tie]]] = {
    view: [(table, tie) for table, tie in _TIES.items() if tie.view == view]
    for view in {t.view for t in _TIES.values()}
}
_DECODE = {tie.view: msgspec.json.Decoder(tie.kind).decode for tie in _TIES.values()}


def record_members(store: Store, comparison: Comparison) -> None:
    """Puts the rows that follow from `comparison` in the place of those held."""
    for table, tie in _TIES.items():
        _replace(store, table, _rows_of(tie, getattr(comparison, tie.field)))


def refill_members(store: Store, tell: Tell) -> None:
    """Fills the tables from the comparison held: a ledger of an earlier schema has none."""
    for table, tie in _TIES.items():
        tell(f"what is looked up of each {tie.view}: {table}")
        _replace(store, table, list(_due(store, tie)))


def members_fit(store: Store) -> bool:
    """Whether the tables hold what follows from the comparison held. Raises `LedgerError` where that is damaged."""
    due = Due()
    for view in dict.fromkeys(tie.view for tie in _TIES.values()):
        for (body,) in store.rows(f"SELECT body FROM {view}"):  # noqa: S608 — the tables are constants
            due.add(view, [body])
    return due.is_held(store)


class Due:
    """What the tables are due to hold, as far as it takes to tell whether they do."""

    def __init__(self) -> None:
        # A sum of hashes, salted anew in each process, needs no memory for the rows and no order of them.
        self._sums = dict.fromkeys(_TIES, 0)

    def add(self, view: str, bodies: Iterable[str | bytes]) -> None:
        """Adds what follows from rows of a view table. Raises `LedgerError` where one is damaged."""
        if view not in _DECODE:
            return
        try:
            wholes = list(map(_DECODE[view], bodies))
        except (ValueError, RecursionError) as error:
            raise LedgerError(f"a {view} is damaged in the ledger ({error}); compare again") from error
        for table, tie in _OF_VIEW[view]:
            self._sums[table] += sum(sum(map(hash, {*rows})) for rows in map(tie.rows, wholes))

    def is_held(self, store: Store) -> bool:
        """Whether the tables hold what was added, and nothing else."""
        return all(sum(map(hash, _held(store, table))) == due for table, due in self._sums.items())


def member_faults(store: Store) -> Iterator[tuple[str, str, str]]:
    """`(table, row, what)` of each row too many and each that is missing, in a fixed order."""
    for table, tie in _TIES.items():
        held, due = Counter(_held(store, table)), Counter(_due(store, tie))
        for surplus, what in ((held - due, "does not follow from the comparison"), (due - held, "is missing")):
            for row in sorted(surplus, key=str):
                yield table, " ".join(map(str, row[:2])), f"{what}; compare again"


def _rows_of(tie: _Tie, wholes: Iterable[Any]) -> Iterator[tuple[Any, ...]]:
    for whole in wholes:
        yield from dict.fromkeys(tie.rows(whole))


def _due(store: Store, tie: _Tie) -> Iterator[tuple[Any, ...]]:
    sql = f"SELECT body, position FROM {tie.view} ORDER BY position"  # noqa: S608 — the tables are constants
    bodies = store.rows(sql)
    return _rows_of(tie, (read_body(body, tie.kind, f"{tie.view} {position}") for body, position in bodies))


def _held(store: Store, table: str) -> Iterator[tuple[Any, ...]]:
    return store.rows(f"SELECT {', '.join(MEMBERS[table])} FROM {table}")  # noqa: S608 — the tables are constants


def _replace(store: Store, table: str, rows: Iterable[tuple[Any, ...]]) -> None:
    store.run(f"DELETE FROM {table}")  # noqa: S608 — the tables are constants
    store.add(table, MEMBERS[table], rows)
