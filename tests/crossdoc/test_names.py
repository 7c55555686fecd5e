"""Pairs of names, each in a report of its own: which are put together."""

import pytest

from bench.entities import Pair, are_one, load_pairs
from sayso.crossdoc.names import body_key, load_name_words, name_key
from sayso.crossdoc.transliteration import folded, sounding
from sayso.model import SourceKind


def case(pair: Pair) -> object:
    marks = [pytest.mark.xfail(reason=pair.missed, strict=True)] if pair.missed else []
    return pytest.param(pair, id=f"{pair.phenomenon}: {' / '.join((*pair.names, *pair.others))}", marks=marks)


@pytest.mark.parametrize("pair", [case(pair) for pair in load_pairs()])
def test_two_names_are_one_or_not(pair: Pair) -> None:
    assert are_one(pair) is pair.same


def test_there_are_pairs_enough_of_both_sorts() -> None:
    pairs = load_pairs()
    assert len(pairs) >= 150
    assert sum(not pair.same for pair in pairs) >= 60


@pytest.mark.parametrize("words", ["Zaborsky Zaborskyy Zaborskiy Заборский Заборський", "Yuri Yury Iouri Юрий"])
def test_spellings_of_one_name_sound_alike(words: str) -> None:
    assert len({sounding(word) for word in words.split()}) == 1


@pytest.mark.parametrize("words", ["Brandt Brand", "Jan Ian", "Petrov Petrova", "Lask Laske", "Sorokin Sorkin"])
def test_other_names_do_not_sound_alike(words: str) -> None:
    one, other = words.split()
    assert sounding(one) != sounding(other)


def test_an_umlaut_is_folded_however_it_is_written() -> None:
    assert folded("Müllner") == folded("Muellner") == folded("Mullner")
    assert folded("Bauer") == "bauer"


def test_initials_particles_and_generations_are_words_of_a_name() -> None:
    words = load_name_words()
    assert name_key("Dr J.P. al-Tarn, Jr.", SourceKind.PERSON, words) == ("j", "p", "al", "tarn", "jr")


def test_a_ministry_has_its_field_before_it() -> None:
    words = load_name_words()
    orders = ("ministry of salt of tarn", "tarn ministry of salt", "tarn salt ministry")
    assert len({body_key(tuple(name.split()), words) for name in orders}) == 1
    assert body_key(("bank", "of", "tarn"), words) != body_key(("tarn", "bank"), words)


@pytest.mark.parametrize(
    "name",
    [
        "Eyewitness Jo Penn",
        "32-year-old baker Jo Penn",
        "the board's director, Jo Penn",
        "Undersheriff Jo Penn",
        "Jo Penn",
    ],
)
def test_what_a_person_is_is_no_part_of_the_name(name: str) -> None:
    assert name_key(name, SourceKind.PERSON, load_name_words()) == ("jo", "penn")


def test_the_day_of_an_issue_is_no_part_of_an_outlets_name() -> None:
    words = load_name_words()
    assert name_key("Wednesday’s Tarn Courier", SourceKind.OUTLET, words) == ("tarn", "courier")
    assert name_key("The Sunday Courier", SourceKind.OUTLET, words) == ("sunday", "courier")
