"""All that is known of one claim beside its words, fact by fact.

Under the page of a claim. Invariant: a fact says what the report says, in its own words where these are quoted.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from gettext import NullTranslations
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
    day_words,
    interval_words,
    yearless_words,
)
from sayso.model import Attitude, Claim, Document, Factuality, Span, Unnamed

__all__ = ["Fact", "build_facts", "build_sentence"]

_NEAR = 300  # characters


class _Written(Protocol):
    """Something that stands in the report."""

    @property
    def text(self) -> str: ...

    @property
    def spans(self) -> tuple[Span, ...]: ...


@dataclass(frozen=True, slots=True)
class Fact:
    """What something is called, and what there is to say of it, in the language of who is asking."""

    label: str
    remarks: tuple[Remark, ...]


def build_facts(catalogue: Catalogue, claim: Claim, words: NullTranslations) -> tuple[Fact, ...]:
    """The facts of a claim of which there is anything to say, by the desk's strings in some language."""
    _ = words.gettext
    published = day_words(catalogue.documents[claim.document].published_on)
    said = interval_words(claim.said_at) if claim.said_at else _("the report does not say when")
    plain = {
        Factuality.CERTAIN: _("put as so"),
        Factuality.UNKNOWN: _("passed on, without saying whether it is so"),
    }
    sure = _("%(number)s, that the report has it so; not that it is true") % {"number": f"{claim.confidence:.2f}"}
    facts = (
        Fact(_("Source as written"), _quoted([claim.source]) if claim.source and claim.source.text else ()),
        Fact(
            _("Unnamed"),
            tuple(_unnamed(claim.source.unnamed, words)) if claim.source and claim.source.unnamed else (),
        ),
        Fact(_("Cue"), _quoted([claim.cue]) if claim.cue else ()),
        Fact(_("Form"), (Remark(FORMS[claim.form]),)),
        Fact(_("Commitment"), (Remark((COMMITMENTS | plain)[claim.factuality]),)),
        Fact(_("Hedges"), _quoted(claim.hedges)),
        Fact(_("Evidence"), tuple(_evidence(claim))),
        Fact(_("The outlet’s stance"), _attitude(claim)),
        Fact(_("Spoken"), (Remark(said), Remark(_("published %(day)s") % {"day": published}))),
        Fact(_("When it happens"), tuple(_event(claim))),
        Fact(
            _("Dates"),
            tuple(Remark(yearless_words(timex.value), timex.text, quoted=True) for timex in claim.dates),
        ),
        Fact(_("Numbers"), _quoted(claim.numbers)),
        Fact(_("Places"), tuple(Remark(place.name, place.text, quoted=True) for place in claim.places)),
        Fact(_("Confidence"), (Remark(sure),)),
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


def _unnamed(unnamed: Unnamed, words: NullTranslations) -> Iterator[Remark]:
    _, ngettext = words.gettext, words.ngettext
    numbers = {"least": unnamed.least, "most": unnamed.most}
    if unnamed.most == unnamed.least:
        yield Remark(ngettext("%(least)s person", "%(least)s people", unnamed.least) % numbers)
    elif unnamed.most is None:
        yield Remark(_("%(least)s or more") % numbers)
    else:
        yield Remark(_("%(least)s to %(most)s") % numbers)
    yield Remark(_("described as"), unnamed.described, quoted=True)
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
