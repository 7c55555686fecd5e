"""What is recorded comes back unchanged, once, in any order."""

import itertools
import math
import os
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sayso.errors import LedgerError
from sayso.ledger import Ledger
from sayso.model import Claim, Document, Mark, MarkKind, Metadata, Span, Status
from tests.ledger.engines import ENGINES, NOON, Engine
from tests.ledger.samples import (
    COMPARISON,
    COURIER,
    COURIER_CLAIMS,
    HERALD,
    HERALD_CLAIMS,
    JUDGEMENT,
    REFUSED,
    claim,
    report,
)
from tests.ledger.strategies import comparisons, judgements, readings

RECORD_TABLES = ("ledger", "entry", "program", "document", "collected", "claim", "judgement")
EXAMPLES = int(os.environ.get("SAYSO_EXAMPLES", "30"))
in_any_ledger = settings(deadline=None, max_examples=EXAMPLES, suppress_health_check=[HealthCheck.too_slow])


@pytest.mark.parametrize("kind", ENGINES)
@in_any_ledger
@given(reading=readings(), comparison=comparisons, judgement=judgements)
def test_record_and_view_are_identity(kind, reading, comparison, judgement):
    document, claims = reading
    with TemporaryDirectory() as folder, kind.in_folder(Path(folder)).open() as ledger:
        ledger.record_document(document, claims)
        ledger.record_comparison(comparison)
        ledger.record_judgement(judgement)
        assert ledger.view_document(document.id) == document
        assert {c.id: c for c in claims} == {c.id: c for c in ledger.view_claims()}
        assert all(ledger.view_claim(c.id) == c for c in claims)
        assert ledger.view_comparison() == comparison
        assert ledger.view_judgements() == (judgement,)
        assert ledger.verify() == ()


@pytest.mark.parametrize("kind", ENGINES)
@in_any_ledger
@given(taken=st.lists(readings(), max_size=4, unique_by=lambda reading: reading[0].id), data=st.data())
def test_order_of_recording_does_not_show(kind, taken, data):
    shuffled = data.draw(st.permutations(taken))
    with TemporaryDirectory() as one, TemporaryDirectory() as other:
        assert _story_of(kind, one, taken) == _story_of(kind, other, shuffled)


@pytest.mark.parametrize("kind", ENGINES)
@in_any_ledger
@given(taken=st.lists(readings(), min_size=1, max_size=4, unique_by=lambda reading: reading[0].id), data=st.data())
def test_reading_twice_changes_nothing(kind, taken, data):
    again = data.draw(st.lists(st.sampled_from(taken), min_size=1, max_size=6))
    with TemporaryDirectory() as folder, kind.in_folder(Path(folder)).open() as ledger:
        for document, claims in taken:
            ledger.record_document(document, claims)
        before = ledger.head(), ledger.digest(), ledger.view_story()
        assert [ledger.record_document(document, claims) for document, claims in again] == [False] * len(again)
        assert (ledger.head(), ledger.digest(), ledger.view_story()) == before


@pytest.mark.parametrize("kind", ENGINES)
@in_any_ledger
@given(
    given=st.lists(judgements, max_size=5, unique_by=lambda judgement: judgement.id.replace("\0", "\ufffd")),
    data=st.data(),
)
def test_order_of_judging_does_not_show(kind, given, data):
    shuffled = data.draw(st.permutations(given))
    digests = []
    for made in (given, [*shuffled, *shuffled]):
        with TemporaryDirectory() as folder, kind.in_folder(Path(folder)).open() as ledger:
            for judgement in made:
                ledger.record_judgement(judgement)
            digests.append((ledger.digest(), ledger.view_judgements()))
    assert digests[0] == digests[1]


def _story_of(kind: type[Engine], folder: str, taken: Sequence[tuple[Document, Sequence[Claim]]]) -> object:
    with kind.in_folder(Path(folder)).open() as ledger:
        for document, claims in taken:
            ledger.record_document(document, claims)
        return ledger.view_story()


