"""What people withdrew, put in force once the propositions are there.

Between `decisions`, which say what is withdrawn, and `resting`, which says what that comes to. Invariant: a report is
known by its id alone, so that an edited version of it, which is another report, stands; a source by name and kind too.
"""

from collections.abc import Mapping, Sequence

from sayso.crossdoc.decisions import Decisions, Withdrawal, find_sources, with_ratings
from sayso.crossdoc.resting import fall, resting_in, without
from sayso.crossdoc.standing import propose_grade, spoken_for
from sayso.crossdoc.ties import Ties
from sayso.model import (
    Claim,
    Comparison,
    Document,
    Grade,
    Leaning,
    Origin,
    Proposition,
    Stance,
    Standing,
    Withdrawn,
)

__all__ = ["withdraw"]


def withdraw(
    propositions: Sequence[Proposition],
    documents: Sequence[Document],
    claims: Sequence[Claim],
    leanings: Sequence[Leaning],
    ties: Ties,
    decisions: Decisions,
) -> tuple[tuple[Proposition, ...], tuple[Withdrawn, ...]]:
    """The propositions without what rests on anything withdrawn, and the claims that so count for nothing."""
    if not decisions.withdrawn:
        return tuple(propositions), ()
    names = _names(documents, ties, decisions)
    rested = Comparison(entities=ties.cast.entities, leanings=tuple(leanings))
    fallen = fall(names, resting_in(claims, rested))
    words = {ident: names[one.on] for ident, one in fallen.items()}
    known = {claim.id: claim for claim in claims}

    def grade(
        left: Sequence[Claim], stances: Mapping[str, Stance], origins: Sequence[Origin], standing: Standing
    ) -> Grade:
        return with_ratings(propose_grade(left, stances, origins, standing), left, origins, ties, decisions)

    spoken = spoken_for(ties, claims)
    reduced = (without(p, words, [known[c.claim] for c in p.claims], spoken, grade) for p in propositions)
    return tuple(reduced), tuple(fallen[ident] for ident in sorted(fallen))


def _names(documents: Sequence[Document], ties: Ties, decisions: Decisions) -> dict[str, str]:
    """Id → name of all that is withdrawn and there, with who withdrew it and why."""
    sources: Mapping[str, Withdrawal] = {i: w for i, w in decisions.withdrawn.items() if w.kind is not None}
    found = find_sources(ties.cast.entities, sources)
    names = {ident: f"{ties.cast.parts[ident].name}, {one.words}" for ident, one in found.items()}
    for document in documents:
        one = decisions.withdrawn.get(document.id)
        if one is not None:
            names[document.id] = f"the report “{document.name}”, {one.words}"
    return names
