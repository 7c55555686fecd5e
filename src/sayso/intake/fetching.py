"""The one place from which a connection goes out, and only to an address that the user named.

Invariant: http and https alone, redirects included; within the limits of bytes and seconds.
"""

import re
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol
from urllib.parse import urljoin, urlsplit

from sayso.errors import InputError
from sayso.intake.limits import Limits
from sayso.version import __version__

if TYPE_CHECKING:
    from urllib3 import BaseHTTPResponse, PoolManager

__all__ = ["Ask", "Fetch", "Fetched", "ask_url", "fetch_url", "is_address"]

_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)
_MOST_REDIRECTS = 5
_REDIRECTS = (301, 302, 303, 307, 308)
_CHUNK = 65_536
_HEADERS = {"User-Agent": f"sayso/{__version__}", "Accept": "text/html, text/plain, application/pdf;q=0.9"}


@dataclass(frozen=True, slots=True)
class Fetched:
    """What an address gave: where it was in the end, its content, and its type as the server names it."""

    url: str
    content: bytes
    content_type: str


class Fetch(Protocol):
    """Gets the content of an address. Raises `InputError` where it can't; a test hands in its own."""

    def __call__(self, url: str, limits: Limits) -> Fetched:
        """The content of `url`, within `limits`."""
        ...


class Ask(Protocol):
    """Asks an address. Raises `InputError` where it does not answer; a test hands in its own."""

    def __call__(self, url: str, query: bytes, media: str, limits: Limits) -> bytes:
        """The answer of `url` to `query`, within `limits`."""
        ...


def is_address(name: str) -> bool:
    """Whether an input is an address (of any scheme) and not a path."""
    return _ADDRESS.match(name) is not None


def fetch_url(url: str, limits: Limits) -> Fetched:
    """The content of an http or https address. Raises `InputError` where it can't be had within the limits."""
    from urllib3 import PoolManager, Timeout
    from urllib3.exceptions import HTTPError

    deadline = time.monotonic() + limits.max_seconds
    pool = PoolManager(timeout=Timeout(limits.max_seconds / 2), headers=_HEADERS, retries=False)
    try:
        with pool:
            return _follow(pool, url, limits, deadline)
    except (HTTPError, OSError, ValueError) as error:
        raise InputError(f"it can't be fetched ({_why(error)}); save the page and give the file") from error


def ask_url(url: str, query: bytes, media: str, limits: Limits) -> bytes:
    """What an http or https address answers to a query of this media type. It may not lead on: what is sent goes where
    the user said. Raises `InputError` where there is no answer within the limits.
    """
    from urllib3 import PoolManager, Timeout
    from urllib3.exceptions import HTTPError

    _require_web(url)
    deadline = time.monotonic() + limits.max_seconds
    headers = {"User-Agent": _HEADERS["User-Agent"], "Content-Type": media}
    try:
        with PoolManager(timeout=Timeout(limits.max_seconds / 2), headers=headers, retries=False) as pool:
            response = pool.request("POST", url, body=query, redirect=False, preload_content=False)
            try:
                return _received(url, response, limits, deadline).content
            finally:
                response.close()
    except (HTTPError, OSError, ValueError) as error:
        raise InputError(f"it can't be asked ({_why(error)})") from error


def _follow(pool: "PoolManager", url: str, limits: Limits, deadline: float) -> Fetched:
    for _ in range(_MOST_REDIRECTS + 1):
        _require_web(url)
        response = pool.request("GET", url, redirect=False, preload_content=False)
        try:
            target = response.headers.get("Location")
            if response.status not in _REDIRECTS or not target:
                return _received(url, response, limits, deadline)
        finally:
            response.close()
        url = urljoin(url, target)
    raise InputError(f"it leads on more than {_MOST_REDIRECTS} times; give the final address")


def _require_web(url: str) -> None:
    parts = urlsplit(url)
    if parts.scheme.lower() not in ("http", "https") or not parts.hostname:
        raise InputError("only http and https addresses are fetched; save the page and give the file")
    if parts.username or parts.password:
        raise InputError("the address holds a user name or password; give it without")


def _received(url: str, response: "BaseHTTPResponse", limits: Limits, deadline: float) -> Fetched:
    if response.status != 200:
        raise InputError(f"the server answered {response.status}; save the page and give the file")
    content = bytearray()
    for chunk in response.stream(_CHUNK, decode_content=True):
        content += chunk
        if len(content) > limits.max_bytes:
            raise InputError(f"it is larger than {limits.max_bytes} bytes; save its text as .txt")
        if time.monotonic() > deadline:
            raise InputError(f"it took longer than {limits.max_seconds:g} seconds; save the page and give the file")
    return Fetched(url, bytes(content), response.headers.get("Content-Type", ""))


def _why(error: Exception) -> str:
    cause = getattr(error, "reason", None) or error
    return " ".join(str(cause).rsplit(": ", 1)[-1].split())[:120] or type(error).__name__
