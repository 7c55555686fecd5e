"""A claim mended: what a person says of its words and its source, made a claim of the report.

Used when people judge. Invariant: every word of a mended claim stands in the report where the claim says, and source,
cue and content share none.
"""

import re
from dataclasses import dataclass, replace
from functools import cache
from itertools import combinations
from typing import TYPE_CHECKING

from sayso.errors import UsageError
from sayso.model import Claim, Document, SourceKind, Span

if TYPE_CHECKING:
    from sayso.claims import Places
    from sayso.reading import Reader

__all__ = ["Correction", "mended_claim", "warm_reader"]

_NAMELESS = "a claim without a source has no name; give the words of its source too"

Where = str | tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Correction:
    """What of a claim is otherwise: its words, as they stand in the report or as places in it, () where it has none;
    and whose word it is, by name and kind. None leaves a thing as it was found.
    """

    source: Where | None = None
    cue: Where | None = None
    content: Where | None = None
    name: str | None = None
    kind: SourceKind | None = None


def mended_claim(document: Document, claim: Claim, correction: Correction) -> Claim:
    """`claim` of `document` as it is with the correction. Raises `UsageError` where that is no claim of the report."""
    if (correction.source, correction.cue, correction.content) == (None, None, None):
        mended = _renamed(claim, correction)
    else:
        places = _places(document.text, claim, correction)
        _check(document.text, places)
        moved = (places.source, places.cue, places.content) != _found(claim)
        mended = _read_anew(document, claim, places) if moved else _renamed(claim, correction)
    if mended == claim:
        raise UsageError(f"nothing of {claim.id} would be otherwise; say what is to be mended, and how")
    return mended


def _found(claim: Claim) -> tuple[tuple[Span, ...], ...]:
    parts = (claim.source, claim.cue, claim.content)
    return tuple(part.spans if part else () for part in parts)


def _places(text: str, claim: Claim, correction: Correction) -> "Places":
    from sayso.claims import Places

    asked = (correction.source, correction.cue, correction.content)
    source, cue, content = (
        there if where is None else _spans(text, claim, where)
        for where, there in zip(asked, _found(claim), strict=True)
    )
    return Places(source, cue, content, correction.name, correction.kind)


def _spans(text: str, claim: Claim, where: Where) -> tuple[Span, ...]:
    return (_find(text, claim.sentence, where),) if isinstance(where, str) else tuple(sorted(where))


def _find(text: str, near: Span, words: str) -> Span:
    """Where words stand: in the claim's own sentence, else anywhere in the report; each time at one place alone."""
    pattern = r"\s+".join(map(re.escape, words.split()))
    everywhere = [Span(*m.span()) for m in re.finditer(pattern, text)] if pattern else []
    within = [span for span in everywhere if near.holds(span)]
    for found in (within, everywhere):
        if len(found) == 1:
            return found[0]
        if found:
            places = ", ".join(f"{start}:{end}" for start, end in found[:5])
            raise UsageError(f"{words!r} stands there more than once; give its place instead: {places}")
    raise UsageError(f"{words!r} does not stand in the report; the words must be as they are there")


def _check(text: str, places: "Places") -> None:
    spans = [*places.source, *places.cue, *places.content]
    for span in spans:
        if not 0 <= span.start < span.end <= len(text) or not text[slice(*span)].strip():
            raise UsageError(f"there are no words at {span.start}:{span.end}; the report has {len(text)} characters")
    if not places.content or not any(c.isalnum() for s in places.content for c in text[slice(*s)]):
        raise UsageError("a claim needs a content; reject it instead")
    if not places.source and (places.name or places.kind):
        raise UsageError(_NAMELESS)
    if any(one.overlaps(other) for one, other in combinations(spans, 2)):
        raise UsageError("source, cue and content may not share words; mend the others too where they do")


def _read_anew(document: Document, claim: Claim, places: "Places") -> Claim:
    from sayso.claims import correct_claim

    (annotated,) = _reader((document.metadata.language or "en").partition("-")[0].lower()).read([document])
    return correct_claim(annotated, claim, places)


def warm_reader() -> None:
    """Has ready what reads English words anew, so that the first mended claim does not wait for it."""
    _reader("en")


@cache
def _reader(language: str) -> "Reader":
    """It holds its model and nothing of what it has read; whoever mends one claim often mends another."""
    from sayso.reading import load_reader

    return load_reader(language)


def _renamed(claim: Claim, correction: Correction) -> Claim:
    """The claim as the word of another, where nothing has to be read for that."""
    if claim.source is None:
        if correction.name or correction.kind:
            raise UsageError(_NAMELESS)
        return claim
    source = replace(claim.source, name=correction.name or claim.source.name, kind=correction.kind or claim.source.kind)
    if source == claim.source:
        return claim
    last = replace(claim.chain[-1], name=source.name, kind=source.kind)
    return replace(claim, source=replace(source, unnamed=None), chain=(*claim.chain[:-1], last), confidence=1.0)
