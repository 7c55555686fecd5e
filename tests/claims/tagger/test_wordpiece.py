"""Words as pieces."""

from hypothesis import given
from hypothesis import strategies as st

from sayso.claims.english.tagger.wordpiece import WordPieces

VOCABULARY = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "gate", "##s", "##house", "open", "-", ".", "cafe", "##d", "a"]


def pieces_of(word: str) -> list[str]:
    return [VOCABULARY[n] for n in WordPieces(VOCABULARY).of(word)]


def test_the_longest_known_piece_comes_first() -> None:
    assert pieces_of("gatehouses") == ["gate", "##house", "##s"]


def test_case_and_accents_make_no_difference() -> None:
    assert pieces_of("Café") == ["cafe"]


def test_punctuation_stands_apart() -> None:
    assert pieces_of("open-gate.") == ["open", "-", "gate", "."]


def test_a_run_that_has_no_pieces_is_unknown_as_a_whole() -> None:
    assert pieces_of("gatex") == ["[UNK]"]


def test_space_and_controls_have_no_pieces() -> None:
    assert pieces_of(" \n\u200b\x00") == []


def test_an_endless_word_has_few_pieces() -> None:
    assert len(pieces_of("a" + "." * 5000)) == 16
    assert pieces_of("a" * 5000) == ["[UNK]"]


@given(st.text(max_size=40))
def test_any_word_has_pieces_of_the_vocabulary(word: str) -> None:
    assert len(pieces_of(word)) <= 16
