"""Fits the weights by which likeness adds up its signs, on pairs of claims of stories with gold, and prints them.

    python -m training.likeness.weights ../shared/stories/*

Each story is held out in turn, and the average precision of its same-claim pairs is printed under weights fitted on the
others; then the weights fitted on all. `sayso.crossdoc.pairs` holds the result.
"""

import argparse
import itertools
from pathlib import Path

import numpy as np

from bench.gold_claims import gold_claims, read_story
from bench.pairs import Row, average_precision, fit_logistic
from sayso.crossdoc.affiliations import find_affiliations
from sayso.crossdoc.align import profile_claims
from sayso.crossdoc.entities import resolve_sources
from sayso.crossdoc.origins import build_ties
from sayso.crossdoc.pairs import WEIGHTS
from sayso.crossdoc.profiles import Profile
from sayso.crossdoc.reuse import find_reuse
from sayso.crossdoc.signs import features
from sayso.crossdoc.words import load_vocabulary
from sayso.model import Claim, Document

__all__ = ["main"]

_STEADY = 10.0


def story_pairs(folder: Path) -> tuple[Row, Row]:
    """The signs of every pair of a story's gold claims that could be joined, and whether gold joins it."""
    documents, gold = read_story(folder)
    claims = gold_claims(documents, gold)
    profiles = _profiles(list(documents.values()), list(claims.values()))
    together = {frozenset(p) for one in gold["propositions"] for p in itertools.combinations(one["claims"], 2)}
    rows, labels = [], []
    for one, other in itertools.combinations(sorted(claims), 2):
        mine, theirs = claims[one], claims[other]
        if mine.responds_to is None and theirs.responds_to is None:
            found = features(profiles[mine.id], profiles[theirs.id])
            rows.append([*(found[name] for name in WEIGHTS), 1.0])
            labels.append(float(frozenset((one, other)) in together))
    return np.array(rows), np.array(labels)


def _profiles(documents: list[Document], claims: list[Claim]) -> dict[str, Profile]:
    cast = resolve_sources(documents, claims)
    ties = build_ties(documents, claims, find_reuse(documents), cast, find_affiliations(documents, cast))
    return profile_claims(documents, claims, ties, load_vocabulary())


def fit(stories: list[tuple[Row, Row]]) -> Row:
    """The weights of the signs, and the bias behind them."""
    rows, labels = (np.concatenate(part) for part in zip(*stories, strict=True))
    return fit_logistic(rows, labels, steady=_STEADY)


def main() -> None:
    """Print what is held out, then the weights."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("stories", nargs="+", type=Path)
    stories = {folder.name: story_pairs(folder) for folder in parser.parse_args().stories}
    for name, (rows, labels) in stories.items():
        weights = fit([story for other, story in stories.items() if other != name])
        print(f"{name:20} average precision {average_precision(rows @ weights, labels):.3f}")
    for name, weight in zip((*WEIGHTS, "bias"), fit(list(stories.values())), strict=True):
        print(f'    "{name}": {weight:.2f},')


if __name__ == "__main__":
    main()
