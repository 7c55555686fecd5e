"""The copy of a text that the parser sees, and its paragraphs.

Invariant: the copy has exactly the length of the text, so that every offset in it is an offset in the text.
"""

import re

from sayso.model import Document, Span

__all__ = ["find_paragraphs", "parser_copy"]

_EQUAL_LENGTH = str.maketrans(
    {
        "“": '"', "”": '"', "„": '"', "‟": '"', "«": '"', "»": '"', "＂": '"', "‘": "'", "’": "'", "‚": "'", "‛": "'",
        "‹": "'", "›": "'", "ʼ": "'", "`": "'", "´": "'",
        "\u00a0": " ", "\u2002": " ", "\u2003": " ", "\u2009": " ", "\u202f": " ", "\u200b": " ", "\ufeff": " ",
        "\u00ad": " ", "\t": " ", "\r": "\n", "\v": "\n", "\f": "\n", "\u2028": "\n", "\u2029": "\n",
        "–": "-", "—": "-", "―": "-", "…": ".",
    }
)  # fmt: skip
_BREAK = re.compile(r"\n+")
_ENDS_LINE = frozenset(".!?:;\"')]}*")


def parser_copy(document: Document) -> str:
    """The document's text with typographic marks made plain and everything marked as no part of the story blanked."""
    copy = _ENDLESS.sub(_parted, document.text.replace("\r\n", " \n").translate(_EQUAL_LENGTH))
    for mark in document.marks:
        start, end = mark.span
        copy = copy[:start] + _BLANK.sub(" ", copy[start:end]) + copy[end:]
    return copy


_BLANK = re.compile(r"[^\n]")
_LONGEST_WORD = 200
_ENDLESS = re.compile(rf"\S{{{_LONGEST_WORD},}}")


def _parted(match: re.Match[str]) -> str:
    """A run without a space broken up: the tokenizer's time grows with the square of a word's length."""
    plain = re.sub(r"[\W_]", " ", match.group())
    return "".join(" " if n % _LONGEST_WORD == _LONGEST_WORD - 1 else ch for n, ch in enumerate(plain))


def find_paragraphs(copy: str) -> tuple[Span, ...]:
    """The paragraphs of a parser copy, without the white space around them; none is empty.

    A single line break within a sentence, as in text that was wrapped, ends no paragraph.
    """
    paragraphs: list[Span] = []
    start = 0
    for match in [*_BREAK.finditer(copy), None]:
        end = match.start() if match else len(copy)
        if match and len(match.group()) == 1 and _runs_on(copy, start, match):
            continue
        paragraphs += _trimmed(copy, start, end)
        start = match.end() if match else end
    return tuple(paragraphs)


def _runs_on(copy: str, start: int, match: re.Match[str]) -> bool:
    line = copy[start : match.start()].rstrip()
    following = copy[match.end() : match.end() + 1]
    ends = line[-1:] in _ENDS_LINE and not line.rstrip("\"'").endswith(",")  # "… safe,"⏎said the mayor
    return bool(line) and not ends and following.islower()


def _trimmed(copy: str, start: int, end: int) -> list[Span]:
    inside = copy[start:end]
    left = len(inside) - len(inside.lstrip())
    right = len(inside.rstrip())
    return [Span(start + left, start + right)] if right > left else []
