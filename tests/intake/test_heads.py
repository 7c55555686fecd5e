"""Datelines, date lines and bylines at the head of a report."""

import pytest

from sayso.intake.boilerplate import mark_boilerplate
from sayso.lexicon import Lexicon, load_lexicon
from sayso.model import MarkKind


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return load_lexicon("en", "boilerplate")


def heads(text: str, lexicon: Lexicon) -> list[tuple[MarkKind, str]]:
    return [(mark.kind, text[slice(*mark.span)]) for mark in mark_boilerplate(text, lexicon)]


STORY = "The bell of the town was sold on Monday, officials said."

DATELINES = [
    "ORLIN —",
    "ORLIN —\u00a0",
    "ORLIN --",
    "ORLIN -",
    "ORLIN (Coast Press) -",
    "ORLIN, May 3 (CP) -",
    "ORLIN, Sept. 3 (CP) –",
    "ORLIN, 3 May (CP) —",
    "ORLIN, Brenmark, May 3, 2031 (CP) —",
    "ST. ANSEL, N.B. (CP) —",
    "PORT D’OR, western Brenmark -",
    "GREAT ORLIN BAY, Brenmark —",
    "ORLIN, May 3. /BSA/.",
    "ORLIN, 3 May /BSA/.",
    "ORLIN. May 3 (Coastfax) -",
    "Orlin (CP) –",
    "Orlin, May 3 —",
    "ОРЛІН —",
    "ORLIN (CP)_",
    "ORLIN _",
]


@pytest.mark.parametrize("dateline", DATELINES)
def test_a_dateline_is_marked_and_no_word_of_the_story(dateline: str, lexicon: Lexicon):
    text = f"{dateline} {STORY}"
    assert heads(text, lexicon) == [(MarkKind.DATELINE, dateline.rstrip())]


@pytest.mark.parametrize(
    "above", ["\ufeff", "\n\n", "Bell sold\n\n", "Bell sold\nBy Dora Quill\n", "Monday, May 3, 2031\n"]
)
def test_it_may_stand_below_a_headline(above: str, lexicon: Lexicon):
    assert (MarkKind.DATELINE, "ORLIN —") in heads(f"{above}ORLIN — {STORY}", lexicon)


def test_it_may_stand_on_a_line_of_its_own(lexicon: Lexicon):
    assert heads(f"ORLIN (CP) --\n\n{STORY}", lexicon) == [(MarkKind.DATELINE, "ORLIN (CP) --")]


@pytest.mark.parametrize(
    "text",
    [
        "ORLINCO — the maker of bells — said it was sold.",
        "EXCLUSIVE – Bell of Orlin is sold",
        "UPDATE: 3 May — The bell is sold.",
        "BELLS ARE SOLD, GOATS ARE NOT - Dora Quill: “So it is.”",
        "Dora Quill — who keeps the tower — was not asked.",
        "The bell - it hung here - is sold.",
        "“ORLIN —” was all that the telegram said.",
        "A - Z of bells",
        "QUILL--Dora, 98, of Orlin, keeper of the tower, died on Friday.",
        "BIG Bells Inc. said it sold a bell -- its last.",
        "ORLIN — three goals down — lost to the goats of Brenmark.",
        STORY,
    ],
)
def test_what_only_looks_like_one_is_story(text: str, lexicon: Lexicon):
    assert heads(text, lexicon) == []


def test_it_is_looked_for_at_the_head_alone(lexicon: Lexicon):
    assert heads(f"{STORY}\n" * 4 + f"ORLIN — {STORY}", lexicon) == []


@pytest.mark.parametrize(
    "line",
    [
        "Monday, May 3, 2031",
        "3 May 2031",
        "2031-05-03",
        "Published: May 3, 2031 at 10:15 am",
        "Updated 3 May 2031, 10:15 CET",
        "Monday, May 3, 2031 \u00a0",
    ],
)
def test_a_line_with_a_date_alone_is_marked(line: str, lexicon: Lexicon):
    assert heads(f"{line}\n\n{STORY}", lexicon) == [(MarkKind.DATELINE, line.rstrip())]


@pytest.mark.parametrize("line", ["On May 3, 2031 the bell was sold", "May 3", "2031", "May 3, 2031: the bell is sold"])
def test_a_sentence_with_a_date_is_story(line: str, lexicon: Lexicon):
    assert heads(f"{line}\n\n{STORY}", lexicon) == []


@pytest.mark.parametrize(
    "line", ["By Dora Quill", "By Dora Quill and Ansel van der Birk", "BY DORA QUILL", "Words by Dora Quill"]
)
def test_a_byline_is_a_credit(line: str, lexicon: Lexicon):
    assert heads(f"Bell sold\n{line}\n{STORY}", lexicon) == [(MarkKind.CREDIT, line)]


@pytest.mark.parametrize(
    "line", ["By Monday Evening", "By selling Bells", "By Orlin", "By Dora Quill.", "By and by the Bell fell"]
)
def test_other_lines_with_by_are_story(line: str, lexicon: Lexicon):
    assert heads(f"Bell sold\n{line}\n{STORY}", lexicon) == []
