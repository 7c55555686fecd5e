"""From spans back to bytes: what is cut there and decoded gives the words, or it is said why there is no place."""

import json
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.intake import Limits, load_documents, locate_words
from sayso.intake.fetching import Fetched
from sayso.model import ByteRange, Document, Located, Metadata, Span, Sureness
from tests.intake.pdfs import encrypted, pdf

STORY = "The mayor of Orlin said the bell was sold. "
PAGE = (
    "<!doctype html><html><head><title>The bell was sold</title><script>var x = 'The goat stayed';</script></head>"
    "<body><nav><a href='/'>Home</a></nav><article><h1>Bell of Orlin</h1>{}</article></body></html>"
)


def _document(text: str) -> Document:
    return Document("d1:0", text, Metadata(), "report")


def _span(text: str, words: str) -> Span:
    return Span(text.index(words), text.index(words) + len(words))


def _locate(content: bytes, kind: str, text: str, *words: str, **options: object) -> Located:
    return locate_words(content, kind, _document(text), [_span(text, each) for each in words], **options)  # type: ignore[arg-type]


def _one(content: bytes, kind: str, text: str, words: str) -> bytes:
    """The bytes of the one exact range."""
    trace = _locate(content, kind, text, words).traces[0]
    assert trace.sureness is Sureness.EXACT
    [found] = trace.ranges
    return content[found.start : found.end]


@st.composite
def _text_and_span(draw: st.DrawFn) -> tuple[str, Span]:
    text = draw(st.text(min_size=1).filter(lambda text: any(char.isalnum() for char in text)))
    start = draw(st.integers(0, len(text) - 1))
    return text, Span(start, draw(st.integers(start + 1, len(text))))


# Plain text.


@given(_text_and_span())
def test_what_is_cut_from_a_text_gives_the_words(given_: tuple[str, Span]):
    text, span = given_
    text = text.replace("\0", " ")
    content = ("A " + text).encode()
    span = Span(span.start + 2, span.end + 2)
    [trace] = locate_words(content, ".txt", _document("A " + text), [span]).traces
    [found] = trace.ranges
    assert trace.sureness is Sureness.EXACT
    assert content[found.start : found.end] == ("A " + text)[span.start : span.end].encode()


def test_front_matter_a_byte_order_mark_and_line_ends_count():
    text = "\ufeff---\r\ntitle: Glocke läutet\r\n---\r\nThe café’s bell 🔔 rang."
    assert _one(text.encode(), ".md", text, "bell 🔔") == "bell 🔔".encode()


def test_a_combining_character_may_be_cut_from_its_letter():
    text = "cafe\u0301 of Orlin"
    assert _one(text.encode(), ".txt", text, "\u0301") == b"\xcc\x81"


def test_spans_come_back_in_the_order_asked_for():
    text = "One, two."
    traces = _locate(text.encode(), ".txt", text, "two", "One", "two").traces
    assert [trace.ranges for trace in traces] == [(ByteRange(5, 8),), (ByteRange(0, 3),), (ByteRange(5, 8),)]


@pytest.mark.parametrize("span", [Span(-1, 3), Span(3, 3), Span(4, 2), Span(0, 10_000)])
def test_a_span_that_is_none_is_not_found(span: Span):
    [trace] = locate_words(STORY.encode(), ".txt", _document(STORY), [span]).traces
    assert (trace.sureness, trace.ranges) == (Sureness.NOT_FOUND, ())
    assert "outside the text" in (trace.why or "")


def test_a_text_that_a_server_gave_in_another_charset_is_followed():
    text = "The café was sold."
    located = _locate(text.encode("latin-1"), ".txt", text, "was", charset="iso-8859-1")
    assert located.traces[0].ranges == (ByteRange(9, 12),)
    marked = _locate(text.encode("utf-8-sig"), ".txt", text, "was", charset="utf-8")
    assert marked.traces[0].ranges == (ByteRange(13, 16),)


