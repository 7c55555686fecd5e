"""The page on the desk names all of its addresses, and all keys of the review."""

import re
from pathlib import Path

from sayso.web.pages import PAGES

ROOT = Path(__file__).resolve().parents[2]
TOLD = (ROOT / "docs" / "desk.md").read_text(encoding="utf-8")
TEMPLATES = ROOT / "src" / "sayso" / "web" / "templates"
_OWN = {"/review/names", "/review/ready", "/review/state"}  # parts of the review that only its own page asks for


def test_every_address_is_told() -> None:
    pages = {re.sub(r"{[^}]*}", "…", page.path) for page in PAGES if "GET" in page.methods} - _OWN
    assert pages == set(re.findall(r"`(/[^`?:]*)`", TOLD))


def test_every_key_of_the_review_is_told() -> None:
    keys = set(re.findall(r'data-key="([^"{]+)"', (TEMPLATES / "review_item.html").read_text(encoding="utf-8")))
    assert len(keys) > 10
    assert keys <= set(re.findall(r"<kbd>(.+?)</kbd>", TOLD))
