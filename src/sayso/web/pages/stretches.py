"""Which stretch of a list a page shows, where `?from=` counts from 1.

Invariant: whatever an address asks for, a list that holds something shows some of it.
"""

from starlette.requests import Request

__all__ = ["start_of"]


def start_of(request: Request, total: int) -> int:
    """The place of the first thing to be shown, counted from 0; the first of all where there is none such."""
    asked = request.query_params.get("from", "")
    number = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 10 else 1
    return number - 1 if 0 < number <= total else 0
