"""How well PolNeAR's annotators agree with each other, measured as Sayso is: what the figures can be held against.

    python -m bench.agreement

takes the articles that several people have annotated, and each one's attributions as predictions of each other's, all
pairs together. Invariant: the scorer is the one that Sayso is measured with.
"""

import itertools
import json
import shutil
import sys
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from bench.figures import Figures, score_attribution
from bench.polnear import POLNEAR, annotator_files, read_annotations

__all__ = ["main", "measure_agreement"]


def measure_agreement(parts: Iterable[Path], work: Path) -> Figures:
    """Figures of one annotator against another, over all pairs of them in folders of PolNeAR's layout."""
    for folder in ("text", "attributions"):
        (work / folder).mkdir()
    predictions = work / "predictions.jsonl"
    with predictions.open("w", encoding="utf-8") as lines:
        for number, (text, one, other) in enumerate(pair for part in parts for pair in _pairs(part)):
            shutil.copy(text, work / "text" / f"{number}.txt")
            shutil.copy(one, work / "attributions" / f"{number}.ann")
            for found in read_annotations(other):
                roles = {role: {"spans": getattr(found, role)} for role in ("source", "cue", "content")}
                lines.write(json.dumps({"document": f"{number}.txt", **roles}) + "\n")
    return score_attribution(work, predictions)


def _pairs(part: Path) -> Iterator[tuple[Path, Path, Path]]:
    """Text, and the files of two who have annotated it, in both orders."""
    for name, paths in annotator_files(part).items():
        for one, other in itertools.permutations(paths, 2):
            yield part / "text" / f"{name}.txt", one, other


def main() -> int:
    """Print the figures."""
    if not POLNEAR.is_dir():
        print(f"nothing is measured: there is no folder {POLNEAR}", file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory() as folder:
        figures = measure_agreement((POLNEAR / part for part in ("train", "dev")), Path(folder))
    for name, figure in figures.items():
        print(f"{name:28}{figure:.3f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
