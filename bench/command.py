"""Runs the `sayso` command of this environment, and says where the shared data lies. Invariant: a failed run stops."""

import subprocess
import sys
from pathlib import Path

__all__ = ["PROJECT", "SHARED", "WIKINEWS", "run_python", "run_sayso"]

PROJECT = Path(__file__).resolve().parents[1]
SHARED = PROJECT.parent / "shared"
WIKINEWS = SHARED / "bench" / "data" / "wikinews" / "wikinews-2019.jsonl"


def run_sayso(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """What `sayso` with these arguments printed. Raises `CalledProcessError` where it exits with anything but 0."""
    return _run([str(Path(sys.executable).with_name("sayso")), *map(str, arguments)])


def run_python(script: Path, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """What a Python script printed. Raises `CalledProcessError` where it exits with anything but 0."""
    return _run([sys.executable, str(script), *map(str, arguments)])


def _run(command: list[str]) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8")
    if done.returncode:
        print(done.stderr, file=sys.stderr)
        done.check_returncode()
    return done
