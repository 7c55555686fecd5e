"""Times the desk in a browser: from going to a page until it is loaded, and until the first key is answered there.

Pages are gone to one after another in one window, as somebody does who looks around; what the desk makes when it starts
is made by then. A page counts as usable when a letter that was typed into its search field has been drawn. Invariant:
nothing is written, and every page that is timed was answered.
"""

import argparse
import os
import shutil
import statistics
import sys
from collections.abc import Iterable, Iterator

from playwright.sync_api import Page, ViewportSize, sync_playwright

from bench.pages import paths_of
from bench.serving import served_app
from sayso.ledger import open_ledger
from sayso.web import create_app

__all__ = ["main", "time_uses"]

_EACH = 20
_SIZE: ViewportSize = {"width": 1280, "height": 900}
_BROWSERS = ("chromium", "chromium-browser", "google-chrome")
_QUIET = ("--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking")
_WANTED = (
    "the story",
    "a question",
    "a proposition",
    "the reading view",
    "a claim",
    "the source of a claim",
    "the largest sources",
    "a search",
    "lists",
)
# The moment, in ms since the page was gone to, at which the answer to the first key has been drawn.
_LISTEN = """
  window.answered = new Promise((tell) => {
    const drawn = () => tell(performance.now());
    addEventListener("input", () => requestAnimationFrame(() => setTimeout(drawn)), { once: true, capture: true });
  });
"""
_LOADED = "performance.getEntriesByType('navigation')[0].loadEventEnd"


def time_uses(page: Page, addresses: Iterable[str]) -> Iterator[tuple[float, float]]:
    """Of each address the milliseconds until its page was loaded, and until the first key there was answered."""
    for address in addresses:
        answer = page.goto(address)
        if answer is None or not answer.ok:
            sys.exit(f"{address} was not answered")
        page.focus("#find")
        page.keyboard.press("g")
        answered = page.evaluate("window.answered")
        yield page.evaluate(_LOADED), answered


def _told(kind: str, taken: list[tuple[float, float]]) -> str:
    loaded, usable = (sorted(times) for times in zip(*taken, strict=True))
    return (
        f"{kind}: {len(taken)} pages, loaded after {statistics.median(loaded):.0f} ms (worst {loaded[-1]:.0f}), "
        f"usable after {statistics.median(usable):.0f} ms (worst {usable[-1]:.0f})"
    )


def main() -> int:
    """Prints median and worst for each kind of page and for all, and which pages took longest."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("ledger")
    parser.add_argument("--each", type=int, default=_EACH, help="pages of each kind")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    program = next((found for name in _BROWSERS if (found := shutil.which(name))), None)
    if program is None:
        sys.exit("chromium is missing: apt-get install chromium")
    with open_ledger(options.ledger, create=False) as ledger:
        paths = paths_of(ledger, options.each, options.seed)
    app = create_app(options.ledger)
    with served_app(app) as desk, sync_playwright() as playwright:
        app.state.desk.prepared.wait()
        browser = playwright.chromium.launch(executable_path=program, args=list(_QUIET))
        page = browser.new_context(viewport=_SIZE).new_page()
        page.add_init_script(_LISTEN)
        page.goto(f"{desk}/search")  # the browser's own start is not the desk's
        every, gone_to = list[tuple[float, float]](), list[str]()
        for kind in _WANTED:
            if wanted := paths[kind][: options.each]:
                taken = list(time_uses(page, (f"{desk}{path}" for path in wanted)))
                every += taken
                gone_to += wanted
                print(_told(kind, taken), flush=True)
        print(_told("all", every))
        slowest = sorted(zip(every, gone_to, strict=True), reverse=True, key=lambda one: one[0][1])[:3]
        print("slowest:", "; ".join(f"{path} {usable:.0f} ms" for (_, usable), path in slowest))
        print(f"load of the machine: {os.getloadavg()[0]:.1f}")
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
