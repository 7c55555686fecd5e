"""The public face: what docs/api.md describes is what there is, it runs as printed, and it comes at once."""

import ast
import doctest
import inspect
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import sayso

PAGE = Path(__file__).resolve().parents[1] / "docs" / "api.md"


def test_every_public_name_is_there() -> None:
    assert [name for name in sayso.__all__ if not hasattr(sayso, name)] == []
    assert dir(sayso) == sorted(sayso.__all__)
    assert sayso.__all__ == sorted(set(sayso.__all__))


def test_what_is_not_public_is_no_attribute() -> None:
    with pytest.raises(AttributeError, match="hearsay"):
        sayso.hearsay  # type: ignore[attr-defined]  # noqa: B018
    with pytest.raises(ImportError):
        from sayso import hearsay  # type: ignore[attr-defined]  # noqa: F401


def test_a_floor_that_is_imported_hides_no_function() -> None:
    program = (
        "import sayso, sayso.story, sayso.export, sayso.claims, sayso.ledger, sayso.dossier, types\n"
        "print([name for name in sayso.__all__ if isinstance(getattr(sayso, name), types.ModuleType)])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_the_page_describes_each_public_name_once() -> None:
    described = re.findall(r"^(?:\| |### )`(\w+)", PAGE.read_text(encoding="utf-8"), re.M)
    assert sorted(described) == sayso.__all__


def test_the_page_gives_each_function_the_parameters_that_it_has() -> None:
    described = dict(re.findall(r"^### `(\w+)`\n\n`\1\(([^`]*)\)`", PAGE.read_text(encoding="utf-8"), re.M))
    functions = {name: found for name in sayso.__all__ if inspect.isfunction(found := getattr(sayso, name))}
    assert described.keys() == functions.keys()
    for name, function in functions.items():
        assert _parameters(described[name]) == _signature(function), name


def _parameters(told: str) -> list[tuple[str, str, str | None]]:
    """Name, kind and default of each parameter, as the page tells them: "…" where a default has no plain words."""
    arguments = ast.parse(f"def told({told.replace('…', '...')}): ...").body[0].args  # type: ignore[attr-defined]
    defaults = [None] * (len(arguments.args) - len(arguments.defaults)) + [ast.unparse(d) for d in arguments.defaults]
    named = [default and ast.unparse(default) for default in arguments.kw_defaults]
    return [
        *((a.arg, "positional", default) for a, default in zip(arguments.args, defaults, strict=True)),
        *((a.arg, "keyword", default) for a, default in zip(arguments.kwonlyargs, named, strict=True)),
    ]


def _signature(function: Callable[..., object]) -> list[tuple[str, str, str | None]]:
    return [
        (
            one.name,
            "keyword" if one.kind is one.KEYWORD_ONLY else "positional",
            None if one.default is one.empty else _shown(one.default),
        )
        for one in inspect.signature(function).parameters.values()
    ]


def _shown(default: object) -> str:
    """A default as the page tells it: functions and the version of the program have no plain words."""
    if callable(default) or default == sayso.__version__:
        return "..."
    return "Metadata()" if default == sayso.Metadata() else repr(default)


def test_the_page_runs_as_printed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    test = doctest.DocTestParser().get_doctest(PAGE.read_text(encoding="utf-8"), {}, PAGE.name, str(PAGE), 0)
    report: list[str] = []
    result = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS).run(test, out=report.append)
    assert result.attempted > 10
    assert result.failed == 0, "".join(report)


def test_importing_it_loads_no_floor_and_no_library() -> None:
    program = "import sys; before = set(sys.modules); import sayso; print(*sorted(set(sys.modules) - before))"
    done = subprocess.run([sys.executable, "-S", "-c", _on_path(program)], capture_output=True, text=True, check=True)
    foreign = [m for m in done.stdout.split() if m.partition(".")[0] not in {*sys.stdlib_module_names, "sayso"}]
    assert foreign == []
    assert [m for m in done.stdout.split() if m.startswith("sayso.")] == ["sayso.version"]


def test_importing_it_takes_no_time() -> None:
    assert _worked("import sayso") - _worked("pass") < 0.05


def _worked(program: str) -> float:
    """Seconds for which a processor works at a program, at least: what others do there meanwhile is not its own."""

    def once() -> float:
        clock = "import time; print(time.process_time())"
        command = [sys.executable, "-S", "-c", f"{_on_path(program)}; {clock}"]
        return float(subprocess.run(command, check=True, capture_output=True, text=True).stdout)

    return min(once() for _ in range(5))


def _on_path(program: str) -> str:
    # Without `site`, whose start-up files are not Sayso's.
    return f"import sys; sys.path.insert(0, {str(Path(sayso.__file__).parents[1])!r}); {program}"
