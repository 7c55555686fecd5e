"""Sources resolved across reports, measured: invented pairs of names, the story golds, and joins to be read by eye.

Run as `python -m bench.entities [--errors] [--joins LEDGER]`. Pairs: precision and recall of putting names together,
each pair a story of its own. Stories: pairs of found gold claims of one source, from `sayso export` (B-cubed too).
`--joins` prints every join of a ledger that `sayso read` has filled, its claims compared anew.
"""

import argparse
import json
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any

import yaml

from bench.command import PROJECT, run_sayso
from bench.stories import shared_stories
from sayso.crossdoc.entities import resolve_sources
from sayso.model import (
    Claim,
    Document,
    Factuality,
    Form,
    Gist,
    Link,
    Metadata,
    Source,
    SourceKind,
    Span,
    Words,
    claim_id,
    document_id,
)
from sayso.story import open_story

__all__ = ["NAMES", "Pair", "are_one", "load_pairs", "rates", "report_of"]

NAMES = PROJECT / "tests" / "cases" / "names.yml"
_OVERLAP = 0.4  # of the shorter content, from which a gold claim counts as found: as the story scorer has it


@dataclass(frozen=True, slots=True)
class Pair:
    """Two names of two reports, `others` of further ones, and whether the two are of one source."""

    phenomenon: str
    kind: SourceKind
    same: bool
    names: tuple[str, str]
    others: tuple[str, ...]
    missed: str = ""


def load_pairs(path: Path = NAMES) -> tuple[Pair, ...]:
    """The pairs of a cases file."""
    raw = yaml.safe_load(path.read_text(encoding="utf-8"))
    return tuple(
        Pair(
            c["phenomenon"],
            SourceKind(c["kind"]),
            c["same"],
            (c["names"][0], c["names"][1]),
            tuple(c.get("others", ())),
            c.get("missed", ""),
        )
        for c in raw
    )


def are_one(pair: Pair) -> bool:
    """Whether the two names are put together where each stands in a report of its own."""
    documents, claims = zip(
        *(_report(name, pair.kind, number) for number, name in enumerate((*pair.names, *pair.others))), strict=True
    )
    cast = resolve_sources(documents, claims)
    return cast.of_claim(claims[0]) == cast.of_claim(claims[1])


def _report(name: str, kind: SourceKind, number: int) -> tuple[Document, Claim]:
    text = f"The {name} said the bell rang {number} times."
    metadata = Metadata(title=f"{number}", outlet=f"Paper {number}", published="2040-05-01")
    document = Document(document_id(text, metadata), text, metadata, f"{number}.txt")
    return document, report_of(document, name, kind, Span(4, 4 + len(name)))


def report_of(document: Document, name: str, kind: SourceKind, span: Span) -> Claim:
    """A claim whose source is called by `name` at `span`; what it says is the sentence's end, or the name itself."""
    content = Span(span.end, len(document.text)) if span.end < len(document.text) else span
    return Claim(
        id=claim_id(document.id, (span,), (), (content,)),
        document=document.id,
        form=Form.INDIRECT,
        source=Source(name, (span,), kind, name),
        cue=Words("said", (content,)),
        content=Words(document.text[content.start : content.end], (content,)),
        sentence=Span(0, len(document.text)),
        chain=(Link(document.metadata.outlet or "", SourceKind.OUTLET), Link(name, kind)),
        factuality=Factuality.CERTAIN,
        hedges=(),
        evidence=(),
        said_at=None,
        event_time=None,
        confidence=1.0,
        gist=Gist(),
    )


def rates(right: int, found: int, gold: int) -> tuple[float, float, float]:
    """Precision, recall and F1; 1 where there is nothing to find."""
    precision, recall = right / found if found else 1.0, right / gold if gold else 1.0
    return precision, recall, 2 * precision * recall / (precision + recall) if right else 0.0


def measure_story(folder: Path, work: Path) -> tuple[str, tuple[int, int, int], tuple[float, float, float]]:
    """A story's counts of pairs (right, found, gold), and B-cubed precision, recall and F1."""
    ledger = work / f"{folder.name}.db"
    run_sayso("--ledger", ledger, "read", folder / "story.jsonl")
    records = [
        json.loads(line) for line in run_sayso("--ledger", ledger, "export", "--format", "jsonl").stdout.splitlines()
    ]
    sources = list(_sources(folder, records))
    pairs = list(combinations(sources, 2))
    right = sum(a == c and b == d for (a, b), (c, d) in pairs)
    counts = right, sum(b == d for (_, b), (_, d) in pairs), sum(a == c for (a, _), (c, _) in pairs)
    return folder.name, counts, _b_cubed(sources)


