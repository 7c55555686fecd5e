"""What an address or a form asks for, read as what it is to be.

Under the pages. Invariant: whatever was sent, what is given is within bounds, and nothing is raised.
"""

from starlette.requests import Request

__all__ = ["first_in", "number_in"]

_DIGITS = 9


def number_in(text: str) -> int:
    """The number, of at most nine digits, that a text is; 0 where it is none."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= _DIGITS else 0


def first_in(request: Request) -> int:
    """The number of the row with which the page that is asked for begins; 1 where none is told."""
    return number_in(request.query_params.get("from", "")) or 1
