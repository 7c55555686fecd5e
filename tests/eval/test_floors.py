"""Accuracy does not fall: every corpus of `bench/floors.json` is measured, by the code that `make eval` runs."""

import os
from pathlib import Path

import pytest

from bench.command import SHARED
from bench.eval import Corpus, failures, load_corpora, measure

CORPORA = load_corpora()


@pytest.mark.parametrize("name", CORPORA)
def test_floors_are_met(name: str, tmp_path: Path):
    if not SHARED.is_dir() and not os.environ.get("CI"):
        pytest.skip(f"the corpora are not here: {SHARED}")
    assert list(failures(CORPORA[name], *measure(name, tmp_path))) == []


def test_a_figure_below_its_floor_is_a_failure():
    corpus = Corpus("made up", "d", {"content F1": 0.5}, {"refused": 0}, {})
    assert list(failures(corpus, {"content F1": 0.5, "refused": 0}, "d")) == []
    assert list(failures(corpus, {"content F1": 0.49, "refused": 1}, "d")) == [
        "made up: content F1 is 0.490, at least 0.5 is asked",
        "made up: refused is 1, at most 0 is asked",
    ]


def test_a_figure_that_is_missing_is_a_failure():
    corpus = Corpus("made up", "d", {"content F1": 0.5}, {"refused": 0}, {})
    assert len(list(failures(corpus, {}, "d"))) == 2


def test_other_data_are_a_failure():
    assert "digest e, not d" in next(failures(Corpus("made up", "d", {}, {}, {}), {}, "e"))
