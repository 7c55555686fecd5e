"""Words as vectors: like meanings point in like directions, and a gist carries one for each of its lemmas."""

import numpy as np

from sayso.claims.english.vectors import WIDTH, load_vectors, with_senses
from sayso.model import Gist
from sayso.model.identity import canonical, decode


def nearness(one: str, other: str) -> float:
    mine, theirs = (np.frombuffer(load_vectors().of([word]), np.int8).astype(float) for word in (one, other))
    return float(mine @ theirs / np.linalg.norm(mine) / np.linalg.norm(theirs))


def test_words_of_like_meaning_are_nearer_than_others() -> None:
    assert nearness("ship", "vessel") > nearness("ship", "letter")
    assert nearness("kill", "death") > nearness("kill", "paint")


def test_a_word_has_the_same_vector_whatever_stands_beside_it() -> None:
    together = load_vectors().of(["ship", "harbour"])
    assert together == load_vectors().of(["ship"]) + load_vectors().of(["harbour"])


def test_a_word_without_pieces_has_no_direction() -> None:
    assert load_vectors().of([""]) == bytes(WIDTH)


def test_a_gist_gets_a_vector_for_each_lemma_and_survives_the_record() -> None:
    gist = with_senses(Gist(head="sink", lemmas=("boat", "sink")))
    assert len(gist.senses) == 2 * WIDTH
    assert decode(canonical(gist), Gist) == gist
