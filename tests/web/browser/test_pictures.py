"""The pictures in a real browser: drawn from their tables, moved by keys and buttons."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page

from bench.serving import served
from tests.cli.conftest import make_ledger
from tests.dossier.wires import wire_story
from tests.web.browser.conftest import Opened


def drawn(page: Page, picked: str) -> int:
    return page.locator(f"#picture svg {picked}").count()


def test_one_wire_in_forty_outlets_is_drawn_as_one_root(opened: Opened, tmp_path: Path) -> None:
    with served(make_ledger(tmp_path / "wire.db", wire_story(40))) as url:
        page = opened(f"{url}/origins")
        page.locator(".carried .text a").click()
        page.locator("#picture svg").wait_for()
        assert sorted(page.locator("#picture .node.origin .number").all_text_contents()) == ["1", "1", "40"]
        assert drawn(page, ".node.report.copy") == 39
        assert drawn(page, ".node.report") == page.locator("#backing tr[data-report]").count() == 42
        page.set_viewport_size({"width": 360, "height": 700})
        page.wait_for_function("document.querySelector('#picture svg').clientWidth <= 360")
        assert drawn(page, ".node.report.copy") == 39
        assert page.evaluate("document.documentElement.scrollWidth") <= 360


@pytest.mark.parametrize("width", [1280, 390])
def test_the_line_of_time_says_which_month_and_year(opened: Opened, dam_desk: str, width: int) -> None:
    page = opened(f"{dam_desk}/timeline", width=width)
    ticks = page.locator("#picture .axis .tick text")
    ticks.first.wait_for()
    said = ticks.all_text_contents()
    assert re.fullmatch(r"\d+ \w{3,4} 2034", said[0])
    assert all(re.match(r"\d+ \w{3,4}", words) for words in said)
    edges = page.locator("#picture .stage").bounding_box()
    assert edges is not None
    for tick in ticks.all():
        box = tick.bounding_box()
        assert box is not None
        assert edges["x"] < box["x"]
        assert box["x"] + box["width"] < edges["x"] + edges["width"]


def test_the_timeline_is_moved_by_keys_and_buttons(opened: Opened, dam_desk: str) -> None:
    page = opened(f"{dam_desk}/timeline")
    page.locator("#picture svg").wait_for()
    assert drawn(page, ".event") == page.locator('tr[data-kind="event"]').count() > 0
    assert 0 < drawn(page, ".mark") <= page.locator('tr[data-kind="statement"]').count()

    def width() -> float:
        return float(page.locator("#picture .event").first.get_attribute("width") or 0)

    def begin() -> float:
        return float(page.locator("#picture .event").first.get_attribute("x") or 0)

    page.locator(".timeline .stage").focus()
    page.keyboard.press("0")
    first, left = width(), begin()
    page.keyboard.press("+")
    assert width() > first
    page.keyboard.press("0")
    page.keyboard.press("ArrowRight")
    assert begin() < left
    page.get_by_role("button", name="All").click()
    assert (width(), begin()) == (first, left)
    page.get_by_role("button", name="Closer").press("Enter")
    assert width() > first


def test_a_dossier_is_chosen_and_opened_by_keys(opened: Opened, dam_desk: str) -> None:
    page = opened(f"{dam_desk}/dossier")
    page.locator('input[name="question"]').first.focus()
    page.keyboard.press("Space")
    assert page.locator('input[name="of"][value="selection"]').is_checked()
    page.get_by_role("button", name="Make the dossier").press("Enter")
    page.wait_for_url(re.compile("/dossier/file"))
    assert page.locator(".selection").count() == 1
    assert page.locator("#differences h3").count() == 1
