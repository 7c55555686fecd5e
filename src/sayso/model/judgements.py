"""A person's decisions on what the machine found: rows that are added and end-dated, never deleted."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

__all__ = ["Judgement", "Verdict"]


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
