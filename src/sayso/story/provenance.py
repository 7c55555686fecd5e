"""Where claims come from: the bytes of a report and who collected them, and what each program found in it.

Beside the conductor, which records all that. Invariant: what is given back is what the ledger's chain vouches for.
"""

from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from sayso.errors import NotFoundError
from sayso.model import Custody, Difference
from sayso.story.finding import find_thing
from sayso.story.opening import opened

if TYPE_CHECKING:
    from sayso.ledger import Ledger

__all__ = ["view_custody", "view_differences", "view_original"]


def view_original(ledger: "Ledger | str | Path", ident: str) -> tuple[Custody, bytes]:
    """The bytes of which a document was made, with how they were had: the last that are kept of it.

    `ident` is the document's id, or a beginning of eight characters that no other has. Raises `NotFoundError` where no
    bytes are kept, `LedgerError` where they are damaged.
    """
    with opened(ledger) as held:
        whole = _document(held, ident)
        known = held.view_custody(whole)
        for custody in reversed(known):
            with suppress(NotFoundError):
                return custody, held.view_original(custody.original.digest)
    if known:
        raise NotFoundError(f"of the original of {whole} the ledger keeps the digest alone, not the bytes")
    raise NotFoundError(f"of {whole} the ledger keeps no original: it was read without its bytes")


def view_custody(ledger: "Ledger | str | Path", ident: str) -> tuple[Custody, ...]:
    """How, from where, when and by whom the bytes of a document were had, each time in order of recording."""
    with opened(ledger) as held:
        return held.view_custody(_document(held, ident))


def view_differences(ledger: "Ledger | str | Path", documents: Iterable[str] = ()) -> tuple[Difference, ...]:
    """The readings of these documents (ids, or beginnings), or of all, with the claims that each found otherwise than
    older programs. Raises `NotFoundError`.
    """
    with opened(ledger) as held:
        asked = [_document(held, ident) for ident in documents]
        return tuple(held.view_difference(reading) for reading in held.view_readings(documents=asked))


def _document(held: "Ledger", start: str) -> str:
    """The whole id of the document that is meant."""
    return find_thing(held.lookup(), start, ["d1"])
