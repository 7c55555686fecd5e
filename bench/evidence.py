"""On what evidence: evidence that was labelled by hand, and what `sayso extract --own` makes of the same reports.

    python -m bench.evidence [--errors seen|unseen]

One reader noted for each claim of 21 reports (ten of Wikinews 2019, the first and the fifth of each story, three seeds)
what a careful desk would note as its evidence, before any evidence that Sayso finds was looked at. What could be read
either way is marked open: it counts neither as wanted nor as false. The rules may look at the errors of the half
"seen"; "unseen" tells whether they hold. Invariant: labels are places in texts that are named by their SHA-256; no
word of the texts is kept here.
"""

import argparse
import hashlib
import json
import re
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any

from bench.command import PROJECT, SHARED, WIKINEWS, run_sayso
from bench.labelled import is_same_name

__all__ = ["Pair", "evidence_figures", "main", "measure", "pairs_of"]

HALVES = ("seen", "unseen")
_LABELS = PROJECT / "bench" / "labels" / "evidence.jsonl"
_WORD = re.compile(r"\w+")
_SAME = 0.5  # the least share of words that one claim's content has in common with the other's

Record = Mapping[str, Any]
Figures = dict[str, float]
Spans = Sequence[Sequence[int]]


@dataclass(frozen=True, slots=True, eq=False)
class Pair:
    """A claim with a kind of evidence, as wanted and as given; None where it is only one of the two."""

    content: tuple[tuple[int, int], ...]
    wanted: Record | None
    given: Record | None


def measure() -> dict[str, list[tuple[str, Pair]]]:
    """The pairs of each half, each with the text it stands in."""
    labels = list(map(json.loads, _LABELS.read_text(encoding="utf-8").splitlines()))
    halves = {one["text"]: one["half"] for one in labels if "half" in one}
    texts = {digest: text for text in _texts() if (digest := _digest(text)) in halves}
    claims = _claims(texts)
    found: dict[str, list[tuple[str, Pair]]] = {half: [] for half in HALVES}
    for digest, half in halves.items():
        wanted = [one for one in labels if one["text"] == digest and "evidence" in one]
        pairs = pairs_of(wanted, claims.get(digest, ()))
        found[half] += [(texts.get(digest, ""), pair) for pair in pairs]
    return found


def pairs_of(labels: Sequence[Record], claims: Sequence[Record]) -> Iterator[Pair]:
    """What is wanted and what is given for the claims of one document, without what was left open."""
    for claim, label in _matched(labels, claims):
        wanted = {one["kind"]: one for one in label["evidence"]} if label else {}
        given = {one["kind"]: one for one in claim["evidence"]} if claim else {}
        content = label["content"] if label else claim["content"]["spans"] if claim else ()
        places = tuple((start, end) for start, end in content)
        for kind in sorted(wanted.keys() | given.keys()):
            if not wanted.get(kind, {}).get("open"):
                yield Pair(places, wanted.get(kind), given.get(kind))


def evidence_figures(pairs: Sequence[Pair], text_of: Mapping[Pair, str]) -> Figures:
    """Precision, recall and F1 of kinds; of the hits, how many have the right state and the right name of a giver."""
    hits = [p for p in pairs if p.wanted and p.given]
    wanted, given = sum(p.wanted is not None for p in pairs), sum(p.given is not None for p in pairs)
    states = sum(p.wanted["verification"] == p.given["verification"] for p in hits if p.wanted and p.given)
    named = [p for p in hits if p.wanted and p.wanted["by_span"]]
    return {
        "wanted": wanted,
        "given": given,
        "precision": len(hits) / max(given, 1),
        "recall": len(hits) / max(wanted, 1),
        "F1": 2 * len(hits) / max(wanted + given, 1),
        "state right": states / max(len(hits), 1),
        "given by": len(named),
        "right": sum(_is_by(p, text_of[p]) for p in named) / max(len(named), 1),
    }


def _is_by(pair: Pair, text: str) -> bool:
    if pair.wanted is None or pair.given is None or not pair.given["by"]:
        return False
    names = pair.given["by"], text[slice(*pair.wanted["by_span"])]
    return is_same_name(*(" ".join(_WORD.findall(name)) for name in names))


def _matched(labels: Sequence[Record], claims: Sequence[Record]) -> Iterator[tuple[Record | None, Record | None]]:
    """Each claim with the label that shares most words with it; then the labels whose claim is not found."""
    left = list(labels)
    for claim in claims:
        shares = [(_share(claim["content"]["spans"], one["content"]), at) for at, one in enumerate(left)]
        share, at = max(shares, default=(0.0, 0))
        yield claim, left.pop(at) if share >= _SAME else None
    yield from ((None, one) for one in left)


def _share(one: Spans, other: Spans) -> float:
    """Characters that two contents have in common, as a share of all of both."""
    first, second = ({at for start, end in spans for at in range(start, end)} for spans in (one, other))
    return len(first & second) / max(len(first | second), 1)


def _texts() -> Iterator[str]:
    """The texts that the reports were drawn from."""
    files = [WIKINEWS, *sorted((SHARED / "stories").glob("*/story.jsonl"))]
    lines: Iterable[str] = chain.from_iterable(p.read_text(encoding="utf-8").splitlines() for p in files)
    yield from (json.loads(line)["text"] for line in lines)
    yield from (p.read_text(encoding="utf-8") for p in sorted((SHARED / "seeds").glob("*.txt")))


def _claims(texts: Mapping[str, str]) -> dict[str, list[Record]]:
    """The claims of texts, by their digests."""
    by_digest: dict[str, list[Record]] = {}
    with tempfile.TemporaryDirectory() as folder:
        for digest, text in texts.items():
            (Path(folder) / f"{digest}.txt").write_text(text, encoding="utf-8")
        for line in run_sayso("extract", "--own", "--format", "jsonl", folder).stdout.splitlines():
            claim = json.loads(line)
            by_digest.setdefault(Path(claim["document"]).stem, []).append(claim)
    return by_digest


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _shown(pair: Pair, text: str) -> str:
    words = " ... ".join(text[start:end] for start, end in pair.content)[:100]
    sides = (("wanted", pair.wanted), ("given", pair.given))
    told = [
        f"{side} {one['kind']} {one['verification']} {[text[a:b] for a, b in one['spans']]}"
        f" by {one.get('by') or (one.get('by_span') and text[slice(*one['by_span'])])}"
        for side, one in sides
        if one
    ]
    return f"{words!r}\n    " + "\n    ".join(told)


def main() -> int:
    """Print the figures of both halves."""
    parser = argparse.ArgumentParser(prog="python -m bench.evidence")
    parser.add_argument("--errors", choices=HALVES, help="print the pairs of this half, from the texts at hand")
    arguments = parser.parse_args()
    if not WIKINEWS.is_file():
        print(f"nothing is measured: there is no file {WIKINEWS}", file=sys.stderr)
        return 1
    for half, found in measure().items():
        figures = evidence_figures([pair for _, pair in found], {pair: text for text, pair in found})
        print(f"evidence, {half}: " + "  ".join(f"{key} {value:.3g}" for key, value in figures.items()))
        if half == arguments.errors:
            print("\n".join(_shown(pair, text) for text, pair in found))
    return 0


if __name__ == "__main__":
    sys.exit(main())
