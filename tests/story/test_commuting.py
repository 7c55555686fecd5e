"""Judging commutes: in any order the same judgements give one comparison; `make properties` tries more."""

import os
from datetime import UTC, datetime, timedelta
from functools import cache
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sayso.ledger import Ledger, open_ledger
from sayso.model import Decided, Judgement, Named, Others, Rated, Reliability, Stance, Stanced, Verdict
from sayso.story import compare
from sayso.story.judging import build_judgement
from tests.crossdoc.webs import Web
from tests.story.test_resting import record, river

EXAMPLES = int(os.environ.get("SAYSO_EXAMPLES", "12"))
NOON = datetime(2040, 5, 9, 12, 0, tzinfo=UTC)


@cache
def story() -> Web:
    return river()


def claims() -> st.SearchStrategy[str]:
    return st.sampled_from(sorted(claim.id for claim in story().claims.values()))


@cache
def sources() -> list[tuple[str, Named]]:
    return [(entity.id, Named(entity.name, entity.kind)) for entity in story().align().entities]


@st.composite
def decisions(draw: st.DrawFn) -> Judgement:
    """A judgement on something in the story, some of them at the same moment."""
    at = NOON + timedelta(minutes=draw(st.integers(0, 4)))
    by = draw(st.sampled_from(["R. Holm", "M. Osei"]))
    verdict = draw(st.sampled_from([v for v in Verdict if v not in (Verdict.MEND, Verdict.UNDO)]))
    source, named = draw(st.sampled_from(sources()))
    report = draw(st.sampled_from(sorted(d.id for d in story().documents.values())))
    on, others = draw(claims()), draw(st.lists(claims(), min_size=1, max_size=2, unique=True))
    made: dict[Verdict, tuple[str, Decided | None]] = {
        Verdict.MERGE: (on, Others(tuple(others))),
        Verdict.SPLIT: (on, Others(tuple(others))),
        Verdict.STANCE: (on, Stanced(draw(st.sampled_from(Stance)), others[0], None)),
        Verdict.RATE: (source, Rated(draw(st.sampled_from(Reliability)), named.name, named.kind)),
        Verdict.WITHDRAW: draw(st.sampled_from([(source, named), (report, None)])),
    }
    thing, change = made.get(verdict, (on, None))
    if change is None:
        return build_judgement(verdict, thing, by=by, at=at, note="so it is")
    return build_judgement(verdict, thing, by=by, at=at, note="so it is", change=change)


@st.composite
def sittings(draw: st.DrawFn) -> list[Judgement]:
    """Judgements, and some undone, and some of the undoings too."""
    made = draw(st.lists(decisions(), min_size=1, max_size=6, unique_by=lambda j: j.id))
    for _ in range(draw(st.integers(0, 3))):
        on = draw(st.sampled_from(made)).id
        made.append(
            build_judgement(Verdict.UNDO, on, by="R. Holm", at=NOON + timedelta(minutes=draw(st.integers(0, 6))))
        )
    return list({judgement.id: judgement for judgement in made}.values())


def judged(ledger: Ledger, made: list[Judgement]) -> tuple[object, ...]:
    record(ledger, story())
    for judgement in made:
        ledger.record_judgement(judgement)
    return compare(ledger), ledger.digest(), ledger.view_judgements()


@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(made=sittings(), data=st.data())
def test_judging_commutes(made: list[Judgement], data: st.DataObject):
    shuffled = data.draw(st.permutations(made))
    with TemporaryDirectory() as name, open_ledger(f"{name}/1.db") as one, open_ledger(f"{name}/2.db") as other:
        assert judged(one, made) == judged(other, shuffled)
