"""The blocks of a written dossier: headings, paragraphs, lists and tables of words, before any form is given to them.

What Markdown and DOCX are both made of. Invariant: words that come from a report, a file name or a person stand in runs
of their own, marked as `said`, so that each form can keep them from meaning anything but themselves.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeAlias

from sayso.dossier.wording import QUOTATION_MARKS

__all__ = [
    "Block",
    "Flow",
    "Heading",
    "Item",
    "Paragraph",
    "Part",
    "Quotation",
    "Run",
    "Table",
    "flow",
    "home",
    "isolated",
    "joined",
    "name",
    "one_line",
    "place",
    "quoted",
    "said",
]

_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
_UNSHOWABLE = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_RIGHT_TO_LEFT = frozenset({"R", "AL", "AN"})


@dataclass(frozen=True, slots=True)
class Run:
    """Words of one kind: ours, or `said` by somebody else; `place` where they name a report or a claim by number,
    `home` where that stands itself, `link` where they are a web address that is safe to follow, `code` where they are
    to be typed as they stand.
    """

    text: str
    said: bool = False
    strong: bool = False
    place: bool = False
    home: bool = False
    link: bool = False
    code: bool = False


Flow: TypeAlias = tuple[Run, ...]
Part: TypeAlias = "str | Run | Flow"


@dataclass(frozen=True, slots=True)
class Heading:
    """A title; level 1 is that of the whole."""

    level: int
    words: Flow


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of ours."""

    words: Flow


@dataclass(frozen=True, slots=True)
class Item:
    """An item of a list; `depth` 0 is the outermost."""

    depth: int
    words: Flow


@dataclass(frozen=True, slots=True)
class Quotation:
    """A paragraph of a report."""

    words: Flow


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a row of titles."""

    head: tuple[str, ...]
    rows: tuple[tuple[Flow, ...], ...]


Block: TypeAlias = Heading | Paragraph | Item | Quotation | Table


def flow(*parts: Part) -> Flow:
    """Runs one after the other; a plain text among them is ours."""
    runs: list[Run] = []
    for part in parts:
        if isinstance(part, tuple):
            runs += part
        elif isinstance(part, Run) or part:
            runs.append(part if isinstance(part, Run) else Run(part))
    return tuple(runs)


def joined(between: str, parts: Iterable[Part]) -> Flow:
    """The parts that say something, with `between` between them."""
    told = [words for part in parts if (words := flow(part))]
    return flow(*(one for words in told for one in (between, words)))[1:]


def said(text: str) -> Run:
    """Words of somebody else."""
    return Run(text, said=True)


def name(text: str) -> Run:
    """A name that a report gives, set off."""
    return Run(text, said=True, strong=True)


def place(reference: str) -> Run:
    """`[2.5]`: claim 5 of report 2."""
    return Run(f"[{reference}]", place=True)


def home(reference: str) -> Run:
    """`[2.5]` where claim 5 of report 2 stands."""
    return Run(f"[{reference}]", place=True, home=True)


def quoted(words: str) -> Flow:
    """The words in quotation marks, unless they bring their own."""
    return flow(said(words)) if words[:1] in QUOTATION_MARKS else flow("“", said(words), "”")


def one_line(text: str) -> str:
    """`text` on one line; what cannot be shown is replaced, and characters that turn the writing become visible."""
    flat = " ".join(_UNSHOWABLE.sub("\ufffd", " ".join(text.split())).split())
    return _TURNING.sub(lambda match: f"[U+{ord(match[0]):04X}]", flat)


def isolated(text: str, line: str) -> str:
    """`text`, kept from turning what stands around it where `line`, as which it is told, is written right to left."""
    turns = any(unicodedata.bidirectional(letter) in _RIGHT_TO_LEFT for letter in line)
    return f"\u2068{text}\u2069" if turns else text
