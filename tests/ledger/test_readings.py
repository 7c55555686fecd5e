"""Reading again with a newer program: what it finds, changes and no longer finds, in whatever order it read."""

from dataclasses import replace
from itertools import permutations

import pytest

from sayso.model import Claim, Status
from tests.ledger.engines import Engine
from tests.ledger.samples import HERALD, HERALD_CLAIMS

FIRST, *OTHERS = HERALD_CLAIMS
PARTLY = replace(HERALD, status=Status.PARTLY, reason="it took too long")


def test_what_a_newer_program_no_longer_finds_counts_no_longer(engine: Engine):
    with engine.open(program="1") as ledger:
        ledger.record_document(HERALD, HERALD_CLAIMS)
    with engine.open(program="2") as ledger:
        better = replace(FIRST, confidence=0.9)
        assert ledger.record_document(HERALD, (better,))
        assert ledger.view_claims() == (better,)
        *_, reading = ledger.view_readings()
        assert (reading.again, reading.new, reading.changed) == (True, (), (FIRST.id,))
        assert reading.dropped == tuple(sorted(claim.id for claim in OTHERS))
        assert ledger.verify() == ()


def test_what_a_still_newer_program_finds_again_counts_again(engine: Engine):
    for program, claims in (("1", HERALD_CLAIMS), ("2", (FIRST,)), ("3", HERALD_CLAIMS)):
        with engine.open(program=program) as ledger:
            ledger.record_document(HERALD, claims)
    with engine.open() as ledger:
        assert set(ledger.view_claims()) == set(HERALD_CLAIMS)


@pytest.mark.parametrize(("document", "whole"), [(HERALD, False), (PARTLY, True)])
def test_a_reading_that_left_things_out_drops_nothing(engine: Engine, document, whole: bool):
    with engine.open(program="1") as ledger:
        ledger.record_document(HERALD, HERALD_CLAIMS)
    with engine.open(program="2") as ledger:
        ledger.record_document(document, (FIRST,), whole=whole)
        assert set(ledger.view_claims()) == set(HERALD_CLAIMS)


def test_the_same_program_drops_nothing(engine: Engine):
    with engine.open(program="1") as ledger:
        ledger.record_document(HERALD, HERALD_CLAIMS)
        ledger.record_document(HERALD, ())
        assert set(ledger.view_claims()) == set(HERALD_CLAIMS)


def test_readings_of_one_program_add_up_in_any_order(engine: Engine):
    readings = [((FIRST,), True), ((OTHERS[0],), True), ((OTHERS[-1],), False)]
    held = [_read_in_order(engine, number, order) for number, order in enumerate(permutations(readings))]
    assert len(set(held)) == 1
    assert held[0] >= {FIRST.id, OTHERS[0].id, OTHERS[-1].id}


def _read_in_order(engine: Engine, number: int, order: tuple[tuple[tuple[Claim, ...], bool], ...]) -> frozenset[str]:
    document = replace(HERALD, id=f"d1:{number:032x}")
    with engine.open(program="1") as ledger:
        ledger.record_document(document, _of(document.id, HERALD_CLAIMS))
    with engine.open(program="2") as ledger:
        for claims, whole in order:
            ledger.record_document(document, _of(document.id, claims), whole=whole)
        return frozenset(claim.id.removesuffix(document.id) for claim in ledger.view_claims(document.id))


def _of(document: str, claims: tuple[Claim, ...]) -> tuple[Claim, ...]:
    return tuple(replace(claim, id=claim.id + document, document=document) for claim in claims)
