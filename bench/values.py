"""Places and numbers in contents, labelled by hand, and what `sayso extract --own` makes of them.

    python -m bench.values

One reader labelled them by reading alone, before any output was looked at: ten reports of Wikinews of 2019 drawn by lot
and three other reports, each of one of two halves. Errors are read in the half "seen" alone; the reader, who then wrote
rules, knew the texts of both. A mention that may or may
not be meant as a place (a state that acts, a land in a body's name), or a word that may or may not be a number, is
open: it counts neither way. What is found outside the contents of that time counts neither way either.
Invariant: labels are places in texts that are named by their SHA-256; no word of the texts is kept here.
"""

import hashlib
import json
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from bench.command import PROJECT, SHARED, WIKINEWS, run_sayso
from bench.figures import Figures

__all__ = ["main", "measure_numbers", "measure_places"]

_LABELS = PROJECT / "bench" / "labels"
_SEEDS = SHARED / "seeds"
HALVES = ("seen", "unseen")
FORMS = {
    "people": "person",
    "%": "percent",
    "km": "kilometre",
    "meters": "metre",
    "feet": "foot",
    "tons": "tonne",
    "km/h": "kilometre per hour",
    "mph": "mile per hour",
}  # units whose lemma is not the word without its ending

Found = Mapping[str, Any]  # a place or a number in a claim's record
Mention = Mapping[str, Any]  # a labelled place or number
Pair = tuple[str, Mention, Found]  # the text, what is labelled, what was found there
Texts = Mapping[str, tuple[str, str]]  # by digest: the document and its text
ByDocument = Mapping[str, Sequence[Found]]


def measure_places(half: str, texts: Texts, places: ByDocument) -> Figures:
    """Precision, recall and F1 of mentions of places; of those found, how many have the right country, a wrong one."""
    figures, pairs = _mention_figures("places", half, texts, places)
    right = sum(found["country"] == mention["country"] for _, mention, found in pairs)
    wrong = sum(found["country"] not in (None, mention["country"]) for _, mention, found in pairs)
    return {**figures, "country right": right / max(len(pairs), 1), "wrong": wrong}


def measure_numbers(half: str, texts: Texts, numbers: ByDocument) -> Figures:
    """Precision, recall and F1 of numbers; of those found, how many have the right bounds, the right unit."""
    figures, pairs = _mention_figures("numbers", half, texts, numbers)
    shares = {"bounds right": _has_bounds, "unit right": _has_unit}
    return figures | {name: _share(is_right, pairs) for name, is_right in shares.items()}


def _mention_figures(name: str, half: str, texts: Texts, found: ByDocument) -> tuple[Figures, list[Pair]]:
    """Figures of what was found in the texts of a half, and the pairs of what is labelled and found."""
    given = hits = wanted = 0
    pairs: list[Pair] = []
    for label in _labels(name):
        if label["half"] != half:
            continue
        document, text = texts[label["text"]]
        mentions = [mention for mention in label["mentions"] if not mention.get("open")]
        counted = [each for each in found.get(document, ()) if _counts(each, label)]
        matched = [(text, mention, each) for mention in mentions if (each := _first(mention, counted))]
        given += len(counted)
        hits += sum(any(_touch(each, mention) for mention in mentions) for each in counted)
        wanted += len(mentions)
        pairs += matched
    precision, recall = hits / max(given, 1), len(pairs) / max(wanted, 1)
    f1 = 2 * precision * recall / max(precision + recall, 1e-9)
    return {name: wanted, "precision": precision, "recall": recall, "F1": f1}, pairs


def _counts(found: Found, label: Mention) -> bool:
    is_within = any(a < d and c < b for a, b in label["within"] for c, d in found["spans"])
    return is_within and not any(mention.get("open") and _touch(found, mention) for mention in label["mentions"])


def _first(mention: Mention, found: Sequence[Found]) -> Found | None:
    return next((each for each in found if _touch(each, mention)), None)


def _touch(found: Found, mention: Mention) -> bool:
    start, end = mention["span"]
    return any(a < end and start < b for a, b in found["spans"])


def _share(is_right: Callable[[Pair], bool], pairs: Sequence[Pair]) -> float:
    return sum(map(is_right, pairs)) / max(len(pairs), 1)


def _has_bounds(pair: Pair) -> bool:
    """Whether both bounds are open where they should be, else within a tenth, as "about" and "over" may shift them."""
    _, mention, found = pair
    return all(_is_near(found[end], mention[name]) for end, name in (("from", "low"), ("to", "high")))


def _is_near(found: float | None, wanted: float | None) -> bool:
    return found is wanted if found is None or wanted is None else abs(found - wanted) <= abs(wanted) / 10


def _has_unit(pair: Pair) -> bool:
    """Whether the unit is the labelled word, in any of its forms; nothing where nothing is labelled."""
    text, mention, found = pair
    if mention["unit"] is None:
        return not found["unit"]
    word = text[slice(*mention["unit"])].lower()
    unit = found["unit"].lower()
    return bool(unit) and (unit == FORMS.get(word) or word in {unit, f"{unit}s", f"{unit}es", f"{unit[:-1]}ies"})


def _write_labelled(folder: Path) -> Texts:
    """Writes the labelled reports to a folder; gives them by digest, each with the file that it is in."""
    wanted = {label["text"] for label in _labels("places")}
    texts: dict[str, tuple[str, str]] = {}
    for line in WIKINEWS.read_text(encoding="utf-8").splitlines():
        text = json.loads(line)["text"]
        if (digest := _digest(text)) in wanted:
            path = folder / f"{digest}.jsonl"
            path.write_text(line + "\n", encoding="utf-8")
            texts[digest] = f"{path}:1", text
    for path in sorted(_SEEDS.glob("*.txt")):
        text = path.read_bytes().decode("utf-8")
        texts[_digest(text)] = str(path), text
    return texts


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _found(field: str, records: Sequence[Mapping[str, Any]]) -> dict[str, list[Found]]:
    """The places or numbers of documents, each but once where contents share it."""
    by_document: dict[str, dict[str, Found]] = {}
    for record in records:
        for found in record[field]:
            by_document.setdefault(record["document"], {})[json.dumps(found["spans"])] = found
    return {document: list(found.values()) for document, found in by_document.items()}


def _records(*paths: Path | str) -> list[Mapping[str, Any]]:
    lines = run_sayso("extract", "--own", "--format", "jsonl", *paths).stdout.splitlines()
    return list(map(json.loads, lines))


def _labels(name: str) -> Iterator[Mention]:
    lines = (_LABELS / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return map(json.loads, lines)


def main() -> int:
    """Print the figures."""
    if not WIKINEWS.is_file():
        print(f"nothing is measured: there is no file {WIKINEWS}", file=sys.stderr)
        return 1
    with TemporaryDirectory() as folder:
        texts = _write_labelled(Path(folder))
        records = _records(folder, *sorted(_SEEDS.glob("*.txt")))
    for half in HALVES:
        measured = {
            "places": measure_places(half, texts, _found("places", records)),
            "numbers": measure_numbers(half, texts, _found("numbers", records)),
        }
        for name, figures in measured.items():
            shown = "  ".join(f"{key} {value:.3g}" for key, value in figures.items())
            print(f"{name}, {half}: {shown}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
