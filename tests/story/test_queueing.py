"""What is to be reviewed, in order: what is uncertain and matters most first, and nothing that was decided."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from sayso.ledger import Ledger, open_ledger
from sayso.model import (
    Answer,
    Claim,
    Question,
    SourceKind,
    Stance,
    Verdict,
)
from sayso.story import Due, Judgements, Part, Queue, judge, view_part, view_ranking, weigh_part
from sayso.story.weighing import weigh_claims
from tests.cli.conftest import make_ledger
from tests.dossier.stories import dam_story


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with open_ledger(make_ledger(tmp_path / "dam.db", replace(dam_story(), judgements=()))) as held:
        yield held


def queue_of(ledger: Ledger, before: Queue | None = None) -> Queue:
    return Queue(view_ranking(ledger).questions, before)


def walk(ledger: Ledger, queue: Queue) -> list[Due]:
    """All that is due, in order."""
    judgements, found = Judgements().read_on(ledger), list[Due]()
    due = queue.following(ledger, judgements)
    while due is not None and due not in found:
        found.append(due)
        due = queue.following(ledger, judgements, due.claim)
    return found


def test_every_claim_comes_once(ledger: Ledger) -> None:
    story = ledger.view_story()
    nothing = {one.claim for one in story.comparison.withdrawn} | {*story.comparison.rejected}
    order = [due.claim for due in walk(ledger, queue_of(ledger))]
    assert len(order) == len({*order})
    assert {*order} == {claim.id for claim in story.claims} - nothing


def test_what_bears_on_a_question_comes_first_and_what_is_unsure_of_that(ledger: Ledger) -> None:
    compared = ledger.view_comparison()
    answers = {p for q in compared.questions for a in q.answers for p in a.propositions}
    asked = {c.claim for p in compared.propositions if p.id in answers for c in p.claims}
    order = walk(ledger, queue_of(ledger))
    first = order[: len(asked)]
    assert {due.claim for due in first} == asked
    assert [due.score for due in first] == sorted((due.score for due in first), reverse=True)
    assert all(due.question for due in first)
    assert not any(due.question for due in order[len(asked) :])


def test_propositions_of_several_claims_come_before_the_rest(ledger: Ledger) -> None:
    compared = ledger.view_comparison()
    order = [due.claim for due in walk(ledger, Queue(()))]
    several = {c.claim for p in compared.propositions if len(p.claims) > 1 for c in p.claims} & {*order}
    assert {*order[: len(several)]} == several


def test_what_was_decided_before_it_was_asked_about_comes_first_again_where_that_is_taken_back(ledger: Ledger) -> None:
    first = walk(ledger, queue_of(ledger))[0].claim
    (made,) = judge(ledger, Verdict.ACCEPT, [first], by="Ada", compare=False)
    queue = queue_of(ledger)
    assert first not in {due.claim for due in walk(ledger, queue)}
    judge(ledger, Verdict.UNDO, [made.id], by="Ada", compare=False)
    assert walk(ledger, queue_of(ledger, queue))[0].claim == first


def test_what_was_decided_comes_no_more(ledger: Ledger) -> None:
    queue = queue_of(ledger)
    first, second, third = (due.claim for due in walk(ledger, queue)[:3])
    (made,) = judge(ledger, Verdict.ACCEPT, [first], by="Ada", compare=False)
    judge(ledger, Verdict.NOTE, [second], by="Ada", note="Later.", compare=False)
    judgements = Judgements().read_on(ledger)
    for one in (queue, queue_of(ledger), queue_of(ledger, queue)):
        due = one.following(ledger, judgements)
        assert due is not None
        assert due.claim == second
    assert queue.preceding(second) == first
    due = queue.following(ledger, judgements, second)
    assert due is not None
    assert due.claim == third
    judge(ledger, Verdict.UNDO, [made.id], by="Ada", compare=False)
    due = queue.following(ledger, Judgements().read_on(ledger))
    assert due is not None
    assert due.claim == first


def test_behind_the_last_come_those_that_were_skipped(ledger: Ledger) -> None:
    queue = queue_of(ledger)
    order = walk(ledger, queue)
    due = queue.following(ledger, Judgements().read_on(ledger), order[-1].claim)
    assert due == order[0]
    for one in order[1:]:
        judge(ledger, Verdict.ACCEPT, [one.claim], by="Ada", compare=False)
    assert queue.following(ledger, Judgements().read_on(ledger), order[0].claim) is None


def test_only_what_is_looked_at_is_worked_out(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    from sayso.story import queueing

    asked: list[object] = []

    def counted(held: Ledger, **given: object) -> Part:
        asked.append(given)
        return view_part(held, **given)  # type: ignore[arg-type]

    monkeypatch.setattr(queueing, "_CLAIMS", 1)
    monkeypatch.setattr(queueing, "view_part", counted)
    queue = queue_of(ledger)
    queue.following(ledger, Judgements())
    assert len(asked) == 1
    walk(ledger, queue)
    assert len(asked) > 5
    asked.clear()
    # What was found of a question holds as long as the question does.
    queue_of(ledger, queue).following(ledger, Judgements())
    assert asked == []


def weighed(ledger: Ledger, claim: Claim, **unsure: tuple[str, ...]) -> Due:
    """A claim weighed as it would be if it were so."""
    part = view_part(ledger, claims=[claim.id])
    claims = tuple(claim if c.id == claim.id else c for c in part.story.claims)
    (due,) = weigh_claims(replace(part, story=replace(part.story, claims=claims)), [claim.id], unsure)
    return due


def plain_claim(ledger: Ledger) -> Claim:
    """A claim of a resolved source of which nothing is amiss but what the machine always leaves open."""
    compared = ledger.view_comparison()
    affirming = {c.claim for p in compared.propositions for c in p.claims if c.stance is Stance.AFFIRMS}
    spoken = ledger.lookup().speakers(affirming)
    found = (c for c in ledger.view_claims() if c.id in spoken and c.source and c.source.kind is SourceKind.PERSON)
    return replace(next(found), hedges=(), responds_to=None, confidence=0.9)


def test_each_sign_raises_the_doubt_and_is_said(ledger: Ledger) -> None:
    claim = plain_claim(ledger)
    assert claim.source
    surest = weighed(ledger, claim)
    assert surest.doubt == pytest.approx(0.1)
    speaker = ledger.lookup().speakers([claim.id])[claim.id]
    doubted = {
        "confidence of 40%": weighed(ledger, replace(claim, confidence=0.4)),
        "“he”, taken for": weighed(ledger, replace(claim, source=replace(claim.source, text="he"))),
        "is not named": weighed(ledger, replace(claim, source=replace(claim.source, kind=SourceKind.ANONYMOUS))),
        "nobody is named": weighed(ledger, replace(claim, source=None)),
        "points back": weighed(ledger, replace(claim, responds_to="c1:other")),
        "“the mayor” is not sure": weighed(ledger, claim, **{speaker: ("the mayor",)}),
    }
    for words, due in doubted.items():
        assert due.doubt > surest.doubt
        assert any(words in why for why in due.why), (words, due.why)


def test_the_only_origin_of_an_answer_matters_more(ledger: Ledger) -> None:
    claim = plain_claim(ledger)
    part = view_part(ledger, claims=[claim.id])

    def matters(origins: int, *, asked: bool = True) -> Due:
        home = next(p for p in part.story.comparison.propositions if claim.id in {c.claim for c in p.claims})
        answers = (Answer("Yes", (home.id,), origins), Answer("No", (), 1))
        questions = tuple(replace(q, answers=answers) for q in [QUESTION]) if asked else ()
        compared = replace(part.story.comparison, questions=questions)
        (due,) = weigh_claims(replace(part, story=replace(part.story, comparison=compared)), [claim.id], {})
        return due

    alone, beside, unasked = matters(1), matters(2), matters(1, asked=False)
    assert alone.matters > beside.matters > unasked.matters
    assert "no other origin stands behind the answer “Yes”" in alone.why
    assert (alone.question, unasked.question) == (QUESTION.id, "")


QUESTION = Question("q1:asked", "Was it so?", next(iter(dam_story().comparison.questions)).variable, ())


def test_the_more_reports_hang_on_an_origin_the_more_it_matters(ledger: Ledger) -> None:
    story = ledger.view_story()
    reports = {c.id: c.document for c in story.claims}
    origins = [(p, o) for p in story.comparison.propositions for o in p.origins]
    home, origin = max(origins, key=lambda pair: len({reports[c] for c in pair[1].claims}))
    number = len({reports[c] for c in origin.claims})
    assert number > 1
    part = view_part(ledger, propositions=[home.id])
    due = next(d for d in weigh_part(ledger, part, [c.claim for c in home.claims]) if d.claim in origin.claims)
    assert f"{number} reports are one origin with it" in due.why


def test_what_is_taken_back_comes_again_at_once(ledger: Ledger) -> None:
    order = walk(ledger, queue_of(ledger))
    for due in (order[0], order[-1]):
        judge(ledger, Verdict.ACCEPT, [due.claim], by="Ada", compare=False)
    queue = queue_of(ledger)
    left = walk(ledger, queue)
    assert {due.claim for due in left} == {due.claim for due in order[1:-1]}
    made = [judgement.id for _, judgement in ledger.lookup().judgements()]
    judge(ledger, Verdict.UNDO, made, by="Ada", compare=False)
    again = walk(ledger, queue)
    assert again[: len(left)] == left
    assert {due.claim: due.question for due in again[len(left) :]} == {
        due.claim: due.question for due in (order[0], order[-1])
    }
    judge(ledger, Verdict.ACCEPT, [order[0].claim], by="Ada", compare=False)
    assert order[0].claim not in {due.claim for due in walk(ledger, queue)}
