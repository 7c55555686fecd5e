"""Documents cut into what the network reads."""

import pytest

from sayso.claims.attribution import Attribution, Frame
from sayso.claims.english.tagger.network import Network
from sayso.claims.english.tagger.windows import FEATURES, LONGEST, Window, cut_windows
from sayso.claims.english.tagger.wordpiece import WordPieces
from sayso.model import Span
from sayso.reading import Annotated, load_reader
from tests.claims.cases import make_document

PARAGRAPH = 'Ilse Brandt said the north gate was open. "We had warned them," she added. The mill did not answer.'


@pytest.fixture(scope="module")
def vocabulary() -> WordPieces:
    return Network().vocabulary


def read(text: str) -> Annotated:
    return next(iter(load_reader("en").read([make_document(text)])))


def windows_of(text: str, vocabulary: WordPieces) -> tuple[Annotated, list[Window]]:
    annotated = read(text)
    return annotated, list(cut_windows(annotated, [], vocabulary))


@pytest.mark.parametrize(
    "text",
    [
        PARAGRAPH,
        "\n\n".join([PARAGRAPH] * 30),
        " ".join([PARAGRAPH] * 30),
        "gate " * 2000,
        "gate-" * 2000,
        "x" * 20_000,
    ],
    ids=["short", "paragraphs", "sentences", "words", "dashes", "one word"],
)
def test_every_word_with_pieces_is_in_one_window(text: str, vocabulary: WordPieces) -> None:
    annotated, windows = windows_of(text, vocabulary)
    held = [word for window in windows for word in window.words]
    assert held == [t.i for t in annotated.parse if vocabulary.of(t.text)]
    assert all(len(window.pieces) <= LONGEST for window in windows)


def test_a_window_ends_where_a_paragraph_does(vocabulary: WordPieces) -> None:
    annotated, windows = windows_of("\n\n".join([PARAGRAPH] * 30), vocabulary)
    starts = {p.start for p in annotated.paragraphs}
    assert len(windows) > 1
    assert all(annotated.parse[window.words[0]].idx in starts for window in windows)


def test_pieces_stand_between_marks_and_words_at_their_first_piece(vocabulary: WordPieces) -> None:
    annotated, (window,) = windows_of(PARAGRAPH, vocabulary)
    assert window.pieces[0] == vocabulary.begin
    assert window.pieces[-1] == vocabulary.end
    for word, first in zip(window.words, window.first, strict=True):
        assert window.pieces[first] == vocabulary.of(annotated.parse[word].text)[0]


def test_features_say_what_is_known_of_a_word(vocabulary: WordPieces) -> None:
    annotated = read(PARAGRAPH)
    said = annotated.parse[2]
    rule = Attribution(Frame.CLAUSE, "say", (said,), tuple(annotated.parse[0:2]), (Span(17, 40),))
    (window,) = cut_windows(annotated, [rule], vocabulary)

    def marked(name: str) -> list[str]:
        column = window.features[window.first, FEATURES.index(name)]
        return [annotated.parse[word].text for word, value in zip(window.words, column, strict=True) if value]

    assert marked("quoted") == ['"', "We", "had", "warned", "them", ",", '"']
    assert marked("first of a sentence") == ["Ilse", '"', "The"]
    assert marked("first of a paragraph") == ["Ilse"]
    assert marked("in a rule's source") == ["Ilse", "Brandt"]
    assert marked("first of a rule's content") == ["the"]
    assert marked("in a rule's cue") == ["said"]
    assert "Brandt" in marked("capitalised")
    assert "gate" not in marked("capitalised")
