"""All that a ledger holds compared, as people judged it, and the comparison recorded.

Between `opening` and the conductor. Invariant: what is compared is of one moment, whatever others write meanwhile, and
a comparison never takes the place of one that was made of more; judgements in a closed run are compared.
"""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from sayso.model import Comparison, Judgement
from sayso.story.opening import opened

if TYPE_CHECKING:
    from sayso.crossdoc.decisions import Decisions
    from sayso.ledger import Ledger
    from sayso.ledger.runs import Run
    from sayso.ledger.view import Basis

__all__ = ["close_compared", "compare", "compare_changed", "compare_held"]

_TRIES = 3  # with which to keep up with others who record; they compare too when they have done


def compare(ledger: "Ledger | str | Path") -> Comparison:
    """Compare all claims that the ledger holds as people judged them, and record what comes of it.

    What others record meanwhile is compared too; where they go on and on, they do that at their end.
    """
    with opened(ledger) as held:
        return compare_held(held)[0]


def compare_held(held: "Ledger") -> tuple[Comparison, int]:
    """As `compare`, with the last entry of the record that the comparison takes in."""
    basis = held.view_basis()
    return _compared(held, basis, _decided(basis))


def compare_changed(held: "Ledger", before: Sequence[Judgement], began: Callable[[], None] | None = None) -> int:
    """Compare where more is decided now than by the judgements `before`, or other things; `began` is called first.

    Gives the last entry of the record that is taken in.
    """
    from sayso.crossdoc.settled import settle_in
    from sayso.crossdoc.versions import Versions

    basis = held.view_basis()
    versions = Versions(basis.documents, basis.claims)
    decisions = settle_in(versions, basis.judgements).decisions
    if decisions != settle_in(versions, before).decisions:
        if began:
            began()
        return _compared(held, basis, decisions)[1]
    return basis.entry


def close_compared(held: "Ledger", entry: int) -> "Run | None":
    """Close the run, unless somebody judged after `entry`, the last that was compared: what is closed is compared."""
    with held.batch():
        return None if held.lookup().judgements(entry) else held.close_run()


def _compared(held: "Ledger", basis: "Basis", decisions: "Decisions") -> tuple[Comparison, int]:
    from sayso.crossdoc import align_story

    tries = 1
    comparison = align_story(basis.documents, basis.claims, decisions)
    while not held.record_comparison(comparison, basis, late=tries >= _TRIES):
        tries += 1
        basis = held.view_basis()
        comparison = align_story(basis.documents, basis.claims, _decided(basis))
    return comparison, basis.entry


def _decided(basis: "Basis") -> "Decisions":
    from sayso.crossdoc import settle_judgements

    return settle_judgements(basis.judgements, basis.documents, basis.claims).decisions
