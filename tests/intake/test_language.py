"""The language of a text that doesn't name it."""

import pytest

from sayso.intake.language import detect_language

TEXTS = {
    "en": "The harbour master said on Monday that the bell had been sold for nine crowns and a goat.",
    "fr": "Le maître du port a déclaré lundi que la cloche avait été vendue pour neuf couronnes et une chèvre.",
    "de": "Der Hafenmeister sagte am Montag, die Glocke sei für neun Kronen und eine Ziege verkauft worden.",
    "uk": "Начальник порту заявив у понеділок, що дзвін продали за дев'ять крон і козу.",
    "ru": "Начальник порта сообщил в понедельник, что колокол продали за девять крон и козу.",
}


@pytest.mark.parametrize(("language", "text"), TEXTS.items(), ids=TEXTS)
def test_tells_languages_apart_and_always_alike(language: str, text: str):
    assert [detect_language(text), detect_language(text)] == [language, language]


@pytest.mark.parametrize("text", ["", "Orlin.", "12,000 / 400 - 3", "🔥🔥🔥", "Vicki Vanhuis."])
def test_says_nothing_of_a_few_words(text: str):
    assert detect_language(text) is None


def test_looks_at_the_beginning_alone():
    assert detect_language(TEXTS["en"] * 40 + TEXTS["uk"] * 400) == "en"
