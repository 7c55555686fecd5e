"""What was first said where, what changed and how it is graded: beside questions, propositions, sources and times."""

from dataclasses import replace

import pytest

from sayso.dossier import build_dossier, render_html, render_markdown
from sayso.dossier.values import Account, Dossier, Held
from sayso.model import Stance, Story, Timing
from tests.dossier.stories import dam_story


@pytest.fixture(scope="module")
def dossier() -> Dossier:
    return build_dossier(dam_story())


def accounts(dossier: Dossier, question: str) -> tuple[Account, ...]:
    return next(d.accounts for d in dossier.differences if d.text == question)


def held(dossier: Dossier, text: str) -> Held:
    return next(h for shelf in dossier.shelves for h in shelf.held if h.text == text)


def test_an_account_says_where_it_was_first_said(dossier: Dossier) -> None:
    by_hand, _ = accounts(dossier, "Why did gate 3 open?")
    assert by_hand.first is not None
    assert (by_hand.first.label, [c.outlet for c in by_hand.first.claims]) == ("First said in", ["Northmoor Wire"])


def test_what_the_dates_leave_open_is_said_to_be_open(dossier: Dossier) -> None:
    yes, _ = accounts(dossier, "Did the siren sound?")
    assert yes.first is not None
    assert yes.first.label == "Open which was first:"
    assert [c.outlet for c in yes.first.claims] == ["Harrow Post", "Corvane Water newsroom"]


def test_a_denial_has_its_first_day_too(dossier: Dossier) -> None:
    _, no = accounts(dossier, "Did the siren sound?")
    assert no.first is not None
    assert (no.first.label, [c.outlet for c in no.first.claims]) == ("First denied in", ["Tamsin Courier"])
    assert no.first.why == "by the days of the reports"


def test_a_source_shows_how_its_account_went_on(dossier: Dossier) -> None:
    quill = next(s for s in dossier.speakers if s.name == "Petra Quill")
    assert [(step.turn, step.earlier.outlet, step.later.outlet) for step in quill.steps] == [
        ("reversed it", "Northmoor Wire", "Tamsin Courier")
    ]


def test_every_proposition_shows_its_grade(dossier: Dossier) -> None:
    assert held(dossier, "Nobody warned the village.").grade.startswith("F6, truth cannot be judged")
    assert all(h.grade for shelf in dossier.shelves for h in shelf.held)


def test_statements_stand_in_order_of_time_and_once(dossier: Dossier) -> None:
    line = dossier.timeline
    rows = [(row.when, row.name, row.verb) for row in (*line.sayings, *line.further_sayings)]
    assert ("by 14 March 2034", "a former engineer", "said") in rows
    assert ("by 15 March 2034", "Residents of Lower Tamsin", "denied") in rows
    assert len(rows) == len(dam_story().comparison.statements)
    engineer = next(row for row in line.sayings if row.name == "a former engineer")
    assert [c.outlet for c in engineer.claims] == ["Northmoor Wire", "Daily Brannock"]


def test_an_undated_statement_stands_last(dossier: Dossier) -> None:
    story = dam_story()
    first, *rest = story.comparison.statements
    undated = replace(first, said=None, timing=Timing.UNDATED, stance=Stance.DOUBTS)
    bare: Story = replace(story, comparison=replace(story.comparison, statements=(undated, *rest)))
    rows = build_dossier(bare).timeline.sayings
    assert (rows[-1].when, rows[-1].verb) == ("undated", "doubted")


def test_a_date_that_others_contradict_says_so(dossier: Dossier) -> None:
    row = next(r for r in (*dossier.timeline.rows, *dossier.timeline.further) if r.text == "The hinge is inspected")
    assert row.others == ("14 March 2034",)


def test_voices_that_stand_in_full_above_are_only_named_again() -> None:
    story = dam_story()
    (asked,) = (q for q in story.comparison.questions if q.text == "Did the siren sound?")
    again = replace(asked, id="q1:again", text="Was a siren heard?")
    twice = replace(story, comparison=replace(story.comparison, questions=(*story.comparison.questions, again)))
    shown = build_dossier(twice)
    first, second = (accounts(shown, text) for text in ("Did the siren sound?", "Was a siren heard?"))
    assert [account.shown for account in first] == [(), ()]
    number = next(d.number for d in shown.differences if d.text == "Did the siren sound?")
    assert {n for account in second for _, n, _ in account.shown} == {number}
    assert "In full under" in render_html(shown)
    assert f"In full under question {number}:" in render_markdown(shown)


def test_page_and_markdown_say_the_same(dossier: Dossier) -> None:
    page, text = render_html(dossier), render_markdown(dossier)
    for words in ("First said in", "Open which was first:", "First denied in", "reversed it", "What was said when"):
        assert words in page
        assert words in text
    assert page.count("Proposed grade") == text.count("Proposed grade") > 0


def test_reports_without_an_outlet_are_told_apart_by_their_files() -> None:
    story = dam_story()
    bare = [replace(d, metadata=replace(d.metadata, outlet=None)) for d in story.documents]
    shown = build_dossier(replace(story, documents=tuple(bare)))
    own = [s.name for s in shown.speakers if s.kind == "outlet, in its own voice"]
    assert len(own) == len(set(own)) > 1
    assert all("/" not in name for name in own)
    assert "outlets" not in {figure.label for figure in shown.head.figures}
