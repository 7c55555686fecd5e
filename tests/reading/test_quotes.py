"""Quotations are found by their marks alone: every kind of mark, apostrophes kept apart, open ones closed in time."""

from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sayso.model import Document, Metadata
from sayso.reading.english.layout import find_paragraphs, parser_copy
from sayso.reading.english.quotes import Quote, find_inner_quotes, find_quotes

PIECES = ["lamp", "out", "don", "t", "s", "90", " ", " ", "\n\n", ".", ",", ":", "(", "—"]
MARKS = [*"“”„‟«»‘’‚‹›´`'", '"', "``", "''", '""', "<<", ">>", ",,"]
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
        "He said ”it sank” and left.",
        "He said »it sank« and left.",
        "He said ‚it sank‘ and left.",
        "He said ‹it sank› and left.",
        "He said `it sank' and left.",
        'He said “it sank" and left.',
        'He said "it sank” and left.',
        "He said “it sank'' and left.",
        'He said ""it sank"" and left.',
        "He said <<it sank>> and left.",
        "He said ,,it sank'' and left.",
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
        "Give 'em the keepers' book.",
        "The plank was 6' 2\" long.",
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


def test_a_low_mark_is_closed_by_a_high_one():
    assert inner("He said „it sank“ and left, „it did“ indeed.") == ["it sank", "it did"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('" It sank, " he said. " It did. "', [" It sank, ", " It did. "]),
        ("« It sank, » he said.", [" It sank, "]),
        ("“It sank,“ he said. “It did.“", ["It sank,", "It did."]),
        ("”It sank,” he said. ”It did.”", ["It sank,", "It did."]),
        ("“It sank,' he said. “It did.”", ["It sank,", "It did."]),
        ('"She told me \'go,\' " he said. "She did."', ["She told me 'go,' ", "She did."]),
    ],
)
def test_marks_that_stand_or_face_astray(text: str, expected: list[str]):
    assert inner(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"It sank, he said. "It did," she said.', ["It sank, he said.", "It did,"]),
        ("“It sank, he said. “It did,” she said.", ["It sank, he said.", "It did,"]),
        ('It sank," he said. "It did," she said.', ["It sank,", "It did,"]),
        ('"It sank," he said. It went fast. Nobody saw it," she said.', ["It sank,", "It went fast. Nobody saw it,"]),
        ("'It sank, he said. 'It did.'", ["It did."]),
    ],
)
def test_a_mark_that_lacks_its_partner_spoils_no_other_quotation(text: str, expected: list[str]):
    assert inner(text) == expected


@pytest.mark.parametrize(
    ("text", "outer", "within"),
    [
        ("“She said, ‘Go,’ and left,” he said.", "She said, ‘Go,’ and left,", ["Go,"]),
        ("'She said, \"Go,\"' he said.", 'She said, "Go,"', ["Go,"]),
        ("“She said, “Go,”” he said.", "She said, “Go,”", ["Go,"]),
        ('"She said, "Go,"" he said.', 'She said, "Go,"', ["Go,"]),
        ("''She said, 'Go,''' he said.", "She said, 'Go,'", ["Go,"]),
        ('"She said “Go” and “Stay” twice," he said.', "She said “Go” and “Stay” twice,", ["Go", "Stay"]),
        ("“It’s the keepers’ book,” he said.", "It’s the keepers’ book,", []),
    ],
)
def test_quotations_within_a_quotation(text: str, outer: str, within: list[str]):
    (quote,) = quotes_of(text)
    found = find_inner_quotes(text, quote)
    assert text[quote.inner.start : quote.inner.end] == outer
    assert [text[q.inner.start : q.inner.end] for q in found] == within
    assert all(quote.inner.holds(q.span) for q in found)
