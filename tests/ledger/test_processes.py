"""A large ledger is checked by several processes, with the same findings."""

import pytest

from sayso.ledger import verify
from tests.ledger.engines import Engine
from tests.ledger.tampering import make_story


def test_several_processes_find_what_one_finds(engine: Engine, monkeypatch: pytest.MonkeyPatch):
    roots = make_story(engine)
    engine.tamper("UPDATE claim SET content = 'all is well' WHERE seq = 5")
    ((last,),) = engine.rows("SELECT max(seq) FROM collected")
    engine.tamper("DELETE FROM collected WHERE seq = (SELECT max(seq) FROM collected)")
    engine.tamper("UPDATE indexed_claim SET fields = 'any0' WHERE seq = 6")
    engine.tamper("DELETE FROM member")
    with engine.open() as ledger:
        alone = ledger.audit(roots)
        monkeypatch.setattr(verify, "_WORTH", 1)
        monkeypatch.setattr(verify, "_STRETCH", 4)
        seen: list[tuple[int, int]] = []
        together = ledger.audit(roots, lambda done, total: seen.append((done, total)))
    assert together == alone
    assert [fault.entry for fault in alone.faults if fault.entry] == [5, last]
    assert seen[-1][0] == seen[-1][1] == sum(alone.rows.values()) + 1
