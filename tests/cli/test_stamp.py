from pathlib import Path

from tests.cli.conftest import Run, make_ledger
from tests.dossier.stories import dam_story
from tests.ledger.authority import made_authority


def test_a_stamp_by_way_of_files_shows_in_verify(run: Run) -> None:
    make_ledger(Path("sayso.db"), dam_story())
    authority = made_authority()
    asked = run("stamp", "--request", "root.tsq")
    assert (asked.code, asked.out.startswith("root.tsq asks for m1:")) == (0, True)
    Path("root.tsr").write_bytes(authority.reply(Path("root.tsq").read_bytes()))
    Path("trust.pem").write_bytes(authority.trust)
    taken = run("stamp", "--reply", "root.tsr")
    assert taken.code == 0
    assert "was stamped at 2031-04-06T09:30:00+00:00 by CN=Orlen Time" in taken.out
    bare, trusted = run("verify").out, run("verify", "--trust", "trust.pem").out
    assert "its signature is good; where its certificate leads was not checked" in bare
    assert "its certificate leads to CN=Orlen Root" in trusted


def test_a_reply_that_is_none_is_1(run: Run) -> None:
    make_ledger(Path("sayso.db"), dam_story())
    Path("root.tsr").write_bytes(b"hello")
    done = run("stamp", "--reply", "root.tsr")
    assert done.code == 1
    assert "cannot be read as one of a time stamping authority" in done.err


def test_files_that_are_not_there_are_2(run: Run) -> None:
    make_ledger(Path("sayso.db"), dam_story())
    assert run("stamp", "--reply", "none.tsr").code == 2
    assert run("verify", "--trust", "none.pem").code == 2
    assert run("stamp").code == 2
