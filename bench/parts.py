"""What the rules find alone, what the tagger finds alone, and both together, on PolNeAR's development part.

    python -m bench.parts

Unlike the other measures it asks Sayso's inner parts, since no command gives one without the other. Invariant: all
three read the same parse of the same articles, and one scorer judges them.
"""

import json
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from bench.figures import score_attribution
from bench.polnear import POLNEAR, read_text
from sayso.claims.attribution import Attribution, spans_of
from sayso.claims.english.extract import EnglishExtractor
from sayso.claims.english.finding import Finder
from sayso.claims.english.tagger import Tagger
from sayso.model import Document, Metadata, document_id
from sayso.reading import Annotated, load_reader

__all__ = ["main"]

_LIKELY = 0.6  # from which on a tagging counts where there is nothing else to weigh it by
_SHOWN = (
    "content F1",
    "content+source F1",
    "content+source+cue F1",
    "recall, direct",
    "recall, mixed",
    "recall, indirect",
)

Found = Mapping[str, Any]


def _annotated(texts: Iterable[Path]) -> Iterator[Annotated]:
    documents = ((read_text(path), str(path)) for path in texts)
    return load_reader("en").read(Document(document_id(t, Metadata()), t, Metadata(), path) for t, path in documents)


def _shown(found: Iterable[Attribution]) -> Iterator[Found]:
    for one in found:
        yield _roles(spans_of(one.source), spans_of(one.cue), one.content)


def _roles(*spans: Sequence[tuple[int, int]]) -> Found:
    return {role: {"spans": places} for role, places in zip(("source", "cue", "content"), spans, strict=True)}


def _tagged(tagger: Tagger, annotated: Annotated, rules: Sequence[Attribution]) -> Iterator[Found]:
    for tagging in tagger.tag(annotated, rules):
        if tagging.likelihood >= _LIKELY and tagging.content:
            words = (tagging.source, tagging.cue, tagging.content)
            yield _roles(*(spans_of(annotated.parse[i] for i in places) for places in words))


def _found(finder: Finder, tagger: Tagger, annotated: Annotated) -> dict[str, list[Found]]:
    rules = finder.by_rule(annotated)
    return {
        "rules": list(_shown(rules)),
        "tagger": list(_tagged(tagger, annotated, rules)),
        "both": list(_shown(finder.find(annotated))),
    }


def main() -> int:
    """Print the figures of the three side by side."""
    corpus = POLNEAR / "dev"
    if not corpus.is_dir():
        print(f"nothing is measured: there is no folder {corpus}", file=sys.stderr)
        return 1
    finder, tagger = EnglishExtractor().finder, Tagger()
    lines: dict[str, list[str]] = {}
    for annotated in _annotated(sorted((corpus / "text").glob("*.txt"))):
        for part, found in _found(finder, tagger, annotated).items():
            named = ({"document": annotated.document.path, **one} for one in found)
            lines.setdefault(part, []).extend(map(json.dumps, named))
    print(f"{'':24}" + "".join(f"{name:>24}" for name in _SHOWN))
    for part, records in lines.items():
        with tempfile.TemporaryDirectory() as folder:
            predictions = Path(folder) / "claims.jsonl"
            predictions.write_text("\n".join(records), encoding="utf-8")
            figures = score_attribution(corpus, predictions)
        print(f"{part:24}" + "".join(f"{figures[name]:>24.3f}" for name in _SHOWN))
    return 0


if __name__ == "__main__":
    sys.exit(main())
