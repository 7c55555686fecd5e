"""Attributions of quotations: which cue and which speaker a quoted passage belongs to.

Stands after the verbs' own complements are found. A quotation looks for its cue in the words beside it, within its
sentence; one that has none goes on from the quotation before it. Invariant: every quotation that reads as speech is in
at most one attribution, and scare quotes are in none by themselves.
"""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Token

from sayso.claims.attribution import Attribution, Frame, spans_of, subtract, tokens_in
from sayso.claims.english.clauses import cue_words, noun_phrase, subject_of
from sayso.claims.english.settings import Setting, find_settings
from sayso.model import Span
from sayso.reading import Annotated, Quote

__all__ = ["attribute_quotes", "reads_as_speech"]


@dataclass(slots=True)
class _Thread:
    """The attribution that a following quotation may go on from."""

    paragraph: int
    index: int | None
    open: bool


def attribute_quotes(
    annotated: Annotated, found: Iterable[Attribution], speech_verbs: frozenset[str]
) -> list[Attribution]:
    """`found` with every quotation that reads as speech added to the attribution of its cue, or as one of its own."""
    result = _outside_quotes(found, annotated.quotes)
    owner = {token.i: n for n, a in enumerate(result) for token in a.cue}
    thread = _Thread(-1, None, open=False)
    for setting in find_settings(annotated):
        held = _holder(result, setting.quote)
        index: int | None
        if held is not None:
            index = held
            result[held] = _widened(result[held], setting.quote)
        elif not reads_as_speech(annotated, setting.quote):
            continue
        else:
            index = _attach(annotated, result, owner, setting, thread, speech_verbs)
        if index is not None:
            open_ended = not setting.quote.closed or setting.closes_paragraph
            thread = _Thread(setting.paragraph, index, open=open_ended)
    return result


def _attach(
    annotated: Annotated,
    result: list[Attribution],
    owner: dict[int, int],
    setting: Setting,
    thread: _Thread,
    speech_verbs: frozenset[str],
) -> int | None:
    """The attribution that a quotation belongs to; one that ends in a full stop rather goes on than looks ahead."""
    quote = setting.quote
    complete = annotated.document.text[quote.inner.start : quote.inner.end].rstrip()[-1:] == "."
    ahead = None if complete else _cue_after(setting, speech_verbs)
    cue = ahead or _cue_before(setting, speech_verbs)
    if cue is not None:
        return _add(result, owner, quote, cue)
    carried = _carry_on(result, setting, thread)
    if carried is None and complete and _reports_speech(setting.after):
        cue = _cue_after(setting, speech_verbs)
        return _add(result, owner, quote, cue) if cue is not None else None
    return carried


def reads_as_speech(annotated: Annotated, quote: Quote) -> bool:
    """Whether a quotation is somebody's speech: it ends or begins like a sentence and is not just a name or a term."""
    text = annotated.document.text
    inner = text[quote.inner.start : quote.inner.end].strip()
    if not inner:
        return False
    after = text[quote.span.end : quote.span.end + 1]
    words = len(inner.split())
    stops = inner[-1] in ".,!?…" or (after in (".", ",") and quote.closed and words > 5)
    if inner[0].isupper() and inner[-1] in ".,!?…" and words > 1:
        return True
    return stops and words > 3 and any(t.pos_ in ("VERB", "AUX") for t in tokens_in(annotated.parse, [quote.inner]))


def _outside_quotes(found: Iterable[Attribution], quotes: Sequence[Quote]) -> list[Attribution]:
    """The attributions whose cue is the reporter's: it stands in no closed quotation."""
    inner = [q.inner for q in quotes if q.closed]
    starts = [s.start for s in inner]
    kept: list[Attribution] = []
    for attribution in found:
        place = attribution.cue[0].idx
        n = bisect_right(starts, place) - 1
        if n >= 0 and place < inner[n].end:
            continue
        source = attribution.source
        m = bisect_right(starts, source[0].idx) - 1 if source else -1
        if m >= 0 and source[0].idx < inner[m].end:  # the parse took quoted words for the speaker
            source = tuple(_phrase_after(attribution.cue[-1]))
            kept.append(replace(attribution, source=source, content=subtract(attribution.content, spans_of(source))))
        else:
            kept.append(attribution)
    return kept


def _holder(result: Sequence[Attribution], quote: Quote) -> int | None:
    """The attribution whose content already reaches into the quotation; the innermost of several."""
    holding = [
        (sum(s.end - s.start for s in a.content), n)
        for n, a in enumerate(result)
        if any(s.overlaps(quote.inner) for s in a.content)
    ]
    return min(holding)[1] if holding else None


