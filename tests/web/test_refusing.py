"""A refused form comes back where it stood, without scripts: what was typed stands in it, the reason beside it."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import html
from starlette.testclient import TestClient

from sayso.ledger import open_ledger
from sayso.model import Claim, Verdict
from sayso.story import judge, open_story
from sayso.web import create_app
from tests.cli.conftest import make_ledger
from tests.dossier.stories import dam_story
from tests.web.sharing import HERE, OWN

NOTE = 'Ask the mayor: "who saw <it>?"'


@pytest.fixture
def ledger(tmp_path: Path) -> str:
    """The story of the dam, judged by nobody."""
    return str(make_ledger(tmp_path / "dam.db", replace(dam_story(), judgements=())))


@pytest.fixture
def desk(ledger: str) -> Iterator[TestClient]:
    with TestClient(create_app(ledger), base_url=HERE, headers=OWN) as client:
        yield client


@pytest.fixture
def claim(ledger: str) -> Claim:
    return next(c for c in open_story(ledger).claims if c.source and c.cue)


def form_of(page: str, field: str) -> tuple[str, dict[str, str], html.HtmlElement]:
    """The form on a page that has this field: its address, what it holds, and itself."""
    (form,) = [form for form in html.fromstring(page).forms if field in form.fields]
    return form.action, {name: value for name, value in form.form_values() if value is not None}, form


def sent(desk: TestClient, place: str, field: str, meanwhile: str, /, **typed: str):
    """The answer to the form with this field at an address, somebody else having judged the claim `meanwhile`."""
    action, held, _ = form_of(desk.get(place).text, field)
    judge(desk.app.state.desk.place, Verdict.ACCEPT, [meanwhile], by="Ben", compare=False)  # type: ignore[attr-defined]
    return desk.post(action, data={**held, **typed}, follow_redirects=False)


@pytest.mark.parametrize(
    ("place", "field", "typed"),
    [
        ("/claims/{}", "note", {"note": NOTE}),
        ("/review/{}", "note", {"note": NOTE}),
        ("/review/{}", "kind", {"name": "Ilse <Brandt>", "kind": "organisation"}),
        ("/review/{}", "from", {"words": "in no report", "part": "cue"}),
    ],
)
def test_what_was_typed_stands_there_again(
    desk: TestClient, claim: Claim, place: str, field: str, typed: Mapping[str, str]
) -> None:
    where = place.format(claim.id)
    answer = sent(desk, where, field, claim.id, **typed)
    action, held, form = form_of(answer.text, field)
    assert answer.status_code in (400, 409)
    assert {name: held[name] for name in typed} == typed
    (alert,) = html.fromstring(answer.text).xpath("//*[@role='alert']")
    reason = "does not stand in the report" if "from" in held else "was judged meanwhile (accept by Ben)"
    assert reason in alert.text_content()
    assert form.xpath(".//*[@role='alert']"), "it is said in the form that was refused"
    assert not form.xpath("ancestor::details[not(@open)]"), "the form is to be seen"
    # What was shown with it was seen: sent once more it is recorded.
    if field == "note":
        assert desk.post(action, data=held, follow_redirects=False).status_code == 303
        with open_ledger(desk.app.state.desk.place) as book:  # type: ignore[attr-defined]
            assert [j.note for _, j in book.lookup().judgements()] == ["", NOTE]


def test_the_claim_of_a_refused_form_is_shown_on_its_own_page(desk: TestClient, claim: Claim) -> None:
    page = html.fromstring(sent(desk, f"/claims/{claim.id}", "note", claim.id, note=NOTE).text)
    assert page.xpath("//article[@data-claim]")
    assert not page.xpath("//*[@id='item']")
    assert {*page.xpath("//input[@name='back']/@value")} == {f"/claims/{claim.id}"}


def test_a_grade_that_is_refused_comes_back_to_the_source(desk: TestClient, ledger: str) -> None:
    source = next(e for e in open_story(ledger).comparison.entities if e.claims)
    place = f"/sources/{source.id}?by=subject"
    action, held, _ = form_of(desk.get(place).text, "back")
    answer = desk.post(action, data={**held, "grade": "Z", "note": NOTE}, follow_redirects=False)
    assert answer.status_code == 400
    _, again, form = form_of(answer.text, "back")
    assert (again["note"], again["back"]) == (NOTE, place)
    assert "is not a grade" in form.text_content()
    assert html.fromstring(answer.text).xpath("//a[@aria-current='true']/text()") == ["By subject"]


def test_an_undo_that_is_refused_comes_back_to_the_history(desk: TestClient, claim: Claim, ledger: str) -> None:
    judge(ledger, Verdict.REJECT, [claim.id], by="Ben", compare=False)
    action, held, _ = form_of(desk.get("/review/history?by=Ben").text, "judgement")
    judge(ledger, Verdict.UNDO, [held["judgement"]], by="Ben", compare=False)
    answer = desk.post(action, data=held, follow_redirects=False)
    assert answer.status_code == 400
    assert html.fromstring(answer.text).xpath("string(//*[@role='alert'])") == "that was taken back already"
    assert "All that was decided" in answer.text


@pytest.mark.parametrize(
    "back", ["/nowhere", "/style.css", "/static/desk.js", "/review/undo", "/claims/c1:none", "/a?%"]
)
def test_a_form_of_no_page_is_refused_all_the_same(desk: TestClient, claim: Claim, back: str) -> None:
    answer = desk.post(f"/review/{claim.id}", data={"verdict": "hang", "expect": "none", "back": back})
    assert answer.status_code in (400, 404)
    assert "set-cookie" not in answer.headers
