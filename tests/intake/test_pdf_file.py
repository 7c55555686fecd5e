"""PDFs: the text of their pages, or why there is none."""

import pytest

from sayso.errors import InputError
from sayso.intake.limits import Limits
from sayso.intake.pdf_file import load_pdf, unwrap
from tests.intake.pdfs import encrypted, pdf

LIMITS = Limits()
ONE, TWO = "The bell of Orlin was sold on Monday.", "The goat was not asked."


def test_pages_are_parted_by_a_blank_line():
    report = load_pdf(pdf(ONE, TWO, title="Bell sold"), LIMITS)
    assert report.text == f"{ONE}\n\n{TWO}"
    assert report.fields == {"title": "Bell sold"}
    assert report.faults == ()


def test_a_file_name_is_no_title():
    assert load_pdf(pdf(ONE, title="Microsoft Word - memo.docx"), LIMITS).fields == {"title": None}


def test_a_page_that_is_a_picture_is_named():
    report = load_pdf(pdf(ONE, None, TWO), LIMITS)
    assert report.text == f"{ONE}\n\n{TWO}"
    assert report.faults == ("1 of its 3 pages hold no readable text: 2",)


def test_an_empty_page_is_no_fault():
    assert load_pdf(pdf(ONE, ""), LIMITS).faults == ()


def test_a_page_that_is_too_costly_is_named():
    report = load_pdf(pdf(ONE, b"BT /F1 9 Tf " + b"(x) Tj " * 300_000), LIMITS)
    assert report.text == ONE
    assert report.faults == ("1 of its 2 pages hold no readable text: 2",)


def test_pages_beyond_the_limit_are_said():
    report = load_pdf(pdf(ONE, TWO, TWO), Limits(max_pages=1))
    assert report.text == ONE
    assert report.faults == ("it is too long: the first 1 of 3 pages are read",)


def test_heavy_pages_are_read_as_far_as_they_are_affordable(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("sayso.intake.pdf_file._MOST_CONTENT", 200)
    report = load_pdf(pdf(ONE, ONE, ONE), LIMITS)
    assert report.faults == ("it is too long: the first 2 of 3 pages are read",)


def test_a_pdf_that_anybody_may_read_is_read():
    assert load_pdf(encrypted(pdf(ONE), ""), LIMITS).text == ONE


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (encrypted(pdf(ONE), "secret"), "encrypted; save it without a password"),
        (pdf(None), "no text.*OCR"),
        (b"%PDF-1.4\nnothing else", "broken PDF"),
        (pdf(ONE)[:200], "broken PDF"),
        (b"The bell", "not a PDF"),
    ],
    ids=["encrypted", "scan", "broken", "cut", "text"],
)
def test_what_cannot_be_read_is_refused_with_advice(content: bytes, reason: str, capsys: pytest.CaptureFixture[str]):
    with pytest.raises(InputError, match=reason):
        load_pdf(content, LIMITS)
    assert capsys.readouterr() == ("", "")


def test_lines_of_a_paragraph_are_joined():
    page = (
        "The harbour master of Orlin said on Monday that the bell had \nbeen sold to a buyer whose name he did not \n"
        "know.\n\nNobody in the town had asked for its price before. \nThe goat\n"
    )
    assert unwrap(page) == (
        "The harbour master of Orlin said on Monday that the bell had been sold to a buyer whose name he did not know."
        "\n\nNobody in the town had asked for its price before.\n\nThe goat"
    )


def test_words_parted_at_a_lines_end_are_made_whole():
    page = "They sold the instru-\nment to a well-\nknown and well-known man."
    assert unwrap(page) == "They sold the instrument to a well-known and well-known man."
