import json
import sqlite3
from pathlib import Path

from sayso.ledger import open_ledger
from tests.cli.conftest import Run, make_ledger
from tests.dossier.stories import dam_story


def test_a_sound_record_is_0(run: Run, held: Path) -> None:
    assert run("--ledger", held, "verify").code == 0


def test_a_changed_record_is_1_and_each_fault_a_line(run: Run) -> None:
    make_ledger(Path("sayso.db"), dam_story())
    with sqlite3.connect("sayso.db") as connection:
        connection.execute("DROP TRIGGER claim_kept")
        connection.execute("UPDATE claim SET content = 'All is well' WHERE seq = (SELECT max(seq) FROM claim)")
    connection.close()
    done = run("verify")
    assert done.code == 1
    assert "claim" in done.err


def test_what_there_was_to_check_is_counted(run: Run) -> None:
    with open_ledger(make_ledger(Path("sayso.db"), dam_story())) as ledger:
        run_closed = ledger.close_run()
        assert run_closed
    done = run("verify", "--root", run_closed.root)
    assert done.code == 0
    assert f"runs      1; the newest has the root {run_closed.root}" in done.out
    assert "roots     1 given, 1 found" in done.out
    assert "stamps    0" in done.out


def test_a_root_that_is_not_there_is_1_and_one_that_is_none_is_2(run: Run, held: Path) -> None:
    done = run("--ledger", held, "verify", "--root", "m1:" + "0" * 64)
    assert done.code == 1
    assert "its end was cut off" in done.err
    assert run("--ledger", held, "verify", "--root", "r1:0").code == 2


def test_one_fault_is_one_line(run: Run) -> None:
    make_ledger(Path("sayso.db"), dam_story())
    with sqlite3.connect("sayso.db") as connection:
        (guard,) = connection.execute("SELECT sql FROM sqlite_master WHERE name = 'document_kept'").fetchone()
        connection.execute("DROP TRIGGER document_kept")
        connection.execute("UPDATE document SET body = replace(body, 'dam', 'mad')")
        connection.execute(guard)
        (number,) = connection.execute("SELECT count(*) FROM document WHERE body LIKE '%mad%'").fetchone()
    connection.close()
    lines = run("verify").err.splitlines()
    assert len(lines) == number
    assert all("was changed: its body differs" in line for line in lines)
    assert any("more do not fit because of it" in line for line in lines)


def test_a_proof_is_one_line_of_json(run: Run) -> None:
    story = dam_story()
    with open_ledger(make_ledger(Path("sayso.db"), story)) as ledger:
        closed = ledger.close_run()
    done = run("prove", story.claims[0].id)
    assert closed
    assert json.loads(done.out)["root"] == closed.root
    assert run("prove", "c1:none").code == 1
