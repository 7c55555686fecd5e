"""Reviewers at the desk: each decision with its undo, conflicts, the history, and the comparison that follows."""

import re
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from lxml import html
from starlette.testclient import TestClient

from sayso.ledger import open_ledger
from sayso.model import (
    Claim,
    Judgement,
    Mended,
    Others,
    Rated,
    Reliability,
    Stance,
    Stanced,
    Verdict,
)
from sayso.story import judge, open_story, view_part
from sayso.story.judging import build_judgement
from sayso.web import create_app
from sayso.web.pages.review import Progress, count_progress
from sayso.web.reviewing import build_candidates
from tests.cli.conftest import make_ledger
from tests.dossier.stories import dam_story

HERE = "http://127.0.0.1:8765"
OWN = {"origin": HERE}


@pytest.fixture
def ledger(tmp_path: Path) -> str:
    """The story of the dam, judged by nobody."""
    return str(make_ledger(tmp_path / "dam.db", replace(dam_story(), judgements=())))


@pytest.fixture
def desk(ledger: str) -> Iterator[TestClient]:
    with TestClient(create_app(ledger), base_url=HERE, headers=OWN) as client:
        yield client


def first(desk: TestClient) -> str:
    """The claim that is due first."""
    place = desk.get("/review", follow_redirects=False).headers["location"]
    return str(place).removeprefix("/review/")


def expected(page: str) -> str:
    return str(re.findall(r'name="expect" value="([^"]+)"', page)[0])


def decide(desk: TestClient, claim: str, **form: str):
    """A decision as the page's own forms send it, without JavaScript."""
    page = desk.get(f"/review/{claim}")
    assert page.status_code == 200
    return desk.post(f"/review/{claim}", data={"expect": expected(page.text), **form}, follow_redirects=False)


def made(ledger: str) -> list[Judgement]:
    with open_ledger(ledger) as held:
        return [judgement for _, judgement in held.lookup().judgements()]


def attributed(ledger: str) -> Claim:
    return next(c for c in open_story(ledger).claims if c.source and c.cue)


def test_the_review_begins_with_what_is_due_first(desk: TestClient, ledger: str) -> None:
    claim = first(desk)
    page = desk.get("/review").text
    words = next(c.content.text for c in open_story(ledger).claims if c.id == claim)
    assert f'data-claim="{claim}"' in page
    assert "".join(re.findall(r"\w+", words)) in "".join(re.findall(r"\w+", re.sub("<[^>]+>", "", page)))
    assert "Why now" in page


DECISIONS: dict[str, tuple[dict[str, str], Callable[[Judgement], bool]]] = {
    "accept": ({}, lambda j: j.verdict is Verdict.ACCEPT),
    "reject": ({}, lambda j: j.verdict is Verdict.REJECT),
    "note": ({"note": "Ask the mayor."}, lambda j: j.note == "Ask the mayor."),
    "stance": ({"stance": "doubts"}, lambda j: isinstance(j.change, Stanced) and j.change.stance is Stance.DOUBTS),
    "mend": (
        {"name": "Ilse Brandt", "kind": "person"},
        lambda j: isinstance(j.change, Mended) and j.change.claim.source.name == "Ilse Brandt",  # type: ignore[union-attr]
    ),
}


@pytest.mark.parametrize("verdict", DECISIONS)
def test_a_decision_is_recorded_and_taken_back(desk: TestClient, ledger: str, verdict: str) -> None:
    form, fits = DECISIONS[verdict]
    claim = attributed(ledger).id
    answer = decide(desk, claim, verdict=verdict, **form)
    assert answer.status_code == 303
    (judgement,) = made(ledger)
    assert (judgement.on, fits(judgement)) == (claim, True)
    stays = verdict == "note"
    assert (answer.headers["location"] == f"/review/{claim}") is stays
    page = desk.get(f"/review/{claim}").text
    assert f'data-judgement="{judgement.id}"' in page
    undone = desk.post("/review/undo", data={"expect": expected(page)}, follow_redirects=False)
    assert undone.headers["location"] == f"/review/{claim}"
    assert [j.on for j in made(ledger) if j.verdict is Verdict.UNDO] == [judgement.id]
    assert "taken back" in desk.get(f"/review/{claim}").text
    again = desk.post("/review/undo", data={"expect": expected(page)})
    assert again.status_code == 400
    assert "nothing of yours to take back" in again.text


