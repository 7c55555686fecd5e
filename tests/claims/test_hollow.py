"""Finds that are nobody's word: left out, and only they."""

import pytest

from sayso.claims import extract_claims
from sayso.reading import Reader
from tests.claims.cases import make_document
from tests.claims.conftest import Claims


def sources(reader: Reader, text: str, *, apart: bool) -> list[str | None]:
    (annotated,) = reader.read([make_document(text)])
    found = (claim for claim in extract_claims(annotated, apart=apart) if claim.cue)
    return [claim.source.text if claim.source else None for claim in found]


@pytest.mark.parametrize("text", ["The board denied reports that the gate was open.",
                                  "Dana Holt called the report that the gate was open a lie."])  # fmt: skip
def test_a_report_that_is_answered_is_no_claim_of_a_ledger(text: str, reader: Reader):
    assert None in sources(reader, text, apart=False)
    assert None not in sources(reader, text, apart=True)


def test_whose_claim_is_denied_is_kept(reader: Reader):
    text = "The board denied the ministry's claim that the gate was open."
    assert set(sources(reader, text, apart=True)) == {"The board", "the ministry"}


@pytest.mark.parametrize("text", ["The residents of Quell were warned.", "No such letter was ever written in Quell."])
def test_what_was_done_is_no_word(text: str, attributed: Claims):
    assert attributed(text) == ()


def test_what_was_said_to_be_so_is_one(attributed: Claims):
    assert attributed("The gate was said to have been open all night.") != ()


@pytest.mark.parametrize(
    "text",
    ["The report that the gate was open was withdrawn.", "The statement that the lamp was lit is withdrawn."],
)
def test_what_is_withdrawn_is_denied(text: str, attributed: Claims):
    (claim,) = attributed(text)
    assert claim.factuality.denied
    assert "withdrawn" not in claim.content.text


def test_whoever_withdraws_a_claim_denies_it(attributed: Claims):
    found = attributed("Dana Holt withdrew the claim that the gate was open.")
    assert [c.factuality.denied for c in found if c.source] == [True]


@pytest.mark.parametrize(
    "text",
    [
        "Asked whether the gate had been open, the mayor of Quell left the room.",
        "Our guards kept to the path, as the rules demand.",
        "The gate was shut at nine, as the law requires.",
        "Nor did anybody warn us of the storm.",
        "In all 33 guests were harmed, fourteen more than first reported.",
        "A total of 33 guests had been harmed, fourteen more than first reported.",
        "The bridge was older than the ministry said.",
        "The football story, meanwhile, seems to be dead.",
    ],
)
def test_what_is_asked_wished_or_compared_is_nobody_s_word(text: str, attributed: Claims):
    assert attributed(text) == ()


def test_what_nobody_is_said_to_have_told_is_the_outlet_s_own(claims_of: Claims):
    (claim,) = claims_of("Our guards kept to the path, as the rules demand.")
    assert claim.own
