"""From likelihoods to words, with a network whose numbers are set by hand."""

from collections.abc import Sequence

import numpy as np
import pytest
from numpy.typing import NDArray

from sayso.claims.english.tagger.decode import Tagging, decode
from sayso.claims.english.tagger.network import DISTANCES, Reading, places_beside
from sayso.claims.english.tagger.windows import FEATURES, Window

WORDS = 10


class Numbers:
    """Stands for the network: cues as given, and the roles that every cue sees."""

    def __init__(
        self, cue: Sequence[float], roles: NDArray[np.float32], further: Sequence[float] | None = None
    ) -> None:
        self._cue = np.array(cue, np.float32)
        self._further = np.array(further or [0.9] * WORDS, np.float32)
        self._roles = roles

    def read(self, window: Window) -> Reading:
        nothing = np.zeros((WORDS, 1), np.float32)
        return Reading(self._cue, self._further, nothing, nothing)

    def link(self, window: Window, reading: Reading, cues: Sequence[range]) -> NDArray[np.float32]:
        return np.stack([self._roles] * len(cues))


def window(first: int = 100) -> Window:
    words = tuple(range(first, first + WORDS))
    nothing = np.zeros(WORDS, np.int64)
    return Window(words, nothing, np.zeros((WORDS, len(FEATURES)), np.float32), nothing, nothing, nothing > 0)


def roles(source: Sequence[int], content: Sequence[int], doubtful: Sequence[int] = ()) -> NDArray[np.float32]:
    table = np.tile(np.array([0.9, 0.05, 0.05], np.float32), (WORDS, 1))
    table[list(source)] = (0.1, 0.8, 0.1)
    table[list(content)] = (0.1, 0.1, 0.8)
    table[list(doubtful)] = (0.5, 0.1, 0.4)
    return table


def cue_at(*places: int, likely: float = 0.8) -> list[float]:
    return [likely if n in places else 0.01 for n in range(WORDS)]


def tag(network: Numbers, offered: Sequence[Sequence[int]] = ()) -> list[Tagging]:
    return list(decode(network, window(), offered))  # type: ignore[arg-type]


def test_source_and_content_of_a_cue() -> None:
    (found,) = tag(Numbers(cue_at(2), roles([0, 1], [3, 4, 5])))
    assert (found.source, found.cue, found.content) == ((100, 101), (102,), (103, 104, 105))
    assert found.likelihood == pytest.approx(0.8)
    assert found.clear == pytest.approx(0.8)


def test_no_cue_gives_nothing() -> None:
    assert tag(Numbers(cue_at(), roles([0], [3]))) == []


def test_neighbours_are_one_cue_unless_one_begins_another() -> None:
    further = [0.9] * WORDS
    further[3] = 0.2
    assert [t.cue for t in tag(Numbers(cue_at(2, 3), roles([0], [6])))] == [(102, 103)]
    assert [t.cue for t in tag(Numbers(cue_at(2, 3), roles([0], [6]), further))] == [(102,), (103,)]


def test_a_cue_is_cut_down_to_its_likelier_words() -> None:
    likely = cue_at(2)
    likely[3] = 0.3
    assert [t.cue for t in tag(Numbers(likely, roles([0], [6])))] == [(102,)]


def test_a_gap_that_nothing_speaks_against_is_filled() -> None:
    (found,) = tag(Numbers(cue_at(2), roles([0], [3, 6], doubtful=[4, 5])))
    assert found.content == (103, 104, 105, 106)
    (found,) = tag(Numbers(cue_at(2), roles([0], [3, 4, 7, 8])))
    assert found.content == (103, 104, 107, 108)


def test_a_scrap_far_from_the_rest_is_left_out() -> None:
    table = roles([0], [3, 4, 5, 8])
    table[8] = (0.45, 0.0, 0.55)
    (found,) = tag(Numbers(cue_at(2), table))
    assert found.content == (103, 104, 105)


def test_a_content_goes_on_behind_its_cue() -> None:
    table = roles([6], [3, 4, 7])
    table[7] = (0.45, 0.0, 0.55)
    (found,) = tag(Numbers(cue_at(5), table))
    assert (found.content, found.source) == ((103, 104, 107), (106,))


def test_a_single_word_may_be_all_the_content() -> None:
    table = roles([0], [])
    table[4] = (0.45, 0.0, 0.55)
    (found,) = tag(Numbers(cue_at(2), table))
    assert found.content == (104,)


def test_a_cue_is_never_its_own_content() -> None:
    (found,) = tag(Numbers(cue_at(2), roles([1], [2, 3])))
    assert found.content == (103,)


def test_an_offered_cue_is_linked_however_unlikely() -> None:
    (found,) = tag(Numbers(cue_at(), roles([0], [6])), [(104, 105)])
    assert found.cue == (104, 105)
    assert found.likelihood == pytest.approx(0.01)


def test_an_offered_cue_that_is_marked_already_or_stands_elsewhere_is_passed_over() -> None:
    network = Numbers(cue_at(2, 3), roles([0], [6]))
    assert [t.cue for t in tag(network, [(103, 104), (98, 99), (250,)])] == [(102, 103)]


def test_of_an_offered_cue_in_pieces_the_first_is_linked() -> None:
    (found,) = tag(Numbers(cue_at(), roles([0], [6])), [(108, 104, 105)])
    assert found.cue == (104, 105)


def test_places_beside_a_cue() -> None:
    one = window()
    one.paragraph[6:] = 1
    one.quoted[8:] = True
    distance, setting = places_beside(one, range(2, 4))
    assert DISTANCES[distance].tolist() == [-2, -1, 0, 0, 1, 2, 3, 4, 6, 6]
    assert setting.tolist() == [0, 0, 0, 0, 0, 0, 2, 2, 6, 6]
