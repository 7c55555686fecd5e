"""Counts in how many news reports a word stands, for telling what a report is about, and in how many with a small
letter, for telling names from common words.

    python -m training.rarity.count REPORTS_FOLDER REPORTS.jsonl

Takes folders of `.txt` and JSON-lines files with a `text` a line. Invariant: what is written is words with numbers, in
order of the words; no word of fewer than `_LEAST` reports is in it.
"""

import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from sayso.crossdoc.words import plain_words

_TARGET = Path(__file__).parents[2] / "src" / "sayso" / "crossdoc" / "rarity" / "words.tsv"
_LEAST = 4
_SMALL = re.compile(r"\b[a-z]+\b")


def main() -> int:
    """Write the table: on top the number of reports, then a word and its two numbers a line."""
    counts: Counter[str] = Counter()
    small: Counter[str] = Counter()
    reports = 0
    for text in (text for path in sys.argv[1:] for text in _texts(Path(path))):
        reports += 1
        counts.update(word for word in set(plain_words(text)) if word.isalpha() and word.isascii())
        small.update(set(_SMALL.findall(text)))
    kept = sorted((word, count) for word, count in counts.items() if count >= _LEAST)
    lines = [f"\t{reports}\t\n", *(f"{word}\t{count}\t{small[word]}\n" for word, count in kept)]
    _TARGET.write_text("".join(lines), encoding="utf-8")
    return 0


def _texts(path: Path) -> Iterator[str]:
    if path.is_dir():
        yield from (text.read_text(encoding="utf-8", errors="replace") for text in sorted(path.glob("*.txt")))
    else:
        yield from (json.loads(line)["text"] for line in path.read_text(encoding="utf-8").splitlines() if line.strip())


if __name__ == "__main__":
    sys.exit(main())
