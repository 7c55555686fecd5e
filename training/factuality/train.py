"""Grows the trees that weigh an event's signs, and writes them as JSON.

Run as `python -m training.factuality.train [-o FILE] [--folds 4]`. `--folds` prints what the trees reach on each part
of the training data when grown on the others: by that the settings below were chosen. Invariant: the same data and
settings give the same file.
"""

import argparse
import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.ensemble import HistGradientBoostingClassifier

from bench.events import SETS, Event, belief_of, load_events
from bench.factuality import LISTS, macro_f1
from sayso.claims.english.factuality.engine import Engine
from sayso.claims.english.factuality.features import signs_of
from sayso.claims.english.factuality.weighing import Belief, Scale
from sayso.lexicon import load_lexicon

ROUNDS = 60
LEAVES = 12
LEAST_IN_LEAF = 20
RATE = 0.1
RARE = 3.0  # how many times an event that is not certain counts
SET_WEIGHTS = {"UW": 1.0, "MEANTIME": 3.0, "UDS_IH2": 0.5}
FEWEST = 25  # events that must have a sign for it to be used
ASKED = "asked whether it happened"

Table = dict[str, tuple[np.ndarray, np.ndarray]]


def rows_of(events: Iterable[Event], engine: Engine, scale: Scale) -> list[dict[str, float]]:
    """The signs of each event, with the scale it was judged on."""
    asked = {ASKED: float(scale is Scale.HAPPENED)}
    return [signs_of(event.token, engine.judge(event.token)) | asked for event in events]


def tables(part: str) -> tuple[list[str], Table]:
    """The names of the signs, and for each set its events as rows of signs and their labels."""
    engine = Engine(load_lexicon("en", *LISTS))
    events = {name: list(load_events(name, part)) for name in SETS}
    rows = {name: rows_of(events[name], engine, scale) for name, scale in SETS.items()}
    counts = Counter(sign for of_set in rows.values() for row in of_set for sign, value in row.items() if value)
    names = sorted(sign for sign, count in counts.items() if count >= FEWEST)
    made = {n: (_matrix(rows[n], names), np.array([e.label for e in events[n]])) for n in SETS}
    return names, made


def _matrix(rows: Sequence[Mapping[str, float]], names: Sequence[str]) -> np.ndarray:
    return np.array([[row.get(name, 0.0) for name in names] for row in rows])


def kinds(labels: np.ndarray) -> np.ndarray:
    """0, 1 and 2 for certainly not, unsure and certainly."""
    order = list(Belief)
    return np.array([order.index(belief_of(label)) for label in labels])


def grow(data: Table) -> HistGradientBoostingClassifier:
    """Trees grown on all sets together."""
    x = np.concatenate([signs for signs, _ in data.values()])
    y = np.concatenate([kinds(labels) for _, labels in data.values()])
    weights = np.concatenate([np.full(len(labels), SET_WEIGHTS[name]) for name, (_, labels) in data.items()])
    trees = HistGradientBoostingClassifier(
        max_iter=ROUNDS,
        learning_rate=RATE,
        max_leaf_nodes=LEAVES,
        min_samples_leaf=LEAST_IN_LEAF,
        l2_regularization=1.0,
        early_stopping=False,
        random_state=0,
    )
    return trees.fit(x, y, sample_weight=weights * np.array([RARE, RARE, 1.0])[y])


def shipped(trees: HistGradientBoostingClassifier, names: list[str], data: Table) -> dict[str, Any]:
    """All that weighing needs, as plain lists."""
    return {
        "signs": names,
        "start": [round(float(score), 5) for score in np.ravel(trees._baseline_prediction)],
        "weights": [RARE, RARE, 1.0],
        "means": {scale.value: _means(data, scale) for scale in Scale},
        "rounds": [[_tree(grown.nodes) for grown in round_] for round_ in trees._predictors],
    }


def _means(data: Table, scale: Scale) -> list[float]:
    labels = np.concatenate([labels for name, (_, labels) in data.items() if SETS[name] is scale])
    return [round(float(labels[kinds(labels) == kind].mean()), 3) for kind in range(3)]


def _tree(nodes: np.ndarray) -> list[list[float]]:
    leaf = nodes["is_leaf"].astype(bool)
    return [
        [-1 if end else int(sign) for sign, end in zip(nodes["feature_idx"], leaf, strict=True)],
        [0 if end else round(float(t), 5) for t, end in zip(nodes["num_threshold"], leaf, strict=True)],
        [0 if end else int(n) for n, end in zip(nodes["left"], leaf, strict=True)],
        [0 if end else int(n) for n, end in zip(nodes["right"], leaf, strict=True)],
        [round(float(v), 5) if end else 0 for v, end in zip(nodes["value"], leaf, strict=True)],
    ]


def foresee(data: Table, folds: int) -> None:
    """Prints macro-F1 on each set when each fold is judged by trees grown on the others."""
    fold = {name: np.arange(len(labels)) * folds // len(labels) for name, (_, labels) in data.items()}
    found = {name: np.zeros(len(labels), int) for name, (_, labels) in data.items()}
    for held in range(folds):
        rest = {n: (x[fold[n] != held], y[fold[n] != held]) for n, (x, y) in data.items()}
        trees = grow(rest)
        for name, (x, _) in data.items():
            found[name][fold[name] == held] = trees.predict(x[fold[name] == held])
    order = list(Belief)
    for name, (_, labels) in data.items():
        print(name, macro_f1([belief_of(label) for label in labels], [order[k] for k in found[name]]))


def main() -> None:
    """Trains on the training parts, or foresees."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("-o", "--output", type=Path)
    options.add_argument("--folds", type=int, default=0)
    given = options.parse_args()
    names, data = tables("train")
    if given.folds:
        foresee(data, given.folds)
    if given.output:
        raw = json.dumps(shipped(grow(data), names, data), separators=(",", ":"))
        given.output.write_text(raw + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
