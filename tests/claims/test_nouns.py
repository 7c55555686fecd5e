"""Nouns that report: with what they report and whose word it is, or not at all."""

import pytest

from sayso.claims.english.parsed.nouns import ReportNouns
from sayso.lexicon import load_lexicon
from sayso.reading import Reader
from tests.claims.cases import make_document
from tests.claims.conftest import Claims

NOUNS = ReportNouns(load_lexicon("en", "commitment", "cues", "frames", "predicates", "sources"))

LEAKED = "that the lock had leaked"


@pytest.mark.parametrize(
    ("text", "source"),
    [
        (f"The board made the claim {LEAKED}.", "The board"),
        (f"The board renewed its accusation {LEAKED}.", "The board"),
        (f"Lena Ost's insistence {LEAKED} was met with laughter.", "Lena Ost"),
        (f"The suggestion by divers {LEAKED} was laughed at.", "divers"),
        (f"There is a growing belief among divers {LEAKED}.", "divers"),
        (f"The remark {LEAKED} was attributed to the mayor.", "the mayor"),
        (f"The claim {LEAKED} goes back to one pilot.", "one pilot"),
        (f"The claims {LEAKED} were false.", None),
        (f"There were reports {LEAKED}.", None),
        (f"The board faces accusations {LEAKED}.", None),
        (f"Word spread {LEAKED}.", None),
    ],
)
def test_whose_word_a_noun_gives(text: str, source: str | None, attributed: Claims):
    (claim,) = attributed(text)
    assert claim.content.text == LEAKED
    assert (claim.source.text if claim.source else None) == source


@pytest.mark.parametrize(
    "text",
    [
        "The claim that she made was false.",
        "The report that the board had published was late.",
        "The claims made by the board were false.",
        "There were conflicting reports about the cause.",
        "The board heard the views of the islanders.",
        "The fact that the lock had leaked was known.",
        "Accusations by guards were ignored.",
    ],
)
def test_a_noun_without_what_it_reports_is_no_cue(text: str, reader: Reader):
    (annotated,) = reader.read([make_document(text)])
    assert list(NOUNS.find(annotated.parse)) == []


def test_nothing_is_left_for_the_outlet_of_what_a_noun_says(claims_of: Claims):
    (claim,) = claims_of(f"There were rumours {LEAKED}.")
    assert not claim.own


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("She has a theory of her own: the gate had been left open.", "She"),
        ("The pilot has another explanation: the gate had been left open.", "The pilot"),
        ("The pilot has no explanation: the gate had been left open.", None),
    ],
)
def test_what_a_colon_opens_is_the_theory_before_it(text: str, source: str | None, attributed: Claims):
    found = [(claim.source.text, claim.content.text) for claim in attributed(text) if claim.source]
    assert found == ([(source, "the gate had been left open")] if source else [])
