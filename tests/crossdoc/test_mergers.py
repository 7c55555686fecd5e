"""Voices of one proposition that are one or may be: what is counted down, and what stays two."""

from collections.abc import Mapping, Set
from dataclasses import replace

import pytest

from sayso.crossdoc.affiliations import Affiliations
from sayso.crossdoc.entities import Cast, Part
from sayso.crossdoc.materials import Material, material_of
from sayso.crossdoc.mergers import Speakers, merge_voices
from sayso.crossdoc.ties import Ties
from sayso.crossdoc.unions import Unions
from sayso.crossdoc.voices import Rank, Voice, body_key
from sayso.crossdoc.words import plain_words
from sayso.model import SourceKind

PERSON, BODY, OFFICE = SourceKind.PERSON, SourceKind.ORGANISATION, SourceKind.OFFICE
UNNAMED, GROUP, RECORDING = SourceKind.ANONYMOUS, SourceKind.GROUP, SourceKind.RECORDING
STATE = SourceKind.GOVERNMENT


def voice(
    name: str,
    kind: SourceKind,
    rank: Rank,
    *,
    bodies: tuple[str, ...] = (),
    keys: tuple[str, ...] = (),
    certain: bool = True,
) -> Voice:
    told = frozenset(plain_words(name)) - {"the", "a", "of", "who"}
    return Voice(name, kind, name, rank, frozenset(bodies), frozenset(map(body_key, keys)), told, certain)


def witness(name: str) -> Voice:
    return voice(name, PERSON, Rank.PRIVATE)


def body(name: str, **more: object) -> Voice:
    return voice(name, BODY, Rank.OFFICIAL, keys=(name,), **more)  # type: ignore[arg-type]


def sets(
    *voices: Voice,
    materials: Mapping[str, Set[Material]] | None = None,
    documents: Mapping[str, Set[str]] | None = None,
    unsaid: Mapping[str, str] | None = None,
    untold: tuple[str, ...] = (),
    states: tuple[str, ...] = (),
) -> set[frozenset[str]]:
    """The voices as they are counted."""
    speakers = Speakers({v.ident: v for v in voices}, materials or {}, documents or {}, unsaid or {})
    parts = {v.ident: Part(v.ident, v.name, v.kind, (tuple(plain_words(v.name)),)) for v in voices}
    affiliations = Affiliations({v.ident: v.bodies for v in voices}, frozenset(states), frozenset(untold))
    ties = Ties(Cast((), parts, {}, {}), affiliations, {}, {}, frozenset(), {})
    unions = Unions(dict.fromkeys([*speakers.voices, *(unsaid or {})], 1))
    merge_voices(speakers, unions, ties)
    groups: dict[str, set[str]] = {}
    for node in [*speakers.voices, *(unsaid or {})]:
        groups.setdefault(unions.find(node), set()).add(node)
    return {frozenset(group) for group in groups.values()}


@pytest.mark.parametrize(
    "two",
    [
        (witness("Ola Trim"), witness("Per Hoyle")),
        (witness("Ola Trim"), body("Salt Board")),
        (body("Salt Board"), body("Harbour Guild")),
        (witness("Ola Trim"), voice("dashcam footage", RECORDING, Rank.MATERIAL)),
        (voice("residents", GROUP, Rank.PRIVATE), body("Salt Board")),
    ],
    ids=["two witnesses", "a witness and a body", "two bodies", "a witness and a film", "residents and a body"],
)
def test_voices_that_the_reports_tell_apart_stay_two(two: tuple[Voice, Voice]) -> None:
    assert len(sets(*two)) == 2


@pytest.mark.parametrize(
    "two",
    [
        (body("Salt Board"), voice("Ines Falk", PERSON, Rank.OFFICIAL, bodies=("Salt Board",))),
        (body("Ministry of Salt"), body("Salt Minister")),
        (body("Ministry of Salt"), body("the ministry")),
        (witness("Yuri Chernik"), witness("Jurij Tschernik")),
        (body("Salt Board"), voice("official", UNNAMED, Rank.OFFICIAL, certain=False)),
        (voice("source", UNNAMED, Rank.PRIVATE), voice("insider", UNNAMED, Rank.PRIVATE)),
        (voice("person", UNNAMED, Rank.PRIVATE), witness("Ola Trim")),
        (witness("Ola Trim"), replace(voice("Ola Trim", UNNAMED, Rank.PRIVATE), ident="kept unnamed")),
    ],
    ids=[
        "a body and its speaker",
        "a ministry and its minister",
        "a ministry named short",
        "two spellings",
        "a body and an official of none that is told",
        "two unnamed",
        "a mere person and a witness",
        "one name, named and not",
    ],
)
def test_voices_that_may_be_one_are_counted_as_one(two: tuple[Voice, Voice]) -> None:
    assert len(sets(*two)) == 1


def test_a_voice_that_may_be_one_of_several_joins_one_of_them_only() -> None:
    board, guild = body("Salt Board"), body("Harbour Guild")
    official = voice("official", UNNAMED, Rank.OFFICIAL, certain=False)
    assert len(sets(board, guild, official)) == 2


def test_a_group_may_be_known_through_the_witness_of_its_report_alone() -> None:
    ferrymen, ola = voice("ferrymen", GROUP, Rank.PRIVATE), witness("Ola Trim")
    assert len(sets(ferrymen, ola, documents={"ferrymen": {"d1"}, "Ola Trim": {"d1"}})) == 1
    assert len(sets(ferrymen, ola, documents={"ferrymen": {"d1"}, "Ola Trim": {"d2"}})) == 2


def test_residents_may_be_whoever_saw_it() -> None:
    assert len(sets(voice("residents", GROUP, Rank.PRIVATE), witness("Ola Trim"))) == 1


def test_two_bodies_on_a_recording_that_may_be_the_same_are_one() -> None:
    board, guild = body("Salt Board"), body("Harbour Guild")
    film, drone, dash = (material_of(n, RECORDING) for n in ("the film", "drone footage", "dashcam footage"))
    assert len(sets(board, guild, materials={board.ident: {film}, guild.ident: {drone}})) == 1
    assert len(sets(board, guild, materials={board.ident: {dash}, guild.ident: {drone}})) == 2


def test_an_official_of_a_state_not_named_speaks_for_the_only_one_that_is() -> None:
    state = voice("Tarn", STATE, Rank.OFFICIAL, keys=("Tarn",))
    minister = voice("the foreign minister", OFFICE, Rank.OFFICIAL, keys=("foreign minister",))
    assert len(sets(state, minister, states=(minister.ident,))) == 1
    other = voice("Wexley", STATE, Rank.OFFICIAL, keys=("Wexley",))
    assert len(sets(state, other, minister, states=(minister.ident,))) == 3


def test_what_rests_on_nobody_named_is_counted_with_somebody() -> None:
    assert len(sets(witness("Ola Trim"), unsaid={"c1": "The Tarn Post"})) == 1
    assert len(sets(unsaid={"c1": "The Tarn Post", "c2": "The Wexley Post"})) == 1
