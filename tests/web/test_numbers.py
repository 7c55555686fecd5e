"""Every number on every page opens as many claims, reports or origins as it says."""

import re

from lxml import html
from starlette.testclient import TestClient

from tests.web.pages import pages_of

_ROWS = {unit: f"data-{unit}" for unit in ("origin", "report", "refused", "outlet", "source")}


def counted(page: str) -> list[tuple[int, str, str]]:
    """The numbers of a page: how many, of what, and where they lead."""
    links = html.fromstring(page).xpath("//a[@data-count]")
    return [(int(a.get("data-count")), a.get("data-of"), a.get("href")) for a in links]


def behind(desk: TestClient, unit: str, link: str) -> int:
    """How many things of a kind the pages at an address hold, from the first to the last."""
    found: set[str] = set()
    following: str | None = link
    while following:
        page = html.fromstring(desk.get(following).text)
        name = _ROWS.get(unit, "data-claim")
        found.update(page.xpath(f"//*[@{name}]/@{name}"))
        following = next(iter(page.xpath("//a[@rel='next']/@href")), None)
    return len(found)


def test_every_number_opens_as_many_as_it_says(desk: TestClient) -> None:
    wrong, checked = [], 0
    for path in pages_of(lambda path: desk.get(path).text, each=3):
        for number, unit, link in counted(desk.get(path).text):
            checked += 1
            if (opened := behind(desk, unit, link)) != number:
                wrong.append(f"{path}: {number} {unit} at {link}: {opened}")
    assert wrong == []
    assert checked > 50


def test_no_number_of_things_stands_without_its_link(desk: TestClient) -> None:
    """A number with the name of what it counts is a link to just these."""
    told = re.compile(r"\b\d[\d,]* (claims?|reports?|origins?|outlets?|statements?)\b")
    wrong = []
    for path in pages_of(lambda path: desk.get(path).text):
        page = html.fromstring(desk.get(path).text)
        texts = page.xpath("//main//text()[not(ancestor::a) and not(ancestor::blockquote) and not(ancestor::bdi)]")
        wrong += [f"{path}: {text.strip()!r}" for text in texts if told.search(str(text))]
    assert wrong == []