def test_claims_are_merged_and_split_off(desk: TestClient, ledger: str) -> None:
    story = open_story(ledger)
    several = next(p for p in story.comparison.propositions if len(p.claims) > 1)
    claim = several.claims[0].claim
    assert decide(desk, claim, verdict="split").status_code == 303
    found = desk.get(f"/review/{claim}/merge", params={"q": "gates"})
    candidates = re.findall(r'name="with" value="([^"]+)"', found.text)
    assert several.id not in candidates
    assert decide(desk, claim, verdict="merge", **{"with": candidates[0]}).status_code == 303
    split, merged = made(ledger)
    together = next(p for p in story.comparison.propositions if p.id == candidates[0])
    assert isinstance(split.change, Others)
    assert isinstance(merged.change, Others)
    assert {*split.change.claims} == {c.claim for c in several.claims} - {claim}
    assert {*merged.change.claims} == {c.claim for c in together.claims}
    assert decide(desk, claim, verdict="merge").status_code == 400


def test_words_are_mended_where_they_stand(desk: TestClient, ledger: str) -> None:
    claim = next(c for c in open_story(ledger).claims if c.source and c.cue and " " in c.content.text[30:])
    page = desk.get(f"/review/{claim.id}").text
    places = [(int(a), int(b)) for a, b in re.findall(r'data-from="(\d+)" data-to="(\d+)"', page)]
    (start, end) = claim.content.spans[0]
    inside = [place for place in places if start <= place[0] and place[1] <= end]
    assert (inside[0][0], inside[-1][1]) == (start, end)
    place = {"from": str(start), "to": str(inside[-2][1]), "part": "content", "verdict": "mend"}
    answer = decide(desk, claim.id, **place)
    assert answer.status_code == 303, answer.text
    (judgement,) = made(ledger)
    assert isinstance(judgement.change, Mended)
    assert judgement.change.claim.content.spans == ((start, inside[-2][1]),)
    wrong = decide(desk, claim.id, verdict="mend", part="content", words="not in this report")
    assert wrong.status_code == 400
    assert "does not stand in the report" in wrong.text


def test_a_source_is_graded(desk: TestClient, ledger: str) -> None:
    entity = next(e for e in open_story(ledger).comparison.entities if e.claims)
    page = desk.get(f"/review/{entity.claims[0]}").text
    form = {"grade": "B", "expect": expected(page), "claim": entity.claims[0]}
    answer = desk.post(f"/review/sources/{entity.id}", data=form, follow_redirects=False)
    assert answer.headers["location"] == f"/review/{entity.claims[0]}"
    (judgement,) = made(ledger)
    assert isinstance(judgement.change, Rated)
    assert judgement.change.reliability is Reliability.B
    assert "graded B" in desk.get(f"/review/{entity.claims[0]}").text
    assert desk.post(f"/review/sources/{entity.id}", data={**form, "grade": "Z"}).status_code == 400


def test_what_was_refused_is_said_in_the_place_of_the_claim(desk: TestClient, ledger: str) -> None:
    entity = next(e for e in open_story(ledger).comparison.entities if e.claims)
    claim, part = entity.claims[0], {"hx-request": "true", "hx-target": "item"}
    form = {"grade": "B", "expect": expected(desk.get(f"/review/{claim}").text), "claim": claim}
    judge(ledger, Verdict.RATE, [entity.id], by="Ben", what=Reliability.C, compare=False)
    for path, sent, status, words in (
        (f"/review/sources/{entity.id}", form, 409, "was judged meanwhile (rate by Ben)"),
        (f"/review/sources/{entity.id}", {**form, "grade": "Z"}, 400, "is not a grade"),
        ("/review/undo", form, 400, "nothing of yours to take back"),
    ):
        answer = desk.post(path, data=sent, headers=part)
        assert (answer.status_code, words in answer.text, "<html" in answer.text) == (status, True, False)
        assert f'data-claim="{claim}"' in answer.text
    assert [j.by for j in made(ledger)] == ["Ben"]


