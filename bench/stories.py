"""The stories that are scored: those of the shared folder, and the project's own example.

Invariant: a story's folder holds `story.jsonl` (its reports as the scorer reads them) and `gold.json`.
"""

import json
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from bench.command import PROJECT, SHARED
from sayso.intake import load_documents
from sayso.model import Document

__all__ = ["EXAMPLE", "EXAMPLE_REPORTS", "example_reports", "shared_stories", "write_example_story"]

EXAMPLE = PROJECT / "examples"
EXAMPLE_REPORTS = EXAMPLE / "karrow-dam"


def shared_stories() -> dict[str, Path]:
    """Name → folder of each story of the shared folder, in order of their names."""
    return {gold.parent.name: gold.parent for gold in sorted((SHARED / "stories").glob("*/gold.json"))}


def example_reports(gold: Mapping[str, Any]) -> dict[str, Document]:
    """The example's reports as Sayso loads them, under the names that its gold gives them by URL."""
    loaded = {document.metadata.url: document for document in load_documents([EXAMPLE_REPORTS])}
    return {name: loaded[url] for name, url in gold["reports"].items()}


def write_example_story(folder: Path) -> Path:
    """Writes the example into `folder` in the layout of the shared stories, and gives that folder."""
    shutil.copy(EXAMPLE / "gold.json", folder)
    gold = json.loads((EXAMPLE / "gold.json").read_text(encoding="utf-8"))
    with (folder / "story.jsonl").open("w", encoding="utf-8") as lines:
        for name, document in example_reports(gold).items():
            lines.write(json.dumps(_report(name, document), ensure_ascii=False) + "\n")
    return folder


def _report(name: str, document: Document) -> dict[str, str | None]:
    known = document.metadata
    return {
        "id": name,
        "title": known.title,
        "outlet": known.outlet,
        "author": known.author,
        "published": known.published,
        "url": known.url,
        "language": known.language,
        "text": document.text,
    }
