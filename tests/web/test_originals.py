"""Originals come as they came, and nothing of them works in a browser."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from sayso.ledger import open_ledger
from sayso.model import Custody, Document, Means, Metadata, document_id, original_of
from sayso.web import create_app
from sayso.web.guard import SANDBOX
from tests.web.sharing import HERE

SCRIPT = b"<script>alert(1)</script>\r\n\xff"
ORIGINALS = {
    "text/plain": "notes/report.txt",
    "text/html; charset=utf-8": "https://post.example/a/page.html?x=1",
    "text/HTML": "https://post.example/",
    "image/svg+xml": "picture.svg",
    "application/pdf": "C:\\x\\a\r\nSet-Cookie: b=c.pdf",
    "application/json": "wire.jsonl:3",
    "application/octet-stream": "\u202egpj.exe",
    "text/plain\r\nX-Evil: 1": "x.txt",
    "text/html, text/plain": "x.html",
}


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, str]]:
    path = tmp_path_factory.mktemp("originals") / "o.db"
    digests = {}
    with open_ledger(path) as held:
        for number, (media, place) in enumerate(ORIGINALS.items()):
            text, metadata = f"Report {number}.", Metadata(title=f"Report <{number}>")
            original = original_of(SCRIPT + str(number).encode(), media)
            digests[media] = original.digest
            document = Document(document_id(text, metadata), text, metadata, place)
            held.record_document(document, (), Custody(original, Means.FILE, place, "Ada <i>"))
        bare = original_of(b"gone", "text/plain", kept=False)
        digests["bare"] = bare.digest
        document = Document(document_id("Bare.", Metadata()), "Bare.", Metadata(), "bare.txt")
        held.record_document(document, (), Custody(bare, Means.FILE, "bare.txt", "Ada"))
    return path, digests


@pytest.fixture
def desk(ledger: tuple[Path, dict[str, str]]) -> Iterator[TestClient]:
    with TestClient(create_app(str(ledger[0])), base_url=HERE) as client:
        yield client


@pytest.mark.parametrize("media", ORIGINALS)
def test_nothing_in_an_original_works(desk: TestClient, ledger: tuple[Path, dict[str, str]], media: str) -> None:
    digest = ledger[1][media]
    page = desk.get(f"/originals/{digest}")
    assert page.status_code == 200
    assert "Ada &lt;i&gt;" in page.text
    assert f"/originals/{digest}/bytes" in page.text
    answer = desk.get(f"/originals/{digest}/bytes")
    assert answer.content.startswith(SCRIPT), "the bytes as they came"
    assert answer.headers.get_list("content-security-policy") == [SANDBOX]
    assert answer.headers["x-content-type-options"] == "nosniff"
    kind, way = answer.headers["content-type"], answer.headers["content-disposition"]
    plain = media in ("text/plain", "application/json") or media.startswith("text/plain")
    if way.startswith("inline"):
        assert plain
        assert kind == "text/plain; charset=utf-8"
    else:
        assert kind == "application/octet-stream"
    assert "set-cookie" not in answer.headers
    assert "x-evil" not in answer.headers
    saved = desk.get(f"/originals/{digest}/bytes?download")
    assert saved.headers["content-disposition"].startswith("attachment")


def test_the_name_of_a_download_is_the_files_own(desk: TestClient, ledger: tuple[Path, dict[str, str]]) -> None:
    names = {
        media: desk.get(f"/originals/{ledger[1][media]}/bytes").headers["content-disposition"].partition("''")[2]
        for media in ORIGINALS
    }
    assert names["text/plain"] == "report.txt"
    assert names["text/html; charset=utf-8"] == "page.html"
    assert names["text/HTML"] == "report.html"
    assert names["application/json"] == "wire.jsonl"
    assert names["application/octet-stream"] == "gpj.exe"


def test_what_is_not_kept_says_so(desk: TestClient, ledger: tuple[Path, dict[str, str]]) -> None:
    page = desk.get(f"/originals/{ledger[1]['bare']}").text
    assert "were not kept" in page
    assert "/bytes" not in page
    gone = desk.get(f"/originals/{ledger[1]['bare']}/bytes")
    assert gone.status_code == 404
    assert "digest alone" in gone.text
    for nothing in ("0" * 64, "x", "%2e%2e"):
        assert desk.get(f"/originals/{nothing}").status_code == 404
        assert desk.get(f"/originals/{nothing}/bytes").status_code == 404
