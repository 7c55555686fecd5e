import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from sayso.model import Document, Status
from sayso.story import Extracted, conductor, open_story
from tests.cli.conftest import Run

GAZETTE = """\
---
title: Dam holds
outlet: The Upper Tolm Gazette
published: 2031-04-06
---
The dam at Lower Tolm has burst, Mayor Ilse Brandt said on Sunday.
"""
COURIER = """\
---
title: No burst dam
outlet: The Tolm Courier
published: 2031-04-07
---
Kestrel Power denied that the dam at Lower Tolm had burst.
"""


@pytest.fixture
def reports(run: Run) -> Path:
    folder = Path("reports")
    folder.mkdir()
    (folder / "gazette.txt").write_text(GAZETTE, encoding="utf-8")
    (folder / "courier.txt").write_text(COURIER, encoding="utf-8")
    return folder


def fields(out: str) -> dict[str, str]:
    """The summary's lines, by name."""
    return dict(re.findall(r"^([a-z ]+?)  +(\S+)$", out, re.M))


def test_reading_sums_up(run: Run, reports: Path) -> None:
    done = run("read", reports)
    story = open_story("sayso.db")
    summary = fields(done.out)
    assert (done.code, done.err) == (0, "")
    assert (summary["documents read"], summary["partly read"], summary["refused"]) == ("2", "0", "0")
    assert summary["claims"] == str(len(story.claims))
    assert summary["propositions"] == str(len(story.comparison.propositions))
    assert summary["questions"] == str(len(story.comparison.questions))
    assert (summary["ledger"], summary["digest"]) == ("sayso.db", story.digest)


def test_where_accounts_differ_is_told_at_once_and_at_length(run: Run, reports: Path) -> None:
    short = run("read", reports).out
    long = run("show", "questions").out
    assert "where accounts differ" in short
    for out in (short, long):
        for shown in ("Brandt", "Kestrel Power", "The Tolm Courier", "The Upper Tolm Gazette", "origin"):
            assert shown in out


def test_a_refused_input_is_one_line_and_no_stop(run: Run, reports: Path) -> None:
    (reports / "photo.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)))
    done = run("read", reports)
    assert done.code == 0
    assert done.err.startswith("refused reports/photo.png: ")
    assert done.err.count("\n") == 1
    assert fields(done.out)["refused"] == "1"
    assert "  reports/photo.png: " in done.out


def test_nothing_to_read_is_1(run: Run) -> None:
    done = run("read", "absent.txt")
    assert done.code == 1
    assert "absent.txt" in done.err
    Path("empty").mkdir()
    assert run("read", "empty").code == 1


def test_what_is_known_of_reports_can_be_given(run: Run) -> None:
    Path("bare.txt").write_text("The dam holds, Kestrel Power said.", encoding="utf-8")
    assert run("read", "bare.txt", "--outlet", "Radio Tolm", "--published", "2031-04-08", "--language", "en").code == 0
    (document,) = open_story("sayso.db").documents
    assert (document.metadata.outlet, document.metadata.language) == ("Radio Tolm", "en")
    assert (document.metadata.published or "").startswith("2031-04-08")


def test_a_language_without_a_reader_is_partly_read(run: Run) -> None:
    Path("echo.txt").write_text("Le barrage tient, a dit la mairie.", encoding="utf-8")
    done = run("read", "echo.txt", "--language", "fr")
    assert done.code == 0
    assert fields(done.out)["partly read"] == "1"
    assert [document.status for document in open_story("sayso.db").documents] == [Status.PARTLY]


def test_attributed_leaves_out_the_outlets_own_voice(run: Run, reports: Path) -> None:
    (reports / "own.txt").write_text("It rained all day over the valley of the Tolm.", encoding="utf-8")
    run("read", reports, "--attributed")
    assert not any(claim.own for claim in open_story("sayso.db").claims)
    run("--ledger", "all.db", "read", reports)
    assert any(claim.own for claim in open_story("all.db").claims)


def test_what_a_newer_program_found_otherwise_is_summed_up(
    run: Run, reports: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "read again" not in run("read", reports).out
    assert "read again" not in run("read", reports).out
    monkeypatch.setattr(conductor, "program_identity", lambda: "a newer one")
    assert "read again      2: 0 claims new, 0 changed, 0 no longer found" in run("read", reports).out
    monkeypatch.setattr(conductor, "program_identity", lambda: "one that finds nothing")
    monkeypatch.setattr(conductor, "extract_documents", _find_nothing)
    said = run("read", reports).out
    held = len(open_story("sayso.db").claims)
    assert re.search(r"read again {6}2: 0 claims new, 0 changed, [1-9]\d* no longer found", said)
    assert held == 0


def _find_nothing(documents: Iterator[Document], **_options: object) -> Iterator[Extracted]:
    return (Extracted(document, ()) for document in documents)
