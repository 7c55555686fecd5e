"""Judgements as records: what each says, and what became of it.

Invariant: what the machine had found stands beside what a person put in its place.
"""

from collections.abc import Mapping

from sayso.crossdoc import Anchoring, Settled
from sayso.export.records import Record, claim_record
from sayso.model import Claim, Judgement, Mended, Named, Rated, Stanced

__all__ = ["judgement_record"]


def judgement_record(judgement: Judgement, settled: Settled, found: Mapping[str, Claim]) -> Record:
    """A judgement as a record: what it changed, beside what the machine had (`found`, by id), and what became of it."""
    ruling = settled.rulings[judgement.id]
    return {
        "type": "judgement",
        "id": judgement.id,
        "on": judgement.on,
        "verdict": judgement.verdict.value,
        "by": judgement.by,
        "at": judgement.at.isoformat(),
        "note": judgement.note,
        "claims": list(judgement.claims),
        "change": _change(judgement, found.get(judgement.on)),
        "state": ruling.state.value,
        "state_by": ruling.by,
        "versions": [_anchoring(a) for a in settled.anchorings if a.claim in judgement.claims],
    }


def _change(judgement: Judgement, found: Claim | None) -> Record | None:
    match judgement.change:
        case Mended(claim=claim):
            return {"claim": claim_record(claim), "found": found and claim_record(found)}
        case Stanced(stance=stance, toward=toward, found=before):
            return {"stance": stance.value, "toward": toward or None, "found": before and before.value}
        case Rated(reliability=reliability, name=name, kind=kind):
            return {"reliability": reliability.value, "name": name, "kind": kind.value}
        case Named(name=name, kind=kind):
            return {"name": name, "kind": kind.value}
    return None


def _anchoring(anchoring: Anchoring) -> Record:
    return {
        "claim": anchoring.claim,
        "document": anchoring.document,
        "found": anchoring.found,
        "why": anchoring.why,
    }
