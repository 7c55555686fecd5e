import json
from pathlib import Path

from tests.cli.conftest import Run
from tests.dossier.stories import dam_story


def test_export_writes_a_record_a_line(run: Run, held: Path) -> None:
    done = run("--ledger", held, "export", "--format", "jsonl")
    records = [json.loads(line) for line in done.out.splitlines()]
    assert done.code == 0
    assert [r["id"] for r in records if r["type"] == "claim"] == [claim.id for claim in dam_story().claims]


def test_to_a_file_it_is_the_same(run: Run, held: Path) -> None:
    printed = run("--ledger", held, "export").out
    done = run("--ledger", held, "export", "-o", "story.jsonl")
    assert (done.code, done.out) == (0, "")
    assert Path("story.jsonl").read_text(encoding="utf-8") == printed
    assert [path.name for path in Path().iterdir()] == ["story.jsonl"]


def test_an_unknown_format_lists_those_that_are(run: Run, held: Path) -> None:
    done = run("--ledger", held, "export", "--format", "parchment")
    assert done.code == 2
    assert "jsonl" in done.err


def test_a_place_that_cannot_be_written_is_said(run: Run, held: Path) -> None:
    done = run("--ledger", held, "export", "-o", "no/such/folder/story.jsonl")
    assert done.code == 2
    assert "no/such/folder" in done.err
