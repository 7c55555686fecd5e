from dataclasses import replace
from datetime import date

from sayso.dossier.catalogue import build_catalogue
from sayso.dossier.lanes import build_lanes
from sayso.dossier.moments import Lane
from sayso.model import Event, Interval, Timing
from tests.dossier.stories import dam_story, hostile_story
from tests.dossier.wires import wire_story


def lanes_with(*dates: Interval) -> tuple[Lane, ...]:
    story = wire_story(3)
    (held,) = story.comparison.propositions
    events = tuple(Event(when, "the bridge was closed", (held.claims[0].claim,), held.id) for when in dates)
    story = replace(story, comparison=replace(story.comparison, events=events))
    return build_lanes(build_catalogue(story), story.comparison)


def test_an_event_is_as_long_as_its_date_is_imprecise_and_open_where_it_is() -> None:
    first, last = date(2035, 4, 1), date(2035, 4, 30)
    (lane,) = lanes_with(Interval(first, last), Interval(None, last), Interval(first, None))
    assert {(event.when, event.first, event.last) for event in lane.events} == {
        ("April 2035", "2035-04-01", "2035-04-30"),
        ("by 30 April 2035", "", "2035-04-30"),
        ("from 1 April 2035", "2035-04-01", ""),
    }


def test_a_statement_whose_day_is_not_told_has_no_beginning() -> None:
    (lane,) = lanes_with()
    by, undated = lane.statements
    assert (by.when, by.first, by.last, by.verb) == ("by 2 May 2035", "", "2035-05-02", "said")
    assert (undated.when, undated.first, undated.last, undated.verb) == ("undated", "", "", "denied")
    story = wire_story(3)
    told = replace(story.comparison.statements[0], timing=Timing.TOLD)
    story = replace(story, comparison=replace(story.comparison, statements=(told,)))
    ((statement,),) = [lane.statements for lane in build_lanes(build_catalogue(story), story.comparison)]
    assert (statement.first, statement.last) == ("2035-05-02", "2035-05-02")


def test_a_lane_says_that_there_is_more() -> None:
    assert [lane.more for lane in lanes_with()] == [True]  # Mira Tosk's claim is in no statement of this story


def test_every_event_and_statement_of_a_proposition_stands_in_its_lane_and_lanes_are_in_order() -> None:
    for story in (dam_story(), hostile_story("x y z")):
        lanes = build_lanes(build_catalogue(story), story.comparison)
        assert sum(len(lane.events) for lane in lanes) == len(story.comparison.events) > 0
        assert sum(len(lane.statements) for lane in lanes) == len(story.comparison.statements)
        spells = [[*lane.events, *lane.statements] for lane in lanes]
        first = [min((day for s in some for day in (s.first, s.last) if day), default="~") for some in spells]
        assert first == sorted(first)
