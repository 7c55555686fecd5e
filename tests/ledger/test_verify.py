"""Whatever is changed behind the program's back is found, and named; nothing else is."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

import pytest

from sayso.ledger import Fault, Ledger
from sayso.ledger.rows import row_hash
from sayso.ledger.store import LostError
from sayso.ledger.verify import verify_ledger
from sayso.ledger.view import VIEWS
from sayso.model import Claim, Document, Span, Words, canonical, digest
from tests.ledger.engines import Engine
from tests.ledger.samples import COURIER, COURIER_CLAIMS, HERALD, HERALD_CLAIMS, REFUSED

REOPENS, DOUBTED, FERRY = HERALD_CLAIMS
(CRACKED,) = COURIER_CLAIMS


def faults_of(story: Engine) -> tuple[Fault, ...]:
    with story.open() as ledger:
        return ledger.verify()


def named(faults: tuple[Fault, ...]) -> set[tuple[str, str]]:
    return {(fault.table, fault.row) for fault in faults}


def test_a_sound_ledger_has_no_fault(story: Engine):
    assert faults_of(story) == ()


def test_a_word_changed_in_a_text(story: Engine):
    assert story.tamper("UPDATE document SET body = replace(body, 'bridge', 'brigde') WHERE id = ?", HERALD.id) == 1
    faults = faults_of(story)
    assert named(faults) == {("document", HERALD.id)}
    (fault,) = faults
    assert "was changed: its body differs from what was recorded" in fault.what
    assert "its id does not follow from its text and metadata" in fault.what
    assert (fault.entry, fault.following) == (2, 2), "its claims' words no longer stand there"


def test_a_word_changed_in_a_claim(story: Engine):
    assert story.tamper("UPDATE claim SET body = replace(body, 'May', 'June') WHERE id = ?", REOPENS.id) == 1
    assert named(faults_of(story)) == {("claim", REOPENS.id)}


@pytest.mark.parametrize(
    ("table", "change"),
    [
        ("document", "rank = 0"),
        ("document", "title = 'Bridge lost'"),
        ("document", "published = ''"),
        ("document", "hash = 'f00'"),
        ("claim", "content = 'a drone'"),
        ("claim", "source = 'Nobody'"),
        ("claim", "position = position + 1"),
        ("claim", "document = 'd1:0'"),
        ("claim", "program = program + 1"),
        ("claim", "id = 'c1:' || hash"),
        ("claim", "form = ''"),
        ("collected", "path = 'in/other.txt' || seq"),
        ("collected", "collected_at = '1999-01-01'"),
        ("judgement", "target = 'c1:0'"),
        ("judgement", "judged_at = '1999-01-01'"),
        ("program", "version = '99'"),
    ],
)
def test_any_column_changed(story: Engine, table: str, change: str):
    assert story.tamper(f"UPDATE {table} SET {change}") >= 1
    assert table in {fault.table for fault in faults_of(story)}


@pytest.mark.parametrize("column", ["kind", "name", "hash", "previous", "chain"])
def test_any_column_of_the_chain_changed(story: Engine, column: str):
    assert story.tamper(f"UPDATE entry SET {column} = 'x' WHERE seq = 3") == 1
    assert ("entry", "3") in named(faults_of(story))


@pytest.mark.parametrize("table", ["program", "document", "collected", "claim", "judgement"])
def test_a_row_removed(story: Engine, table: str):
    ((seq, name),) = story.rows("SELECT seq, name FROM entry WHERE kind = ? ORDER BY seq LIMIT 1", table)
    assert story.tamper(f"DELETE FROM {table} WHERE seq = (SELECT min(seq) FROM {table})") == 1
    faults = [replace(fault, following=0) for fault in faults_of(story) if fault.table != "search"]
    assert faults == [Fault(table, name, "is missing: it was removed, the chain has an entry for it", seq)]


def test_a_claim_whose_document_was_removed(story: Engine):
    story.tamper("DELETE FROM document WHERE id = ?", COURIER.id)
    faults = [fault for fault in faults_of(story) if fault.table != "search"]
    assert [(fault.row, fault.following) for fault in faults] == [(COURIER.id, len(COURIER_CLAIMS))]


def test_a_claim_whose_document_was_never_recorded(story: Engine):
    story.tamper("UPDATE claim SET body = replace(body, ?, ?) WHERE id = ?", COURIER.id, "d1:0", CRACKED.id)
    whats = [fault.what for fault in faults_of(story) if fault.row == CRACKED.id]
    assert any("its document d1:0 is not in the ledger" in what for what in whats)


def test_a_row_and_its_entry_removed(story: Engine):
    ((seq,),) = story.rows("SELECT seq FROM claim WHERE id = ?", REOPENS.id)
    story.tamper("DELETE FROM claim WHERE seq = ?", seq)
    story.tamper("DELETE FROM entry WHERE seq = ?", seq)
    assert ("entry", str(seq)) in named(faults_of(story))


def test_a_row_inserted(story: Engine):
    forged = replace(REOPENS, confidence=1.0)
    body = canonical(forged)
    assert story.tamper(
        f"""INSERT INTO claim SELECT 999, id, ?, program, document, position, form, source, source_kind, source_text,
        content, cue, ? FROM claim WHERE id = '{REOPENS.id}'""",
        digest(body),
        body.decode(),
    )
    what = "was put in: it stands outside the chain, no entry vouches for it"
    assert Fault("claim", REOPENS.id, what, 999) in faults_of(story)


def test_a_row_inserted_with_an_entry_that_does_not_link(story: Engine):
    story.tamper(
        "INSERT INTO entry SELECT seq + 1, kind, name, hash, previous, chain FROM entry ORDER BY seq DESC LIMIT 1"
    )
    assert "entry" in {fault.table for fault in faults_of(story)}


def test_two_rows_swapped(story: Engine):
    (one,), (other,) = story.rows("SELECT seq FROM claim WHERE document = ? ORDER BY seq LIMIT 2", HERALD.id)
    for before, after in ((one, -1), (other, one), (-1, other)):
        assert story.tamper("UPDATE claim SET seq = ? WHERE seq = ?", after, before) == 1
    assert {name for table, name in named(faults_of(story)) if table == "claim"} == {REOPENS.id, DOUBTED.id}


def test_two_bodies_swapped(story: Engine):
    pair = {REOPENS.id: FERRY.id, FERRY.id: REOPENS.id}
    bodies = dict(story.rows("SELECT id, body FROM claim"))
    for name, other in pair.items():
        story.tamper(
            "UPDATE claim SET body = ?, hash = ? WHERE id = ?", bodies[other], digest(bodies[other].encode()), name
        )
    assert {name for table, name in named(faults_of(story)) if table == "claim"} == set(pair)


def test_two_entries_swapped(story: Engine):
    for before, after in ((4, -1), (5, 4), (-1, 5)):
        story.tamper("UPDATE entry SET seq = ? WHERE seq = ?", after, before)
    assert named(faults_of(story)) >= {("entry", "4"), ("entry", "5")}


def test_nothing_but_what_was_tampered_with_is_named(story: Engine):
    story.tamper("UPDATE judgement SET body = replace(body, 'old', 'new')")
    assert named(faults_of(story)) == {("judgement", "j1:a")}


@pytest.mark.parametrize("body", ["", "{", "[]", "null", "[" * 99_999, '{"id":1}', 7, '{"id":"\\ud800"}'])
@pytest.mark.parametrize("table", ["document", "claim", "judgement"])
def test_a_body_that_cannot_be_read_is_a_fault_and_no_error(story: Engine, table: str, body: object):
    story.tamper(f"UPDATE {table} SET body = ?", body)
    assert any(fault.table == table and "cannot be read" in fault.what for fault in faults_of(story))


def test_a_view_changed(story: Engine):
    story.tamper("UPDATE proposition SET body = replace(body, 'contested', 'corroborated')")
    assert named(faults_of(story)) == {("proposition", "0")}


@pytest.mark.parametrize("table", ["proposition", "rejected"])
def test_a_row_put_into_the_comparison_with_a_hash_of_its_own(story: Engine, table: str):
    with story.open() as ledger:
        comparison = ledger.view_comparison()
    held = {"proposition": len(comparison.propositions), "rejected": 0}[table]
    body = (
        canonical("c1:" + "0" * 32).decode() if table == "rejected" else canonical(comparison.propositions[0]).decode()
    )
    columns = (held, "", digest(body.encode()))
    sql = f"INSERT INTO {table} (position, id, body, hash) VALUES (?, ?, ?, ?)"
    assert story.tamper(sql, held, "", body, row_hash(table, columns)) == 1
    (fault,) = faults_of(story)
    assert (fault.table, fault.row, fault.what) == (table, str(held), "was put in: comparing yielded no such row")


def test_a_view_changed_that_an_earlier_program_made(story: Engine):
    for table in VIEWS:
        story.tamper(f"UPDATE {table} SET hash = NULL")
    story.tamper("UPDATE comparison SET counts = NULL, hash = NULL")
    assert faults_of(story) == ()
    story.tamper("UPDATE proposition SET body = replace(body, 'contested', 'corroborated')")
    assert named(faults_of(story)) == {("comparison", "")}


def test_a_view_that_cannot_be_read(story: Engine):
    story.tamper("UPDATE question SET body = '{}'")
    assert ("question", "0") in named(faults_of(story))


def test_a_damaged_view_is_mended_by_comparing_again(story: Engine):
    with story.open() as ledger:
        comparison = ledger.view_comparison()
    story.tamper("DELETE FROM question")
    with story.open() as ledger:
        assert ledger.verify()
        ledger.record_comparison(comparison)
        assert ledger.verify() == ()
        assert ledger.view_comparison() == comparison


def _moved(claim: Claim, **changes: object) -> Claim:
    return replace(claim, **changes)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("document", "claim", "what"),
    [
        (HERALD, _moved(REOPENS, id="c1:0"), "its id does not follow"),
        (HERALD, _moved(FERRY, content=Words("The ferry", FERRY.content.spans)), "its content is not what stands"),
        (HERALD, _moved(FERRY, content=Words("", (Span(5, 2),))), "its content is not what stands"),
        (HERALD, _moved(FERRY, content=Words("r", (Span(-1, 9_999),))), "its content is not what stands"),
        (HERALD, _moved(FERRY, hedges=(Words("maybe", (Span(0, 5),)),)), "its hedge is not what stands"),
        (HERALD, _moved(DOUBTED, evidence=(replace(DOUBTED.evidence[0], text="films"),)), "its evidence is not what"),
        (HERALD, _moved(DOUBTED, cue=Words("doubts", (Span(1, 7),))), "its cue is not what stands"),
        (HERALD, _moved(FERRY, sentence=Span(0, 9_999)), "its sentence lies outside"),
    ],
)
def test_a_claim_that_was_wrong_when_it_came(ledger: Ledger, document: Document, claim: Claim, what: str):
    ledger.record_document(document, (claim,))
    assert any(fault.row == claim.id and what in fault.what for fault in ledger.verify())


@pytest.mark.parametrize(
    ("document", "what"),
    [
        (replace(HERALD, text=HERALD.text + "."), "its id does not follow"),
        (replace(HERALD, metadata=replace(HERALD.metadata, outlet="Another")), "its id does not follow"),
        (replace(HERALD, marks=(replace(HERALD.marks[0], span=Span(0, 9_999)),)), "a mark lies outside"),
    ],
)
def test_a_document_that_was_wrong_when_it_came(ledger: Ledger, document: Document, what: str):
    ledger.record_document(document, ())
    assert any(what in fault.what for fault in ledger.verify())


def test_a_refused_document_is_checked_by_its_hash_alone(story: Engine):
    assert (
        story.tamper("UPDATE document SET body = replace(body, 'pictures', 'paintings') WHERE id = ?", REFUSED.id) == 1
    )
    (fault,) = faults_of(story)
    assert (fault.row, fault.what) == (REFUSED.id, "was changed: its body differs from what was recorded")


class _Losing:
    """A store whose connection goes at a question."""

    def __init__(self, ledger: Ledger, at: int) -> None:
        self._store = ledger._store
        self._at = at
        self.asked = 0

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)

    def rows(self, sql: str, values: Sequence[Any] = ()) -> Iterator[tuple[Any, ...]]:
        self.asked += 1
        if self.asked == self._at:
            raise LostError("the server went away")
        return self._store.rows(sql, values)


def test_a_lost_connection_is_no_fault_at_whatever_question(story: Engine):
    with story.open() as ledger:
        sound = _Losing(ledger, 0)
        assert verify_ledger(sound).faults == ()
        assert sound.asked > 20
        for at in range(1, sound.asked + 1):
            with pytest.raises(LostError, match="went away"):
                verify_ledger(_Losing(ledger, at))
