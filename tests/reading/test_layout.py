"""The parser's copy has the text's length, and paragraphs are what a reader sees as paragraphs."""

from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sayso.model import Document, Mark, MarkKind, Metadata, Span
from sayso.reading.english.layout import find_paragraphs, parser_copy

BREAKS = ["\n", "\n\n", "\r\n", "\r", "\v", "\f", "\x85", "\u2028", "\u2029", " ", "\t", "\u00a0", "\u200b", "\ufeff"]
MARKS = ["‟", "‚", "‹", "›", "´", "―", "“", "”", "„", "«", "»", "‘", "’", "`", "–", "—", "…"]
TEXTS = st.lists(st.sampled_from(["ferry", "The", "ß", "İ", "ﬁ", "🛶", "e\u0301", ".", *BREAKS, *MARKS])).map("".join)


def document(text: str, *marked: Span) -> Document:
    marks = tuple(Mark(span, MarkKind.BOILERPLATE) for span in marked)
    return Document("d1:made-up", text, Metadata(), "made-up.txt", marks=marks)


def paragraphs(text: str) -> list[str]:
    return [text[start:end] for start, end in find_paragraphs(parser_copy(document(text)))]


@given(TEXTS)
@example("İ")
@example("ﬁ…")
def test_a_copy_has_the_length_of_its_text(text: str):
    assert len(parser_copy(document(text))) == len(text)


@given(st.text())
def test_letters_and_digits_stay_what_they_are(text: str):
    copy = parser_copy(document(text))
    assert [mine for mine, its in zip(text, copy, strict=True) if mine.isalnum() and mine != its] == []


def test_typographic_marks_become_plain():
    assert parser_copy(document("“It’s ‘so’ – and so…”\u00a0he\tsaid")) == "\"It's 'so' - and so.\" he said"


def test_what_is_no_part_of_the_story_is_blanked_and_its_lines_stay():
    text = "Read more\non page nine\nThe ferry sank."
    assert parser_copy(document(text, Span(0, 22))) == " " * 9 + "\n" + " " * 12 + "\nThe ferry sank."


def test_several_marks_are_blanked_each_in_its_place():
    assert parser_copy(document("ab cd ef", Span(0, 2), Span(6, 8))) == "   cd   "


@given(TEXTS)
def test_paragraphs_are_in_order_and_hold_all_but_white_space(text: str):
    copy = parser_copy(document(text))
    found = find_paragraphs(copy)
    assert all(0 <= start < end <= len(text) for start, end in found)
    assert all(before.end < after.start for before, after in pairwise(found))
    assert "".join("".join(copy[start:end].split()) for start, end in found) == "".join(copy.split())


@given(TEXTS)
def test_no_paragraph_begins_or_ends_with_white_space(text: str):
    copy = parser_copy(document(text))
    assert [p for p in find_paragraphs(copy) if copy[p.start : p.end] != copy[p.start : p.end].strip()] == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        (" \n\n \t\n", []),
        ("The ferry sank.", ["The ferry sank."]),
        ("The ferry sank.\n\nNobody saw it.", ["The ferry sank.", "Nobody saw it."]),
        ("The ferry sank.\nNobody saw it.", ["The ferry sank.", "Nobody saw it."]),
        ("The ferry sank\n\nnobody saw it.", ["The ferry sank", "nobody saw it."]),
        ("The ferry had sunk\nby noon.", ["The ferry had sunk\nby noon."]),
        ("Ferry sinks\nThe ferry sank at noon.", ["Ferry sinks", "The ferry sank at noon."]),
        ("He said:\n“it sank”", ["He said:", "“it sank”"]),
        ("“It sank,”\nsaid the mayor.", ["“It sank,”\nsaid the mayor."]),
        ("“It sank.”\n— the mayor", ["“It sank.”", "— the mayor"]),
        ("  The ferry sank.  \n\n\n  Nobody saw it. ", ["The ferry sank.", "Nobody saw it."]),
        ("The ferry sank.\u2029Nobody saw it.", ["The ferry sank.", "Nobody saw it."]),
        ("The ferry sank.\fNobody saw it.", ["The ferry sank.", "Nobody saw it."]),
        ("The ferry sank.\r\n\r\nNobody saw it.", ["The ferry sank.", "Nobody saw it."]),
    ],
)
def test_paragraphs(text: str, expected: list[str]):
    assert paragraphs(text) == expected


@pytest.mark.xfail(reason="a wrapped line that begins with a capital is read as a new paragraph", strict=True)
def test_a_name_may_be_wrapped():
    text = "The ferry belonged to the old Canal\nBoard of Quell and had sunk by noon on the\nday before."
    assert paragraphs(text) == [text]


def test_lines_are_wrapped_by_cr_lf_as_by_lf():
    assert paragraphs("The ferry had sunk\r\nby noon.") == ["The ferry had sunk\r\nby noon."]
