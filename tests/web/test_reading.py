"""Reports are read in full, with what is known of their claims beside them; each claim has a page."""

import re
import time
from pathlib import Path

import pytest
from lxml import html
from starlette.testclient import TestClient

from sayso.dossier.catalogue import anchor_of
from sayso.model import Claim, Document, Status, cut
from sayso.web import create_app
from tests.cli.conftest import make_ledger
from tests.dossier.stories import dam_story, hostile_story
from tests.web.long_report import CLAIMS, long_story

HERE = "http://127.0.0.1:8765"
STORY = dam_story()
READ = [document for document in STORY.documents if document.status is not Status.REFUSED]
OUTLETS = {document.metadata.outlet: document for document in READ}


def shown(desk: TestClient, path: str) -> html.HtmlElement:
    answer = desk.get(path)
    assert answer.status_code == 200, path
    return html.fromstring(answer.text)


def words(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


@pytest.mark.parametrize("document", READ, ids=lambda document: document.metadata.outlet)
def test_a_report_stands_there_in_full(desk: TestClient, document: Document) -> None:
    page = shown(desk, f"/documents/{document.id}")
    for number in page.xpath("//sup"):
        number.drop_tree()
    text = " ".join(words(body) for body in page.find_class("body"))
    assert text == " ".join(document.text.split())


@pytest.mark.parametrize("document", READ, ids=lambda document: document.metadata.outlet)
def test_each_claim_has_one_place_that_an_address_can_name(desk: TestClient, document: Document) -> None:
    page = shown(desk, f"/documents/{document.id}")
    claims = {anchor_of("claim", c.id): c for c in STORY.claims if c.document == document.id}
    marks = page.xpath("//*[@data-claim]")
    assert sorted(mark.get("data-claim") for mark in marks) == sorted(claims)
    assert all(mark.get("id") == mark.get("data-claim") for mark in marks)
    for mark in page.xpath("//mark[@data-claim]"):
        assert claims[mark.get("id")].content.text.startswith(re.sub(r"\d+$", "", words(mark)).split(" … ")[0][:12])


def test_a_report_shows_its_own_word_or_that_of_sources_alone(desk: TestClient) -> None:
    for document in READ:
        for own, said in (("yes", True), ("no", False)):
            page = shown(desk, f"/documents/{document.id}?own={own}")
            due = {anchor_of("claim", c.id) for c in STORY.claims if c.document == document.id and c.own is said}
            assert set(page.xpath("//@data-claim")) == due


def test_beside_a_claim_stands_what_other_reports_say_of_the_same(desk: TestClient) -> None:
    (held,) = (p for p in STORY.comparison.propositions if "opened by hand" in p.text)
    claims = {claim.id: claim for claim in STORY.claims}
    document = OUTLETS["Daily Brannock"].id
    (mine,) = (c.claim for c in held.claims if claims[c.claim].document == document)
    page = shown(desk, f"/documents/{document}")
    (note,) = page.xpath(f"//li[@data-note='{anchor_of('claim', mine)}']")
    (others,) = note.find_class("others")
    linked = {link.removeprefix("/claims/") for link in others.xpath(".//a/@href") if link.startswith("/claims/")}
    assert linked
    assert linked <= {c.claim for c in held.claims if claims[c.claim].document != document}
    assert f"/propositions/{held.id}" in others.xpath(".//a/@href")
    assert "Petra Quill denies it" in words(others)


def test_wording_leads_to_where_it_comes_from_and_back(desk: TestClient) -> None:
    (reuse,) = STORY.comparison.reuse
    known = {document.id: document for document in READ}
    for here, other, style in ((reuse.copy, reuse.of, "taken"), (reuse.of, reuse.copy, "given")):
        page, there = shown(desk, f"/documents/{here}"), shown(desk, f"/documents/{other}")
        links = page.xpath(f"//li[contains(@class, '{style}')]/a/@href")
        assert len(links) == len(reuse.passages)
        for link in links:
            report, place = link.split("#")
            assert report == f"/documents/{other}"
            assert there.xpath(f"//*[@id='{place}']"), link
        marked = "".join("".join(mark.itertext()) for mark in page.find_class(style) if mark.tag == "mark")
        for passage in reuse.passages:
            span = passage.copy if style == "taken" else passage.of
            assert cut(known[here].text, [span])[:20].split()[0] in marked


def test_what_is_no_part_of_the_story_is_marked(desk: TestClient) -> None:
    page = shown(desk, f"/documents/{OUTLETS['Northmoor Wire'].id}")
    (outside,) = page.find_class("outside")
    assert "Ten walks around Harrowmere" in words(outside)
    assert "no part of the story" in words(outside)


def test_a_refused_report_says_why(desk: TestClient) -> None:
    (refused,) = (document for document in STORY.documents if document.status is Status.REFUSED)
    page = shown(desk, f"/documents/{refused.id}")
    assert str(refused.reason) in words(page)


@pytest.mark.parametrize("path", ["/documents/d1:none", "/claims/c1:none", "/claims/c1:none/original"])
def test_what_is_not_there_is_said(desk: TestClient, path: str) -> None:
    answer = desk.get(path)
    assert answer.status_code == 404
    assert "That is not there" in answer.text


def test_a_claim_shows_the_stance_that_it_takes(desk: TestClient) -> None:
    stances = {c.claim: c.stance.value for p in STORY.comparison.propositions for c in p.claims}
    assert {*stances.values()} == {"affirms", "denies", "doubts"}
    for claim, stance in stances.items():
        page = shown(desk, f"/claims/{claim}")
        assert page.xpath("//button[@name='stance'][@aria-pressed='true']/@value") == [stance]


def test_what_is_looked_at_can_be_put_into_a_dossier(desk: TestClient) -> None:
    compared = STORY.comparison
    speaker = next(entity for entity in compared.entities if entity.claims)
    for path, link in (
        (f"/questions/{compared.questions[0].id}", f"/dossier?question={compared.questions[0].id}"),
        (f"/propositions/{compared.propositions[0].id}", f"/dossier?proposition={compared.propositions[0].id}"),
        (f"/sources/{speaker.id}", f"/dossier?source={speaker.id}"),
    ):
        assert shown(desk, path).xpath(f"//a[@href='{link}']")
        assert shown(desk, link).xpath("//input[@type='checkbox'][@checked]/@value") == [link.split("=")[1]]


@pytest.mark.parametrize("claim", STORY.claims, ids=lambda claim: claim.id[:9])
def test_a_claim_has_a_page_with_the_way_to_its_place(desk: TestClient, claim: Claim) -> None:
    page = shown(desk, f"/claims/{claim.id}")
    place = f"/documents/{claim.document}#{anchor_of('claim', claim.id)}"
    assert place in page.xpath("//a/@href")
    assert shown(desk, place.split("#", maxsplit=1)[0]).xpath(f"//*[@id='{place.split('#')[1]}']")
    held = [p.id for p in STORY.comparison.propositions if claim.id in [c.claim for c in p.claims]]
    assert all(f"/propositions/{ident}" in page.xpath("//a/@href") for ident in held)
    if claim.cue:
        (sentence,) = page.xpath("//blockquote")
        assert words(sentence.find_class("cue")[0]) == claim.cue.text


def test_a_claim_tells_what_was_judged_and_what_was_taken_back(desk: TestClient, tmp_path: Path) -> None:
    claim = STORY.claims[0].id
    ledger = make_ledger(tmp_path / "dam.db", STORY)
    with TestClient(create_app(str(ledger)), base_url=HERE) as own:
        sent = {"expect": "none", "verdict": "note", "note": "ask the <b>wire</b>", "back": f"/claims/{claim}"}
        headers = {"Origin": HERE}
        told = own.post(f"/review/{claim}", data=sent, headers=headers)
        assert told.status_code == 200
        (line,) = html.fromstring(told.text).xpath("//section[@aria-labelledby='history-title']//li")
        assert "noted" in words(line)
        assert "ask the <b>wire</b>" in words(line)
        newest = re.findall(r'name="expect" value="(j1:[^"]+)"', told.text)[0]
        own.post("/review/undo", data={"expect": newest, "judgement": newest}, headers=headers)
        (line,) = shown(own, f"/claims/{claim}").xpath("//section[@aria-labelledby='history-title']//li")
        assert "taken back by" in words(line)


def test_a_report_brings_no_markup(tmp_path: Path) -> None:
    hostile = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>{{ 7 * 7 }}"
    story = hostile_story(hostile)
    ledger = make_ledger(tmp_path / "hostile.db", story)
    with TestClient(create_app(str(ledger)), base_url=HERE) as desk:
        for path in [*(f"/documents/{d.id}" for d in story.documents), *(f"/claims/{c.id}" for c in story.claims)]:
            page = desk.get(path).text
            assert "<script>alert" not in page
            assert "<img" not in page
            assert "{{ 7 * 7 }}" in page


def test_the_work_for_a_report_grows_with_its_length(tmp_path: Path) -> None:
    least = {number: _worked(tmp_path / f"{number}.db", number) for number in (CLAIMS // 4, CLAIMS)}
    assert least[CLAIMS] < 7 * least[CLAIMS // 4]  # 16 where each claim were looked at for each


def _worked(path: Path, number: int) -> float:
    """Seconds of work, at least, that a report of so many claims takes."""
    story = long_story(number)
    long = max(story.documents, key=lambda document: len(document.text))
    app = create_app(str(make_ledger(path, story)))
    with TestClient(app, base_url=HERE) as desk:
        app.state.desk.prepared.wait()
        times = []
        for _ in range(7):
            start = time.process_time()
            page = desk.get(f"/documents/{long.id}").text
            times.append(time.process_time() - start)
    assert len(set(re.findall('data-claim="([^"]+)"', page))) == number
    return min(times)