def test_of_a_text_that_is_too_long_the_start_is_followed():
    assert _one((STORY * 3).encode(), ".txt", STORY, "bell") == b"bell"


# JSON lines.


def _escaped(char: str, style: int) -> str:
    """A character as JSON may write it: raw, by its number, or by its short form."""
    short = {'"': '\\"', "\\": "\\\\", "/": "\\/", "\b": "\\b", "\f": "\\f", "\n": "\\n", "\r": "\\r", "\t": "\\t"}
    units = char.encode("utf-16-be")
    numbers = "".join(f"\\u{units[i] << 8 | units[i + 1]:04x}" for i in range(0, len(units), 2))
    raw = char if char not in '"\\' and char >= " " else numbers
    return (raw, numbers, numbers.upper().replace("\\U", "\\u"), short.get(char, raw))[style]


@given(_text_and_span(), st.lists(st.integers(0, 3), min_size=1), st.booleans())
def test_what_is_cut_from_a_json_string_gives_the_words(given_: tuple[str, Span], styles: list[int], marked: bool):
    text, span = given_
    body = "".join(_escaped(char, styles[i % len(styles)]) for i, char in enumerate(text))
    line = (("\ufeff" if marked else "") + f'{{"note": ["{body}"], "text" : "{body}", "x": 1}}\r\n').encode()
    [trace] = locate_words(line, ".jsonl", _document(text), [span]).traces
    [found] = trace.ranges
    assert trace.sureness is Sureness.EXACT
    assert json.loads(b'"' + line[found.start : found.end] + b'"') == text[span.start : span.end]
    assert found.start >= line.index(b'"text"')


@pytest.mark.parametrize(
    ("line", "start"),
    [
        ('{"text": "Sold", "text": "Sold"}', 26),
        ('{"maintext": "Sold", "text": "Sold"}', 30),
        ('{"maintext": "Sold", "text": ""}', 14),
        ('{"maintext": "Sold", "text": null}', 14),
        ('{"text": "Sold", "maintext": "Sold"}', 10),
        ('{"a": {"text": "Sold"}, "text": "Sold"}', 33),
        ('{"a": "text", "b": [{"text": "Sold"}], "text": "Sold"}', 48),
        ('{"a\\": \\"": 1, "text": "Sold", "b": ["text", "Sold"]}', 24),
        ('{"te\\u0078t": "Sold", "title": "Sold"}', 15),
        ('{"a": "}{\\\\", "text":"Sold"}', 22),
    ],
)
def test_the_string_that_the_reader_took_is_followed(line: str, start: int):
    [trace] = _locate(line.encode(), ".jsonl", "Sold", "Sold").traces
    assert trace.ranges == (ByteRange(start, start + 4),)


# PDFs.


def test_words_of_a_pdf_are_on_a_page():
    content = pdf("The bell was sold.", None, "The goat stayed.")
    text = "The bell was sold.\n\nThe goat stayed."
    traces = _locate(content, ".pdf", text, "bell", "goat", "sold.\n\nThe goat", "\n\n").traces
    assert [trace.pages for trace in traces] == [(1,), (3,), (1, 3), ()]
    assert [trace.sureness for trace in traces] == [*[Sureness.EXACT] * 3, Sureness.NOT_FOUND]


# Web pages.


def _on_page(body: str, text: str, words: str) -> tuple[Sureness, list[str]]:
    content = PAGE.format(body).encode()
    [trace] = _locate(content, ".html", text, words).traces
    return trace.sureness, [content[start:end].decode() for start, end in trace.ranges]


