"""Quotations are found by their marks alone: every kind of mark, apostrophes kept apart, open ones closed in time."""

from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sayso.model import Document, Metadata
from sayso.reading.english.layout import find_paragraphs, parser_copy
from sayso.reading.english.quotes import Quote, find_quotes

PIECES = ["lamp", "out", "don", "t", "s", "90", " ", " ", "\n\n", ".", ",", ":", "(", "—"]
MARKS = ["“", "”", "„", "«", "»", "‘", "’", "'", '"', "``", "''"]
TEXTS = st.lists(st.sampled_from([*PIECES, *MARKS])).map("".join)


def quotes_of(text: str) -> tuple[Quote, ...]:
    return find_quotes(text, find_paragraphs(parser_copy(Document("d1:made-up", text, Metadata(), "made-up.txt"))))


def inner(text: str) -> list[str]:
    return [text[quote.inner.start : quote.inner.end] for quote in quotes_of(text)]


@given(TEXTS)
@example("'" * 40)
@example('"' * 40)
@example("“‘" * 20 + "’”" * 20)
def test_quotes_are_in_order_and_do_not_overlap(text: str):
    spans = [quote.span for quote in quotes_of(text)]
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(before.end <= after.start for before, after in pairwise(spans))


@given(TEXTS)
def test_marks_stand_inside_the_span_and_outside_the_inner(text: str):
    for quote in quotes_of(text):
        opening = text[quote.span.start : quote.inner.start]
        closing = text[quote.inner.end : quote.span.end]
        assert quote.span.start <= quote.inner.start <= quote.inner.end <= quote.span.end
        assert {opening, closing} <= {*MARKS, ""}
        assert bool(opening and closing) is quote.closed
        assert opening or closing


@given(TEXTS)
def test_no_quote_leaves_its_paragraph(text: str):
    paragraphs = find_paragraphs(parser_copy(Document("d1:made-up", text, Metadata(), "made-up.txt")))
    assert all(any(p.holds(quote.span) for p in paragraphs) for quote in find_quotes(text, paragraphs))


@given(st.text(st.characters(exclude_characters="“”„«»‘’'\"`")))
def test_without_marks_there_are_no_quotes(text: str):
    assert quotes_of(text) == ()


@pytest.mark.parametrize(
    "text",
    [
        'He said "it sank" and left.',
        "He said “it sank” and left.",
        "He said 'it sank' and left.",
        "He said ‘it sank’ and left.",
        "He said «it sank» and left.",
        "He said „it sank” and left.",
        "He said ``it sank'' and left.",
        "“it sank”",
        "(“it sank”)",
        "It was gone—“it sank”—he said.",
    ],
)
def test_every_kind_of_mark(text: str):
    assert inner(text) == ["it sank"]
    assert [quote.closed for quote in quotes_of(text)] == [True]


@pytest.mark.parametrize(
    "text",
    [
        "The harbour's own crew didn't open it.",
        "The harbour’s own crew didn’t open it.",
        "The growers' trucks and the millers' carts stood still.",
        "The growers’ trucks and the millers’ carts stood still.",
        "In the '90s the fleet was large; in the ’80s larger.",
        "The plank was 6' long.",
    ],
)
def test_apostrophes_are_no_quotes(text: str):
    assert quotes_of(text) == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("'We don't know who's there,' he said.", ["We don't know who's there,"]),
        ("‘We don’t know who’s there,’ he said.", ["We don’t know who’s there,"]),
        ("'The growers' trucks are gone,' he said.", ["The growers' trucks are gone,"]),
        ("'Gone,' he said. 'The growers' carts too.'", ["Gone,", "The growers' carts too."]),
        ("“He told me ‘go’ and left,” she said.", ["He told me ‘go’ and left,"]),
        ("‘He told me “go” and left,’ she said.", ["He told me “go” and left,"]),
        ("\"He told me 'go' and left,\" she said.", ["He told me 'go' and left,"]),
        ('"Gone," he said. "The carts too."', ["Gone,", "The carts too."]),
    ],
)
def test_marks_within_marks(text: str, expected: list[str]):
    assert inner(text) == expected


def test_a_quote_left_open_ends_with_its_paragraph():
    text = "He said: “It sank.\n\nNobody saw it."
    (quote,) = quotes_of(text)
    assert (text[quote.inner.start : quote.inner.end], quote.closed) == ("It sank.", False)


def test_each_paragraph_of_a_long_quotation_opens_anew():
    text = "“It sank.\n\n“Nobody saw it.\n\n“That is all,” he said."
    assert inner(text) == ["It sank.", "Nobody saw it.", "That is all,"]
    assert [quote.closed for quote in quotes_of(text)] == [False, False, True]


def test_a_quote_without_its_opening_mark_begins_with_its_paragraph():
    text = 'Nothing new.\n\nIt sank at noon," he said.'
    (quote,) = quotes_of(text)
    assert (text[quote.inner.start : quote.inner.end], quote.closed) == ("It sank at noon,", False)


@pytest.mark.xfail(reason="a “ that closes what „ opened", strict=True)
def test_a_low_mark_is_closed_by_a_high_one():
    assert inner("He said „it sank“ and left.") == ["it sank"]
