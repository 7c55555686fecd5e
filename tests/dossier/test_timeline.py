from dataclasses import replace
from datetime import date

import pytest

from sayso.dossier import build_dossier
from sayso.dossier.values import Timeline, TimeRow
from sayso.dossier.wording import clip, count, day_words, interval_words, listing
from sayso.model import Comparison, Event, Interval, cut
from tests.dossier.making import make_claim, make_document, make_story
from tests.dossier.stories import dam_story


def interval(first: str, last: str) -> Interval:
    return Interval(date.fromisoformat(first) if first else None, date.fromisoformat(last) if last else None)


def timeline(*intervals: Interval, published: tuple[str, ...] = ("2034-03-14", "2034-03-16")) -> Timeline:
    reports = [make_document(f"It rained {n}.", "Post", f"Rain {n}", day, "") for n, day in enumerate(published)]
    claims = [make_claim(report, "It rained") for report in reports]
    events = tuple(Event(held, f"Event {n}", (claims[0].id,)) for n, held in enumerate(intervals))
    return build_dossier(make_story(reports, claims, Comparison(events=events))).timeline


def only_row(held: Interval) -> TimeRow:
    (row,) = timeline(held).rows
    return row


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        ("2034-03-14", "2034-03-14", "14 March 2034"),
        ("2034-03-01", "2034-03-31", "March 2034"),
        ("2032-02-01", "2032-02-29", "February 2032"),
        ("2034-01-01", "2034-12-31", "2034"),
        ("2030-01-01", "2034-12-31", "2030 to 2034"),
        ("2034-08-01", "2034-09-30", "August to September 2034"),
        ("2033-12-01", "2034-01-31", "December 2033 to January 2034"),
        ("2034-03-10", "2034-03-14", "10–14 March 2034"),
        ("2034-03-10", "2034-04-02", "10 March to 2 April 2034"),
        ("2033-12-30", "2034-01-02", "30 December 2033 to 2 January 2034"),
        ("", "2034-06-30", "by 30 June 2034"),
        ("2034-06-30", "", "from 30 June 2034"),
        ("", "", "at an unknown time"),
        ("9999-01-01", "9999-12-31", "9999"),
    ],
)
def test_dates_are_worded_as_precisely_as_they_are_known(first, last, words):
    assert interval_words(interval(first, last)) == words


def test_days_numbers_and_lists_in_words():
    assert [day_words(None), day_words(date(2034, 3, 1))] == ["undated", "1 March 2034"]
    assert [count(1, "report"), count(0, "report"), count(1200, "report")] == ["1 report", "0 reports", "1,200 reports"]
    assert [listing(["a"]), listing(["a", "b"]), listing(["a", "b", "c"])] == ["a", "a and b", "a, b and c"]
    assert clip("one two  three\nfour", 12) == "one two…"
    assert clip("one two", 7) == "one two"


@pytest.mark.parametrize(
    ("first", "last", "shape"),
    [
        ("2034-03-14", "2034-03-14", "day"),
        ("2034-03-10", "2034-03-14", "range"),
        ("", "2034-03-14", "until"),
        ("2034-03-14", "", "since"),
    ],
)
def test_shapes(first, last, shape):
    assert only_row(interval(first, last)).shape == shape


def test_an_imprecise_date_is_drawn_as_long_as_it_is():
    line = timeline(interval("2034-03-01", "2034-03-10"), interval("2034-03-01", "2034-03-05"))
    short, long = line.rows
    assert (short.x, long.x) == (0.0, 0.0)
    assert long.width == pytest.approx(2 * short.width, abs=0.02)


def test_open_ends_reach_the_edge_of_the_drawing():
    since, until = only_row(interval("2034-03-15", "")), only_row(interval("", "2034-03-15"))
    assert since.x + since.width == 100
    assert until.x == 0


def test_what_lies_far_outside_stands_at_the_edge():
    past, future = timeline(interval("1987-01-01", "1987-12-31"), interval("2050-05-01", "2050-05-01")).rows
    assert [(past.beyond, past.x, past.width), (future.beyond, future.x, future.width)] == [
        ("before", 0.0, 0.0),
        ("after", 100.0, 0.0),
    ]


@pytest.mark.parametrize("held", [Interval(date.min, date.max), Interval(date.max, date.max), Interval(None, None)])
def test_the_ends_of_the_calendar_are_no_trouble(held):
    row = only_row(held)
    assert 0 <= row.x <= row.x + row.width <= 100


def test_rows_show_when_their_reports_were_published():
    row = only_row(interval("2034-03-14", "2034-03-14"))
    assert row.published == (row.x,)
    assert [claim.outlet for claim in row.claims] == ["Post"]


def test_many_events_are_all_there_those_in_most_reports_at_once():
    line = timeline(
        *(interval(f"2034-03-{day:02}", f"2034-03-{day:02}") for day in range(1, 32)), published=("2034-03-14",) * 2
    )
    assert [len(line.rows), len(line.further)] == [30, 1]
    assert [row.when for row in line.rows][:2] == ["1 March 2034", "2 March 2034"]


def test_the_table_says_what_the_drawing_shows():
    line = build_dossier(dam_story()).timeline
    assert line.published == "14–20 March 2034"
    assert [(row.when, row.text) for row in line.rows] == [
        ("November 2033", "A memo warns of the cracked hinge"),
        ("January 2034", "The hinge is inspected"),
        ("14 March 2034", "Gate 3 fails"),
        ("14 March 2034", "The siren sounds"),
        ("by 30 June 2034", "The inquiry reports"),
    ]
    assert [p.x for p in line.publications] == sorted(p.x for p in line.publications)


def test_without_any_date_there_is_no_drawing():
    story = dam_story()
    undated = [replace(d, metadata=replace(d.metadata, published=None)) for d in story.documents]
    bare = replace(story, documents=tuple(undated), comparison=replace(story.comparison, events=(), statements=()))
    assert build_dossier(bare).timeline == Timeline(None, "", (), (), ())
    with_events = build_dossier(replace(story, documents=tuple(undated))).timeline
    assert with_events.axis
    assert with_events.published == ""


def test_copied_passages_are_cut_from_both_reports():
    story = dam_story()
    (copying,) = build_dossier(story).copyings
    assert (copying.copy.outlet, copying.original.outlet) == ("Daily Brannock", "Northmoor Wire")
    documents = {d.id: d for d in story.documents}
    (reuse,) = story.comparison.reuse
    for shown, passage in zip(copying.passages, reuse.passages, strict=True):
        assert shown.copy == cut(documents[reuse.copy].text, [passage.copy])
        assert shown.original in {"", cut(documents[reuse.of].text, [passage.of])}
    taken = sum(p.copy.end - p.copy.start for p in reuse.passages)
    share = round(100 * taken / len(documents[reuse.copy].text))
    assert copying.extent == f"3 passages, {share} % of its text"


def test_overlapping_passages_count_once():
    story = dam_story()
    (reuse,) = story.comparison.reuse
    doubled = replace(story.comparison, reuse=(replace(reuse, passages=reuse.passages[:1] * 2),))
    once = replace(story.comparison, reuse=(replace(reuse, passages=reuse.passages[:1]),))
    extents = [build_dossier(replace(story, comparison=c)).copyings[0].extent for c in (doubled, once)]
    assert extents[0].split(", ")[1] == extents[1].split(", ")[1]