@pytest.mark.parametrize(
    ("body", "text", "shown"),
    [
        ("<p>Then the\n  bell was\tsold.</p>", "the bell was sold", "the\n  bell was\tsold"),
        ("<p>The <b>bell</b> was&nbsp;<!-- gone -->sold.</p>", "bell was sold", "bell</b> was&nbsp;<!-- gone -->sold"),
        ("<p>&#8220;Caf&eacute; &amp; bell&rdquo; sold.</p>", "“Café & bell”", "&#8220;Caf&eacute; &amp; bell&rdquo;"),
        ('<p>A <a title="x > the bell">bell</a>.</p>', "A bell", 'A <a title="x > the bell">bell'),
        ("<p>The bell</p><p>was sold.</p>", "bell\n\nwas", "bell</p><p>was"),
        ("<p>one<br>two AT&T <3 R&D</p>", "two AT&T <3 R", "two AT&T <3 R"),
        ("<p>The bell<script>sold()</script> was &copy; here", "bell was ©", "bell<script>sold()</script> was &copy;"),
    ],
)
def test_words_of_a_page_are_found_in_its_source(body: str, text: str, shown: str):
    assert _on_page(body, text, text) == (Sureness.ONCE, [shown])


def test_what_only_a_tag_a_script_or_the_title_holds_is_not_found():
    assert _on_page("<p title='The goat stayed'>No.</p>", "The goat stayed", "The goat stayed") == (
        Sureness.NOT_FOUND,
        [],
    )


def test_part_of_a_word_is_not_the_word():
    assert _on_page("<p>The others saw her.</p>", "the her", "her") == (Sureness.ONCE, ["her"])
    assert _on_page("<p>The others.</p>", "the he", "the") == (Sureness.NOT_FOUND, [])


def test_words_that_stand_twice_are_told_by_their_paragraph_or_are_all_given():
    body = "<p>The bell rang.</p><p>Nobody rang back, the bell did.</p>"
    text = "The bell rang.\n\nNobody rang back, the bell did."
    second = Span(text.rindex("rang"), text.rindex("rang") + 4)
    content = PAGE.format(body).encode()
    [trace] = locate_words(content, ".html", _document(text), [second]).traces
    assert (trace.sureness, trace.ranges[0].start) == (Sureness.ONCE, content.index(b"rang back"))
    assert _on_page(body * 2, text, "rang")[0] is Sureness.SEVERAL
    assert _on_page(body * 2, text, "rang")[1] == ["rang"] * 4


def test_within_a_paragraph_the_span_itself_is_found():
    text = "The bell, the  bell and the bell."
    content = PAGE.format(f"<p>{text}</p>").encode()
    span = Span(text.index("bell and"), text.index("bell and") + 4)
    [trace] = locate_words(content, ".html", _document(text), [span]).traces
    assert trace.ranges == (ByteRange(content.index(b"bell and"), content.index(b"bell and") + 4),)


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "windows-1252"])
def test_a_page_in_any_charset_is_followed(codec: str):
    source = PAGE.format("<p>The café’s bell was sold.</p>")
    content = source.encode(codec)
    [trace] = _locate(content, ".html", "bell was", "bell was").traces
    [found] = trace.ranges
    piece = content[found.start : found.end]
    assert piece.decode("utf-16-le" if codec == "utf-16" else codec) == "bell was"


def test_a_page_that_is_damaged_is_not_followed_by_guess():
    content = b"\xef\xbb\xbf" + PAGE.format("<p>\xff The bell was sold.</p>").encode("latin-1")
    assert "not wholly utf-8" in (_locate(content, ".html", "bell", "bell").why or "")


# What the readers make of files, as a whole.


def test_every_word_that_is_read_is_traced(tmp_path):
    paragraphs = [
        f"The warden of Orlin said that {what} was kept for {n} days." for n, what in enumerate(["ice", "hay"])
    ]
    pages = "".join(f"<p>{paragraph.replace('that', '<i>that</i>')}</p>" for paragraph in paragraphs)
    made = {
        "a.txt": "---\ntitle: Kept\n---\n" + "\n\n".join(paragraphs),
        "b.html": PAGE.format(pages),
        "c.jsonl": json.dumps({"title": "Kept", "text": "\n".join(paragraphs)}),
    }
    for name, content in made.items():
        (tmp_path / name).write_text(content)
    (tmp_path / "d.pdf").write_bytes(pdf(*paragraphs))
    for name in [*made, "d.pdf"]:
        [document] = load_documents([tmp_path / name])
        spans = [_span(document.text, paragraph) for paragraph in paragraphs]
        located = locate_words((tmp_path / name).read_bytes(), f".{name.partition('.')[2]}", document, spans)
        assert [trace.why for trace in located.traces] == [None, None]
        assert all(trace.sureness in (Sureness.EXACT, Sureness.ONCE) for trace in located.traces)


