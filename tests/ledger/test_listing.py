"""Lists of a ledger, page by page: whatever the page's length, all pages together hold what the ledger holds."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from typing import Any, TypeVar

import pytest

from sayso.errors import UsageError
from sayso.ledger import Ledger, listing
from sayso.ledger.listing import ReportOrder, SourceOrder, Uttered
from sayso.model import Interval, Join, Office, SourceKind, Status, Story, Turn
from tests.dossier.stories import dam_story

T = TypeVar("T")
STORY = dam_story()


@pytest.fixture
def dam(ledger: Ledger) -> Ledger:
    record(ledger, STORY)
    return ledger


def record(ledger: Ledger, story: Story) -> None:
    for document in story.documents:
        ledger.record_document(document, [c for c in story.claims if c.document == document.id])
    ledger.record_comparison(story.comparison)


def pages(ask: Callable[[T | None], list[T]]) -> Iterator[T]:
    last = None
    while page := ask(last):
        yield from page
        last = page[-1]


def reports(ledger: Ledger, limit: int, **asked: object) -> list[str]:
    listing = ledger.listing()
    rows = pages(lambda last: listing.reports(after=last and last.key, limit=limit, **asked))  # type: ignore[arg-type]
    return [row.document for row in rows]


@pytest.mark.parametrize("limit", [1, 3, 50])
@pytest.mark.parametrize("order", list(ReportOrder))
def test_each_report_is_listed_once(dam: Ledger, order: ReportOrder, limit: int):
    assert sorted(reports(dam, limit, order=order)) == sorted(d.id for d in STORY.documents)


def test_reports_come_in_the_order_asked_for(dam: Ledger):
    known = {document.id: document for document in STORY.documents}
    newest = [known[ident].published_on for ident in reports(dam, 3)]
    dated = [day for day in newest if day]
    assert dated == sorted(dated, reverse=True)
    assert newest[: len(dated)] == dated
    assert reports(dam, 3, order=ReportOrder.OLDEST) == reports(dam, 3)[::-1]
    outlets = [known[ident].metadata.outlet or "" for ident in reports(dam, 3, order=ReportOrder.OUTLET)]
    assert outlets == sorted(outlets)


def test_reports_are_those_of_an_outlet_and_a_status(dam: Ledger):
    (radio,) = (d.id for d in STORY.documents if d.metadata.outlet == "Valley Radio")
    assert reports(dam, 1, outlet="Valley Radio") == [radio]
    assert reports(dam, 1, outlet="Valley") == []
    for status in Status:
        assert set(reports(dam, 1, status=status)) == {d.id for d in STORY.documents if d.status is status}
    assert reports(dam, 1, outlet="Valley Radio", status=Status.REFUSED) == []


def test_a_page_after_a_report_that_is_gone_is_refused(dam: Ledger):
    with pytest.raises(UsageError, match="from the start"):
        dam.listing().reports(order=ReportOrder.OUTLET, after=7)


def test_outlets_have_the_reports_that_were_read_of_them(dam: Ledger):
    read = [d for d in STORY.documents if d.status is not Status.REFUSED]
    rows = list(pages(lambda last: dam.listing().outlets(after=last and last.outlet, limit=2)))
    assert {row.outlet: row.reports for row in rows} == Counter(d.metadata.outlet or "" for d in read)
    for row in rows:
        days = [d.published_on for d in read if d.metadata.outlet == row.outlet and d.published_on]
        assert (row.first, row.last) == (min(days), max(days))


def test_claims_are_counted_by_whose_word_they_are(dam: Ledger):
    counted = dam.listing().claims_in(d.id for d in STORY.documents)
    for document in STORY.documents:
        claims = [c for c in STORY.claims if c.document == document.id]
        own = sum(c.own for c in claims)
        assert counted.get(document.id, (0, 0)) == (len(claims) - own, own)


@pytest.mark.parametrize("limit", [1, 4, 50])
@pytest.mark.parametrize("order", list(SourceOrder))
def test_each_source_is_listed_once(dam: Ledger, order: SourceOrder, limit: int):
    def value(last: Any) -> tuple[str, str] | None:
        return last and (last.name if order is SourceOrder.NAME else str(last.claims), last.id)

    heads = list(pages(lambda last: dam.listing().sources(order=order, after=value(last), limit=limit)))
    due = {e.id: len(e.claims) for e in STORY.comparison.entities if e.claims}
    assert {head.id: head.claims for head in heads} == due
    assert len(heads) == len(due)
    names, claims = [head.name for head in heads], [head.claims for head in heads]
    assert names == sorted(names) if order is SourceOrder.NAME else claims == sorted(claims, reverse=True)


def test_sources_are_those_of_a_kind_and_with_words_in_their_names(dam: Ledger):
    listing, entities = dam.listing(), STORY.comparison.entities
    people = {e.id for e in entities if e.kind is SourceKind.PERSON and e.claims}
    assert {head.id for head in listing.sources(kind=SourceKind.PERSON)} == people
    assert [head.name for head in listing.sources(words="QUILL petra")] == ["Petra Quill"]
    assert listing.sources(words="%") == listing.sources(words="_") == listing.sources(words="!") == []


def said_by(ledger: Ledger, source: str, order: ReportOrder) -> list[Uttered]:
    lists = ledger.listing()
    return list(pages(lambda last: lists.said_by(source, order=order, after=last and last.key, limit=1)))


@pytest.mark.parametrize("order", [ReportOrder.NEWEST, ReportOrder.OLDEST])
def test_all_that_a_source_said_is_listed_once(dam: Ledger, order: ReportOrder):
    for entity in STORY.comparison.entities:
        said = said_by(dam, entity.id, order)
        assert sorted(one.claim for one in said) == sorted(entity.claims)
        keys = [one.key for one in said]
        assert keys == sorted(keys, reverse=order is ReportOrder.OLDEST)
        assert dam.listing().keys_of(entity.claims) == sorted(said)


@pytest.mark.parametrize("order", [ReportOrder.NEWEST, ReportOrder.OLDEST])
@pytest.mark.parametrize("among", [1, 4, 1_000])
def test_all_that_a_source_says_who_speaks_much_is_listed_once(
    dam: Ledger, monkeypatch: pytest.MonkeyPatch, order: ReportOrder, among: int
):
    due = {entity.id: said_by(dam, entity.id, order) for entity in STORY.comparison.entities}
    monkeypatch.setattr(listing, "_MANY", 0)
    monkeypatch.setattr(listing, "_NEXT", among)
    assert {ident: said_by(dam, ident, order) for ident in due} == due


def test_subjects_of_a_source_count_its_claims(dam: Ledger):
    of_claim = {c.claim: p.id for p in STORY.comparison.propositions for c in p.claims}
    asked = {p: q.id for q in STORY.comparison.questions for a in q.answers for p in a.propositions}
    for entity in STORY.comparison.entities:
        due = Counter(of_claim[claim] for claim in entity.claims if claim in of_claim)
        assert dict(dam.listing().subjects_of(entity.id)) == due
        assert {p: q for q, p in dam.listing().asked_of(entity.id)} == {p: asked[p] for p in due if p in asked}


def test_reports_are_counted_for_each_source(dam: Ledger):
    document = {claim.id: claim.document for claim in STORY.claims}
    due = {e.id: len({document[c] for c in e.claims}) for e in STORY.comparison.entities if e.claims}
    assert dam.listing().reports_by_source() == due


def test_changes_are_those_of_the_source_alone(ledger: Ledger):
    changed = [change for change in STORY.comparison.changes if change.turn is not Turn.HELD]
    other, held = replace(changed[0], source="e1:%"), replace(changed[0], turn=Turn.HELD)
    changes = tuple(sorted((*STORY.comparison.changes, other, held), key=lambda c: (c.turn, c.claims, c.source)))
    record(ledger, replace(STORY, comparison=replace(STORY.comparison, changes=changes)))
    for source in {change.source for change in changed}:
        due = [change for change in changes if change.source == source and change.turn is not Turn.HELD]
        assert ledger.listing().changes_by(source) == due
        assert ledger.listing().changes_by(source, limit=1) == due[:1]
    assert ledger.listing().changes_by("e1:%") == [other]
    assert ledger.listing().changes_by("e1:") == []
    later = {change.claims[1] for change in changes[:2]}
    assert ledger.lookup().changes_of(later) == tuple(change for change in changes if change.claims[1] in later)


def test_a_profile_is_the_source_without_what_makes_it_large(ledger: Ledger):
    join = Join("Petra Quill", "Ms Quill", "one last name", sure=False)
    office = Office("director", "Corvane Water", Interval(date(2034, 3, 14), None), (STORY.documents[0].id,))
    entity = replace(STORY.comparison.entities[0], joins=(join,), offices=(office,))
    record(ledger, replace(STORY, comparison=replace(STORY.comparison, entities=(entity,))))
    assert ledger.lookup().profiles([entity.id, "e1:none"]) == (replace(entity, mentions=(), claims=()),)
    assert ledger.lookup().unsure_of([entity.id]) == {entity.id: ("Ms Quill",)}
