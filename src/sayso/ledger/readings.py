"""Readings of a report by one program after another: which claims a newer one no longer finds.

Beside `record`, which appends the rows made here. The rule: a claim counts if and only if it was found by the newest
program that read its report whole and as completely as any did, or by a later program; as the newest program found it.
Invariant: which claims count, and how they read, depends on the set of readings alone, not on their order.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sayso.ledger.rows import Row, dropped_row, rank_of, read_body, reading_row
from sayso.ledger.store import Store
from sayso.model import Claim, Difference, Document, Reading

__all__ = ["Past", "past_of", "view_difference", "view_readings"]

_Ranked = tuple[int, int, str]


@dataclass(frozen=True, slots=True)
class Past:
    """What the record holds of a report's readings before another by `program`.

    Of each claim found it has a row, but where a program that left nothing out found it as it was known: then nothing
    is written, and what such a program did not find has a row in `dropped`. So it can be told who found what.
    """

    document: str
    program: int
    whole: bool
    scopes: frozenset[tuple[int, int, bool]] = frozenset()
    report: _Ranked | None = None
    known: Mapping[str, tuple[int, str]] | None = None
    gone: frozenset[tuple[str, int]] = frozenset()

    def adds_report(self, rank: int, content_hash: str) -> bool:
        """Whether a row must say that the report was read so."""
        if self.report is None:
            return True
        readers = (program for program, *_ in self.scopes)
        newest = max(self.report, (max(readers, default=0), *self.report[1:]))
        return (self.program, rank, content_hash) > newest and content_hash != newest[-1]

    def adds_claim(self, claim: str, content_hash: str) -> bool:
        """Whether a row must say that this program found the claim so."""
        last = (self.known or {}).get(claim)
        if last is None:
            return True
        program, known = max([last, *((p, last[1]) for p in self._thorough if (claim, p) not in self.gone)])
        if (self.program, content_hash) <= (program, known):
            return False
        return content_hash != known or not self._is_first_whole

    def reading(self, document: Document, at: datetime) -> Iterator[Row]:
        """The row for this reading, where there is none like it."""
        if (self.program, rank_of(document), self.whole) not in self.scopes:
            yield reading_row(document, at, self.program, whole=self.whole)

    def missed(self, found: Collection[str]) -> Iterator[Row]:
        """The rows for what thorough programs did not find: this one of what was known, later ones of what it found."""
        known = self.known or {}
        if self._is_first_whole:
            lost = sorted(name for name, (program, _) in known.items() if program < self.program)
            yield from (dropped_row(name, self.document, self.program) for name in lost if name not in found)
        for later in sorted(program for program in self._thorough if program > self.program):
            yield from (dropped_row(name, self.document, later) for name in sorted(found) if name not in known)

    def touches(self, rows: Iterable[Row]) -> bool:
        """Whether these rows may change what counts; a reading alone may only where claims were missed before."""
        telling = ("document", "claim", "dropped", *(["reading"] if self.gone else []))
        return any(row.table in telling for row in rows)

    @property
    def _thorough(self) -> frozenset[int]:
        """The programs that have read the report and left nothing out on purpose."""
        return frozenset(program for program, _, whole in self.scopes if whole)

    @property
    def _is_first_whole(self) -> bool:
        return self.whole and self.program not in self._thorough


def past_of(store: Store, document: str, program: int, *, whole: bool) -> Past:
    """What is held of a report that `program` has just read, `whole` where nothing was left out on purpose."""
    reports = [(int(p), int(rank), str(h)) for p, rank, h in store.rows(_REPORTS, (document,))]
    if not reports:
        return Past(document, program, whole)
    known: dict[str, tuple[int, str]] = {}
    for name, number, content_hash in store.rows(_CLAIMS, (document,)):
        known[name] = max(known.get(name, (0, "")), (int(number), str(content_hash)))
    return Past(
        document=document,
        program=program,
        whole=whole,
        scopes=frozenset((int(p), int(rank), bool(w)) for p, rank, w in store.rows(_SCOPES, (document,))),
        report=max(reports),
        known=known,
        gone=frozenset((str(name), int(number)) for name, number in store.rows(_DROPPED, (document,))),
    )


def view_readings(store: Store, since: int = 0, documents: Sequence[str] = ()) -> tuple[Reading, ...]:
    """The readings recorded after entry `since`, by document and program: one for each program of a report; of these
    documents, or of all where none is named.
    """
    made: dict[tuple[str, int], list[tuple[Any, ...]]] = {}
    among = f"AND r.document IN ({', '.join('?' * len(documents))})" if documents else ""
    for document, number, *row in store.rows(_READINGS.format(among=among), (since, *documents)):
        made.setdefault((str(document), int(number)), []).append(tuple(row))
    return tuple(_reading(store, document, number, rows) for (document, number), rows in made.items())


def view_difference(store: Store, reading: Reading) -> Difference:
    """A reading with the claims that it found otherwise than older programs."""
    row = store.row("SELECT seq FROM program WHERE version = ?", (reading.program,)) or (0,)

    def told(names: Iterable[str], last: int) -> tuple[Claim, ...]:
        return tuple(_as_of(store, name, last) for name in names)

    this, before = int(row[0]), int(row[0]) - 1
    changed = zip(told(reading.changed, before), told(reading.changed, this), strict=True)
    return Difference(reading, told(reading.new, this), tuple(changed), told(reading.dropped, before))


def _as_of(store: Store, name: str, program: int) -> Claim:
    """The claim as the newest program up to this one found it."""
    (body,) = store.row(_AS_OF, (name, program)) or ("",)
    return read_body(body, Claim, name)


def _reading(store: Store, document: str, number: int, rows: Sequence[tuple[Any, ...]]) -> Reading:
    version, at, again, _ = rows[0]
    reading = Reading(document, version, at, any(whole for *_, whole in rows), bool(again))
    if not again:
        return reading
    names = tuple(store.rows(_FOUND, (number, document, number)))
    return replace(
        reading,
        new=tuple(name for name, before, _ in names if before is None),
        changed=tuple(name for name, before, now in names if before not in (None, now)),
        dropped=tuple(name for (name,) in store.rows(_GONE, (document, number))),
    )


_READINGS = """
    SELECT r.document, r.program, p.version, r.read_at,
      (SELECT count(*) FROM document AS d WHERE d.id = r.document AND d.program < r.program)
      + (SELECT count(*) FROM reading AS o WHERE o.document = r.document AND o.program < r.program), r.whole
    FROM reading AS r JOIN program AS p ON p.seq = r.program WHERE r.seq > ? {among}
    ORDER BY r.document, r.program, r.seq
"""
_FOUND = """
    SELECT c.id, (
      SELECT o.hash FROM claim AS o WHERE o.id = c.id AND o.program < ? ORDER BY o.program DESC, o.hash DESC LIMIT 1
    ), max(c.hash)
    FROM claim AS c WHERE c.document = ? AND c.program = ? GROUP BY c.id ORDER BY c.id
"""
_GONE = """
    SELECT d.claim FROM dropped AS d WHERE d.document = ? AND d.program = ?
    AND NOT EXISTS (SELECT 1 FROM claim AS c WHERE c.id = d.claim AND c.program = d.program)
    AND EXISTS (
      SELECT 1 FROM complete_reading AS r WHERE r.document = d.document AND r.program = d.program
    ) ORDER BY d.claim
"""
_AS_OF = "SELECT body FROM claim WHERE id = ? AND program <= ? ORDER BY program DESC, hash DESC LIMIT 1"
_REPORTS = "SELECT program, rank, hash FROM document WHERE id = ?"
_CLAIMS = "SELECT id, program, hash FROM claim WHERE document = ?"
_SCOPES = "SELECT program, rank, whole FROM reading WHERE document = ?"
_DROPPED = "SELECT claim, program FROM dropped WHERE document = ?"
