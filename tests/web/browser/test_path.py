"""The whole path of somebody who verifies: reports dropped on an empty desk, read, looked at, judged, and a dossier
taken out of it; once with the mouse, and once with keys alone.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from zipfile import ZipFile

import pytest
from playwright.sync_api import Page, expect

from bench.serving import served
from sayso.ledger import open_ledger
from sayso.model import Judgement, Mended, Verdict
from tests.intake.shared import shared
from tests.web.browser.conftest import EXAMPLE, Opened
from tests.web.browser.hands import Hand, Keys, Mouse

_AT_WORK = 120_000  # milliseconds: reading and comparing take their time where much else is done
_WATCHED = "addEventListener('mousedown', () => pointed(), true);"
_NAME = "Ilse Brandt"

Held = Callable[[], tuple[str, list[Judgement]]]


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    """A ledger in which nothing stands yet."""
    path = tmp_path / "new.db"
    open_ledger(path).close()
    return path


@pytest.fixture
def desk(ledger: Path) -> Iterator[str]:
    with served(ledger) as url:
        yield url


@pytest.fixture
def held(ledger: Path) -> Held:
    """The digest of the ledger, and what was judged in it."""

    def look() -> tuple[str, list[Judgement]]:
        with open_ledger(ledger) as opened:
            return opened.digest(), [judgement for _, judgement in opened.lookup().judgements()]

    return look


def add(page: Page, hand: Hand, files: Sequence[Path]) -> None:
    """Brings the files and waits until they are read and compared."""
    hand.take(page.locator("main").get_by_role("link", name="Add reports"))
    page.wait_for_url("**/add")
    hand.bring(page.locator("#files"), files)
    expect(page.locator("#chosen li")).to_have_text([file.name for file in files])
    hand.take(page.get_by_role("button", name="Read these files"))
    page.wait_for_url("**/jobs/*")
    job = page.locator("#job")
    expect(job).to_have_attribute("data-stage", re.compile("loading|reading|comparing"), timeout=_AT_WORK)
    expect(page.locator("#job .steps [aria-current]")).to_have_count(1)
    expect(job).to_have_attribute("data-stage", "done", timeout=_AT_WORK)
    expect(page.locator("#said")).to_contain_text("read and compared")
    expect(page.locator("#short")).to_have_count(0)
    assert page.locator("#job .rows a").count() >= len(files)


def look(page: Page, hand: Hand) -> str:
    """From the questions to a claim, to its place in the report, and back to it; gives its address."""
    hand.take(page.get_by_role("link", name="Where accounts differ"))
    expect(page.locator(".difference h2").first).to_be_visible()
    hand.take(page.locator(".difference a.words").first)
    page.wait_for_url("**/claims/*")
    claim = page.url
    hand.take(page.get_by_role("link", name="Read it in the report"))
    page.wait_for_url("**/documents/*#claim-*")
    expect(page.locator("mark:target")).to_be_in_viewport()
    hand.take(page.locator("[data-note][aria-current] a.n"))
    page.wait_for_url(claim)
    return claim


def review(page: Page, hand: Hand, held: Held) -> None:
    """Mends who speaks, merges two claims and takes that back, and grades the source."""
    hand.take(page.get_by_role("link", name="Mend, merge, grade"))
    page.wait_for_url("**/review/*")
    page.wait_for_function("window.htmx")
    item = page.locator("#item")
    mended = item.get_attribute("data-claim") or ""
    hand.decide(page, "s")
    name = page.locator("#mend-source input[name=name]")
    expect(name).to_be_focused()
    page.keyboard.type(_NAME)
    hand.submit(page.locator("#mend-source form"))
    expect(item).not_to_have_attribute("data-claim", mended)
    merged = item.get_attribute("data-claim") or ""
    hand.decide(page, "m")
    expect(page.locator("#candidates .candidates button").first).to_be_visible()
    hand.decide(page, "1")
    expect(item).not_to_have_attribute("data-claim", merged)
    hand.decide(page, "u")
    expect(item).to_have_attribute("data-claim", merged)
    expect(page.locator("#said")).to_contain_text("Taken back.")
    hand.decide(page, "g")
    hand.decide(page, "b")
    expect(page.locator("#said")).to_contain_text("Graded.")
    _, (mend, merge, undo, grade) = held()
    assert (mend.on, merge.on, undo.on) == (mended, merged, merge.id)
    assert [one.verdict for one in (mend, merge, undo, grade)] == [
        Verdict.MEND,
        Verdict.MERGE,
        Verdict.UNDO,
        Verdict.RATE,
    ]
    assert isinstance(mend.change, Mended)


def see_compared(page: Page, claim: str) -> None:
    """Waits until the decisions are in the comparison; the claim then has its new speaker, who has a page."""
    expect(page.locator("#state")).to_have_text("", timeout=_AT_WORK)
    page.goto(claim)
    speaker = page.locator("main header").get_by_role("link", name=_NAME)
    expect(speaker).to_have_attribute("href", re.compile("^/sources/"))


def take_out(page: Page, hand: Hand, form: str) -> Path:
    """A dossier of the whole story, as a file of this form."""
    hand.take(page.get_by_role("navigation", name="Sections").get_by_role("link", name="Dossier"))
    page.wait_for_url("**/dossier")
    hand.choose(page.get_by_label(form))
    with page.expect_download(timeout=_AT_WORK) as download:
        hand.take(page.get_by_role("button", name="Make the dossier"))
    return download.value.path()


@pytest.mark.parametrize(
    ("reports", "hand"), [("example", Mouse()), ("seeds", Keys())], ids=["example, mouse", "seeds, keys"]
)
def test_the_whole_path(desk: str, opened: Opened, held: Held, hand: Hand, reports: str) -> None:
    folder = EXAMPLE if reports == "example" else shared("seeds")
    page, pointed = opened(desk), list[str]()
    page.expose_function("pointed", lambda: pointed.append(page.url))
    page.add_init_script(_WATCHED)
    page.reload()
    add(page, hand, sorted(folder.iterdir()))
    claim = look(page, hand)
    review(page, hand, held)
    see_compared(page, claim)
    digest, _ = held()
    html = take_out(page, hand, "HTML file").read_text()
    assert digest in html
    assert _NAME in html
    with ZipFile(take_out(page, hand, "Word document")) as docx:
        words = docx.read("word/document.xml").decode()
    assert digest in words
    assert _NAME in words
    assert bool(pointed) is isinstance(hand, Mouse)
