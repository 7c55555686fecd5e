"""How values are told in words, the same by every command that tells of them.

Invariant: whoever speaks, published or collected is named where that is known, and where it is not, that is said.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sayso.model import Claim, Custody, Document

__all__ = ["custody_words", "outlet_of", "speaker_of"]


def speaker_of(claim: "Claim") -> str:
    """Whose word a claim is."""
    if claim.source is not None:
        return claim.source.name
    return "the outlet itself" if claim.own else "source not given"


def outlet_of(document: "Document") -> str:
    """Who published a document, as far as is known; else the name of its file."""
    return document.metadata.outlet or document.path.rsplit("/", 1)[-1]


def custody_words(known: "Custody") -> str:
    """What bytes a report was read from, and how, from where, when and by whom they were had."""
    original = known.original
    return (
        f"{original.digest}, {original.size} bytes, {original.media}, by {known.means} from {known.place}, "
        f"collected {known.at} by {known.by or 'nobody named'}"
    )
