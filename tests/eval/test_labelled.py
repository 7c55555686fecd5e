"""Labels of sources are places in texts that are named by their digest, and nothing else."""

import json
import re

import pytest

from bench.command import PROJECT
from bench.labelled import agreement_figures, is_same_name

LABELS = PROJECT / "bench" / "labels"


@pytest.mark.parametrize(("name", "least"), [("anonymous", 200), ("pronouns", 100)])
def test_labels_hold_places_alone(name: str, least: int) -> None:
    labels = [json.loads(line) for line in (LABELS / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]
    assert len({json.dumps(label) for label in labels}) == len(labels) >= least
    for label in labels:
        assert re.fullmatch(r"[0-9a-f]{64}", label.pop("text"))
        assert not any(isinstance(value, str) for value in label.values())


def test_a_missed_source_counts_against_recall_alone() -> None:
    figures = agreement_figures([(True, True), (True, False), (False, False)])
    assert (figures["precision"], figures["recall"]) == (1.0, 0.5)
    assert figures["F1"] == pytest.approx(2 / 3)


def test_nothing_called_anonymous_is_no_error() -> None:
    assert agreement_figures([(False, False)])["F1"] == 0.0


def test_names_are_one_where_one_holds_the_other() -> None:
    assert is_same_name("Brandt", "Ilse Brandt")
    assert is_same_name("the Canal Board", "Canal Board")
    assert not is_same_name("Ilse Brandt", "Ilse Holt")
    assert not is_same_name("", "Ilse Holt")
