"""Whether a text speaks of somebody as "he" or as "she", and that it is left open where the text does."""

import pytest

from sayso.claims.english.sources.cast import cast_of
from sayso.claims.english.sources.genders import Genders
from sayso.lexicon import load_lexicon
from sayso.reading import Reader
from tests.claims.cases import make_document

LEXICON = load_lexicon("en", "genders", "sources")


def genders_of(reader: Reader, text: str) -> Genders:
    (annotated,) = reader.read([make_document(text)])
    titles, offices = LEXICON.words("sources", "person-title"), LEXICON.words("sources", "office")
    return Genders.of(cast_of(annotated.parse, titles, offices).mentions, LEXICON)


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("Mr Quill came late.", "Quill", "he"),
        ("Ms Marren came late.", "Marren", "she"),
        ("The chairman, Arlo Quill, came late.", "Arlo Quill", "he"),
        ("Sib Marren, a widow, came late.", "Sib Marren", "she"),
        ("Sib Marren said she had the key.", "Sib Marren", "she"),
        ("Arlo Quill, who lost his key, came late.", "Arlo Quill", "he"),
        ("Sib Marren came late.", "Sib Marren", None),
        ("Sib Marren said the gate was open. He had the key.", "Sib Marren", None),
        ("Mr Quill came late. Ms Quill came later.", "Quill", None),
    ],
)
def test_what_the_text_says(reader: Reader, text: str, name: str, expected: str | None):
    assert genders_of(reader, text).known(name) == expected


def test_a_given_name_counts_where_the_text_says_nothing(reader: Reader):
    genders = genders_of(reader, "Maria Quill met Sib Marren. Peter Orr, the chairwoman, came late.")
    assert not genders.may_be("he", "Maria Quill")
    assert genders.may_be("he", "Sib Marren")
    assert genders.may_be("she", "Sib Marren")
    assert genders.may_be("she", "Peter Orr")


def test_the_words_for_somebody_count_before_their_name(reader: Reader):
    genders = genders_of(reader, "Somebody came late.")
    assert genders.known("spokeswoman", "The spokeswoman") == "she"
    assert genders.may_be("he", "clerk", "A clerk")
