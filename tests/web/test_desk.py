import re
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from sayso.export import export_jsonl
from sayso.story import open_story
from sayso.web import create_app
from tests.cli.conftest import make_ledger
from tests.dossier.stories import dam_story, hostile_story

HERE = "http://127.0.0.1:8765"
HOSTILE = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>{{ 7 * 7 }}"


PAGES = ["/", "/search", "/search?q=gate", "/export.jsonl", "/style.css", "/api/claims/c1:none", "/nowhere"]


def test_the_first_page_says_where_accounts_differ(desk: TestClient) -> None:
    answer = desk.get("/")
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    shown = answer.text
    for question in open_story_questions():
        assert question in shown


def test_search_shows_words_source_and_report(desk: TestClient) -> None:
    answer = desk.get("/search", params={"q": "unforeseeable fracture"})
    assert answer.status_code == 200
    for shown in ("unforeseeable fracture", "Corvane Water", "Northmoor Wire"):
        assert shown in answer.text
    (link, *_) = re.findall(r'href="(/claims/[^"]+)"', answer.text)
    assert desk.get(f"/api{link}").json()["type"] == "claim"


def test_search_takes_fields_and_marks_words(desk: TestClient) -> None:
    page = desk.get("/search", params={"q": "fracture kind:organisation"}).text
    assert '<mark class="hit">fracture</mark>' in page
    assert re.search(r">\d+ found</p>", page)
    texts = desk.get("/search", params={"q": "fracture in:text"}).text
    assert '<mark class="hit">' in texts
    assert "/claims/" not in texts


def test_a_search_that_finds_nothing_says_what_to_do(desk: TestClient) -> None:
    page = desk.get("/search", params={"q": "zeppelin"}).text
    assert "Leave out a word" in page


def test_search_says_what_a_field_takes(desk: TestClient) -> None:
    answer = desk.get("/search", params={"q": "kind:robot"})
    assert answer.status_code == 400
    assert "kind: takes person, office" in answer.text


def test_search_without_words_is_a_form(desk: TestClient) -> None:
    answer = desk.get("/search")
    assert answer.status_code == 200
    assert "<form" in answer.text
    assert "data-found" not in answer.text


def test_a_claim_leads_to_its_words_in_the_report(desk: TestClient) -> None:
    for claim in dam_story().claims:
        record = desk.get(f"/api/claims/{claim.id}").json()
        report = desk.get(f"/api/documents/{record['document']}").json()
        words = " … ".join(report["text"][start:end] for start, end in record["content"]["spans"])
        assert words == record["content"]["text"]
        assert claim.id in [c["id"] for c in report["claims"]]


def open_story_questions() -> list[str]:
    return [question.text for question in dam_story().comparison.questions]


def test_the_export_is_the_ledgers(desk: TestClient, dam: str) -> None:
    answer = desk.get("/export.jsonl")
    assert answer.text.splitlines() == list(export_jsonl(open_story(dam)))


@pytest.mark.parametrize("path", ["/api/claims/c1:none", "/api/documents/d1:none", "/static/..%2f..%2fetc", "/nowhere"])
def test_what_is_not_there_is_404(desk: TestClient, path: str) -> None:
    answer = desk.get(path)
    assert answer.status_code == 404


@pytest.mark.parametrize("path", PAGES)
def test_every_answer_carries_the_headers(desk: TestClient, path: str) -> None:
    headers = desk.get(path).headers
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    assert "access-control-allow-origin" not in headers


@pytest.mark.parametrize("path", PAGES)
def test_no_page_runs_or_draws_what_is_written_in_it(desk: TestClient, path: str) -> None:
    assert "unsafe" not in desk.get(path).headers["content-security-policy"]


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "localhost.evil.example:8765", "[::1]", ""])
@pytest.mark.parametrize("path", PAGES)
def test_another_name_for_this_machine_is_turned_away(desk: TestClient, path: str, host: str) -> None:
    answer = desk.get(path, headers={"host": host})
    assert answer.status_code == 421
    assert "Harrowmere" not in answer.text


@pytest.mark.parametrize("host", ["127.0.0.1", "127.0.0.1:9000", "localhost", "LOCALHOST:8765"])
def test_this_machines_own_names_are_answered(desk: TestClient, host: str) -> None:
    assert desk.get("/search", headers={"host": host}).status_code == 200


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"])
def test_other_methods_are_turned_away(desk: TestClient, method: str) -> None:
    answer = desk.request(method, "/search")
    assert answer.status_code == 405
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_a_report_brings_no_markup(tmp_path: Path) -> None:
    story = hostile_story(HOSTILE)
    ledger = str(make_ledger(tmp_path / "hostile.db", story))
    with TestClient(create_app(ledger), base_url=HERE) as desk:
        pages = [desk.get("/").text, desk.get("/search", params={"q": "alert"}).text]
        searched = desk.get("/search", params={"q": HOSTILE}).text
        record = desk.get(f"/api/claims/{story.claims[0].id}")
    for page in [*pages, searched]:
        assert "<script>alert" not in page
        assert "<img src=x" not in page
        assert ">49<" not in page
    assert "&lt;script&gt;alert(1)" in pages[1]
    assert record.headers["content-type"] == "application/json"


def test_a_missing_ledger_is_said(tmp_path: Path) -> None:
    with TestClient(create_app(str(tmp_path / "absent.db")), base_url=HERE) as desk:
        answer = desk.get("/")
    assert answer.status_code == 500
    assert "no ledger" in answer.text
    assert list(tmp_path.iterdir()) == []


def test_a_server_can_start_it_by_name(dam: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAYSO_LEDGER", dam)
    with TestClient(create_app(), base_url=HERE) as desk:
        assert "Corvane" in desk.get("/search?q=fracture").text


def test_the_style_is_sent_once(desk: TestClient) -> None:
    sent = desk.get("/style.css")
    assert (sent.status_code, sent.headers["content-type"]) == (200, "text/css; charset=utf-8")
    for known in (sent.headers["etag"], f'"other", W/{sent.headers["etag"]}'):
        again = desk.get("/style.css", headers={"If-None-Match": known})
        assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", sent.headers["etag"])
    assert desk.get("/style.css", headers={"If-None-Match": '"other"'}).content == sent.content


def test_in_how_many_reports_a_source_speaks_is_kept_whatever_else_is_asked(tmp_path: Path) -> None:
    app = create_app(str(make_ledger(tmp_path / "dam.db", dam_story())))
    with TestClient(app, base_url=HERE) as client:
        desk = app.state.desk
        desk.prepared.wait()
        for number in range(200):
            desk.memory.get(("page", number), lambda: None)
        desk._count_reports = None  # counted once more, it would fail
        source = re.findall(r'href="(/sources/e1:[^"]+)"', client.get("/sources").text)[0]
        assert 'data-of="report"' in client.get(source).text
