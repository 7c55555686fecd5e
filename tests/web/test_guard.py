"""What the guard lets through, and what every answer carries."""

from collections.abc import Iterator

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from starlette.testclient import TestClient

from sayso.web.guard import DOSSIER, HEADERS, POLICY, SANDBOX, Guard, Terms
from tests.web.sharing import HERE, Shared


def _echo(request: Request) -> Response:
    client = request.client.host if request.client else ""
    return PlainTextResponse(f"{request.method} {request.url.scheme} {client}")


def _own_policy(request: Request) -> Response:
    return Response(
        "x", headers={"Content-Security-Policy": request.query_params["policy"], "X-Frame-Options": "ALLOW"}
    )


def _broken(_: Request) -> Response:
    raise ValueError("a secret of the house")


def guarded(terms: Terms) -> TestClient:
    routes = [Route("/", _echo, methods=["GET", "POST"]), Route("/policy", _own_policy), Route("/broken", _broken)]
    app = Starlette(routes=routes, middleware=[Middleware(Guard, terms)])
    return TestClient(app, base_url=HERE, raise_server_exceptions=False)


@pytest.fixture
def desk() -> Iterator[TestClient]:
    with guarded(Terms()) as client:
        yield client


@pytest.mark.parametrize(
    ("headers", "code"),
    [
        ({"Origin": HERE}, 200),
        ({"Origin": HERE.upper()}, 200),
        ({"Sec-Fetch-Site": "same-origin"}, 200),
        ({"Sec-Fetch-Site": "same-origin", "Origin": "null"}, 200),
        ({"Authorization": "Bearer sayso_x"}, 200),
        ({}, 403),
        ({"Origin": "null"}, 403),
        ({"Origin": "https://evil.example"}, 403),
        ({"Origin": "http://127.0.0.1:9999"}, 403),
        ({"Origin": "http://127.0.0.1"}, 403),
        ({"Origin": "https://127.0.0.1:8765"}, 403),
        ({"Origin": f"{HERE}.evil.example"}, 403),
        ({"Origin": HERE, "Sec-Fetch-Site": "cross-site"}, 403),
        ({"Origin": HERE, "Sec-Fetch-Site": "same-site"}, 403),
        ({"Origin": HERE, "Sec-Fetch-Site": "none"}, 403),
        ({"Referer": f"{HERE}/people"}, 403),
        ({"Authorization": "Basic QWRhOmFkYQ=="}, 403),
    ],
)
def test_forms_come_from_the_desks_own_pages_alone(desk: TestClient, headers: dict[str, str], code: int) -> None:
    assert desk.post("/", headers=headers).status_code == code


def test_the_usual_port_may_be_left_out() -> None:
    with guarded(Terms(True, frozenset({"desk.example"}))) as desk:
        for origin, host, code in (
            ("http://desk.example", "desk.example", 200),
            ("http://desk.example:80", "desk.example", 200),
            ("http://desk.example", "desk.example:80", 200),
            ("http://desk.example:81", "desk.example", 403),
            ("https://desk.example", "desk.example", 403),
        ):
            assert desk.post("/", headers={"Origin": origin, "Host": host}).status_code == code, (origin, host)
        secure = {"Origin": "https://desk.example", "Host": "desk.example", "X-Forwarded-Proto": "https"}
        assert desk.post("/", headers=secure).status_code == 200


def test_a_proxy_is_believed_for_named_hosts_alone() -> None:
    with guarded(Terms(True, frozenset({"desk.example"}))) as desk:
        told = {"X-Forwarded-Proto": "https", "X-Forwarded-For": "203.0.113.9, 198.51.100.7"}
        named = desk.get("/", headers={"Host": "desk.example", **told})
        assert named.text == "GET https 198.51.100.7"
        assert "max-age" in named.headers["strict-transport-security"]
        direct = desk.get("/", headers=told)
        assert direct.text == "GET http testclient"
        assert "strict-transport-security" not in direct.headers
        for host in ("other.example", "desk.example.evil.example", "xdesk.example", "[desk.example]:1:2"):
            assert desk.get("/", headers={"Host": host}).status_code == 421, host


