import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Run

TEXT = """\
The dam at Lower Tolm is sound, Kestrel Power said on Sunday. The streets are full of mud.

“No one has been hurt,” said Mayor Ilse Brandt.
"""


def records(out: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in out.splitlines()]


def test_claims_are_cut_from_the_file_as_it_is(run: Run) -> None:
    front = "---\noutlet: The Tolm Courier\n---\n"
    Path("a.txt").write_text(front + TEXT, encoding="utf-8")
    done = run("extract", "a.txt", "--format", "jsonl")
    found = records(done.out)
    assert done.code == 0
    assert len(found) >= 2
    for record in found:
        assert (record["type"], record["document"]) == ("claim", "a.txt")
        for part in ("source", "cue", "content"):
            spans = record[part]["spans"]
            assert " … ".join((front + TEXT)[start:end] for start, end in spans) == record[part]["text"]
    assert not Path("sayso.db").exists()


def test_the_outlets_own_voice_is_asked_for(run: Run) -> None:
    Path("a.txt").write_text(TEXT, encoding="utf-8")
    assert all(record["cue"] for record in records(run("extract", "a.txt").out))
    added = [record for record in records(run("extract", "a.txt", "--own").out) if record["cue"] is None]
    assert any("full of mud" in record["content"]["text"] for record in added)
    assert {record["source"] for record in added} == {None}


@pytest.mark.parametrize("path", ["./a.txt", "sub/../a.txt", "sub/b.txt"])
def test_the_document_is_the_path_as_given(run: Run, path: str) -> None:
    Path("sub").mkdir()
    for name in ("a.txt", "sub/b.txt"):
        Path(name).write_text(TEXT, encoding="utf-8")
    assert {record["document"] for record in records(run("extract", path).out)} == {path}


def test_files_of_a_folder_are_told_apart(run: Run) -> None:
    Path("sub").mkdir()
    for name in ("one.txt", "two.txt"):
        Path("sub", name).write_text(f"{name} and all. {TEXT}", encoding="utf-8")
    assert {r["document"] for r in records(run("extract", "sub").out)} == {"sub/one.txt", "sub/two.txt"}


def test_a_line_of_a_jsonl_file_is_a_document(run: Run) -> None:
    lines = [json.dumps({"text": TEXT}), json.dumps({"text": "And so on. " + TEXT})]
    Path("all.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    assert {r["document"] for r in records(run("extract", "all.jsonl").out)} == {"all.jsonl:1", "all.jsonl:2"}


def test_a_refused_input_is_one_line_and_no_stop(run: Run) -> None:
    Path("a.txt").write_text(TEXT, encoding="utf-8")
    done = run("extract", "absent.txt", "a.txt")
    assert done.code == 0
    assert records(done.out)
    assert done.err.startswith("refused absent.txt: ")
    assert done.err.count("\n") == 1


def test_nothing_to_read_is_1(run: Run) -> None:
    assert run("extract", "absent.txt").code == 1
