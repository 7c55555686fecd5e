"""The outlet's own assertions: whole statements that are nobody else's word, and no questions, orders or scraps."""

from dataclasses import replace

import pytest

from sayso.claims import extract_claims
from sayso.model import Factuality, Mark, MarkKind, Span
from sayso.reading import Reader
from tests.claims.cases import OUTLET, make_document
from tests.claims.conftest import Claims

STATEMENTS = [
    "The gate was open all night.",
    "There were nine boats in the bay.",
    "On Monday the ferry sank near Quell.",
    "The board has sold the mill and the weir.",
    "What happened on 11 June was caused by the boiler.",
    "At no time did K-14 cross the line.",
]
NO_STATEMENTS = [
    "Was the gate open all night?",
    "And who would pay for the weir?",
    "Read more about the weir here.",
    "No news from the weir.",
    "Advertisement",
    "3 May 2031",
    "It rained.",
    "…",
]


def own_of(claims_of: Claims, text: str) -> list[str]:
    return [claim.content.text for claim in claims_of(text) if claim.own]


@pytest.mark.parametrize("text", STATEMENTS)
def test_a_statement_is_the_outlet_s_own(text: str, claims_of: Claims):
    (claim,) = claims_of(text)
    assert claim.own
    assert claim.content.text == text.rstrip(".")
    assert [link.name for link in claim.chain] == [OUTLET]


@pytest.mark.parametrize("text", NO_STATEMENTS)
def test_what_states_nothing_is_no_claim(text: str, claims_of: Claims):
    assert claims_of(text) == ()


def test_statements_of_several_paragraphs_come_one_by_one(claims_of: Claims):
    assert own_of(claims_of, "\n\n".join(STATEMENTS)) == [text.rstrip(".") for text in STATEMENTS]


@pytest.mark.parametrize(
    "text",
    [
        "Dana Holt said the gate was open all night.",
        "“The gate was open all night,” Dana Holt said.",
        "According to Dana Holt, the gate was open all night.",
        "The gate was reportedly open all night.",
        "The gate, Dana Holt said, was open all night.",
    ],
)
def test_what_is_somebody_s_word_is_not_the_outlet_s_own(text: str, claims_of: Claims):
    assert own_of(claims_of, text) == []


@pytest.mark.xfail(reason="the conjunction before a claim is left on the assertion that it follows", strict=True)
def test_the_rest_of_a_sentence_stays_the_outlet_s_own(claims_of: Claims):
    text = "The ferry sank near Quell on Monday, although Dana Holt said it had not."
    assert own_of(claims_of, text) == ["The ferry sank near Quell on Monday"]


def test_own_assertions_are_as_certain_as_their_words(claims_of: Claims):
    certain, possible = claims_of("The gate was open all night. The ferry may have sunk near Quell.")
    assert (certain.factuality.value, possible.factuality.value) == ("true-certain", "true-possible")


def test_a_quotation_alone_is_not_the_outlet_s_own(claims_of: Claims):
    assert own_of(claims_of, "“The gate was open all night.”") == []


def test_what_is_marked_as_no_part_of_the_story_is_asserted_by_nobody(reader: Reader):
    story, rest = "The tram line in Quell opened in March.", "\nRead more: Ten gardens to see\n0 Comments"
    marked = replace(
        make_document(story + rest), marks=(Mark(Span(len(story), len(story + rest)), MarkKind.BOILERPLATE),)
    )
    (claim,) = extract_claims(*reader.read([marked]))
    assert claim.content.text == story.rstrip(".")


@pytest.mark.parametrize(
    ("text", "own"),
    [
        (
            "In short, every report that the gate was open goes back to one man.",
            "every report that the gate was open goes back to one man",
        ),
        (
            "The rumour that the gate was open began with a clerk.",
            "The rumour that the gate was open began with a clerk",
        ),
    ],
)
def test_where_a_report_comes_from_is_the_outlet_s_own_word(text: str, own: str, claims_of: Claims):
    assert any(own in content for content in own_of(claims_of, text))


def test_where_a_report_comes_from_may_be_a_source_s_word(claims_of: Claims):
    assert own_of(claims_of, "The rumour that the gate was open began with a clerk, Dana Holt said.") == []


OWN_WORDS = {
    "We believe that the milk was stored too warm.": "that the milk was stored too warm",
    "The River Board states that it is not holding any boat.": "that it is not holding any boat",
    "We do not comment on such rumours.": "We do not comment on such rumours",
}


@pytest.mark.parametrize(("text", "own"), OWN_WORDS.items())
def test_what_the_outlet_says_of_its_own_mind_is_its_own_in_a_ledger(text: str, own: str, reader: Reader):
    (annotated,) = reader.read([make_document(text, "Tarn River Board")])
    (claim,) = extract_claims(annotated, apart=True)
    assert (claim.own, claim.content.text, [link.name for link in claim.chain]) == (True, own, ["Tarn River Board"])


def test_what_the_outlet_notes_on_another_s_word_is_that_other_s(reader: Reader):
    text = "We note with concern that the crane had no service, according to a former fitter."
    (annotated,) = reader.read([make_document(text)])
    assert [c.source.text for c in extract_claims(annotated, apart=True) if c.source] == ["a former fitter"]
    assert not [c for c in extract_claims(annotated, apart=True) if c.own]


@pytest.mark.parametrize(
    ("text", "outlet", "told"),
    [
        ("The mayor wrongly claimed that the pumps were shut.", OUTLET, [("The mayor", True), (None, False)]),
        (
            "A report in the Tarn Echo said, incorrectly, that the pumps were shut.",
            OUTLET,
            [("A report in the Tarn Echo", True), (None, False)],
        ),
        ("A May 19 Tarn Echo story said, wrongly, that the pumps were shut.", "Tarn Echo", [(None, False)]),
        ("The mayor never wrongly said that the pumps were shut.", OUTLET, []),
        ("Nobody said, wrongly, that the pumps were shut.", OUTLET, []),
    ],
)
def test_what_was_wrongly_said_is_denied_by_who_reports_it(
    text: str, outlet: str, told: list[tuple[str | None, bool]], reader: Reader
):
    """In a ledger, what the outlet itself said wrongly before is its denial alone, and nothing that it affirms."""
    (annotated,) = reader.read([make_document(text, outlet)])
    sure = (Factuality.CERTAIN, Factuality.NOT_CERTAIN)
    claims = [c for c in extract_claims(annotated, apart=True) if c.factuality in sure]
    found = [(c.source.text if c.source else None, c.factuality is Factuality.CERTAIN) for c in claims]
    assert sorted(found, key=str) == sorted(told, key=str)
