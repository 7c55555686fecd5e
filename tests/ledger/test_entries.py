"""Where a claim stands in the chain: each reading of it, its program, and the root over it."""

from dataclasses import replace

from sayso.ledger import Ledger
from tests.ledger.engines import Engine
from tests.ledger.samples import HERALD, HERALD_CLAIMS


def test_a_claim_has_an_entry_and_its_root_once_the_run_is_closed(ledger: Ledger):
    ledger.record_document(HERALD, HERALD_CLAIMS)
    [entry] = ledger.claim_entries(HERALD_CLAIMS[0].id)
    assert (entry.root, entry.sealed_at, entry.stamped) == (None, None, False)
    run = ledger.close_run()
    [closed] = ledger.claim_entries(HERALD_CLAIMS[0].id)
    assert run is not None
    assert closed == replace(entry, root=run.root, sealed_at=run.sealed_at)
    assert run.first <= closed.number <= run.last


def test_each_reading_that_differed_has_its_own(engine: Engine):
    with engine.open() as ledger:
        ledger.record_document(HERALD, HERALD_CLAIMS)
        surer = tuple(replace(claim, confidence=claim.confidence / 2) for claim in HERALD_CLAIMS)
        ledger.record_document(HERALD, surer)
        entries = ledger.claim_entries(HERALD_CLAIMS[0].id)
        assert len({entry.number for entry in entries}) == len({entry.chain for entry in entries}) == 2
        assert ledger.claim_entries("c1:0") == ()
