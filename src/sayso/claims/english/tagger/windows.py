"""What the network reads: a document cut into stretches of pieces, with what is known of every word beside it.

Invariant: every word of the parse that has pieces is in exactly one window, and what is in a window depends on its
document alone.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc

from sayso.claims.attribution import Attribution, tokens_in
from sayso.claims.english.tagger.wordpiece import WordPieces
from sayso.model import Span
from sayso.reading import Annotated

__all__ = ["FEATURES", "LONGEST", "Window", "cut_windows"]

LONGEST = 256  # pieces of a window, begin and end marks included
FEATURES = (
    "quoted",
    "capitalised",
    "all capitals",
    "first of a sentence",
    "first of a paragraph",
    "in a rule's source",
    "in a rule's cue",
    "in a rule's content",
    "first of a rule's source",
    "first of a rule's cue",
    "first of a rule's content",
)
_IN_ROLE, _FIRST_OF_ROLE = (FEATURES.index(name) for name in ("in a rule's source", "first of a rule's source"))


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of a document.

    words: places in the parse (n); pieces: numbers in the vocabulary (m); features: m x `FEATURES`, 0 or 1;
    first: where each word's pieces begin (n); paragraph: each word's paragraph, counted in the document (n);
    quoted: whether each word stands in a quotation (n).
    """

    words: tuple[int, ...]
    pieces: NDArray[np.int64]
    features: NDArray[np.float32]
    first: NDArray[np.int64]
    paragraph: NDArray[np.int64]
    quoted: NDArray[np.bool_]


def cut_windows(annotated: Annotated, rules: Iterable[Attribution], vocabulary: WordPieces) -> Iterator[Window]:
    """The windows of a document; `rules` are the attributions that the rules find in it."""
    parse = annotated.parse
    paragraph = _paragraphs(parse, annotated.paragraphs)
    features = _features(annotated, rules, paragraph)
    pieces = [vocabulary.of(token.text) for token in parse]
    for start, end in _stretches(parse, paragraph, [len(p) for p in pieces]):
        words = [i for i in range(start, end) if pieces[i]]
        if words:
            yield _window(words, pieces, features, paragraph, vocabulary)


def _window(
    words: Sequence[int],
    pieces: Sequence[tuple[int, ...]],
    features: NDArray[np.float32],
    paragraph: NDArray[np.int64],
    vocabulary: WordPieces,
) -> Window:
    lengths = np.array([len(pieces[i]) for i in words])
    edge = np.zeros((1, len(FEATURES)), np.float32)
    return Window(
        words=tuple(words),
        pieces=np.array([vocabulary.begin, *(p for i in words for p in pieces[i]), vocabulary.end], np.int64),
        features=np.concatenate([edge, np.repeat(features[words], lengths, axis=0), edge]),
        first=1 + np.concatenate([[0], np.cumsum(lengths)[:-1]]).astype(np.int64),
        paragraph=paragraph[words],
        quoted=features[words, 0] > 0,
    )


def _paragraphs(parse: Doc, paragraphs: Sequence[Span]) -> NDArray[np.int64]:
    """How many paragraphs have begun at each token."""
    starts = np.array([p.start for p in paragraphs], np.int64)
    return np.searchsorted(starts, np.array([t.idx for t in parse], np.int64), side="right").astype(np.int64)


def _features(annotated: Annotated, rules: Iterable[Attribution], paragraph: NDArray[np.int64]) -> NDArray[np.float32]:
    parse = annotated.parse
    table = np.zeros((len(parse), len(FEATURES)), np.float32)
    for quote in annotated.quotes:
        for token in tokens_in(parse, [quote.span]):
            table[token.i, 0] = 1
    for token in parse:
        table[token.i, 1] = token.text[:1].isupper()
        table[token.i, 2] = token.text.isupper() and len(token.text) > 1
        table[token.i, 3] = bool(token.is_sent_start)
        table[token.i, 4] = paragraph[token.i] != (paragraph[token.i - 1] if token.i else 0)
    for rule in rules:
        for role, tokens in enumerate((rule.source, rule.cue, tokens_in(parse, rule.content))):
            places = [t.i for t in tokens]
            table[places, _IN_ROLE + role] = 1
            table[places[:1], _FIRST_OF_ROLE + role] = 1
    return table


def _stretches(parse: Doc, paragraph: NDArray[np.int64], lengths: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Cut where a paragraph ends, where none does at a sentence, where none does before the word too many."""
    start = 0
    while start < len(parse):
        end, held = start, 2
        at_paragraph = at_sentence = start
        while end < len(parse) and held + lengths[end] <= LONGEST:
            if end > start and paragraph[end] != paragraph[end - 1]:
                at_paragraph = end
            if end > start and parse[end].is_sent_start:
                at_sentence = end
            held += lengths[end]
            end += 1
        if end < len(parse):
            if paragraph[end] != paragraph[end - 1]:
                at_paragraph = end
            if parse[end].is_sent_start:
                at_sentence = end
            end = next(cut for cut in (at_paragraph, at_sentence, end) if cut > start)
        yield start, end
        start = end
