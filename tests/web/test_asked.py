"""Whatever an address asks for by a number, the desk answers."""

from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from sayso.web import create_app
from sayso.web.asked import number_of
from tests.dossier.stories import dam_story

LONG = "9" * 5_000
QUESTION = dam_story().comparison.questions[0].id


@pytest.fixture(scope="module")
def desk(dam: str) -> Iterator[TestClient]:
    app = create_app(dam)
    with TestClient(app, base_url="http://127.0.0.1:8765", raise_server_exceptions=False) as client:
        yield client


@pytest.mark.parametrize(
    ("text", "number"),
    [("7", 7), ("007", 7), ("999999999", 999_999_999), *((bad, None) for bad in ("1000000000", LONG, "٣", "-1", ""))],
)
def test_a_number_is_within_bounds(text: str, number: int | None) -> None:
    assert number_of(text) == number


@pytest.mark.parametrize("number", [LONG, "9" * 30, "f" * 16, "-1", "٣", "x"])
@pytest.mark.parametrize(
    "path",
    [
        "/?from={}",
        "/origins?from={}",
        "/timeline?from={}",
        "/documents?after={}",
        "/documents?by=outlet&after={}",
        "/sources?value={}&after=e1:0",
        "/sources?by=claims&value={}&after=e1:0",
        "/questions/" + QUESTION + "/answers/{}",
        "/questions/" + QUESTION + "/answers/1?voice={}",
        "/search?q=gate&after={}",
        "/search?q=from:{}",
        "/review/history?from={}",
    ],
)
def test_no_number_is_too_much_for_a_page(desk: TestClient, path: str, number: str) -> None:
    assert desk.get(path.format(number)).status_code in (200, 400, 404)
