import io
import re
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from sayso.dossier.html import dossier_policy
from sayso.ledger import Ledger
from sayso.model import Verdict
from sayso.story import Amount, Overview, Selection, judge, make_dossier, open_story, render_dossier
from sayso.web import create_app
from sayso.web.pages import dossiers
from tests.cli.conftest import make_ledger
from tests.dossier.stories import dam_story, empty_story, hostile_story

HERE = "http://127.0.0.1:8765"
HOSTILE = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>{{ 7 * 7 }}"
STORY = dam_story()
QUESTION = STORY.comparison.questions[0].id


def test_the_form_offers_questions_statements_and_sources(desk: TestClient) -> None:
    page = desk.get("/dossier").text
    for question in STORY.comparison.questions:
        assert f'name="question" value="{question.id}"' in page
    for entity in STORY.comparison.entities:
        assert (f'name="source" value="{entity.id}"' in page) == bool(entity.claims)
    assert 'name="proposition"' in page
    assert 'value="whole" checked' in page


def test_what_is_chosen_by_address_stands_chosen(desk: TestClient) -> None:
    question = STORY.comparison.questions[0].id
    page = desk.get("/dossier", params={"question": question}).text
    assert f'value="{question}" checked' in page
    assert 'value="selection" checked' in page
    assert 'value="whole" checked' not in page


def test_a_source_stays_chosen_though_many_speak_more(desk: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dossiers, "_OFFERED", 1)
    least = min((entity for entity in STORY.comparison.entities if entity.claims), key=lambda e: len(e.claims)).id
    assert f'value="{least}"' not in desk.get("/dossier").text
    assert f'value="{least}" checked' in desk.get("/dossier", params={"source": least}).text


@pytest.mark.parametrize("form", ["html", "md", "docx"])
def test_the_file_is_what_the_command_line_writes(desk: TestClient, dam: str, form: str) -> None:
    answer = desk.get("/dossier/file", params={"of": "whole", "form": form})
    assert answer.status_code == 200
    assert answer.content == render_dossier(make_dossier(dam), form)
    assert answer.headers["content-disposition"] == f'attachment; filename="dossier.{form}"'
    if form == "docx":
        assert zipfile.ZipFile(io.BytesIO(answer.content)).testzip() is None


def test_a_page_to_read_may_do_what_its_own_policy_allows(desk: TestClient) -> None:
    answer = desk.get("/dossier/file", params={"of": "whole"})
    assert "content-disposition" not in answer.headers
    policy = answer.headers["content-security-policy"]
    assert policy.startswith(dossier_policy())
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy


def test_a_selection_is_said_to_be_one(desk: TestClient) -> None:
    question = STORY.comparison.questions[0]
    answer = desk.get("/dossier/file", params={"of": "selection", "question": question.id, "form": "md"})
    assert "This is a selection from a ledger" in answer.text
    assert STORY.comparison.questions[-1].text not in answer.text or len(STORY.comparison.questions) == 1


def test_nothing_chosen_and_nothing_there_are_said(desk: TestClient) -> None:
    nothing = desk.get("/dossier/file", params={"of": "selection"})
    assert nothing.status_code == 400
    assert "nothing was chosen" in nothing.text
    assert desk.get("/dossier/file", params={"of": "selection", "question": "q1:none"}).status_code == 404
    assert desk.get("/dossier/file", params={"of": "whole", "form": "pdf"}).status_code == 400


def test_a_large_ledger_is_offered_in_parts_alone(desk: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dossiers, "_MOST", 8)
    page = desk.get("/dossier").text
    assert "choose parts of it" in page
    assert 'value="whole"' not in page
    assert desk.get("/dossier/file", params={"of": "whole"}).status_code == 400
    few = min(STORY.comparison.propositions, key=lambda p: len(p.claims))
    assert desk.get("/dossier/file", params={"proposition": few.id}).status_code == 200


def test_it_is_not_offered_whole_where_more_claims_may_be_there_than_were_counted(
    desk: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    overview = desk.app.state.desk.overview  # type: ignore[attr-defined]

    def counted_in_part(ledger: Ledger) -> Overview:
        found: Overview = overview(ledger)
        return replace(found, attributed=Amount(20, exact=False))

    monkeypatch.setattr(desk.app.state.desk, "overview", counted_in_part)  # type: ignore[attr-defined]
    page = desk.get("/dossier").text
    assert "more than" in page
    assert 'value="whole"' not in page
    assert desk.get("/dossier/file", params={"of": "whole"}).status_code == 400


@pytest.mark.parametrize("form", ["htm", "pdf", "HTML", "", "9" * 5_000])
def test_a_form_is_known_by_the_same_names_as_on_the_command_line(desk: TestClient, form: str) -> None:
    answer = desk.get("/dossier/file", params={"of": "whole", "form": form})
    if form == "htm":
        assert answer.headers["content-disposition"] == 'attachment; filename="dossier.html"'
    else:
        assert answer.status_code == 400
        assert ".html, .md or .docx" in answer.text


def test_an_unknown_form_is_told_before_anything_is_made(desk: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dossiers, "make_dossier", None)
    assert desk.get("/dossier/file", params={"of": "whole", "form": "pdf"}).status_code == 400


def test_a_selection_is_what_the_ledger_gives_without_what_the_desk_keeps(desk: TestClient, dam: str) -> None:
    compared = STORY.comparison
    chosen = [
        *(("question", one.id, Selection(questions=(one.id,))) for one in compared.questions),
        *(("proposition", one.id, Selection(propositions=(one.id,))) for one in compared.propositions),
        *(("source", one.id, Selection(sources=(one.id,))) for one in compared.entities if one.claims),
    ]
    for kind, ident, selection in chosen[::3]:
        answer = desk.get("/dossier/file", params={kind: ident, "form": "md"})
        assert answer.content == render_dossier(make_dossier(dam, selection), "md")


def test_the_digest_is_that_of_the_ledger_after_it_has_changed(tmp_path: Path) -> None:
    path = make_ledger(tmp_path / "dam.db", STORY)
    with TestClient(create_app(str(path)), base_url=HERE) as desk:
        for claim in STORY.claims[:2]:
            judge(path, Verdict.ACCEPT, [claim.id], by="Ada", compare=False)
            assert open_story(path).digest in desk.get("/dossier/file?of=selection&question=" + QUESTION).text


def test_a_report_brings_no_markup(tmp_path: Path) -> None:
    path = make_ledger(tmp_path / "hostile.db", hostile_story(HOSTILE))
    with TestClient(create_app(str(path)), base_url=HERE) as hostile:
        pages = [hostile.get("/dossier").text, hostile.get("/dossier/file?of=whole").text]
        chosen = re.findall(r'name="(\w+)" value="([^"]+)"', pages[0])
        pages += [hostile.get("/dossier/file", params={k: v}).text for k, v in chosen if k not in ("of", "form")]
    assert len(pages) > 3
    for page in pages:
        assert "<script>alert" not in page
        assert "<img src=x" not in page
        assert ">49<" not in page


def test_an_empty_ledger_has_a_dossier(tmp_path: Path) -> None:
    with TestClient(create_app(str(make_ledger(tmp_path / "e.db", empty_story()))), base_url=HERE) as desk:
        assert desk.get("/dossier").status_code == 200
        assert "Nothing has been read yet." in desk.get("/dossier/file?of=whole").text
