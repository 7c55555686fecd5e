"""How far a source's words tell who it is: its rank, the bodies it speaks for, whether they are told."""

import pytest

from sayso.crossdoc.voices import Rank, Voice, body_key, build_voice
from sayso.model import SourceKind
from tests.crossdoc.webs import Web

PERSON, BODY, OFFICE = SourceKind.PERSON, SourceKind.ORGANISATION, SourceKind.OFFICE
UNNAMED, GROUP, OUTLET = SourceKind.ANONYMOUS, SourceKind.GROUP, SourceKind.OUTLET
DOCUMENT, RECORDING, STATE = SourceKind.DOCUMENT, SourceKind.RECORDING, SourceKind.GOVERNMENT


def heard(source: str, kind: SourceKind, who: str | None = None, before: str = "") -> Voice:
    """The voice of the source of a report's one claim; `before` is what the report tells first."""
    web = Web()
    web.report("A", f"{before} {source} said the tide had taken the boat.".strip())
    web.claim("a", "A", "the tide had taken the boat", source, kind=kind, who=who)
    ties = web.ties()
    ident = ties.of_claim(web.claims["a"])
    assert ident is not None
    return build_voice(ties.cast.parts[ident], [source], ties)


@pytest.mark.parametrize(
    ("source", "kind", "rank"),
    [
        ("Ola Trim", PERSON, Rank.PRIVATE),
        ("The Salt Board", BODY, Rank.OFFICIAL),
        ("A senior official", UNNAMED, Rank.OFFICIAL),
        ("Residents", GROUP, Rank.PRIVATE),
        ("A memo", DOCUMENT, Rank.MATERIAL),
        ("A statement", DOCUMENT, Rank.OFFICIAL),
        ("A video", RECORDING, Rank.MATERIAL),
        ("Local media", GROUP, Rank.OPEN),
        ("Some reports", GROUP, Rank.OPEN),
        ("The Tarn Courier", OUTLET, Rank.OPEN),
    ],
)
def test_from_where_a_voice_speaks(source: str, kind: SourceKind, rank: Rank) -> None:
    assert heard(source, kind).rank is rank


def test_an_office_beside_the_name_makes_a_person_official() -> None:
    voice = heard("Ines Falk", PERSON, before="Ines Falk, director of the Orrin Salt Board, came to the quay.")
    assert voice.rank is Rank.OFFICIAL


@pytest.mark.parametrize(
    ("source", "kind", "certain"),
    [
        ("The foreign minister", OFFICE, True),
        ("The Salt Board's spokesman", OFFICE, True),
        ("The master of the ship", OFFICE, False),
        ("The spokesman", OFFICE, False),
        ("An official", UNNAMED, False),
        ("The Orrin Salt Board", BODY, True),
    ],
)
def test_whether_the_words_tell_the_body(source: str, kind: SourceKind, certain: bool) -> None:
    assert heard(source, kind).certain is certain


def test_a_body_with_the_name_of_a_place_alone_may_be_any_government() -> None:
    assert not heard("Orrin", STATE, before="Three ships lay in Orrin on Monday.").certain
    assert heard("Orrin", STATE, before="Three ships lay at the quay.").certain
    assert heard("Iceland", STATE, before="Three ships lay in Iceland on Monday.").certain


def test_the_words_that_tell_a_body_leave_out_who_speaks_for_it_and_how() -> None:
    assert body_key("the Ministry of Salt's press office") == body_key("Salt Minister")
    assert body_key("a senior official") == frozenset()
