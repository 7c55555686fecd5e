"""What words mean, as short vectors: words used in like ways point in like directions.

Written on a gist beside its words, since comparing knows no models. The table holds one row for each piece of the
tagger's vocabulary, made from its embeddings (training/likeness/table.py); no network runs. Invariant: a word's vector
depends on the word alone.
"""

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from importlib.resources import files
from io import BytesIO

import numpy as np
from numpy.typing import NDArray

from sayso.claims.english.tagger.wordpiece import WordPieces
from sayso.model import Gist

__all__ = ["WIDTH", "WordVectors", "load_vectors", "with_senses"]

WIDTH = 32  # bytes a word, each a whole number from -127 to 127


class WordVectors:
    """A table of vectors and the vocabulary that its rows are of."""

    def __init__(self, table: NDArray[np.int8], vocabulary: WordPieces) -> None:
        self._table = table
        self._vocabulary = vocabulary

    def of(self, words: Sequence[str]) -> bytes:
        """The vectors of the words one after the other, `WIDTH` bytes each; zeros for a word without pieces."""
        return b"".join(self._vector(word) for word in words)

    def _vector(self, word: str) -> bytes:
        pieces = self._vocabulary.of(word)
        if not pieces:
            return bytes(WIDTH)
        mean = self._table[list(pieces)].astype(np.float32).mean(0)
        length = float(np.linalg.norm(mean)) or 1.0
        unit: NDArray[np.int8] = np.round(127 * mean / length).astype(np.int8)
        return unit.tobytes()


@cache
def load_vectors() -> WordVectors:
    """The vectors of English words."""
    folder = files("sayso.claims.english")
    vocabulary = (folder / "tagger" / "model" / "vocabulary.txt").read_text(encoding="utf-8")
    return WordVectors(np.load(BytesIO((folder / "vectors.npy").read_bytes())), WordPieces(vocabulary.splitlines()))


def with_senses(gist: Gist) -> Gist:
    """The gist with the vectors of its lemmas."""
    return replace(gist, senses=load_vectors().of(gist.lemmas))
