"""Comparing while others record: of one moment, never put in the place of a comparison of more, and of all at last."""

import threading
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

import sayso.crossdoc
from sayso.crossdoc import align_story
from sayso.ledger import Ledger, open_ledger
from sayso.ledger.sqlite import SqliteStore
from sayso.ledger.view import Basis
from sayso.model import Claim, Comparison, Document, Verdict
from sayso.story import compare, judge
from tests.crossdoc.webs import Web
from tests.ledger.engines import ENGINES, Engine
from tests.story.test_resting import river


def part(web: Web, *names: str) -> Web:
    """Some reports of a web, with their claims."""
    documents = {name: web.documents[name] for name in names}
    held = {document.id for document in documents.values()}
    return Web(documents, {name: claim for name, claim in web.claims.items() if claim.document in held})


def record(ledger: Ledger, web: Web) -> None:
    """Records the reports, and compares nothing."""
    for document in web.documents.values():
        ledger.record_document(document, [c for c in web.claims.values() if c.document == document.id])


FIRST, MORE, LAST = part(river(), "Wire", "Town"), part(river(), "Doubts"), part(river(), "Copy")


@pytest.fixture(params=ENGINES, ids=lambda engine: engine.__name__)
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Engine:
    made: Engine = request.param.in_folder(tmp_path)
    with made.open() as ledger:
        record(ledger, FIRST)
    return made


class Meanwhile:
    """Comparing during which something else is done, each thing once; it notes what was compared."""

    def __init__(self, *things: Callable[[], object]) -> None:
        self._things = iter(things)
        self.compared: list[int] = []

    def __call__(self, documents: Sequence[Document], claims: Sequence[Claim], *more: object) -> Comparison:
        self.compared.append(len(documents))
        next(self._things, lambda: None)()
        return align_story(documents, claims, *more)  # type: ignore[arg-type]


def amid(monkeypatch: pytest.MonkeyPatch, *things: Callable[[], object]) -> Meanwhile:
    made = Meanwhile(*things)
    monkeypatch.setattr(sayso.crossdoc, "align_story", made)
    return made


def recorded(engine: Engine, web: Web) -> None:
    with engine.open() as other:
        record(other, web)


def held(engine: Engine) -> tuple[Comparison, bool]:
    with engine.open() as ledger:
        return ledger.view_comparison(), ledger.is_compared()


def test_what_is_recorded_meanwhile_is_compared_too(engine: Engine, monkeypatch: pytest.MonkeyPatch):
    made = amid(monkeypatch, lambda: recorded(engine, MORE), lambda: recorded(engine, LAST))
    comparison = compare(engine.place)
    assert made.compared == [2, 3, 4]
    assert held(engine) == (comparison, True)
    assert comparison == part(river(), "Wire", "Town", "Doubts", "Copy").align()


def test_what_is_judged_meanwhile_is_in_force(engine: Engine, monkeypatch: pytest.MonkeyPatch):
    claim = FIRST.claims["board"].id
    made = amid(monkeypatch, lambda: judge(engine.place, Verdict.REJECT, [claim], by="R. Holm"))
    comparison = compare(engine.place)
    assert made.compared == [2, 2, 2]  # the first, that of the judgement, and the first once more
    assert claim not in {c.claim for p in comparison.propositions for c in p.claims}
    assert held(engine) == (comparison, True)


def test_a_slower_comparison_does_not_take_the_place_of_a_newer_one(engine: Engine, monkeypatch: pytest.MonkeyPatch):
    def overtake() -> None:
        recorded(engine, MORE)
        with engine.open() as ledger:
            assert ledger.record_comparison(part(river(), "Wire", "Town", "Doubts").align(), ledger.view_basis())

    amid(monkeypatch, overtake)
    with engine.open() as ledger:
        basis = ledger.view_basis()
        slow = sayso.crossdoc.align_story(basis.documents, basis.claims)
        assert not ledger.record_comparison(slow, basis)
        assert not ledger.record_comparison(slow, basis, late=True)
    newer, whole = held(engine)
    assert newer != slow
    assert whole


def test_whoever_records_on_and_on_keeps_nobody_from_comparing(engine: Engine, monkeypatch: pytest.MonkeyPatch):
    edits = [_edited(str(number)) for number in range(20)]
    made = amid(monkeypatch, *[lambda edit=edit: recorded(engine, edit) for edit in edits])
    comparison = compare(engine.place)
    assert made.compared == [2, 3, 4]
    assert held(engine) == (comparison, False)  # of a record that has moved on, and it says so
    with engine.open() as ledger:
        assert ledger.verify() == ()


def _edited(words: str) -> Web:
    web = Web()
    web.report(words, f"The ferry at Orlen Ford waited, keeper {words} said.")
    return web


def test_all_that_is_compared_is_of_one_moment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    place = tmp_path / "story.db"
    with open_ledger(place) as ledger:
        record(ledger, FIRST)
        rows = SqliteStore.rows

        def late(store: SqliteStore, sql: str, values: Sequence[object] = ()) -> object:
            if "current_claim" in sql and threading.current_thread() is threading.main_thread():
                monkeypatch.setattr(SqliteStore, "rows", rows)
                with open_ledger(place) as other:
                    record(other, MORE)
            return rows(store, sql, values)

        monkeypatch.setattr(SqliteStore, "rows", late)
        basis = ledger.view_basis()
    assert len(basis.documents) == 2
    assert {claim.document for claim in basis.claims} == {document.id for document in basis.documents}


def test_a_judgement_reads_the_ledger_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    place = tmp_path / "story.db"
    with open_ledger(place) as ledger:
        record(ledger, FIRST)
        compare(ledger)
    read: list[object] = []
    whole = Ledger.view_basis

    def counted(ledger: Ledger) -> Basis:
        read.append(ledger)
        return whole(ledger)

    monkeypatch.setattr(Ledger, "view_basis", counted)
    monkeypatch.setattr(Ledger, "view_documents", None)
    monkeypatch.setattr(Ledger, "view_comparison", None)
    monkeypatch.setattr(Ledger, "view_story", None)
    judge(place, Verdict.REJECT, [FIRST.claims["board"].id], by="R. Holm")
    assert len(read) == 1


def test_what_changes_nothing_is_not_compared(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    place = tmp_path / "story.db"
    with open_ledger(place) as ledger:
        record(ledger, FIRST)
    claim = FIRST.claims["board"].id
    steps: list[object] = []
    judge(place, Verdict.REJECT, [claim], by="R. Holm", progress=steps.append)
    assert len(steps) == 1
    made = amid(monkeypatch)
    judge(place, Verdict.REJECT, [claim], by="O. Ansel", progress=steps.append)
    judge(place, Verdict.NOTE, [claim], by="O. Ansel", note="so it is", progress=steps.append)
    assert (made.compared, len(steps)) == ([], 1)
