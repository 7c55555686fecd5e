"""Questions made of claims' own words, and what happens where a clause can't be turned round."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.crossdoc.asking import ask, ask_whether
from sayso.crossdoc.phrasing import in_pairs
from sayso.model import Variable
from tests.crossdoc.test_deeds import profile_of


@pytest.mark.parametrize(
    ("variable", "content", "question"),
    [
        (Variable.TIME, "the lamp went out at ten", "When did the lamp go out?"),
        (Variable.TIME, "the gate was last painted in May", "When was the gate painted?"),
        (Variable.PLACE, "the film was made in Wend", "Where was the film made?"),
        (Variable.AGENT, "the wall had been wrecked by a tractor", "By whom or what was the wall wrecked?"),
        (Variable.AGENT, "a tractor wrecked the wall", "Who or what wrecked the wall?"),
        (Variable.CAUSE, "the fire was started by lightning", "What caused the fire?"),
        (Variable.CAUSE, "the lamp failed because of a worn relay", "Why did the lamp fail?"),
        (Variable.MANNER, "the gate was opened by hand", "How was the gate opened?"),
        (Variable.MANNER, "the boat was lashed down", "What was done with the boat?"),
        (Variable.NUMBER, "forty sheep drowned", "How many sheep drowned?"),
        (Variable.NUMBER, "the boat will have eight oars", "How many oars will the boat have?"),
        (Variable.NUMBER, "about 43 per cent of voters stayed at home", "What percentage of voters stayed at home?"),
    ],
)
def test_a_clause_is_turned_round(variable: Variable, content: str, question: str) -> None:
    profile = profile_of(content)
    assert ask(variable, [], [profile]) == question


def test_a_clause_with_a_pronoun_is_set_beside_the_question() -> None:
    assert ask(Variable.TIME, [], [profile_of("it went out at ten")]) == "When did this happen: it went out at ten?"


def test_the_plainer_of_two_is_asked_in() -> None:
    plain, vague = profile_of("the lamp went out at ten"), profile_of("it failed at nine")
    assert ask(Variable.TIME, [], [vague, plain]) == ask(Variable.TIME, [], [plain, vague])
    assert "the lamp" in ask(Variable.TIME, [], [vague, plain])


@pytest.mark.parametrize(
    ("content", "question"),
    [
        ("the wall had been torn down by a bull", "Was the wall torn down by a bull?"),
        ("the transfer was lawful", "Was the transfer lawful?"),
        ("the mayor stole the crown", "Did the mayor steal the crown?"),
        ("there were two bulls in the orchard", "Were there two bulls in the orchard?"),
    ],
)
def test_whether_it_is_so(content: str, question: str) -> None:
    assert ask_whether([profile_of(content)]) == question


@pytest.mark.parametrize("content", ["it was lawful", "a crude forgery", "the crown was not stolen"])
def test_whether_is_not_asked_of_what_cannot_stand_alone(content: str) -> None:
    assert ask_whether([profile_of(content)]) is None


@pytest.mark.parametrize("content", ["the boat to have been at sea since May", "Orlen of being behind the theft"])
def test_a_clause_without_a_finite_verb_is_not_turned_round(content: str) -> None:
    assert ask_whether([profile_of(content)]) is None


@pytest.mark.parametrize(
    ("variable", "content", "question"),
    [
        (Variable.TIME, "the lamp (an old one went out at ten", "When did the lamp an old one go out?"),
        (Variable.AGENT, "the “wall had been wrecked by a tractor", "By whom or what was the wall wrecked?"),
        (Variable.NUMBER, 'forty "sheep drowned', "How many sheep drowned?"),
        (Variable.NUMBER, "forty “black” sheep (and a goat) drowned", "How many “black” sheep (and a goat) drowned?"),
        (Variable.TIME, "it (the lamp went out at ten", "When did this happen: it the lamp went out at ten?"),
    ],
)
def test_no_mark_is_left_without_its_other_one(variable: Variable, content: str, question: str) -> None:
    assert ask(variable, [], [profile_of(content)]) == question


@given(st.text(alphabet='ab ()[]{}“”«»„"', max_size=30))
def test_what_is_cut_in_pairs_has_all_its_words_and_no_lone_mark(text: str) -> None:
    whole = in_pairs(text)
    assert in_pairs(whole) == whole
    assert [c for c in whole if c in "ab"] == [c for c in text if c in "ab"]
    for opening, closing in ("()", "[]", "{}", "«»"):
        assert whole.count(opening) == whole.count(closing)
    assert whole.count('"') % 2 == 0


def test_what_is_in_pairs_stays_as_it_is() -> None:
    text = "he said: “the (old) lamp «went» out”,  „wirklich“"
    assert in_pairs(text) == text
