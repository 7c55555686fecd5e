"""Attributions of quotations: which cue and which speaker a quoted passage belongs to.

Stands after the verbs' own complements and the layout are read. A quotation looks for its cue in the words beside it,
within its sentence; one that has none goes on from the quotation, or the indirect speech, before it. Invariant: every
quotation that reads as speech is in at most one attribution, and scare quotes are in none by themselves.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from spacy.tokens import Token

from sayso.claims.attribution import Attribution, Frame, spans_of, subtract, tokens_in
from sayso.claims.english.quotations.inner import find_inner_attributions
from sayso.claims.english.quotations.quote_cues import QuoteCues, Said, phrase_after
from sayso.claims.english.quotations.settings import Setting, find_settings
from sayso.lexicon import Lexicon
from sayso.model import Span
from sayso.reading import Annotated, Quote

__all__ = ["attribute_quotes", "reads_as_speech"]

_BLOCK = 500  # characters of a stretch of text by which attributions are found again
_MARKS = " '\"’”»"
_ENDS = (".", "!", "?", ":")
_SPEAKERS = frozenset({"i", "we", "you"})
_GOES_ON = (Frame.CLAUSE, Frame.PARENTHESIS, Frame.QUOTE, Frame.ACCORDING)


@dataclass(slots=True)
class _Thread:
    """The attribution that a following quotation may go on from, and the quotations left open that wait for one."""

    paragraph: int = -1
    index: int | None = None
    open: bool = False
    waiting: list[Quote] = field(default_factory=list)


def _blocks(span: Span) -> range:
    return range(span.start // _BLOCK, span.end // _BLOCK + 1)


def _reach_into(spans: Sequence[Span], place: Span) -> bool:
    """Whether one of `spans`, which are in order, overlaps a place."""
    n = bisect_left(spans, place.end, key=lambda s: s.start) - 1
    return n >= 0 and spans[n].end > place.start


class _Found:
    """The attributions found so far, by their cues and by the stretches of text that their contents touch."""

    def __init__(self, attributions: Sequence[Attribution]) -> None:
        self.all = list(attributions)
        self.of_cue = {t.i: n for n, a in enumerate(self.all) for t in a.cue}
        self.whole: list[Span] = []  # quotations left open that are somebody's as a whole
        self._near: dict[int, dict[int, None]] = {}
        for n, attribution in enumerate(self.all):
            self._place(n, attribution.content)

    def _place(self, index: int, spans: Iterable[Span]) -> None:
        for span in spans:
            for block in _blocks(span):
                self._near.setdefault(block, {})[index] = None

    def _touching(self, span: Span) -> list[int]:
        """The attributions whose content comes near a stretch of text, in order."""
        return sorted({n for block in _blocks(span) for n in self._near.get(block, ())})

    def holder(self, quote: Quote) -> int | None:
        """The attribution with its cue outside whose content already reaches into the quotation; the innermost one."""
        holding = [
            (sum(s.end - s.start for s in self.all[n].content), n)
            for n in self._touching(quote.span)
            if _reach_into(self.all[n].content, quote.inner)
            and not any(quote.span.start <= t.idx < quote.span.end for t in self.all[n].cue)
        ]
        return min(holding)[1] if holding else None

    def inside(self, quote: Quote) -> list[Attribution]:
        """The attributions whose content and cue lie in the quotation, in order."""
        near = (self.all[n] for n in self._touching(quote.span))
        return [a for a in near if quote.span.start <= a.cue[0].idx < quote.span.end]

    def widen(self, index: int, quotes: Sequence[Quote]) -> int:
        """Take the whole of `quotes` into the content of an attribution, its own cue and source left out."""
        attribution = self.all[index]
        spans = [q.span for q in quotes]
        taken = (*spans_of(attribution.cue), *spans_of(attribution.source))
        apart = [t for t in taken if not any(q.closed and q.inner.holds(t) for q in quotes)]
        after = bool(spans) and bool(attribution.content) and attribution.content[-1].end < spans[0].start
        merged = (*attribution.content, *spans) if after else _merged([*attribution.content, *spans])
        content = subtract(merged, [t for t in apart if any(t.overlaps(s) for s in spans)] if after else apart)
        self.all[index] = replace(attribution, content=content)
        self._place(index, spans)
        self.whole += [q.span for q in quotes if not q.closed]
        return index

    def add(self, said: Said, quote: Quote) -> int:
        """Add the quotation to the attribution of its cue, which is made where it is not there yet."""
        known = next((self.of_cue[t.i] for t in said.cue if t.i in self.of_cue), None)
        if known is None:
            known = len(self.all)
            self.all.append(said.of(quote))
            self.of_cue.update((t.i, known) for t in said.cue)
        return self.widen(known, [quote])

    def left(self) -> list[Attribution]:
        """All attributions but those whose cue stands within a quotation that is somebody's as a whole."""
        return _cue_outside(self.all, self.whole)


