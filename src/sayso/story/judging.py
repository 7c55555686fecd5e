"""A person's decisions, told apart: which claims stand rejected, and what a new judgement is.

Invariant: judgements are only ever added; the last one on a claim that is not undone holds.
"""

from collections.abc import Iterable
from datetime import datetime

from sayso.errors import UsageError
from sayso.model import Judgement, Verdict, standing_judgements, tagged

__all__ = ["build_judgement", "rejected_claims"]


def build_judgement(verdict: Verdict, on: str, *, by: str, at: datetime, note: str = "") -> Judgement:
    """A judgement with its id `j1:…`. Raises `UsageError` where its maker's name, or a note's text, is missing."""
    by, note = by.strip(), note.strip()
    if not by:
        raise UsageError("a judgement needs the name of the one who makes it")
    if verdict is Verdict.NOTE and not note:
        raise UsageError("a note needs its text")
    ident = tagged("j1", {"on": on, "verdict": verdict, "by": by, "at": at, "note": note})
    return Judgement(ident, on, verdict, by, at, note)


def rejected_claims(judgements: Iterable[Judgement]) -> frozenset[str]:
    """Ids of the claims that stand rejected: by the last verdict on each that is not itself undone."""
    decided = {j.on: j.verdict for j in standing_judgements(judgements) if j.verdict is not Verdict.NOTE}
    return frozenset(claim for claim, verdict in decided.items() if verdict is Verdict.REJECT)
