"""`sayso trace`: from a claim to its bytes, its keeper and its entry."""

import json
from pathlib import Path

import pytest

from sayso.intake import Fetched, load_inputs
from sayso.ledger import open_ledger
from sayso.model import Custody, original_of
from tests.cli.conftest import Run
from tests.intake.pdfs import pdf
from tests.story.engines import make_claim

WORDS = "Brennia denied it \N{EM DASH} twice."


def _recorded(path: Path, ledger: Path, *, kept: bool = True) -> str:
    """The id of the claim that a file makes."""
    [loaded] = load_inputs([path])
    assert loaded.content is not None
    claim = make_claim(loaded.document)
    original = original_of(loaded.content, loaded.media, kept=kept)
    with open_ledger(ledger) as held:
        held.record_document(loaded.document, (claim,), Custody(original, loaded.means, loaded.place, "Ilse"))
    return claim.id


def _record(run: Run, ledger: Path, claim: str) -> dict[str, object]:
    done = run("trace", claim, "--format", "json", "--ledger", ledger)
    assert (done.code, done.err) == (0, "")
    [record] = json.loads(done.out)
    return dict(record)


@pytest.mark.parametrize(
    ("name", "content", "place"),
    [
        ("a.txt", WORDS.encode(), {"ranges": [[0, 28]], "pages": [], "sureness": "exact"}),
        ("b.jsonl", json.dumps({"text": WORDS}).encode(), {"ranges": [[10, 41]], "pages": [], "sureness": "exact"}),
        ("c.pdf", pdf("Brennia denied it."), {"ranges": [], "pages": [1], "sureness": "exact"}),
    ],
)
def test_it_leads_to_the_bytes_or_the_page(
    name: str, content: bytes, place: dict[str, object], tmp_path: Path, run: Run
):
    (tmp_path / name).write_bytes(content)
    record = _record(run, tmp_path / "story.db", _recorded(tmp_path / name, tmp_path / "story.db"))
    [words, source] = record["places"]  # type: ignore[misc]
    assert {key: words[key] for key in place} == place  # type: ignore[has-type]
    assert source["text"] == "Brennia"  # type: ignore[has-type]
    assert record["original"] == original_of(content, "").digest
    assert record["custody"][0]["by"] == "Ilse"  # type: ignore[index]
    assert record["entries"][0]["number"] > 0  # type: ignore[index]


def test_it_fits_on_a_screen_and_hides_controls(tmp_path: Path, run: Run):
    (tmp_path / "a.txt").write_text("Brennia denied it \x1b[31m twice.")
    claim = _recorded(tmp_path / "a.txt", tmp_path / "story.db")
    done = run("trace", claim[:11], "--ledger", tmp_path / "story.db")
    lines = done.out.splitlines()
    assert len(lines) < 24
    assert "\x1b" not in done.out
    assert "bytes 0-30 (exact): Brennia" in done.out
    assert "judged  by nobody" in done.out


def test_it_tells_the_judgements_those_undone_too(tmp_path: Path, run: Run):
    (tmp_path / "a.txt").write_text(WORDS)
    claim = _recorded(tmp_path / "a.txt", tmp_path / "story.db")
    run("judge", "reject", claim, "--by", "Ilse", "--note", "misread", "--ledger", tmp_path / "story.db")
    [judged] = _record(run, tmp_path / "story.db", claim)["judgements"]  # type: ignore[misc]
    assert (judged["verdict"], judged["note"], judged["undone"]) == ("reject", "misread", False)  # type: ignore[has-type]


def test_it_says_why_words_cannot_be_followed(tmp_path: Path, run: Run):
    (tmp_path / "a.txt").write_text(WORDS)
    claim = _recorded(tmp_path / "a.txt", tmp_path / "story.db", kept=False)
    record = _record(run, tmp_path / "story.db", claim)
    assert (record["original"], record["places"]) == (None, [])
    assert "keeps the digest alone" in str(record["why"])


def test_bytes_that_were_kept_serve_where_later_ones_were_not(tmp_path: Path, run: Run):
    (tmp_path / "a.txt").write_text(WORDS)
    (tmp_path / "a.md").write_text(WORDS)
    claim = _recorded(tmp_path / "a.txt", tmp_path / "story.db")
    assert _recorded(tmp_path / "a.md", tmp_path / "story.db", kept=False) == claim
    assert _record(run, tmp_path / "story.db", claim)["why"] is None


def test_a_claim_that_is_none_is_an_error(tmp_path: Path, run: Run):
    (tmp_path / "a.txt").write_text(WORDS)
    _recorded(tmp_path / "a.txt", tmp_path / "story.db")
    done = run("trace", "c1:00000000", "--ledger", tmp_path / "story.db")
    assert done.code == 1
    assert "no id in the ledger begins with" in done.err


def test_the_charset_that_a_server_named_counts(tmp_path: Path, run: Run):
    content = "Brennia denied the café’s fire.".encode("windows-1252")
    url, media = "https://brennia.example/fire", "text/plain; charset=windows-1252"
    [loaded] = load_inputs([url], fetch=lambda _url, _limits: Fetched(url, content, media))
    claim = make_claim(loaded.document)
    with open_ledger(tmp_path / "story.db") as held:
        custody = Custody(original_of(content, loaded.media), loaded.means, loaded.place, "Ilse")
        held.record_document(loaded.document, (claim,), custody)
    assert f"bytes 0-{len(content)} (exact)" in run("trace", claim.id, "--ledger", tmp_path / "story.db").out
