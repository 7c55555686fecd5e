"""What speaks for and against two claims being of one proposition, and how likely that makes them."""

from dataclasses import replace
from datetime import date

import pytest

from sayso.crossdoc.pairs import WEIGHTS, likeness
from sayso.crossdoc.profiles import Profile, build_profiles
from sayso.crossdoc.signs import features
from sayso.crossdoc.stances import commitment
from sayso.crossdoc.words import load_vocabulary
from sayso.model import Course, Factuality, Stance
from tests.crossdoc.webs import Web


def profiles(one: str, other: str, *, apart: bool = True) -> tuple[Profile, Profile]:
    """Two contents as comparing sees them, in two reports or in one, among others of their story."""
    web = Web()
    web.report("A", f"{one}." if apart else f"{one}. {other}.")
    web.claim("one", "A", one)
    if apart:
        web.report("B", f"{other}.")
    web.claim("other", "B" if apart else "A", other)
    found = build_profiles(list(web.documents.values()), list(web.claims.values()), load_vocabulary())
    return found[web.claims["one"].id], found[web.claims["other"].id]


def sign(name: str, one: str, other: str) -> float:
    return features(*profiles(one, other))[name]


PAIRS = [
    ("The boat sank off Orlen", "A vessel went down near Orlen"),
    ("Nine people died at the mill", "The mayor opened the fair"),
    ("It came by rail", "Everything came by rail at night"),
]


@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_every_sign_is_symmetric(one: str, other: str) -> None:
    mine, theirs = profiles(one, other)
    assert features(mine, theirs) == pytest.approx(features(theirs, mine))
    assert likeness(mine, theirs) == pytest.approx(likeness(theirs, mine))


def test_every_weight_is_of_a_sign() -> None:
    assert WEIGHTS.keys() <= features(*profiles(*PAIRS[0])).keys()


def test_words_that_mean_nearly_the_same_meet_though_no_list_joins_them() -> None:
    near = sign("sense of both", "The harbour needs a new trumpet", "The harbour needs a new violin")
    far = sign("sense of both", "The harbour needs a new trumpet", "The harbour needs a new sandwich")
    assert near > far + 0.03


def test_a_count_is_set_against_what_is_said_otherwise_of_the_same() -> None:
    counted, otherwise = "Nine passengers drowned", "A leak made the passengers of the ferry ill"
    assert sign("one-sided number", counted, otherwise) == 1.0
    assert sign("one-sided number", counted, "The passengers drowned off Orlen") == 0.0


def test_a_time_that_most_of_a_report_is_of_tells_little() -> None:
    night, told = (date(2040, 5, 1), date(2040, 5, 1)), ["the mill burned", "the horn blew", "the lock failed"]
    telling = []
    for common in (False, True):
        web = Web()
        web.report("A", ". ".join(told) + ".")
        for at, content in enumerate(told):
            web.claim(content, "A", content, time=night if common or at == 0 else None)
        found = build_profiles(list(web.documents.values()), list(web.claims.values()), load_vocabulary())
        telling.append(found[web.claims["the mill burned"].id].dating)
    assert telling[1] < telling[0] == 1.0


def test_names_and_numbers_are_met_by_themselves_alone() -> None:
    mine, _ = profiles("Rook was seen in Tolm", "Brandel was seen in Orlen")
    named = [at for at, term in enumerate(mine.said) if term.startswith("@")]
    assert named
    assert not mine.senses[named].any()


def test_claims_that_share_how_it_was_done_share_an_adjunct() -> None:
    assert sign("same adjunct", "They went in by rail", "Everything came by rail") > 0
    assert sign("same adjunct", "They went in by rail", "Everything came by road") == 0


def test_the_same_number_of_the_same_things_speaks_for_one_proposition() -> None:
    assert sign("same number", "Six wagons were burnt", "Thieves took six wagons") == 1
    assert sign("same number", "Six wagons were burnt", "Thieves took seven wagons") == 0
    assert sign("same number", "The wagons were burnt", "Thieves took wagons") == 0


def test_a_contrary_number_excludes_what_is_else_the_same() -> None:
    assert likeness(*profiles("Six wagons were burnt", "Seven wagons were burnt")) < 0.1
    assert likeness(*profiles("Six wagons were burnt", "Six wagons were burnt")) > 0.5


def test_when_it_was_is_not_how_it_came_about() -> None:
    how, when = "The fire was started by the welders", "The fire began between 23:10 and 23:20"
    assert likeness(*profiles(how, when)) < likeness(*profiles(how, "The fire began")) / 2
    assert likeness(*profiles("The fire broke out at 23:20", when)) > 0.3


def test_claims_that_tell_no_numeral_have_the_same() -> None:
    assert sign("same numerals", "Six wagons were burnt", "The wagons were burnt") == 0
    assert sign("same numerals", "The wagons were burnt", "Thieves took the wagons") == 1


def test_what_is_said_to_come_is_not_what_has_come() -> None:
    assert sign("one looks ahead", "The ferry will sail on Monday", "The ferry sailed on Monday") == 1


def test_reports_of_one_affair_touch_more_than_reports_of_two() -> None:
    same = sign("touching casts", "Rook met Brandel in Tolm", "In Tolm Brandel was met by Rook")
    other = sign("touching casts", "Rook met Brandel in Tolm", "Vesk sued Harrow in Orlen")
    assert same > other


def test_a_profile_without_vectors_is_compared_by_its_words() -> None:
    mine, theirs = profiles("The boat sank off Orlen", "The boat sank off Orlen")
    bare = replace(theirs, senses=theirs.senses[:, :0])
    assert features(mine, bare)["sense of both"] == pytest.approx(features(mine, theirs)["share of both"])


@pytest.mark.parametrize(
    "content", ["Orlen was behind the theft", "Orlen had a hand in it", "Orlen had anything to do with the theft"]
)
def test_idioms_of_involvement_share_a_term(content: str) -> None:
    mine, theirs = profiles(content, "Orlen played a part in the theft")
    assert "=part" in mine.said.keys() & theirs.said.keys()


def test_who_finds_it_hard_to_believe_doubts() -> None:
    web = Web()
    web.report("A", "Vesk finds it hard to believe that the lamp was lit. He said that the lamp was lit at noon.")
    web.claim("doubt", "A", "that the lamp was lit", "Vesk", cue="finds")
    assert commitment(web.claims["doubt"], load_vocabulary()) is Stance.DOUBTS
    web.claim("told", "A", "the lamp was lit at noon", "He", cue="said")
    assert commitment(web.claims["told"], load_vocabulary()) is Stance.AFFIRMS


def test_who_sets_a_condition_affirms_what_stands_on_it() -> None:
    web = Web()
    web.report("A", "Vesk said the lock would open in May, provided the weather holds.")
    web.claim("set", "A", "the lock would open in May", "Vesk", cue="said", factuality=Factuality.UNKNOWN)
    claim = web.claims["set"]
    assert commitment(claim, load_vocabulary()) is Stance.DOUBTS
    assert commitment(replace(claim, course=Course.CONDITIONAL), load_vocabulary()) is Stance.AFFIRMS


def test_what_somebody_says_to_do_with_a_thing_is_no_claim_of_it() -> None:
    assert profiles("I do anchors", "The anchors were secured")[0].bare
    assert not profiles("I secured anchors", "The anchors were secured")[0].bare
    assert not profiles("It sank", "The boat sank")[0].bare
