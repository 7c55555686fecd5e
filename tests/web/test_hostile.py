"""Three hundred scripts and markup tricks in every field of a report: on no page is one of them more than text."""

import os
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from lxml import html
from starlette.testclient import TestClient

from sayso.model import Story
from sayso.web import create_app
from sayso.web.comparing import Comparing
from sayso.web.jobs import Jobs
from sayso.web.uploads import safe_name
from tests.cli.conftest import make_ledger
from tests.web.hostile import HOSTILE, MARK, harmless, story_of
from tests.web.pages import kind_of, pages_of
from tests.web.sharing import HERE, OWN, Shared

_SHARE = 25  # texts in one story
Shape = set[tuple[str, ...]]


def shape_of(page: str) -> Shape:
    """Every element of a page with the names of its attributes, each once."""
    tree = html.document_fromstring(page)
    return {(str(one.tag), *sorted(map(str, one.attrib))) for one in tree.iter() if isinstance(one.tag, str)}


def addresses_in(page: str) -> set[str]:
    """Where the elements of a page lead, and what they ask for."""
    tree = html.document_fromstring(page)
    names = ("href", "src", "action", "formaction", "hx-get", "hx-post", "poster", "data", "srcset", "ping")
    return {str(found) for name in names for found in tree.xpath(f"//@{name}")}


def leads_out(address: str) -> bool:
    """Whether an address is none of this desk's own."""
    return not re.match(r"(?:/(?![/\\])|#|\?|$)", address) or not address.isprintable()


def desk_over(story: Story, folder: Path) -> TestClient:
    return TestClient(create_app(str(make_ledger(folder / "hostile.db", story))), base_url=HERE, headers=OWN)


@pytest.fixture(scope="module", autouse=True)
def _as_told() -> Iterator[None]:
    """The comparison stays the story's own, in which every field is hostile."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Comparing, "ask", lambda self: None)
        yield


class _Walk:
    """Pages of a desk, each asked for once; of lists that are only put in another order a few."""

    def __init__(self, desk: TestClient) -> None:
        self._desk = desk
        self._pages: dict[str, str] = {}
        self._ways: Counter[str] = Counter()

    def __call__(self, path: str) -> str:
        if path not in self._pages:
            if "?" in path:
                self._ways[kind_of(path)] += 1
            if self._ways[kind_of(path)] > 4:
                return "<p></p>"
            answer = self._desk.get(path)
            assert answer.status_code in (200, 404), (path, answer.text)
            self._pages[path] = answer.text
        return self._pages[path]

    def pages(self) -> dict[str, str]:
        """All pages, one of each thing in the ledger."""
        pages_of(self, each=2 * _SHARE)
        return self._pages


@pytest.fixture(scope="module")
def twin(tmp_path_factory: pytest.TempPathFactory) -> Shape:
    """What the pages consist of where nothing is hostile."""
    with desk_over(story_of(map(harmless, range(_SHARE))), tmp_path_factory.mktemp("twin")) as desk:
        return set[tuple[str, ...]]().union(*map(shape_of, _Walk(desk).pages().values()))


def test_there_are_three_hundred_and_each_is_another() -> None:
    assert len(set(HOSTILE)) == len(HOSTILE) == 300
    assert all(MARK.format(number) in text for number, text in enumerate(HOSTILE))


# A quarter of them here, all on every page by `make hostile`; all 300 at once are in the browser's test.
@pytest.mark.parametrize("start", range(0, 300, _SHARE if "SAYSO_HOSTILE" in os.environ else 4 * _SHARE))
def test_no_text_becomes_markup(start: int, twin: Shape, tmp_path: Path) -> None:
    wrong, seen, kinds = [], set[str](), set[str]()
    with desk_over(story_of(HOSTILE[start : start + _SHARE]), tmp_path) as desk:
        for path, page in _Walk(desk).pages().items():
            kinds.add(kind_of(path))
            seen.update(re.findall(r"zq\d{3}z", page))
            wrong += [f"{path}: {found}" for found in shape_of(page) - twin]
            wrong += [f"{path} leads to {found!r}" for found in addresses_in(page) if leads_out(found)]
            wrong += [f"{path}: {found!r}" for found in re.findall(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]", page)]
    assert wrong == []
    assert len(kinds) > 8, kinds
    assert seen == {MARK.format(number) for number in range(start, start + _SHARE)}, "each was there to be seen"


def _reflecting(text: str) -> Iterator[tuple[str, str, dict[str, str] | None]]:
    """Requests by which a text comes back on a page."""
    told = quote(text, safe="")
    yield "GET", f"/search?q={told}", None
    yield "GET", f"/search?q=claim&after={told}", None
    yield "GET", f"/claims/{told}", None
    yield "GET", f"/login?next={told}", None
    yield "GET", f"/sources?q={told}&kind={told}", None
    yield "GET", f"/documents?outlet={told}&status={told}&sort={told}", None
    yield "POST", "/people/add", {"name": text, "role": text}
    yield "POST", "/people/role", {"name": text, "role": "read"}
    yield "POST", "/people/tokens/remove", {"token": text}
    yield "POST", "/add", {"addresses": text, "published": text, "title": text}


@pytest.mark.parametrize("start", range(0, 300, 100))
def test_what_is_asked_for_comes_back_as_text(shared: Shared, start: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Jobs, "_run", lambda self, held: None)  # nothing is to be fetched
    ada = shared.browser("Ada")
    asked = [one for number in range(7) for one in _reflecting(harmless(number))]
    known = set[tuple[str, ...]]().union(
        *(shape_of(ada.request(method, path, data=form).text) for method, path, form in asked),
        *(shape_of(ada.get(path).text) for path in ("/nowhere", "/search?q=kind:robot", "/search?q=gate")),
    )
    wrong = []
    # In the short form a third of the ways to ask is tried with each text, and each way with a third of them.
    step = 1 if "SAYSO_HOSTILE" in os.environ else 3
    every = (
        one for n, text in enumerate(HOSTILE[start : start + 100]) for one in [*_reflecting(text)][n % step :: step]
    )
    for method, path, form in every:
        answer = ada.request(method, path, data=form)
        assert answer.status_code < 500, (method, path, form)
        if answer.status_code in (303, 405):
            assert answer.headers.get("location", "/").startswith("/")
            continue
        wrong += [f"{method} {path}: {found}" for found in shape_of(answer.text) - known]
        wrong += [f"{path} leads to {found!r}" for found in addresses_in(answer.text) if leads_out(found)]
        assert "set-cookie" not in answer.headers
    assert wrong == []


@pytest.mark.parametrize("number", range(0, 300, 50))
def test_no_file_name_leads_anywhere(number: int) -> None:
    for text in HOSTILE[number : number + 50]:
        for name in (text, f"{text}.txt", f"{text}/report.pdf"):
            safe = safe_name(name)
            assert safe == safe_name(safe)
            assert not re.search(r'[\x00-\x1f\x7f/\\:*?"<>|\u202a-\u202e\u2066-\u2069\u200b-\u200f]', safe), safe
            assert safe not in ("", ".", "..")
            assert not safe.startswith(".")
            assert len(safe.encode()) < 200
