"""`sayso original`: the bytes of a report, into a new file."""

from pathlib import Path

import pytest

from sayso.cli import main
from sayso.ledger import open_ledger
from sayso.model import Custody, Means, original_of
from tests.cli.conftest import Run
from tests.ledger.samples import HERALD

BYTES = b"\x1b[31mBrennia denied it.\r\n\xff"


@pytest.fixture
def place(tmp_path: Path) -> str:
    with open_ledger(tmp_path / "story.db") as ledger:
        ledger.record_document(
            HERALD, (), Custody(original_of(BYTES, "text/plain"), Means.WEB, "https://h.example/", "Ilse")
        )
    return str(tmp_path / "story.db")


def test_it_says_how_the_bytes_were_had(place: str, capsys: pytest.CaptureFixture[str]):
    assert main(["original", HERALD.id, "--ledger", place]) == 0
    said = capsys.readouterr().out
    assert original_of(BYTES, "").digest in said
    assert "by web from https://h.example/" in said
    assert "by Ilse" in said


def test_it_writes_the_bytes_into_a_new_file_alone(place: str, tmp_path: Path):
    target = tmp_path / "herald.txt"
    assert main(["original", HERALD.id, "-o", str(target), "--ledger", place]) == 0
    assert target.read_bytes() == BYTES
    target.write_bytes(b"mine")
    assert main(["original", HERALD.id, "-o", str(target), "--ledger", place]) == 2
    assert target.read_bytes() == b"mine"


@pytest.mark.parametrize(("start", "code"), [(HERALD.id[:11], 0), (HERALD.id[:7], 1), ("c1:00000000", 1), ("tolm", 1)])
def test_the_beginning_of_an_id_that_no_other_has_will_do(place: str, start: str, code: int):
    assert main(["original", start, "--ledger", place]) == code


def test_who_collected_a_report_and_its_bytes_alone_are_what_was_asked_for(run: Run):
    Path("tolm.txt").write_bytes(b"Mayor Ilse Brandt denied it.\n")
    assert run("read", "tolm.txt", "--by", "Odo Ansel", "--no-originals").code == 0
    ident = run("documents").out.split("d1:")[1][:32]
    said = run("original", f"d1:{ident}").out
    assert "by file from tolm.txt" in said
    assert "by Odo Ansel" in said
    refused = run("original", f"d1:{ident}", "-o", "out.txt")
    assert (refused.code, Path("out.txt").exists()) == (1, False)
    assert "the digest alone" in refused.err
    assert run("read", "tolm.txt").code == 0
    assert run("original", f"d1:{ident}", "-o", "out.txt").code == 0
    assert Path("out.txt").read_bytes() == b"Mayor Ilse Brandt denied it.\n"
