"""What stands behind a number: the very claims that it counts, under their origins.

Invariant: a list holds as many reports or origins as the number says that led to it.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

from starlette.requests import Request
from starlette.responses import Response

from sayso.dossier.values import Account, Voice
from sayso.errors import NotFoundError
from sayso.web.asked import number_of
from sayso.web.desk import Desk, Page
from sayso.web.pages.differing import differences_of

__all__ = ["PAGES"]

T = TypeVar("T")


def _answer(desk: Desk, request: Request) -> Response:
    """The claims behind an answer to a question, or behind one of its voices."""
    ident, asked = request.path_params["ident"], request.query_params
    with desk.ledger() as ledger:
        found = differences_of(desk, ledger, (ident,))
    account = _nth([account for item in found for account in item.accounts], request.path_params["answer"])
    side = _side(account, asked.get("of", ""))
    voices = _VOICES[side](account)
    if "voice" in asked:
        voices = (_nth(voices, asked["voice"]),)
    return desk.render(request, "behind.html", item=found[0], account=account, voices=voices, side=side)


_VOICES: Mapping[str, Callable[[Account], tuple[Voice, ...]]] = {
    "": lambda account: account.voices,
    "origins": lambda account: account.counted,
    "denied": lambda account: account.denied,
    "doubted": lambda account: account.doubted,
}


def _side(account: Account, asked: str) -> str:
    """Which of an account's voices are asked for; of one that only doubts, those that do."""
    return asked if asked in _VOICES and asked else "" if account.voices else "doubted"


def _nth(items: Sequence[T], asked: str) -> T:
    """The item with the number that is asked for, counted from 1. Raises `NotFoundError`."""
    number = number_of(asked) or 0
    if not 0 < number <= len(items):
        raise NotFoundError("there is no such answer any more: accounts were compared anew")
    return items[number - 1]


PAGES = (Page("/questions/{ident}/answers/{answer}", _answer),)
