"""Verbs that report only where they give a figure."""

import pytest

from tests.claims.conftest import Claims


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        ("The board put the toll at twelve.", "The board", "the toll at twelve"),
        ("Officials have put the toll at between 12 and 15.", "Officials", "the toll at between 12 and 15"),
        ("The latest count gives the opposition 41 seats.", "The latest count", "the opposition 41 seats"),
        ("Opinion polls gave the mayor a lead of nine points.", "Opinion polls", "the mayor a lead of nine points"),
        ("The inquiry counted seventeen breaches.", "The inquiry", "seventeen breaches"),
        ("A spokesman gave the cause as engine failure.", "A spokesman", "the cause as engine failure"),
        ("The map marks six wells on the north shore.", "The map", "six wells on the north shore"),
        ("The duty list has 14 names on it.", "The duty list", "14 names on it"),
        ("The commission put the collision at the north lock.", "The commission", "the collision at the north lock"),
        ("The matron counts sixty-three wounded.", "The matron", "sixty-three wounded"),
        ("The board puts the impact at 10:20.", "The board", "the impact at 10:20"),
        ("Ten lamps stand in two rows, by the board's count.", "the board", "Ten lamps stand in two rows"),
        ("The log puts the first call at 9.52 p.m.", "The log", "the first call at 9.52 p.m"),
    ],
)
def test_a_figure_is_somebody_s_word(text: str, source: str, content: str, attributed: Claims):
    (claim,) = attributed(text)
    assert claim.source is not None
    assert (claim.source.text, claim.content.text) == (source, content)


@pytest.mark.parametrize(
    "text",
    [
        "The court put the hearing at 9 a.m. on Monday.",
        "The bank set the rate at 4 per cent.",
        "The chef placed two spoons at each plate.",
        "She gave the dog a name and counted the days.",
        "The treaty gave the town a harbour in which 200 boats lie.",
        "The ship put in at nine.",
        "The report has 200 pages.",
        "He lists to port, and the ship lists too.",
        "Counting the four tugs, nine boats were lost.",
    ],
)
def test_no_figure_no_claim(text: str, attributed: Claims):
    assert attributed(text) == ()
