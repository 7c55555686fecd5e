import re
from dataclasses import replace
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from sayso.ledger import open_ledger
from sayso.ledger.lookup import Lookup
from sayso.ledger.places import Places
from sayso.story import times, view_matters, view_ranking, view_times
from sayso.story.times import view_events
from sayso.web import create_app
from sayso.web.pages import timeline
from tests.cli.conftest import make_ledger
from tests.dossier.stories import dam_story, empty_story, hostile_story

HERE = "http://127.0.0.1:8765"
HOSTILE = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>{{ 7 * 7 }}"
STORY = dam_story()


def matters(page: str) -> list[str]:
    return re.findall(r'<tr class="matter">.*?href="/propositions/([^"]+)"', page)


def test_each_event_and_statement_is_a_row_with_its_days(desk: TestClient) -> None:
    page = desk.get("/timeline").text
    assert page.count('data-kind="event"') == len(STORY.comparison.events) > 0
    assert page.count('data-kind="statement"') == len(STORY.comparison.statements)
    for event in STORY.comparison.events:
        first, last = (day.isoformat() if day else "" for day in (event.date.first, event.date.last))
        assert f'data-first="{first}" data-last="{last}"' in page
    days = {d.published_on.isoformat() for d in STORY.documents if d.published_on and d.id in shown_reports()}
    assert set(re.search(r'data-published="([^"]*)"', page)[1].split()) == days  # type: ignore[index]


def shown_reports() -> set[str]:
    told = {c for event in STORY.comparison.events for c in event.claims[:3]}
    told |= {c for statement in STORY.comparison.statements for c in statement.claims[:3]}
    return {claim.document for claim in STORY.claims if claim.id in told}


def test_a_question_filters(desk: TestClient) -> None:
    for question in STORY.comparison.questions:
        page = desk.get("/timeline", params={"question": question.id}).text
        asked = {p for answer in question.answers for p in answer.propositions}
        assert set(matters(page)) <= asked
        assert f'value="{question.id}" selected' in page
    answer = desk.get("/timeline", params={"question": "q1:none"})
    assert answer.status_code == 404
    assert "may no longer differ" in answer.text


def test_it_goes_page_by_page(desk: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = matters(desk.get("/timeline").text)
    monkeypatch.setattr(timeline, "_SHOWN", 2)
    found, address = [], "/timeline"
    while address:
        page = desk.get(address).text
        found += matters(page)
        following = re.search(r'rel="next" href="([^"]+)"', page)
        address = following[1].replace("&amp;", "&") if following else ""
    assert sorted(found) == sorted(whole)
    assert len(found) == len(set(found))


def test_a_large_ledger_shows_the_weightiest_and_says_so(dam: str, monkeypatch: pytest.MonkeyPatch) -> None:
    everything = view_matters(dam, view_ranking(dam))
    assert everything.whole
    assert set(everything.propositions) == {p.id for p in STORY.comparison.propositions}
    monkeypatch.setattr(times, "_WHOLE_UP_TO", 2)
    some = view_matters(dam, view_ranking(dam))
    assert not some.whole
    assert some.propositions == everything.propositions[: len(some.propositions)] != ()
    assert {*some.events} <= {*some.propositions}
    with TestClient(create_app(dam), base_url=HERE) as large:
        assert "Of this large ledger" in large.get("/timeline").text


def test_of_many_reports_the_first_are_there(dam: str) -> None:
    story = view_times(dam, [p.id for p in STORY.comparison.propositions])
    held = {claim.id for claim in story.claims}
    assert all(held >= {*event.claims[:3]} for event in story.comparison.events)
    assert all(held >= {*statement.claims[:3]} for statement in story.comparison.statements)


@pytest.mark.parametrize("most", [1, 2_000])
def test_the_events_of_any_proposition_are_those_of_a_walk(
    dam: str, monkeypatch: pytest.MonkeyPatch, most: int
) -> None:
    idents = [proposition.id for proposition in STORY.comparison.propositions]
    asked = [*([ident] for ident in idents), idents, idents[:3], []]
    monkeypatch.setattr(times, "_WHOLE_UP_TO", 2)
    monkeypatch.setattr(times, "_MOST", most)
    with open_ledger(dam) as held:
        walked = [view_events(held, some) for some in asked]
        kept = view_matters(held, view_ranking(held))
        outdated = replace(kept, events={}, places=Places(), compared="v1:other")
        assert [view_events(held, some, outdated) for some in asked] == walked
        assert view_times(held, idents, matters=outdated).comparison.events == walked[len(idents)]
        monkeypatch.setattr(Lookup, "all", None)
        assert [view_events(held, some, kept) for some in asked] == walked
    assert set(walked[len(idents)]) == {event for event in STORY.comparison.events if event.proposition} != set()


def test_a_report_brings_no_markup(tmp_path: Path) -> None:
    path = make_ledger(tmp_path / "hostile.db", hostile_story(HOSTILE))
    with TestClient(create_app(str(path)), base_url=HERE) as hostile:
        page = hostile.get("/timeline").text
    assert "&lt;script&gt;alert(1)" in page
    assert "<script>alert" not in page
    assert "<img src=x" not in page
    assert ">49<" not in page


def test_an_empty_ledger_says_so(tmp_path: Path) -> None:
    with TestClient(create_app(str(make_ledger(tmp_path / "e.db", empty_story()))), base_url=HERE) as desk:
        assert "Nothing was found to say when." in desk.get("/timeline").text
