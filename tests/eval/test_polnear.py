"""The corpus is read as its scorer reads it."""

import os
from pathlib import Path

import pytest

from bench.agreement import measure_agreement
from bench.command import SHARED
from bench.polnear import Gold, read_gold, right_ones

TEXT = "The gate was open, she said. The lamp was out, he said."


def _annotate(corpus: Path, name: str, content: str) -> None:
    folder = corpus / "attributions"
    folder.mkdir(exist_ok=True)
    lines = [
        f"T1\tContent {content}\t…",
        "a broken line",
        "T2\tCue 23 27\tsaid",
        "E1\tAttribution:T2 Cue:T2 Content:T1",
    ]
    (folder / f"{name}.ann").write_text("\n".join(lines), encoding="utf-8")


def test_of_several_annotators_the_first_counts(tmp_path: Path) -> None:
    _annotate(tmp_path, "report_0b2c", "4 17")
    _annotate(tmp_path, "report_0a1b", "0 8;9 17")
    assert list(read_gold(tmp_path)) == [("report", [Gold([], [(23, 27)], [(0, 8), (9, 17)])])]


def test_a_content_matches_once_and_the_best_overlap_first() -> None:
    gold = [Gold([], [], [(0, 17)])]
    assert right_ones([[(0, 12)], [(0, 17)], [(29, 45)]], gold, TEXT) == {1}


def test_marks_and_white_space_make_no_difference() -> None:
    gold = [Gold([], [], [(4, 9)])]
    assert right_ones([[(3, 9)]], gold, TEXT) == {0}


def test_half_of_the_characters_must_be_shared() -> None:
    gold = [Gold([], [], [(4, 8)])]
    assert right_ones([[(0, 17)]], gold, TEXT) == set()


def test_annotators_are_measured_against_each_other_in_both_orders(tmp_path: Path) -> None:
    if not SHARED.is_dir() and "CI" not in os.environ:
        pytest.skip(f"the scorer is not here: {SHARED}")
    part, work = tmp_path / "part", tmp_path / "work"
    for folder in (part / "text", work):
        folder.mkdir(parents=True)
    (part / "text" / "report.txt").write_text(TEXT, encoding="utf-8")
    for annotator, content in (("0a1b", "0 17"), ("0b2c", "0 17"), ("0c3d", "29 45")):
        _annotate(part, f"report_{annotator}", content)
    figures = measure_agreement([part], work)
    assert figures["content F1"] == pytest.approx(2 / 6, abs=0.001)
