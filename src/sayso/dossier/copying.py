"""Who copies whom: reports that take their wording from others, with the passages.

Invariant: a passage shown is cut from the text of its report.
"""

from collections.abc import Iterable

from sayso.dossier.catalogue import Catalogue
from sayso.dossier.values import Copying, Passages
from sayso.dossier.wording import count
from sayso.model import Document, Passage, Reuse, cut

__all__ = ["build_copyings", "passage_anchors"]


def build_copyings(catalogue: Catalogue, reuse: Iterable[Reuse]) -> tuple[Copying, ...]:
    """Reuse between reports on the page, in order of the copies' publication."""
    known = [found for found in reuse if {found.copy, found.of} <= catalogue.documents.keys()]
    known.sort(key=lambda found: (catalogue.reports[found.copy], catalogue.reports[found.of]))
    return tuple(_copying(catalogue, found) for found in known)


def passage_anchors(catalogue: Catalogue, reuse: Iterable[Reuse], document: str) -> list[tuple[int, str]]:
    """Where in a document's text the passages begin that it shares, with the anchor of each place."""
    places = []
    for found in reuse:
        for side, ident in (("copy", found.copy), ("of", found.of)):
            if ident == document and {found.copy, found.of} <= catalogue.documents.keys():
                spans = [getattr(passage, side) for passage in found.passages]
                places += [(span.start, _anchor(catalogue, found, side, n)) for n, span in enumerate(spans, 1)]
    return sorted(places)


def _anchor(catalogue: Catalogue, found: Reuse, side: str, number: int) -> str:
    return f"passage-{catalogue.reports[found.copy]}-{catalogue.reports[found.of]}-{number}-{side}"


def _copying(catalogue: Catalogue, found: Reuse) -> Copying:
    copy, original = catalogue.documents[found.copy], catalogue.documents[found.of]
    return Copying(
        copy=catalogue.point_to_report(copy),
        original=catalogue.point_to_report(original),
        extent=_extent(copy, found.passages),
        why=found.why,
        passages=tuple(_passages(catalogue, found, index, copy, original) for index in range(len(found.passages))),
    )


def _passages(catalogue: Catalogue, found: Reuse, index: int, copy: Document, original: Document) -> Passages:
    passage = found.passages[index]
    taken, given = cut(copy.text, [passage.copy]), cut(original.text, [passage.of])
    return Passages(
        anchor=_anchor(catalogue, found, "copy", index + 1),
        original_anchor=_anchor(catalogue, found, "of", index + 1),
        copy=taken,
        original="" if taken == given else given,
    )


def _extent(copy: Document, passages: Iterable[Passage]) -> str:
    """`3 passages, 62 % of its text`; the share counts characters, each once."""
    passages = list(passages)
    taken, reach = 0, 0
    for start, end in sorted(passage.copy for passage in passages):
        taken += max(0, end - max(start, reach))
        reach = max(reach, end)
    share = round(100 * taken / len(copy.text)) if copy.text else 0
    return f"{count(len(passages), 'passage')}, {share} % of its text"
