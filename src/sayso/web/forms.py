"""What requests say, held to what it can be.

Under the pages. Invariant: whatever is sent in a field, a page answers it.
"""

from starlette.requests import Request

__all__ = ["is_own", "number_of", "place_of", "wants_part"]

_LONGEST = 18  # digits: more than any place in a report has


def is_own(path: str) -> bool:
    """Whether this is the address of a page of this desk, and of no other site."""
    return path.startswith("/") and path[1:2] not in ("/", "\\") and path.isascii() and path.isprintable()


def number_of(text: str) -> int | None:
    """The whole number from 0 on that is written here; None where it is none, or longer than any is."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= _LONGEST else None


def place_of(text: str) -> int:
    """A place in a list, counted from 1 on; the first where another thing is written."""
    return number_of(text) or 1


def wants_part(request: Request) -> bool:
    """Whether a part of a page is asked for, to be put in the place of another."""
    return "hx-request" in request.headers
