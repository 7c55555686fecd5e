"""The review by keys alone: each decision, the next claim at once, and the way back."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from sayso.ledger import open_ledger
from sayso.model import Judgement, Mended, Stance, Stanced, Verdict
from tests.web.browser.conftest import Opened

Decided = Callable[[], list[Judgement]]


@pytest.fixture
def review(desk_url: str, opened: Opened) -> Page:
    """The review of the example story, at the claim that is due first."""
    page = opened(f"{desk_url}/review")
    page.wait_for_function("window.htmx")
    return page


@pytest.fixture
def decided(desk_url: str, tmp_path: Path) -> Decided:
    """What the ledger behind the desk holds of judgements."""

    def judgements() -> list[Judgement]:
        with open_ledger(tmp_path / "karrow-dam.db") as held:
            return [judgement for _, judgement in held.lookup().judgements()]

    return judgements


def claim(page: Page) -> str:
    return page.locator("#item").get_attribute("data-claim") or ""


def press(page: Page, *keys: str) -> str:
    """Presses keys, the last of which brings another claim; gives the one before."""
    before = claim(page)
    for key in keys:
        page.keyboard.press(key)
    expect(page.locator("#item")).not_to_have_attribute("data-claim", before)
    return before


def test_claims_are_reviewed_by_keys_alone(review: Page, decided: Decided) -> None:
    page = review
    first = press(page, "a")
    expect(page.locator("#item")).to_be_focused()
    expect(page.locator("#said")).to_contain_text("Accepted. Now:")
    assert page.url.endswith(claim(page))
    second = press(page, "r")
    third = press(page, "t", "3")
    assert [(j.on, j.verdict) for j in decided()] == [
        (first, Verdict.ACCEPT),
        (second, Verdict.REJECT),
        (third, Verdict.STANCE),
    ]
    stanced = decided()[-1].change
    assert isinstance(stanced, Stanced)
    assert stanced.stance is Stance.DOUBTS

    skipped = press(page, "j")
    press(page, "k")
    assert claim(page) == skipped
    press(page, "ArrowRight")
    press(page, "ArrowLeft")
    press(page, "u")
    assert claim(page) == third
    assert decided()[-1].verdict is Verdict.UNDO

    page.keyboard.press("n")
    page.keyboard.type("Ask the mayor.")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#said")).to_contain_text("Noted.")
    assert (decided()[-1].note, claim(page)) == ("Ask the mayor.", third)

    page.keyboard.press("g")
    page.keyboard.press("b")
    expect(page.locator("#said")).to_contain_text("Graded.")
    assert decided()[-1].verdict is Verdict.RATE

    fourth = press(page, "x") if page.locator('[data-key="x"]').is_enabled() else ""
    assert not fourth or decided()[-1].verdict is Verdict.SPLIT


def test_a_speaker_is_mended_by_keys(review: Page, decided: Decided) -> None:
    review.keyboard.press("s")
    review.keyboard.type("Ilse Brandt")
    before = press(review, "Enter")
    (judgement,) = decided()
    assert judgement.on == before
    assert isinstance(judgement.change, Mended)
    assert judgement.change.claim.source
    assert judgement.change.claim.source.name == "Ilse Brandt"


def test_words_are_mended_by_keys_and_with_the_mouse(review: Page, decided: Decided) -> None:
    page = review
    last = page.locator('[data-part="content"] [data-to]').last.get_attribute("data-to")
    page.keyboard.press("w")
    words = page.locator("#mend-words [name=words]")
    whole = words.input_value()
    page.keyboard.press("ArrowLeft")
    expect(words).not_to_have_value(whole)
    page.keyboard.press("ArrowRight")
    expect(words).to_have_value(whole)
    page.keyboard.press("Shift+ArrowRight")
    shorter = words.input_value()
    assert whole.endswith(shorter)
    assert shorter != whole
    assert page.locator("#mend-words [name=to]").input_value() == last
    one = page.locator('[data-part="content"] [data-from]').last
    one.dblclick()
    assert words.input_value() == one.inner_text()
    page.keyboard.press("Escape")
    expect(page.locator("#item")).to_be_focused()
    page.keyboard.press("w")
    page.keyboard.press("Shift+ArrowRight")
    press_slowly(page)
    (judgement,) = decided()
    assert isinstance(judgement.change, Mended)
    assert judgement.change.claim.content.text == shorter


def press_slowly(page: Page) -> None:
    """Enter, and the time that it may take until a model is loaded."""
    before = claim(page)
    page.keyboard.press("Enter")
    expect(page.locator("#item")).not_to_have_attribute("data-claim", before, timeout=60_000)


def test_claims_are_merged_by_keys(review: Page, decided: Decided) -> None:
    review.keyboard.press("m")
    expect(review.locator("#candidates .candidates button").first).to_be_focused()
    before = press(review, "1")
    (judgement,) = decided()
    assert (judgement.on, judgement.verdict) == (before, Verdict.MERGE)


def test_of_two_the_second_sees_what_the_first_decided(review: Page, browser: Browser, decided: Decided) -> None:
    # A page of its own: the browser notes the answer to a refused form as an error.
    with browser.new_context() as context:
        other = context.new_page()
        other.goto(review.url)
        other.wait_for_function("window.htmx")
        before = press(review, "r")
        other.keyboard.press("a")
        expect(other.get_by_role("alert")).to_contain_text("was judged meanwhile")
        assert claim(other) == before
        press(other, "a")
    assert [j.verdict for j in decided()] == [Verdict.REJECT, Verdict.ACCEPT]


def test_keys_can_be_switched_off(review: Page, decided: Decided) -> None:
    review.keyboard.press("?")
    review.locator("#keys").uncheck()
    review.keyboard.press("Escape")
    before = claim(review)
    review.keyboard.press("a")
    review.wait_for_timeout(300)
    assert (claim(review), decided()) == (before, [])
    review.get_by_role("button", name=re.compile("Accept")).click()
    expect(review.locator("#item")).not_to_have_attribute("data-claim", before)


def test_back_and_forth_lead_through_whole_pages(review: Page) -> None:
    first = press(review, "j")
    second = press(review, "j")
    for way, shown in ((review.go_back, second), (review.go_back, first), (review.go_forward, second)):
        way()
        expect(review.locator("#item")).to_have_attribute("data-claim", shown)
        expect(review.get_by_role("heading", name="Review", level=1)).to_be_visible()
        expect(review.get_by_role("navigation", name="Sections")).to_be_visible()
    review.wait_for_function("window.htmx")
    press(review, "j")


def test_what_is_refused_takes_nothing_away(browser: Browser, desk_url: str, decided: Decided) -> None:
    with browser.new_context() as context:
        page, other = context.new_page(), context.new_page()
        for one in (page, other):
            one.goto(f"{desk_url}/review")
            one.wait_for_function("window.htmx")
        page.keyboard.press("u")
        expect(page.get_by_role("alert")).to_contain_text("nothing of yours")
        expect(page.get_by_role("heading", level=1)).to_have_count(1)
        press(other, "r")
        page.keyboard.press("n")
        page.keyboard.type("Who saw it?")
        page.keyboard.press("Control+Enter")
        expect(page.get_by_role("alert")).to_contain_text("was judged meanwhile")
        expect(page.locator("#note textarea")).to_have_value("Who saw it?")
        page.keyboard.press("Control+Enter")
        expect(page.locator(".made .note")).to_have_text("Who saw it?")
        context.set_offline(True)
        page.keyboard.press("Escape")
        page.keyboard.press("a")
        expect(page.get_by_role("alert")).to_contain_text("nothing was recorded")
    assert [j.verdict for j in decided()] == [Verdict.REJECT, Verdict.NOTE]


def test_words_that_were_chosen_stay_chosen_when_they_are_refused(browser: Browser, desk_url: str) -> None:
    with browser.new_context() as context:
        page, other = context.new_page(), context.new_page()
        for one in (page, other):
            one.goto(f"{desk_url}/review")
            one.wait_for_function("window.htmx")
        page.keyboard.press("w")
        page.keyboard.press("Shift+ArrowRight")
        words = page.locator("#mend-words [name=words]").input_value()
        press(other, "a")
        page.keyboard.press("Enter")
        expect(page.locator("#mend-words").get_by_role("alert")).to_contain_text("was judged meanwhile", timeout=60_000)
        expect(page.locator("#mend-words [name=words]")).to_have_value(words)
        expect(page.locator("#passage")).to_be_focused()
        assert "".join(page.locator("#passage .chosen").all_inner_texts()) == words.replace(" ", "")
        page.keyboard.press("Shift+ArrowRight")
        shorter = page.locator("#mend-words [name=words]").input_value()
        assert words.endswith(shorter)
        assert shorter != words
