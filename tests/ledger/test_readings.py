"""Reading again with a newer program: what it finds, changes and no longer finds, in whatever order it read."""

import os
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from itertools import permutations
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sayso.ledger.rows import rank_of
from sayso.model import Claim, Document, Status, canonical, digest
from tests.ledger.engines import Engine, SqliteEngine
from tests.ledger.samples import COURIER, HERALD, HERALD_CLAIMS

FIRST, *OTHERS = HERALD_CLAIMS
EXAMPLES = int(os.environ.get("SAYSO_EXAMPLES", "30"))
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


def test_the_readings_of_one_report_are_asked_for_alone(engine: Engine):
    with engine.open() as ledger:
        for document in (HERALD, COURIER):
            ledger.record_document(document, ())
        (reading,) = ledger.view_readings(documents=[COURIER.id])
        assert reading.document == COURIER.id
        assert len(ledger.view_readings()) == 2


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


@dataclass(frozen=True)
class Read:
    """A reading: by which program, how it ended, what it found (number of a claim → how sure)."""

    program: int
    document: Document
    whole: bool
    found: Mapping[int, float]

    @property
    def claims(self) -> tuple[Claim, ...]:
        return tuple(replace(HERALD_CLAIMS[number], confidence=sure) for number, sure in self.found.items())


_reads = st.lists(
    st.builds(
        Read,
        st.sampled_from((1, 2, 3)),
        st.sampled_from((HERALD, PARTLY, replace(PARTLY, reason="it was cut off"))),
        st.booleans(),
        st.dictionaries(st.integers(0, len(HERALD_CLAIMS) - 1), st.sampled_from((0.5, 0.9))),
    ),
    min_size=1,
    max_size=6,
)


def expected_claims(reads: Sequence[Read]) -> set[Claim]:
    """The rule, done naively: found by the newest whole and most complete program, or later; as found last."""
    most = max(rank_of(read.document) for read in reads)
    least = max((r.program for r in reads if r.whole and rank_of(r.document) == most), default=0)
    found: dict[str, tuple[int, str, Claim]] = {}
    for read in reads:
        for claim in read.claims:
            told = (read.program, digest(canonical(claim)), claim)
            found[claim.id] = max(found.get(claim.id, told), told, key=lambda told: told[:2])
    return {claim for program, _, claim in found.values() if program >= least}


def record_reads(engine: Engine, reads: Sequence[Read]) -> str:
    """The digest after these readings, by programs that first appear in one order; each is recorded twice."""
    with ExitStack() as opened:
        programs = [opened.enter_context(engine.open(program=name)) for name in ("1", "2", "3")]
        for ledger in programs:
            ledger.record_document(COURIER, ())
        for read in reads:
            programs[read.program - 1].record_document(read.document, read.claims, whole=read.whole)
        for read in reads:
            again = programs[read.program - 1].record_document(read.document, read.claims, whole=read.whole)
            assert not again
        ledger = programs[0]
        assert set(ledger.view_claims()) == expected_claims(reads)
        found = {claim.id for word in ("bridge", "ferry") for claim in ledger.search(word)}
        assert found == {claim.id for claim in ledger.view_claims()}
        assert ledger.verify() == ()
        return ledger.digest()


@settings(deadline=None, max_examples=EXAMPLES, suppress_health_check=[HealthCheck.too_slow])
@given(reads=_reads, data=st.data())
def test_readings_of_three_programs_come_to_one_ledger_in_any_order(reads: list[Read], data: st.DataObject):
    shuffled = data.draw(st.permutations(reads))
    with TemporaryDirectory() as folder:
        one, other = (SqliteEngine(Path(folder) / name) for name in ("one.db", "other.db"))
        digest = record_reads(one, reads)
        assert record_reads(other, shuffled) == digest
        with one.open() as ledger:
            assert ledger.copy_to(Path(folder) / "copy.db") == digest
        with SqliteEngine(Path(folder) / "copy.db").open() as copied:
            assert (set(copied.view_claims()), copied.verify()) == (expected_claims(reads), ())


INTRICATE = (
    Read(1, PARTLY, True, {0: 0.5, 1: 0.5}),
    Read(2, PARTLY, True, {0: 0.5}),
    Read(1, HERALD, True, {1: 0.9, 2: 0.5}),
    Read(3, HERALD, False, {2: 0.9}),
    Read(2, HERALD, True, {}),
)


@pytest.mark.parametrize("order", list(permutations(range(len(INTRICATE))))[::23])
def test_each_engine_tells_by_the_same_rule_which_claims_count(engine: Engine, order: tuple[int, ...]):
    record_reads(engine, [INTRICATE[number] for number in order])
