"""What is to be said of a claim beside its words: how far its source commits to it, on what evidence, when, how found.

Every place that shows a claim shows its remarks. Invariant: a remark says what the report says, or what was found out
about the report; never what is so.
"""

from collections.abc import Iterator

from sayso.dossier.catalogue import Catalogue, outlet_of
from sayso.dossier.decided import judged_remarks
from sayso.dossier.values import Remark
from sayso.dossier.wording import (
    ATTITUDES,
    COMMITMENTS,
    COURSES,
    evidence_words,
    interval_words,
    yearless_words,
)
from sayso.model import Attitude, Claim, Interval, Span, Unnamed

__all__ = ["SURE_FROM", "build_remarks", "copied_from", "evidence_remarks", "unnamed_remarks"]

SURE_FROM = 0.5  # of a calibrated confidence: what is found with less is said to be found with little


def build_remarks(catalogue: Catalogue, claim: Claim) -> tuple[Remark, ...]:
    """All that weakens, supports, dates or qualifies a claim, in words."""
    return (
        *_commitment(claim),
        *evidence_remarks(claim),
        *(unnamed_remarks(claim.source.unnamed) if claim.source and claim.source.unnamed else ()),
        *_times(catalogue, claim),
        *(Remark("wording copied from", outlet) for outlet in _copied_outlets(catalogue, claim)),
        *([Remark("found with little confidence")] if claim.confidence < SURE_FROM else []),
        *judged_remarks(catalogue, claim),
    )


def copied_from(catalogue: Catalogue, claim: Claim) -> tuple[str, ...]:
    """The documents (by id) from which the claim's wording is taken."""
    return tuple(
        reuse.of
        for reuse in catalogue.copied.get(claim.document, ())
        if any(_touches(passage.copy, claim) for passage in reuse.passages)
    )


def _commitment(claim: Claim) -> Iterator[Remark]:
    if claim.factuality in COMMITMENTS:
        yield Remark(COMMITMENTS[claim.factuality])
    yield from (Remark("hedged", hedge.text, quoted=True) for hedge in claim.hedges)
    if claim.attitude is not Attitude.NEUTRAL:
        label = ATTITUDES[claim.attitude]
        yield from (Remark(label, sign.text, quoted=True) for sign in claim.attitude_signs)


def evidence_remarks(claim: Claim) -> Iterator[Remark]:
    """What is offered for a claim, and by whom."""
    for evidence in claim.evidence:
        yield Remark(evidence_words(evidence), evidence.text, quoted=True)
        if evidence.by is not None:
            yield Remark("offered by", evidence.by)


def unnamed_remarks(unnamed: Unnamed) -> Iterator[Remark]:
    """Whom an unnamed source is close to, and why it is not named."""
    if unnamed.close_to is not None:
        yield Remark("unnamed, but said to be", unnamed.close_to.text, quoted=True)
    if unnamed.reason is not None:
        yield Remark("why unnamed", unnamed.reason.text, quoted=True)


def _times(catalogue: Catalogue, claim: Claim) -> Iterator[Remark]:
    published = catalogue.documents[claim.document].published_on
    if claim.said_at is not None and claim.said_at != Interval(published, published):
        yield Remark(f"spoken: {interval_words(claim.said_at)}")
    if claim.event_time is not None:
        yield Remark(f"when: {interval_words(claim.event_time)}")
    for timex in claim.dates:
        if yearless_words(timex.value):
            yield Remark(f"{yearless_words(timex.value)}, the year is not told", timex.text, quoted=True)
    if claim.course in COURSES:
        yield Remark(COURSES[claim.course])


def _copied_outlets(catalogue: Catalogue, claim: Claim) -> tuple[str, ...]:
    return tuple(dict.fromkeys(outlet_of(catalogue.documents[of]) for of in copied_from(catalogue, claim)))


def _touches(passage: Span, claim: Claim) -> bool:
    return any(passage.overlaps(span) for span in claim.content.spans)
