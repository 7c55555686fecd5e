"""Values found in a view by what they speak of: the same as a walk through all of it finds."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.ledger import Ledger, open_ledger
from sayso.ledger.bisecting import find_sorted
from sayso.model import Comparison, RelationKind, Withdrawn
from tests.dossier.stories import dam_story

_KEYS = st.lists(st.sampled_from([f"c1:{n:02d}" for n in range(30)]), max_size=60)


def held(ledger: Ledger, claims: Sequence[str]) -> tuple[Withdrawn, ...]:
    rows = tuple(Withdrawn(claim, "d1:x", str(n)) for n, claim in enumerate(sorted(claims)))
    ledger.record_comparison(Comparison(withdrawn=rows))
    return rows


@pytest.fixture(scope="module")
def one(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    with open_ledger(tmp_path_factory.mktemp("one") / "one.db") as ledger:
        yield ledger


@settings(deadline=None)
@given(claims=_KEYS, wanted=_KEYS)
def test_all_of_a_key_are_found_and_no_other(one: Ledger, claims: list[str], wanted: list[str]) -> None:
    rows = held(one, claims)
    asked = {*wanted, "c1:99", ""}
    found = find_sorted(one._store, "withdrawn", Withdrawn, lambda one: one.claim, asked)
    assert list(found) == [row for row in rows if row.claim in asked]


def test_a_story_is_found_part_by_part(ledger: Ledger) -> None:
    story = dam_story()
    compared = story.comparison
    for document in story.documents:
        ledger.record_document(document, [c for c in story.claims if c.document == document.id])
    ledger.record_comparison(replace(compared, withdrawn=()))
    lookup = ledger.lookup()
    for proposition in compared.propositions:
        wanted = {proposition.id}
        assert lookup.statements_of(wanted) == tuple(s for s in compared.statements if s.proposition in wanted)
        assert lookup.firsts_of(wanted) == tuple(f for f in compared.firsts if f.proposition in wanted)
    updates = [r for r in compared.relations if r.kind is RelationKind.UPDATES]
    assert updates
    assert list(lookup.updates_of([c.id for c in story.claims])) == updates
    assert all(lookup.updates_of([r.claims[0]]) == (r,) and lookup.updates_of([r.claims[1]]) == () for r in updates)
    for document in story.documents:
        expected = [r for r in compared.reuse if document.id in (r.copy, r.of)]
        assert list(lookup.reuse_of([document.id])) == expected
        assert list(lookup.copied_by([document.id])) == [r for r in expected if r.copy == document.id]


def test_claims_are_counted_so_far(ledger: Ledger) -> None:
    story = dam_story()
    for document in story.documents:
        ledger.record_document(document, [c for c in story.claims if c.document == document.id])
    ledger.record_comparison(story.comparison)
    total = len(story.claims)
    assert [ledger.lookup().amount(most) for most in (0, 1, total, total + 5)] == [0, 1, total, total]


def test_nothing_is_found_where_nothing_was_compared(ledger: Ledger) -> None:
    assert ledger.lookup().statements_of({"p1:a"}) == ()
    with pytest.raises(StopIteration):
        next(find_sorted(ledger._store, "first", Withdrawn, lambda one: one.claim, {"c1:a"}))
