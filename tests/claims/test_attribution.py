"""Spans and tokens to and fro: neighbours join, cutting leaves the rest, and no character is taken twice."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.lang.en import English
from spacy.tokens import Doc

from sayso.claims.attribution import spans_of, subtract, token_span, tokens_in
from sayso.model import Span
from tests.claims.conftest import Claims

SPANS = st.lists(
    st.tuples(st.integers(0, 30), st.integers(1, 8)).map(lambda pair: Span(pair[0], pair[0] + pair[1])), max_size=6
)


VOCAB = English().vocab


def parse_of(*words: str) -> Doc:
    """A parse with one space behind each word that is no white space itself."""
    return Doc(VOCAB, words=list(words), spaces=[not word.isspace() for word in words])


def places(spans: list[Span] | tuple[Span, ...]) -> set[int]:
    return {place for start, end in spans for place in range(start, end)}


DOC = parse_of("The", "gate", ",", "he", "said", ",", "was", "open")
#               0      4       9    11    14      19   21     25


def test_the_characters_of_a_token():
    assert token_span(DOC[1]) == Span(4, 8)


@pytest.mark.parametrize(
    ("chosen", "expected"),
    [
        ([], ()),
        ([1], (Span(4, 8),)),
        ([0, 1], (Span(0, 8),)),
        ([1, 0], (Span(0, 8),)),
        ([0, 1, 6, 7], (Span(0, 8), Span(21, 29))),
        ([0, 3, 5], (Span(0, 3), Span(11, 13), Span(19, 20))),
    ],
)
def test_neighbours_are_joined_and_the_others_stay_apart(chosen: list[int], expected: tuple[Span, ...]):
    assert spans_of(DOC[i] for i in chosen) == expected


def test_white_space_between_neighbours_is_bridged_and_never_ends_a_span():
    doc = parse_of("he", "\n\n", "said", "\n")
    (span,) = spans_of(doc)
    assert doc.text[span.start : span.end] == "he \n\nsaid"


@pytest.mark.parametrize(
    ("spans", "expected"),
    [
        ([Span(0, 29)], ["The", "gate", ",", "he", "said", ",", "was", "open"]),
        ([Span(0, 8)], ["The", "gate"]),
        ([Span(21, 29), Span(0, 8)], ["was", "open", "The", "gate"]),
        ([Span(3, 4)], []),
        ([], []),
    ],
)
def test_the_tokens_of_spans(spans: list[Span], expected: list[str]):
    assert [token.text for token in tokens_in(DOC, spans)] == expected


def test_tokens_of_spans_are_never_white_space():
    doc = parse_of("he", "\n\n", "said")
    assert [token.text for token in tokens_in(doc, [Span(0, 9)])] == ["he", "said"]


@pytest.mark.parametrize(
    ("spans", "taken", "expected"),
    [
        ([Span(0, 10)], [], (Span(0, 10),)),
        ([Span(0, 10)], [Span(3, 5)], (Span(0, 3), Span(5, 10))),
        ([Span(0, 10)], [Span(0, 4)], (Span(4, 10),)),
        ([Span(0, 10)], [Span(0, 10)], ()),
        ([Span(0, 10)], [Span(10, 12)], (Span(0, 10),)),
        ([Span(5, 8), Span(0, 3)], [Span(2, 6)], (Span(0, 2), Span(6, 8))),
        ([Span(0, 10)], [Span(1, 2), Span(4, 5), Span(8, 20)], (Span(0, 1), Span(2, 4), Span(5, 8))),
    ],
)
def test_what_is_left_once_something_is_cut_out(spans: list[Span], taken: list[Span], expected: tuple[Span, ...]):
    assert subtract(spans, taken) == expected


@given(SPANS, SPANS)
def test_cutting_takes_these_characters_and_no_others(spans: list[Span], taken: list[Span]):
    left = subtract(spans, taken)
    assert places(left) == places(spans) - places(taken)
    assert all(start < end for start, end in left)


@given(st.sets(st.integers(0, 7)))
def test_tokens_lead_back_to_themselves(chosen: set[int]):
    tokens = [DOC[i] for i in sorted(chosen)]
    assert tokens_in(DOC, spans_of(tokens)) == tokens


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        ("The letter is real, if one believes the clerk of the Post.", "the clerk of the Post", "The letter is real"),
        ("It was twenty to seven, if one goes by the hospital.", "the hospital", "It was twenty to seven"),
        ("If the hospital is to be believed, nobody fell.", "the hospital", "nobody fell"),
        ("If you ask Ida Holt, the lamp was never lit.", "Ida Holt", "the lamp was never lit"),
        ("Dockers we spoke to say the ship was always late.", "Dockers", "the ship was always late"),
        ("The log says K-14 was ordered to wait.", "The log", "K-14 was ordered to wait"),
    ],
)
def test_whom_a_report_goes_by_is_its_source(text: str, source: str, content: str, attributed: Claims):
    (claim,) = attributed(text)
    assert claim.source is not None
    assert (claim.source.text, claim.content.text) == (source, content)
