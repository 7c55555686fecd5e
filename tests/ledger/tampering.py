"""Tampering, one kind after another, with what a database holds: past the program, all its guards off.

    python -m tests.ledger.tampering TIMES SEED

Each act says which rows it touched, so that a test can ask whether just those are named. `make tampering` does 20,000.
"""

import random
import runpy
import sqlite3
import sys
import tempfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from sayso.ledger import Fault, Ledger
from sayso.ledger.rows import COLUMNS, ENTRY_COLUMNS, link, row_hash, stored_columns
from sayso.ledger.view import COMPARISON_COLUMNS, VIEW_COLUMNS, VIEWS
from sayso.model import Custody, Document, FirstReport, Means, Stance, Statement, Timing, original_of
from tests.ledger.engines import Engine, SqliteEngine
from tests.ledger.samples import COMPARISON, COURIER, COURIER_CLAIMS, HERALD, HERALD_CLAIMS, JUDGEMENT, REFUSED
from tests.ledger.trials import READINGS

__all__ = ["Act", "acts", "make_story", "named", "second_verifier", "seconded", "tamper"]

Execute = Callable[..., Any]
TABLES = {"entry": ENTRY_COLUMNS, **{table: stored_columns(table) for table in COLUMNS}}
APART = {**dict.fromkeys(VIEWS, VIEW_COLUMNS), "content": ("digest", "packed")}
"""The tables whose rows have no entry."""
KEPT = {**TABLES, **APART, "comparison": COMPARISON_COLUMNS}


@dataclass(frozen=True)
class Act:
    """What was done: in words; the entries it touched, or rows without one; and whether a root alone shows it."""

    told: str
    entries: frozenset[int] = frozenset()
    others: frozenset[tuple[str, str]] = frozenset()
    by_root: bool = False


def make_story(engine: Engine) -> tuple[str, ...]:
    """A small ledger of four runs with rows of every kind; gives the roots."""
    roots = []
    with engine.open() as ledger:
        ledger.record_document(HERALD, HERALD_CLAIMS, _custody(HERALD))
        ledger.record_document(COURIER, COURIER_CLAIMS, _custody(COURIER, kept=False))
        ledger.record_comparison(replace(COMPARISON, statements=_STATEMENTS, firsts=_FIRSTS))
        roots.append(_closed(ledger))
        ledger.record_judgement(JUDGEMENT)
        ledger.record_document(REFUSED, ())
        ledger.record_stamp(roots[0], b"what an authority answered")
        roots.append(_closed(ledger))
        ledger.record_document(*READINGS[0])
        ledger.record_document(*READINGS[1], _custody(READINGS[1][0]))
        roots.append(_closed(ledger))
    with engine.open(program="2") as ledger:
        ledger.record_document(HERALD, HERALD_CLAIMS[:2])
        roots.append(_closed(ledger))
    return tuple(roots)


def _closed(ledger: Ledger) -> str:
    run = ledger.close_run()
    assert run
    return run.root


def _custody(document: Document, *, kept: bool = True) -> Custody:
    return Custody(original_of(document.text.encode(), "text/plain", kept=kept), Means.FILE, document.path, "Ada")


_ONE = COMPARISON.propositions[0].claims[0]
_STATEMENTS = (Statement("p1:a", "e1:a", Stance.AFFIRMS, None, Timing.UNDATED, (_ONE.claim,)),)
_FIRSTS = (FirstReport("p1:a", (_ONE.claim,), None, False, "a date is missing"),)


def tamper(execute: Execute, chance: random.Random) -> Act:
    """One act of tampering, of a kind drawn at random, through `execute` (a statement and its values)."""
    while True:
        kind = chance.choice(KINDS)
        act = kind(execute, chance)
        if act is not None:
            return act


def named(act: Act, faults: Sequence[Fault]) -> bool:
    """Whether the faults name a row that was touched, and none that was not."""
    if act.by_root:
        return any(fault.table == "root" for fault in faults)
    touched = {fault for fault in faults if fault.entry in act.entries or (fault.table, fault.row) in act.others}
    strangers = set(faults) - touched - {fault for fault in faults if fault.table == "search"}
    return bool(touched) and not strangers


