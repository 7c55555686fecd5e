"""`sayso copy`, and every command on a ledger that lies on a server."""

from pathlib import Path

import pytest

from sayso.story import open_story
from tests.cli.conftest import Run
from tests.ledger.engines import PostgresEngine


@pytest.fixture
def place(tmp_path: Path) -> str:
    return PostgresEngine.in_folder(tmp_path).place


def test_a_ledger_goes_to_a_server_and_back(run: Run, held: Path, place: str) -> None:
    for source, target in ((held, place), (place, "back.db")):
        done = run("copy", "--ledger", source, "--to", target)
        assert (done.code, done.err) == (0, "")
        assert done.out == f"{target} holds the same, {open_story(held).digest}\n"
    assert open_story("back.db") == open_story(held)


def test_a_place_that_holds_a_ledger_is_left_alone(run: Run, held: Path) -> None:
    done = run("copy", "--ledger", held, "--to", held)
    assert done.code == 1
    assert "is not empty" in done.err


def test_every_command_knows_a_ledger_on_a_server(run: Run, held: Path, place: str) -> None:
    run("copy", "--ledger", held, "--to", place)
    for words in (
        ["documents"],
        *(["show", what] for what in ("questions", "propositions", "claims", "sources", "origins", "timeline")),
        ["export"],
        ["verify"],
        ["search", "dam"],
    ):
        there, here = run(*words, "--ledger", place), run(*words, "--ledger", held)
        assert (there.code, sorted(there.out.splitlines())) == (0, sorted(here.out.splitlines()))
    assert run("dossier", "--ledger", place, "-o", "there.md").code == 0
    assert run("dossier", "--ledger", held, "-o", "here.md").code == 0
    assert Path("there.md").read_text() == Path("here.md").read_text()


def test_reading_and_judging_on_a_server(run: Run, place: str) -> None:
    Path("a.txt").write_text("The lock is shut, keeper Ilka Brandvoll said on Monday.")
    places = (place.replace("sayso@", "sayso:sec-ret@"), "here.db")
    read = [run("--ledger", where, "read", "a.txt") for where in places]
    assert [done.code for done in read] == [0, 0]
    assert "sec-ret" not in read[0].out + read[0].err
    digests = [line for done in read for line in done.out.splitlines() if line.startswith("digest")]
    assert len(digests) == 2
    assert digests[0] == digests[1]
    claim = open_story(place).claims[0].id
    assert run("judge", "--ledger", place, "reject", claim, "--by", "M. Osei").code == 0
    assert len(open_story(place).judgements) == 1
    assert run("verify", "--ledger", place).code == 0
