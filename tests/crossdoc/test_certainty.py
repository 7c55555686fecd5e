"""Which claims surely say the same, so that who makes the one confirms the other."""

from itertools import combinations

import pytest

from sayso.crossdoc.certainty import Certainty, confirmed
from sayso.crossdoc.profiles import build_profiles
from sayso.crossdoc.words import load_vocabulary
from tests.crossdoc.webs import Web

MILL = (
    "The blaze began in the grain loft of the flour mill. Sacks, beams and ladders fell into the millrace, the "
    "miller's apprentices carried buckets all night, and firemen pumped water until the morning, when rafters fell."
)
FERRY = (
    "The rudder of the boat jammed in the swell. Divers searched the hull below the pier, passengers waited on the "
    "quay with blankets and lanterns, and the skipper counted lifebelts while gulls circled the bollards."
)


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
        ("a column of 40 lorries crossed the border at Orrin", "40 trucks crossed the border at Orrin"),
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
        ("the dead of the flood", "the dead of the flood were buried in the lower churchyard at noon by the guild"),
        ("40 men on the lower quay of Orrin", "40 men were seen on the lower quay of Orrin"),
    ],
    ids=[
        "one word",
        "in another part",
        "a number and a light word",
        "another clause",
        "a turned one",
        "other counts",
        "a fragment",
        "a number of things of which nothing is said",
    ],
)
def test_who_may_speak_of_something_else_does_not(one: str, other: str) -> None:
    assert not sure(one, other)


def test_what_is_hardly_alike_is_not_sure() -> None:
    _, certainty = judged("a white van left the mill", "the white van left the mill", score=0.5)
    assert not certainty.holds(*certainty.profiles)


def test_the_largest_set_that_hangs_together_is_confirmed() -> None:
    van, hay = "a white van left the mill at dawn", "the hay burned in the upper barn"
    web, certainty = judged(van, van, hay, van, score=0.9)
    groups = {name: [claim.id] for name, claim in web.claims.items()}
    assert confirmed(groups, certainty) == {"Ola Trim", "Per Hoyle", "Karl Voss"}
    assert len(confirmed({n: groups[n] for n in ("Ola Trim", "Ines Falk")}, certainty)) == 1


def test_in_one_report_only_the_same_predicate_confirms() -> None:
    def in_one_report(first: str, second: str) -> bool:
        web = Web()
        web.report("A", f"Ola Trim said {first}. Per Hoyle said {second}.")
        web.claim("one", "A", first, "Ola Trim")
        web.claim("other", "A", second, "Per Hoyle")
        profiles = build_profiles([*web.documents.values()], [*web.claims.values()], load_vocabulary())
        certainty = Certainty(profiles, dict.fromkeys(combinations(sorted(profiles), 2), 0.9))
        return certainty.holds(*profiles)

    assert in_one_report("the young miners left the old quarry", "the old quarry was left by the young miners")
    assert not in_one_report("the young miners praised the old quarry", "the old quarry fed the young miners")


def test_reports_of_two_affairs_confirm_nothing_but_of_what_they_both_name() -> None:
    def sure_over(beyond: str, content: str) -> bool:
        web = Web()
        web.report("A", f"Ola Trim said {content}. {MILL}")
        web.report("B", f"Per Hoyle said {content}. {beyond}")
        web.claim("one", "A", content, "Ola Trim")
        web.claim("other", "B", content, "Per Hoyle")
        profiles = build_profiles([*web.documents.values()], [*web.claims.values()], load_vocabulary())
        certainty = Certainty(profiles, dict.fromkeys(combinations(sorted(profiles), 2), 0.9))
        return certainty.holds(*profiles)

    assert sure_over(MILL, "the flags were lowered at noon")
    assert not sure_over(FERRY, "the flags were lowered at noon")
    assert sure_over(FERRY, "the flags of Orrin were lowered at noon")