def seconded(act: Act, place: Path, roots: Sequence[str]) -> bool:
    """Whether the second verifier names a row that was touched."""
    told = {(str(row), table) for row, table, _ in second_verifier()(str(place), roots)}
    if act.by_root:
        return any(table == "root" for _, table in told)
    others = {(row or "-", table) for table, row in act.others}
    return bool(told & others) or any(
        row == str(seq) for row, table in told if table not in APART for seq in act.entries
    )


@cache
def second_verifier() -> Callable[[str, Sequence[str]], Iterator[tuple[object, str, str]]]:
    """The faults that the script beside Sayso finds in a file."""
    script = Path(__file__).parents[2] / "verifier" / "verify_ledger.py"
    faults: Callable[[str, Sequence[str]], Iterator[tuple[object, str, str]]]
    faults = runpy.run_path(str(script))["ledger_faults"]
    return faults


def _flip(execute: Execute, chance: random.Random) -> Act | None:
    table = chance.choice([*KEPT, *TABLES])
    rows = list(execute(f"SELECT {', '.join(KEPT[table])} FROM {table} ORDER BY 1").fetchall())
    if not rows:
        return None
    row = chance.choice(rows)
    place = chance.randrange(len(row))
    key, column, value = KEPT[table][0], KEPT[table][place], row[place]
    flipped = _flipped(value, chance)
    if flipped is None or flipped == value or _unpack_alike(value, flipped):
        return None
    try:
        execute(f"UPDATE {table} SET {column} = ? WHERE {key} = ?", (flipped, row[0]))
    except Exception:  # noqa: BLE001 — a key that is taken, on either engine: another act is drawn
        return None
    told = f"{table}.{column} of {row[0]}: {value!r} became {flipped!r}"
    if table == "comparison":
        return Act(told, others=frozenset({(table, "")}))
    return _act(table, told, *({row[0], flipped} if place == 0 else {row[0]}))


def _unpack_alike(one: object, other: object) -> bool:
    """Whether packed bytes differ in nothing but bits that carry nothing: those behind the end, up to a whole byte."""
    if not isinstance(one, bytes) or not isinstance(other, bytes):
        return False
    try:
        return zlib.decompress(one) == zlib.decompress(other)
    except zlib.error:
        return False


def _flipped(value: object, chance: random.Random) -> object:
    if isinstance(value, int):
        return value ^ (1 << chance.randrange(40))
    if not value:
        return None
    if isinstance(value, bytes):
        at = chance.randrange(len(value))
        return value[:at] + bytes([value[at] ^ (1 << chance.randrange(8))]) + value[at + 1 :]
    data = bytearray(str(value).encode())
    at = chance.randrange(len(data))
    for bit in chance.sample(range(7), 7):
        changed = bytes(data[:at]) + bytes([data[at] ^ (1 << bit)]) + bytes(data[at + 1 :])
        try:
            text = changed.decode()
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    return None


def _remove(execute: Execute, chance: random.Random) -> Act | None:
    table = chance.choice([*TABLES, *APART])
    keys = [row[0] for row in execute(f"SELECT {KEPT[table][0]} FROM {table} ORDER BY 1").fetchall()]
    if not keys or (table == "entry" and len(keys) < 3):
        return None
    key = chance.choice(keys[:-1] or keys) if table == "entry" else chance.choice(keys)
    execute(f"DELETE FROM {table} WHERE {KEPT[table][0]} = ?", (key,))
    return _act(table, f"{table} {key} removed", key)


def _remove_both(execute: Execute, chance: random.Random) -> Act | None:
    rows = execute("SELECT seq, kind FROM entry ORDER BY seq").fetchall()
    seq, kind = chance.choice(list(rows)[:-1])
    execute(f"DELETE FROM {kind} WHERE seq = ?", (seq,))
    execute("DELETE FROM entry WHERE seq = ?", (seq,))
    return Act(f"{kind} {seq} and its entry removed", frozenset({seq}))


