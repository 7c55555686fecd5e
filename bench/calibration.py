"""Measures whether a confidence means what it says: of the claims said to be right with .8, are four in five right?

A claim is right where the scorer of attribution finds its content among annotated ones. `python -m bench.calibration`
prints the reliability curve. Invariant: as the other figures, from what `sayso extract` prints alone.
"""

import json
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.command import run_sayso
from bench.polnear import POLNEAR, read_gold, read_text, right_ones

__all__ = ["Bin", "calibration_error", "main", "reliability"]

_BINS = 10


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
    """Confidence of each claim, article by article, and whether its content is an annotated one."""
    claims: dict[str, list[Any]] = {}
    for line in predictions.read_text(encoding="utf-8").splitlines():
        claim = json.loads(line)
        claims.setdefault(Path(claim["document"]).stem, []).append(claim)
    for name, gold in read_gold(corpus):
        found = claims.get(name, [])
        text = read_text(corpus / "text" / f"{name}.txt")
        right = right_ones([claim["content"]["spans"] for claim in found], gold, text)
        yield from ((claim["confidence"], n in right) for n, claim in enumerate(found))


def main() -> int:
    """Print the curve and the error on PolNeAR's development part."""
    corpus = POLNEAR / "dev"
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