def test_a_part_that_cannot_be_had_is_a_part_too(desk: TestClient) -> None:
    for path in ("/review/c1:none", "/jobs/none"):
        answer = desk.get(path, headers={"hx-request": "true"})
        assert (answer.status_code, "<html" in answer.text) == (404, False)
        assert 'role="alert"' in answer.text


def test_numbers_longer_than_any_are_none(desk: TestClient, ledger: str) -> None:
    place = {"from": "9" * 5000, "to": "9" * 5000, "part": "content", "verdict": "mend"}
    assert decide(desk, first(desk), **place).status_code == 400
    for path in ("/timeline?from=", "/?from=", "/origins?from="):
        assert desk.get(path + "9" * 5000).status_code == 200, path


def test_what_was_decided_comes_no_more(desk: TestClient) -> None:
    seen = []
    while (claim := first(desk)) not in seen:
        seen.append(claim)
        if len(seen) == 4:
            break
        decide(desk, claim, verdict="accept")
    assert len({*seen}) == 4
    desk.post("/review/undo", data={"expect": expected(desk.get(f"/review/{seen[0]}").text)})
    assert first(desk) == seen[2]


def test_skipping_goes_on_and_back(desk: TestClient) -> None:
    claim, way = first(desk), []
    for _ in range(5):
        page = desk.get(f"/review/{claim}").text
        (following,) = re.findall(r'rel="next" href="/review/([^"]+)"', page)
        way.append((claim, following))
        claim = following
    assert len({claim for claim, _ in way}) == 5
    for before, after in way:
        assert re.findall(r'rel="prev" href="/review/([^"]+)"', desk.get(f"/review/{after}").text) == [before]


def test_of_two_who_decide_at_once_the_second_is_told(ledger: str) -> None:
    with (
        TestClient(create_app(ledger), base_url=HERE, headers=OWN) as one,
        TestClient(create_app(ledger), base_url=HERE, headers=OWN) as other,
    ):
        claim = first(one)
        pages = [desk.get(f"/review/{claim}").text for desk in (one, other)]
        forms = [{"expect": expected(page)} for page in pages]
        part = {"hx-request": "true"}
        assert one.post(f"/review/{claim}", data={**forms[0], "verdict": "reject"}, headers=part).status_code == 200
        late = other.post(f"/review/{claim}", data={**forms[1], "verdict": "accept"}, headers=part)
        assert late.status_code == 409
        assert "was judged meanwhile (reject by" in late.text
        assert "rejected" in late.text
        assert [j.verdict for j in made(ledger)] == [Verdict.REJECT]
        assert claim != first(other)
        again = other.post(f"/review/{claim}", data={"expect": expected(late.text), "verdict": "accept"}, headers=part)
        assert again.status_code == 200
        assert [j.verdict for j in made(ledger)] == [Verdict.REJECT, Verdict.ACCEPT]


def test_others_may_decide_on_other_claims_meanwhile(desk: TestClient, ledger: str) -> None:
    claim = first(desk)
    form = {"expect": expected(desk.get(f"/review/{claim}").text), "verdict": "accept"}
    other = next(c.id for c in open_story(ledger).claims if c.id != claim)
    judge(ledger, Verdict.REJECT, [other], by="Ben", compare=False)
    assert desk.post(f"/review/{claim}", data=form, follow_redirects=False).status_code == 303


def test_nothing_is_recorded_of_a_form_that_lacks_something(desk: TestClient, ledger: str) -> None:
    claim = first(desk)
    for form in ({"verdict": "accept"}, {"verdict": "hang", "expect": "none"}, {"verdict": "rate", "expect": "none"}):
        answer = desk.post(f"/review/{claim}", data=form)
        assert answer.status_code == 400
        assert 'role="alert"' in answer.text
    assert desk.post("/review/c1:none", data={"verdict": "accept", "expect": "none"}).status_code == 404
    assert desk.get("/review/c1:none").status_code == 404
    assert made(ledger) == []


