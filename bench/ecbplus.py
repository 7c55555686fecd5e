"""Names put together, measured on ECB+: news on one event by several papers, with coreference across them.

Run as `python -m bench.ecbplus` with the shared data beside the repository. Counted are pairs of names in capitals of
persons and bodies, each name once a report, within one event's reports; gold are the annotators' chains.
"""

import xml.etree.ElementTree as ElementTree
from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import combinations
from pathlib import Path

from bench.command import SHARED
from bench.entities import rates, report_of
from sayso.crossdoc.entities import resolve_sources
from sayso.model import Document, Metadata, SourceKind, Span, document_id

ECBPLUS = SHARED / "bench" / "data" / "ecbplus"
KINDS = {"HUMAN_PART_PER": SourceKind.PERSON, "HUMAN_PART_ORG": SourceKind.ORGANISATION}
SMALL = frozenset({"of", "and", "for", "van", "de", "."})
PRONOUNS = frozenset(["he", "she", "they", "his", "her", "it", "i", "who", "we", "you", "their", "him", "its"])

Named = tuple[str, SourceKind, Span, str]  # name, kind, its first place, the chain


def read_report(path: Path) -> tuple[Document, list[Named]]:
    """A report's text, and the names in it that stand for one chain alone."""
    root = ElementTree.parse(path).getroot()
    text, places = _text(root)
    metadata = Metadata(title=path.name, published="2010-01-01")
    found: dict[tuple[str, SourceKind], list[tuple[str, Span]]] = defaultdict(list)
    for chain, kind, span in _mentions(root, places):
        name = text[span.start : span.end]
        if _is_name(name):
            found[name, kind].append((chain, span))
    names = [(n, kind, at[0][1], at[0][0]) for (n, kind), at in found.items() if len({c for c, _ in at}) == 1]
    return Document(document_id(text, metadata), text, metadata, path.name), names


def _text(root: ElementTree.Element) -> tuple[str, Mapping[str, Span]]:
    text, places, sentence = "", {}, None
    for token in root.iter("token"):
        gap = "" if not text else " " if token.attrib["sentence"] == sentence else "\n"
        sentence, word = token.attrib["sentence"], token.text or ""
        places[token.attrib["t_id"]] = Span(len(text + gap), len(text + gap + word))
        text += gap + word
    return text, places


def _mentions(root: ElementTree.Element, places: Mapping[str, Span]) -> Iterator[tuple[str, SourceKind, Span]]:
    marks = {mark.attrib["m_id"]: mark for mark in root.findall("Markables/*")}
    for relation in root.findall("Relations/*"):
        target = relation.find("target")
        whole = marks[target.attrib["m_id"]].attrib if target is not None else {}
        chain = whole.get("instance_id") or whole.get("TAG_DESCRIPTOR") or relation.attrib.get("note", "")
        for source in relation.findall("source"):
            mark = marks[source.attrib["m_id"]]
            spans = [places[anchor.attrib["t_id"]] for anchor in mark.findall("token_anchor")]
            if mark.tag in KINDS and spans:
                yield chain, KINDS[mark.tag], Span(spans[0].start, spans[-1].end)


def _is_name(name: str) -> bool:
    words = [word for word in name.split() if word.lower() != "the"]
    capitals = all(word[:1].isupper() or word in SMALL for word in words)
    return bool(words) and capitals and len(name) > 2 and name.lower() not in PRONOUNS


def count_event(paths: list[Path], *, alike: bool) -> tuple[int, int, int]:
    """Right, found and gold pairs of one event's reports; with `alike` also those of one name."""
    documents, claims, chains, names = [], [], [], []
    for path in paths:
        document, found = read_report(path)
        documents.append(document)
        for name, kind, span, chain in found:
            claims.append(report_of(document, name, kind, span))
            chains.append(chain)
            names.append(name.lower())
    cast = resolve_sources(documents, claims)
    idents = [cast.of_claim(claim) for claim in claims]
    pairs = [(a, b) for a, b in combinations(range(len(claims)), 2) if alike or names[a] != names[b]]
    gold, one = ({p for p in pairs if of[p[0]] == of[p[1]]} for of in (chains, idents))
    return len(gold & one), len(one), len(gold)


def main() -> None:
    for alike, label in ((True, "all pairs of names"), (False, "pairs of different names")):
        total = (0, 0, 0)
        for topic in sorted(path for path in ECBPLUS.iterdir() if path.is_dir()):
            for suffix in ("ecb", "ecbplus"):
                counts = count_event(sorted(topic.glob(f"*{suffix}.xml")), alike=alike)
                total = (total[0] + counts[0], total[1] + counts[1], total[2] + counts[2])
        print(f"{label:26}", *(f"{value:.3f}" for value in rates(*total)), *total)


if __name__ == "__main__":
    main()
