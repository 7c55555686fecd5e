"""A claim as a deed: what fills its slots, and what is left open."""

import pytest

from sayso.crossdoc.deeds import Deed, deeds_of, is_kept, is_unheld
from sayso.crossdoc.profiles import Profile, build_profiles
from sayso.crossdoc.words import load_vocabulary
from tests.crossdoc.webs import Web


def profile_of(content: str) -> Profile:
    web = Web()
    web.report("A", f"Ola Trim said {content}. It was late.")
    web.claim("a", "A", content, "Ola Trim")
    (profile,) = build_profiles(list(web.documents.values()), list(web.claims.values()), load_vocabulary()).values()
    return profile


def deed_of(content: str, at: int = 0) -> Deed:
    return deeds_of(profile_of(content))[at]


@pytest.mark.parametrize(
    ("content", "family", "doer"),
    [
        ("the wall was wrecked by a tractor", "damage", "tractor"),
        ("a tractor wrecked the wall", "damage", "tractor"),
        ("the shepherd was shot by rebels", "kill", "rebel"),
        ("Bram Oake stole the crown", "=steal", "oake"),
    ],
)
def test_a_deed_has_its_family_and_its_doer(content: str, family: str, doer: str) -> None:
    deed = deed_of(content)
    assert deed.family == family
    assert deed.agent is not None
    assert deed.agent.words[-1] == doer


def test_what_comes_of_itself_is_no_act_and_has_no_doer() -> None:
    deed = deed_of("the gate opened by itself")
    assert not deed.act
    assert deed.agent is None
    assert deed.manners == {"itself"}


def test_who_starts_a_mishap_is_its_cause() -> None:
    deed = deed_of("a faulty heater started the fire")
    assert deed.agent is None
    assert deed.cause is not None
    assert deed.cause.words[-1] == "heater"


def test_who_starts_what_is_no_mishap_is_no_cause() -> None:
    assert deeds_of(profile_of("the inquiry has begun its work")) == ()


def test_a_cause_is_read_behind_because_of() -> None:
    deed = deed_of("the lamp failed because of a worn relay")
    assert deed.cause is not None
    assert deed.cause.words[-1] == "relay"


def test_a_relative_clause_tells_a_deed_of_its_noun() -> None:
    deed = deed_of("sailors cast off the buoy that pierced the hull", 1)
    assert (deed.family, deed.aside) == ("damage", True)
    assert deed.agent is not None
    assert deed.agent.words == ("buoy",)


def test_many_things_are_not_one() -> None:
    assert deed_of("the gate was opened by a boy").one
    assert not deed_of("gates were opened by a boy").one


def test_what_is_denied_is_no_deed_and_what_is_planned_says_so() -> None:
    assert deeds_of(profile_of("the film was not made in Wend")) == ()
    assert deed_of("the film will be made in Wend").planned
    assert not deed_of("the film was made in Wend").planned


def test_all_of_several_things_are_meant_with_the_article() -> None:
    assert deed_of("the crates came by sea").whole
    assert not deed_of("crates came by sea").whole


def test_what_was_not_moved_and_what_was_fastened_was_kept() -> None:
    assert is_kept(profile_of("the boat was not moved"))
    assert is_kept(profile_of("the boat was lashed down"))
    assert not is_kept(profile_of("the boat was moved"))


def test_a_denied_time_is_held_by_nobody_but_a_bound_is() -> None:
    assert is_unheld(profile_of("the bridge did not open on 3 May"))
    assert not is_unheld(profile_of("the bridge will not open before July"))
    assert not is_unheld(profile_of("the bridge opened on 3 May"))
