"""Recorded claims and texts compared: propositions, questions, reuse, origins, entities and the timeline.

Stands after the ledger and before the dossier. Invariant: independent of the order of documents and claims.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sayso.crossdoc.align import align_story
    from sayso.crossdoc.anchors import Anchoring, address
    from sayso.crossdoc.decisions import find_sources
    from sayso.crossdoc.resting import fall, foresee
    from sayso.crossdoc.settled import Bearing, Settled, State, settle_judgements, settle_story

__all__ = [
    "Anchoring",
    "Bearing",
    "Settled",
    "State",
    "address",
    "align_story",
    "fall",
    "find_sources",
    "foresee",
    "settle_judgements",
    "settle_story",
]

_HOMES = {
    "Anchoring": "anchors",
    "Bearing": "settled",
    "Settled": "settled",
    "State": "settled",
    "address": "anchors",
    "align_story": "align",
    "fall": "resting",
    "find_sources": "decisions",
    "foresee": "resting",
    "settle_judgements": "settled",
    "settle_story": "settled",
}
"""Name → its module, loaded when the name is first asked for: whoever only looks at a story compares nothing."""

if not TYPE_CHECKING:

    def __getattr__(name: str) -> Any:
        if name in _HOMES:
            found = globals()[name] = getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
            return found
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
