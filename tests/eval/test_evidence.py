"""Evidence that was labelled: pairs of claim and kind, what is open left out, and places alone in the labels."""

import json
import re
from typing import Any

import pytest

from bench.command import PROJECT
from bench.evidence import evidence_figures, pairs_of

LABELS = PROJECT / "bench" / "labels" / "evidence.jsonl"
TEXT = "Ilse Brandt"


def evidence(kind: str, verification: str = "unstated", **more: Any) -> dict[str, Any]:
    return {"kind": kind, "verification": verification, "by": None, "by_span": None, "spans": [[0, 4]], **more}


def label(*found: dict[str, Any]) -> dict[str, Any]:
    return {"content": [[10, 50]], "evidence": list(found)}


def claim(*found: dict[str, Any], end: int = 48) -> dict[str, Any]:
    return {"content": {"spans": [[10, end]]}, "evidence": list(found)}


def figures_of(labels: list[dict[str, Any]], claims: list[dict[str, Any]]) -> dict[str, float]:
    pairs = list(pairs_of(labels, claims))
    return evidence_figures(pairs, dict.fromkeys(pairs, TEXT))


def test_evidence_of_another_claim_is_false_and_missed() -> None:
    figures = figures_of([label(evidence("video"))], [claim(), claim(evidence("video"), end=12)])
    assert (figures["precision"], figures["recall"]) == (0.0, 0.0)


def test_what_is_open_counts_neither_way() -> None:
    wanted = label(evidence("data", open=True), evidence("video"))
    figures = figures_of([wanted], [claim(evidence("data"), evidence("video"))])
    assert (figures["wanted"], figures["given"], figures["F1"]) == (1, 1, 1.0)


def test_state_and_giver_count_among_the_hits() -> None:
    wanted = label(evidence("video", "disputed", by_span=[0, 11]))
    figures = figures_of([wanted], [claim(evidence("video", by="Brandt"))])
    assert (figures["state right"], figures["right"]) == (0.0, 1.0)


def test_a_label_whose_claim_is_not_found_is_missed() -> None:
    assert figures_of([label(evidence("video"))], [])["recall"] == pytest.approx(0)


def test_labels_of_evidence_hold_places_alone() -> None:
    lines = [json.loads(line) for line in LABELS.read_text(encoding="utf-8").splitlines()]
    assert {line["half"] for line in lines if "half" in line} == {"seen", "unseen"}
    words = {"half", "kind", "verification", "text"}
    for line in lines:
        assert re.fullmatch(r"[0-9a-f]{64}", line["text"])
        parts = [line, *line.get("evidence", [])]
        assert not any(isinstance(v, str) for part in parts for k, v in part.items() if k not in words)
