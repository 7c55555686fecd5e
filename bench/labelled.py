"""Whose word: sources that were labelled by hand, and what `sayso extract` makes of them.

    python -m bench.labelled

Two readers labelled each by reading alone, before any output was looked at, and what they agreed on is in
`bench/labels`: which sources are anonymous (200 drawn from all of PolNeAR's development part, 200 from those that are
neither a pronoun nor a name alone), and which words name the speaker that a pronoun stands for (in Wikinews of 2019;
four of them labelled by one reader). One reader alone labelled 140 sources of PolNeAR's training part whose nouns are
often those of unnamed ones (at most two an article; what was left open was left out), and 59 pronouns there.
Invariant: labels are places in texts that are named by their SHA-256; no word of the texts is kept here.
"""

import hashlib
import json
import sys
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from bench.command import PROJECT, WIKINEWS, run_sayso
from bench.figures import POLNEAR_DEV, Figures
from bench.polnear import POLNEAR, read_text

__all__ = [
    "agreement_figures",
    "is_same_name",
    "main",
    "measure_anonymous",
    "measure_pronouns",
    "measure_training_pronouns",
]

_LABELS = PROJECT / "bench" / "labels"
POLNEAR_TRAIN = POLNEAR / "train"
_ANONYMOUS = "anonymous"  # a kind of source

Claims = Sequence[Mapping[str, Any]]
ByDocument = Mapping[str, Claims]
Spans = Sequence[Sequence[int]]


def measure_anonymous(labels: str = "anonymous", corpus: Path = POLNEAR_DEV) -> Figures:
    """Precision, recall and F1 of the sources that Sayso calls anonymous; a source that it misses is called nothing."""
    wanted = list(_labels(labels))
    texts = _texts(corpus, {label["text"] for label in wanted})
    claims = _claims(*texts.values())
    found: list[tuple[bool, bool]] = []
    for label in wanted:
        sources = [claim["source"] for claim in claims.get(str(texts[label["text"]]), ()) if claim["source"]]
        kinds = {source["kind"] for source in sources if _touch(source["spans"], label["source"])}
        found.append((label["anonymous"], _ANONYMOUS in kinds))
    return agreement_figures(found)


def measure_pronouns() -> Figures:
    """Of pronouns in Wikinews that are sources, how many have the right name, and how many are found at all."""
    texts = {}
    for number, line in enumerate(WIKINEWS.read_text(encoding="utf-8").splitlines(), 1):
        text = json.loads(line)["text"]
        texts[_digest(text)] = f"{WIKINEWS}:{number}", text
    return _pronoun_figures(list(_labels("pronouns")), _claims(WIKINEWS), texts)


def measure_training_pronouns() -> Figures:
    """The same of PolNeAR's training part. Its texts taught the tagger which words are sources, not who is meant."""
    labels = list(_labels("pronouns-train"))
    paths = _texts(POLNEAR_TRAIN, {label["text"] for label in labels})
    texts = {digest: (str(path), read_text(path)) for digest, path in paths.items()}
    return _pronoun_figures(labels, _claims(*paths.values()), texts)


def _pronoun_figures(labels: Claims, claims: ByDocument, texts: Mapping[str, tuple[str, str]]) -> Figures:
    found = right = 0
    for label in labels:
        document, text = texts[label["text"]]
        sources = [claim["source"] for claim in claims.get(document, ()) if claim["source"]]
        names = [source["name"] for source in sources if _touch(source["spans"], [label["pronoun"]])]
        speaker = text[slice(*label["speaker"])]
        found += bool(names)
        right += any(name and is_same_name(name, speaker) for name in names)
    return {"pronouns": len(labels), "found": found / len(labels), "right": right / len(labels)}


def agreement_figures(found: Sequence[tuple[bool, bool]]) -> Figures:
    """Figures of pairs: whether something is wanted, whether it is given."""
    hits = sum(wanted and given for wanted, given in found)
    given, wanted = sum(given for _, given in found), sum(wanted for wanted, _ in found)
    return {
        "sources": len(found),
        "anonymous": wanted,
        "precision": hits / max(given, 1),
        "recall": hits / max(wanted, 1),
        "F1": 2 * hits / max(given + wanted, 1),
    }


def is_same_name(name: str, speaker: str) -> bool:
    """Whether two names are one: the words of the shorter are among those of the longer."""
    one, other = (set(words.lower().replace("’", "'").split()) - {"the"} for words in (name, speaker))
    return bool(one and other) and (one <= other or other <= one)


def _texts(corpus: Path, digests: Collection[str]) -> dict[str, Path]:
    """The files of a corpus in PolNeAR's layout whose texts have these digests."""
    paths = {_digest(read_text(path)): path for path in sorted((corpus / "text").glob("*.txt"))}
    return {digest: path for digest, path in paths.items() if digest in digests}


def _claims(*paths: Path) -> dict[str, list[Mapping[str, Any]]]:
    """The claims of documents by the document's path."""
    by_document: dict[str, list[Mapping[str, Any]]] = {}
    for line in run_sayso("extract", "--format", "jsonl", *paths).stdout.splitlines():
        claim = json.loads(line)
        by_document.setdefault(claim["document"], []).append(claim)
    return by_document


def _labels(name: str) -> Iterator[Mapping[str, Any]]:
    lines = (_LABELS / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return map(json.loads, lines)


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _touch(one: Spans, other: Spans) -> bool:
    return any(a < d and c < b for a, b in one for c, d in other)


def main() -> int:
    """Print the figures."""
    if not POLNEAR_DEV.is_dir():
        print(f"nothing is measured: there is no folder {POLNEAR_DEV}", file=sys.stderr)
        return 1
    measured = (
        ("anonymous sources", measure_anonymous()),
        ("anonymous sources, training part", measure_anonymous("anonymous-train", POLNEAR_TRAIN)),
        ("speakers of pronouns", measure_pronouns()),
        ("speakers of pronouns, training part", measure_training_pronouns()),
    )
    for name, figures in measured:
        shown = "  ".join(f"{key} {value:.3g}" for key, value in figures.items())
        print(f"{name}: {shown}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
