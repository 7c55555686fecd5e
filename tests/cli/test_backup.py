"""`sayso backup`, `sayso restore`, and what `sayso verify` says of an archive."""

from pathlib import Path

from sayso.story import open_story
from tests.cli.conftest import Run


def test_a_ledger_goes_into_an_archive_and_comes_out(run: Run, held: Path) -> None:
    story = open_story(held)
    done = run("backup", "--ledger", held, "-o", "story.zip")
    assert (done.code, done.err) == (0, "")
    assert f"story.zip holds the ledger {story.digest}" in done.out
    checked = run("verify", "story.zip")
    assert (checked.code, checked.out) == (0, "the archive is whole, and so is the ledger in it\n")
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
    assert (done.code, done.out) == (1, "1 faults\n")
    assert "archive ledger.db: is damaged" in done.err
    refused = run("restore", "story.zip", "--ledger", "back.db")
    assert refused.code == 1
    assert "ledger.db is damaged" in refused.err
    assert not Path("back.db").exists()


def test_what_is_not_there_says_so(run: Run) -> None:
    for words in (["verify", "absent.zip"], ["restore", "absent.zip", "--ledger", "back.db"]):
        done = run(*words)
        assert done.code == 1
        assert "cannot read 'absent.zip'" in done.err
