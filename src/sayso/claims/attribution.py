"""A raw attribution: who, by which words, what, before it is resolved into a claim.

Everything here is tokens of the parse and spans of the text. Invariant: source, cue and content of one attribution
share no character.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from spacy.tokens import Doc, Token

from sayso.model import Span

__all__ = ["Attribution", "Frame", "spans_of", "subtract", "text_at", "token_span", "tokens_in"]


class Frame(StrEnum):
    """How a content hangs on its cue in the parse; part of what makes an attribution more or less sure."""

    CLAUSE = "clause"
    QUOTE = "quote"
    PARENTHESIS = "parenthesis"
    INFINITIVE = "infinitive"
    OBJECT = "object"
    PREPOSITION = "preposition"
    SUBJECT = "subject"
    ACCORDING = "according"
    FIGURE = "figure"
    NOUN = "noun"
    ADVERB = "adverb"
    VERDICT = "verdict"
    SPEAKER = "speaker"


@dataclass(frozen=True, slots=True)
class Attribution:
    """Cue and source as tokens, content as character spans; `lemma` is the cue's main word, `confidence` how likely
    the attribution is right (0 to 1), known once rules and tagger are put together.
    """

    frame: Frame
    lemma: str
    cue: tuple[Token, ...]
    source: tuple[Token, ...]
    content: tuple[Span, ...]
    confidence: float = 0.0


def token_span(token: Token) -> Span:
    """The characters of one token."""
    return Span(token.idx, token.idx + len(token.text))


def spans_of(tokens: Iterable[Token]) -> tuple[Span, ...]:
    """The characters of `tokens`, neighbours joined over the white space between them."""
    spans: list[Span] = []
    last = None
    for token in sorted((t for t in tokens if not t.is_space), key=lambda t: t.i):
        start, end = token_span(token)
        if last is not None and _adjacent(last, token):
            spans[-1] = Span(spans[-1].start, end)
        else:
            spans.append(Span(start, end))
        last = token
    return tuple(spans)


def _adjacent(left: Token, right: Token) -> bool:
    return all(token.is_space for token in left.doc[left.i + 1 : right.i])


def tokens_in(parse: Doc, spans: Sequence[Span]) -> list[Token]:
    """The tokens of `parse` that begin within `spans`, white space left out."""
    found: list[Token] = []
    for span in spans:
        piece = parse.char_span(span.start, span.end, alignment_mode="expand")
        found += [t for t in piece or () if not t.is_space and span.start <= t.idx < span.end]
    return found


def text_at(parse: Doc, span: Span) -> str:
    """The words of `parse` at `span`, without making its whole text anew."""
    piece = parse.char_span(span.start, span.end, alignment_mode="expand")
    return "" if piece is None else piece.text[span.start - piece.start_char : span.end - piece.start_char]


def subtract(spans: Iterable[Span], taken: Iterable[Span]) -> tuple[Span, ...]:
    """What is left of `spans` once `taken` is cut out of them."""
    left = sorted(spans)
    for cut in taken:
        pieces: list[Span] = []
        for span in left:
            if not span.overlaps(cut):
                pieces.append(span)
                continue
            pieces += [Span(a, b) for a, b in ((span.start, cut.start), (cut.end, span.end)) if a < b]
        left = pieces
    return tuple(left)
