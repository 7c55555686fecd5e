"""From likelihoods to words: which words are cues, and which are the source and the content of each.

Invariant: source, cue and content of one tagging share no word, and no cue is empty.
"""

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sayso.claims.english.tagger.network import Network, Reading
from sayso.claims.english.tagger.windows import Window

__all__ = ["Tagging", "decode"]

_LEAST = 0.15  # a word less likely than this is in no cue
_PART = 0.5  # of the likeliest word of a cue, that its others reach
_ROLE = 0.5
_TOGETHER = 32  # cues that the linker takes at a time: its memory grows with cues times words
_APART = 1.5  # log odds that a content must gain by going on in another stretch
_SURE = 0.001  # and its complement: no likelihood counts as nearer to nothing or to all
_BEFORE, _INSIDE, _BEHIND = 0, 1, 2  # where a word stands beside the content
_SOURCE, _CONTENT = 1, 2


@dataclass(frozen=True, slots=True)
class Tagging:
    """An attribution as the network sees it: words by their places in the parse, and how sure it is. The content may be
    empty.

    likelihood: that the cue is one (0 to 1); clear: how clearly the words of the content are told from those that are
    not, as the mean likelihood of its words (0 to 1).
    """

    cue: tuple[int, ...]
    source: tuple[int, ...]
    content: tuple[int, ...]
    likelihood: float
    clear: float


def decode(network: Network, window: Window, offered: Iterable[Sequence[int]]) -> Iterator[Tagging]:
    """The attributions of a window, in order of their cues: those that the network marks, and those of `offered`, cues
    found by others (by places in the parse), that share no word with them.
    """
    reading = network.read(window)
    marked = list(_cues(reading))
    taken = {place for cue in marked for place in cue}
    others = [cue for cue in _places(window, offered) if taken.isdisjoint(cue)]
    cues = sorted({*marked, *others}, key=lambda cue: (cue.start, cue.stop))
    for start in range(0, len(cues), _TOGETHER):
        some = cues[start : start + _TOGETHER]
        for cue, roles in zip(some, network.link(window, reading, some), strict=True):
            yield _tagging(window, reading, cue, roles)


def _places(window: Window, cues: Iterable[Sequence[int]]) -> Iterator[range]:
    """Where in a window cues stand that have words in it; of a cue in several pieces the first."""
    place = {word: n for n, word in enumerate(window.words)}
    for cue in cues:
        inside = sorted(place[word] for word in cue if word in place)
        if inside:
            beyond = next((n for n, p in enumerate(inside) if p != inside[0] + n), len(inside))
            yield range(inside[0], inside[0] + beyond)


def _cues(reading: Reading) -> Iterator[range]:
    """Stretches of words that are likely part of one cue, cut down to the likelier ones."""
    run: list[int] = []
    for place in [*np.flatnonzero(reading.cue > _LEAST).tolist(), None]:
        goes_on = place is not None and run and place == run[-1] + 1 and reading.further[place] >= 0.5
        if run and not goes_on:
            top = max(reading.cue[p] for p in run)
            kept = [p for p in run if reading.cue[p] >= _PART * top]
            yield range(kept[0], kept[-1] + 1)
            run = []
        if place is not None:
            run.append(place)


def _tagging(window: Window, reading: Reading, cue: range, roles: NDArray[np.float32]) -> Tagging:
    free = np.ones(len(window.words), bool)
    free[cue.start : cue.stop] = False
    source = np.flatnonzero((roles[:, _SOURCE] > _ROLE) & free)
    free[source] = False
    content = _stretches(roles[:, _CONTENT], free)
    return Tagging(
        cue=tuple(window.words[p] for p in cue),
        source=tuple(window.words[p] for p in source),
        content=tuple(window.words[p] for p in content),
        likelihood=float(reading.cue[cue.start : cue.stop].max()),
        clear=float(roles[content, _CONTENT].mean()) if content else 0.0,
    )


def _stretches(likely: NDArray[np.float32], free: NDArray[np.bool_]) -> list[int]:
    """The words of a content: those whose log odds, less `_APART` for each stretch after the first, sum to the most
    (Viterbi's algorithm). Words that are not `free`, of a cue or a source, part no stretch and are in none.
    """
    bounded = np.clip(likely.astype(np.float64), _SURE, 1 - _SURE)
    gains = np.where(free, np.log(bounded / (1 - bounded)), 0.0)
    worth = np.flatnonzero(gains > 0)
    if not len(worth):
        return []
    reach = range(int(worth[0]), int(worth[-1]) + 1)
    return [
        place
        for place, inside in zip(reach, _best_path(gains[reach.start : reach.stop].tolist()), strict=True)
        if inside and free[place]
    ]


def _best_path(gains: Sequence[float]) -> list[bool]:
    """For each word whether the best choice has it inside a stretch."""
    before, inside, behind = 0.0, -math.inf, -math.inf
    steps: list[tuple[int, int, int]] = []  # into each state, the state that it is best come from
    for gain in gains:
        entered, source = max((before, _BEFORE), (inside, _INSIDE), (behind - _APART, _BEHIND))
        left, last = max((inside, _INSIDE), (behind, _BEHIND))
        steps.append((_BEFORE, source, last))
        inside, behind = entered + gain, left
    state = max((before, _BEFORE), (inside, _INSIDE), (behind, _BEHIND))[1]
    path = []
    for step in reversed(steps):
        path.append(state == _INSIDE)
        state = step[state]
    return path[::-1]
