"""Offices that reports give a person, with body and dates."""

from datetime import date

import pytest

from sayso.crossdoc.titles import find_title, load_title_words
from sayso.model import Granularity, Office
from tests.crossdoc.webs import Web


def offices(*reports: tuple[str, str]) -> tuple[Office, ...]:
    """The offices of Ola Brandt from the texts of reports, each with the day on which it came out."""
    web = Web()
    for number, (text, published) in enumerate(reports):
        web.report(f"R{number}", text, published=published)
        web.claim(str(number), f"R{number}", "the bell was cracked", "Ola Brandt")
    entities = web.align().entities
    return next(e.offices for e in entities if e.name == "Ola Brandt")


@pytest.mark.parametrize(
    ("phrase", "behind", "title", "body", "over"),
    [
        ("Defence Minister ", False, "Defence Minister", "", False),
        ("former mayor ", False, "mayor", "", True),
        ("ex-mayor ", False, "mayor", "", True),
        ("then-minister ", False, "minister", "", True),
        ("the harbour board's director, ", False, "director", "harbour board", False),
        ("Harbour Board director ", False, "director", "Harbour Board", False),
        ("Last Monday Tarn's Deputy Prime Minister ", False, "Deputy Prime Minister", "Tarn", False),
        ("Tarn Secretary of State ", False, "Secretary of State", "Tarn", False),
        (", the defence minister", True, "defence minister", "", False),
        (", head of the Harbour Board", True, "head", "Harbour Board", False),
        (", a former deputy director at the Tarn Salt Company", True, "deputy director", "Tarn Salt Company", True),
    ],
)
def test_title_and_body_are_read_from_the_words_beside_a_name(
    phrase: str, behind: bool, title: str, body: str, over: bool
) -> None:
    found = find_title(phrase, load_title_words(), behind=behind)
    assert found is not None
    assert (found.title, found.body, found.over) == (title, body, over)


@pytest.mark.parametrize(
    "phrase", ["candidate for mayor, ", ", mayor-elect", ", who drives a cart", " of the salt board"]
)
def test_what_is_sought_or_told_otherwise_is_no_office(phrase: str) -> None:
    assert find_title(phrase, load_title_words(), behind=phrase.startswith((",", " "))) is None


@pytest.mark.parametrize(
    "text",
    [
        "According to Ola Brandt, the mayor of Tolm was paid nine crowns.",
        "The Post reported, citing Ola Brandt, that the mayor of Tolm was paid nine crowns.",
        "The mill paid nine crowns to the mayor of Tolm, Ola Brandt said.",
        "The mill paid nine crowns to the mayor of Tolm, Ola Brandt, a beekeeper, said.",
    ],
)
def test_what_somebody_says_of_an_office_gives_it_to_nobody(text: str) -> None:
    assert offices((f"{text} People thought the bell was cracked.", "2040-05-01")) == ()


@pytest.mark.parametrize(
    "text",
    [
        "According to Ola Brandt, the mayor of Tolm, nine crowns were paid.",
        "Nine crowns were paid, according to Ola Brandt, the mayor of Tolm.",
        "Nine crowns were paid by the mayor of Tolm, Ola Brandt, on Monday.",
    ],
)
def test_an_apposition_gives_an_office(text: str) -> None:
    (office,) = offices((f"{text} People thought the bell was cracked.", "2040-05-01"))
    assert (office.title, office.body) == ("mayor", "Tolm")


def test_an_office_is_held_on_the_days_of_the_reports_that_give_it() -> None:
    told = offices(
        ("Defence Minister Ola Brandt said the bell was cracked.", "2040-05-01"),
        ("Ola Brandt, the defence minister, said the bell was cracked.", "2040-05-09"),
    )
    (office,) = told
    assert office.title.lower() == "defence minister"
    assert (office.held.first, office.held.last) == (date(2040, 5, 1), date(2040, 5, 9))
    assert len(office.documents) == 2


def test_a_former_office_ended_before_the_report() -> None:
    (office,) = offices(("Former mayor Ola Brandt said the bell was cracked.", "2040-05-01"))
    assert (office.held.first, office.held.last) == (None, date(2040, 4, 30))


def test_years_that_are_told_are_kept() -> None:
    text = "Ola Brandt, defence minister from 2027 to 2031, said the bell was cracked."
    (office,) = offices((f"{text} People thought the bell was cracked.", "2040-05-01"))
    assert (office.held.first, office.held.last) == (date(2027, 1, 1), date(2031, 12, 31))
    assert office.held.granularity is Granularity.YEAR


def test_who_became_something_holds_it_since() -> None:
    text = "Ola Brandt, who became chair of the board in 2029, said the bell was cracked."
    (office,) = offices((f"{text} People thought the bell was cracked.", "2040-05-01"))
    assert (office.title, office.body) == ("chair", "board")
    assert (office.held.first, office.held.last) == (date(2029, 1, 1), date(2040, 5, 1))


def test_one_office_is_told_in_its_fullest_words() -> None:
    (office,) = offices(
        ("Ola Brandt, director of the Tarn Harbour Board, said the bell was cracked.", "2040-05-01"),
        ("Director Ola Brandt said the bell was cracked.", "2040-05-02"),
    )
    assert office.body == "Tarn Harbour Board"


def test_an_office_of_two_bodies_stays_two() -> None:
    told = offices(
        ("Ola Brandt, director of the Harbour Board, said the bell was cracked.", "2040-05-01"),
        ("Ola Brandt, director of the Salt Company, said the bell was cracked.", "2040-05-02"),
    )
    assert {office.body for office in told} == {"Harbour Board", "Salt Company"}
