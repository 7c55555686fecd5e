"""Recorded claims and texts compared: propositions, questions, reuse, origins, entities and the timeline.

Stands after the ledger and before the dossier. Invariant: independent of the order of documents and claims.
"""

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
