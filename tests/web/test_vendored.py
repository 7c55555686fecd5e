"""What the pages run that is not ours is what was published, under a licence that stands beside it."""

import hashlib
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
VENDOR = ROOT / "src" / "sayso" / "web" / "static" / "vendor"
KEPT = tomllib.loads((VENDOR / "vendored.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", KEPT)
def test_a_file_is_the_one_that_was_published(name: str) -> None:
    kept = KEPT[name]
    assert hashlib.sha256((VENDOR / kept["file"]).read_bytes()).hexdigest() == kept["sha256"]
    assert (VENDOR / f"{name}.LICENSE").read_text(encoding="utf-8").strip()
    told = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8")
    assert f"| `{name}` {kept['version']} | {kept['licence']} |" in told


def test_no_other_file_is_kept() -> None:
    known = {"vendored.toml", *(f"{name}.LICENSE" for name in KEPT), *(kept["file"] for kept in KEPT.values())}
    assert {path.name for path in VENDOR.iterdir()} == known