def _widened(attribution: Attribution, quote: Quote) -> Attribution:
    """The attribution with the whole quotation in its content."""
    taken = (*spans_of(attribution.cue), *spans_of(attribution.source))
    merged = _merge([*attribution.content, quote.span])
    return replace(attribution, content=subtract(merged, [t for t in taken if not quote.inner.holds(t)]))


def _merge(spans: Iterable[Span]) -> list[Span]:
    merged: list[Span] = []
    for span in sorted(spans):
        if merged and span.start <= merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return merged


def _cue_after(setting: Setting, verbs: frozenset[str]) -> Token | None:
    """The speech verb that follows the quotation within its sentence."""
    for n, token in enumerate(setting.after):
        if _is_cue(token, verbs):
            return token
        if token.lower_ in ("and", "but", "who", "which") and n > 0:
            break
    return None


def _cue_before(setting: Setting, verbs: frozenset[str]) -> Token | None:
    """The speech verb that leads up to the quotation."""
    before = setting.before
    if before and (before[-1].lower_ in (",", ":", "that", "-") or _is_cue(before[-1], verbs)):
        return next((t for t in reversed(before) if _is_cue(t, verbs)), None)
    return None


def _reports_speech(after: Sequence[Token]) -> bool:
    """Whether the sentence after a full stop only says who spoke, as in «"It rose." Smith said»."""
    soon = after[:6]
    return any(t.pos_ == "VERB" for t in soon) and not any(t.dep_ in ("ccomp", "auxpass") for t in after)


def _is_cue(token: Token, verbs: frozenset[str]) -> bool:
    return token.pos_ in ("VERB", "AUX", "NOUN", "PROPN") and token.lemma_.lower() in verbs and token.tag_ != "NN"


def _add(result: list[Attribution], owner: dict[int, int], quote: Quote, cue: Token) -> int:
    """Add the quotation to the attribution of `cue`, which is made where it is not there yet."""
    if cue.i in owner:
        index = owner[cue.i]
        merged = _merge([*result[index].content, quote.span])
        result[index] = replace(result[index], content=tuple(merged))
        return index
    words = tuple(t for t in cue_words(cue) if not quote.span.start <= t.idx < quote.span.end)
    source = tuple(t for t in _speaker(cue) if not quote.span.start <= t.idx < quote.span.end)
    attribution = Attribution(Frame.QUOTE, cue.lemma_.lower(), words, source, (quote.span,))
    result.append(attribution)
    owner.update((t.i, len(result) - 1) for t in words)
    return len(result) - 1


def _speaker(cue: Token) -> list[Token]:
    """The cue's subject; where the parse sees none, the noun phrase just before the cue or, inverted, just after it."""
    return subject_of(cue) or _phrase_before(cue) or _phrase_after(cue)


def _phrase_before(cue: Token) -> list[Token]:
    last = cue.i - 1
    while last > 0 and cue.doc[last].pos_ in ("ADV", "AUX", "PART"):
        last -= 1
    if last < 0 or cue.doc[last].pos_ not in ("NOUN", "PROPN", "PRON"):
        return []
    return [t for t in noun_phrase(cue.doc[last]) if t.i <= last]


def _phrase_after(cue: Token) -> list[Token]:
    if cue.lemma_.lower() == "tell" or cue.i + 1 >= len(cue.doc):
        return []
    following = cue.doc[cue.i + 1]
    if following.pos_ not in ("PROPN", "PRON", "DET", "NOUN", "ADJ"):
        return []
    head = following
    while cue.i < head.head.i < cue.i + 8 and head.head != head:
        head = head.head
    return [t for t in noun_phrase(head) if t.i > cue.i] if head.pos_ in ("PROPN", "PRON", "NOUN") else []


def _carry_on(result: list[Attribution], setting: Setting, thread: _Thread) -> int | None:
    """Let the quotation go on from the one before it: in its paragraph, or over the break where that was left open."""
    if thread.index is None:
        return None
    goes_on = thread.open or setting.closes_paragraph
    follows = setting.paragraph == thread.paragraph + 1 and goes_on and setting.opens_paragraph
    if setting.paragraph != thread.paragraph and not follows:
        return None
    going_on = result[thread.index]
    result[thread.index] = replace(going_on, content=tuple(_merge([*going_on.content, setting.quote.span])))
    return thread.index