def test_every_order_and_batching_gives_one_digest(engine: Engine):
    taken = ((HERALD, HERALD_CLAIMS), (COURIER, COURIER_CLAIMS), (REFUSED, ()))
    digests = set()
    for number, order in enumerate(itertools.permutations(taken)):
        with engine.beside(f"{number}").open(program=f"{number}.0") as ledger, ledger.batch():
            for document, claims in order:
                ledger.record_document(document, tuple(reversed(claims)))
            ledger.record_comparison(COMPARISON)
        with engine.beside(f"{number}").open() as ledger:
            digests.add(ledger.digest())
            assert ledger.verify() == ()
    assert len(digests) == 1
    assert digests.pop().startswith("l1:")


def test_digest_is_of_documents_claims_judgements_and_comparison(ledger: Ledger):
    seen = [ledger.digest()]
    ledger.record_document(HERALD, ())
    seen.append(ledger.digest())
    ledger.record_document(HERALD, HERALD_CLAIMS[:1])
    seen.append(ledger.digest())
    ledger.record_judgement(JUDGEMENT)
    seen.append(ledger.digest())
    ledger.record_comparison(COMPARISON)
    seen.append(ledger.digest())
    assert len(set(seen)) == len(seen)


def test_reading_twice_changes_nothing_at_all(story: Engine):
    before = story.dump()
    with story.open(clock=lambda: NOON + timedelta(days=1)) as ledger:
        assert not ledger.record_document(COURIER, COURIER_CLAIMS)
        assert not ledger.record_document(HERALD, HERALD_CLAIMS)
        assert not ledger.record_document(REFUSED, ())
        ledger.record_comparison(COMPARISON)
        ledger.record_judgement(JUDGEMENT)
    assert story.dump() == before


def test_record_document_tells_whether_anything_was_new(ledger: Ledger):
    assert ledger.record_document(HERALD, HERALD_CLAIMS[:1])
    assert not ledger.record_document(HERALD, HERALD_CLAIMS[:1])
    assert ledger.record_document(HERALD, HERALD_CLAIMS)
    assert not ledger.record_document(HERALD, ())
    assert len(ledger.view_claims()) == len(HERALD_CLAIMS)


def test_a_report_met_elsewhere_adds_the_place_alone(engine: Engine, ledger: Ledger):
    ledger.record_document(HERALD, HERALD_CLAIMS)
    digest = ledger.digest()
    assert ledger.record_document(replace(HERALD, path="a/first.txt"), HERALD_CLAIMS)
    assert ledger.digest() == digest
    assert ledger.view_documents() == (replace(HERALD, path="a/first.txt"),)
    assert engine.rows("SELECT path, collected_at FROM collected ORDER BY path") == [
        ("a/first.txt", "2031-04-05T12:00:00.000000+00:00"),
        ("in/herald.txt", "2031-04-05T12:00:00.000000+00:00"),
    ]


def test_a_path_that_is_no_unicode_is_kept_escaped(ledger: Ledger):
    ledger.record_document(replace(HERALD, path="in/caf\udce9.txt"), ())
    assert ledger.view_document(HERALD.id).path == r"in/caf\udce9.txt"


def test_refused_documents_are_recorded_with_their_reason(ledger: Ledger):
    assert ledger.record_document(REFUSED, ())
    (held,) = ledger.view_documents()
    assert (held.status, held.reason, held.path) == (Status.REFUSED, "it holds pictures of text alone", "in/scan.pdf")
    assert ledger.verify() == ()


