"""Quotations within quotations: "He told me, 'Burn it,'" is a claim of Holt's and, in it, one of his.

Stands after all quotations have their speakers. What somebody is quoted as saying about others' words is his word and
no claim of theirs, save where he quotes them: those words have marks and a cue of their own. Invariant: an inner
attribution's words all lie within the quotation, or the turn of a speaker, that holds it.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from sayso.claims.attribution import Attribution, Frame, tokens_in
from sayso.claims.english.quotations.quote_cues import QuoteCues, Said
from sayso.claims.english.quotations.settings import Setting
from sayso.model import Span
from sayso.reading import Annotated, Quote, find_inner_quotes

__all__ = ["find_inner_attributions"]

_SENTENCE_END = frozenset({".", "!", "?"})
_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_SUPPOSING = frozenset({"would", "will", "'ll", "'d", "can", "could", "may", "might", "should", "must", "to"})
_REACH = 300  # characters on either side of a quotation in which its cue is looked for
_NEAR = 4  # characters from where a content begins to where its quotation does
_DEEPEST = 3  # quotations within one another


def find_inner_attributions(
    annotated: Annotated, found: Sequence[Attribution], outer: Sequence[Attribution], cues: QuoteCues
) -> Iterator[Attribution]:
    """The attributions of quotations that stand within what is somebody's word already; `found` is all by verbs."""
    ordered = sorted((a for a in found if a.frame is not Frame.SPEAKER), key=lambda a: a.cue[0].idx)
    places = [a.cue[0].idx for a in ordered]
    said = sorted({s for a in outer if a.source for s in a.content})
    turns = sorted({s for a in outer if a.source and a.frame is Frame.SPEAKER for s in a.content})
    for whole in annotated.quotes:
        turn, word = _touching(turns, whole), _touching(said, whole)
        within = [(turn, whole)] if turn is not None and _is_more(turn, whole) else []
        if whole.closed and word is not None:
            within += _quotes_within(annotated.document.text, whole, _DEEPEST)
        for holds, quote in within:
            place = _around(quote.span, holds)
            near = ordered[bisect_left(places, place.start) : bisect_left(places, place.end)]
            yield from _inner(annotated, place, quote, near, cues)


def _touching(spans: Sequence[Span], quote: Quote) -> Span | None:
    """The last of `spans`, which are in order, that begins before a quotation's end, if it reaches into it."""
    n = bisect_left(spans, (quote.inner.end, 0)) - 1
    return spans[n] if n >= 0 and spans[n].overlaps(quote.inner) else None


def _is_more(turn: Span, quote: Quote) -> bool:
    """Whether the turn of a speaker holds a quotation and words beside it."""
    return turn.holds(quote.span) and turn.end - turn.start > quote.span.end - quote.span.start + _NEAR


def _quotes_within(text: str, whole: Quote, depth: int) -> Iterator[tuple[Span, Quote]]:
    """Each quotation within a quotation, with the words that hold it, outermost first."""
    for quote in find_inner_quotes(text, whole) if depth else ():
        yield whole.inner, quote
        yield from _quotes_within(text, quote, depth - 1)


def _around(quote: Span, holds: Span) -> Span:
    """The words near an inner quotation within those that hold it."""
    return Span(max(holds.start, quote.start - _REACH), min(holds.end, quote.end + _REACH))


def _inner(
    annotated: Annotated, place: Span, quote: Quote, found: Sequence[Attribution], cues: QuoteCues
) -> Iterator[Attribution]:
    """The attribution of one inner quotation by a cue that stands beside it, if it has one."""
    tokens = tokens_in(annotated.parse, [quote.inner])
    if not tokens:
        return
    setting = _setting(annotated, place, quote)
    said = cues.before(setting) or cues.after(setting)
    for attribution in found:
        if attribution.lemma in cues.speech and _introduces(attribution, quote):
            said = Said(attribution.frame, attribution.lemma, attribution.cue, attribution.source)
    told = said is not None and said.frame is not Frame.SPEAKER and _is_speech(tokens) and _tells_who(said)
    if said is not None and told and said.source[0].lower_ not in cues.anybody:
        yield said.of(quote)


def _introduces(attribution: Attribution, quote: Quote) -> bool:
    """Whether the quotation is what an attribution says, from its beginning on."""
    outside = not quote.span.start <= attribution.cue[0].idx < quote.span.end
    return outside and any(abs(s.start - quote.span.start) <= _NEAR for s in attribution.content[:1])


def _tells_who(said: Said) -> bool:
    """Whether somebody is said to have spoken, and not only supposed to: "he would say"."""
    supposed = any(t.lower_ in _SUPPOSING or t.dep_ == "neg" for t in said.cue)
    return bool(said.source) and said.cue[-1].tag_ in _FINITE and not supposed


def _is_speech(tokens: Sequence[Token]) -> bool:
    """Whether quoted words say something and are no mere term: they hold a verb, or end like a sentence."""
    return any(t.pos_ in ("VERB", "AUX") for t in tokens) or tokens[-1].text in _SENTENCE_END


def _setting(annotated: Annotated, place: Span, quote: Quote) -> Setting:
    """The setting of an inner quotation within the words that hold it."""
    before = tokens_in(annotated.parse, [Span(place.start, quote.span.start)]) if place.start < quote.span.start else []
    after = tokens_in(annotated.parse, [Span(quote.span.end, place.end)]) if quote.span.end < place.end else []
    start = max((n + 1 for n, t in enumerate(before) if t.text in _SENTENCE_END), default=0)
    stop = next((n for n, t in enumerate(after) if t.text in _SENTENCE_END), len(after))
    return Setting(quote, 0, place, tuple(before[start:]), tuple(after[:stop]), ())
