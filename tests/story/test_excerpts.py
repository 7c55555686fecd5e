"""What a page is given of a report or a source is what the whole story says of it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from sayso.errors import NotFoundError
from sayso.ledger import Ledger, open_ledger
from sayso.model import Reliability, Verdict
from sayso.story import judge, open_story
from sayso.story.excerpts import view_ratings, view_report, view_words
from tests.cli.conftest import make_ledger
from tests.dossier.stories import dam_story

STORY = dam_story()


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with open_ledger(make_ledger(tmp_path / "dam.db", STORY)) as opened:
        yield opened


def test_a_report_comes_with_all_that_is_said_of_the_same(ledger: Ledger) -> None:
    whole = open_story(ledger)
    for document in whole.documents:
        part = view_report(ledger, document.id, others=len(whole.documents))
        inside = {claim.id for claim in whole.claims if claim.document == document.id}
        held = [p for p in whole.comparison.propositions if inside & {c.claim for c in p.claims}]
        assert list(part.comparison.propositions) == held
        due = inside | {c.claim for p in held for c in p.claims}
        assert {claim.id: claim for claim in part.claims} == {c.id: c for c in whole.claims if c.id in due}
        assert part.comparison.reuse == tuple(r for r in whole.comparison.reuse if document.id in (r.copy, r.of))
        answered = {p.id for p in held}
        assert part.comparison.questions == tuple(
            q for q in whole.comparison.questions if answered & {p for a in q.answers for p in a.propositions}
        )
        assert set(part.documents) <= set(whole.documents)
        assert document in part.documents
    with pytest.raises(NotFoundError):
        view_report(ledger, "d1:none", others=1)


def test_of_what_others_say_the_first_reports_come(ledger: Ledger) -> None:
    whole = open_story(ledger)
    left_out = 0
    for document in whole.documents:
        part = view_report(ledger, document.id, others=2)
        inside = {claim.id for claim in whole.claims if claim.document == document.id}
        due = set(inside)
        for held in (p for p in whole.comparison.propositions if inside & {c.claim for c in p.claims}):
            members = {c.claim for c in held.claims} - inside
            said = [c for c in whole.claims if c.id in members]
            first = [d.id for d in whole.documents if d.id in {c.document for c in said}][:2]
            due |= {c.id for c in said if c.document in first}
            left_out += sum(c.document not in first for c in said)
        assert {claim.id for claim in part.claims} == due
    assert left_out


def test_the_words_of_a_source_come_with_its_statements_alone(ledger: Ledger) -> None:
    whole = open_story(ledger)
    for entity in (e for e in whole.comparison.entities if e.claims):
        part = view_words(ledger, entity.claims, source=entity.id)
        assert {claim.id for claim in part.claims} == set(entity.claims)
        assert {document.id for document in part.documents} == {claim.document for claim in part.claims}
        known = {p.id for p in part.comparison.propositions}
        assert part.comparison.statements == tuple(
            s for s in whole.comparison.statements if s.source == entity.id and s.proposition in known
        )


def test_the_words_of_changes_come_too(ledger: Ledger) -> None:
    changes = STORY.comparison.changes
    part = view_words(ledger, (), changes)
    assert part.comparison.changes == changes
    assert {claim.id for claim in part.claims} == {claim for change in changes for claim in change.claims}


def test_a_rating_is_found_by_id_and_else_by_name(ledger: Ledger) -> None:
    entity = next(e for e in STORY.comparison.entities if e.claims)
    assert view_ratings(ledger).of(entity.id, entity.name, entity.kind) is None
    (rated,) = judge(ledger, Verdict.RATE, [entity.id], by="M. Osei", what=Reliability.B, compare=False)
    assert view_ratings(ledger).of(entity.id, "another name", entity.kind) == rated
    assert view_ratings(ledger).of("e1:other", entity.name, entity.kind) is None
    ledger.record_comparison(type(STORY.comparison)())  # no source has the id any more
    assert view_ratings(ledger).of("e1:other", entity.name, entity.kind) == rated
    judge(ledger, Verdict.UNDO, [rated.id], by="M. Osei", compare=False)
    assert view_ratings(ledger).of("e1:other", entity.name, entity.kind) is None
