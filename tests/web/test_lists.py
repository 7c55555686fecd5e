"""The lists of reports, outlets and sources, and the page of one source."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import html
from starlette.testclient import TestClient

from sayso.dossier.catalogue import anchor_of
from sayso.ledger import open_ledger
from sayso.model import Entity, Status
from sayso.web import create_app
from sayso.web.desk import Desk
from sayso.web.pages import reports, source, sources
from tests.cli.conftest import make_ledger
from tests.dossier.stories import dam_story, empty_story, hostile_story

HERE = "http://127.0.0.1:8765"
STORY = dam_story()
CLAIMS = {claim.id: claim for claim in STORY.claims}
SPEAKERS = [entity for entity in STORY.comparison.entities if entity.claims]


@pytest.fixture
def desk(dam: str) -> Iterator[TestClient]:
    with TestClient(create_app(dam), base_url=HERE) as client:
        yield client


def found(desk: TestClient, path: str, values: str) -> list[str]:
    """What stands on the page at `path` and on all that follow it."""
    held: list[str] = []
    following: str | None = path
    while following:
        page = html.fromstring(desk.get(following).text)
        held += page.xpath(f"//*[@{values}]/@{values}")
        following = next(iter(page.xpath("//a[@rel='next']/@href")), None)
    return held


@pytest.mark.parametrize("order", ["newest", "oldest", "outlet"])
@pytest.mark.parametrize("most", [1, 3, 50])
def test_every_report_is_on_one_page(desk: TestClient, monkeypatch: pytest.MonkeyPatch, order: str, most: int) -> None:
    monkeypatch.setattr(reports, "_REPORTS", most)
    read = [d.id for d in STORY.documents if d.status is not Status.REFUSED]
    refused = [d.id for d in STORY.documents if d.status is Status.REFUSED]
    assert sorted(found(desk, f"/documents?order={order}", "data-report")) == sorted(read)
    assert found(desk, f"/documents?order={order}", "data-refused") == refused


def test_reports_partly_read_and_refused_say_why(desk: TestClient) -> None:
    for status in (Status.PARTLY, Status.REFUSED):
        page = desk.get(f"/documents?status={status}").text
        for document in STORY.documents:
            assert (f"/documents/{document.id}" in page) is (document.status is status)
            if document.status is status:
                assert str(document.reason) in page


def test_outlets_have_one_row_each(desk: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Desk, "OUTLETS", 2)
    outlets = {d.metadata.outlet for d in STORY.documents if d.metadata.outlet}
    assert sorted(found(desk, "/documents?by=outlet", "data-outlet")) == sorted(outlets)


def test_a_list_of_nothing_says_so(tmp_path: Path) -> None:
    with TestClient(create_app(str(make_ledger(tmp_path / "empty.db", empty_story()))), base_url=HERE) as desk:
        for path in ("/documents", "/documents?by=outlet", "/sources"):
            page = desk.get(path)
            assert page.status_code == 200
            assert 'class="none"' in page.text


@pytest.mark.parametrize("path", ["/documents?after=zz", "/documents?order=outlet&after=7"])
def test_an_address_of_no_page_is_refused(desk: TestClient, path: str) -> None:
    assert desk.get(path).status_code == 400


@pytest.mark.parametrize(
    "path", ["/documents?order=best&status=lost", "/sources?kind=robot&order=best", "/sources?value=x&after=y"]
)
def test_a_choice_that_there_is_not_is_passed_over(desk: TestClient, path: str) -> None:
    assert desk.get(path).status_code == 200


@pytest.mark.parametrize("order", ["claims", "name"])
@pytest.mark.parametrize("most", [1, 4, 50])
def test_every_source_is_on_one_page(desk: TestClient, monkeypatch: pytest.MonkeyPatch, order: str, most: int) -> None:
    monkeypatch.setattr(sources, "_SOURCES", most)
    assert sorted(found(desk, f"/sources?order={order}", "data-source")) == sorted(entity.id for entity in SPEAKERS)


def test_sources_are_found_by_words_and_kind(desk: TestClient) -> None:
    (quill,) = (entity.id for entity in SPEAKERS if entity.name == "Petra Quill")
    assert found(desk, "/sources?q=quill", "data-source") == [quill]
    assert quill in found(desk, "/sources?kind=person", "data-source")
    assert quill not in found(desk, "/sources?kind=document", "data-source")


@pytest.mark.parametrize("speaker", SPEAKERS, ids=lambda speaker: speaker.name)
@pytest.mark.parametrize("order", ["newest", "oldest"])
def test_all_that_a_source_said_is_on_its_pages(
    desk: TestClient, monkeypatch: pytest.MonkeyPatch, speaker: Entity, order: str
) -> None:
    monkeypatch.setattr(Desk, "WORDS", 2)
    claims = found(desk, f"/sources/{speaker.id}?order={order}", "data-claim")
    assert sorted(claims) == sorted(anchor_of("claim", claim) for claim in speaker.claims)


def test_what_is_kept_of_a_source_goes_with_the_comparison(tmp_path: Path) -> None:
    place = make_ledger(tmp_path / "dam.db", STORY)
    speaker = max(SPEAKERS, key=lambda one: len(one.claims))
    with TestClient(create_app(str(place)), base_url=HERE) as desk:
        assert len(found(desk, f"/sources/{speaker.id}", "data-claim")) == len(speaker.claims)
        less = replace(speaker, claims=speaker.claims[:1])
        entities = tuple(less if one.id == speaker.id else one for one in STORY.comparison.entities)
        with open_ledger(place) as ledger:
            ledger.record_comparison(replace(STORY.comparison, entities=entities))
        assert found(desk, f"/sources/{speaker.id}", "data-claim") == [anchor_of("claim", speaker.claims[0])]


@pytest.mark.parametrize("speaker", SPEAKERS, ids=lambda speaker: speaker.name)
def test_subjects_hold_what_a_source_said_of_them(
    desk: TestClient, monkeypatch: pytest.MonkeyPatch, speaker: Entity
) -> None:
    monkeypatch.setattr(source, "_SUBJECTS", 1)
    monkeypatch.setattr(Desk, "WORDS", 1)
    held = {c.claim: p.id for p in STORY.comparison.propositions for c in p.claims}
    asked = {p: q.id for q in STORY.comparison.questions for a in q.answers for p in a.propositions}
    due: dict[str, int] = {}
    for claim in speaker.claims:
        if claim in held:
            subject = asked.get(held[claim], held[claim])
            due[subject] = due.get(subject, 0) + 1
    links: list[str] = []
    following: str | None = f"/sources/{speaker.id}?by=subject"
    while following:
        page = html.fromstring(desk.get(following).text)
        links += page.xpath("//section[contains(@class, 'subject')]//a[@data-count]/@href")
        following = next(iter(page.xpath("//a[@rel='next']/@href")), None)
    opened = {link.split("subject=")[1].replace("%3A", ":"): len(found(desk, link, "data-claim")) for link in links}
    assert opened == due


def test_a_change_shows_both_words_side_by_side(desk: TestClient) -> None:
    for change in STORY.comparison.changes:
        page = html.fromstring(desk.get(f"/sources/{change.source}?by=changes").text)
        shown = [[q.text_content() for q in turn.xpath(".//blockquote")] for turn in page.find_class("turn")]
        assert [CLAIMS[claim].content.text for claim in change.claims] in shown


def test_reliability_is_set_where_the_source_stands(tmp_path: Path) -> None:
    ledger = make_ledger(tmp_path / "dam.db", STORY)
    place = f"/sources/{SPEAKERS[0].id}"
    with TestClient(create_app(str(ledger)), base_url=HERE) as desk:
        sent = {"expect": "none", "grade": "B", "note": "seldom wrong", "back": place}
        told = desk.post(f"/review{place}", data=sent, headers={"Origin": HERE})
        (rating,) = html.fromstring(told.text).find_class("rating")
        line = " ".join(rating.xpath("./p")[0].text_content().split())
        assert line.startswith("Reliability: B set by")
        assert line.endswith(": seldom wrong")
        row = html.fromstring(desk.get("/sources").text).xpath(f"//tr[@data-source='{SPEAKERS[0].id}']")[0]
        assert row.xpath("./td")[-1].text_content() == "B"


@pytest.mark.parametrize("path", ["/sources/e1:none", f"/sources/{SPEAKERS[0].id}?subject=p1:none"])
def test_a_source_or_subject_that_is_not_there_is_said(desk: TestClient, path: str) -> None:
    assert desk.get(path).status_code == 404


def test_a_source_brings_no_markup(tmp_path: Path) -> None:
    hostile = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>{{ 7 * 7 }}"
    story = hostile_story(hostile)
    with TestClient(create_app(str(make_ledger(tmp_path / "hostile.db", story))), base_url=HERE) as desk:
        (entity,) = (e.id for e in story.comparison.entities)
        views = [f"/sources/{entity}{view}" for view in ("", "?by=subject", "?by=changes")]
        for path in ("/documents", "/documents?by=outlet", "/sources", *views):
            page = desk.get(path)
            assert page.status_code == 200
            assert "<script>alert" not in page.text
            assert "<img" not in page.text
            assert hostile.split("{{")[1] in page.text