def test_a_later_program_reads_a_claim_better(engine: Engine):
    better = replace(HERALD_CLAIMS[0], confidence=0.9)
    with engine.open(program="1") as ledger:
        ledger.record_document(HERALD, HERALD_CLAIMS)
    with engine.open(program="2") as ledger:
        assert ledger.record_document(HERALD, (better,), whole=False)
        assert ledger.view_claim(better.id) == better
        assert set(ledger.view_claims()) == {better, *HERALD_CLAIMS[1:]}
        assert not ledger.record_document(HERALD, (better,), whole=False)
        assert ledger.verify() == ()
    with engine.open(program="1") as ledger:
        assert not ledger.record_document(HERALD, HERALD_CLAIMS)
        assert ledger.view_claim(better.id) == better
    assert engine.rows("SELECT count(*) FROM claim") == [(len(HERALD_CLAIMS) + 1,)]


def test_a_later_program_can_return_to_an_earlier_reading(engine: Engine):
    first, second = HERALD_CLAIMS[0], replace(HERALD_CLAIMS[0], confidence=0.9)
    for program, reading in (("1", first), ("2", second), ("3", first)):
        with engine.open(program=program) as ledger:
            assert ledger.record_document(HERALD, (reading,))
            assert ledger.view_claims() == (reading,)
            assert ledger.verify() == ()


def test_two_readings_by_one_program_count_the_same_in_either_order(engine: Engine):
    # The same text with the same metadata may come as front matter in one file and as fields in another.
    other = replace(HERALD, marks=(Mark(Span(0, 3), MarkKind.FRONT_MATTER),))
    stories = []
    for number, order in enumerate(((HERALD, other), (other, HERALD))):
        with engine.beside(f"{number}").open() as ledger:
            for document in (*order, *order):
                ledger.record_document(document, HERALD_CLAIMS)
            stories.append(ledger.view_story())
    assert stories[0] == stories[1]
    assert len(stories[0].documents) == 1


def test_a_full_reading_counts_before_a_part(engine: Engine):
    part = replace(HERALD, status=Status.PARTLY, reason="it took longer than 30 s")
    for number, order in enumerate(((HERALD, part), (part, HERALD))):
        with engine.beside(f"{number}").open() as ledger:
            for document in order:
                ledger.record_document(document, ())
            assert ledger.view_documents() == (HERALD,)


def test_a_language_detected_after_the_id_is_no_fault(ledger: Ledger):
    known = replace(HERALD, metadata=replace(HERALD.metadata, language="en"))
    ledger.record_document(known, HERALD_CLAIMS)
    assert ledger.view_document(HERALD.id) == known
    assert ledger.verify() == ()


def test_a_claim_of_another_document_is_refused_and_nothing_written(ledger: Ledger):
    with pytest.raises(LedgerError, match=COURIER_CLAIMS[0].id):
        ledger.record_document(HERALD, (*HERALD_CLAIMS, *COURIER_CLAIMS))
    assert ledger.view_documents() == ()


@pytest.mark.parametrize("confidence", [math.nan, math.inf])
def test_what_could_not_be_read_back_is_refused_and_nothing_written(ledger: Ledger, confidence: float):
    with pytest.raises(LedgerError, match="cannot be recorded"):
        ledger.record_document(HERALD, (replace(HERALD_CLAIMS[0], confidence=confidence),))
    with pytest.raises(LedgerError, match="cannot be recorded"):
        ledger.record_document(replace(HERALD, reason="\ud800"), ())
    assert ledger.view_documents() == ()


def test_the_same_claim_twice_is_one(ledger: Ledger):
    ledger.record_document(HERALD, (*HERALD_CLAIMS, *HERALD_CLAIMS))
    assert sorted(c.id for c in ledger.view_claims()) == sorted(c.id for c in HERALD_CLAIMS)
    assert ledger.verify() == ()


def test_a_judgement_is_never_changed(ledger: Ledger):
    ledger.record_judgement(JUDGEMENT)
    with pytest.raises(LedgerError, match="undo it"):
        ledger.record_judgement(replace(JUDGEMENT, note="on second thoughts"))
    assert ledger.view_judgements() == (JUDGEMENT,)