def test_the_next_claim_comes_without_a_page(desk: TestClient) -> None:
    claim = first(desk)
    form = {"expect": expected(desk.get(f"/review/{claim}").text), "verdict": "accept"}
    answer = desk.post(f"/review/{claim}", data=form, headers={"hx-request": "true"})
    assert "<html" not in answer.text
    assert answer.headers["hx-push-url"] == f"/review/{first(desk)}"
    assert f'data-claim="{first(desk)}"' in answer.text
    assert re.search(r'id="said"[^>]*hx-swap-oob[^>]*>Accepted\.', answer.text)
    assert "1 of 1 decisions today are yours" in answer.text


@pytest.mark.parametrize("back", ["//elsewhere.example", "https://elsewhere.example", "/\\elsewhere.example"])
def test_a_form_leads_to_no_other_site(desk: TestClient, back: str) -> None:
    answer = decide(desk, first(desk), verdict="accept", back=back)
    assert "elsewhere" not in answer.headers["location"]


@pytest.mark.parametrize("page", ["/claims/{}", "/review/{}", "/review/{}/merge"])
def test_what_is_decided_while_a_page_is_made_was_not_seen(
    desk: TestClient, ledger: str, monkeypatch: pytest.MonkeyPatch, page: str
) -> None:
    claim = first(desk)

    def judged_meanwhile(function: Callable[..., object]) -> Callable[..., object]:
        def made_then_judged(*given: object, **named: object) -> object:
            made = function(*given, **named)
            judge(ledger, Verdict.NOTE, [claim], by="Ben", note="Ask.", compare=False)
            return made

        return made_then_judged

    monkeypatch.setattr("sayso.web.desk.view_part", judged_meanwhile(view_part))
    monkeypatch.setattr("sayso.web.pages.review.build_candidates", judged_meanwhile(build_candidates))
    assert expected(desk.get(page.format(claim)).text) == "none"


def test_what_was_taken_back_is_no_decision_of_today() -> None:
    now = datetime(2034, 3, 14, 12, tzinfo=UTC)
    first, second = (build_judgement(Verdict.ACCEPT, on, by="Ada", at=now, note="") for on in ("c1:1", "c1:2"))
    undoing = build_judgement(Verdict.UNDO, second.id, by="Ada", at=now, note="")
    assert count_progress((first, second, undoing), "Ada", now) == Progress(today=1, mine=1, hour=1)


def test_a_form_leads_back_to_its_page(desk: TestClient) -> None:
    claim = first(desk)
    assert decide(desk, claim, verdict="accept", back=f"/claims/{claim}").headers["location"] == f"/claims/{claim}"


def test_a_claims_page_takes_back_what_was_decided_on_it(desk: TestClient, ledger: str) -> None:
    claim = first(desk)
    decide(desk, claim, verdict="accept")
    (form,) = html.fromstring(desk.get(f"/claims/{claim}").text).xpath("//form[@action='/review/undo']")
    answer = desk.post(form.action, data=dict(form.form_values()), follow_redirects=False)
    assert answer.headers["location"] == f"/claims/{claim}"
    assert [j.verdict for j in made(ledger)] == [Verdict.ACCEPT, Verdict.UNDO]
    page = html.fromstring(desk.get(f"/claims/{claim}").text)
    assert page.xpath("//form[@action='/review/undo']") == []
    (line,) = page.xpath("//section[@aria-labelledby='history-title']//li")
    assert "taken back by" in line.text_content()


def test_keys_are_told_only_where_they_work(desk: TestClient) -> None:
    place, query = f"/review/{first(desk)}/merge", {"q": "gate"}
    assert "<kbd" in desk.get(place, params=query, headers={"HX-Request": "true"}).text
    page = desk.get(place, params=query).text
    assert 'name="with"' in page
    assert "<kbd" not in page


