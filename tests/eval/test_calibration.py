"""What is said of a confidence is measured rightly."""

import json
from pathlib import Path

import pytest

from bench.calibration import Bin, calibration_error, outcomes, reliability

TEXT = "The gate was open, she said. The lamp was out, he said."


def test_a_confidence_that_means_what_it_says_has_no_error() -> None:
    curve = reliability([(0.75, True), (0.75, True), (0.75, True), (0.75, False)])
    assert curve == [Bin(4, 0.75, 0.75)]
    assert calibration_error(curve) == 0


def test_the_error_is_weighed_by_the_number_of_claims() -> None:
    curve = reliability([(0.9, True)] * 3 + [(0.5, False)])
    assert calibration_error(curve) == pytest.approx((3 * 0.1 + 0.5) / 4)


def test_certainty_has_a_place_on_the_curve() -> None:
    assert reliability([(1.0, True), (0.0, False)]) == [Bin(1, 0.0, 0.0), Bin(1, 1.0, 1.0)]


def test_no_claims_have_no_error() -> None:
    assert calibration_error(reliability([])) == 0


def test_a_content_is_right_once(tmp_path: Path) -> None:
    for folder in ("text", "attributions"):
        (tmp_path / folder).mkdir()
    report = tmp_path / "text" / "report.txt"
    report.write_text(TEXT, encoding="utf-8")
    (tmp_path / "attributions" / "report_0a1b.ann").write_text(
        "T1\tContent 0 17\tThe gate was open\nT2\tCue 23 27\tsaid\nE1\tAttribution:T2 Cue:T2 Content:T1\n",
        encoding="utf-8",
    )
    claims = [(0.4, [[0, 12]]), (0.9, [[0, 17]]), (0.6, [[29, 45]])]
    predictions = tmp_path / "claims.jsonl"
    predictions.write_text(
        "".join(
            json.dumps({"document": str(report), "confidence": c, "content": {"spans": spans}}) + "\n"
            for c, spans in claims
        ),
        encoding="utf-8",
    )
    assert list(outcomes(tmp_path, predictions)) == [(0.4, False), (0.9, True), (0.6, False)]
