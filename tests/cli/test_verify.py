import sqlite3
from pathlib import Path

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
