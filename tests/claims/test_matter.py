"""What is compared of a content that speaks of a report, a verdict, a sight: the assertion itself, and its polarity."""

import pytest

from tests.claims.conftest import Claims

# Text → of its first attributed claim the predicate, the doer, and whether it is negated.
CASES = {
    "The board denied reports that the gate was open.": ("open", ("gate",), False),
    "Dana Holt said reports that the gate was open were false.": ("open", ("gate",), True),
    "Claims that the gate was open are baseless, Dana Holt said.": ("open", ("gate",), True),
    "Dana Holt said the report that the gate was open was not true.": ("open", ("gate",), True),
    "Dana Holt said it was not true that the gate was open.": ("open", ("gate",), True),
    "Dana Holt said it was not false that the gate was open.": ("open", ("gate",), False),
    "The claim that the gate was open has been retracted, Dana Holt said.": ("open", ("gate",), True),
    "She called the report that the gate was open a lie.": ("open", ("gate",), True),
    "Dana Holt said the biggest lie told by the board is that the gate was open.": ("open", ("gate",), True),
    "Dana Holt said the truth is that the gate was open.": ("open", ("gate",), False),
    "Dana Holt said he watched two men load a van.": ("load", ("2", "man"), False),
    "The video shows two men carrying a box.": ("carry", ("2", "man"), False),
    "Quell Works calls it a forgery.": ("forgery", ("it",), False),
    "She called the memo a crude forgery.": ("forgery", ("memo",), False),
    "Dana Holt said it was the guard who opened the gate.": ("open", ("guard",), False),
    "Dana Holt said it was the north gate that had opened.": ("open", ("north", "gate"), False),
    "Dana Holt said it was not the guard who opened the gate.": ("open", ("guard",), True),
    "Dana Holt said stories that the gate was open are baseless.": ("open", ("gate",), True),
    "Dana Holt accused the board of hiding the report.": ("hide", (), False),
}
# Of these nothing is taken off: who says the whole does not say the part.
KEPT = {
    "Dana Holt said he did not see two men load a van.": "see",
    "Dana Holt said no report that the gate was open had reached him.": "reach",
    "Dana Holt said claims that the gate was open may be false.": "false",
    "Dana Holt said the cost of hiding the report was high.": "high",
    "Dana Holt said it was a gate that he had never seen.": "gate",
    "Mayor Sal Orr called the board's statement that the gate was open an insult.": "statement",
}


@pytest.mark.parametrize(("text", "expected"), CASES.items())
def test_the_assertion_is_compared(text: str, expected: tuple[str, tuple[str, ...], bool], attributed: Claims):
    gist = attributed(text)[0].gist
    assert (gist.head, gist.subject, gist.negated) == expected


@pytest.mark.parametrize(("text", "head"), KEPT.items())
def test_what_says_more_is_left_whole(text: str, head: str, attributed: Claims):
    assert attributed(text)[0].gist.head == head


def test_what_a_subject_only_reports_is_not_said(claims_of: Claims):
    text = "Every report that the gate was open goes back to one man, Dana Holt said."
    gist = next(claim.gist for claim in claims_of(text) if claim.source and claim.source.text == "Dana Holt")
    assert gist.head == "go"
    assert "gate" not in gist.lemmas
    assert "gate" in gist.about


def test_who_calls_a_report_something_does_not_say_it(attributed: Claims):
    text = "Mayor Sal Orr called the board's statement that the gate was open an insult."
    mayor, board = attributed(text)
    assert "gate" not in mayor.gist.lemmas
    assert board.content.text == "that the gate was open"
