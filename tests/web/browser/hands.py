"""The two hands that walk through the desk: one with the mouse, one with keys alone."""

from base64 import b64encode
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from playwright.sync_api import Locator, Page

__all__ = ["Hand", "Keys", "Mouse"]

_MOST_TABS = 600
_FOCUSED = "one => one === document.activeElement"
_TRANSFER = """files => {
  const transfer = new DataTransfer();
  for (const [name, held] of files) {
    transfer.items.add(new File([Uint8Array.from(atob(held), one => one.charCodeAt(0))], name));
  }
  return transfer;
}"""


class Hand(Protocol):
    """How somebody does on a page what they want to do."""

    def take(self, one: Locator) -> None:
        """Follows a link, or presses a button."""

    def choose(self, one: Locator) -> None:
        """Chooses one of several."""

    def bring(self, field: Locator, files: Sequence[Path]) -> None:
        """Puts files into a field."""

    def decide(self, page: Page, key: str) -> None:
        """Does in the review what bears this key."""

    def submit(self, form: Locator) -> None:
        """Sends what was written into a form."""


class Mouse:
    """Points and clicks; what is dropped, is dropped on the place for it."""

    def take(self, one: Locator) -> None:
        one.click()

    def choose(self, one: Locator) -> None:
        one.click()

    def bring(self, field: Locator, files: Sequence[Path]) -> None:
        held = [(file.name, b64encode(file.read_bytes()).decode()) for file in files]
        field.locator("xpath=ancestor::form").locator(".drop").dispatch_event(
            "drop", {"dataTransfer": field.page.evaluate_handle(_TRANSFER, held)}
        )

    def decide(self, page: Page, key: str) -> None:
        page.locator(f'#item [data-key="{key}"]').and_(page.locator(":visible")).first.click()

    def submit(self, form: Locator) -> None:
        form.locator("button.main").click()


class Keys:
    """Goes from one thing to the next by Tab, as far as it must."""

    def take(self, one: Locator) -> None:
        self._reach(one)
        one.page.keyboard.press("Enter")

    def choose(self, one: Locator) -> None:
        group = one.locator(f"xpath=ancestor::form//input[@name='{one.get_attribute('name')}']")
        self._reach(group.and_(one.page.locator(":checked")))
        for _ in range(group.count()):
            if not one.is_checked():
                one.page.keyboard.press("ArrowDown")

    def bring(self, field: Locator, files: Sequence[Path]) -> None:
        with field.page.expect_file_chooser() as chooser:
            self._reach(field)
            field.page.keyboard.press("Enter")
        chooser.value.set_files(files)

    def decide(self, page: Page, key: str) -> None:
        page.keyboard.press(key)

    def submit(self, form: Locator) -> None:
        form.page.keyboard.press("Enter")

    def _reach(self, one: Locator) -> None:
        wanted = one.element_handle()
        for _ in range(_MOST_TABS):
            if wanted.evaluate(_FOCUSED):
                return
            one.page.keyboard.press("Tab")
        raise AssertionError(f"{one} is not reached by Tab")
