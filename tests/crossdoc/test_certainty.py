"""Which claims surely say the same, so that who makes the one confirms the other."""

from itertools import combinations

import pytest

from sayso.crossdoc.certainty import Certainty, confirmed
from sayso.crossdoc.profiles import build_profiles
from sayso.crossdoc.words import load_vocabulary
from tests.crossdoc.webs import Web


def judged(*contents: str, score: float) -> tuple[Web, Certainty]:
    """Claims of as many witnesses, alike by `score`."""
    web = Web()
    witnesses = ("Ola Trim", "Per Hoyle", "Ines Falk", "Karl Voss")
    for witness, content in zip(witnesses, contents, strict=False):
        web.report(witness, f"{witness} said {content}. It is a small town.")
        web.claim(witness, witness, content, witness)
    claims = [*web.claims.values()]
    profiles = build_profiles([*web.documents.values()], claims, load_vocabulary())
    return web, Certainty(profiles, dict.fromkeys(combinations(sorted(profiles), 2), score))


def sure(one: str, other: str) -> bool:
    """Whether two that are alike as wholes agree in their parts too."""
    _, certainty = judged(one, other, score=0.9)
    first, second = certainty.profiles
    assert certainty.holds(first, second) == certainty.holds(second, first)
    return certainty.holds(first, second)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("the sluice gate was opened by hand", "somebody opened the sluice gate by hand"),
        ("a white van left the mill at dawn", "at dawn a white van drove away from the mill"),
        ("the coins came by rail", "everything came by rail, under tarpaulins"),
        ("nobody opened the sluice gate", "the sluice gate was not opened"),
    ],
)
def test_who_says_the_same_of_the_same_confirms(one: str, other: str) -> None:
    assert sure(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("the alarm sounded at once", "she was the alarm"),
        ("it had been out of order", "nobody gave an order"),
        ("two people drowned in the weir", "the council asked for two people"),
        ("the barge is on the lake but did not enter the lock", "the barge entered the lock"),
        ("the sale was against the law", "the sale was within the law"),
        ("nine people were hurt at the mill", "eleven barrels were lost at the mill"),
    ],
    ids=["one word", "in another part", "a number and a light word", "another clause", "a turned one", "other counts"],
)
def test_who_may_speak_of_something_else_does_not(one: str, other: str) -> None:
    assert not sure(one, other)


def test_what_is_hardly_alike_is_not_sure() -> None:
    _, certainty = judged("a white van left the mill", "the white van left the mill", score=0.6)
    assert not certainty.holds(*certainty.profiles)


def test_the_largest_set_that_hangs_together_is_confirmed() -> None:
    van, hay = "a white van left the mill at dawn", "the hay burned in the upper barn"
    web, certainty = judged(van, van, hay, van, score=0.9)
    groups = {name: [claim.id] for name, claim in web.claims.items()}
    assert confirmed(groups, certainty) == {"Ola Trim", "Per Hoyle", "Karl Voss"}
    assert len(confirmed({n: groups[n] for n in ("Ola Trim", "Ines Falk")}, certainty)) == 1
