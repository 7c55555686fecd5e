"""A walk through the desk: one page of each kind that links lead to, from the first page on."""

import re
from collections import deque
from collections.abc import Callable
from urllib.parse import urlsplit

from lxml import html

__all__ = ["kind_of", "pages_of"]

_ELSEWHERE = ("/api/", "/static/", "/export", "/originals/", "/logout", "/style.css", "/dossier.")


def kind_of(path: str) -> str:
    """What two addresses have in common that the same page answers: ids and values left out."""
    parts = urlsplit(path)
    names = sorted(name.split("=")[0] for name in parts.query.split("&") if name)
    return f"{re.sub('/([a-z]1:[^/]+|[0-9]+)(?=/|$)', '/…', parts.path)}?{'&'.join(names)}"


def links_of(page: str) -> list[str]:
    """The addresses within the desk that a page links to."""
    found = (str(link).split("#")[0] for link in html.fromstring(page).xpath("//a/@href"))
    return [link for link in found if link.startswith("/") and not link.startswith(_ELSEWHERE)]


def pages_of(fetch: Callable[[str], str], each: int = 1) -> list[str]:
    """Addresses of the desk's pages, at most so many of each kind; `fetch` gives the page at one."""
    left, seen, kinds, found = deque(["/"]), {"/"}, dict[str, int](), list[str]()
    while left:
        path = left.popleft()
        kind = kind_of(path)
        if kinds.get(kind, 0) >= each:
            continue
        kinds[kind] = kinds.get(kind, 0) + 1
        found.append(path)
        for link in links_of(fetch(path)):
            if link not in seen:
                seen.add(link)
                left.append(link)
    return found