def test_a_fetched_page_is_traced_in_the_bytes_that_came():
    content = PAGE.format("<p>The café of Orlin said on Monday that the bell was sold for a goat.</p>").encode(
        "latin-1"
    )
    fetched = Fetched("https://orlin.example/bell", content, "text/html; charset=iso-8859-1")
    [document] = load_documents([fetched.url], fetch=lambda _url, _limits: fetched)
    span = _span(document.text, "the bell was sold")
    [trace] = locate_words(content, ".html", document, [span], charset="iso-8859-1").traces
    assert content[slice(*trace.ranges[0])] == b"the bell was sold"


# What cannot be followed.


@pytest.mark.parametrize(
    ("content", "kind", "why"),
    [
        (STORY.encode(), ".docx", "not read"),
        (b"Another story.", ".txt", "another version of the reader"),
        (b'{"text": "Another story."}', ".jsonl", "another version of the reader"),
        (pdf("Another story."), ".pdf", "another version of the reader"),
        (b"\xff\xfe", ".txt", "UTF-16"),
        (b"caf\xe9", ".txt", "not UTF-8"),
        (b"{", ".jsonl", "not JSON"),
        (b"[" * 100_000, ".jsonl", "not JSON"),
        (b"%PDF-1.4\nnothing", ".pdf", "broken PDF"),
        (encrypted(pdf(STORY), "secret"), ".pdf", "encrypted"),
        (b"<p>\0</p>", ".html", "binary"),
        (b"<b>" * 200_000, ".html", "tags"),
        (b"x" * 1_000_001, ".txt", "larger than"),
    ],
)
def test_what_cannot_be_followed_says_why(content: bytes, kind: str, why: str):
    located = _locate(content, kind, STORY, "bell", limits=Limits(max_bytes=1_000_000))
    assert located.traces == ()
    assert why in (located.why or "")


def test_a_refused_document_has_no_words():
    refused = replace(_document(""), reason="it is empty")
    assert locate_words(b"", ".txt", refused, []).why == "the document has no text"


@given(st.binary(max_size=80), st.sampled_from([".txt", ".jsonl", ".html", ".pdf"]))
def test_any_bytes_end_in_an_answer(content: bytes, kind: str):
    located = locate_words(content, kind, _document(STORY), [Span(0, 3)])
    assert located.why or located.traces


@given(st.text(alphabet="<>&;!-/'\"=# abcs\n", max_size=60))
def test_any_markup_gives_true_places_or_none(markup: str):
    content = f"<p>{markup}".encode()
    [trace] = locate_words(content, ".html", _document("a b"), [Span(0, 1)]).traces
    assert all(content[start:end] == b"a" for start, end in trace.ranges)


@pytest.mark.parametrize(
    "content",
    [
        b"<p>" + b"<!--" * 90_000,
        b"<p>" + b"<script>" * 90_000,
        b"<p>" + b"<a b='" * 90_000,
        b"<p>" + b"<a b=\"'" * 45_000 + b"x" * 1_000_000,
        b"<p>" + b"&#" * 300_000,
        b"a" * 1_000_000,
        b"a " * 300_000,
        b"a" * 20_000_000,
    ],
    ids=["comments", "scripts", "quotes", "mixed", "entities", "word", "words", "long"],
)
def test_a_page_made_to_be_slow_is_walked_in_time(
    content: bytes, deadline: Callable[[float], AbstractContextManager[None]]
):
    text = "a a a a"
    with deadline(10):
        located = locate_words(content, ".html", _document(text), [Span(0, 7), Span(0, 1)])
    assert located.why or located.traces
