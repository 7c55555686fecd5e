"""Fits how sure an attribution is: the share of attributions with like signs that are right on PolNeAR's development
part. Prints the reliability curve and the expected calibration error, with articles held out from the fit.

    python -m training.attribution.calibrate -o src/sayso/claims/english/tagger/model/calibration.json
"""

import argparse
import json
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bench.calibration import calibration_error, reliability
from bench.polnear import right_ones
from sayso.claims.english.combine import SIGNS
from sayso.claims.english.extract import EnglishExtractor
from sayso.claims.english.finding import SURE_ENOUGH
from training.attribution.corpus import read_part

__all__ = ["main"]

_FOLDS = 7
_SHRINKING = 1.0

Table = NDArray[np.float64]


def _fit(signs: Table, right: Table) -> Table:
    """Weights of a logistic, the last of them the constant's, by Newton's method with a slight pull to nothing."""
    weights = np.zeros(signs.shape[1])
    for _ in range(30):
        share = 1 / (1 + np.exp(-signs @ weights))
        slope = signs.T @ (share - right) + _SHRINKING * weights
        bend = (signs * (share * (1 - share))[:, None]).T @ signs + _SHRINKING * np.eye(len(weights))
        weights = weights - np.linalg.solve(bend, slope)
    return weights


def _show(name: str, sure: Table, right: Table) -> None:
    curve = reliability(list(zip(sure.tolist(), (right > 0).tolist(), strict=True)))
    for one in curve:
        print(f"{one.claims:>6}  said {one.said:.3f}  right {one.right:.3f}")
    print(f"expected calibration error, {name}: {calibration_error(curve):.4f}")


def main() -> None:
    """Fit on all articles, write the weights, and print how well those fitted without an article foresee it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("-o", "--output", type=Path, required=True)
    options = parser.parse_args()
    finder = EnglishExtractor().finder
    rows: list[list[float]] = []
    right: list[bool] = []
    fold: list[int] = []
    for number, (annotated, gold) in enumerate(read_part("dev")):
        found = finder.weigh(annotated)
        rows += [[*(signed.signs[name] for name in SIGNS), 1.0] for signed in found]
        matched = right_ones([signed.attribution.content for signed in found], gold, annotated.document.text)
        right += [n in matched for n in range(len(found))]
        fold += [number % _FOLDS] * len(found)
    signs, held, truth = np.array(rows), np.array(fold), np.array(right, float)
    sure = np.zeros(len(truth))
    for n in range(_FOLDS):
        sure[held == n] = 1 / (1 + np.exp(-signs[held == n] @ _fit(signs[held != n], truth[held != n])))
    _show("all", sure, truth)
    _show("those that are given", sure[sure >= SURE_ENOUGH], truth[sure >= SURE_ENOUGH])
    for least in np.arange(0.3, 0.71, 0.05):
        hits, given = truth[sure >= least].sum(), (sure >= least).sum()
        print(f"least {least:.2f}: {given} given, {hits / given:.3f} right")
    weights = dict(zip((*SIGNS, "constant"), (round(w, 4) for w in _fit(signs, truth)), strict=True))
    options.output.write_text(json.dumps(weights, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
