"""What rests on what, by steps, and what a proposition comes to without it."""

from collections.abc import Sequence
from dataclasses import replace

from sayso.crossdoc.resting import fall, foresee
from sayso.model import Origin, SourceKind, Stance, Standing
from tests.crossdoc.webs import UNNAMED, Web

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
    after = foresee(whole, {one}, claims, lambda _: frozenset())
    assert [(o.name, o.kind, o.claims) for o in after.origins] == [
        ("an official", UNNAMED, (two,)),
        ("Tove Ness", SourceKind.PERSON, (three,)),
    ]
    assert after.origins[0].why == "counted as one; 1 claim of it withdrawn"
    assert after.origins[1] == other
    assert [o.name for o in foresee(whole, {two}, claims, lambda _: frozenset()).origins] == [
        "Ilka Brandvoll",
        "Tove Ness",
    ]


def test_without_anything_withdrawn_all_stays():
    web = told()
    whole = web.home(web.align(), "One")
    assert foresee(whole, frozenset(), [], lambda _: frozenset()) is whole


def test_the_fewer_origins_are_left_the_lower_it_stands():
    web = told()
    whole = web.home(web.align(), "One")
    members = {c.claim for c in whole.claims}
    claims = [claim for claim in web.claims.values() if claim.id in members]
    gone: set[str] = set()
    counts = [whole.affirming_origins]
    for claim in claims:
        gone.add(claim.id)
        after = foresee(whole, gone, claims, lambda _: frozenset())
        counts.append(after.affirming_origins)
    assert counts == sorted(counts, reverse=True)
    assert (counts[-1], after.standing) == (0, Standing.WITHDRAWN)
