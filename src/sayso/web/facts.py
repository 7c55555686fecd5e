"""All that is known of one claim beside its words, fact by fact.

Under the page of a claim. Invariant: a fact says what the report says, in its own words where these are quoted.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Protocol

from sayso.dossier.catalogue import Catalogue
from sayso.dossier.highlights import Region, cut_pieces, spread
from sayso.dossier.remarks import evidence_remarks, unnamed_remarks
from sayso.dossier.values import Highlight, Piece, Remark
from sayso.dossier.wording import (
    ATTITUDES,
    COMMITMENTS,
    COURSES,
    FORMS,
    count,
    day_words,
    interval_words,
    yearless_words,
)
from sayso.model import Attitude, Claim, Document, Factuality, Span, Unnamed
from sayso.web.translating import to_translate

__all__ = ["Fact", "build_facts", "build_sentence"]

_NEAR = 300  # characters
_PLAIN = {Factuality.CERTAIN: "put as so", Factuality.UNKNOWN: "passed on, without saying whether it is so"}


class _Written(Protocol):
    """Something that stands in the report."""

    @property
    def text(self) -> str: ...

    @property
    def spans(self) -> tuple[Span, ...]: ...


@dataclass(frozen=True, slots=True)
class Fact:
    """What something is called, and what there is to say of it."""

    label: str
    remarks: tuple[Remark, ...]


def build_facts(catalogue: Catalogue, claim: Claim) -> tuple[Fact, ...]:
    """The facts of a claim of which there is anything to say."""
    published = catalogue.documents[claim.document].published_on
    said = interval_words(claim.said_at) if claim.said_at else "the report does not say when"
    facts = (
        Fact(to_translate("Source as written"), _quoted([claim.source]) if claim.source and claim.source.text else ()),
        Fact(
            to_translate("Unnamed"),
            tuple(_unnamed(claim.source.unnamed)) if claim.source and claim.source.unnamed else (),
        ),
        Fact(to_translate("Cue"), _quoted([claim.cue]) if claim.cue else ()),
        Fact(to_translate("Form"), (Remark(FORMS[claim.form]),)),
        Fact(to_translate("Commitment"), (Remark((COMMITMENTS | _PLAIN)[claim.factuality]),)),
        Fact(to_translate("Hedges"), _quoted(claim.hedges)),
        Fact(to_translate("Evidence"), tuple(_evidence(claim))),
        Fact(to_translate("The outlet’s stance"), _attitude(claim)),
        Fact(to_translate("Spoken"), (Remark(said), Remark(f"published {day_words(published)}"))),
        Fact(to_translate("When it happens"), tuple(_event(claim))),
        Fact(
            to_translate("Dates"),
            tuple(Remark(yearless_words(timex.value), timex.text, quoted=True) for timex in claim.dates),
        ),
        Fact(to_translate("Numbers"), _quoted(claim.numbers)),
        Fact(to_translate("Places"), tuple(Remark(place.name, place.text, quoted=True) for place in claim.places)),
        Fact(
            to_translate("Confidence"),
            (Remark(f"{claim.confidence:.2f}, that the report has it so; not that it is true"),),
        ),
    )
    return tuple(fact for fact in facts if fact.remarks)


def build_sentence(document: Document, claim: Claim) -> tuple[Piece, ...]:
    """The sentence of a claim, or all that its content runs through, and its source and cue where they stand near by,
    cut at the edges of what is marked in it.
    """
    core = _around((claim.sentence, *claim.content.spans))
    reach = Span(core.start - _NEAR, core.end + _NEAR)
    beside = (Span(*span) for part in (claim.source, claim.cue) if part for span in part.spans)
    whole = _trimmed(document.text, _around((core, *(span for span in beside if reach.holds(span)))))
    marked: tuple[tuple[str, Iterable[_Written]], ...] = (
        ("own" if claim.own else "said", [claim.content]),
        ("who", [claim.source] if claim.source else []),
        ("cue", [claim.cue] if claim.cue else []),
        ("hedge", [*claim.hedges, *claim.attitude_signs]),
        ("offered", claim.evidence),
    )
    spans_of = ((style, span) for style, parts in marked for part in parts for span in part.spans)
    regions = (Region(Span(*span), Highlight("", style, "")) for style, span in spans_of)
    inside = (part for region in regions for _, part in spread(region, [whole]))
    return cut_pieces(document.text, whole, inside, ())


def _around(spans: Iterable[tuple[int, int]]) -> Span:
    starts, ends = zip(*spans, strict=True)
    return Span(min(starts), max(ends))


def _trimmed(text: str, span: Span) -> Span:
    """The span without the white space at its end: a sentence runs up to the next one."""
    return Span(span.start, span.start + len(text[slice(*span)].rstrip()))


def _quoted(parts: Iterable[_Written]) -> tuple[Remark, ...]:
    return tuple(Remark("", part.text, quoted=True) for part in parts)


def _unnamed(unnamed: Unnamed) -> Iterator[Remark]:
    if unnamed.most == unnamed.least:
        yield Remark(count(unnamed.least, "person", "people"))
    else:
        yield Remark(f"{unnamed.least} or more" if unnamed.most is None else f"{unnamed.least} to {unnamed.most}")
    yield Remark("described as", unnamed.described, quoted=True)
    yield from (replace(told, label=told.label.removeprefix("unnamed, but ")) for told in unnamed_remarks(unnamed))


def _evidence(claim: Claim) -> Iterator[Remark]:
    return (replace(told, label=told.label.removeprefix("evidence: ")) for told in evidence_remarks(claim))


def _attitude(claim: Claim) -> tuple[Remark, ...]:
    if claim.attitude is Attitude.NEUTRAL:
        return ()
    return (Remark(ATTITUDES[claim.attitude].removesuffix(":")), *_quoted(claim.attitude_signs))


def _event(claim: Claim) -> Iterator[Remark]:
    if claim.event_time is not None:
        yield Remark(interval_words(claim.event_time))
    if claim.course in COURSES:
        yield Remark(COURSES[claim.course])
