"""Prints every accuracy figure with its floor and the peers' figures beside it: what `make eval` runs.

Exits 1 where a figure falls through its floor in `floors.json`, or where a corpus is not the one that the floors
were measured on. Invariant: a floor is only ever raised.
"""

import json
import sys
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.command import SHARED
from bench.figures import POLNEAR_DEV, Figures, digest_of, measure_attribution, measure_story
from bench.stories import EXAMPLE_REPORTS, shared_stories, write_example_story

__all__ = ["ATTRIBUTION", "FLOORS", "Corpus", "failures", "load_corpora", "main", "measure"]

FLOORS = Path(__file__).with_name("floors.json")
ATTRIBUTION = "polnear-dev"


@dataclass(frozen=True, slots=True)
class Corpus:
    """What is known of a corpus before measuring: its digest, floors by figure, and peers' figures by peer."""

    name: str
    digest: str | None
    at_least: Mapping[str, float]
    at_most: Mapping[str, float]
    peers: Mapping[str, Mapping[str, float]]


def load_corpora(path: Path = FLOORS) -> dict[str, Corpus]:
    """The corpora of a floors file by name, in the file's order."""
    raw: dict[str, dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))
    return {
        name: Corpus(
            name, entry.get("digest"), entry.get("at_least", {}), entry.get("at_most", {}), entry.get("peers", {})
        )
        for name, entry in raw.items()
    }


def measure(name: str, work: Path) -> tuple[Figures, str | None]:
    """The figures of a corpus, and the digest of its data (None for the project's own example)."""
    if name == ATTRIBUTION:
        return measure_attribution(POLNEAR_DEV, work), digest_of(POLNEAR_DEV)
    if name == "example":
        folder = work / "example"
        folder.mkdir()
        return measure_story(write_example_story(folder), work, EXAMPLE_REPORTS), None
    story = shared_stories()[name]
    return measure_story(story, work), digest_of(story)


def failures(corpus: Corpus, figures: Figures, digest: str | None) -> Iterator[str]:
    """One line for each floor that is not met, and one where the data are others than the floors' own."""
    if digest != corpus.digest:
        yield f"{corpus.name}: the data are not those of the floors: digest {digest}, not {corpus.digest}"
    for name, floor in corpus.at_least.items():
        if not figures.get(name, -1.0) >= floor:
            yield f"{corpus.name}: {name} is {_shown(figures.get(name))}, at least {floor} is asked"
    for name, ceiling in corpus.at_most.items():
        if not figures.get(name, float("inf")) <= ceiling:
            yield f"{corpus.name}: {name} is {_shown(figures.get(name))}, at most {ceiling} is asked"


def table(corpus: Corpus, figures: Figures) -> Iterator[str]:
    """A corpus's figures as lines of plain text: figure, ours, floor, each peer's."""
    yield _row(corpus.name, "Sayso", "floor", corpus.peers)
    for name, value in figures.items():
        floor = corpus.at_least.get(name, corpus.at_most.get(name))
        sign = "" if floor is None else "≥ " if name in corpus.at_least else "≤ "
        theirs = (_shown(peer.get(name)) for peer in corpus.peers.values())
        yield _row("  " + name, _shown(value), sign + _shown(floor), theirs)


def _row(name: str, ours: str, floor: str, theirs: Any) -> str:
    return f"{name:28}{ours:>8}{floor:>9}" + "".join(f"{cell:>20}" for cell in theirs)


def _shown(value: float | None) -> str:
    if value is None:
        return ""
    return str(value) if isinstance(value, int) else f"{value:.3f}"


def main() -> int:
    """Measures every corpus of the floors file and gives the exit code."""
    if not SHARED.is_dir():
        print(f"nothing is measured: there is no folder {SHARED}", file=sys.stderr)
        return 1
    failed: list[str] = []
    with tempfile.TemporaryDirectory() as work:
        for corpus in load_corpora().values():
            figures, digest = measure(corpus.name, Path(work))
            print(*table(corpus, figures), "", sep="\n", flush=True)
            failed += failures(corpus, figures, digest)
    print("\n".join(failed) if failed else "every floor is met")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
