"""How pairs of claims stand to each other, as links that lead from a claim to the next.

Invariant: links grow with the number of claims: within a proposition each claim is tied to one other, not to all.
"""

from collections.abc import Iterator, Mapping, Sequence

from sayso.crossdoc.differences import Difference
from sayso.crossdoc.pairs import Scores
from sayso.crossdoc.profiles import Profile
from sayso.model import Proposition, Relation, RelationKind, Reuse, Stance

__all__ = ["build_relations"]

_IDENTICAL = 0.9


def build_relations(
    propositions: Sequence[Proposition],
    profiles: Mapping[str, Profile],
    scores: Scores,
    differences: Sequence[Difference],
    reuse: Sequence[Reuse],
) -> tuple[Relation, ...]:
    """All relations, in order of kind and claims."""
    copies = {(r.copy, r.of) for r in reuse}
    found = {r for p in propositions for r in _within(p, profiles, scores, copies)}
    found |= {
        Relation(RelationKind.UPDATES, (d.claims[1], d.claims[0]), d.why, d.score) for d in differences if d.update
    }
    return tuple(sorted(found, key=lambda r: (r.kind, r.claims)))


def _within(
    proposition: Proposition, profiles: Mapping[str, Profile], scores: Scores, copies: set[tuple[str, str]]
) -> Iterator[Relation]:
    """Each claim tied to the likest of those before it that affirm; a denial refutes that one."""
    stances = {c.claim: c.stance for c in proposition.claims}
    affirming = [i for i, s in stances.items() if s is Stance.AFFIRMS]
    for ident, stance in stances.items():
        earlier = [i for i in affirming if i != ident and (stance is not Stance.AFFIRMS or i < ident)]
        if not earlier or stance is Stance.DOUBTS:
            continue
        best = max(earlier, key=lambda i: (_score(ident, i, scores), i))
        yield _relation(ident, best, stance, _score(ident, best, scores), profiles, copies)


def _score(one: str, other: str, scores: Scores) -> float:
    return round(scores.get((one, other) if one < other else (other, one), 0.0), 4)


def _relation(
    ident: str, best: str, stance: Stance, score: float, profiles: Mapping[str, Profile], copies: set[tuple[str, str]]
) -> Relation:
    if stance is Stance.DENIES:
        return Relation(RelationKind.REFUTES, (ident, best), "the one denies what the other affirms", score)
    one, other = profiles[ident].claim.document, profiles[best].claim.document
    if (one, other) in copies:
        return Relation(RelationKind.REPEATS, (ident, best), "the report takes its wording from the other", score)
    if (other, one) in copies:
        return Relation(RelationKind.REPEATS, (best, ident), "the report takes its wording from the other", score)
    if score >= _IDENTICAL:
        return Relation(RelationKind.IDENTICAL, (ident, best), "the same in other words or the same words", score)
    return Relation(RelationKind.SUPPORTS, (ident, best), "both affirm one proposition", score)
