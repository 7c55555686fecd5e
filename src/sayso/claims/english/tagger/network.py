"""The trained network: windows in, for every word how likely it is part of a cue, and for every cue whose words are
its source and its content.

Two graphs run one after the other on one thread: the encoder reads a window once, the linker looks at it again for each
cue. What they were trained on, their figures and their limits stand in docs/models/attribution.md. Invariant: a window
gives the same numbers whatever was read before it, and whatever is read beside it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sayso.claims.english.tagger.windows import Window
from sayso.claims.english.tagger.wordpiece import WordPieces

__all__ = ["DISTANCES", "Network", "Reading", "places_beside"]

DISTANCES = np.array(
    [-128, -64, -48, -32, -24, -16, -12, -8, -6, -4, -3, -2, -1, 0, 1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64, 128]
)
_OUTSIDE = 0  # of the three tags of a word: outside, first of a cue, further in a cue


@dataclass(frozen=True, slots=True)
class Reading:
    """What the encoder makes of a window of n words.

    cue: how likely each word is part of a cue (n); further: how likely each goes on from the word before rather than
    beginning a cue (n); seen_as_cue, seen_as_word: what the linker needs of each (n x width).
    """

    cue: NDArray[np.float32]
    further: NDArray[np.float32]
    seen_as_cue: NDArray[np.float32]
    seen_as_word: NDArray[np.float32]


class Network:
    """Holds both graphs and their vocabulary, nothing else."""

    def __init__(self) -> None:
        folder = files("sayso.claims.english.tagger") / "model"
        self.vocabulary = WordPieces((folder / "vocabulary.txt").read_text(encoding="utf-8").splitlines())
        self._encoder = _session((folder / "encoder.onnx").read_bytes())
        self._linker = _session((folder / "linker.onnx").read_bytes())

    def read(self, window: Window) -> Reading:
        """Encode a window."""
        given = {"pieces": window.pieces, "features": window.features, "first": window.first}
        tags, seen_as_cue, seen_as_word = self._encoder.run(["tags", "cue", "word"], given)
        tags = _shares(tags)
        return Reading(1 - tags[:, _OUTSIDE], tags[:, 2] / (tags[:, 1] + tags[:, 2]), seen_as_cue, seen_as_word)

    def link(self, window: Window, reading: Reading, cues: Sequence[range]) -> NDArray[np.float32]:
        """How likely each word is in no role, in the source, in the content of each cue (cues x n x 3).

        `cues` are places in the window; there must be one at least.
        """
        sides = [places_beside(window, cue) for cue in cues]
        given = {
            "cue": np.stack([reading.seen_as_cue[cue.start : cue.stop].mean(0) for cue in cues]),
            "word": reading.seen_as_word,
            "distance": np.stack([distance for distance, _ in sides]),
            "setting": np.stack([setting for _, setting in sides]),
        }
        return _shares(self._linker.run(["roles"], given)[0])


def places_beside(window: Window, cue: range) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """How far each word stands from a cue, in steps of `DISTANCES`, and in which setting: its paragraph (the cue's, an
    earlier, a later) and whether it is quoted.
    """
    place = np.arange(len(window.words))
    away = np.where(place < cue.start, place - cue.start, np.maximum(place - (cue.stop - 1), 0))
    beside = np.sign(window.paragraph - window.paragraph[cue.start])
    setting = np.choose(beside + 1, [1, 0, 2]) + 4 * window.quoted
    return np.searchsorted(DISTANCES, away), setting.astype(np.int64)


def _session(graph: bytes) -> Any:
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    # On a processor without wide sums of bytes (VNNI) eight-bit products overflow, and claims would differ from machine
    # to machine, unless signed weights are turned to unsigned ones.
    options.add_session_config_entry("session.x64quantprecision", "1")
    return onnxruntime.InferenceSession(graph, options, providers=["CPUExecutionProvider"])


def _shares(scores: NDArray[np.float32]) -> NDArray[np.float32]:
    """Softmax over the last axis."""
    powers = np.exp(scores - scores.max(-1, keepdims=True))
    shares: NDArray[np.float32] = powers / powers.sum(-1, keepdims=True)
    return shares
