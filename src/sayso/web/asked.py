"""What an address or a form asks for, read as what it is to be.

Under the pages. Invariant: whatever was sent, what is given is within bounds, and nothing is raised.
"""

from starlette.requests import Request

__all__ = ["is_own", "number_of", "start_of", "wants_part"]

_DIGITS = 9  # more than any place in a report or a list has


def number_of(text: str) -> int | None:
    """The whole number from 0 on that is written here; None where it is none, or longer than any is."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= _DIGITS else None


def start_of(request: Request, total: int, name: str = "from") -> int:
    """The place in a list of so many, counted from 0, with which the page begins that is asked for by `?from=` (or by
    another `name`), which counts from 1; the first where there is none such.
    """
    number = number_of(request.query_params.get(name, "")) or 1
    return number - 1 if number <= total else 0


def is_own(path: str) -> bool:
    """Whether this is the address of a page of this desk, and of no other site."""
    return path.startswith("/") and path[1:2] not in ("/", "\\") and path.isascii() and path.isprintable()


def wants_part(request: Request) -> bool:
    """Whether a part of a page is asked for, to be put in the place of another."""
    return "hx-request" in request.headers
