"""A ledger for the length of a call, whether an open one is given or the place of one.

Under all that the conductor does. Invariant: what was opened here is closed at the end, and what was given stays open.
"""

from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

from sayso.version import __version__

if TYPE_CHECKING:
    from sayso.ledger import Ledger

__all__ = ["opened"]


def opened(
    ledger: "Ledger | str | Path", *, create: bool = False, program: str = __version__
) -> "AbstractContextManager[Ledger]":
    """The ledger itself where one is given, else the one at this place, closed at the end."""
    from sayso.ledger import open_ledger

    if isinstance(ledger, str | Path):
        return open_ledger(ledger, create=create, program=program)
    return nullcontext(ledger)
