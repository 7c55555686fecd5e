"""What rests on what, by steps, and what a proposition comes to without it."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations

import pytest

from sayso.crossdoc.resting import fall, foresee, without
from sayso.crossdoc.standing import Spoken, Tells, propose_grade
from sayso.model import Origin, SourceKind, Stance, StancedClaim, Standing
from tests.crossdoc.webs import UNNAMED, Web

NOTHING_TAKEN_BACK: tuple[Tells, Spoken] = (lambda _: False, lambda _: frozenset())
STEPS = {
    "d1:a": [("c1:a", "it stands in that report"), ("c1:b", "it stands in that report")],
    "c1:b": [("c1:c", "it cites that")],
    "c1:c": [("c1:d", "it cites that"), ("c1:b", "it cites that")],
    "e1:x": [("c1:d", "it is the word of X")],
}


def steps(things: Sequence[str]) -> list[tuple[str, str, str]]:
    return [(thing, claim, why) for thing in things for claim, why in STEPS.get(thing, ())]


def test_all_that_rests_on_a_thing_is_found_by_the_fewest_steps():
    fallen = fall(["d1:a"], steps)
    assert {claim: one.why for claim, one in fallen.items()} == {
        "c1:a": "it stands in that report",
        "c1:b": "it stands in that report",
        "c1:c": "it cites that; it stands in that report",
        "c1:d": "it cites that; it cites that; it stands in that report",
    }
    assert {one.on for one in fallen.values()} == {"d1:a"}


def test_what_rests_on_two_things_is_told_of_the_nearer():
    fallen = fall(["d1:a", "e1:x"], steps)
    assert (fallen["c1:d"].on, fallen["c1:d"].why) == ("e1:x", "it is the word of X")


def test_nothing_rests_on_what_is_not_there():
    assert fall(["d1:z"], steps) == {}


def told() -> Web:
    web = Web()
    for name, who in (("One", "Ilka Brandvoll"), ("Two", "an official"), ("Three", "Tove Ness")):
        web.report(name, f"The lock at Orlen Ford was shut on Monday, {who} said.")
        kind = UNNAMED if who.startswith("an ") else SourceKind.PERSON
        web.claim(name, name, "The lock at Orlen Ford was shut on Monday", who, kind=kind)
    return web


def test_whoever_is_left_of_an_origin_is_not_called_by_who_was_withdrawn():
    web = told()
    whole = web.home(web.align(), "One")
    one, two, three = (web.claims[name].id for name in ("One", "Two", "Three"))
    joined = Origin("Ilka Brandvoll", SourceKind.PERSON, Stance.AFFIRMS, tuple(sorted([one, two])), "counted as one")
    other = Origin("Tove Ness", SourceKind.PERSON, Stance.AFFIRMS, (three,), "rests on Tove Ness")
    whole = replace(whole, origins=(joined, other), standing=Standing.CORROBORATED)
    claims = [web.claims[name] for name in ("One", "Two", "Three")]
    after = without(whole, {one: "R. Holm"}, claims, NOTHING_TAKEN_BACK, propose_grade)
    assert [(o.name, o.kind, o.claims) for o in after.origins] == [
        ("an official", UNNAMED, (two,)),
        ("Tove Ness", SourceKind.PERSON, (three,)),
    ]
    assert after.origins[0].why == "counted as one; 1 claim of it withdrawn"
    assert after.origins[1] == other
    later = without(whole, {two: "R. Holm"}, claims, NOTHING_TAKEN_BACK, propose_grade)
    assert [o.name for o in later.origins] == [
        "Ilka Brandvoll",
        "Tove Ness",
    ]


def test_without_anything_withdrawn_all_stays():
    web = told()
    whole = web.home(web.align(), "One")
    assert without(whole, {}, [], NOTHING_TAKEN_BACK, propose_grade) is whole
    assert foresee(whole, set(), *NOTHING_TAKEN_BACK) == (whole.standing, 3, 0)


def test_the_fewer_origins_are_left_the_lower_it_stands():
    web = told()
    whole = web.home(web.align(), "One")
    gone: set[str] = set()
    counts = [whole.affirming_origins]
    for claim in whole.claims:
        gone.add(claim.claim)
        standing, affirming, _ = foresee(whole, gone, *NOTHING_TAKEN_BACK)
        counts.append(affirming)
    assert counts == sorted(counts, reverse=True)
    assert (counts[-1], standing) == (0, Standing.WITHDRAWN)


@pytest.mark.parametrize("back", [(), ("c1:3",), ("c1:1", "c1:3")])
def test_what_is_foreseen_is_what_is_left_whatever_falls(back: tuple[str, ...]):
    """Of a proposition that two affirm (one of them twice), one denies and one doubts, each set of claims falls."""
    claim, web = next(iter((made := told()).claims.values())), made
    idents = [f"c1:{number}" for number in range(5)]
    claims = [replace(claim, id=ident) for ident in idents]
    affirms, denies, doubts = Stance.AFFIRMS, Stance.DENIES, Stance.DOUBTS
    whole = replace(
        web.home(web.align(), "One"),
        claims=tuple(map(StancedClaim, idents, (affirms, affirms, affirms, denies, doubts))),
        origins=(
            Origin("Ilka Brandvoll", SourceKind.PERSON, affirms, ("c1:0", "c1:1"), "counted as one"),
            Origin("Tove Ness", SourceKind.PERSON, affirms, ("c1:2",), "rests on Tove Ness"),
            Origin("Odo Brandt", SourceKind.PERSON, denies, ("c1:3",), "rests on Odo Brandt"),
        ),
    )
    spoken = (back.__contains__, {ident: frozenset({f"e1:{int(ident[-1]) % 2}"}) for ident in idents}.__getitem__)
    seen = set()
    for number in range(1, 6):
        for gone in combinations(idents, number):
            after = without(whole, dict.fromkeys(gone, ""), claims, spoken, propose_grade)
            told_of = (after.standing, after.affirming_origins, after.denying_origins)
            assert foresee(whole, set(gone), *spoken) == told_of
            seen.add(after.standing)
    assert len(seen) == 4
