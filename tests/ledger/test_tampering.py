"""Whatever is done to a ledger behind the program's back is found, and the right row named, by both verifiers."""

import random
import subprocess
import sys
from pathlib import Path

from tests.ledger.engines import PostgresEngine, SqliteEngine
from tests.ledger.tampering import KEPT, acts, make_story, named, second_verifier, tamper

SCRIPT = Path(__file__).parents[2] / "verifier" / "verify_ledger.py"


def test_tampering_with_a_file_is_found_and_named():
    missed = [act.told for act, found, _ in acts(300, 0) if not found]
    assert missed == []


def test_tampering_with_a_server_is_found_and_named(tmp_path: Path):
    engine = PostgresEngine.in_folder(tmp_path)
    roots = make_story(engine)
    missed = []
    with engine.raw() as raw, engine.open() as ledger:
        raw.execute("SET session_replication_role TO replica")
        whole = {table: raw.execute(f"SELECT {', '.join(KEPT[table])} FROM {table}").fetchall() for table in KEPT}
        for number in range(40):
            act = tamper(raw.execute, random.Random(f"server {number}"))
            faults = ledger.audit(roots).faults
            if not named(act, faults):
                missed.append((act.told, faults))
            for table, rows in whole.items():
                raw.execute(f"DELETE FROM {table}")
                for row in rows:
                    marks = ", ".join("?" * len(row))
                    raw.execute(f"INSERT INTO {table} ({', '.join(KEPT[table])}) VALUES ({marks})", row)
        assert ledger.audit(roots).faults == ()
    assert missed == []


def test_the_second_verifier_finds_nothing_in_a_sound_ledger(tmp_path: Path):
    engine = SqliteEngine.in_folder(tmp_path)
    roots = make_story(engine)
    assert list(second_verifier()(engine.place, roots)) == []
    done = subprocess.run([sys.executable, "-S", str(SCRIPT), engine.place, *roots], capture_output=True, text=True)
    assert (done.returncode, done.stdout) == (0, "every hash fits\n")


def test_the_second_verifier_says_so_where_something_does_not_fit(tmp_path: Path):
    engine = SqliteEngine.in_folder(tmp_path)
    make_story(engine)
    engine.tamper("UPDATE claim SET content = 'all is well' WHERE seq = 5")
    done = subprocess.run([sys.executable, "-S", str(SCRIPT), engine.place], capture_output=True, text=True)
    assert done.returncode == 1
    assert done.stdout == "5 claim columns differ from what was recorded\n"


def test_the_second_verifier_is_short_and_stands_alone():
    text = SCRIPT.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 150
    assert {line.split()[1] for line in text.splitlines() if line.startswith(("import ", "from "))} <= {
        *sys.stdlib_module_names
    }