def _swap(execute: Execute, chance: random.Random) -> Act | None:
    table = chance.choice([*TABLES, *VIEWS])
    columns = KEPT[table][1:]
    rows = list(execute(f"SELECT {', '.join(KEPT[table])} FROM {table} ORDER BY 1").fetchall())
    if len(rows) < 2:
        return None
    (one, *first), (other, *second) = chance.sample([tuple(row) for row in rows], 2)
    settings = ", ".join(f"{column} = ?" for column in columns)
    held = [
        f"x{value}" if number == 0 or column in ("id", "path", "version", "root") else value
        for number, (column, value) in enumerate(zip(columns, first, strict=True))
    ]
    for key, values in ((one, held), (other, first), (one, second)):
        execute(f"UPDATE {table} SET {settings} WHERE {KEPT[table][0]} = ?", (*values, key))
    return _act(table, f"{table} {one} and {other} swapped", one, other)


def _put_in(execute: Execute, chance: random.Random) -> Act | None:
    table = chance.choice([table for table in KEPT if table not in ("entry", "comparison", "content")])
    rows = list(execute(f"SELECT {', '.join(KEPT[table])} FROM {table} ORDER BY 1").fetchall())
    if not rows:
        return None
    _, *values = chance.choice(rows)
    place = max(row[0] for row in rows) + 1 if table in VIEWS else 10_000 + chance.randrange(1_000)
    forged = [f"{value}0" if number == 0 and isinstance(value, str) else value for number, value in enumerate(values)]
    marks = ", ".join("?" * len(KEPT[table]))
    execute(f"INSERT INTO {table} ({', '.join(KEPT[table])}) VALUES ({marks})", (place, *forged))
    return _act(table, f"{table} {place} put in", place)


def _put_in_with_entry(execute: Execute, chance: random.Random) -> Act | None:
    """A row and an entry for it that is linked to nothing."""
    seq, kind, name, content_hash, previous, chain = chance.choice(
        list(execute("SELECT seq, kind, name, hash, previous, chain FROM entry ORDER BY seq").fetchall())
    )
    ((last,),) = execute("SELECT max(seq) FROM entry").fetchall()
    execute(
        "INSERT INTO entry (seq, kind, name, hash, previous, chain) VALUES (?, ?, ?, ?, ?, ?)",
        (last + 1, kind, name, content_hash, previous, chain),
    )
    return Act(f"entry {seq} copied to the end", frozenset({last + 1}))


def _replaced(execute: Execute, chance: random.Random) -> Act | None:
    """A row changed with a new hash of its own, and of its entry, but not of those after it."""
    rows = list(execute("SELECT seq, program FROM claim ORDER BY seq").fetchall())
    seq, _ = chance.choice(rows)
    _forge(execute, seq)
    return Act(f"claim {seq} and its entry made anew", frozenset({seq}))


def _forge(execute: Execute, seq: int) -> None:
    columns = COLUMNS["claim"]
    (values,) = execute(f"SELECT {', '.join(columns)} FROM claim WHERE seq = ?", (seq,)).fetchall()
    changed = dict(zip(columns, values, strict=True))
    ((newest,),) = execute("SELECT max(seq) FROM entry WHERE kind = 'document' AND seq < ?", (seq,)).fetchall()
    changed["program"] = newest
    execute("UPDATE claim SET program = ? WHERE seq = ?", (newest, seq))
    content_hash = row_hash("claim", tuple(changed[column] for column in columns))
    ((kind, name, previous),) = execute("SELECT kind, name, previous FROM entry WHERE seq = ?", (seq,)).fetchall()
    chain = link(seq, kind, name, content_hash, previous)
    execute("UPDATE entry SET hash = ?, chain = ? WHERE seq = ?", (content_hash, chain, seq))