def test_judgements_come_in_order_of_time(ledger: Ledger):
    late = replace(JUDGEMENT, id="j1:0", at=JUDGEMENT.at + timedelta(microseconds=1))
    twin = replace(JUDGEMENT, id="j1:b")
    for judgement in (twin, late, JUDGEMENT):
        ledger.record_judgement(judgement)
    assert ledger.view_judgements() == (JUDGEMENT, twin, late)


def test_a_comparison_takes_the_place_of_the_one_before(ledger: Ledger):
    ledger.record_comparison(COMPARISON)
    assert ledger.view_comparison() == COMPARISON
    ledger.record_comparison(replace(COMPARISON, relations=(), events=COMPARISON.events * 2))
    assert ledger.view_comparison() == replace(COMPARISON, relations=(), events=COMPARISON.events * 2)
    assert ledger.verify() == ()


def test_a_comparison_is_of_the_record_it_was_made_of(ledger: Ledger):
    assert not ledger.is_compared()
    ledger.record_document(HERALD, HERALD_CLAIMS)
    ledger.record_comparison(COMPARISON)
    assert ledger.is_compared()
    ledger.record_document(replace(HERALD, path="elsewhere.txt"), HERALD_CLAIMS)
    ledger.record_judgement(JUDGEMENT)
    assert ledger.is_compared()
    ledger.record_document(COURIER, COURIER_CLAIMS)
    assert not ledger.is_compared()
    ledger.record_comparison(COMPARISON)
    assert ledger.is_compared()


def test_a_batch_is_written_as_a_whole_or_not_at_all(ledger: Ledger):
    def interrupted() -> None:
        with ledger.batch():
            ledger.record_document(HERALD, HERALD_CLAIMS)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert ledger.view_documents() == ()
    with ledger.batch():
        ledger.record_document(HERALD, HERALD_CLAIMS)
        ledger.record_document(COURIER, COURIER_CLAIMS)
    assert len(ledger.view_documents()) == 2
    assert ledger.verify() == ()


def test_a_document_that_fails_within_a_batch_leaves_nothing_behind(ledger: Ledger):
    with ledger.batch():
        ledger.record_document(COURIER, COURIER_CLAIMS)
        with pytest.raises(LedgerError):
            ledger.record_document(HERALD, (replace(HERALD_CLAIMS[0], confidence=math.nan),))
    assert ledger.view_documents() == (COURIER,)
    assert ledger.verify() == ()


@pytest.mark.parametrize("table", RECORD_TABLES)
def test_the_record_can_be_neither_changed_nor_deleted(story: Engine, table: str):
    before = story.dump()
    with story.raw() as connection:
        column = connection.execute(f"SELECT * FROM {table}").description[-1][0]
        for statement in (f"UPDATE {table} SET {column} = {column}", f"DELETE FROM {table}"):
            with pytest.raises(Exception, match="append-only"):
                connection.execute(statement)
    assert story.dump() == before


def test_hostile_words_are_data(ledger: Ledger):
    text = (
        "'); DROP TABLE claim; -- \" OR 1=1 <script>alert(1)</script> =cmd|'/C calc'!A0 said Mr. %s {0} \\x00 \x00 end"
    )
    document = report(text, path="'; DELETE FROM entry; --", title=text, outlet="?1")
    claims = (claim(document, "Mr. %s {0}", "said", "DROP TABLE claim; --", "1=1"),)
    ledger.record_document(document, claims)
    assert ledger.view_document(document.id) == document
    assert ledger.view_claims(document.id) == claims
    assert ledger.verify() == ()


def test_metadata_that_is_empty_is_not_metadata_that_is_absent(ledger: Ledger):
    ledger.record_document(report("Nothing is known.", title=""), ())
    ledger.record_document(report("Nothing is known."), ())
    assert {d.metadata for d in ledger.view_documents()} == {Metadata(title=""), Metadata()}
