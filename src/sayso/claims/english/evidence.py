"""What is offered as evidence for a claim, by whom, and whether it is called verified: by structure, not by mere words.

Stands after all claims of a document are made. Invariant: a thing counts only where it is offered or cited for the
claim, and every find cuts back out of the document's text.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Span as Piece
from spacy.tokens import Token

from sayso.claims.attribution import spans_of, tokens_in
from sayso.claims.english.grammar import is_negated, phrase_of
from sayso.claims.english.offering import Offering
from sayso.lexicon import Lexicon
from sayso.model import Claim, Evidence, EvidenceKind, SourceKind, Span, Verification, cut
from sayso.reading import Annotated

__all__ = ["EvidenceFinder"]

_OF_THINGS = {SourceKind.DOCUMENT: EvidenceKind.DOCUMENT, SourceKind.RECORDING: EvidenceKind.VIDEO}
_BACK = 2  # paragraphs: the same one and the one before


class EvidenceFinder:
    """The rules of evidence with their word lists, asked once for all claims of a document."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._offering = Offering(lexicon)

    def link(self, annotated: Annotated, claims: Sequence[Claim]) -> list[Claim]:
        """`claims`, in order of place, each with the evidence that its sentence and those after it offer for it."""
        found: dict[str, list[Evidence]] = {}
        known: dict[str, Evidence] = {}  # by the name of the source that it is
        for claim in claims:
            beside = [c for c in claims if c.sentence == claim.sentence]
            found[claim.id] = list(self._beside(annotated, claim, beside, known))
        attributed = [c for c in claims if not c.own]
        for sentence in annotated.parse.sents:
            if not self._offering.speaks(sentence):
                continue
            for token in self._offering.states(sentence):
                self._lead_back(annotated, sentence, token, attributed, found)
        return [replace(c, evidence=_once(found[c.id])) for c in claims]

    def _beside(
        self, annotated: Annotated, claim: Claim, beside: Sequence[Claim], known: dict[str, Evidence]
    ) -> Iterator[Evidence]:
        """What the claim's source itself is (or was, where "it" stands for it), and what its own sentence offers."""
        by_source = None if claim.own else self._source(annotated, claim)
        if claim.source is not None and claim.source.kind in _OF_THINGS:
            by_source = by_source or known.get(claim.source.name)
            if by_source is not None:
                known.setdefault(claim.source.name, by_source)
        if by_source is not None:
            yield by_source
        taken = by_source.spans[0] if by_source else None
        pieces = _sentences(annotated, claim)
        for piece in pieces:
            if not self._offering.speaks(piece):
                continue
            for offer in self._offering.offers(piece, claim, beside):
                spans = spans_of(offer.words)
                if taken is None or not any(taken.overlaps(s) for s in spans):
                    by = offer.by or (claim.source.name if offer.by_source and claim.source else None)
                    yield Evidence(cut(annotated.document.text, spans), spans, offer.kind, offer.state, by)

    def _source(self, annotated: Annotated, claim: Claim) -> Evidence | None:
        """A source that is itself a document, a recording or a witness."""
        if claim.source is None:
            return None
        if claim.cue and any(is_negated(t) for t in tokens_in(annotated.parse, claim.cue.spans)):  # "does not say who"
            return None
        tokens = tokens_in(annotated.parse, claim.source.spans)
        heads = [t for t in tokens if t.head not in tokens or t.head == t]
        kind = next((k for t in heads if (k := self._offering.kind(t)) is not None), None)
        known = _OF_THINGS.get(claim.source.kind)
        if kind is None or (known is None and kind is not EvidenceKind.WITNESS and kind is not EvidenceKind.DATA):
            return None
        head = next(t for t in heads if self._offering.kind(t) is not None)
        state, by = self._offering.state_of(head), self._offering.giver(head)
        spans = spans_of(phrase_of(head))
        return Evidence(cut(annotated.document.text, spans), spans, kind, state, by)

    def _lead_back(
        self,
        annotated: Annotated,
        sentence: Piece,
        token: Token,
        claims: Sequence[Claim],
        found: dict[str, list[Evidence]],
    ) -> None:
        """Bind a state that a sentence tells to the claims, or to their evidence, that stand before it."""
        missing = self._offering.missing(token)
        words = self._offering.state_words(token)
        spans = spans_of(words)
        evidence = Evidence(
            cut(annotated.document.text, spans),
            spans,
            EvidenceKind.NONE,
            Verification.MISSING if missing else self._offering.state(token),
        )
        subject = self._offering.speaker(token) if missing else None
        whole = [c for c in claims if not self._offering.points_back(c)]
        about = None if missing else self._offering.said_of(token)
        targets = (
            _told_by(token, claims)
            or (_with_thing(about, whole, found) if about is not None else [])
            or _targets(annotated, sentence, token, whole, subject)
        )
        told = any(_inside(token, c) for c in claims)
        for claim in targets:
            bound = about is not None and self._stated(found[claim.id], evidence.verification, about)
            if missing or not (bound or told):
                by = claim.source.name if claim.source and subject is not None else None
                found[claim.id].append(replace(evidence, by=by))

    def _stated(self, offered: list[Evidence], state: Verification, about: Token) -> bool:
        """Whether a state could be bound to evidence of the kind that `about` names."""
        kind = self._offering.kind(about)
        for at, one in enumerate(offered):
            if one.kind is kind and one.kind is not EvidenceKind.NONE:
                offered[at] = replace(one, verification=state)
                return True
        return False


