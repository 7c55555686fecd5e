"""A report of a web written out as a document, with the places where the matter stands in it.

Last step of `bench.planted`. Invariant: every place cuts back to the words that were put there.
"""

from functools import cache

from bench.planted.making import SLOT, Web
from bench.planted.values import Line, Report, Said
from sayso.intake.boilerplate import mark_boilerplate
from sayso.lexicon import Lexicon, load_lexicon
from sayso.model import Document, Metadata, Span, document_id

__all__ = ["write_report"]


@cache
def _lexicon() -> Lexicon:
    return load_lexicon("en")


def write_report(web: Web, report: Report) -> tuple[Document, list[Said]]:
    """A report's text, with the places where the matter stands in it."""
    text = report.head
    places = []
    for line in report.lines:
        start = len(text)
        written, content, source = _sentence(web, line)
        text += written + web.rng.choice((" ", " ", "\n\n"))
        if line.side:
            places.append(
                (line, Span(start, start + len(written)), _moved(content, start), source and _moved(source, start))
            )
    text = text.rstrip() + report.tail
    metadata = Metadata(title=None, outlet=report.outlet, published=report.published, language="en")
    marks = mark_boilerplate(text, _lexicon())
    document = Document(document_id(text, metadata), text, metadata, f"{report.outlet}.txt", marks=marks)
    return document, [Said(document.id, c, s, line.mouth, m, line.side) for line, s, c, m in places]


def _moved(span: Span, by: int) -> Span:
    return Span(span.start + by, span.end + by)


def _sentence(web: Web, line: Line) -> tuple[str, Span, Span | None]:
    """A line in words, with the places of content and source in it."""
    if not line.side:
        return line.frame, Span(0, 0), None
    mouth = line.mouth
    slots = {
        "content": line.wording,
        "source": mouth.text if mouth else "",
        "material": mouth.material if mouth else "",
        "day": web.pick("days"),
    }
    text, spans = "", dict[str, Span]()
    for at, piece in enumerate(SLOT.split(line.frame)):
        word = slots[piece.lower()] if at % 2 else piece
        if at % 2:
            word = word[:1].upper() + word[1:] if piece[0].isupper() or not text else word
            spans[piece.lower()] = Span(len(text), len(text) + len(word))
        text += word
    text = text.replace(",,", ", ").replace(",.", ".") if ",," in text or ",." in text else text
    text = text[:1].upper() + text[1:]
    place = {k: _found(text, s, slots[k]) for k, s in spans.items() if k != "day"}
    return text, place["content"], place.get("source")


def _found(text: str, near: Span, words: str) -> Span:
    """Where the words stand once commas that met are one."""
    bare = words.rstrip(",")
    at = text.lower().find(bare.lower(), max(0, near.start - 2))
    return Span(at, at + len(bare))