def attribute_quotes(
    annotated: Annotated, found: Iterable[Attribution], lexicon: Lexicon, speech: frozenset[str]
) -> list[Attribution]:
    """`found` with every quotation that reads as speech added to the attribution of its cue, or as one of its own."""
    everything = list(found)
    result = _Found(_outside_quotes(everything, annotated.quotes))
    cues = QuoteCues(annotated.parse, lexicon, speech)
    thread = _Thread()
    for setting in find_settings(annotated):
        if thread.waiting and not _follows(annotated.document.text, setting, thread):
            thread.waiting = []
        index = _attributed(annotated, result, cues, setting, thread)
        if index is not None:
            if thread.waiting:
                result.widen(index, thread.waiting)
            open_ended = not setting.quote.closed or setting.closes_paragraph
            thread = _Thread(setting.paragraph, index, open=open_ended)
        elif _waits(setting, result):
            thread = _Thread(setting.paragraph, waiting=[*thread.waiting, setting.quote])
    left = result.left()
    return [*left, *find_inner_attributions(annotated, everything, left, cues)]


def _attributed(annotated: Annotated, result: _Found, cues: QuoteCues, setting: Setting, thread: _Thread) -> int | None:
    """The attribution that a quotation belongs to, with the quotation in it; None where it is nobody's speech."""
    quote = setting.quote
    if _speaks_itself(result, quote):
        return None
    held = result.holder(quote)
    if held is not None:
        return result.widen(held, [quote])
    if not reads_as_speech(annotated, quote):
        close = cues.closely(setting) if quote.closed else None
        return result.add(close, quote) if close is not None else None
    complete = annotated.document.text[quote.inner.start : quote.inner.end].rstrip()[-1:] == "."
    said = (None if complete else cues.after(setting)) or cues.before(setting)
    if said is not None:
        return result.add(said, quote)
    within = _cut_short(annotated, result, cues, setting) if _lacks_closing(quote) and not thread.open else None
    carried = within if within is not None else _carried(result, cues, setting, thread)
    if carried is not None:
        return carried
    if complete and _reports_speech(setting.after):
        said = cues.after(setting, complete)
    said = said or (None if complete else cues.beside(setting))
    return result.add(said, quote) if said is not None else None


def reads_as_speech(annotated: Annotated, quote: Quote) -> bool:
    """Whether a quotation is somebody's speech: it ends or begins like a sentence and is not just a name or a term."""
    text = annotated.document.text
    inner = text[quote.inner.start : quote.inner.end].strip().rstrip(_MARKS)
    if not inner:
        return False
    after = text[quote.span.end : quote.span.end + 1]
    words = len(inner.split())
    stops = inner[-1] in ".,!?…" or (after in (".", ",") and quote.closed and words > 5)
    if inner[0].isupper() and inner[-1] in ".,!?…" and words > 1:
        return True
    opens = inner[0].isupper() and text[max(0, quote.span.start - 40) : quote.span.start].rstrip()[-1:] in _ENDS
    verbal = words > 3 and any(t.pos_ in ("VERB", "AUX") for t in tokens_in(annotated.parse, [quote.inner]))
    return (stops or opens) and verbal


def _outside_quotes(found: Sequence[Attribution], quotes: Sequence[Quote]) -> list[Attribution]:
    """The attributions whose cue is the reporter's: in no closed quotation and in nothing that layout tells."""
    inner = [q.inner for q in quotes if q.closed]
    laid_out = [a for a in found if a.frame is Frame.SPEAKER]
    told = [s for a in laid_out for s in (*a.content, _hull([*a.source, *a.cue]))]
    spoken = _cue_outside([a for a in found if a.frame is not Frame.SPEAKER], _merged([*inner, *told]))
    opened = {q.inner.start for q in quotes}  # a label may stand within the marks: "Holt: I never went"
    kept = [a for a in laid_out if a.source and a.source[0].idx in opened]
    rest = [a for a in laid_out if not (a.source and a.source[0].idx in opened)]
    for attribution in [*_cue_outside(rest, inner), *spoken]:
        source = attribution.source
        if source and _within(source[0].idx, inner):  # the parse took quoted words for the speaker
            source = tuple(phrase_after(attribution.cue[-1]))
            kept.append(replace(attribution, source=source, content=subtract(attribution.content, spans_of(source))))
        else:
            kept.append(attribution)
    return kept


def _cue_outside(attributions: Iterable[Attribution], spans: Sequence[Span]) -> list[Attribution]:
    """The attributions whose cue begins in none of `spans`, which do not overlap."""
    ordered = sorted(spans)
    return [a for a in attributions if not _within(a.cue[0].idx, ordered)]


