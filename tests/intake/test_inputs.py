"""What the user named, in canonical order."""

from pathlib import Path

import pytest

from sayso.intake import list_inputs


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name in ("b.txt", "a.md", "sub/c.jsonl", "sub/.hidden.txt", ".git/d.txt", "sub/deep/e.odt"):
        path = tmp_path / "in" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("Orlin", encoding="utf-8")
    (tmp_path / "in" / "empty").mkdir()
    return tmp_path


def test_folders_are_walked_in_order_and_hidden_entries_left_out(folder: Path):
    assert list_inputs(["in"]) == ["in/a.md", "in/b.txt", "in/sub/c.jsonl", "in/sub/deep/e.odt"]


def test_names_stay_as_given(folder: Path):
    assert list_inputs(["./in/b.txt", Path("in/a.md")]) == ["./in/b.txt", "in/a.md"]
    assert list_inputs([f"{folder}/in/sub/deep/"]) == [f"{folder}/in/sub/deep/e.odt"]


def test_the_order_of_the_inputs_shows_nowhere_and_each_comes_once(folder: Path):
    inputs = ["https://b.example/", "in/sub", "in/b.txt", "http://a.example/x", "in/sub/c.jsonl"]
    assert list_inputs(inputs) == list_inputs(inputs[::-1]) == sorted(set(list_inputs(inputs)))


def test_what_cannot_be_read_stays_in_the_list(folder: Path):
    assert list_inputs(["missing.txt", "in/empty", "", "a\0b", "x" * 5000]) == [
        "",
        "a\0b",
        "in/empty",
        "missing.txt",
        "x" * 5000,
    ]


def test_links_to_folders_are_named_and_not_followed(folder: Path):
    (folder / "in" / "sub" / "loop").symlink_to(folder / "in")
    assert "in/sub/loop" in list_inputs(["in"])
    assert len(list_inputs(["in"])) == 5
    (folder / "named").symlink_to(folder / "in")
    assert "named/a.md" in list_inputs(["named"])
