"""What tracing origins needs of a whole story: who is who, who speaks for whom, who copied whom, who published when.

Made once a story, before propositions are put together. Invariant: it is read from documents and claims alone; no
proposition has a part in it.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sayso.crossdoc.affiliations import Affiliations
from sayso.crossdoc.entities import Cast
from sayso.model import Claim, Document, Reuse, SourceKind

__all__ = ["Ties", "build_ties"]

_OTHERS = 1 / 3  # share of claims of others from which a body's documents are reports and not statements


@dataclass(frozen=True, slots=True)
class Ties:
    """Who is who, who speaks for whom, the reuse of each copy, the documents of each outlet, and which are parties."""

    cast: Cast
    affiliations: Affiliations
    copies: Mapping[str, Sequence[Reuse]]
    outlets: Mapping[str, frozenset[str]]
    parties: frozenset[str]

    def is_party(self, claim: Claim) -> bool:
        """Whether the claim's document speaks for a body that the story's reports cite, such as a press statement."""
        return self.cast.outlets.get(claim.document) in self.parties


def build_ties(
    documents: Sequence[Document],
    claims: Sequence[Claim],
    reuse: Sequence[Reuse],
    cast: Cast,
    affiliations: Affiliations,
) -> Ties:
    """`Ties` of a story; a party is an outlet that is itself a source elsewhere, as a body and not as a publication."""
    copies: dict[str, list[Reuse]] = defaultdict(list)
    for one in reuse:
        copies[one.copy].append(one)
    published: dict[str, set[str]] = defaultdict(set)
    for document in documents:
        ident = cast.outlets.get(document.id)
        if ident is not None:
            published[ident].add(document.id)
    cited = _cited(claims, cast) | {body for bodies in affiliations.bodies.values() for body in bodies}
    by_document: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        by_document[claim.document].append(claim)
    parties = {
        ident
        for ident in cited & published.keys()
        if _speaks_for_itself(ident, [c for d in published[ident] for c in by_document[d]], cast, affiliations)
    }
    return Ties(cast, affiliations, copies, {i: frozenset(d) for i, d in published.items()}, frozenset(parties))


def _cited(claims: Sequence[Claim], cast: Cast) -> set[str]:
    bodies = {SourceKind.ORGANISATION, SourceKind.GOVERNMENT}
    sources = ((c.source, cast.of_claim(c)) for c in claims)
    return {ident for source, ident in sources if source is not None and source.kind in bodies and ident is not None}


def _speaks_for_itself(ident: str, mine: Sequence[Claim], cast: Cast, affiliations: Affiliations) -> bool:
    """Whether a body's documents give few words of others: a press statement does, a newspaper does not."""
    others = sum(c.source is not None and ident not in affiliations.of(cast.of_claim(c) or "") for c in mine)
    return others <= _OTHERS * len(mine)
