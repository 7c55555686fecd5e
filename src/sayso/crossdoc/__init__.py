"""Recorded claims and texts compared: propositions, questions, reuse, origins, entities and the timeline.

Stands after the ledger and before the dossier. Invariant: independent of the order of documents and claims.
"""

from sayso.crossdoc.align import align_story

__all__ = ["align_story"]
