"""`sayso rests`, and `sayso judge withdraw`, which shows the same before it withdraws."""

import json
from pathlib import Path

import pytest

from sayso.story import open_story
from tests.cli.conftest import Run

PAGE = "The lock at Orlen Ford is shut, keeper Ilka Brandvoll said on Monday."
OTHER = "The lock at Orlen Ford is shut, engineer Tove Ness said on Tuesday. The ferry runs, Tove Ness said."


@pytest.fixture
def read(run: Run) -> Run:
    Path("a.txt").write_text(f"---\noutlet: The Wharf Wire\ntitle: Shut\n---\n{PAGE}")
    Path("b.txt").write_text(f"---\noutlet: The Basin Post\ntitle: Still shut\n---\n{OTHER}")
    assert run("read", "a.txt", "b.txt").code == 0
    return run


def test_what_rests_on_a_source_is_shown_and_nothing_changed(read: Run) -> None:
    before = open_story("sayso.db")
    done = read("rests", "Tove Ness")
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith("On “Tove Ness” (e1:")
    assert "  2 claims\n" in done.out
    assert "corroborated → single-origin, 2 → 1 affirm" in done.out
    assert "single-origin → withdrawn, 1 → 0 affirm" in done.out
    assert open_story("sayso.db") == before


def test_as_records(read: Run) -> None:
    (record,) = json.loads(read("rests", "Tove Ness", "--format", "json").out)
    assert (record["type"], record["name"], len(record["claims"])) == ("rests", "Tove Ness", 2)
    assert sorted(p["after"]["affirming_origins"] for p in record["propositions"]) == [0, 1]


def test_withdrawing_shows_what_goes_and_marks_it_everywhere(read: Run) -> None:
    document = next(d for d in open_story("sayso.db").documents if d.name == "Still shut")
    done = read("judge", "withdraw", document.id, "--by", "R. Holm", "--note", "it was made up")
    assert done.code == 0
    assert done.out.startswith(f"On “Still shut” ({document.id}) rest:")
    assert "An edited version of it is another report" in done.out
    assert f"withdraw {document.id} by R. Holm" in done.out.splitlines()[-1]
    assert "counts for nothing: it stands in that report" in read("show", "claims").out
    assert "withdrawn by R. Holm: it was made up" in read("documents").out
    assert "withdrawn" in read("show", "propositions").out
    records = [json.loads(line) for line in read("export").out.splitlines()]
    assert len([r for r in records if r["type"] == "withdrawn"]) >= 2
    assert read("dossier", "-o", "page.md").code == 0
    page = Path("page.md").read_text()
    assert "counts for nothing, as it rests on what was withdrawn" in page
    assert "withdrawn by R. Holm: it was made up" in page
    assert read("verify").code == 0


def test_a_withdrawn_source_is_marked(read: Run) -> None:
    read("judge", "withdraw", "Tove Ness", "--by", "R. Holm")
    assert "withdrawn by R. Holm" in read("show", "sources").out
    assert "Tove Ness (person)" in read("show", "judgements").out


def test_what_is_not_there(read: Run) -> None:
    done = read("rests", "Nobody")
    assert done.code == 1
    assert "is no source's name" in done.err


@pytest.mark.parametrize("verdict", [("withdraw", "Tove Ness"), ("rate", "D", "Tove Ness")], ids=lambda v: v[0])
def test_a_terminal_shows_that_comparing_goes_on(
    read: Run, monkeypatch: pytest.MonkeyPatch, verdict: tuple[str, ...]
) -> None:
    monkeypatch.setattr("_pytest.capture.CaptureIO.isatty", lambda stream: True)
    done = read("judge", *verdict, "--by", "R. Holm")
    assert done.code == 0
    assert "comparing the claims of the ledger" in done.err
    assert "comparing" not in read("judge", "list").err
