"""The desk in a real browser: Chromium from the system, driven by Playwright, and the desk served on loopback.

Invariant: whatever a page asks of another host fails the test, and so does an error in its scripts.
"""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Dialog, Page, Request, sync_playwright

from bench.serving import served
from sayso.story import read
from tests.cli.conftest import make_ledger
from tests.dossier.stories import dam_story

EXAMPLE = Path(__file__).parents[3] / "examples" / "karrow-dam"
_QUIET = (  # a browser that is tested looks up no host of its own accord
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)

Opened = Callable[..., Page]


def find_chromium() -> str | None:
    """The browser of the system; None where there is none."""
    names = ("chromium", "chromium-browser", "google-chrome")
    return next((found for name in names if (found := shutil.which(name))), None)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One browser for all tests of a process."""
    program = find_chromium()
    if program is None:
        message = "Chromium is not installed: apt-get install chromium"
        if os.environ.get("CI"):
            pytest.fail(message)
        pytest.skip(message)
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=program, args=list(_QUIET))
        yield launched
        launched.close()


@pytest.fixture(scope="session")
def dam_desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A desk over the invented dam story, made of values; to be looked at only."""
    with served(make_ledger(tmp_path_factory.mktemp("dam") / "dam.db", dam_story())) as url:
        yield url


@pytest.fixture(scope="session")
def example_ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger of the example story, read from its files; to be copied."""
    path = tmp_path_factory.mktemp("example") / "karrow-dam.db"
    read([EXAMPLE], ledger=path, jobs=1)
    return path


@pytest.fixture
def desk_url(example_ledger: Path, tmp_path: Path) -> Iterator[str]:
    """A desk over a ledger of the example story that is this test's own, to be written to."""
    with served(shutil.copy(example_ledger, tmp_path / "karrow-dam.db")) as url:
        yield url


@pytest.fixture
def opened(browser: Browser) -> Iterator[Opened]:
    """Opens pages: `opened(url, width=…, color_scheme=…)`; what goes wrong on them fails the test at its end."""
    contexts: list[BrowserContext] = []
    wrong: list[str] = []

    def open_page(url: str, width: int = 1280, height: int = 900, **options: object) -> Page:
        context = browser.new_context(viewport={"width": width, "height": height}, **options)  # type: ignore[arg-type]
        contexts.append(context)
        page = context.new_page()
        here = url.split("/")[2]

        def note_request(request: Request) -> None:
            if request.url.split("/")[2] != here:
                wrong.append(f"asked for {request.url}")

        def note_error(said: ConsoleMessage) -> None:
            if said.type == "error":
                wrong.append(said.text)

        def note_dialog(dialog: Dialog) -> None:
            wrong.append(f"dialog: {dialog.message}")
            dialog.dismiss()

        page.on("request", note_request)
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("dialog", note_dialog)
        page.on("console", note_error)
        page.goto(url)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert wrong == []


@pytest.fixture
def page(opened: Opened, desk_url: str) -> Page:
    """The desk's first page over the example story."""
    return opened(desk_url)
