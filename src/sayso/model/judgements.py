"""A person's decisions on what the machine found: rows that are added and taken back by further rows, never deleted.

Invariant: a judgement says by itself all that was decided, on claims (or, of a source, on an entity) by id, so that it
can be recorded in another ledger; what it has no need to say is not written at all, so that older ones stay the same.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

import msgspec

from sayso.model.claims import Claim, Factuality, SourceKind
from sayso.model.comparison import Stance
from sayso.model.identity import canonical, decode, tagged
from sayso.model.spans import Span
from sayso.model.times import Interval

__all__ = [
    "Anchor",
    "Decided",
    "Judgement",
    "Mended",
    "Named",
    "Others",
    "Rated",
    "Reliability",
    "Stanced",
    "Verdict",
    "judgement_id",
    "standing_judgements",
    "undone_judgements",
]


class Verdict(StrEnum):
    """What a person decided: on a claim, on which claims are of one proposition, on a source, or on a report."""

    ACCEPT = "accept"
    REJECT = "reject"
    NOTE = "note"
    UNDO = "undo"
    MEND = "mend"
    MERGE = "merge"
    SPLIT = "split"
    STANCE = "stance"
    RATE = "rate"
    WITHDRAW = "withdraw"


class Reliability(StrEnum):
    """How reliable a source is, after the Admiralty code (NATO AJP-2.1): completely, usually, fairly, not usually, not;
    F where that cannot be judged.
    """

    A = "A"
    B = "B"
    C = "C"
    D = "D"
    E = "E"
    F = "F"


# Structs and not dataclasses: only these can be told from each other, by a tag, once they are JSON.
class Mended(msgspec.Struct, frozen=True, tag="mended"):
    """Of `mend`: the claim as it should have been found, under the id of the one that was."""

    claim: Claim


class Others(msgspec.Struct, frozen=True, tag="others"):
    """Of `merge` and `split`: the ids of the claims with which, or from which, the one judged is put together or kept
    apart.
    """

    claims: tuple[str, ...]


class Stanced(msgspec.Struct, frozen=True, tag="stanced"):
    """Of `stance`: what the claim does to what the claim `toward` (by id; "" for the proposition as it is worded)
    affirms, and what the machine had found.
    """

    stance: Stance
    toward: str
    found: Stance | None


class Rated(msgspec.Struct, frozen=True, tag="rated"):
    """Of `rate`: how reliable the source is, by whose name and kind it is found again under another id."""

    reliability: Reliability
    name: str
    kind: SourceKind


class Named(msgspec.Struct, frozen=True, tag="named"):
    """Of `withdraw` of a source: the name and kind by which it is found again under another id."""

    name: str
    kind: SourceKind


Decided = Mended | Others | Stanced | Rated | Named


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where a judged claim stood, so that it can be found again when its report was edited.

    After the selectors of W3C's Web Annotation: `exact` holds the words from the first to the last of sentence, source,
    cue and content, `prefix` and `suffix` those around them, `start` the place in the report. `source`, `cue` and
    `content` count in `exact`. `alone` is whether the words stand in the report once, `distinct` whether they do so
    between these neighbours; `leaning` whether they point to what stands before, so that `prefix` has to be the same;
    `answered` a digest of what the claim answers.
    """

    claim: str
    document: str
    url: str | None
    path: str
    start: int
    exact: str
    prefix: str
    suffix: str
    alone: bool
    distinct: bool
    leaning: bool
    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    name: str | None
    kind: SourceKind | None
    factuality: Factuality
    event_time: Interval | None
    answered: str | None


@dataclass(frozen=True, slots=True)
class Judgement:
    """One decision: on what (a claim's id; for `undo` a judgement's, for `rate` an entity's, for `withdraw` an entity's
    or a document's), what, by whom, when, in UTC, and why. `change` holds what the verdict does not say by itself,
    `anchors` the places of the claims judged.
    """

    id: str
    on: str
    verdict: Verdict
    by: str
    at: datetime
    note: str = ""
    change: Decided | msgspec.UnsetType = msgspec.UNSET
    anchors: tuple[Anchor, ...] | msgspec.UnsetType = msgspec.UNSET

    @property
    def claims(self) -> tuple[str, ...]:
        """The ids of all claims that it is about, `on` first; none where it is about something else."""
        if self.verdict in (Verdict.UNDO, Verdict.RATE, Verdict.WITHDRAW):
            return ()
        match self.change:
            case Others(claims=others):
                return (self.on, *others)
            case Stanced(toward=toward) if toward:
                return (self.on, toward)
        return (self.on,)


def judgement_id(judgement: Judgement) -> str:
    """`j1:…` over all that a judgement says, but its id."""
    said = decode(canonical(judgement), dict)
    return tagged("j1", {name: value for name, value in said.items() if name != "id"})


def standing_judgements(judgements: Iterable[Judgement]) -> list[Judgement]:
    """The judgements that no other one undoes, in order of time; an undone undoing counts for nothing."""
    judgements = list(judgements)
    undone = undone_judgements(judgements)
    standing = (j for j in judgements if j.verdict is not Verdict.UNDO and j.id not in undone)
    return sorted(standing, key=lambda j: (j.at, j.id))


def undone_judgements(judgements: Iterable[Judgement]) -> Mapping[str, str]:
    """Id of each judgement that is undone → the id of the last undoing that does it.

    Whether an undoing counts follows from what undoes it, whatever the clocks of those who judge said: an id is over
    what is undone, so that no two can undo each other.
    """
    undoings = {j.id: j for j in judgements if j.verdict is Verdict.UNDO}
    undone: dict[str, str] = {}
    for undoing in sorted(undoings.values(), key=lambda u: (-_depth(u, undoings), u.at, u.id)):
        if undoing.id not in undone:
            undone[undoing.on] = undoing.id
    return undone


def _depth(undoing: Judgement, undoings: Mapping[str, Judgement]) -> int:
    """How many undoings lead from this one to a judgement that is none."""
    depth = 0
    while undoing.on in undoings and depth < len(undoings):
        undoing, depth = undoings[undoing.on], depth + 1
    return depth
