"""`sayso original`: the bytes of a report, into a new file."""

from pathlib import Path

import pytest

from sayso.cli import main
from sayso.ledger import open_ledger
from sayso.model import Custody, Means, original_of
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
