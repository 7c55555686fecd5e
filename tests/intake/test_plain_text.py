"""Plain text and Markdown: the file's own characters, or a refusal that says what to do."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.errors import InputError
from sayso.intake.limits import Limits
from sayso.intake.plain_text import load_text

LIMITS = Limits()


@pytest.mark.parametrize(
    "text", ["One.\r\nTwo.\rThree.\n", "\ufeffWith a mark", " \u00a0spaces\t ", "e\u0301 and é", "a\u2028b\x85c\x0cd"]
)
def test_no_character_is_changed(text: str):
    assert load_text(text.encode(), LIMITS).text == text


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1))
def test_the_text_is_the_file(text: str):
    try:
        report = load_text(text.encode(), LIMITS)
    except InputError:
        return
    assert report.text == text
    assert 0 <= report.body <= len(text)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"caf\xe9", "not UTF-8 .byte 0xe9 at place 3"),
        ("Orlin".encode("utf-16"), "UTF-16; save it as UTF-8"),
        (b"%PDF-1.7 ...", "a PDF; name it .pdf"),
        (b"PK\x03\x04...", "office document; save its text"),
        (b"{\\rtf1 Orlin}", "RTF"),
        (b"Orlin\0\0\1", "binary"),
        (b"\n <!DOCTYPE html><p>Orlin", "a web page; name it .html"),
    ],
    ids=["latin", "utf-16", "pdf", "zip", "rtf", "binary", "html"],
)
def test_what_is_no_text_is_refused_with_advice(content: bytes, reason: str):
    with pytest.raises(InputError, match=reason):
        load_text(content, LIMITS)


def test_the_front_matter_stays_in_the_text():
    content = b"---\ntitle: Bell sold\n---\nThe bell was sold."
    report = load_text(content, LIMITS)
    assert report.text == content.decode()
    assert report.text[report.body :] == "The bell was sold."
    assert report.fields == {"title": "Bell sold"}
