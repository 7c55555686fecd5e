"""A ledger goes from one place to another and is the same there."""

from pathlib import Path

import pytest

from sayso.errors import LedgerError
from sayso.ledger import Ledger
from tests.ledger.engines import ENGINES, Engine, SqliteEngine
from tests.ledger.samples import COURIER, COURIER_CLAIMS, REFUSED, claim, report


@pytest.fixture(params=ENGINES, ids=lambda engine: engine.__name__)
def target(request: pytest.FixtureRequest, tmp_path: Path) -> Engine:
    folder = tmp_path / "target"
    folder.mkdir()
    made: Engine = request.param.in_folder(folder)
    return made


def chain_of(engine: Engine) -> list[tuple[object, ...]]:
    return engine.rows("SELECT seq, kind, name, hash, previous, chain FROM entry ORDER BY seq")


def test_a_copy_is_the_same(story: Engine, target: Engine):
    with story.open() as ledger:
        digest = ledger.copy_to(target.place)
        with target.open(create=False) as copied:
            assert digest == copied.digest() == ledger.digest()
            assert copied.view_story() == ledger.view_story()
            assert copied.is_compared() == ledger.is_compared()
            assert set(copied.search("bridge")) == set(ledger.search("bridge"))
            assert copied.verify() == ()
    assert chain_of(target) == chain_of(story)


def test_a_copy_goes_on_as_the_original_would(story: Engine, target: Engine):
    with story.open() as ledger:
        ledger.copy_to(target.place)
    for engine in (story, target):
        with engine.open() as ledger:
            assert not ledger.record_document(COURIER, COURIER_CLAIMS)
            assert ledger.record_document(report("One more.", "in/more.txt"), ())
            assert ledger.verify() == ()
    assert chain_of(target) == chain_of(story)


def test_there_and_back(story: Engine, target: Engine):
    with story.open() as ledger:
        ledger.copy_to(target.place)
    with target.open() as ledger:
        ledger.copy_to(story.beside("back").place)
    assert chain_of(story.beside("back")) == chain_of(story)


def test_a_ledger_is_never_written_over(story: Engine, target: Engine):
    with target.open() as other:
        other.record_document(REFUSED, ())
    before = target.dump()
    with story.open() as ledger:
        for place in (target.place, story.place):
            with pytest.raises(LedgerError, match="is not empty"):
                ledger.copy_to(place)
    assert target.dump() == before


def test_what_does_not_come_out_the_same_is_not_kept(tmp_path: Path, target: Engine):
    story = SqliteEngine.in_folder(tmp_path)
    with story.open() as ledger:
        ledger.record_document(COURIER, COURIER_CLAIMS)
    story.tamper("UPDATE claim SET body = CAST(x'ff' AS TEXT)")
    with story.open() as ledger, pytest.raises(LedgerError):
        ledger.copy_to(target.place)
    with target.open() as other:
        assert other.view_documents() == ()


def test_progress_comes_to_its_end(ledger: Ledger, target: Engine):
    document = report(" ".join(f"w{number}" for number in range(1_100)) + " she said")
    claims = tuple(claim(document, "she", "said", f"w{number:}") for number in range(100, 1_100))
    ledger.record_document(document, claims)
    seen: list[tuple[int, int]] = []
    ledger.copy_to(target.place, progress=lambda done, total: seen.append((done, total)))
    assert len(seen) > 1
    assert seen == sorted(seen)
    assert seen[-1][0] == seen[-1][1]


def test_awkward_words_come_through(ledger: Ledger, target: Engine):
    document = report("back\\slash \\N \ttab\nline\r\\. said \x00 🌉 \\", path="a\\b\tc", title="\\N", outlet="\\")
    ledger.record_document(document, (claim(document, "\\N", "said", "tab\nline\r\\."),))
    ledger.copy_to(target.place)
    with target.open() as copied:
        assert copied.view_document(document.id) == document
        assert copied.view_story() == ledger.view_story()
        assert copied.verify() == ()