def _cut_off(execute: Execute, chance: random.Random) -> Act | None:
    ((last,),) = execute("SELECT max(seq) FROM entry").fetchall()
    from_here = chance.randrange(2, last + 1)
    for table in reversed([*COLUMNS]):
        execute(f"DELETE FROM {table} WHERE seq >= ?", (from_here,))
    execute("DELETE FROM entry WHERE seq >= ?", (from_here,))
    return Act(f"cut off from {from_here} on", by_root=True)


def _made_anew(execute: Execute, chance: random.Random) -> Act | None:
    """A claim changed, and every hash, link and root after it made anew, so that the ledger is whole in itself."""
    from sayso.ledger.merkle import leaf, root_of

    seqs = [seq for (seq,) in execute("SELECT seq FROM claim ORDER BY seq").fetchall()]
    begin = chance.choice(seqs)
    _forge(execute, begin)
    entries = [
        list(e) for e in execute("SELECT seq, kind, name, hash, previous, chain FROM entry ORDER BY seq").fetchall()
    ]
    for at, entry in enumerate(entries):
        if entry[0] < begin:
            continue
        if entry[1] == "run":
            ((first, last),) = execute("SELECT first, last FROM run WHERE seq = ?", (entry[0],)).fetchall()
            root = root_of(leaf(other[5]) for other in entries[first - 1 : last])
            execute("UPDATE run SET root = ? WHERE seq = ?", (root, entry[0]))
            (values,) = execute(
                "SELECT root, first, last, sealed_at, program FROM run WHERE seq = ?", (entry[0],)
            ).fetchall()
            entry[2], entry[3] = root, row_hash("run", tuple(values))
        entry[4] = entries[at - 1][5]
        entry[5] = link(*entry[:5])
        execute("UPDATE entry SET name = ?, hash = ?, previous = ?, chain = ? WHERE seq = ?", (*entry[2:], entry[0]))
    return Act(f"all made anew from {begin} on", by_root=True)


KINDS = (
    _flip,
    _flip,
    _flip,
    _remove,
    _remove_both,
    _swap,
    _put_in,
    _put_in_with_entry,
    _replaced,
    _cut_off,
    _made_anew,
)


def _act(table: str, told: str, *keys: Any) -> Act:
    if table in APART:
        return Act(told, others=frozenset((table, str(key)) for key in keys))
    return Act(told, frozenset(keys))


def acts(times: int, seed: int) -> Iterator[tuple[Act, bool, tuple[Fault, ...]]]:
    """Acts on copies of a ledger in a file, with whether the row is named."""
    with tempfile.TemporaryDirectory() as folder:
        engine = SqliteEngine.in_folder(Path(folder))
        roots = make_story(engine)
        with engine.raw() as whole:
            whole.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            for number in range(times):
                chance = random.Random(f"{seed} {number}")
                place = Path(folder) / "tampered.db"
                act, faults = _tampered(whole, place, roots, chance)
                yield act, named(act, faults) and seconded(act, place, roots), faults


def _tampered(
    whole: sqlite3.Connection, place: Path, roots: tuple[str, ...], chance: random.Random
) -> tuple[Act, tuple[Fault, ...]]:
    for suffix in ("", "-wal", "-shm"):
        place.with_name(place.name + suffix).unlink(missing_ok=True)
    with closing(sqlite3.connect(place, isolation_level=None)) as raw:
        whole.backup(raw)
        raw.execute("PRAGMA synchronous=OFF")
        guards = raw.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
        raw.execute("BEGIN")
        for name, _ in guards:
            raw.execute(f"DROP TRIGGER {name}")
        act = tamper(raw.execute, chance)
        for _, guard in guards:
            raw.execute(guard)
        raw.execute("COMMIT")
    with SqliteEngine(place).open() as ledger:
        return act, ledger.audit(roots).faults


if __name__ == "__main__":
    missed = 0
    for act, found, faults in acts(int(sys.argv[1]), int(sys.argv[2])):
        if not found:
            missed += 1
            print(act.told, [(f.table, f.row, f.entry, f.what) for f in faults], sep="\n    ")
    print(f"{sys.argv[1]} acts of tampering, {missed} not found, or named wrongly")
    sys.exit(1 if missed else 0)
