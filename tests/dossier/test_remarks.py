from dataclasses import replace

import pytest

from sayso.dossier.catalogue import build_catalogue
from sayso.dossier.remarks import build_remarks
from sayso.model import (
    Attitude,
    Claim,
    Comparison,
    Course,
    Evidence,
    EvidenceKind,
    Factuality,
    Granularity,
    Interval,
    SourceKind,
    Timex,
    Unnamed,
    Verification,
    Words,
)
from tests.dossier.making import day, make_claim, make_document, make_story

TEXT = "Two people close to the board, who feared for their posts, claimed that the so-called repair will start in May."
REPORT = make_document(TEXT, "Harrow Post", "Repair", "2034-03-14", "https://harrow.example/1")
CLAIM = make_claim(REPORT, "the so-called repair will start in May", "Two people", "claimed", SourceKind.ANONYMOUS)


def remarks(claim: Claim) -> list[tuple[str, str]]:
    catalogue = build_catalogue(make_story([REPORT], [claim], Comparison()))
    return [(remark.label, remark.words) for remark in build_remarks(catalogue, claim)]


def told(**known: object) -> list[tuple[str, str]]:
    return remarks(replace(CLAIM, **known))  # type: ignore[arg-type]


def test_a_plain_claim_has_no_remarks():
    assert remarks(CLAIM) == []


@pytest.mark.parametrize(
    ("course", "label"),
    [(Course.PLANNED, "still to come"), (Course.CONDITIONAL, "on a condition"), (Course.REPEATED, "more than once")],
)
def test_what_is_not_simply_over_or_going_on_is_told(course, label):
    assert told(course=course) == [(label, "")]


@pytest.mark.parametrize("course", [Course.PAST, Course.ONGOING, None])
def test_what_its_words_say_by_themselves_is_not_repeated(course):
    assert told(course=course) == []


def test_the_outlets_distance_is_told_with_the_words_that_show_it():
    signs = (Words("so-called", ()),)
    assert told(attitude=Attitude.DISTANCING, attitude_signs=signs) == [("the outlet keeps its distance:", "so-called")]
    assert told(attitude=Attitude.NEUTRAL, attitude_signs=signs) == []


def test_what_a_desk_judges_unnamed_sources_by_is_told():
    unnamed = Unnamed(2, 2, "people", Words("close to the board", ()), Words("who feared for their posts", ()))
    assert CLAIM.source is not None
    assert told(source=replace(CLAIM.source, unnamed=unnamed)) == [
        ("unnamed, but said to be", "close to the board"),
        ("why unnamed", "who feared for their posts"),
    ]


def test_evidence_is_told_with_who_offers_it():
    film = Evidence("the film", (), EvidenceKind.VIDEO, Verification.UNVERIFIED, "Corvane Water")
    seen = Evidence("saw", (), EvidenceKind.OBSERVATION, Verification.UNSTATED)
    assert told(evidence=(film, seen)) == [
        ("evidence: video, called unverified", "the film"),
        ("offered by", "Corvane Water"),
        ("evidence: own observation", "saw"),
    ]


def test_a_day_of_speaking_is_told_where_it_is_not_the_day_of_the_report():
    month = Interval(day("2034-05-01").first, day("2034-05-31").last, Granularity.MONTH)
    assert told(said_at=day("2034-03-14"), event_time=month) == [("when: May 2034", "")]
    assert told(said_at=day("2034-03-12")) == [("spoken: 12 March 2034", "")]


def test_a_day_without_a_year_is_told_as_one():
    dates = (Timex("a day before", (), "XXXX-09-25"), Timex("in May", (), "2034-05"))
    assert told(dates=dates) == [("25 September, the year is not told", "a day before")]


def test_commitment_comes_first_and_little_confidence_last():
    found = told(factuality=Factuality.NOT_CERTAIN, course=Course.PLANNED, confidence=0.4)
    assert [label for label, _ in found] == ["put as not so", "still to come", "found with little confidence"]
