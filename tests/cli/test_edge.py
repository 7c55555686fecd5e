import os
import pty
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from sayso.cli.command import SOURCE_KINDS
from sayso.cli.parser import COMMANDS
from sayso.model import SourceKind
from sayso.version import __version__
from tests.cli.conftest import Run, make_ledger
from tests.dossier.stories import dam_story, hostile_story

HOSTILE = "a\x1b[2J\x07b\u202ec\x9bd\r\n\u2028e\u2066f"


def test_help_names_every_command(run: Run) -> None:
    done = run("--help")
    assert done.code == 0
    assert [command.name for command in COMMANDS if f"\n    {command.name} " not in done.out] == []


@pytest.mark.parametrize("name", [command.name for command in COMMANDS])
def test_each_command_has_help_with_an_example(run: Run, name: str) -> None:
    done = run(name, "--help")
    assert done.code == 0
    assert f"example:\n  sayso {name}" in done.out
    assert "--ledger" in done.out


def test_version(run: Run) -> None:
    assert run("--version").out == f"sayso {__version__}\n"


@pytest.mark.parametrize(
    "words",
    [
        [],
        ["sing"],
        ["read"],
        ["show", "weather"],
        ["read", "x.txt", "--jobs", "0"],
        ["read", "x.txt", "--published", "soon"],
        ["serve", "--port", "99999"],
        ["judge", "reject"],
        ["judge", "list", "c1:00"],
        ["extract", "x.txt", "--format", "xml"],
    ],
)
def test_a_wrong_command_line_is_2(run: Run, words: list[str]) -> None:
    done = run(*words)
    assert (done.code, done.out) == (2, "")
    assert done.err


def test_the_ledger_stands_before_or_after_the_verb_or_in_the_environment(
    run: Run, held: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = run("--ledger", held, "documents")
    assert before.code == 0
    assert "Northmoor Wire" in before.out
    assert run("documents", "--ledger", held) == before
    monkeypatch.setenv("SAYSO_LEDGER", str(held))
    assert run("documents") == before
    assert run("documents", "--ledger", "absent.db").code == 1


def test_the_default_ledger_is_in_the_current_folder(run: Run) -> None:
    make_ledger(Path("sayso.db"), dam_story())
    assert "Northmoor Wire" in run("documents").out


@pytest.mark.parametrize("words", [["documents"], ["show", "claims"], ["dossier"], ["export"], ["verify"], ["serve"]])
def test_a_missing_ledger_is_one_line_and_1(run: Run, words: list[str]) -> None:
    done = run(*words)
    assert (done.code, done.out) == (1, "")
    assert done.err.startswith("sayso: ")
    assert done.err.count("\n") == 1
    assert not Path("sayso.db").exists()


@pytest.mark.parametrize("side", ["questions", "propositions", "claims", "sources", "origins", "timeline", "documents"])
@pytest.mark.parametrize("form", ["table", "json"])
def test_no_report_steers_the_terminal(run: Run, side: str, form: str) -> None:
    make_ledger(Path("sayso.db"), hostile_story(HOSTILE))
    done = run("show", side, "--format", form)
    assert done.code == 0
    assert [c for c in done.out if c in "\x1b\x07\x9b\r\u2028\u202e\u2066"] == []


@pytest.mark.parametrize("side", ["questions", "claims", "documents"])
def test_nor_does_it_when_tables_are_drawn(tmp_path: Path, side: str) -> None:
    ledger = make_ledger(tmp_path / "hostile.db", hostile_story(HOSTILE))
    drawn = on_terminal("--ledger", str(ledger), "show", side, folder=tmp_path)
    assert "\ufffd" in drawn
    assert [c for c in drawn if c in "\x1b\x07\x9b\u2028\u202e\u2066"] == []


def test_a_drawn_table_cuts_ids_and_nothing_else(held: Path, tmp_path: Path) -> None:
    drawn = " ".join(on_terminal("--ledger", str(held), "show", "claims", folder=tmp_path).split())
    for claim in dam_story().claims:
        assert claim.id[:11] in drawn
        assert claim.id not in drawn
    assert "…" not in drawn


def on_terminal(*words: str, folder: Path) -> str:
    """What a command writes to a terminal that knows no colours."""
    ours, theirs = pty.openpty()
    environment = {**os.environ, "TERM": "dumb", "COLUMNS": "200", "PYTHONIOENCODING": "utf-8"}
    command = [sys.executable, "-m", "sayso", *words]
    process = subprocess.Popen(command, cwd=folder, env=environment, stdin=theirs, stdout=theirs)
    os.close(theirs)
    written = b""
    with suppress(OSError):  # Linux says so when the other side has closed
        while more := os.read(ours, 65536):
            written += more
    os.close(ours)
    assert process.wait() == 0
    return written.decode("utf-8")


def sayso(*words: str, folder: Path) -> subprocess.Popen[bytes]:
    environment = {**os.environ, "PYTHONUNBUFFERED": "1"}
    return subprocess.Popen(
        [sys.executable, "-m", "sayso", *words],
        cwd=folder,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


def test_a_pipe_that_closes_is_no_fault(held: Path, tmp_path: Path) -> None:
    with sayso("--ledger", str(held), "export", folder=tmp_path) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 0


def test_output_is_utf8_whatever_the_locale(held: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONIOENCODING", "ascii")
    with sayso("--ledger", str(held), "show", "claims", folder=tmp_path) as process:
        assert process.stdout
        assert "“an unforeseeable fracture”" in process.stdout.read().decode("utf-8")
    assert process.returncode == 0


def test_help_imports_nothing_heavy() -> None:
    program = "import sys, sayso.cli; sayso.cli.main(['--help']); print(*sorted(sys.modules), file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    heavy = {"spacy", "numpy", "msgspec", "rich", "jinja2", "starlette", "uvicorn", "sqlite3", "trafilatura", "yaml"}
    assert heavy & set(done.stderr.split()) == set()
    assert {m for m in done.stderr.split() if m.startswith("sayso.") and not m.startswith("sayso.cli")} == {
        "sayso.errors",
        "sayso.version",
    }


@pytest.mark.parametrize(
    "words", [("show", "questions"), ("show", "claims", "--format", "json"), ("search", "water"), ("documents",)]
)
def test_whoever_only_looks_loads_nothing_that_compares_or_reads(held: Path, words: tuple[str, ...]) -> None:
    run = f"sayso.cli.main({[*words, '--ledger', str(held)]})"
    program = f"import sys, sayso.cli; {run}; print(*sys.modules, file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    loaded = set(done.stderr.split())
    assert "sayso.story" in loaded
    heavy = {"sayso.crossdoc.align", "sayso.crossdoc.ties", "spacy", "numpy", "onnxruntime", "trafilatura"}
    assert heavy & loaded == set()


def test_only_whoever_reads_asks_which_packages_are_installed() -> None:
    program = "import sys, sayso.story.identity; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert "importlib.metadata" not in done.stdout.split()


def test_the_kinds_of_sources_are_those_that_there_are() -> None:
    assert set(SOURCE_KINDS) == {kind.value for kind in SourceKind}
