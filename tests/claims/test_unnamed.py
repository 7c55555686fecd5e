"""Sources that are kept unnamed: who is one, and what the report tells of them; every span cuts back."""

import pytest

from sayso.model import Claim, Source, SourceKind, Unnamed
from tests.claims.conftest import Claims

SAID = "{} said that the north gate had been left open."


@pytest.mark.parametrize(
    "source",
    [
        "A source",
        "Two officials",
        "Senior officials",
        "Campaign officials",
        "A harbour official",
        "Her advisers",
        "Marr aides",
        "His lawyer",
        "A friend",
        "Former employees",
        "One lawmaker",
        "Several senior lawmakers",
        "People familiar with the plans",
        "Those close to the mayor",
        "Some of her aides",
        "Advisers and clerks",
        "A nurse at the clinic",
        "A porter who is not allowed to talk to reporters",
        "A cook, who asked for anonymity because staff had been told to keep silent,",
        "Two people at the ministry",
        "Three people who have worked with her",
        "Two fitters at the yard, who would lose their jobs if we printed their names,",
        "An acquaintance of ours at the town hall",
        "A former cashier quoted by the newspaper Tarn Echo",
        "The man who sent it",
    ],
)
def test_who_is_kept_unnamed(source: str, attributed: Claims):
    assert _source(attributed(SAID.format(source))).kind is SourceKind.ANONYMOUS


@pytest.mark.parametrize(
    ("source", "kind"),
    [
        ("Officials", SourceKind.GOVERNMENT),
        ("City officials", SourceKind.GOVERNMENT),
        ("A spokesman for the board", SourceKind.OFFICE),
        ("Most insiders", SourceKind.GROUP),
        ("Some lawmakers", SourceKind.GROUP),
        ("Voters", SourceKind.GROUP),
        ("Workers at the yard", SourceKind.GROUP),
        ("The guard", SourceKind.PERSON),
        ("A shopper", SourceKind.PERSON),
        ("The nurse, Piet Marr,", SourceKind.PERSON),
        ("Her lawyer, Dana Holt,", SourceKind.PERSON),
        ("Dana Holt and her aides", SourceKind.PERSON),
    ],
)
def test_who_is_not(source: str, kind: SourceKind, attributed: Claims):
    found = _source(attributed(SAID.format(source)))
    assert (found.kind, found.unnamed) == (kind, None)


def test_the_holder_of_a_role_that_the_text_names_is_not_unnamed(attributed: Claims):
    text = "Her aide Piet Marr came late. The aide said that the gate was shut."
    assert _source(attributed(text)).name == "Piet Marr"


@pytest.mark.parametrize(
    ("source", "least", "most"),
    [
        ("An official", 1, 1),
        ("One official", 1, 1),
        ("Two officials", 2, 2),
        ("Both aides", 2, 2),
        ("At least three officials", 3, None),
        ("More than six officials", 7, None),
        ("Several officials", 3, None),
        ("A handful of insiders", 3, None),
        ("Her advisers", 2, None),
    ],
)
def test_how_many_they_are(source: str, least: int, most: int | None, attributed: Claims):
    told = _told(attributed(SAID.format(source)))
    assert (told.least, told.most) == (least, most)


@pytest.mark.parametrize(
    ("source", "described", "close_to"),
    [
        ("A senior harbour official", "senior harbour official", None),
        ("Two former aides", "former aides", None),
        ("Some of her aides", "aides", None),
        ("A source close to the harbour board", "source", "close to the harbour board"),
        ("A person familiar with the talks", "person", "familiar with the talks"),
        ("Three officials briefed on the inquiry", "officials", "briefed on the inquiry"),
        ("A source in the mayor's office", "source", "in the mayor's office"),
        ("An official at the ministry", "official", "at the ministry"),
    ],
)
def test_how_they_are_described_and_whom_they_are_close_to(
    source: str, described: str, close_to: str | None, attributed: Claims
):
    told = _told(attributed(SAID.format(source)))
    assert told.described == described
    assert (told.close_to.text if told.close_to else None) == close_to


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (
            "A clerk, who asked not to be named, said that the ledger was gone.",
            "asked not to be named",
        ),
        (
            "An official said that the gate was open. He was not authorised to discuss the matter publicly.",
            "not authorised to discuss the matter publicly",
        ),
        (
            "The gate was open, said an official who wasn’t authorized to speak.",
            "wasn’t authorized to speak",
        ),
        (
            "Two officials said that the gate was open. They spoke on condition of anonymity for fear of reprisal.",
            "condition of anonymity for fear of reprisal",
        ),
        ("An official said that the gate was open. The mayor feared reprisal from the guard.", None),
        ("An official said that the gate was open. Dana Holt asked not to be named godmother.", None),
    ],
)
def test_why_they_are_not_named(text: str, reason: str | None, attributed: Claims):
    claims = attributed(text)
    told = _told(claims)
    assert (told.reason.text if told.reason else None) == reason
    assert _cuts_back(told, text)


def test_what_is_told_once_is_known_wherever_the_source_speaks(attributed: Claims):
    text = (
        "An official close to the harbour board said that the gate was open. It rained. "
        "The official, who asked not to be named, said that the key was gone. He added that nobody had asked for it."
    )
    told = [claim.source.unnamed for claim in attributed(text) if claim.source and claim.source.unnamed]
    assert len(told) >= 3
    assert {one.close_to.text if one.close_to else None for one in told} == {"close to the harbour board"}
    assert {one.reason.text if one.reason else None for one in told} == {"asked not to be named"}
    assert all(_cuts_back(one, text) for one in told)


def _source(claims: tuple[Claim, ...]) -> Source:
    source = claims[0].source
    assert source is not None
    return source


def _told(claims: tuple[Claim, ...]) -> Unnamed:
    told = _source(claims).unnamed
    assert told is not None
    return told


def _cuts_back(told: Unnamed, text: str) -> bool:
    words = [w for w in (told.close_to, told.reason) if w is not None]
    return all(w.text == " … ".join(text[s.start : s.end] for s in w.spans) for w in words)


def test_a_name_that_is_kept_back_is_that_of_whom_it_is_told(attributed: Claims):
    said = "The police said the driver, who asked not to be named, had left the scene."
    assert _source(attributed(said)).kind is SourceKind.ORGANISATION


def test_the_man_is_the_unnamed_one_who_spoke(attributed: Claims):
    text = "A senior banker told the Post that the vault was empty. The man said that he had seen it."
    assert [c.source.name for c in attributed(text) if c.source] == ["senior banker", "senior banker"]


def test_one_of_whom_a_name_was_told_is_not_unnamed_again(attributed: Claims):
    text = "A former employee of the plant, Ida Holt, said the valve was old. The former employee said so in May."
    assert {c.source.name for c in attributed(text) if c.source} == {"Ida Holt"}
