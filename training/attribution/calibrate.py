"""Fits how sure an attribution is: the share of attributions with like signs that are right on PolNeAR's development
part. Prints the reliability curve and the expected calibration error, with articles held out from the fit.

    python -m training.attribution.calibrate -o src/sayso/claims/english/tagger/model/calibration.json
"""

import argparse
import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from sayso.claims.english.combine import SIGNS, Signed, combine
from sayso.claims.english.extract import EnglishExtractor
from sayso.claims.english.tagger import Tagger
from sayso.model import Span
from training.attribution.corpus import Gold, read_part

__all__ = ["main"]

_FOLDS, _BINS = 7, 10
_ENOUGH = 0.5  # shared characters as a part of all, from which on a content is the annotated one
_LEFT_OUT = frozenset(" \t\r\n\f\v\u00a0\"“”'‘’.,")
_SHRINKING = 1.0

Table = NDArray[np.float64]


def _places(spans: Sequence[Span | tuple[int, int]], text: str) -> set[int]:
    return {i for start, end in spans for i in range(start, end) if text[i] not in _LEFT_OUT}


def _right(found: Sequence[Signed], gold: Sequence[Gold], text: str) -> list[bool]:
    """Which contents are annotated ones, one to one, the best overlap first."""
    mine = [_places(signed.attribution.content, text) for signed in found]
    theirs = [_places(one.content, text) for one in gold]
    pairs = sorted((-len(a & b) / len(a | b), m, t) for m, a in enumerate(mine) for t, b in enumerate(theirs) if a & b)
    right, taken = [False] * len(found), set[int]()
    for overlap, m, t in pairs:
        if -overlap >= _ENOUGH and not right[m] and t not in taken:
            right[m] = True
            taken.add(t)
    return right


def _fit(signs: Table, right: Table) -> Table:
    """Weights of a logistic, the last of them the constant's, by Newton's method with a slight pull to nothing."""
    weights = np.zeros(signs.shape[1])
    for _ in range(30):
        share = 1 / (1 + np.exp(-signs @ weights))
        slope = signs.T @ (share - right) + _SHRINKING * weights
        bend = (signs * (share * (1 - share))[:, None]).T @ signs + _SHRINKING * np.eye(len(weights))
        weights = weights - np.linalg.solve(bend, slope)
    return weights


def _curve(sure: Table, right: Table) -> float:
    """Print how many of each bin are right; gives the expected calibration error."""
    error = 0.0
    for low in np.arange(_BINS) / _BINS:
        inside = (sure >= low) & (sure < low + 1 / _BINS)
        if inside.any():
            error += inside.mean() * abs(sure[inside].mean() - right[inside].mean())
            print(f"{low:.1f}  {inside.sum():5}  said {sure[inside].mean():.3f}  right {right[inside].mean():.3f}")
    return error


def main() -> None:
    """Fit on all articles, write the weights, and print how well those fitted without an article foresee it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("-o", "--output", type=Path, required=True)
    options = parser.parse_args()
    finder, tagger = EnglishExtractor().finder, Tagger()
    rows: list[list[float]] = []
    right: list[bool] = []
    fold: list[int] = []
    for number, (annotated, gold) in enumerate(read_part("dev")):
        rules = finder.by_rule(annotated)
        found = combine(annotated, rules, tagger.tag(annotated, rules))
        rows += [[*(signed.signs[name] for name in SIGNS), 1.0] for signed in found]
        right += _right(found, gold, annotated.document.text)
        fold += [number % _FOLDS] * len(found)
    signs, held, truth = np.array(rows), np.array(fold), np.array(right, float)
    sure = np.zeros(len(truth))
    for n in range(_FOLDS):
        sure[held == n] = 1 / (1 + np.exp(-signs[held == n] @ _fit(signs[held != n], truth[held != n])))
    print(f"expected calibration error, all: {_curve(sure, truth):.4f}")
    kept = sure >= 0.4
    print(f"expected calibration error, of those that are given: {_curve(sure[kept], truth[kept]):.4f}")
    for least in np.arange(0.3, 0.71, 0.05):
        hits, given = truth[sure >= least].sum(), (sure >= least).sum()
        print(f"least {least:.2f}: {given} given, {hits / given:.3f} right")
    weights = dict(zip((*SIGNS, "constant"), (round(w, 4) for w in _fit(signs, truth)), strict=True))
    options.output.write_text(json.dumps(weights, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
