"""Attributions of quotations: which cue and which speaker a quoted passage belongs to.

Stands after the verbs' own complements are found. A quotation looks for its cue in the words beside it, within its
sentence; one that has none goes on from the quotation before it. Invariant: every quotation that reads as speech is in
at most one attribution, and scare quotes are in none by themselves.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Token

from sayso.claims.attribution import Attribution, Frame, spans_of, subtract, tokens_in
from sayso.claims.english.clauses import cue_words, noun_phrase, subject_of
from sayso.model import Span
from sayso.reading import Annotated, Quote

__all__ = ["attribute_quotes", "reads_as_speech"]

_WINDOW = 28
_SENTENCE_END = frozenset({".", "!", "?"})


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
    result = [a for a in found if not _inside_a_quote(a, annotated.quotes)]
    owner = {token.i: n for n, a in enumerate(result) for token in a.cue}
    thread = _Thread(-1, None, open=False)
    for quote in annotated.quotes:
        paragraph = _paragraph_of(annotated, quote)
        held = _holder(result, quote)
        index: int | None
        if held is not None:
            index = held
            result[held] = _widened(result[held], quote)
        elif not reads_as_speech(annotated, quote):
            continue
        else:
            index = _attach(annotated, result, owner, quote, thread, speech_verbs)
        if index is not None:
            thread = _Thread(paragraph, index, open=not quote.closed or _ends_paragraph(annotated, quote, paragraph))
    return result


def _attach(
    annotated: Annotated,
    result: list[Attribution],
    owner: dict[int, int],
    quote: Quote,
    thread: _Thread,
    speech_verbs: frozenset[str],
) -> int | None:
    """The attribution that a quotation belongs to; one that ends in a full stop rather goes on than looks ahead."""
    paragraph = _paragraph_of(annotated, quote)
    text = annotated.document.text
    complete = text[quote.inner.start : quote.inner.end].rstrip()[-1:] == "."
    ahead = None if complete else _cue_after(annotated, quote, speech_verbs)
    cue = ahead or _cue_before(annotated, quote, speech_verbs)
    if cue is not None:
        return _add(result, owner, quote, cue)
    carried = _carry_on(annotated, result, quote, paragraph, thread)
    if carried is None and complete:
        cue = _cue_after(annotated, quote, speech_verbs)
        return _add(result, owner, quote, cue) if cue is not None else None
    return carried


def reads_as_speech(annotated: Annotated, quote: Quote) -> bool:
    """Whether a quotation is somebody's speech: it ends or begins like a sentence and is not just a name or a term."""
    text = annotated.document.text
    inner = text[quote.inner.start : quote.inner.end].strip()
    if not inner:
        return False
    after = text[quote.span.end : quote.span.end + 1]
    stops = inner[-1] in ".,!?…" or (after in (".", ",") and quote.closed and len(inner.split()) > 5)
    words = len(inner.split())
    if inner[0].isupper() and inner[-1] in ".,!?…" and words > 1:
        return True
    return stops and words > 3 and any(t.pos_ in ("VERB", "AUX") for t in tokens_in(annotated.parse, [quote.inner]))


def _inside_a_quote(attribution: Attribution, quotes: Sequence[Quote]) -> bool:
    start = attribution.cue[0].idx
    return any(q.inner.start <= start < q.inner.end and q.closed for q in quotes)


def _paragraph_of(annotated: Annotated, quote: Quote) -> int:
    return next((n for n, p in enumerate(annotated.paragraphs) if p.holds(quote.inner)), -1)


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


def _cue_after(annotated: Annotated, quote: Quote, verbs: frozenset[str]) -> Token | None:
    """The speech verb that follows the quotation within its sentence."""
    for n, token in enumerate(_window_after(annotated, quote)):
        if _is_cue(token, verbs):
            return token
        if token.lower_ in ("and", "but", "who", "which") and n > 0:
            break
    return None


def _cue_before(annotated: Annotated, quote: Quote, verbs: frozenset[str]) -> Token | None:
    """The speech verb that leads up to the quotation."""
    before = _window_before(annotated, quote)
    if before and (before[-1].lower_ in (",", ":", "that", "-") or _is_cue(before[-1], verbs)):
        return next((t for t in reversed(before) if _is_cue(t, verbs)), None)
    return None


def _is_cue(token: Token, verbs: frozenset[str]) -> bool:
    return token.pos_ in ("VERB", "AUX", "NOUN", "PROPN") and token.lemma_.lower() in verbs and token.tag_ != "NN"


def _window_after(annotated: Annotated, quote: Quote) -> list[Token]:
    parse, text = annotated.parse, annotated.document.text
    stop = min((q.span.start for q in annotated.quotes if q.span.start >= quote.span.end), default=len(text))
    paragraph = next((p for p in annotated.paragraphs if p.holds(quote.inner)), None)
    window: list[Token] = []
    for token in _from(parse, quote.span.end):
        if token.idx >= stop or (paragraph and token.idx >= paragraph.end) or len(window) >= _WINDOW:
            break
        if token.text in _SENTENCE_END:
            break
        window.append(token)
    last = text[quote.inner.start : quote.inner.end].rstrip()[-1:]
    begins_sentence = bool(window) and window[0].is_title and not window[0].is_punct
    if last == "." and begins_sentence and not _says_soon(window):
        return []
    return window


def _says_soon(window: list[Token]) -> bool:
    """Whether a speech report follows in the next few words, as after a full stop in «"It rose." Smith said»."""
    soon = window[:6]
    return any(t.pos_ == "VERB" for t in soon) and not any(t.dep_ in ("ccomp", "auxpass") for t in window)


def _window_before(annotated: Annotated, quote: Quote) -> list[Token]:
    floor = max((q.span.end for q in annotated.quotes if q.span.end <= quote.span.start), default=0)
    paragraph = next((p for p in annotated.paragraphs if p.holds(quote.inner)), None)
    floor = max(floor, paragraph.start if paragraph else 0)
    window: list[Token] = []
    for token in reversed(list(_before(annotated, floor, quote.span.start))):
        if token.text in _SENTENCE_END or len(window) >= _WINDOW:
            break
        window.append(token)
    return window[::-1]


def _from(parse: Iterable[Token], place: int) -> Iterable[Token]:
    return (t for t in parse if t.idx >= place and not t.is_space)


def _before(annotated: Annotated, start: int, end: int) -> list[Token]:
    return tokens_in(annotated.parse, [Span(start, end)]) if end > start else []


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


def _carry_on(
    annotated: Annotated, result: list[Attribution], quote: Quote, paragraph: int, thread: _Thread
) -> int | None:
    """Let the quotation go on from the one before it: in its paragraph, or over the break where that was left open."""
    if thread.index is None:
        return None
    same = thread.paragraph == paragraph
    follows = paragraph == thread.paragraph + 1 and thread.open and _starts_paragraph(annotated, quote, paragraph)
    if not same and not follows:
        return None
    going_on = result[thread.index]
    result[thread.index] = replace(going_on, content=tuple(_merge([*going_on.content, quote.span])))
    return thread.index


def _starts_paragraph(annotated: Annotated, quote: Quote, paragraph: int) -> bool:
    return annotated.paragraphs[paragraph].start == quote.span.start


def _ends_paragraph(annotated: Annotated, quote: Quote, paragraph: int) -> bool:
    return annotated.paragraphs[paragraph].end <= quote.span.end + 1
