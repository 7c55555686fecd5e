"""PolNeAR articles as windows with labels: for every word whether it is in a cue, for every cue its source and content.

Windows and features are those that Sayso makes when it reads, so training and reading see the same. Invariant: every
annotated cue is in exactly one window.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc

from bench.polnear import POLNEAR, Gold, Spans, read_gold, read_text
from sayso.claims.attribution import Attribution
from sayso.claims.english.extract import EnglishExtractor
from sayso.claims.english.tagger.network import places_beside
from sayso.claims.english.tagger.windows import Window, cut_windows
from sayso.claims.english.tagger.wordpiece import WordPieces
from sayso.model import Document, Metadata, document_id
from sayso.reading import Annotated, load_reader

__all__ = ["Example", "load_examples", "read_part"]


@dataclass(frozen=True)
class Example:
    """A window of n words with k annotated cues.

    tags: n x 3, for cue, source and content whether a word is outside (0), begins (1) or goes on (2);
    cues: where they stand; roles: k x n, none (0), source (1), content (2); distance, setting: k x n, of the linker.
    """

    window: Window
    tags: NDArray[np.int64]
    cues: tuple[range, ...]
    roles: NDArray[np.int64]
    distance: NDArray[np.int64]
    setting: NDArray[np.int64]


def read_part(part: str) -> Iterator[tuple[Annotated, list[Gold]]]:
    """The articles of `train` or `dev`, annotated by Sayso, with their attributions."""
    gold = dict(read_gold(POLNEAR / part))
    documents = []
    for name in sorted(gold):
        path = POLNEAR / part / "text" / f"{name}.txt"
        text = read_text(path)
        documents.append(Document(document_id(text, Metadata()), text, Metadata(), str(path)))
    for annotated in load_reader("en").read(documents):
        yield annotated, gold[Path(annotated.document.path).stem]


def load_examples(part: str, vocabulary: WordPieces) -> list[Example]:
    """All windows of a part with their labels, as Sayso's reader and rules make them now."""
    finder = EnglishExtractor().finder
    return [
        example
        for annotated, gold in read_part(part)
        for example in _examples(annotated, gold, finder.by_rule(annotated), vocabulary)
    ]


def _examples(
    annotated: Annotated, gold: Sequence[Gold], rules: Sequence[Attribution], vocabulary: WordPieces
) -> Iterator[Example]:
    at = _word_at(annotated.parse)
    labels = [tuple(_words(at, spans) for spans in (one.source, one.cue, one.content)) for one in gold]
    for window in cut_windows(annotated, rules, vocabulary):
        yield _example(window, labels)


def _word_at(parse: Doc) -> dict[int, int]:
    """Character → the word that it is part of."""
    return {place: token.i for token in parse for place in range(token.idx, token.idx + len(token.text))}


def _words(at: dict[int, int], spans: Spans) -> list[int]:
    return sorted({at[place] for start, end in spans for place in range(start, end) if place in at})


def _example(window: Window, labels: Iterable[tuple[list[int], ...]]) -> Example:
    place = {word: n for n, word in enumerate(window.words)}
    tags = np.zeros((len(window.words), 3), np.int64)
    cues: list[range] = []
    roles: list[NDArray[np.int64]] = []
    for source, cue, content in (tuple([place[w] for w in words if w in place] for words in label) for label in labels):
        if not cue:
            continue
        for column, words in enumerate((cue, source, content)):
            for n, word in enumerate(words):
                tags[word, column] = 2 if n and word == words[n - 1] + 1 else 1
        role = np.zeros(len(window.words), np.int64)
        role[source] = 1
        role[content] = 2
        cues.append(range(cue[0], cue[-1] + 1))
        roles.append(role)
    beside = [places_beside(window, cue) for cue in cues]
    shape = (len(cues), len(window.words))
    return Example(
        window,
        tags,
        tuple(cues),
        np.array(roles, np.int64).reshape(shape),
        np.array([distance for distance, _ in beside], np.int64).reshape(shape),
        np.array([setting for _, setting in beside], np.int64).reshape(shape),
    )
