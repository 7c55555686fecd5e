#!/usr/bin/env python3
"""A second opinion on a Sayso ledger in an SQLite file, without Sayso: Python's own library and this file are enough.

    python3 verify_ledger.py LEDGER.db [ROOT …]    checks all of it, and that it holds the runs with these roots
It derives all hashes, ids and roots again, and looks up each claim's words in its document (docs/integrity.md). A fault
is a line: number of entry or row (or a digest), table, what is wrong. Exit code: 0 all fits, 1 something does not.
"""

import hashlib
import json
import sqlite3
import sys
import zlib
from functools import lru_cache
from pathlib import Path


def sha(data):
    return hashlib.sha256(data.encode("utf-8", "surrogateescape") if isinstance(data, str) else data)


def hashed(value):
    return sha(json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))).hexdigest()


def root_of(leaves):
    if len(leaves) < 2:
        return leaves[0] if leaves else sha(b"").digest()
    half = 1 << (len(leaves) - 1).bit_length() - 1
    return sha(b"\1" + root_of(leaves[:half]) + root_of(leaves[half:])).digest()


def body_faults(base, table, name, content, body):
    if sha(body).hexdigest() != content:
        yield "body differs from what was recorded"
    try:
        said = json.loads(body)
        if said["id"].replace("\0", "\ufffd") != name:
            yield "id is not that of its body"
        if table == "document" and said["status"] != "refused":
            metas = (said["metadata"], {**said["metadata"], "language": None})
            if said["id"] not in ["d1:" + hashed({"text": said["text"], "metadata": meta})[:32] for meta in metas]:
                yield "id does not follow from its text and metadata"
        if table == "claim":
            source, cue, content = (said[part] or {"text": "", "spans": []} for part in ("source", "cue", "content"))
            if said["id"] != "c1:" + hashed([said["document"], *(p["spans"] for p in (source, cue, content))])[:32]:
                yield "id does not follow from its document and places"
            text = text_of(base, said["document"])
            for part in (source, cue, content, *said["hedges"], *said["evidence"]):
                inside = all(0 <= start <= end <= len(text) for start, end in part["spans"])
                if not inside or " … ".join(text[start:end] for start, end in part["spans"]) != part["text"]:
                    yield f"its words {part['text']!r} are not what stands in its document"
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        yield f"body cannot be read: {error}"


@lru_cache(100)
def text_of(base, name):
    row = base.execute("SELECT body FROM document WHERE id = ? ORDER BY seq DESC", (name,)).fetchone()
    return json.loads(row[0])["text"] if row else ""


def chain_faults(entries):
    before, chain_before = 0, ""
    for seq, (kind, name, content, previous, chain) in entries.items():
        if seq != before + 1:
            yield before + 1, "entry", f"missing, up to the one before {seq}"
        elif previous != chain_before:
            yield before, "entry", f"entry {seq} is linked to another than this"
        if hashed([seq, kind, name, content, previous]) != chain:
            yield seq, "entry", "chain hash does not follow from its content"
        before, chain_before = seq, chain


def row_faults(base, table, columns, entries):
    there = set()
    for row in base.execute(f"SELECT * FROM {table} ORDER BY seq"):
        told = dict(zip(columns, row, strict=True))
        seq, body = told.pop("seq"), told.pop("body", None)
        values, (kind, name, content, *_) = list(told.values()), entries.get(seq, ("", "", ""))
        there.add(seq)
        if kind != table:
            yield seq, table, "no entry vouches for it"
        elif hashed([table, *values]) != content or name != str(values[1 if table == "collected" else 0]):
            yield seq, table, "columns differ from what was recorded"
        for what in body_faults(base, table, *values[:2], str(body)) if "body" in columns else ():
            yield seq, table, what
    yield from ((seq, table, "is missing") for seq, e in entries.items() if e[0] == table and seq not in there)


def original_faults(base):
    kept = "SELECT original, packed FROM custody LEFT JOIN content ON digest = original WHERE kept = 1"
    for name, packed in base.execute(kept):
        try:
            if sha(zlib.decompressobj().decompress(packed, 1 << 30)).hexdigest() != name:
                yield name, "content", "its bytes differ from what was collected"
        except (TypeError, zlib.error):
            yield name, "content", "its bytes are missing, or cannot be unpacked"


def comparison_faults(base):
    made = base.execute("SELECT record, digest, counts, hash FROM comparison").fetchone() or (None,) * 4
    fits = made[3] is not None and hashed(["comparison", *made[:3]]) == made[3]
    counts, lines = json.loads(made[2]) if fits else {}, []
    if made[3] and not fits:
        yield "-", "comparison", "differs from what was recorded"
    views = "SELECT name FROM sqlite_master WHERE sql LIKE 'CREATE TABLE %(position INTEGER %' ORDER BY rowid"
    for (table,) in base.execute(views).fetchall():
        missing = set(range(counts.get(table, 0)))
        for position, name, body, held in base.execute(f"SELECT position, id, body, hash FROM {table} ORDER BY 1"):
            content = sha(str(body)).hexdigest()
            lines.append(json.dumps([table, content], separators=(",", ":")) + "\n")
            if (made[3] or held) and hashed([table, position, name, content]) != held:
                yield position, table, "differs from what was recorded"
            elif counts and position not in missing:
                yield position, table, "was put in"
            missing.discard(position)
        yield from ((position, table, "is missing") for position in sorted(missing))
    if (made[1] or lines) and "v1:" + sha("".join(lines)).hexdigest() != made[1]:
        yield "-", "comparison", "the digest over all its rows differs"


def run_faults(base, entries, roots):
    leaves = {seq: sha(f"\0{entry[4]}").digest() for seq, entry in entries.items()}
    before, top, held = 0, max(leaves, default=0), set()
    for seq, root, first, last in base.execute("SELECT seq, root, first, last FROM run ORDER BY seq"):
        derived = "m1:" + root_of([leaves[n] for n in range(max(first, 1), min(last, top) + 1) if n in leaves]).hex()
        if (first, seq, derived) != (before + 1, last + 1, root):
            yield seq, "run", f"its root does not follow from entries {first} to {last}, or it is not the next run"
        before, held = last, held | {derived}
    yield from ((root, "root", "no run of this ledger has it") for root in roots if root not in held)


def ledger_faults(path, roots):
    base = sqlite3.connect(Path(path).absolute().as_uri() + "?mode=ro", uri=True)
    base.text_factory = lambda data: data.decode("utf-8", "surrogateescape")
    base.execute("BEGIN")
    entries = {seq: rest for seq, *rest in base.execute("SELECT * FROM entry ORDER BY seq")}
    tables = [t for (t,) in base.execute("SELECT name FROM sqlite_master WHERE sql LIKE '%REFERENCES entry (seq)%'")]
    yield from (*chain_faults(entries), *original_faults(base))
    for table in tables:
        yield from row_faults(base, table, [c[1] for c in base.execute(f"PRAGMA table_info({table})")], entries)
    yield from ((seq, "entry", f"is of the unknown kind {e[0]}") for seq, e in entries.items() if e[0] not in tables)
    yield from (*comparison_faults(base), *run_faults(base, entries, roots))


if __name__ == "__main__":
    faults = list(ledger_faults(sys.argv[1], sys.argv[2:])) if sys.argv[1:] else sys.exit(__doc__)
    lines = "\n".join(" ".join(map(str, fault)) for fault in faults) or "every hash fits"
    sys.exit(print(lines.encode("ascii", "backslashreplace").decode()) or (f"{len(faults)} faults" if faults else None))
