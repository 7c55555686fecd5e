"""A scripted reviewer: 600 decisions an hour ask for one every six seconds, each answered at once."""

from pathlib import Path

from bench.large import fill_ledger
from bench.reviewing import review, within
from sayso.ledger import open_ledger
from sayso.model import Verdict

DECISIONS, CLAIMS = 600, 2_000


def test_each_decision_is_answered_at_once(tmp_path: Path) -> None:
    with open_ledger(tmp_path / "large.db") as ledger:
        fill_ledger(ledger, CLAIMS)
        before = len(ledger.view_judgements())
    taken = review(tmp_path / "large.db", DECISIONS)
    # The work that the server does: what other tests do on this machine meanwhile is not its own.
    assert within([one.worked for one in taken], 0.95) < 0.1
    with open_ledger(tmp_path / "large.db") as ledger:
        made = ledger.view_judgements()[before:]
    assert len(made) == DECISIONS
    assert {j.verdict for j in made} == {*Verdict} - {Verdict.WITHDRAW}
