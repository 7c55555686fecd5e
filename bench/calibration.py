"""Measures whether a confidence means what it says: of the claims said to be right with .8, are four in five right?

A claim is right where the scorer of attribution finds its content among annotated ones. `python -m bench.calibration`
prints the reliability curve. Invariant: as the other figures, from what `sayso extract` prints alone.
"""

import json
import re
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.command import SHARED, run_sayso

__all__ = ["Bin", "calibration_error", "main", "reliability"]

_BINS = 10
_ENOUGH = 0.5  # shared characters as a part of all, as in the scorer
_LEFT_OUT = frozenset(" \t\r\n\f\v\u00a0\"“”'‘’.,")
_ANNOTATOR = re.compile(r"_[0-9a-f]{4}$")


@dataclass(frozen=True, slots=True)
class Bin:
    """Claims of like confidence: how many, what they say on average, how many are right (0 to 1)."""

    claims: int
    said: float
    right: float


def reliability(outcomes: Sequence[tuple[float, bool]]) -> list[Bin]:
    """Confidence and truth of claims as a curve, in tenths of confidence."""
    bins: list[list[tuple[float, bool]]] = [[] for _ in range(_BINS)]
    for confidence, right in outcomes:
        bins[min(int(confidence * _BINS), _BINS - 1)].append((confidence, right))
    return [Bin(len(b), sum(c for c, _ in b) / len(b), sum(right for _, right in b) / len(b)) for b in bins if b]


def calibration_error(curve: Sequence[Bin]) -> float:
    """Expected calibration error: how far what is said is from what is right, on average over the claims."""
    claims = sum(b.claims for b in curve)
    return sum(b.claims * abs(b.said - b.right) for b in curve) / claims if claims else 0.0


def outcomes(corpus: Path, predictions: Path) -> Iterator[tuple[float, bool]]:
    """Confidence of each claim, and whether its content is an annotated one: one to one, the best overlap first."""
    claims: dict[str, list[tuple[float, set[int]]]] = {}
    for line in predictions.read_text(encoding="utf-8").splitlines():
        claim = json.loads(line)
        path = Path(claim["document"])
        text = path.read_bytes().decode("utf-8")
        places = _places(claim["content"]["spans"], text)
        claims.setdefault(path.stem, []).append((claim["confidence"], places))
    for name, found in claims.items():
        text = (corpus / "text" / f"{name}.txt").read_bytes().decode("utf-8")
        gold = [_places(spans, text) for spans in _gold_contents(corpus, name)]
        right = _matched([places for _, places in found], gold)
        yield from ((confidence, n in right) for n, (confidence, _) in enumerate(found))


def _matched(mine: Sequence[set[int]], gold: Sequence[set[int]]) -> set[int]:
    pairs = sorted((-len(a & b) / len(a | b), m, g) for m, a in enumerate(mine) for g, b in enumerate(gold) if a & b)
    matched: dict[int, int] = {}
    for overlap, m, g in pairs:
        if -overlap >= _ENOUGH and m not in matched and g not in matched.values():
            matched[m] = g
    return set(matched)


def _places(spans: Sequence[Sequence[int]], text: str) -> set[int]:
    return {i for start, end in spans for i in range(start, end) if text[i] not in _LEFT_OUT}


def _gold_contents(corpus: Path, name: str) -> Iterator[list[list[int]]]:
    files = sorted((corpus / "attributions").glob(f"{name}_*.ann"))
    path = next(path for path in files if _ANNOTATOR.sub("", path.stem) == name)
    spans: dict[str, list[list[int]]] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        fields = line.split("\t")
        if line.startswith("T") and len(fields) > 1:
            places = fields[1].split(" ", 1)[1].split(";")
            spans[fields[0]] = [[int(place) for place in p.split()] for p in places]
        elif line.startswith("E") and len(fields) > 1:
            parts = (part.split(":") for part in fields[1].split())
            content = [span for role, key in parts if role.lower().startswith("content") for span in spans.get(key, [])]
            if content:
                yield content


def main() -> int:
    """Print the curve and the error on PolNeAR's development part."""
    corpus = SHARED / "bench" / "data" / "polnear" / "dev"
    if not corpus.is_dir():
        print(f"nothing is measured: there is no folder {corpus}", file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory() as work:
        predictions = Path(work) / "claims.jsonl"
        done = run_sayso("extract", "--least-confidence", "0", *sorted((corpus / "text").glob("*.txt")))
        predictions.write_text(done.stdout, encoding="utf-8")
        curve = reliability(list(outcomes(corpus, predictions)))
    print(f"{'claims':>8}{'said':>8}{'right':>8}")
    for one in curve:
        print(f"{one.claims:>8}{one.said:>8.3f}{one.right:>8.3f}")
    print(f"expected calibration error {calibration_error(curve):.3f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
