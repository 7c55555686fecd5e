"""All three hundred tricks at once in a real browser: none runs, nothing goes out, no page leads away."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Dialog, Page, Request

from bench.serving import served
from sayso.web.comparing import Comparing
from tests.cli.conftest import make_ledger
from tests.web.hostile import HOSTILE, story_of
from tests.web.pages import kind_of, pages_of
from tests.web.sharing import OWN

_LISTENING = "window.ran = []; window.hit = (what) => { window.ran.push(what); }; window.alert = window.hit;"
_MOST = 2  # pages of each kind


@pytest.fixture(scope="module")
def hostile_desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    ledger = make_ledger(tmp_path_factory.mktemp("hostile") / "hostile.db", story_of(HOSTILE))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Comparing, "ask", lambda self: None)  # the comparison stays the story's own
        with served(ledger) as url:
            yield url


@pytest.fixture
def watched(browser: Browser, hostile_desk: str) -> Iterator[tuple[Page, list[str]]]:
    """A page, and what has gone out or come up."""
    context = browser.new_context()
    context.add_init_script(_LISTENING)
    page, wrong = context.new_page(), list[str]()

    def note_request(request: Request) -> None:
        if not request.url.startswith(f"{hostile_desk}/"):
            wrong.append(f"asked for {request.url}")

    def note_dialog(dialog: Dialog) -> None:
        wrong.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    page.on("request", note_request)
    page.on("dialog", note_dialog)
    context.on("page", lambda opened: wrong.append(f"opened {opened.url}"))
    yield page, wrong
    context.close()


def test_what_the_test_listens_for_is_heard(watched: tuple[Page, list[str]], hostile_desk: str) -> None:
    page, wrong = watched
    page.goto(f"{hostile_desk}/login")
    page.evaluate("window.hit('here'); new Image().src = 'http://127.0.0.1:9/x.png'")
    page.wait_for_timeout(200)
    assert page.evaluate("window.ran") == ["here"]
    assert wrong == ["asked for http://127.0.0.1:9/x.png"]


def test_nothing_runs_and_nothing_goes_out(
    watched: tuple[Page, list[str]], hostile_desk: str, browser: Browser
) -> None:
    page, wrong = watched
    ask = browser.new_context(extra_http_headers=OWN)
    paths = pages_of(lambda path: ask.request.get(f"{hostile_desk}{path}").text(), each=_MOST)
    ask.close()
    assert len({kind_of(path) for path in paths}) > 8
    for path in [path for path in paths if not path.startswith("/documents?")]:
        page.goto(f"{hostile_desk}{path}", wait_until="domcontentloaded")
        page.evaluate(
            """() => {
                for (const details of document.querySelectorAll("details")) details.open = true;
                for (const one of document.querySelectorAll("main *")) {
                    for (const name of ["mouseover", "focus", "toggle", "error", "load"]) {
                        one.dispatchEvent(new Event(name));
                    }
                }
            }"""
        )
        assert page.evaluate("window.ran") == [], path
        assert page.url.startswith(f"{hostile_desk}{path.partition('?')[0]}"), "no page leads away by itself"
        assert wrong == [], path