def test_who_takes_back_comes_back_to_the_same_list(desk: TestClient) -> None:
    claim = first(desk)
    decide(desk, claim, verdict="note", note="Seen.")
    place = f"/review/history?by=&on={claim.replace(':', '%3A')}"
    (back,) = html.fromstring(desk.get(place).text).xpath("//form[@action='/review/undo']/input[@name='back']/@value")
    assert back == place


def test_a_history_of_nothing_says_so(desk: TestClient) -> None:
    assert "Nobody has decided anything yet." in desk.get("/review/history").text
    decide(desk, first(desk), verdict="note", note="Seen.")
    assert "No such decision was made." in desk.get("/review/history?by=Nobody").text


def test_the_history_tells_who_decided_what(desk: TestClient, ledger: str) -> None:
    claims = [c.id for c in open_story(ledger).claims]
    for number, claim in enumerate(claims[:3] * 20):
        judge(ledger, Verdict.NOTE, [claim], by=("Ada", "Ben")[number % 2], note=f"Note {number}.", compare=False)
    page = desk.get("/review/history").text
    ids = [j.id for j in reversed(made(ledger))]
    assert re.findall(r'data-judgement="([^"]+)"', page) == ids[:50]
    further = re.findall(r'rel="next" href="([^"]+)"', page)[0].replace("&amp;", "&")
    assert re.findall(r'data-judgement="([^"]+)"', desk.get(further).text) == ids[50:]
    assert "Note 59." in page
    by_ada = desk.get("/review/history", params={"by": "Ada", "on": claims[0]}).text
    assert {*re.findall(r"<b><bdi>(\w+)</bdi></b>", by_ada)} == {"Ada"}
    assert by_ada.count("data-judgement=") == 10
    form = {"judgement": ids[0], "expect": expected(page), "back": "/review/history"}
    assert desk.post("/review/undo", data=form, follow_redirects=False).headers["location"] == "/review/history"
    assert desk.get("/review/history").text.count("taken back") == 1
    assert desk.post("/review/undo", data={**form, "expect": "none"}).status_code == 400


def test_decisions_are_compared_behind_the_pages(desk: TestClient, ledger: str) -> None:
    claim = attributed(ledger).id
    assert "decision" not in desk.get("/review/state").text
    decide(desk, claim, verdict="reject")
    assert "1 decision is not yet in the comparison" in desk.get("/review/state").text
    end = time.monotonic() + 60
    while "not yet" in desk.get("/review/state").text and time.monotonic() < end:
        time.sleep(0.2)
    assert claim in open_story(ledger).comparison.rejected
    assert "hx-get" not in desk.get("/review/state").text


def test_what_a_closed_desk_left_is_compared_by_the_next(ledger: str) -> None:
    claim = attributed(ledger).id
    with TestClient(create_app(ledger), base_url=HERE, headers=OWN) as desk:
        decide(desk, claim, verdict="reject")
    with TestClient(create_app(ledger), base_url=HERE, headers=OWN):
        end = time.monotonic() + 60
        while claim not in open_story(ledger).comparison.rejected:
            assert time.monotonic() < end, "nobody has to open a page for it"
            time.sleep(0.2)


def test_what_mends_is_made_ready_for_the_desks_own_pages_alone(
    desk: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    warmed = list[bool]()
    monkeypatch.setattr("sayso.web.mending.Mending.warm", lambda self: warmed.append(True))
    assert desk.get("/review/ready").status_code in (404, 405)
    assert desk.post("/review/ready", headers={"origin": "https://evil.example"}).status_code == 403
    assert warmed == []
    assert desk.post("/review/ready").status_code == 204
    assert warmed == [True]


def test_names_are_offered_as_somebody_types(desk: TestClient, ledger: str) -> None:
    name = next(e.name for e in open_story(ledger).comparison.entities)
    assert f'<option value="{name}">' in desk.get("/review/names", params={"name": name[:3]}).text
    assert desk.get("/review/names", params={"name": ""}).text.strip() == ""
