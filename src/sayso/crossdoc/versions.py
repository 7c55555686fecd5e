"""Which reports are versions of one, and where in them the claims stand that people judged.

Stands between anchors, which look at one version, and what is settled of a whole ledger. Invariant: a claim is looked
for in every other version of its report, and in its own where it is no longer found; it is told what came of it.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cached_property

from sayso.crossdoc.anchors import Anchoring, Version, address, transposed
from sayso.model import Anchor, Claim, Document, Status

__all__ = ["Versions"]


class Versions:
    """All reports by their addresses, with the claims in them."""

    def __init__(self, documents: Iterable[Document], claims: Iterable[Claim]) -> None:
        self._documents = {d.id: d for d in documents if d.status is not Status.REFUSED}
        self._claims = {c.id: c for c in claims}
        self._versions: dict[str, Version] = {}

    def claim(self, ident: str) -> Claim | None:
        """The claim of this id, as the machine found it, where it is held."""
        return self._claims.get(ident)

    def anchor(self, ident: str) -> Anchor | None:
        """Where the claim of this id stands; None where it is not held."""
        claim = self._claims.get(ident)
        version = self._version(claim.document) if claim else None
        return version.anchor(claim) if version and claim else None

    def is_only(self, ident: str) -> bool:
        """Whether the claim of this id is held, in a report that has no other version: it need not be looked for."""
        claim = self._claims.get(ident)
        document = self._documents.get(claim.document) if claim else None
        return document is not None and len(self._addressed[address(document.metadata.url, document.path)]) == 1

    def find(self, anchors: Mapping[str, Anchor]) -> tuple[Anchoring, ...]:
        """What became of the claims of these anchors (by id) in the other versions of their reports."""
        found = []
        for ident, anchor in sorted(anchors.items()):
            there = [*self._found(anchor)]
            found += there or ([] if ident in self._claims else [_nowhere(anchor)])
        return tuple(found)

    def _found(self, anchor: Anchor) -> Iterator[Anchoring]:
        """In each version; in that in which it was judged where it is no longer found there."""
        others = {*self._addressed.get(address(anchor.url, anchor.path), ()), anchor.document}
        for version in filter(None, map(self._version, sorted(others))):
            if version.document.id != anchor.document:
                yield version.find(anchor)
            elif anchor.claim not in self._claims:
                yield version.find_otherwise(anchor)

    def carried(self, mended: Claim, there: Anchor, ident: str) -> Claim | None:
        """A mended claim as it is in another version, in which what was mended is the claim of this id."""
        found, here = self._claims[ident], self.anchor(ident)
        if there.document == found.document:
            return replace(mended, id=found.id, responds_to=found.responds_to)
        return transposed(mended, there, here, found, self._documents[found.document]) if here else None

    @cached_property
    def _addressed(self) -> Mapping[str, list[str]]:
        found = defaultdict(list)
        for document in self._documents.values():
            found[address(document.metadata.url, document.path)].append(document.id)
        return found

    @cached_property
    def _within(self) -> Mapping[str, list[Claim]]:
        found = defaultdict(list)
        for claim in self._claims.values():
            found[claim.document].append(claim)
        return found

    def _version(self, ident: str) -> Version | None:
        if ident not in self._documents:
            return None
        if ident not in self._versions:
            self._versions[ident] = Version(self._documents[ident], self._within.get(ident, ()))
        return self._versions[ident]


def _nowhere(anchor: Anchor) -> Anchoring:
    return Anchoring(anchor.claim, anchor.document, None, "no version of its report is held")