def test_at_an_address_of_the_desks_own_nobody_is_believed() -> None:
    told = {"X-Forwarded-Proto": "https", "X-Forwarded-For": "203.0.113.9"}
    with guarded(Terms(True, frozenset({"desk.example"}), frozenset({"192.0.2.7", "2001:db8::7"}))) as desk:
        for host in ("192.0.2.7", "192.0.2.7:8765", "[2001:db8::7]:8765"):
            assert desk.get("/", headers={"Host": host, **told}).text == "GET http testclient", host


@pytest.mark.parametrize(
    ("told", "address"),
    [
        ("198.51.100.7:4711", "198.51.100.7"),
        ("[2001:db8::7]:4711", "2001:db8::7"),
        ("2001:DB8:0::7", "2001:db8::7"),
        ("203.0.113.9, unknown", "testclient"),
        ("", "testclient"),
    ],
)
def test_the_address_that_a_proxy_tells_is_one(told: str, address: str) -> None:
    with guarded(Terms(True, frozenset({"desk.example"}))) as desk:
        answer = desk.get("/", headers={"Host": "desk.example", "X-Forwarded-For": told})
    assert answer.text == f"GET http {address}"


def test_of_several_lines_the_last_is_the_proxys() -> None:
    with guarded(Terms(True, frozenset({"desk.example"}))) as desk:
        lines = [("Host", "desk.example"), ("X-Forwarded-For", "203.0.113.9"), ("X-Forwarded-For", "198.51.100.7")]
        assert desk.get("/", headers=lines).text == "GET http 198.51.100.7"


@pytest.mark.parametrize("policy", [SANDBOX, DOSSIER])
def test_a_page_may_have_one_of_the_stricter_policies(desk: TestClient, policy: str) -> None:
    assert desk.get("/policy", params={"policy": policy}).headers["content-security-policy"] == policy


@pytest.mark.parametrize("policy", ["default-src *", "", "script-src 'unsafe-inline'", POLICY + "; script-src *"])
def test_no_page_has_a_policy_of_its_own_making(desk: TestClient, policy: str) -> None:
    headers = desk.get("/policy", params={"policy": policy}).headers
    assert headers.get_list("content-security-policy") == [POLICY]
    assert headers.get_list("x-frame-options") == ["DENY"]


def test_what_breaks_says_nothing_and_carries_the_headers(desk: TestClient) -> None:
    answer = desk.get("/broken")
    assert answer.status_code == 500
    assert "secret" not in answer.text
    assert answer.headers["content-security-policy"] == POLICY
    assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS


@pytest.mark.parametrize(
    ("method", "path", "headers"),
    [
        ("GET", "/static/desk.js", {}),
        ("GET", "/static/vendor/htmx.min.js", {}),
        ("GET", "/static/none.js", {}),
        ("GET", "/static/../app.py", {}),
        ("GET", "/style.css", {}),
        ("HEAD", "/login", {}),
        ("GET", "/", {}),
        ("GET", "/nowhere", {}),
        ("POST", "/search", {"Origin": HERE}),
        ("POST", "/", {}),
        ("DELETE", "/", {}),
        ("GET", "/", {"Host": "evil.example"}),
        ("GET", "/export.jsonl", {"Authorization": "Bearer none"}),
    ],
)
def test_every_answer_carries_every_header(shared: Shared, method: str, path: str, headers: dict[str, str]) -> None:
    client = TestClient(shared.app, base_url=HERE, follow_redirects=False)
    answer = client.request(method, path, headers=headers)
    assert answer.headers["content-security-policy"] == POLICY
    assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS
    lasting = path.startswith(("/static/", "/style")) and ".." not in path
    assert answer.headers["cache-control"] == ("no-cache" if lasting else "no-store")


def test_no_more_is_taken_than_a_form_needs(shared: Shared) -> None:
    browser = shared.browser()
    sent = {"name": "Ada", "password": "x" * 10_000}
    assert browser.post("/login", data=sent).status_code == 413

    def endless() -> Iterator[bytes]:
        for _ in range(1000):
            yield b"name=" + b"x" * 1000

    form = {"Content-Type": "application/x-www-form-urlencoded"}
    assert browser.post("/login", content=endless(), headers=form).status_code in (400, 413)
