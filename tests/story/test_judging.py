from datetime import UTC, datetime, timedelta

import pytest

from sayso.errors import UsageError
from sayso.model import Judgement, Verdict
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
