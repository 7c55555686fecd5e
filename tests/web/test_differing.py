"""The first page and those of questions: nobody is shown on the wrong side, no number leads to nothing, no way ends."""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from lxml import html
from starlette.testclient import TestClient

from sayso.model import Metadata, Stance, Story
from sayso.web import create_app
from sayso.web.pages import differing
from tests.cli.conftest import make_ledger
from tests.dossier.stories import dam_story

HERE = "http://127.0.0.1:8765"


def only_doubted() -> Story:
    """The story with nobody left who denies that the siren sounded; one still doubts it."""
    story = dam_story()
    compared = story.comparison
    siren = next(question for question in compared.questions if "siren" in question.text)
    ident = siren.answers[0].propositions[0]

    def undenied(things: Iterable[Any]) -> tuple[Any, ...]:
        return tuple(one for one in things if one.stance is not Stance.DENIES)

    propositions = tuple(
        replace(p, claims=undenied(p.claims), origins=undenied(p.origins)) if p.id == ident else p
        for p in compared.propositions
    )
    answers = (siren.answers[0], replace(siren.answers[1], text="Doubted", origins=0))
    asked = (replace(siren, answers=answers),)
    return replace(story, comparison=replace(compared, propositions=propositions, questions=asked))


def accounts(page: str) -> list[html.HtmlElement]:
    found: list[html.HtmlElement] = html.fromstring(page).find_class("account")
    return found


def words(element: html.HtmlElement) -> str:
    return " ".join(str(element.text_content()).split())


def test_an_answer_that_only_doubts_counts_no_origins(tmp_path: Path) -> None:
    ledger = make_ledger(tmp_path / "doubted.db", only_doubted())
    with TestClient(create_app(str(ledger)), base_url=HERE) as desk:
        first = desk.get("/").text
        for page in (first, desk.get(html.fromstring(first).xpath("//h2/a/@href")[0]).text):
            given, doubted = accounts(page)
            assert given.xpath(".//a[@data-of='origin']")
            assert "doubts" in doubted.classes
            assert not doubted.xpath(".//a[@data-of='origin']")
            assert "Doubt" not in words(doubted).replace("The doubts Doubted", "", 1), "once is enough"
        (behind,) = doubted.xpath(".//p[@class='tally']/a/@href")
        shown = desk.get(behind).text
        assert "Who doubts that it is so" in shown
        assert "data-claim=" in shown


def test_who_doubts_beside_a_denial_doubts_what_is_denied(desk: TestClient) -> None:
    denial = next(one for one in accounts(desk.get("/").text) if "denial" in one.classes and one.find_class("doubts"))
    (doubting,) = denial.find_class("doubts")
    assert words(doubting).startswith("Doubts that it is so:")
    assert "Doubted by" not in words(denial)


@pytest.mark.parametrize(("of", "told"), [("denied", "Who denies"), ("doubted", "Who doubts"), ("", "Who says so")])
def test_behind_a_number_stands_what_it_counts(desk: TestClient, of: str, told: str) -> None:
    wanted = f"of={of}" if of else "/answers/"
    link = next(
        link
        for question in dam_story().comparison.questions
        for link in html.fromstring(desk.get(f"/questions/{question.id}").text).xpath("//a[@data-count]/@href")
        if wanted in link and ("of=" in link) is bool(of)
    )
    assert told in html.fromstring(desk.get(link).text).find_class("summary")[0].text_content()


def test_each_question_leads_to_its_neighbours_and_back(desk: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(differing, "_SHOWN", 2)
    order: list[str] = []
    following: str | None = html.fromstring(desk.get("/").text).xpath("//h2/a/@href")[0]
    while following:
        page = html.fromstring(desk.get(following).text)
        assert page.xpath("//a[@rel='prev']/@href") == order[-1:]
        (back,) = (link for link in page.xpath("//p[@class='meta']/a/@href") if "#" in link)
        place, anchor = back.split("#")
        assert html.fromstring(desk.get(place).text).xpath(f"//article[@id='{anchor}']"), "where it stands in the list"
        order.append(following)
        following = next(iter(page.xpath("//a[@rel='next']/@href")), None)
    assert len(order) == len(dam_story().comparison.questions)


def test_reports_of_no_known_outlet_are_of_none(tmp_path: Path) -> None:
    story = dam_story()
    unknown = tuple(replace(document, metadata=Metadata()) for document in story.documents)
    ledger = make_ledger(tmp_path / "unknown.db", replace(story, documents=unknown))
    with TestClient(create_app(str(ledger)), base_url=HERE) as desk:
        for path in ("/", "/documents", "/documents?by=outlet"):
            assert not html.fromstring(desk.get(path).text).xpath("//a[@data-of='outlet']"), path
        own = next(claim for claim in story.claims if claim.own)
        assert "/documents?outlet=" not in desk.get(f"/claims/{own.id}").text, "a list of nothing"


def test_many_reports_on_one_origin_are_seen_at_once(desk: TestClient) -> None:
    for account in accounts(desk.get("/").text):
        (reports,) = account.xpath(".//p[@class='tally']/a[@data-of='report']/@data-count")
        assert bool(account.find_class("fans")) is (int(reports) > 1)


@pytest.mark.parametrize("asked", ["0", "99", "-1", "x", "٣", "9" * 40])
def test_a_page_beyond_the_end_is_the_first(desk: TestClient, asked: str) -> None:
    for path, row in (("/", "//article"), ("/origins", "//li[@data-proposition]"), ("/timeline", "//tr[@data-kind]")):
        first, beyond = (html.fromstring(desk.get(path, params=query).text) for query in ({}, {"from": asked}))
        assert len(beyond.xpath(row)) == len(first.xpath(row)) > 0
        assert "Page before" not in words(beyond)


def test_a_side_that_there_is_not_is_passed_over(desk: TestClient) -> None:
    place = f"/propositions/{dam_story().comparison.propositions[0].id}"
    claims = [
        html.fromstring(desk.get(place, params=query).text).xpath("//tr/@data-claim") for query in ({}, {"of": "sways"})
    ]
    assert claims[0] == claims[1] != []
