"""PolNeAR's articles and annotations, and which of some contents are annotated ones.

Serves measuring and training. Invariant: contents match as in the corpus's scorer, one to one, the best overlap first.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.command import SHARED

__all__ = [
    "POLNEAR",
    "Gold",
    "Spans",
    "annotator_files",
    "places_of",
    "read_annotations",
    "read_gold",
    "read_text",
    "right_ones",
]

POLNEAR = SHARED / "bench" / "data" / "polnear"
_ENOUGH = 0.5  # shared characters as a part of all
_LEFT_OUT = frozenset(" \t\r\n\f\v\u00a0\"“”'‘’.,")
_ANNOTATOR = re.compile(r"_[0-9a-f]{4}$")

Spans = Sequence[tuple[int, int]]


@dataclass(frozen=True)
class Gold:
    """An annotated attribution: character spans of each role."""

    source: Spans
    cue: Spans
    content: Spans


def annotator_files(corpus: Path) -> dict[str, list[Path]]:
    """Article → the files of its annotators, by name."""
    files: dict[str, list[Path]] = {}
    for path in sorted((corpus / "attributions").glob("*.ann")):
        files.setdefault(_ANNOTATOR.sub("", path.stem), []).append(path)
    return dict(sorted(files.items()))


def read_gold(corpus: Path) -> Iterator[tuple[str, list[Gold]]]:
    """Articles by name with their attributions; of several annotators' files for one article the first by name."""
    for name, paths in annotator_files(corpus).items():
        yield name, read_annotations(paths[0])


def read_annotations(path: Path) -> list[Gold]:
    """What one annotator has marked in one article, in brat's standoff format."""
    return list(_attributions(path.read_text(encoding="utf-8").splitlines()))


def read_text(path: Path) -> str:
    """A text as it stands: `\\r\\n` is two characters."""
    return path.read_bytes().decode("utf-8")


def _attributions(lines: Iterable[str]) -> Iterator[Gold]:
    spans: dict[str, list[tuple[int, int]]] = {}
    for line in lines:
        fields = line.split("\t")
        if len(fields) < 2:  # a few lines are broken in two
            continue
        if line.startswith("T"):
            places = fields[1].split(" ", 1)[1].split(";")
            spans[fields[0]] = [(int(start), int(end)) for start, end in (p.split() for p in places)]
        elif line.startswith("E"):
            roles: dict[str, list[tuple[int, int]]] = {"source": [], "cue": [], "content": []}
            for part in fields[1].split():
                role, name = part.split(":")
                roles.setdefault(role.rstrip("0123456789").lower(), []).extend(spans.get(name, []))
            if roles["content"]:
                yield Gold(roles["source"], roles["cue"], roles["content"])


def places_of(spans: Spans, text: str) -> set[int]:
    """The characters in `spans`, white space and marks left out."""
    return {i for start, end in spans for i in range(start, end) if text[i] not in _LEFT_OUT}


def right_ones(contents: Sequence[Spans], gold: Sequence[Gold], text: str) -> set[int]:
    """Which of `contents`, by their numbers, are annotated ones."""
    mine = [places_of(spans, text) for spans in contents]
    theirs = [places_of(one.content, text) for one in gold]
    pairs = sorted((-len(a & b) / len(a | b), m, g) for m, a in enumerate(mine) for g, b in enumerate(theirs) if a & b)
    matched: dict[int, int] = {}
    taken: set[int] = set()
    for overlap, m, g in pairs:
        if -overlap >= _ENOUGH and m not in matched and g not in taken:
            matched[m] = g
            taken.add(g)
    return set(matched)
