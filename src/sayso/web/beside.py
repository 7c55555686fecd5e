"""What stands beside the paragraphs of a report that is read: its claims' chains, other reports' word, shared wording.

Under the reading view. Invariant: whatever is told of another report leads to the place of it there.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sayso.dossier.catalogue import Catalogue, anchor_of, outlet_of
from sayso.dossier.highlights import Region
from sayso.dossier.values import Block, Highlight
from sayso.dossier.wording import KINDS, STANCES, day_words
from sayso.model import Claim, Proposition, Reuse, SourceKind, Span, Stance

__all__ = [
    "OTHERS",
    "Aside",
    "Other",
    "Shared",
    "at_blocks",
    "build_asides",
    "build_shared",
    "echoed",
    "regions",
    "spot",
]

OTHERS = 3  # of what other reports say, shown beside one claim


@dataclass(frozen=True, slots=True)
class Other:
    """What another report says on the same: where and when it stands, whose word it is, and its stance if it does not
    simply say so.
    """

    anchor: str
    outlet: str
    date: str
    name: str
    kind: str
    unnamed: bool
    stance: str


@dataclass(frozen=True, slots=True)
class Aside:
    """Beside a claim: on whose word it comes to its source (outermost first, none where the source speaks itself),
    some of what other reports say, and the anchor of the proposition that has all of it ("" where that is all).
    """

    chain: tuple[str, ...]
    others: tuple[Other, ...]
    further: str


@dataclass(frozen=True, slots=True)
class Shared:
    """Wording that the report has `taken` from another, or that another took from it: where it begins here, and the
    other report with the place there.
    """

    taken: bool
    span: Span
    document: str
    place: str
    outlet: str
    date: str
    why: str


def echoed(propositions: Iterable[Proposition], inside: Collection[str]) -> frozenset[str]:
    """Of the claims `inside` a report (by id) those on which other reports have a word too."""
    found: set[str] = set()
    for proposition in propositions:
        here = {stanced.claim for stanced in proposition.claims if stanced.claim in inside}
        if len(here) < len(proposition.claims):
            found |= here
    return frozenset(found)


def build_asides(catalogue: Catalogue, claims: Iterable[Claim]) -> dict[str, Aside]:
    """Anchor of each of a report's claims → what stands beside it."""
    of_claim: dict[str, Proposition] = {}
    for proposition in catalogue.propositions.values():
        for stanced in proposition.claims:
            of_claim.setdefault(stanced.claim, proposition)
    return {anchor_of("claim", claim.id): _aside(catalogue, claim, of_claim.get(claim.id)) for claim in claims}


def _aside(catalogue: Catalogue, claim: Claim, proposition: Proposition | None) -> Aside:
    chain = (outlet_of(catalogue.documents[claim.document]), *(link.name for link in claim.chain[1:]))
    known = catalogue.known(c.claim for c in proposition.claims) if proposition else []
    apart = {_voice(catalogue, other): other for other in reversed(known) if other.document != claim.document}
    others = list(apart.values())[::-1]
    further = anchor_of("proposition", proposition.id) if proposition and len(others) > OTHERS else ""
    return Aside(
        chain=chain if len(chain) > 2 else (),
        others=tuple(_other(catalogue, other) for other in others[:OTHERS]),
        further=further,
    )


def _voice(catalogue: Catalogue, claim: Claim) -> tuple[object, ...]:
    """What is told of another report's word: of several claims that have it in common one is enough."""
    return claim.document, catalogue.speaker(claim), catalogue.stances.get(claim.id)


def _other(catalogue: Catalogue, claim: Claim) -> Other:
    document, (kind, name) = catalogue.documents[claim.document], catalogue.speaker(claim)
    stance = catalogue.stances.get(claim.id, Stance.AFFIRMS)
    return Other(
        anchor=anchor_of("claim", claim.id),
        outlet=outlet_of(document),
        date=day_words(document.published_on),
        name="" if claim.own else name,
        kind=KINDS[kind],
        unnamed=kind is SourceKind.ANONYMOUS,
        stance="" if stance is Stance.AFFIRMS else STANCES[stance],
    )


def build_shared(catalogue: Catalogue, reuse: Iterable[Reuse], document: str) -> tuple[Shared, ...]:
    """All wording that a report shares with others, in order of place, what it has taken first."""
    found = (
        _shared(catalogue, one, here, there, taken=taken)
        for one in reuse
        for taken in (True, False)
        for here, there in _sides(one, document, taken=taken)
    )
    return tuple(sorted(found, key=lambda one: (one.span, not one.taken, one.date, one.document)))


def _sides(reuse: Reuse, document: str, *, taken: bool) -> Iterator[tuple[Span, Span]]:
    """Each passage's place in this report and in the other one, where this one is the copy, or is not."""
    if document == (reuse.copy if taken else reuse.of):
        for passage in reuse.passages:
            yield (passage.copy, passage.of) if taken else (passage.of, passage.copy)


def _shared(catalogue: Catalogue, reuse: Reuse, here: Span, there: Span, *, taken: bool) -> Shared:
    other = catalogue.documents[reuse.of if taken else reuse.copy]
    return Shared(
        taken=taken,
        span=here,
        document=other.id,
        place=spot(there),
        outlet=outlet_of(other),
        date=day_words(other.published_on),
        why=reuse.why,
    )


def spot(span: Span) -> str:
    """The anchor of the place in a report where shared wording begins."""
    return f"at-{span.start}"


def regions(shared: Sequence[Shared]) -> Iterator[Region]:
    """The stretches of a report that are shared, those that overlap as one, on either side."""
    for style, taken in (("taken", True), ("given", False)):
        joined: list[Span] = []
        for span in (Span(*one.span) for one in shared if one.taken is taken):
            if joined and span.start <= joined[-1].end:
                joined[-1] = Span(joined[-1].start, max(span.end, joined[-1].end))
            else:
                joined.append(span)
        yield from (Region(span, Highlight("", style, "")) for span in joined)


def at_blocks(blocks: Iterable[Block], shared: Sequence[Shared]) -> list[tuple[Shared, ...]]:
    """For each block the shared wording that begins in it, of each other report once."""
    by_place: dict[str, list[Shared]] = {}
    for one in shared:
        by_place.setdefault(spot(one.span), []).append(one)
    return [tuple(_once(block, by_place)) for block in blocks]


def _once(block: Block, by_place: Mapping[str, Sequence[Shared]]) -> Iterator[Shared]:
    seen: set[tuple[bool, str]] = set()
    for anchor in (anchor for piece in block.pieces for anchor in piece.anchors):
        for one in by_place.get(anchor, ()):
            if (one.taken, one.document) not in seen:
                seen.add((one.taken, one.document))
                yield one
