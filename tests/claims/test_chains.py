"""On whose word: the publishing outlet first and once, the source last, whoever passes a word on between them."""

import pytest

from sayso.claims.english.sources.chains import is_outlet_itself, outlet_link
from sayso.model import Factuality, Link, SourceKind
from tests.claims.cases import OUTLET, make_document
from tests.claims.conftest import Claims


def names(claim_chain: tuple[Link, ...]) -> list[str]:
    return [link.name for link in claim_chain]


def test_the_first_link_is_who_published_the_report():
    assert outlet_link(make_document("Rain.")) == Link(OUTLET, SourceKind.OUTLET)


def test_an_outlet_that_is_not_known_is_still_a_link():
    link = outlet_link(make_document("Rain.", None))
    assert link.kind is SourceKind.OUTLET
    assert link.name


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("The Tarn Echo", "The Tarn Echo", True),
        ("Tarn Echo", "the Tarn Echo", True),
        ("tarn echo", "Tarn Echo", True),
        ("Echo", "Echo", True),
        ("echo", "an echo", False),
        ("Tarn", "Tarn", False),
        ("Sennick Gazette", "The Sennick Gazette", False),
        ("", "", False),
    ],
)
def test_whether_a_name_is_the_outlet_s_own(name: str, text: str, expected: bool):
    assert is_outlet_itself(make_document("Rain.", "The Tarn Echo"), name, text) is expected


def test_the_last_words_of_a_long_name_are_the_outlet_s_own():
    assert is_outlet_itself(make_document("Rain.", "Tarn River Board"), "River Board", "The River Board")


def test_no_name_is_that_of_an_unknown_outlet():
    assert not is_outlet_itself(make_document("Rain.", None), "", "")
    assert not is_outlet_itself(make_document("Rain.", None), "Tarn Echo", "Tarn Echo")


@pytest.mark.parametrize(
    "text",
    [
        "Dana Holt said the gate was open.",
        "“The gate was open,” said Dana Holt.",
        "According to Dana Holt, the gate was open.",
        "The gate was open, Dana Holt wrote.",
    ],
)
def test_outlet_then_source(text: str, attributed: Claims):
    (claim,) = attributed(text)
    assert names(claim.chain) == [OUTLET, "Dana Holt"]
    assert claim.chain[-1].kind is SourceKind.PERSON


def test_an_outlet_s_own_assertion_rests_on_the_outlet(claims_of: Claims):
    (claim,) = claims_of("The gate was open all night.")
    assert claim.chain == (Link(OUTLET, SourceKind.OUTLET, Factuality.CERTAIN),)


def test_a_claim_without_a_source_rests_on_the_outlet_alone(attributed: Claims):
    (claim,) = attributed("The gate was reportedly open all night.")
    assert claim.chain == (Link(OUTLET, SourceKind.OUTLET),)


def test_a_claim_within_a_claim_within_a_claim(attributed: Claims):
    claims = attributed("The clerk said that the memo says that divers believe the gate was open.")
    assert sorted(names(claim.chain)[1:] for claim in claims) == [
        ["clerk"],
        ["clerk", "memo"],
        ["clerk", "memo", "divers"],
    ]


def test_a_claim_within_a_quotation_stays_the_speaker_s(attributed: Claims):
    (claim,) = attributed("“The divers say it was open,” said Dana Holt.")
    assert names(claim.chain) == [OUTLET, "Dana Holt"]


def test_a_later_sentence_is_nested_in_no_earlier_one(attributed: Claims):
    first, second = attributed("Dana Holt said the gate was open. Rurik Vane said that it was shut.")
    assert names(first.chain) == [OUTLET, "Dana Holt"]
    assert names(second.chain) == [OUTLET, "Rurik Vane"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A memo obtained by the Tarn Echo says the gate was open.", ["Tarn Echo", "memo"]),
        ("A memo leaked by a clerk says the gate was open.", ["clerk", "memo"]),
        ("According to a diver interviewed by the Tarn Echo, the gate was open.", ["Tarn Echo", "diver"]),
        ("A memo revealed by the Tarn Echo says the gate was open.", ["Tarn Echo", "memo"]),
    ],
)
def test_who_passes_it_on_stands_before_the_source(text: str, expected: list[str], attributed: Claims):
    (claim,) = attributed(text)
    assert names(claim.chain) == [OUTLET, *expected]
