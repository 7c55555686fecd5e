"""Web pages: main text and what the page says of itself; hostile ones end as refusals."""

import logging
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.errors import InputError
from sayso.intake.limits import Limits
from sayso.intake.web_page import decode, load_page

LIMITS = Limits()
PARAGRAPHS = [
    "The bell of Orlin was sold on Monday, the harbour master said.",
    "It had hung in the old tower since the great storm, and nobody in the town had asked for its price before.",
    "“Nine crowns and a goat,” said Dora Quill, who keeps the tower, “and I would rather have had two goats.”",
]
BODY = "".join(f"<p>{text}</p>" for text in PARAGRAPHS)


def page(head: str = "", body: str = f"<article>{BODY}</article>", attributes: str = "") -> bytes:
    menu = "<nav><ul><li><a href='/'>Home</a></li><li><a href='/a'>About us</a></li></ul></nav>"
    whole = f"<head>{head}</head><body>{menu}{body}<footer>© Letter</footer></body>"
    return f"<!doctype html><html {attributes}>{whole}</html>".encode()


def test_the_text_is_the_main_text_in_paragraphs():
    assert load_page(page(), LIMITS).text == "\n\n".join(PARAGRAPHS)


def test_meta_tags_are_read():
    head = """<title>Bell sold | Letter</title><meta property="og:title" content="Bell sold">
      <meta property="og:site_name" content="The Larkhaven Letter"><meta name="author" content="Dora Quill">
      <meta property="article:published_time" content="2031-03-12T06:10:00+01:00">
      <link rel="canonical" href="https://letter.example/bell">"""
    assert load_page(page(head, attributes='lang="en-GB"'), LIMITS).fields == {
        "title": "Bell sold",
        "outlet": "The Larkhaven Letter",
        "author": "Dora Quill",
        "published": "2031-03-12T06:10:00+01:00",
        "url": "https://letter.example/bell",
        "language": "en-GB",
    }


def test_linked_data_is_read():
    head = """<script type="application/ld+json">{"@graph": [{"@type": "WebSite", "name": "x"}, {"@type": "NewsArticle",
      "headline": "Bell sold", "datePublished": "2031-03-12", "publisher": {"name": "The Larkhaven Letter"},
      "author": [{"name": "Dora Quill"}, {"name": "Ansel Birk"}]}]}</script>"""
    fields = load_page(page(head), LIMITS).fields
    assert (fields["title"], fields["published"]) == ("Bell sold", "2031-03-12")
    assert (fields["outlet"], fields["author"]) == ("The Larkhaven Letter", "Dora Quill, Ansel Birk")


def test_nothing_is_guessed_where_the_page_says_nothing():
    body = f"<article><p>By Dora Quill, 12 March 2031</p>{BODY}</article>"
    assert set(load_page(page(body=body), LIMITS).fields.values()) == {None}


def test_of_several_dates_the_first_that_can_be_read_is_taken():
    head = '<meta name="date" content="2031-03-12"><meta property="article:published_time" content="lately">'
    assert load_page(page(head), LIMITS).fields["published"] == "2031-03-12"


def test_a_profile_address_is_no_author():
    head = '<meta property="article:author" content="https://social.example/dora">'
    assert load_page(page(head), LIMITS).fields["author"] is None


@pytest.mark.parametrize(
    ("content", "charset", "text"),
    [
        ("Größe".encode(), None, "Größe"),
        ("\ufeffGröße".encode(), None, "Größe"),
        ("Größe".encode("utf-16"), None, "Größe"),
        ("<meta charset=windows-1251>Дзвін".encode("cp1251"), None, "<meta charset=windows-1251>Дзвін"),
        ("Дзвін".encode("koi8-u"), "koi8-u", "Дзвін"),
        ("Größe “x”".encode("cp1252"), None, "Größe “x”"),
        (b"<meta charset=idna>Gr\xf6\xdfe", None, "<meta charset=idna>Größe"),
        (b"\x81\x8d", None, "\x81\x8d"),
    ],
)
def test_a_page_may_be_written_in_any_charset(content: bytes, charset: str | None, text: str):
    assert decode(content, charset) == text


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"<html><body></body></html>", "no main text"),
        (b"", "no main text"),
        (b"<html><body>" + b"<div>" * 2000 + BODY.encode(), "no main text"),
        (b"%PDF-1.7", "a PDF"),
        (b"\x89PNG\0\0", "binary"),
        (page(body="<i>" * 120_000), "more than 100000 tags"),
        (page(body="<p " + " ".join(f"a{i}" for i in range(20_000)) + ">x"), "too many attributes"),
    ],
    ids=["bare", "empty", "deep", "pdf", "picture", "tags", "attributes"],
)
def test_what_is_no_page_to_read_is_refused(content: bytes, reason: str):
    started = time.monotonic()
    with pytest.raises(InputError, match=reason):
        load_page(content, LIMITS)
    assert time.monotonic() - started < 5


def test_a_page_that_is_read_in_part_says_so():
    report = load_page(page(body=f"<article>{BODY}</article>" + "<div>" * 400 + "<p>Below.</p>"), LIMITS)
    assert report.faults == ("its markup is nested too deeply: part of it is not read",)
    assert report.text.startswith(PARAGRAPHS[0])


def test_a_fragment_and_an_xml_page_are_pages():
    assert load_page(BODY.encode(), LIMITS).text == "\n\n".join(PARAGRAPHS)
    assert load_page(b'<?xml version="1.0" encoding="utf-8"?>' + page(), LIMITS).text == "\n\n".join(PARAGRAPHS)


def test_the_libraries_keep_silent(capsys: pytest.CaptureFixture[str]):
    logger = logging.getLogger("trafilatura")
    level = logger.level
    with pytest.raises(InputError):
        load_page(b"<html></html>", LIMITS)
    assert capsys.readouterr() == ("", "")
    assert logger.level == level


@settings(max_examples=50, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ["<p>", "</p>", "<b", "x='", ">", "<!--", "&#0;", "Orlin ", "<script>", "<table><tr>", "]]>", "\x01"]
        )
    )
)
def test_any_markup_is_a_report_or_a_refusal(parts: list[str]):
    try:
        report = load_page("".join(parts).encode(), LIMITS)
    except InputError:
        return
    assert report.text.strip()
    assert "\0" not in report.text