def _sources(folder: Path, records: Sequence[Mapping[str, Any]]) -> Iterator[tuple[str, str]]:
    """Gold entity and found entity of each gold claim with a source that is found with one."""
    gold = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
    lines = [json.loads(line) for line in (folder / "story.jsonl").read_text(encoding="utf-8").splitlines() if line]
    texts = {line["title"]: (line["id"], line["text"]) for line in lines}
    names = {r["id"]: texts[r["title"]] for r in records if r["type"] == "document"}
    claims = [r for r in records if r["type"] == "claim" and r["source"]]
    for one in gold["claims"]:
        if one["source"] is None:
            continue
        text = next(t for ident, t in texts.values() if ident == one["doc"])
        near = one.get("near") or one["content"]
        start = text.index(near) + near.index(one["content"])
        place = Span(start, start + len(one["content"]))
        here = [c for c in claims if names[c["document"]][0] == one["doc"]]
        best = max(here, key=lambda c: _overlap(c, place), default=None)
        if best is not None and _overlap(best, place) >= _OVERLAP:
            yield one["entity"], best["source"]["entity"] or best["id"]


def _overlap(claim: Mapping[str, Any], place: Span) -> float:
    spans = [Span(start, end) for start, end in claim["content"]["spans"]]
    both = sum(max(0, min(s.end, place.end) - max(s.start, place.start)) for s in spans)
    return both / max(1, min(sum(s.end - s.start for s in spans), place.end - place.start))


def _b_cubed(sources: Sequence[tuple[str, str]]) -> tuple[float, float, float]:
    """The mean over claims of how much of its found entity is of its gold entity, and the other way round."""
    shared = [sum(o == one for o in sources) for one in sources]
    found = [sum(o[1] == one[1] for o in sources) for one in sources]
    gold = [sum(o[0] == one[0] for o in sources) for one in sources]
    precision = sum(s / f for s, f in zip(shared, found, strict=True)) / len(sources)
    recall = sum(s / g for s, g in zip(shared, gold, strict=True)) / len(sources)
    return precision, recall, 2 * precision * recall / (precision + recall)


def print_pairs(*, errors: bool) -> None:
    """Prints precision, recall and F1 of the invented pairs."""
    pairs = load_pairs()
    found = [are_one(pair) for pair in pairs]
    right = sum(pair.same and one for pair, one in zip(pairs, found, strict=True))
    print(f"{f'{len(pairs)} invented pairs':24}", *_shown(rates(right, sum(found), sum(p.same for p in pairs))))
    for pair, one in zip(pairs, found, strict=True):
        if errors and one != pair.same:
            print("  joined" if one else "  missed", pair.phenomenon, *pair.names, *pair.others, sep=" | ")


def print_stories() -> None:
    """Prints pairwise and B-cubed figures of each shared story and of all pairs together."""
    total = (0, 0, 0)
    with tempfile.TemporaryDirectory() as work:
        for folder in shared_stories().values():
            name, counts, cubed = measure_story(folder, Path(work))
            right, found, gold = (a + b for a, b in zip(total, counts, strict=True))
            total = right, found, gold
            print(f"{name:24}", *_shown(rates(*counts)), " B³", *_shown(cubed))
    print(f"{'all pairs of stories':24}", *_shown(rates(*total)))


def print_joins(ledger: Path) -> None:
    """Prints every join of a ledger."""
    story = open_story(ledger)
    entities = resolve_sources(story.documents, story.claims).entities
    joins = [(entity.kind.value, join) for entity in entities for join in entity.joins]
    for kind, join in joins:
        print(kind, join.name, join.other, join.why, "sure" if join.sure else "proposed", sep=" | ")
    print(f"{len(joins)} joins, {len(entities)} entities, {len(story.documents)} reports")


def _shown(values: Sequence[float]) -> list[str]:
    return [f"{value:.3f}" for value in values]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--errors", action="store_true", help="print each pair of names that is judged wrongly")
    parser.add_argument("--joins", type=Path, metavar="LEDGER", help="print the joins of a ledger, and nothing else")
    options = parser.parse_args()
    if options.joins:
        print_joins(options.joins)
        return
    print(f"{'':24} P     R     F1")
    print_pairs(errors=options.errors)
    print_stories()


if __name__ == "__main__":
    main()
