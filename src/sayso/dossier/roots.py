"""Who rests on whom: from an origin of a proposition through chain and copies to its reports.

Invariant: each claim of the origin that has a place stands under it once, and a report is told as copied only from one
under the same origin.
"""

from collections.abc import Iterator, Mapping

from sayso.dossier.backing import Branch, Root
from sayso.dossier.catalogue import Catalogue, anchor_of, outlet_of, title_of
from sayso.dossier.remarks import copied_from
from sayso.dossier.voices import kind_words
from sayso.dossier.wording import clip, day_words
from sayso.model import Claim, Origin, SourceKind

__all__ = ["build_root"]

_TEXT_LENGTH = 220


def build_root(catalogue: Catalogue, origin: Origin, *, counted: bool) -> Root:
    """An origin with those of its claims that the catalogue holds, without a number."""
    claims = catalogue.known(origin.claims)
    return Root(
        number=0,
        name=origin.name,
        kind=kind_words(origin, claims),
        unnamed=origin.kind is SourceKind.ANONYMOUS,
        stance=origin.stance,
        why=origin.why,
        counted=counted,
        reports=len({claim.document for claim in claims}),
        branches=tuple(_branches(catalogue, origin, claims)),
    )


def _branches(catalogue: Catalogue, origin: Origin, claims: list[Claim]) -> Iterator[Branch]:
    """The claims, each followed by its copies."""
    parents = _parents(catalogue, claims)
    children: dict[str, list[Claim]] = {}
    for claim in claims:
        children.setdefault(parents.get(claim.id, ""), []).append(claim)
    led = {claim.document: claim.id for claim in reversed(claims)}
    waiting = children.get("", [])[::-1]
    while waiting:
        claim = waiting.pop()
        yield _branch(catalogue, origin, claim, parents.get(claim.id, ""))
        if led[claim.document] == claim.id:
            waiting += children.get(claim.document, [])[::-1]


def _parents(catalogue: Catalogue, claims: list[Claim]) -> Mapping[str, str]:
    """Claim id → the first published of the reports under the same origin that its wording is taken from."""
    order = {ident: number for number, ident in enumerate(dict.fromkeys(claim.document for claim in claims))}
    parents = {}
    for claim in claims:
        taken = [d for d in copied_from(catalogue, claim) if order.get(d, len(order)) < order[claim.document]]
        if taken:
            parents[claim.id] = min(taken, key=order.__getitem__)
    return parents


def _branch(catalogue: Catalogue, origin: Origin, claim: Claim, parent: str) -> Branch:
    document = catalogue.documents[claim.document]
    published = document.published_on
    via = tuple(link.name for link in reversed(claim.chain[1:]))
    return Branch(
        claim=anchor_of("claim", claim.id),
        report=anchor_of("report", claim.document),
        outlet=outlet_of(document),
        title=title_of(document, _TEXT_LENGTH),
        date=day_words(published),
        iso=published.isoformat() if published else "",
        words=clip(claim.content.text, _TEXT_LENGTH),
        via=via[1:] if via[:1] == (origin.name,) else via,
        under=anchor_of("report", parent) if parent else "",
        copied=outlet_of(catalogue.documents[parent]) if parent else "",
    )
