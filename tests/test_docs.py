"""The documents tell no lies: what they name exists, and what exists is named."""

import enum
import json
import re
import shlex
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement

import sayso.model
from sayso.cli.parser import COMMANDS, build_parser

ROOT = Path(__file__).resolve().parents[1]
DOCS = ROOT / "docs"
PAGES = sorted([*ROOT.glob("*.md"), *DOCS.rglob("*.md"), *(ROOT / "examples").glob("*.md")])
DECISIONS = sorted((DOCS / "decisions").glob("*.md"))


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def _name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def _first_cells(page: str) -> list[str]:
    rows = re.findall(r"^\| *([^|]+?) *\|", page, re.M)
    return [row for row in rows if row not in {"word", "package"} and not set(row) <= set("- :")]


def test_every_public_class_of_the_model_stands_in_the_glossary():
    glossary = set(re.findall(r"`(\w+)`", _read(DOCS / "glossary.md")))
    classes = {name for name in sayso.model.__all__ if isinstance(getattr(sayso.model, name), type)}
    assert classes - glossary == set()
    assert {name for name in glossary if name[0].isupper()} - classes == set()


def test_the_glossary_explains_each_word_once():
    words = _first_cells(_read(DOCS / "glossary.md"))
    assert len(words) == len(set(words)) > 40


@pytest.mark.parametrize("kind", ["Stance", "Variable", "RelationKind", "SourceKind", "Verdict", "Status", "MarkKind"])
def test_the_glossary_names_every_value_of(kind: str):
    row = next(line for line in _read(DOCS / "glossary.md").splitlines() if f"`{kind}`" in line)
    members: type[enum.StrEnum] = getattr(sayso.model, kind)
    # The end of a word may differ: "affirms" is the value, "affirm" would do in a sentence.
    assert [v.value for v in members if v.value.replace("_", " ")[:5] not in row.lower()] == []


def test_every_dependency_is_explained():
    project = tomllib.loads(_read(ROOT / "pyproject.toml"))
    asked = project["project"]["dependencies"] + project["dependency-groups"]["dev"]
    cells = (cell for cell in _first_cells(_read(DOCS / "dependencies.md")) if "`" not in cell)  # files as code
    explained = {word for cell in cells for word in re.split(r", ", cell)}
    assert explained == {Requirement(line).name for line in asked}


def test_every_floor_is_explained():
    page = _read(DOCS / "architecture.md")
    floors = {p.stem for p in (ROOT / "src" / "sayso").iterdir() if p.suffix == ".py" or (p / "__init__.py").is_file()}
    assert {floor for floor in floors - {"__init__", "__main__", "version"} if f"**{floor}**" not in page} == set()


@pytest.mark.parametrize("page", PAGES, ids=_name)
def test_every_link_leads_somewhere(page: Path):
    targets = re.findall(r"\]\(([^)#\s]+)[^)]*\)", _read(page))
    inside = [target for target in targets if "://" not in target]
    assert [target for target in inside if not (page.parent / target).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=_name)
def test_every_make_target_that_is_named_exists(page: Path):
    targets = set(re.findall(r"^([a-z-]+):", _read(ROOT / "Makefile"), re.M))
    named = re.findall(r"(?:`|^)make ([a-z][a-z-]*)", _read(page), re.M)
    assert set(named) <= targets


@pytest.mark.parametrize("page", PAGES, ids=_name)
def test_every_command_that_is_shown_is_understood(page: Path):
    shown = re.findall(r"^(?:\$ )?(?:\.venv/bin/)?sayso ([a-z-].*?)(?:  #.*)?$", _in_shell_blocks(_read(page)), re.M)
    parser = build_parser()
    for line in shown:
        parser.parse_args(shlex.split(line, comments=True))


def test_every_command_is_shown_in_the_readme():
    readme = _read(ROOT / "README.md")
    assert [command.name for command in COMMANDS if f"sayso {command.name}" not in readme] == []


@pytest.mark.parametrize("decision", DECISIONS, ids=_name)
def test_a_decision_says_what_why_what_else_and_what_it_costs(decision: Path):
    text = _read(decision)
    assert text.startswith(f"# {decision.name[:4]}: ")
    assert [part for part in ("Decided", "Why", "Considered", "Costs") if f"**{part}.**" not in text] == []


def test_decisions_are_numbered_without_gaps():
    assert [int(decision.name[:4]) for decision in DECISIONS] == list(range(1, len(DECISIONS) + 1))


def test_every_decision_that_the_code_names_exists():
    sources = "\n".join(_read(p) for p in (ROOT / "src").rglob("*.py"))
    named = set(re.findall(r"docs/decisions/(\d{4})", sources))
    assert named <= {decision.name[:4] for decision in DECISIONS}


def test_every_measurement_is_whole():
    rows = [line for line in _read(DOCS / "measurements.md").splitlines() if line.startswith("|")][2:]
    for row in rows:
        cells = [cell.strip() for cell in row.strip("|").split("|")]
        assert len(cells) == 6, row
        assert all(cells[:5]), row
        assert re.fullmatch(r"\d{4}-\d{2}-\d{2}", cells[3]), row


def test_the_changelog_has_an_entry_for_what_is_coming():
    assert re.search(r"^## Unreleased\n\n### ", _read(ROOT / "CHANGELOG.md"), re.M)


def test_the_licence_is_the_one_that_the_project_names():
    project = tomllib.loads(_read(ROOT / "pyproject.toml"))["project"]
    assert project["license"] == "Apache-2.0"
    assert "Apache License\n                           Version 2.0" in _read(ROOT / "LICENSE")


def test_every_floor_of_accuracy_says_on_which_data():
    floors = json.loads(_read(ROOT / "bench" / "floors.json"))
    assert [name for name, corpus in floors.items() if name != "example" and not corpus.get("digest")] == []


def _in_shell_blocks(page: str) -> str:
    return "\n".join(re.findall(r"```(?:sh|console)\n(.*?)```", page, re.S))
