"""The grade that is proposed for a proposition, step by step, each with its reason."""

from dataclasses import replace

import pytest

from sayso.crossdoc.standing import propose_grade
from sayso.model import (
    Claim,
    Evidence,
    EvidenceKind,
    Factuality,
    Origin,
    SourceKind,
    Stance,
    Standing,
    Verification,
)
from tests.crossdoc.webs import Web

A, D, Q = Stance.AFFIRMS, Stance.DENIES, Stance.DOUBTS
PERSON, UNNAMED = SourceKind.PERSON, SourceKind.ANONYMOUS


def claims(number: int) -> list[Claim]:
    web = Web()
    for at in range(number):
        web.report(f"R{at}", f"Ola Trim said the orchard wall had been torn down by bull {at}.")
        web.claim(f"c{at}", f"R{at}", "the orchard wall had been torn down", "Ola Trim")
    return list(web.claims.values())


def origin(stance: Stance, *mine: Claim, kind: SourceKind = PERSON) -> Origin:
    return Origin("somebody", kind, stance, tuple(c.id for c in mine), "")


def offering(claim: Claim, verification: Verification) -> Claim:
    return replace(claim, evidence=(Evidence("a film", (), EvidenceKind.VIDEO, verification),))


@pytest.mark.parametrize(
    ("stances", "kinds", "credibility"),
    [
        ([A, A], [PERSON, PERSON], 1),
        ([A, A], [PERSON, UNNAMED], 2),
        ([A], [PERSON], 3),
        ([A], [UNNAMED], 6),
        ([A, A, D], [PERSON, PERSON, PERSON], 3),
        ([A, D], [PERSON, PERSON], 4),
        ([A, D, D], [PERSON, PERSON, PERSON], 5),
        ([A, D], [UNNAMED, PERSON], 4),
        ([D], [PERSON], 4),
        ([D, D], [PERSON, PERSON], 5),
    ],
)
def test_origins_and_denials_give_the_credibility(
    stances: list[Stance], kinds: list[SourceKind], credibility: int
) -> None:
    found = claims(len(stances))
    given = {c.id: s for c, s in zip(found, stances, strict=True)}
    origins = [origin(s, c, kind=k) for c, s, k in zip(found, stances, kinds, strict=True)]
    assert propose_grade(found, given, origins, Standing.CONTESTED).credibility == credibility


def test_a_doubt_costs_one_place_and_says_so() -> None:
    one, other = claims(2)
    grade = propose_grade([one, other], {one.id: A, other.id: Q}, [origin(A, one)], Standing.CONTESTED)
    assert grade.pair == "F4"
    assert "1 claim doubts it" in grade.reasons


def test_verified_evidence_raises_and_disputed_lowers_a_lone_origin() -> None:
    (claim,) = claims(1)
    grades = {
        verification: propose_grade(
            [offering(claim, verification)], {claim.id: A}, [origin(A, claim)], Standing.SINGLE_ORIGIN
        ).credibility
        for verification in (Verification.VERIFIED, Verification.UNSTATED, Verification.DISPUTED, Verification.MISSING)
    }
    assert list(grades.values()) == [2, 3, 4, 4]


def test_a_word_on_the_claim_itself_is_no_missing_evidence() -> None:
    (claim,) = claims(1)
    grades = {
        verification: propose_grade(
            [replace(claim, evidence=(Evidence("so far", (), EvidenceKind.NONE, verification),))],
            {claim.id: A},
            [origin(A, claim)],
            Standing.SINGLE_ORIGIN,
        )
        for verification in (Verification.UNVERIFIED, Verification.UNSTATED, Verification.MISSING)
    }
    missing = "it is said that evidence is missing"
    assert [(grade.credibility, missing in grade.reasons) for grade in grades.values()] == [
        (3, False),
        (4, True),
        (4, True),
    ]


def test_hedged_words_confirm_nothing_outright() -> None:
    found = [replace(c, factuality=Factuality.POSSIBLE) for c in claims(2)]
    grade = propose_grade(found, {c.id: A for c in found}, [origin(A, c) for c in found], Standing.CORROBORATED)
    assert grade.credibility == 2


def test_what_is_taken_back_is_improbable() -> None:
    (claim,) = claims(1)
    grade = propose_grade([claim], {claim.id: A}, [origin(A, claim)], Standing.WITHDRAWN)
    assert grade.credibility == 5
    assert "took it back" in grade.reasons[0]


def test_how_reliable_a_source_is_is_left_to_a_person() -> None:
    (claim,) = claims(1)
    grade = propose_grade([claim], {claim.id: A}, [origin(A, claim)], Standing.SINGLE_ORIGIN)
    assert grade.reliability == "F"
    assert "for a person" in grade.reasons[-1]
