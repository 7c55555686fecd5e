"""A ledger backed up and restored: of one moment, whole or not at all, the same on either engine."""

import os
import subprocess
import sys
import zipfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from sayso.errors import ArchiveError, LedgerError, UsageError
from sayso.export import archive as archive_module
from sayso.export.archive import write_archive
from sayso.export.manifest import read_manifest
from sayso.ledger import open_ledger, view
from sayso.model import Custody, Means, original_of
from sayso.story import backup, make_dossier, open_story, render_dossier, restore, verify_archive
from tests.cli.conftest import make_ledger
from tests.dossier.stories import dam_story
from tests.ledger.engines import ENGINES, NOON, Engine
from tests.ledger.trials import READINGS, check_whole, record_all

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(params=ENGINES, ids=lambda engine: engine.__name__)
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Engine:
    made: Engine = request.param.in_folder(tmp_path)
    return made


@pytest.fixture
def held(tmp_path: Path) -> Path:
    return make_ledger(tmp_path / "dam.db", dam_story())


def fault_words(path: Path) -> list[str]:
    return [f"{fault.table} {fault.row} {fault.what}" for fault in verify_archive(path)]


def test_there_and_back_on_either_engine(held: Path, engine: Engine, tmp_path: Path):
    first = backup(held, tmp_path / "first.zip")
    assert restore(tmp_path / "first.zip", engine.place) == first
    assert open_story(engine.place) == open_story(held)
    assert backup(engine.place, tmp_path / "second.zip") == first
    assert verify_archive(tmp_path / "second.zip") == ()
    with engine.open() as ledger:
        assert ledger.verify() == ()


def test_what_stands_in_an_archive(held: Path, tmp_path: Path):
    done = backup(held, tmp_path / "story.zip", clock=lambda: NOON)
    with zipfile.ZipFile(tmp_path / "story.zip") as packed:
        assert set(packed.namelist()) == {
            "verify_ledger.py",
            "README.txt",
            "manifest.json",
            "ledger.db",
            "records.jsonl",
            "judgements.jsonl",
            "dossier.html",
        }
        manifest = read_manifest(packed.read("manifest.json"))
        readme = packed.read("README.txt").decode()
        assert packed.read("records.jsonl").count(b"\n") > 10
    assert (manifest.ledger, manifest.entries, manifest.chain) == (done.digest, done.entries, done.chain)
    assert all(word in readme for word in (done.digest, done.chain, "sayso restore", "sha256sum"))


def test_its_dossier_is_the_one_that_the_ledger_has(tmp_path: Path):
    story = dam_story()
    with open_ledger(tmp_path / "dam.db") as ledger:
        for document in story.documents:
            custody = Custody(original_of(document.text.encode(), "text/plain"), Means.FILE, document.path, "Ada")
            ledger.record_document(document, [c for c in story.claims if c.document == document.id], custody)
        ledger.record_comparison(story.comparison)
        ledger.close_run()
        expected = render_dossier(make_dossier(ledger), "html")
    backup(tmp_path / "dam.db", tmp_path / "story.zip")
    with zipfile.ZipFile(tmp_path / "story.zip") as packed:
        page = packed.read("dossier.html")
    assert page == expected
    assert b"How to check this" in page
    assert b"SHA-256 of the original" in page
    assert verify_archive(tmp_path / "story.zip") == ()


def test_what_its_readme_says_can_be_done_without_sayso(held: Path, tmp_path: Path):
    backup(held, tmp_path / "FILE.zip")
    with zipfile.ZipFile(tmp_path / "FILE.zip") as packed:
        readme = packed.read("README.txt").decode()
    (command,) = [line.strip() for line in readme.splitlines() if line.strip().startswith("python3 -m")]
    assert "verify_ledger.py" in command
    isolated = command.replace("python3", f"{sys.executable} -I -S")
    done = subprocess.run(isolated, shell=True, cwd=tmp_path, capture_output=True, text=True)
    assert (done.returncode, done.stdout) == (0, "every hash fits\n"), done.stderr


