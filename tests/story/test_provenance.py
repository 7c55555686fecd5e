"""What a report was made of is kept with it, whatever the number of reports and however they ended."""

from pathlib import Path

import pytest

from sayso.errors import NotFoundError
from sayso.ledger import open_ledger
from sayso.model import Means
from sayso.story import conductor, read, view_custody, view_original
from sayso.story.workers import extract_documents
from tests.story.engines import load_plain

LINES = (b'{"text": "Brennia denied it \\u2014 twice."}', b"no JSON at all", b'\xef\xbb\xbf{"text": "Brennia held."}')


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(
        conductor, "extract_documents", lambda documents, *, load, jobs: extract_documents(documents, load=load_plain)
    )
    reports = tmp_path / "reports"
    reports.mkdir()
    (reports / "a.txt").write_bytes("\ufeffBrennia denied it.\r\n".encode())
    (reports / "b.jsonl").write_bytes(b"\n".join(LINES))
    (reports / "c.zip").write_bytes(b"PK\x03\x04 and more")
    return reports


def test_each_report_is_kept_with_its_own_bytes(folder: Path, tmp_path: Path):
    read([folder], ledger=tmp_path / "story.db", by="Ilse Pruun")
    held = _held(tmp_path / "story.db")
    assert {path: content for path, (_, content) in held.items()} == {
        "a.txt": (folder / "a.txt").read_bytes(),
        "b.jsonl:1": LINES[0] + b"\n",
        "b.jsonl:2": LINES[1] + b"\n",
        "b.jsonl:3": LINES[2],
        "c.zip": b"PK\x03\x04 and more",
    }
    assert {custody.by for custody, _ in held.values()} == {"Ilse Pruun"}
    assert [held[path][0].means for path in ("a.txt", "b.jsonl:1")] == [Means.FILE, Means.LINE]


def test_reading_the_same_bytes_again_adds_nothing(folder: Path, tmp_path: Path):
    entries = []
    for _ in range(2):
        read([folder], ledger=tmp_path / "story.db")
        with open_ledger(tmp_path / "story.db") as ledger:
            entries.append(ledger.entries())
    assert entries[0] == entries[1]


def test_a_desk_may_keep_the_digests_alone(folder: Path, tmp_path: Path):
    read([folder], ledger=tmp_path / "story.db", originals=False)
    with open_ledger(tmp_path / "story.db") as ledger:
        ident = ledger.view_documents()[0].id
        assert [fault for fault in ledger.verify() if fault.table in ("content", "original", "custody")] == []
    assert len(view_custody(tmp_path / "story.db", ident)) == 1
    with pytest.raises(NotFoundError, match="digest alone"):
        view_original(tmp_path / "story.db", ident)


def _held(place: Path):
    with open_ledger(place) as ledger:
        documents = ledger.view_documents()
    return {document.path.rsplit("/", 1)[-1]: view_original(place, document.id) for document in documents}
