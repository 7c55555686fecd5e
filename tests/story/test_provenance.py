"""What a report was made of is kept with it, whatever the number of reports and however they ended."""

from functools import partial
from pathlib import Path

import pytest

from sayso import intake
from sayso.errors import NotFoundError
from sayso.intake.fetching import Fetched
from sayso.intake.limits import Limits
from sayso.ledger import Ledger, open_ledger
from sayso.model import Comparison, Custody, Means, original_of
from sayso.story import backup, conductor, copy, read, restore, view_custody, view_differences, view_original
from sayso.story.workers import extract_documents
from tests.ledger.engines import ENGINES, Engine
from tests.ledger.samples import HERALD, HERALD_CLAIMS
from tests.story.engines import load_plain

LINES = (b'{"text": "Brennia denied it \\u2014 twice."}', b"no JSON at all", b'\xef\xbb\xbf{"text": "Brennia held."}')


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(
        conductor, "extract_documents", lambda documents, *, load, jobs: extract_documents(documents, load=load_plain)
    )
    reports = tmp_path / "reports"
    reports.mkdir()
    (reports / "a.txt").write_bytes("\ufeffBrennia denied it.\r\n".encode())
    (reports / "b.jsonl").write_bytes(b"\n".join(LINES))
    (reports / "c.zip").write_bytes(b"PK\x03\x04 and more")
    return reports


def test_each_report_is_kept_with_its_own_bytes(folder: Path, tmp_path: Path):
    read([folder], ledger=tmp_path / "story.db", by="Ilse Pruun")
    held = _held(tmp_path / "story.db")
    assert {path: content for path, (_, content) in held.items()} == {
        "a.txt": (folder / "a.txt").read_bytes(),
        "b.jsonl:1": LINES[0] + b"\n",
        "b.jsonl:2": LINES[1] + b"\n",
        "b.jsonl:3": LINES[2],
        "c.zip": b"PK\x03\x04 and more",
    }
    assert {custody.by for custody, _ in held.values()} == {"Ilse Pruun"}
    assert [held[path][0].means for path in ("a.txt", "b.jsonl:1")] == [Means.FILE, Means.LINE]


def test_reading_the_same_bytes_again_adds_nothing(folder: Path, tmp_path: Path):
    entries = []
    for _ in range(2):
        read([folder], ledger=tmp_path / "story.db")
        with open_ledger(tmp_path / "story.db") as ledger:
            entries.append(ledger.head()[0])
    assert entries[0] == entries[1]


def test_a_desk_may_keep_the_digests_alone(folder: Path, tmp_path: Path):
    read([folder], ledger=tmp_path / "story.db", originals=False)
    with open_ledger(tmp_path / "story.db") as ledger:
        ident = ledger.view_documents()[0].id
        assert [fault for fault in ledger.verify() if fault.table in ("content", "original", "custody")] == []
    assert len(view_custody(tmp_path / "story.db", ident)) == 1
    with pytest.raises(NotFoundError, match="digest alone"):
        view_original(tmp_path / "story.db", ident)


def _held(place: Path):
    with open_ledger(place) as ledger:
        documents = ledger.view_documents()
    return {document.path.rsplit("/", 1)[-1]: view_original(place, document.id) for document in documents}


def test_the_bytes_kept_last_are_given_where_later_only_their_digest_was(tmp_path: Path):
    older, newer = b"Brennia denied it.", b"Brennia denied it.\n"
    with open_ledger(tmp_path / "story.db") as ledger:
        ledger.record_document(HERALD, (), Custody(original_of(older, "text/plain"), Means.FILE, "a.txt", "Ilse"))
        unkept = original_of(newer, "text/plain", kept=False)
        ledger.record_document(HERALD, (), Custody(unkept, Means.FILE, "a.txt", "Odo"))
    custody, content = view_original(tmp_path / "story.db", HERALD.id[:11])
    assert (custody.by, content) == ("Ilse", older)
    assert [known.by for known in view_custody(tmp_path / "story.db", HERALD.id)] == ["Ilse", "Odo"]


def test_of_an_address_the_place_is_kept_where_its_redirects_ended(folder: Path, tmp_path: Path, monkeypatch):
    page = b"Brennia denied it."

    def fetch(url: str, limits: Limits) -> Fetched:
        return Fetched("https://post.example/final", page, "text/plain; charset=utf-8")

    monkeypatch.setattr(intake, "load_inputs", partial(intake.load_inputs, fetch=fetch))
    read(["http://post.example/moved"], ledger=tmp_path / "story.db")
    with open_ledger(tmp_path / "story.db") as ledger:
        (document,) = ledger.view_documents()
    (custody,) = view_custody(tmp_path / "story.db", document.id)
    assert (custody.means, custody.place) == (Means.WEB, "https://post.example/final")
    assert document.path == "http://post.example/moved"
    assert view_original(tmp_path / "story.db", document.id)[1] == page


@pytest.mark.parametrize("kind", ENGINES, ids=lambda kind: kind.__name__)
def test_originals_and_readings_come_through_copy_and_backup(kind: type[Engine], tmp_path: Path):
    engine = kind.in_folder(tmp_path)
    for program, claims in (("1", HERALD_CLAIMS), ("2", HERALD_CLAIMS[:1])):
        with engine.open(program=program) as ledger:
            custody = Custody(original_of(b"\x00\xff", "text/plain"), Means.FILE, "a.txt", f"who ran {program}")
            ledger.record_document(HERALD, claims, custody)
    with engine.open() as ledger:
        ledger.record_comparison(Comparison())
        ledger.close_run()
    held = _kept(engine.place)
    copied = engine.beside("copy").place
    copy(engine.place, copied)
    backup(engine.place, tmp_path / "kept.zip")
    restored = engine.beside("restored").place
    restore(tmp_path / "kept.zip", restored)
    assert held == _kept(copied) == _kept(restored)
    assert held[1] == b"\x00\xff"


def _kept(place: str) -> tuple[object, ...]:
    with open_ledger(place, create=False) as ledger:
        assert ledger.verify() == ()
        assert ledger.view_claims() == HERALD_CLAIMS[:1]
        return (
            ledger.digest(),
            view_original(ledger, HERALD.id)[1],
            view_custody(ledger, HERALD.id),
            _differences(ledger),
        )


def _differences(ledger: Ledger) -> list[tuple[str, int]]:
    return [(told.reading.program, len(told.dropped)) for told in view_differences(ledger, [HERALD.id])]
