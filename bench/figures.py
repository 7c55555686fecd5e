"""Measures accuracy: runs `sayso` over a corpus, hands what it wrote to the corpus's scorer, and names the figures.

Stands between `bench.command` and `bench.eval`; `tests/eval` asks the same functions. Invariant: each figure comes
from the outside contracts alone (`extract`, `export`), never from Sayso's inner values.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from bench.calibration import calibration_error, outcomes, reliability
from bench.command import SHARED, run_python, run_sayso
from bench.polnear import POLNEAR, read_text

__all__ = [
    "POLNEAR_DEV",
    "Figures",
    "cut_back_faults",
    "digest_of",
    "measure_attribution",
    "measure_story",
    "score_attribution",
]

Figures = dict[str, float]

POLNEAR_DEV = POLNEAR / "dev"
_SCORERS = SHARED / "bench"
_SHARES = ("claims", "source", "kind", "chain", "event_time", "stance", "origins")
_F1 = ("same", "contradiction", "reuse")


def digest_of(folder: Path) -> str:
    """SHA-256 over names and contents of a folder's files, 16 digits: which data a figure was measured on."""
    state = hashlib.sha256()
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        content = hashlib.sha256(path.read_bytes()).hexdigest()
        state.update(f"{path.relative_to(folder).as_posix()}\0{content}\n".encode())
    return state.hexdigest()[:16]


def measure_attribution(corpus: Path, work: Path) -> Figures:
    """Figures of `sayso extract` on a corpus in PolNeAR's layout; `work` is a folder for what is written."""
    texts = sorted((corpus / "text").glob("*.txt"))
    done = run_sayso("extract", "--format", "jsonl", *texts)
    predictions = work / "claims.jsonl"
    predictions.write_text(done.stdout, encoding="utf-8")
    # Whatever is not read to its end is a line on standard error that names it.
    short = sum(any(text.name in line for line in done.stderr.splitlines()) for text in texts)
    return {
        **score_attribution(corpus, predictions),
        "calibration error": calibration_error(reliability(list(outcomes(corpus, predictions)))),
        "documents not read whole": short,
        "spans that don't cut back": sum(cut_back_faults(predictions)),
    }


def score_attribution(corpus: Path, predictions: Path) -> Figures:
    """Figures of claims, as `extract` prints them, on a corpus in PolNeAR's layout."""
    scored = run_python(_SCORERS / "score_attribution.py", "--gold", corpus, "--pred", predictions, "--json")
    score = json.loads(scored.stdout)
    return {
        "content F1": score["content"]["F1"],
        "content precision": score["content"]["P"],
        "content recall": score["content"]["R"],
        "content+source F1": score["content+source"]["F1"],
        "content+source+cue F1": score["content+source+cue"]["F1"],
        "exact content F1": score["content_exact"]["F1"],
        "content characters F1": score["content_characters"]["F1"],
        **{f"recall, {form}": share for form, share in score["recall_by_form"].items()},
    }


def cut_back_faults(predictions: Path) -> Iterator[int]:
    """For each claim, how many of its texts are not what its spans give in the file that it names."""
    texts: dict[str, str] = {}
    for line in predictions.read_text(encoding="utf-8").splitlines():
        claim = json.loads(line)
        path = claim["document"]
        if path not in texts:
            texts[path] = read_text(Path(path))
        pieces = [claim["source"], claim["cue"], claim["content"], *claim["hedges"], *claim["evidence"]]
        yield sum(not _cuts_back(piece, texts[path]) for piece in pieces if piece is not None)


def _cuts_back(piece: Mapping[str, Any], text: str) -> bool:
    return bool(piece["text"] == " … ".join(text[start:end] for start, end in piece["spans"]))


def measure_story(story: Path, work: Path, reports: Path | None = None) -> Figures:
    """Figures of `sayso read` and `export` on a story's folder; `work` is a folder for what is written.

    `reports` is what is read where that is not the folder's own `story.jsonl`.
    """
    ledger, exported = work / f"{story.name}.db", work / f"{story.name}.jsonl"
    ledger.unlink(missing_ok=True)
    run_sayso("--ledger", ledger, "read", reports or story / "story.jsonl")
    run_sayso("--ledger", ledger, "export", "--format", "jsonl", "-o", exported)
    scored = run_python(_SCORERS / "score_story.py", "--story", story, "--pred", exported, "--json")
    return {**_story_figures(json.loads(scored.stdout)), "documents not read whole": _not_read(exported)}


def _not_read(exported: Path) -> int:
    records = map(json.loads, exported.read_text(encoding="utf-8").splitlines())
    return sum(record["type"] == "document" and record["status"] != "read" for record in records)


def _story_figures(score: Mapping[str, Any]) -> Figures:
    # A share of nothing is None: the story has no such gold, so there is no figure.
    shares = {name: score[name]["share"] for name in _SHARES if score[name]["share"] is not None}
    measures = {f"{name} F1": score[name]["F1"] for name in _F1 if score[name]["n"]}
    return {**shares, **measures, "false alarms": score["false_alarms"], "overcounted": score["overcounted"]}
