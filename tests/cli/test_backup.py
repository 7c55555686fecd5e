"""`sayso backup`, `sayso restore`, and what `sayso verify` says of an archive."""

from pathlib import Path

import pytest

from sayso.story import open_story, request_stamp, take_stamp
from tests.cli.conftest import Run, make_ledger
from tests.dossier.stories import dam_story
from tests.ledger.authority import made_authority


def test_a_ledger_goes_into_an_archive_and_comes_out(run: Run, held: Path) -> None:
    story = open_story(held)
    done = run("backup", "--ledger", held, "-o", "story.zip")
    assert (done.code, done.err) == (0, "")
    assert f"story.zip holds the ledger {story.digest}" in done.out
    checked = run("verify", "story.zip")
    assert (checked.code, checked.err) == (0, "")
    assert checked.out.startswith("rows      ")
    assert checked.out.endswith("the archive is whole, and so is the ledger in it\n")
    back = run("restore", "story.zip", "--ledger", "back.db")
    assert (back.code, back.err) == (0, "")
    assert back.out.startswith(f"back.db holds the ledger {story.digest}, all ")
    assert open_story("back.db") == story


def test_an_archive_is_no_ledger_to_read_from_but_can_be_verified(run: Run, held: Path) -> None:
    run("backup", "--ledger", held, "-o", "story.zip", "--bare")
    done = run("show", "questions", "--ledger", "story.zip")
    assert done.code == 1
    assert "`sayso restore story.zip --ledger NEW.db`" in done.err
    assert run("verify", "--ledger", "story.zip").code == 0


def test_a_damaged_archive_is_named_with_its_part(run: Run, held: Path) -> None:
    run("backup", "--ledger", held, "-o", "story.zip")
    data = bytearray(Path("story.zip").read_bytes())
    data[len(data) // 3] ^= 1
    Path("story.zip").write_bytes(data)
    done = run("verify", "story.zip")
    assert (done.code, done.out) == (1, "the archive is not whole: 1 fault\n")
    assert "archive ledger.db: is damaged" in done.err
    refused = run("restore", "story.zip", "--ledger", "back.db")
    assert refused.code == 1
    assert "ledger.db is damaged" in refused.err
    assert not Path("back.db").exists()


def test_of_an_archive_roots_and_stamps_are_looked_at_too(run: Run) -> None:
    authority = made_authority()
    make_ledger(Path("dam.db"), dam_story())
    root, query = request_stamp("dam.db")
    take_stamp("dam.db", authority.reply(query))
    Path("trusted.pem").write_bytes(authority.trust)
    run("backup", "--ledger", "dam.db", "-o", "story.zip")
    done = run("verify", "story.zip", "--root", root, "--trust", "trusted.pem", "--thorough")
    assert (done.code, done.err) == (0, "")
    assert "roots     1 given, 1 found" in done.out
    assert "stamps    1" in done.out
    assert "its certificate leads to CN=Orlen Root" in done.out
    absent = run("verify", "story.zip", "--root", f"m1:{'0' * 64}")
    assert absent.code == 1
    assert absent.err.startswith("ledger.db root m1:")
    assert absent.out.endswith("the archive is not whole: 1 fault\n")
    assert run("verify", "story.zip", "--trust", "nowhere.pem").code == 2


def test_what_another_version_wrote_is_told_to_be_unchecked(
    run: Run, held: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("backup", "--ledger", held, "-o", "story.zip")
    monkeypatch.setattr("sayso.story.archiving.__version__", "9.9.9")
    done = run("verify", "story.zip")
    assert done.code == 0
    assert "records.jsonl, judgements.jsonl, dossier.html: written by Sayso " in done.out
    assert "was not checked" in done.out


def test_what_is_not_there_says_so(run: Run) -> None:
    for words in (["verify", "absent.zip"], ["restore", "absent.zip", "--ledger", "back.db"]):
        done = run(*words)
        assert done.code == 1
        assert "cannot read 'absent.zip'" in done.err