def _hull(tokens: Sequence[Token]) -> Span:
    """From the first to the last character of some words."""
    spans = spans_of(tokens)
    return Span(spans[0].start, spans[-1].end)


def _within(place: int, spans: Sequence[Span]) -> bool:
    n = bisect_right(spans, place, key=lambda s: s.start) - 1
    return n >= 0 and place < spans[n].end


def _merged(spans: Iterable[Span]) -> list[Span]:
    merged: list[Span] = []
    for span in sorted(spans):
        if merged and span.start <= merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return merged


def _reports_speech(after: Sequence[Token]) -> bool:
    """Whether the sentence after a full stop only says who spoke, as in «"It rose." Smith said»."""
    soon = after[:6]
    return any(t.pos_ == "VERB" for t in soon) and not any(t.dep_ in ("ccomp", "auxpass") for t in after)


def _carried(result: _Found, cues: QuoteCues, setting: Setting, thread: _Thread) -> int | None:
    """Let the quotation go on from the quotation or the indirect speech before it: in its paragraph, or over the break
    where that was left open.
    """
    indirect = _said_before(result, cues, setting)
    if thread.index is not None and thread.index not in indirect:
        goes_on = thread.open or setting.closes_paragraph
        follows = setting.paragraph == thread.paragraph + 1 and goes_on and setting.opens_paragraph
        if not indirect and (setting.paragraph == thread.paragraph or follows):
            return result.widen(thread.index, [setting.quote])
    elif thread.index is not None and setting.paragraph == thread.paragraph:
        return result.widen(thread.index, [setting.quote])
    return result.widen(_outermost(result, indirect), [setting.quote]) if indirect else None


def _said_before(result: _Found, cues: QuoteCues, setting: Setting) -> list[int]:
    """The attributions to somebody whose cue stands in the sentence just before the quotation."""
    numbers = sorted({result.of_cue[t.i] for t in setting.previous if t.i in result.of_cue})
    return [n for n in numbers if result.all[n].source and _may_go_on(result.all[n], cues)]


def _may_go_on(attribution: Attribution, cues: QuoteCues) -> bool:
    """Whether indirect speech may be gone on from in quotation marks: its verb is the sentence's own, or set aside."""
    if attribution.frame is not Frame.CLAUSE:
        return attribution.frame in _GOES_ON and (
            attribution.frame is Frame.ACCORDING or attribution.lemma in cues.speech
        )
    verb = attribution.cue[-1]
    own = verb.dep_ == "ROOT" or (verb.dep_ == "conj" and verb.head.dep_ == "ROOT")
    return own and attribution.lemma in cues.speech


def _outermost(result: _Found, numbers: Sequence[int]) -> int:
    """The last of some attributions, or the one in whose content its cue stands."""
    last = result.all[numbers[-1]].cue[0].idx
    return next((n for n in numbers if any(s.start <= last < s.end for s in result.all[n].content)), numbers[-1])


def _follows(text: str, setting: Setting, thread: _Thread) -> bool:
    """Whether a quotation opens the next paragraph with the mark that opened the one left open."""
    mark, last = setting.quote.span, thread.waiting[-1].span
    return (
        setting.paragraph == thread.paragraph + 1 and setting.opens_paragraph and text[mark.start] == text[last.start]
    )


def _lacks_closing(quote: Quote) -> bool:
    return not quote.closed and quote.span.start < quote.inner.start


def _speaks_itself(result: _Found, quote: Quote) -> bool:
    """Whether a label stands in the quotation, as in «"Holt: I never went"»."""
    return any(a.frame is Frame.SPEAKER for a in result.inside(quote))


def _waits(setting: Setting, result: _Found) -> bool:
    """Whether a paragraph opens with a quotation that the next may close and attribute."""
    return _lacks_closing(setting.quote) and setting.opens_paragraph and not _speaks_itself(result, setting.quote)


def _cut_short(annotated: Annotated, result: _Found, cues: QuoteCues, setting: Setting) -> int | None:
    """The reporter's cue in a quotation whose closing mark is missing: what stands before it is quoted, no more."""
    quote = setting.quote
    for attribution in result.inside(quote):
        first = attribution.source and attribution.source[0].lower_ not in _SPEAKERS
        if first and attribution.content[0].start <= quote.inner.start and attribution.frame in _GOES_ON:
            return result.of_cue[attribution.cue[0].i]
    said, end = cues.within(tokens_in(annotated.parse, [quote.inner]))
    if said is None:
        return None
    return result.add(said, Quote(Span(quote.span.start, end), Span(quote.inner.start, end), closed=True))
