"""A person's decisions on what the machine found: rows that are added and end-dated, never deleted."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

__all__ = ["Judgement", "Verdict", "standing_judgements"]


class Verdict(StrEnum):
    """What a person decided."""

    ACCEPT = "accept"
    REJECT = "reject"
    NOTE = "note"
    UNDO = "undo"


@dataclass(frozen=True, slots=True)
class Judgement:
    """One decision: on what (a claim's id; for `undo` a judgement's), what, by whom, when (UTC), and why."""

    id: str
    on: str
    verdict: Verdict
    by: str
    at: datetime
    note: str = ""


def standing_judgements(judgements: Iterable[Judgement]) -> list[Judgement]:
    """The judgements that no later one undoes, in order of time; an undone undoing counts for nothing."""
    undone: set[str] = set()
    standing = []
    for judgement in sorted(judgements, key=lambda j: (j.at, j.id), reverse=True):
        if judgement.id in undone:
            continue
        if judgement.verdict is Verdict.UNDO:
            undone.add(judgement.on)
        else:
            standing.append(judgement)
    return standing[::-1]
