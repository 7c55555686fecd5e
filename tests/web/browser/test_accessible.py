"""Every page of the desk held to WCAG 2.2 AA by axe-core, in every way in which it may be shown."""

import urllib.request
from typing import Any

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

from tests.web.browser.conftest import Opened
from tests.web.pages import pages_of

_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
WAYS: dict[str, dict[str, Any]] = {
    "light": {"color_scheme": "light"},
    "dark": {"color_scheme": "dark"},
    "forced colours": {"forced_colors": "active"},
    "320 px": {"width": 320, "height": 640},
    "200 % zoom": {"width": 640, "height": 450, "device_scale_factor": 2},
}


def fetch(url: str) -> str:
    with urllib.request.urlopen(url, timeout=30) as answer:
        return str(answer.read().decode())


def violations(page: Page) -> list[str]:
    """What axe-core finds wrong with a page, each with where."""
    page.evaluate(AXE_SCRIPT)
    options = {"resultTypes": ["violations"], "runOnly": {"type": "tag", "values": _TAGS}}
    found = page.evaluate("options => axe.run(options)", options)
    return [f"{v['id']}: {v['help']}: {n['target']}" for v in found["violations"] for n in v["nodes"]]


@pytest.mark.parametrize("way", WAYS)
def test_no_page_violates_wcag(opened: Opened, dam_desk: str, way: str) -> None:
    page = opened(f"{dam_desk}/", bypass_csp=True, **WAYS[way])
    wrong = []
    for path in pages_of(lambda path: fetch(f"{dam_desk}{path}")):
        page.goto(f"{dam_desk}{path}")
        page.wait_for_load_state("load")
        wrong += [f"{path}: {found}" for found in violations(page)]
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            wrong.append(f"{path}: scrolls sideways")
    assert wrong == []
