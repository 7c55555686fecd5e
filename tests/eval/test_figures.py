"""What is measured is measured rightly: faults in spans are seen, and data are told apart."""

import json
from pathlib import Path
from typing import Any

import pytest

from bench.figures import cut_back_faults, digest_of

TEXT = "Zwei 🛶 kamen.\r\nThe gate was open, she said.\r\n"


def _faults(folder: Path, **changed: Any) -> list[int]:
    report, predictions = folder / "report.txt", folder / "claims.jsonl"
    report.write_bytes(TEXT.encode())
    claim = {
        "document": str(report),
        "source": _piece("she"),
        "cue": _piece("said"),
        "content": _piece("The gate was open"),
        "hedges": [],
        "evidence": [],
    }
    predictions.write_text(json.dumps(claim | changed) + "\n", encoding="utf-8")
    return list(cut_back_faults(predictions))


def _piece(words: str, moved: int = 0) -> dict[str, Any]:
    start = TEXT.index(words) + moved
    return {"text": words, "spans": [[start, start + len(words)]]}


def test_spans_count_in_code_points_of_the_unchanged_file(tmp_path: Path):
    assert _faults(tmp_path) == [0]


def test_a_claim_without_source_and_cue_has_no_fault(tmp_path: Path):
    assert _faults(tmp_path, source=None, cue=None) == [0]


def test_pieces_of_several_spans_are_joined(tmp_path: Path):
    gate, said = _piece("gate"), _piece("said")
    pieces = {"text": "gate … said", "spans": gate["spans"] + said["spans"]}
    assert _faults(tmp_path, content=pieces) == [0]


@pytest.mark.parametrize("role", ["source", "cue", "content"])
def test_a_span_that_is_off_by_one_is_a_fault(role: str, tmp_path: Path):
    words = {"source": "she", "cue": "said", "content": "The gate was open"}[role]
    assert _faults(tmp_path, **{role: _piece(words, moved=1)}) == [1]


def test_hedges_and_evidence_are_looked_at_too(tmp_path: Path):
    assert _faults(tmp_path, hedges=[_piece("open", 1)], evidence=[_piece("gate", 1)]) == [2]


def test_data_are_told_apart_by_content_and_by_name(tmp_path: Path):
    (tmp_path / "one.txt").write_text("a", encoding="utf-8")
    first = digest_of(tmp_path)
    assert digest_of(tmp_path) == first
    (tmp_path / "one.txt").write_text("b", encoding="utf-8")
    second = digest_of(tmp_path)
    (tmp_path / "one.txt").rename(tmp_path / "two.txt")
    assert len({first, second, digest_of(tmp_path)}) == 3
