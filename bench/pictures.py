"""Takes the pictures of the desk that stand in the README (`make desk-pictures`).

Invariant: they show the desk as Chromium draws it over the named ledger; nothing is decided or added there.
"""

import shutil
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from playwright.sync_api import Page, ViewportSize, sync_playwright

from bench.serving import served

_SIZE: ViewportSize = {"width": 1280, "height": 800}
_BROWSERS = ("chromium", "chromium-browser", "google-chrome")
_QUIET = ("--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--hide-scrollbars")


def picture_story(page: Page, desk: str) -> None:
    page.goto(f"{desk}/")


def picture_reading(page: Page, desk: str) -> None:
    """The report that takes its wording from another one, at its first claims."""
    page.goto(f"{desk}/documents?outlet=Daily+Comet")
    page.locator("td.what a").first.click()
    page.locator("li.shared").first.wait_for()


def picture_origins(page: Page, desk: str) -> None:
    """The statement that most reports carry on fewest origins."""
    page.goto(f"{desk}/origins")
    page.locator("ol.carried a").first.click()
    page.locator("#picture svg").wait_for()


def picture_review(page: Page, desk: str) -> None:
    page.goto(f"{desk}/review")
    page.locator("#item").wait_for()


PICTURES: Mapping[str, Callable[[Page, str], None]] = {
    "desk-story": picture_story,
    "desk-reading": picture_reading,
    "desk-origins": picture_origins,
    "desk-review": picture_review,
}


def take_pictures(ledger: Path, folder: Path) -> None:
    """Each picture as a PNG in the folder. Raises `SystemExit` where no browser is installed."""
    program = next((found for name in _BROWSERS if (found := shutil.which(name))), None)
    if program is None:
        sys.exit("chromium is missing: apt-get install chromium")
    with served(ledger) as desk, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=list(_QUIET))
        page = browser.new_context(viewport=_SIZE, color_scheme="light", reduced_motion="reduce").new_page()
        for name, go in PICTURES.items():
            go(page, desk)
            page.wait_for_load_state("networkidle")
            page.screenshot(path=folder / f"{name}.png")
        browser.close()


if __name__ == "__main__":
    take_pictures(Path(sys.argv[1]), Path(sys.argv[2]))
