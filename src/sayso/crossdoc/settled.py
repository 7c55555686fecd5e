"""All that people judged, settled: which decisions hold, on which claims they bear, and which found no claim again.

Stands before comparing, which takes the `Decisions`; the pages and records that show a story ask the rest.
Invariant: settled depends on what is judged and read alone, not on the order of either; of several judgements on one
thing the last that is not undone holds, one made on a claim itself before one carried over from another version.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from sayso.crossdoc.anchors import Anchoring
from sayso.crossdoc.bonds import Bond, Sets
from sayso.crossdoc.decisions import NOTHING_DECIDED, Decisions, Set, Withdrawal
from sayso.crossdoc.versions import Versions
from sayso.model import (
    Anchor,
    Claim,
    Document,
    Judgement,
    Mended,
    Named,
    Others,
    Rated,
    Stanced,
    Story,
    Verdict,
    standing_judgements,
    undone_judgements,
)

__all__ = ["Bearing", "Ruling", "Settled", "State", "settle_in", "settle_judgements", "settle_story"]

_FOUND = frozenset({Verdict.ACCEPT, Verdict.REJECT, Verdict.MEND})
_MENDS = frozenset({Verdict.MEND})
_RIVALS = {
    Verdict.ACCEPT: _FOUND,
    Verdict.REJECT: _FOUND,
    Verdict.MEND: _FOUND,
    Verdict.STANCE: frozenset({Verdict.STANCE}),
    Verdict.RATE: frozenset({Verdict.RATE}),
    Verdict.WITHDRAW: frozenset({Verdict.WITHDRAW}),
}


class State(StrEnum):
    """What has become of a judgement."""

    HOLDS = "holds"
    OVERRULED = "overruled"
    UNDONE = "undone"


@dataclass(frozen=True, slots=True)
class Ruling:
    """What has become of a judgement, and by which other one (its id)."""

    state: State
    by: str | None = None


@dataclass(frozen=True, slots=True)
class Bearing:
    """A judgement that stands, as it bears on a claim: made on it, or `carried` from another one (by id): of another
    version of the report, or as an older program found it.
    """

    judgement: Judgement
    carried: str | None = None

    def stems_from(self, document: str) -> bool:
        """Whether it was carried from a claim of this report (by id), which an older program found in it."""
        return any(a.claim == self.carried and a.document == document for a in self.judgement.anchors or ())

    @property
    def rank(self) -> tuple[bool, object, str]:
        """Of several on one thing, the greatest holds."""
        return self.carried is None, self.judgement.at, self.judgement.id


@dataclass(frozen=True, slots=True)
class Settled:
    """What holds of all judgements (`decisions`), what became of each (`rulings`, by id), on which claims those that
    stand bear, and what became of the claims judged in other versions of their reports.
    """

    decisions: Decisions = NOTHING_DECIDED
    rulings: Mapping[str, Ruling] = field(default_factory=dict)
    bearings: Mapping[str, tuple[Bearing, ...]] = field(default_factory=dict)
    anchorings: tuple[Anchoring, ...] = ()


def settle_story(story: Story) -> tuple[Story, Settled]:
    """A story with its claims as they stand, mended ones as mended, and what was judged in it."""
    settled = settle_judgements(story.judgements, story.documents, story.claims)
    mended = settled.decisions.mended
    claims = tuple(mended.get(claim.id, claim) for claim in story.claims)
    return (replace(story, claims=claims) if mended else story), settled


def settle_judgements(
    judgements: Sequence[Judgement], documents: Iterable[Document], claims: Iterable[Claim]
) -> Settled:
    """What holds of `judgements` on `claims`, as the machine found them in `documents`."""
    return settle_in(Versions(documents, claims), judgements) if judgements else Settled()


def settle_in(versions: Versions, judgements: Sequence[Judgement]) -> Settled:
    """What holds of `judgements` on claims in these versions of reports, which may serve for several."""
    if not judgements:
        return Settled()
    standing = standing_judgements(judgements)
    anchors = _anchors(standing, versions)
    anchorings = versions.find(anchors)
    reach = _reach(anchorings)
    bearings = _bearings(standing, reach)
    decisions = Decisions(
        rejected=frozenset(_rejected(bearings)),
        mended=dict(_mended(bearings, anchors, versions)),
        bonds=tuple(bond for judgement in reversed(standing) for bond in _bonds(judgement, reach)),
        stances=dict(_stances(bearings, reach)),
        rated={j.on: j.change for j in standing if isinstance(j.change, Rated)},
        withdrawn={j.on: _withdrawal(j) for j in standing if j.verdict is Verdict.WITHDRAW},
    )
    return Settled(decisions, _rulings(judgements, standing), bearings, anchorings)


_Reach = Mapping[str, tuple[str, ...]]


def _anchors(standing: Iterable[Judgement], versions: Versions) -> dict[str, Anchor]:
    """Claim id → where it stands, or where it stood when it was judged; nothing of what neither tells, nor of what need
    not be looked for.
    """
    found = {}
    for judgement in standing:
        kept = {anchor.claim: anchor for anchor in judgement.anchors or ()}
        for ident in judgement.claims:
            if versions.is_only(ident):
                continue
            anchor = versions.anchor(ident) or kept.get(ident)
            if anchor:
                found[ident] = anchor
    return found


def _reach(anchorings: Iterable[Anchoring]) -> _Reach:
    """Claim id → the ids of the claims that it is in other versions."""
    found = defaultdict(list)
    for anchoring in anchorings:
        if anchoring.found is not None:
            found[anchoring.claim].append(anchoring.found)
    return {ident: tuple(again) for ident, again in found.items()}


def _everywhere(claims: Iterable[str], reach: _Reach) -> tuple[str, ...]:
    """The claims, and what they are in other versions."""
    return tuple(dict.fromkeys(i for claim in claims for i in (claim, *reach.get(claim, ()))))


def _bearings(standing: Iterable[Judgement], reach: _Reach) -> dict[str, tuple[Bearing, ...]]:
    """Claim id → what stands on it, the last that counts last."""
    found: dict[str, dict[str, Bearing]] = defaultdict(dict)
    for judgement in standing:
        for ident in judgement.claims:
            found[ident][judgement.id] = Bearing(judgement)
            for again in reach.get(ident, ()):
                found[again].setdefault(judgement.id, Bearing(judgement, ident))
    return {ident: tuple(sorted(there.values(), key=lambda b: b.rank)) for ident, there in found.items()}


def _on(ident: str, bearings: Iterable[Bearing], *verdicts: Verdict) -> list[Bearing]:
    """Those of these verdicts that were made on the claim itself, not with regard to it."""
    return [b for b in bearings if b.judgement.verdict in verdicts and b.judgement.on == (b.carried or ident)]


def _rejected(bearings: Mapping[str, Sequence[Bearing]]) -> Iterator[str]:
    for ident, there in bearings.items():
        last = _on(ident, there, *_FOUND)[-1:]
        if last and last[0].judgement.verdict is Verdict.REJECT:
            yield ident


def _mended(
    bearings: Mapping[str, Sequence[Bearing]], anchors: Mapping[str, Anchor], versions: Versions
) -> Iterator[tuple[str, Claim]]:
    for ident, there in bearings.items():
        for bearing in _on(ident, there, Verdict.MEND)[-1:]:
            change = bearing.judgement.change
            claim = change.claim if isinstance(change, Mended) else None
            if claim and bearing.carried:
                claim = versions.carried(claim, anchors[bearing.carried], ident)
            if claim:
                yield ident, claim


def _withdrawal(judgement: Judgement) -> Withdrawal:
    match judgement.change:
        case Named(name=name, kind=kind):
            return Withdrawal(judgement.by, judgement.note, name, kind)
    return Withdrawal(judgement.by, judgement.note)


def _bonds(judgement: Judgement, reach: _Reach) -> Iterator[Bond]:
    if isinstance(judgement.change, Others):
        on, others = _everywhere([judgement.on], reach), _everywhere(judgement.change.claims, reach)
        yield Bond(on, others) if judgement.verdict is Verdict.SPLIT else Bond((*on, *others))


def _stances(bearings: Mapping[str, Sequence[Bearing]], reach: _Reach) -> Iterator[tuple[str, Set]]:
    for ident, there in bearings.items():
        for bearing in _on(ident, there, Verdict.STANCE)[-1:]:
            if isinstance(change := bearing.judgement.change, Stanced):
                yield ident, Set(change.stance, _everywhere(filter(None, [change.toward]), reach))


def _rulings(judgements: Sequence[Judgement], standing: Sequence[Judgement]) -> dict[str, Ruling]:
    undone = {ident: Ruling(State.UNDONE, by) for ident, by in undone_judgements(judgements).items()}
    rulings = {j.id: Ruling(State.HOLDS) for j in judgements}
    return rulings | dict(_overruled(standing)) | undone


def _overruled(standing: Sequence[Judgement]) -> Iterator[tuple[str, Ruling]]:
    """Those in whose place another one holds, which says otherwise of the same."""
    sets = Sets([bond for judgement in reversed(standing) for bond in _bonds(judgement, {})])
    last = {(j.on, rivals): j for j in standing for rivals in {_MENDS, *_RIVALS.values()} if j.verdict in rivals}
    for judgement in standing:
        mine = (judgement.verdict, judgement.change)
        other = _last_rival(judgement, last)
        if other is not None and (other.verdict, other.change) != mine:
            yield judgement.id, Ruling(State.OVERRULED, other.id)
        if isinstance(judgement.change, Others) and _is_broken(judgement, judgement.change, sets):
            yield judgement.id, Ruling(State.OVERRULED, _breaker(judgement, standing))


def _last_rival(judgement: Judgement, last: Mapping[tuple[str, frozenset[Verdict]], Judgement]) -> Judgement | None:
    """The one that holds of those that say what this one does, or otherwise."""
    found = last.get((judgement.on, _RIVALS.get(judgement.verdict, frozenset())))
    if judgement.verdict is Verdict.MEND and found is not None and found.verdict is Verdict.ACCEPT:
        return last.get((judgement.on, _MENDS))  # the claim is right as it was mended last
    return found


def _is_broken(judgement: Judgement, change: Others, sets: Sets) -> bool:
    """Whether a newer one keeps apart what this puts together, or puts together what it keeps apart."""
    together = [sets.top(judgement.on) == sets.top(other) for other in change.claims]
    return any(together) if judgement.verdict is Verdict.SPLIT else not all(together)


def _breaker(judgement: Judgement, standing: Sequence[Judgement]) -> str | None:
    """Of the newer ones that say the contrary the one that speaks of most of the same claims, the newest of these."""
    contrary = Verdict.MERGE if judgement.verdict is Verdict.SPLIT else Verdict.SPLIT
    newer = [j for j in standing[standing.index(judgement) + 1 :] if j.verdict is contrary]
    shared = {j.id: len({*j.claims} & {*judgement.claims}) for j in newer}
    return max(newer, key=lambda j: (shared[j.id], j.at, j.id)).id if newer else None
