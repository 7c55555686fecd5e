"""From a span of a document's text back to its place in the bytes that were read.

The way of the readers, backwards: `sayso.intake.plain_text`, `json_lines`, `web_page`, `pdf_file`. Invariant: each
place was checked, what is cut from the bytes there and decoded gives the words of the span; and whatever the bytes are,
what comes back is a place or the reason why there is none.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from sayso.errors import InputError
from sayso.intake.json_lines import find_text, load_line
from sayso.intake.limits import Limits
from sayso.intake.page_source import PageSource, fold
from sayso.intake.pdf_file import PAGE_BREAK, load_pages
from sayso.intake.places import Places, plain_places, string_places, string_words
from sayso.intake.plain_text import load_text
from sayso.intake.web_page import decode_by, require_sane
from sayso.model import ByteRange, Document, Located, Span, Sureness, Trace

__all__ = ["locate_words"]

_OTHER_TEXT = "what is read from it today is not the text of the document: another version of the reader read it"
_OUTSIDE = "the span is empty or lies outside the text of the document"
_OTHER_WORDS = "the bytes at that place do not give the words"
_ABSENT = "the words do not stand in the page's source as they were read, or as part of other words far too often"

_Cut = Callable[[bytes], str]
_Locate = Callable[[bytes, Document, Sequence[Span], Limits, str | None], Iterable[Trace]]


def locate_words(
    content: bytes,
    kind: str,
    document: Document,
    spans: Sequence[Span],
    *,
    charset: str | None = None,
    limits: Limits = Limits(),  # noqa: B008 a frozen value
) -> Located:
    """Where the words of `document` at `spans` stand in `content`, the bytes that it was read from.

    `kind` is the ending that stands for the bytes: `.txt`, `.md`, `.jsonl` (of it, the line), `.html`, `.htm` or
    `.pdf`. `charset` is what a server named with a text or a page, if it named one. Nothing is raised: what cannot be
    followed says why.
    """
    locate = _KINDS.get(kind)
    if locate is None:
        return Located(why=f"files of the kind {kind!r} are not read")
    if len(content) > limits.max_bytes:
        return Located(why=f"it is larger than {limits.max_bytes} bytes")
    if not document.text:
        return Located(why="the document has no text")
    within = sorted({span for span in spans if 0 <= span.start < span.end <= len(document.text)})
    try:
        found = {trace.span: trace for trace in locate(content, document, within, limits, charset)}
    except InputError as error:
        return Located(why=error.reason)
    return Located(tuple(found.get(span) or _lost(span, _OUTSIDE) for span in spans))


def _lost(span: Span, why: str) -> Trace:
    return Trace(span, Sureness.NOT_FOUND, why=why)


def _require_text(document: Document, text: str) -> None:
    """Refuse a text that is not the document's; of one that is too long the document holds the start."""
    if not text.startswith(document.text):
        raise InputError(_OTHER_TEXT)


def _in_text(
    content: bytes, document: Document, spans: Sequence[Span], limits: Limits, charset: str | None
) -> Iterator[Trace]:
    text, codec, start = decode_by(content, charset) if charset else (load_text(content, limits).text, "utf-8", 0)
    _require_text(document, text)
    _require_codec(content, text, codec, start)
    places = plain_places(text, codec, _ends(spans))
    return _checked(content, document, spans, _moved(places, start), lambda piece: piece.decode(codec))


def _require_codec(content: bytes, text: str, codec: str, start: int) -> None:
    if content[start:] != text.encode(codec, "replace"):
        raise InputError(f"its bytes do not follow from its characters (it is not wholly {codec})")


def _in_line(
    content: bytes, document: Document, spans: Sequence[Span], limits: Limits, _charset: str | None
) -> Iterator[Trace]:
    _require_text(document, load_line(content, limits).text)
    first, last = find_text(content)
    places = string_places(content[first + 1 : last - 1], _ends(spans))
    return _checked(content, document, spans, _moved(places, first + 1), string_words)


def _ends(spans: Iterable[Span]) -> list[int]:
    """The places where spans start or end, in order."""
    return sorted({place for span in spans for place in span})


def _moved(places: Places, by: int) -> Places:
    return {char: byte + by for char, byte in places.items()}


def _checked(content: bytes, document: Document, spans: Iterable[Span], places: Places, words: _Cut) -> Iterator[Trace]:
    for span in spans:
        found = ByteRange(places[span.start], places[span.end])
        if _gives(content[found.start : found.end], document.text[span.start : span.end], words):
            yield Trace(span, Sureness.EXACT, (found,))
        else:
            yield _lost(span, _OTHER_WORDS)


def _gives(piece: bytes, expected: str, words: _Cut) -> bool:
    try:
        return words(piece) == expected
    except ValueError:
        return False


def _on_pages(
    content: bytes, document: Document, spans: Sequence[Span], limits: Limits, _charset: str | None
) -> Iterator[Trace]:
    pages = load_pages(content, limits)
    _require_text(document, PAGE_BREAK.join(page for _, page in pages))
    places = _laid_out(pages)
    for span in spans:
        numbers = tuple(number for number, place in places if place.overlaps(span))
        found = Trace(span, Sureness.EXACT, pages=numbers)
        yield found if numbers else _lost(span, "the span lies between two pages")


def _laid_out(pages: Iterable[tuple[int, str]]) -> list[tuple[int, Span]]:
    """Where in the text each page stands."""
    places, start = [], 0
    for number, page in pages:
        places.append((number, Span(start, start + len(page))))
        start += len(page) + len(PAGE_BREAK)
    return places


def _in_page(
    content: bytes, document: Document, spans: Sequence[Span], limits: Limits, charset: str | None
) -> Iterator[Trace]:
    """The words are looked for in the page's own text: what was read of it may be put together otherwise."""
    source, codec, start = decode_by(content, charset)
    require_sane(source, limits)
    _require_codec(content, source, codec, start)
    page = PageSource(source)
    found = {span: _candidates(page, document.text, span) for span in spans}
    ends = _ends(place for places in found.values() for place in places)
    places = _moved(plain_places(source, codec, ends), start)
    for span, candidates in found.items():
        ranges = [ByteRange(places[place.start], places[place.end]) for place in candidates]
        words = fold(document.text[span.start : span.end])
        good = tuple(r for r in ranges if _gives(content[r.start : r.end], words, _shown_by(codec)))
        sureness = Sureness.ONCE if len(good) == 1 else Sureness.SEVERAL
        yield Trace(span, sureness, good) if good else _lost(span, _ABSENT)


def _shown_by(codec: str) -> _Cut:
    return lambda piece: PageSource(piece.decode(codec)).text.strip()


def _candidates(page: PageSource, text: str, span: Span) -> list[Span]:
    """Where the words stand in the source; where they do several times, within their paragraph if that stands once."""
    length = len(fold(text[span.start : span.end]))
    found = page.find(text, span)
    if len(found) > 1:
        start, end = text.rfind("\n", 0, span.start) + 1, text.find("\n", span.end)
        paragraphs = page.find(text, Span(start, len(text) if end < 0 else end))
        ahead = len(fold(text[start : span.start] + fold(text[span.start : span.end])[:1])) - 1
        found = [paragraphs[0] + ahead] if len(paragraphs) == 1 else found
    return [page.place(start, length) for start in found]


_KINDS: Mapping[str, _Locate] = {
    ".txt": _in_text,
    ".md": _in_text,
    ".jsonl": _in_line,
    ".html": _in_page,
    ".htm": _in_page,
    ".pdf": _on_pages,
}