def test_an_installed_sayso_has_the_second_verifier_too(held: Path, tmp_path: Path):
    builds = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(builds, cwd=ROOT, capture_output=True, check=True)
    (wheel,) = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as packed:
        packed.extractall(tmp_path / "installed")
    program = f"import sayso; sayso.backup({str(held)!r}, 'story.zip', bare=True); print(sayso.__file__)"
    path = {**os.environ, "PYTHONPATH": str(tmp_path / "installed")}
    done = subprocess.run([sys.executable, "-c", program], cwd=tmp_path, env=path, capture_output=True, text=True)
    assert done.stdout.startswith(str(tmp_path)), done.stderr
    with zipfile.ZipFile(tmp_path / "story.zip") as packed:
        assert packed.read("verify_ledger.py") == (ROOT / "verifier" / "verify_ledger.py").read_bytes()


def test_the_story_is_read_once_and_each_part_looked_through_once(
    held: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    read: list[str] = []

    def told(name: str, function: Callable[..., object]) -> Callable[..., object]:
        def noted(*given: object, **named: object) -> object:
            read.append(name)
            return function(*given, **named)

        return noted

    monkeypatch.setattr("sayso.ledger.session.view.view_story", told("story", view.view_story))
    monkeypatch.setattr("sayso.export.archive._digest", told("part", archive_module._digest))
    monkeypatch.setattr("sayso.export.archive._seal", told("seal", archive_module._seal))
    backup(held, tmp_path / "story.zip")
    assert Counter(read) == {"story": 1, "seal": 1}
    read.clear()
    assert verify_archive(tmp_path / "story.zip") == ()
    assert Counter(read) == {"story": 1, "seal": 1, "part": 6 + 1}  # and the ledger again as it is taken out


def test_a_bare_one_holds_the_ledger_alone(held: Path, tmp_path: Path):
    backup(held, tmp_path / "story.zip", bare=True)
    with zipfile.ZipFile(tmp_path / "story.zip") as packed:
        assert set(packed.namelist()) - {"verify_ledger.py"} == {"README.txt", "manifest.json", "ledger.db"}
    assert verify_archive(tmp_path / "story.zip") == ()


def test_an_empty_ledger(tmp_path: Path):
    with open_ledger(tmp_path / "empty.db"):
        pass
    backup(tmp_path / "empty.db", tmp_path / "story.zip")
    assert restore(tmp_path / "story.zip", tmp_path / "back.db").entries == 0


def test_nothing_is_restored_over_a_ledger(held: Path, engine: Engine, tmp_path: Path):
    backup(held, tmp_path / "story.zip", bare=True)
    with engine.open() as ledger:
        record_all(ledger, READINGS[:1])
    with pytest.raises(LedgerError, match=r"is there already|is not empty"):
        restore(tmp_path / "story.zip", engine.place)
    with engine.open() as ledger:
        assert len(ledger.view_documents()) == 1


def test_a_newer_backup_takes_the_place_of_an_older(held: Path, tmp_path: Path):
    backup(held, tmp_path / "story.zip", bare=True)
    with open_ledger(held) as ledger:
        record_all(ledger, READINGS[:1])
    newer = backup(held, tmp_path / "story.zip", bare=True)
    assert restore(tmp_path / "story.zip", tmp_path / "back.db") == newer


def test_progress_names_each_step(held: Path, tmp_path: Path):
    seen: list[tuple[str, int, int]] = []
    backup(held, tmp_path / "story.zip", progress=lambda *told: seen.append(told))
    restore(tmp_path / "story.zip", tmp_path / "back.db", progress=lambda *told: seen.append(told))
    assert list(dict.fromkeys(what for what, _, _ in seen)) == ["copying", "packing", "unpacking", "verifying"]


def test_a_damaged_archive_is_not_restored(held: Path, engine: Engine, tmp_path: Path):
    archive = tmp_path / "story.zip"
    backup(held, archive)
    data = bytearray(archive.read_bytes())
    data[len(data) // 3] ^= 4
    archive.write_bytes(data)
    with pytest.raises(ArchiveError, match=r"ledger\.db is damaged"):
        restore(archive, engine.place)
    with engine.open() as ledger:
        assert ledger.view_documents() == ()


def repacked(archive: Path, name: str, change: Callable[[Path], object]) -> None:
    """The archive with one part changed, and everything that vouches for it made anew."""
    folder = archive.parent / "repacked"
    with zipfile.ZipFile(archive) as packed:
        packed.extractall(folder)
        manifest = read_manifest(packed.read("manifest.json"))
    change(folder / name)
    write_archive(archive, {part.name: folder / part.name for part in manifest.parts}, manifest, NOON)


def test_what_was_changed_and_sealed_anew_is_still_found(held: Path, tmp_path: Path):
    archive = tmp_path / "story.zip"
    backup(held, archive)
    repacked(archive, "records.jsonl", lambda path: path.write_text(path.read_text().replace("dam", "dyke")))
    assert fault_words(archive) == ["archive records.jsonl does not follow from the ledger in the archive"]

    def tamper(path: Path) -> None:
        from tests.ledger.engines import SqliteEngine

        SqliteEngine(path).tamper("UPDATE document SET title = 'Other' WHERE seq = (SELECT min(seq) FROM document)")

    backup(held, archive)
    repacked(archive, "ledger.db", tamper)
    assert fault_words(archive)
    assert all(words.startswith("ledger.db") for words in fault_words(archive))
    with pytest.raises(ArchiveError, match=r"ledger\.db document .* nothing was restored"):
        restore(archive, tmp_path / "back.db")
    assert not (tmp_path / "back.db").exists()

    def put_other(path: Path) -> None:
        path.unlink()
        with open_ledger(path) as ledger:
            record_all(ledger, READINGS[:2])

    backup(held, archive)
    repacked(archive, "ledger.db", put_other)
    assert fault_words(archive)[0] == "archive ledger.db is not the ledger of which the manifest speaks"


def test_places_that_cannot_be_written(held: Path, tmp_path: Path):
    with pytest.raises(UsageError, match="cannot write"):
        backup(held, tmp_path / "absent" / "story.zip")
    backup(held, tmp_path / "story.zip", bare=True)
    with pytest.raises(UsageError, match="cannot write"):
        restore(tmp_path / "story.zip", tmp_path / "absent" / "back.db")


def test_backed_up_while_two_write(engine: Engine, tmp_path: Path):
    with engine.open():
        pass
    command = [sys.executable, "-m", "tests.ledger.trials", "record", engine.place]
    writers = [
        subprocess.Popen([*command, number], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        for number in ("40", "60")
    ]
    made: list[Path] = []
    try:
        for writer in writers:
            assert writer.stdout is not None
            writer.stdout.readline()
        while len(made) < 3 or (any(w.poll() is None for w in writers) and len(made) < 6):
            made.append(tmp_path / f"{len(made)}.zip")
            backup(engine.place, made[-1], bare=True)
    finally:
        codes = [writer.wait() for writer in writers]
        for writer in writers:
            assert writer.stdout is not None
            writer.stdout.close()
    assert codes == [0, 0]
    grown = []
    for number, archive in enumerate(made):
        assert verify_archive(archive) == ()
        restore(archive, tmp_path / f"back-{number}.db")
        with open_ledger(tmp_path / f"back-{number}.db") as ledger:
            grown.append(check_whole(ledger, 0))
    assert grown == sorted(grown)
    assert grown[0] < 60, "nothing was written while the backup was made"


def trial(name: str, folder: Path) -> None:
    command = [sys.executable, "-m", "tests.story.archive_trials", name, str(folder)]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr[-2_000:]


def test_killed_at_any_moment_of_backing_up_and_restoring(held: Path, tmp_path: Path):
    trial("kill", tmp_path)


def test_no_room_for_any_of_it(held: Path, tmp_path: Path):
    trial("full", tmp_path)
