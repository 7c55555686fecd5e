"""Which nouns may speak and which may be cited, by lists and by endings."""

import pytest
from spacy.tokens import Token

from sayso.claims.english.sources.animacy import Animacy
from sayso.lexicon import load_lexicon
from sayso.reading import Reader
from tests.claims.cases import make_document

ANIMACY = Animacy(load_lexicon("en", "sources"))


def last_word(reader: Reader, phrase: str) -> Token:
    (annotated,) = reader.read([make_document(f"It names {phrase}.")])
    return annotated.parse[-2]


@pytest.mark.parametrize("phrase", ["a diver", "two engineers", "the ministry", "Lena Ost", "the fishermen", "a pilot"])
def test_who_may_speak(reader: Reader, phrase: str):
    assert ANIMACY.may_speak(last_word(reader, phrase))


@pytest.mark.parametrize("phrase", ["the weather", "a number", "ill health", "the river", "an error", "costs"])
def test_what_may_not(reader: Reader, phrase: str):
    word = last_word(reader, phrase)
    assert not ANIMACY.may_speak(word)
    assert not ANIMACY.may_be_cited(word)


@pytest.mark.parametrize("phrase", ["a memo", "the footage", "an assessment"])
def test_what_may_be_cited_though_it_does_not_speak(reader: Reader, phrase: str):
    word = last_word(reader, phrase)
    assert ANIMACY.may_be_cited(word)
    assert not ANIMACY.is_named_speaker(word)
