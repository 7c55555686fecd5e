"""A person's decisions as rows of the record: a judgement and its id, and what stands of those that were made.

Used by `deciding`, which records them. Invariant: a judgement's id is over all that it says, so that a copy of it is
the same judgement, and a changed one is another.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from msgspec import UNSET, UnsetType

from sayso.errors import UsageError
from sayso.model import Anchor, Decided, Judgement, Verdict, judgement_id, standing_judgements

__all__ = ["build_judgement", "newest_judgement", "with_anchors"]


def build_judgement(
    verdict: Verdict,
    on: str,
    *,
    by: str,
    at: datetime,
    note: str = "",
    change: Decided | UnsetType = UNSET,
    anchors: Sequence[Anchor] = (),
) -> Judgement:
    """A judgement with its id `j1:…`. Raises `UsageError` where its maker's name, or a note's text, is missing."""
    by, note = by.strip(), note.strip()
    if not by:
        raise UsageError("a judgement needs the name of the one who makes it")
    if verdict is Verdict.NOTE and not note:
        raise UsageError("a note needs its text")
    return with_anchors(Judgement("", on, verdict, by, at, note, change), anchors)


def with_anchors(judgement: Judgement, anchors: Sequence[Anchor]) -> Judgement:
    """A judgement with the places of the claims judged, and with the id that is then its own."""
    made = replace(judgement, anchors=tuple(anchors) or UNSET)
    return replace(made, id=judgement_id(made))


def newest_judgement(judgements: Sequence[Judgement], things: Iterable[str]) -> str | None:
    """The id of the newest judgement that stands on any of these claims and entities (by id), or on what these
    judgements (by id) are about; None where nothing does.
    """
    known = {judgement.id: judgement for judgement in judgements}
    asked = set(things)
    while more := {i for j in asked & known.keys() for i in (known[j].on, *known[j].claims)} - asked:
        asked |= more
    about = [j for j in standing_judgements(judgements) if not asked.isdisjoint((j.on, *j.claims))]
    return about[-1].id if about else None
