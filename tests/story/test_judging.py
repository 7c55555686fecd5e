from datetime import UTC, datetime, timedelta

import pytest

from sayso.errors import UsageError
from sayso.model import Judgement, Verdict
from sayso.story import rejected_claims
from sayso.story.judging import build_judgement

NOON = datetime(2031, 4, 6, 12, tzinfo=UTC)


def judged(minute: int, verdict: Verdict, on: str) -> Judgement:
    return build_judgement(verdict, on, by="R. Holm", at=NOON + timedelta(minutes=minute), note="seen")


def test_a_judgement_has_an_id_of_its_content() -> None:
    one = judged(0, Verdict.REJECT, "c1:a")
    assert one == judged(0, Verdict.REJECT, "c1:a")
    assert one.id.startswith("j1:")
    others = (
        judged(1, Verdict.REJECT, "c1:a"),
        judged(0, Verdict.ACCEPT, "c1:a"),
        judged(0, Verdict.REJECT, "c1:b"),
        build_judgement(Verdict.REJECT, "c1:a", by="O. Ansel", at=NOON, note="seen"),
        build_judgement(Verdict.REJECT, "c1:a", by="R. Holm", at=NOON, note="heard"),
    )
    assert len({one.id, *(other.id for other in others)}) == 6


def test_nobody_judges_unnamed() -> None:
    with pytest.raises(UsageError, match="name"):
        build_judgement(Verdict.ACCEPT, "c1:a", by=" \t", at=NOON)


def test_a_note_has_text() -> None:
    with pytest.raises(UsageError, match="text"):
        build_judgement(Verdict.NOTE, "c1:a", by="R. Holm", at=NOON, note=" ")


def test_none_are_rejected_unjudged() -> None:
    assert rejected_claims([]) == frozenset()


def test_the_last_verdict_holds_in_any_order_of_the_list() -> None:
    rejected, accepted = judged(0, Verdict.REJECT, "c1:a"), judged(1, Verdict.ACCEPT, "c1:a")
    assert rejected_claims([rejected]) == {"c1:a"}
    assert rejected_claims([rejected, accepted]) == rejected_claims([accepted, rejected]) == frozenset()
    again = judged(2, Verdict.REJECT, "c1:a")
    assert rejected_claims([again, accepted, rejected]) == {"c1:a"}


def test_a_note_decides_nothing() -> None:
    assert rejected_claims([judged(0, Verdict.REJECT, "c1:a"), judged(1, Verdict.NOTE, "c1:a")]) == {"c1:a"}


def test_what_is_undone_leaves_what_was_before() -> None:
    accepted, rejected = judged(0, Verdict.ACCEPT, "c1:a"), judged(1, Verdict.REJECT, "c1:a")
    undone = judged(2, Verdict.UNDO, rejected.id)
    assert rejected_claims([accepted, rejected, undone]) == frozenset()
    earlier = judged(-1, Verdict.REJECT, "c1:a")
    assert rejected_claims([earlier, rejected, undone]) == {"c1:a"}


def test_an_undoing_can_be_undone() -> None:
    rejected = judged(0, Verdict.REJECT, "c1:a")
    undone = judged(1, Verdict.UNDO, rejected.id)
    assert rejected_claims([rejected, undone, judged(2, Verdict.UNDO, undone.id)]) == {"c1:a"}
