"""What a page's source shows to a reader, and where in the source each character of that stands.

Called by `sayso.intake.locating`. It walks the source as it is, without a tree, since no parser keeps the places.
Invariant: one walk, whose time grows with the length of the source alone, however broken that is.
"""

import html
import re
from array import array
from collections.abc import Iterator

from sayso.model import Span

__all__ = ["MOST_FOUND", "PageSource", "fold"]

MOST_FOUND = 100
"""The most places of the same words that are told."""

# Characters that one search may compare where it meets the words over and over, and what a look costs besides.
_MOST_COMPARED, _LOOK = 100_000_000, 500
_TOKEN = re.compile(
    r"(?P<space>\s+)|(?P<entity>&(?:#\d{1,8}|#[xX][0-9a-fA-F]{1,7}|[A-Za-z][A-Za-z0-9]{1,31});?)"
    r"|(?P<words>[^\s&<]+)|(?P<markup><(?=[A-Za-z/!?]))|(?P<sign>[&<])"
)
_QUOTES_CLOSED = re.compile(r"</?([A-Za-z][^\s/>]{0,30})(?:[^\"'<>]++|\"[^\"]{0,5000}+\"|'[^']{0,5000}+')*+>")
_NAME = re.compile(r"</?([A-Za-z][^\s/>]{0,30})")
# Tags that part no words, and elements whose content is not shown (or is no part of the text).
_INLINE = re.compile(
    "a|abbr|acronym|b|bd[io]|big|cite|code|data|del|dfn|em|font|i|ins|kbd|label|mark|q|s|small|span|strike|strong"
    "|su[bp]|time|tt|u|var|wbr"
)
_UNSHOWN = re.compile("iframe|noembed|noframes|noscript|script|style|template|textarea|title|xmp")


def fold(words: str) -> str:
    """Words with each stretch of white space as one space, and none around them."""
    return " ".join(words.split())


class PageSource:
    """The text that a source shows, folded, and the way back from it."""

    def __init__(self, source: str) -> None:
        """Walk `source`, the characters of a page or of a piece of one."""
        self._starts = array("I")
        self._ends: dict[int, int] = {}
        self.text = "".join(self._taken(source))

    def _taken(self, source: str) -> Iterator[str]:
        spaced = False
        for shown, start, end in _shown(source):
            if shown != " " or not spaced:
                self._keep(shown, start, end, as_written=source.startswith(shown, start))
                yield shown
            spaced = shown == " "

    def _keep(self, shown: str, start: int, end: int, *, as_written: bool) -> None:
        if as_written:
            self._starts.extend(range(start, start + len(shown)))
        else:
            self._starts.extend([start] * len(shown))
            self._ends[start] = end

    def find(self, text: str, span: Span) -> list[int]:
        """Where the words of `text` at `span` stand in the text shown: the first `MOST_FOUND` places. Where they start
        or end within a word, they must here, and the other way round. None where looking would take too long.
        """
        words = fold(text[span.start : span.end])
        joined = (_joins(text, span.start), _joins(text, span.end))
        left = _MOST_COMPARED // (len(words) + _LOOK)
        found: list[int] = []
        place = self.text.find(words) if words else -1
        while place >= 0 and left and len(found) < MOST_FOUND:
            if (_joins(self.text, place), _joins(self.text, place + len(words))) == joined:
                found.append(place)
            place = self.text.find(words, place + 1)
            left -= 1
        return found if left else []

    def place(self, start: int, length: int) -> Span:
        """Where in the source that stretch of the text shown stands."""
        last = self._starts[start + length - 1]
        return Span(self._starts[start], self._ends.get(last, last + 1))


def _joins(text: str, place: int) -> bool:
    return 0 < place < len(text) and text[place - 1].isalnum() and text[place].isalnum()


def _shown(source: str) -> Iterator[tuple[str, int, int]]:
    """What is shown, piece by piece, with the places of each in the source; white space and breaks are a space."""
    place = 0
    while token := _TOKEN.match(source, place):
        shown, place = token[0], token.end()
        match token.lastgroup:
            case "space":
                shown = " "
            case "entity":
                shown = html.unescape(shown)
            case "markup":
                shown, place = _markup(source, token.start())
        if shown:
            yield (" " if shown.isspace() else shown), token.start(), place


def _markup(source: str, start: int) -> tuple[str, int]:
    """What a comment, a declaration or a tag shows (a break or nothing), and where it ends."""
    if source.startswith("<!--", start):
        return "", _after(source, "-->", start + 4)
    name = _NAME.match(source, start)
    if not name:
        return "", _after(source, ">", start)
    whole = _QUOTES_CLOSED.match(source, start)
    end = whole.end() if whole else _after(source, ">", start)
    tag = name[1].lower()
    if _UNSHOWN.fullmatch(tag) and source[start + 1] != "/":
        closing = re.compile(f"</{tag}", re.IGNORECASE).search(source, end)
        end = closing.start() if closing else len(source)
    return ("" if _INLINE.fullmatch(tag) else " "), end


def _after(source: str, mark: str, start: int) -> int:
    place = source.find(mark, start)
    return len(source) if place < 0 else place + len(mark)
