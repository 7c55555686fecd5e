"""Which fillers of a slot exclude each other, and which may both be meant."""

import pytest

from sayso.crossdoc.deeds import Filler
from sayso.crossdoc.slots import agents_exclude, causes_exclude, manners_exclude, places_exclude, sort_of

NOWHERE: frozenset[tuple[str, str]] = frozenset()


def filler(words: str, *names: str) -> Filler:
    split = tuple(words.split())
    noun = "@" + split[-1] if split[-1] in names else split[-1]
    return Filler(noun, frozenset(split[:-1]), frozenset("@" + name for name in names), split)


@pytest.mark.parametrize(
    ("words", "sort"),
    [("trawler", "vehicle"), ("sniper", "person"), ("torpedo", "weapon"), ("gale force storm", "nature"),
     ("worn clutch", "fault"), ("faulty lid", "fault"), ("lid", "thing")],
)  # fmt: skip
def test_a_filler_has_a_sort(words: str, sort: str) -> None:
    assert sort_of(filler(words)) == sort


@pytest.mark.parametrize(
    ("one", "other", "exclude"),
    [
        ("trawler", "anchor", True), ("trawler", "dredger", True), ("trawler", "ship", False),
        ("police", "rebel", True), ("sniper", "bullet", False), ("mob", "group", False),
        ("constable", "torpedo", False), ("storm", "tractor", True), ("rebel", "militant", False),
    ],
)  # fmt: skip
def test_doers_exclude_each_other_where_both_are_surely_others(one: str, other: str, exclude: bool) -> None:
    assert agents_exclude(filler(one), filler(other)) is exclude
    assert agents_exclude(filler(other), filler(one)) is exclude


def test_a_named_person_and_a_role_may_be_one() -> None:
    assert not agents_exclude(filler("oake", "oake"), filler("mayor"))
    assert agents_exclude(filler("oake", "oake"), filler("farrow", "farrow"))


def test_a_crew_and_a_ship_are_two_only_by_their_names() -> None:
    assert not agents_exclude(filler("crew"), filler("minesweeper"))
    assert agents_exclude(filler("crew", "otter"), filler("minesweeper", "wend"))


def test_a_fault_and_whoever_was_at_work_are_rival_causes() -> None:
    assert causes_exclude(filler("worn clutch"), filler("roofer"))
    assert causes_exclude(filler("lightning"), filler("heater"))
    assert not causes_exclude(filler("incident"), filler("heater"))


def test_manners_exclude_each_other_unless_both_are_told() -> None:
    assert manners_exclude(frozenset({"hand"}), frozenset({"itself"})) == ("hand", "itself")
    assert manners_exclude(frozenset({"hand"}), frozenset({"deliberate"})) is None
    assert manners_exclude(frozenset({"rail", "road"}), frozenset({"road"})) is None


def test_named_places_exclude_each_other_unless_one_lies_in_the_other() -> None:
    assert places_exclude(filler("orm", "orm"), filler("wend", "wend"), NOWHERE)
    assert not places_exclude(filler("orm", "orm"), filler("wend", "wend"), frozenset({("@orm", "@wend")}))


def test_unnamed_places_exclude_each_other_only_among_places_of_their_size() -> None:
    assert places_exclude(filler("north yard"), filler("south yard"), NOWHERE)
    assert places_exclude(filler("cellar"), filler("attic"), NOWHERE)
    assert not places_exclude(filler("cellar"), filler("library"), NOWHERE)
    assert not places_exclude(filler("yard"), filler("north yard"), NOWHERE)
    assert not places_exclude(filler("orm", "orm"), filler("cellar"), NOWHERE)
