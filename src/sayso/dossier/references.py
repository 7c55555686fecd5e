"""The reports as sources are cited, after ICD 206: who published what when and where, the digest of what was collected,
and where in its text each claim stands.

Invariant: a place counts characters of the report's text, so that `text[from:to]` gives the claim's words.
"""

from collections.abc import Iterator, Mapping

from sayso.dossier.backing import Reference
from sayso.dossier.catalogue import Catalogue, anchor_of, outlet_of
from sayso.dossier.reports import safe_link
from sayso.dossier.wording import clip, day_words
from sayso.model import Claim, Document

__all__ = ["build_references"]

_TITLE_LENGTH = 200


def build_references(catalogue: Catalogue, originals: Mapping[str, str]) -> tuple[Reference, ...]:
    """A citation for each report, by its number; `originals` are digests of what was collected, by document."""
    homes: dict[str, list[Claim]] = {}
    for claim in catalogue.known(catalogue.claims):
        homes.setdefault(claim.document, []).append(claim)
    return tuple(
        _reference(catalogue, document, homes.get(ident, []), originals.get(ident, ""))
        for ident, document in catalogue.documents.items()
    )


def _reference(catalogue: Catalogue, document: Document, claims: list[Claim], digest: str) -> Reference:
    about = document.metadata
    return Reference(
        anchor=anchor_of("report", document.id),
        number=catalogue.reports[document.id],
        outlet=outlet_of(document),
        title=clip(about.title or "Untitled report", _TITLE_LENGTH),
        author=about.author or "",
        date=day_words(document.published_on),
        url=about.url or "",
        link=safe_link(about.url or ""),
        digest=digest,
        ident=document.id,
        places=tuple(_places(catalogue, claims)),
    )


def _places(catalogue: Catalogue, claims: list[Claim]) -> Iterator[tuple[str, str]]:
    for claim in claims:
        spans = ", ".join(f"{span.start}–{span.end}" for span in claim.content.spans)
        yield catalogue.point(claim).reference, spans
