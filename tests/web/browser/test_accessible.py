"""Every page of the desk held to WCAG 2.2 AA by axe-core, in every way in which it may be shown."""

import urllib.request
from typing import Literal, NamedTuple

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import CDPSession, Page

from tests.web.browser.conftest import Opened
from tests.web.pages import pages_of

_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# What is loaded ahead serves a rule that none of these tags has.
_OPTIONS = {"resultTypes": ["violations"], "preload": False, "runOnly": {"type": "tag", "values": _TAGS}}
_RUN = """async options => {
  await new Promise(shown => requestAnimationFrame(() => requestAnimationFrame(shown)));
  const found = (await axe.run(options)).violations;
  return found.flatMap(one => one.nodes.map(node => `${one.id}: ${one.help}: ${node.target}`));
}"""


class Way(NamedTuple):
    """How a page is shown: in which colours, and on how wide a screen, at how many dots for each of its points."""

    colours: Literal["light", "dark"] = "light"
    forced: Literal["active", "none"] = "none"
    width: int = 1280
    height: int = 900
    dots: int = 1


WAYS = {
    "light": Way(),
    "dark": Way("dark"),
    "forced colours": Way(forced="active"),
    "320 px": Way(width=320, height=640),
}
ZOOMED = Way(width=640, height=450, dots=2)  # 200 %: as wide as half a screen, between those that are held to it all


def fetch(url: str) -> str:
    with urllib.request.urlopen(url, timeout=30) as answer:
        return str(answer.read().decode())


def show(page: Page, session: CDPSession, way: Way) -> None:
    """The page that is open, in another way."""
    page.emulate_media(color_scheme=way.colours, forced_colors=way.forced)
    size = {"width": way.width, "height": way.height, "deviceScaleFactor": way.dots, "mobile": False}
    session.send("Emulation.setDeviceMetricsOverride", size)
    page.wait_for_function("way => innerWidth === way[0] && devicePixelRatio === way[1]", arg=[way.width, way.dots])


def violations(page: Page) -> list[str]:
    """What axe-core finds wrong with a page as it is shown, each with where."""
    found: list[str] = page.evaluate(_RUN, _OPTIONS)
    return found


def test_no_page_violates_wcag(opened: Opened, dam_desk: str) -> None:
    page = opened(f"{dam_desk}/", bypass_csp=True)
    session = page.context.new_cdp_session(page)
    wrong = []
    for path in pages_of(lambda path: fetch(f"{dam_desk}{path}")):
        page.goto(f"{dam_desk}{path}")
        page.evaluate(AXE_SCRIPT)
        for name, way in {**WAYS, "200 % zoom": ZOOMED}.items():
            show(page, session, way)
            if way is not ZOOMED:
                wrong += [f"{path}, {name}: {found}" for found in violations(page)]
            if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
                wrong.append(f"{path}, {name}: scrolls sideways")
    assert wrong == []
