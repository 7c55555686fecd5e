"""Fetching, against a server on loopback that this test starts."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from sayso.errors import InputError
from sayso.intake.fetching import fetch_url, is_address
from sayso.intake.limits import Limits

LIMITS = Limits(max_bytes=10_000, max_seconds=2)


class Server(BaseHTTPRequestHandler):
    """Answers by path; `/to?X` leads on to X."""

    def do_GET(self) -> None:
        path, _, target = self.path.partition("?")
        if path == "/to":
            self.send_response(302)
            self.send_header("Location", target)
            self.end_headers()
            return
        self.send_response(200 if path == "/bell" else 404 if path == "/none" else 200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(b"x" * 20_000 if path == "/large" else b"<p>The bell.</p>")
        if path == "/slow":
            self.wfile.flush()
            threading.Event().wait(3)

    def log_message(self, *_: object) -> None:
        """A test needs no log."""


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Server) as listening:
        thread = threading.Thread(target=listening.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{listening.server_port}"
        listening.shutdown()
        thread.join()


def test_gets_a_page_with_its_type(server: str):
    fetched = fetch_url(f"{server}/bell", LIMITS)
    assert fetched.content == b"<p>The bell.</p>"
    assert fetched.content_type == "text/html; charset=utf-8"


def test_follows_to_the_final_address(server: str):
    assert fetch_url(f"{server}/to?/to?/bell", LIMITS).url == f"{server}/bell"


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("/none", "answered 404"),
        ("/large", "larger than 10000 bytes"),
        ("/to?file:///etc/hostname", "only http and https"),
        ("/to?ftp://127.0.0.1/x", "only http and https"),
        ("/to?" * 7 + "/bell", "more than 5 times"),
        ("/slow", "can't be fetched|longer than 2 seconds"),
    ],
)
def test_what_cannot_be_had_is_refused_with_advice(server: str, path: str, reason: str):
    with pytest.raises(InputError, match=reason):
        fetch_url(server + path, LIMITS)


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("ftp://letter.example/bell", "only http and https"),
        ("file:///etc/hostname", "only http and https"),
        ("http://", "only http and https"),
        ("http://dora:secret@letter.example/", "user name or password"),
        ("http://127.0.0.1:9/", "can't be fetched"),
        ("http://[::bad/", "can't be fetched"),
    ],
)
def test_no_connection_goes_where_it_must_not(url: str, reason: str):
    with pytest.raises(InputError, match=reason):
        fetch_url(url, LIMITS)


def test_an_address_is_told_from_a_path():
    assert is_address("https://letter.example")
    assert is_address("FTP://letter.example")
    assert not is_address("folder/https.txt")
    assert not is_address("C:/folder")
