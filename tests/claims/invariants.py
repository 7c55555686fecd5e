"""What holds of the claims of every text, however odd: what does not hold of some, a line each."""

from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise

from sayso.model import Claim, Document, SourceKind, Span, Words, claim_id, cut

__all__ = ["faults", "overlaps", "twofold"]


def faults(document: Document, claims: Sequence[Claim]) -> Iterator[str]:
    """Every way in which the claims of a document are not what a claim must be; none where all is well."""
    ids = [claim.id for claim in claims]
    if len(set(ids)) < len(ids):
        yield "two claims have one id"
    if list(claims) != sorted(claims, key=lambda c: (c.content.start, c.content.end, c.id)):
        yield "the claims are not in order of their places"
    for claim in claims:
        yield from (f"{claim.id}: {fault}" for fault in _faults(document, claim))


def twofold(claims: Sequence[Claim]) -> Iterator[str]:
    """The outlet's own assertions that share a character with what is somebody else's word, or with who says it, and
    do not say of all of that where it comes from.
    """
    attributed = [_spans(claim) for claim in claims if not claim.own]
    for claim in (claim for claim in claims if claim.own):
        shared = [spans for spans in attributed if any(s.overlaps(t) for s in claim.content.spans for t in spans)]
        if not all(any(s.holds(t) for s in claim.content.spans) for spans in shared for t in spans):
            yield f"{claim.id}: {claim.content}"


def overlaps(claims: Sequence[Claim]) -> Iterator[str]:
    """The claims in which two of source, cue and content share a character."""
    for claim in claims:
        pieces = [piece.spans for piece in (claim.source, claim.cue, claim.content) if piece is not None]
        if any(s.overlaps(other) for one, two in combinations(pieces, 2) for s in one for other in two):
            yield f"{claim.id}: {claim.source} {claim.cue} {claim.content}"


def _spans(claim: Claim) -> list[Span]:
    return [s for piece in (claim.source, claim.cue, claim.content) if piece is not None for s in piece.spans]


def _faults(document: Document, claim: Claim) -> Iterator[str]:
    shown = [(words.text, words.spans) for words in (claim.content, *claim.hedges)]
    shown += [(evidence.text, evidence.spans) for evidence in claim.evidence]
    shown += [(claim.source.text, claim.source.spans)] if claim.source else []
    shown += [(claim.cue.text, claim.cue.spans)] if claim.cue else []
    for words, spans in shown:
        if cut(document.text, spans) != words:
            yield f"{words!r} is not what its spans give"
        yield from _misplaced(document.text, spans)
    yield from _misplaced(document.text, [claim.sentence])
    source, cue = (piece.spans if piece is not None else () for piece in (claim.source, claim.cue))
    if claim.id != claim_id(document.id, source, cue, claim.content.spans):
        yield "its id is not that of its places"
    if claim.document != document.id:
        yield "it names another document"
    if not any(claim.sentence.overlaps(span) for span in (*claim.content.spans, *cue)):
        yield "its sentence is another"
    if not all(_within(words, claim.content) for words in claim.hedges):
        yield "it has a hedge outside its content"
    if not 0 < claim.confidence <= 1:
        yield f"its confidence is {claim.confidence}"
    if [link.kind for link in claim.chain[:1]] != [SourceKind.OUTLET]:
        yield "its chain does not begin with an outlet"
    if [link.name for link in claim.chain].count(claim.chain[0].name) > 1:
        yield "the outlet stands in its chain twice"
    if claim.own and len(claim.chain) != 1:
        yield "the outlet speaks for itself on somebody's word"


def _misplaced(text: str, spans: Sequence[Span]) -> Iterator[str]:
    if not spans or any(not 0 <= start < end <= len(text) for start, end in spans):
        yield f"{spans} are no places of the text"
    if any(before.end > after.start for before, after in pairwise(spans)):
        yield f"{spans} are not in order"


def _within(words: Words, content: Words) -> bool:
    return all(any(outer.holds(span) for outer in content.spans) for span in words.spans)