def _sentences(annotated: Annotated, claim: Claim) -> list[Piece]:
    piece = annotated.parse.char_span(claim.sentence.start, claim.sentence.end, alignment_mode="expand")
    return [piece] if piece is not None else []


def _targets(
    annotated: Annotated, sentence: Piece, token: Token, claims: Sequence[Claim], subject: Token | None
) -> list[Claim]:
    """The claims a state is said of: those in its own sentence that end before it, else those of the nearest sentence
    before in the same or the previous paragraph; where it has a speaker, that speaker's alone.
    """
    here = [c for c in claims if _holds(sentence, c) and not _inside(token, c) and c.content.start < token.idx]
    if here:
        return here
    starts = [p.start for p in annotated.paragraphs]
    paragraph = bisect_right(starts, sentence.start_char)
    floor = starts[max(0, paragraph - _BACK)] if starts else 0
    before = [c for c in claims if floor <= c.sentence.start < sentence.start_char and _speaks(c, subject)]
    last = max((c.sentence.start for c in before), default=-1)
    return [c for c in before if c.sentence.start == last]


def _with_thing(about: Token, claims: Sequence[Claim], found: dict[str, list[Evidence]]) -> list[Claim]:
    """The claims for which the thing that a state is said of was offered before, as far as it came from one hand."""
    named = {about.lower_, about.lemma_.lower()}
    offered = [
        (one, claim)
        for claim in claims
        for one in found[claim.id]
        if one.spans[-1].end <= about.idx and one.text.split()[-1].lower() in named
    ]
    last = max(offered, key=lambda pair: pair[0].spans, default=None)
    return [claim for one, claim in offered if last is not None and one.by == last[0].by]


def _told_by(token: Token, claims: Sequence[Claim]) -> list[Claim]:
    """The claims whose cue governs a "without evidence", wherever it stands in their sentence."""
    above = list(token.ancestors)
    if not any(t.lower_ == "without" for t in above):
        return []
    places = {t.idx for t in above}
    return [c for c in claims if c.cue and any(s.start <= p < s.end for s in c.cue.spans for p in places)]


def _holds(sentence: Piece, claim: Claim) -> bool:
    return bool(claim.sentence.start < sentence.end_char and sentence.start_char < claim.sentence.end)


def _inside(token: Token, claim: Claim) -> bool:
    return any(s.start <= token.idx < s.end for s in claim.content.spans)


def _speaks(claim: Claim, subject: Token | None) -> bool:
    """Whether the claim may be that of who a sentence's subject names; pronouns stand for any."""
    if subject is None or subject.pos_ == "PRON":
        return True
    if claim.source is None:
        return False
    words = {w.lower() for w in (*claim.source.name.split(), *claim.source.text.split())}
    return subject.lower_ in words


def _once(offered: Sequence[Evidence]) -> tuple[Evidence, ...]:
    """In order of place, one where several share words."""
    kept: list[Evidence] = []
    taken: list[Span] = []
    for one in sorted(offered, key=lambda e: (e.spans, e.kind)):
        if not any(s.overlaps(t) for s in one.spans for t in taken):
            kept.append(one)
            taken += one.spans
    return tuple(kept)
