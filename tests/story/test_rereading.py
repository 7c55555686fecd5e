"""A newer program reads what an older one read: what was judged stays with what it judged, or it is said why not."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from sayso.cli import main
from sayso.crossdoc import settle_story
from sayso.errors import NotFoundError
from sayso.model import Claim, Document, Factuality, Judgement, Verdict
from sayso.story import Engine, Extracted, Summary, conductor, judge, open_story, read, trace, view_claim, write_dossier
from sayso.story.mending import Correction
from sayso.story.workers import extract_documents
from tests.ledger.samples import claim

TEXT = "Tolm, Sunday. Mayor Ilse Brandt said in a letter that the bridge was closed. It snowed all day in the valley.\n"
Find = Callable[[Document], Sequence[Claim]]


BRIDGE = "the bridge was closed"


def older(document: Document) -> Sequence[Claim]:
    """What the older program finds."""
    return [claim(document, "Mayor Ilse Brandt", "said", BRIDGE), *_snow(document)]


def other_words(document: Document) -> Sequence[Claim]:
    """The same of the same woman, by other words of the report."""
    return [_named(claim(document, "Ilse Brandt", "said in a letter", BRIDGE), "Mayor Ilse Brandt"), *_snow(document)]


def nothing(document: Document) -> Sequence[Claim]:
    """The letter is passed over."""
    return _snow(document)


def another_man(document: Document) -> Sequence[Claim]:
    """The same words of somebody else."""
    return [_named(claim(document, "Ilse Brandt", "said in a letter", BRIDGE), "Odo Brandt"), *_snow(document)]


def doubted(document: Document) -> Sequence[Claim]:
    """The same words of the same woman, as what she holds possible."""
    first, *rest = other_words(document)
    return [replace(first, factuality=Factuality.POSSIBLE), *rest]


def half(document: Document) -> Sequence[Claim]:
    """Half of the words."""
    return [claim(document, "Mayor Ilse Brandt", "said", "bridge was closed"), *_snow(document)]


def _snow(document: Document) -> list[Claim]:
    return [claim(document, "", "", "It snowed all day in the valley")]


def _named(mine: Claim, name: str) -> Claim:
    assert mine.source
    return replace(mine, source=replace(mine.source, name=name))


@pytest.fixture
def read_by(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str, Find], Summary]:
    """Reads the report into the ledger as a program that finds this."""
    monkeypatch.chdir(tmp_path)
    Path("tolm.txt").write_text(TEXT, encoding="utf-8")

    def by(program: str, find: Find) -> Summary:
        def engine(documents: Sequence[Document]) -> Iterator[Extracted]:
            return (Extracted(document, tuple(find(document))) for document in documents)

        def load(_language: str) -> Engine:
            return engine

        def extracted(documents: Iterator[Document], *, load: object, jobs: int | None) -> Iterator[Extracted]:
            return extract_documents(documents, load=fake, jobs=1)

        fake = load
        monkeypatch.setattr(conductor, "extract_documents", extracted)
        monkeypatch.setattr(conductor, "program_identity", lambda: program)
        return read(["tolm.txt"], ledger="tolm.db")

    return by


def the_bridge() -> Claim:
    """The claim of the bridge that counts."""
    return next(c for c in open_story("tolm.db").claims if c.content.text.endswith("bridge was closed"))


def decided(verdict: Verdict, what: Correction | None = None) -> Judgement:
    (made,) = judge("tolm.db", verdict, [the_bridge().id], by="R. Holm", what=what)
    return made


def compared() -> set[str]:
    return {c.claim for p in open_story("tolm.db").comparison.propositions for c in p.claims}


def test_a_judgement_bears_on_what_a_newer_program_finds_in_the_same_words(
    read_by, capsys: pytest.CaptureFixture[str]
) -> None:
    read_by("1", older)
    rejected = decided(Verdict.REJECT)
    summary = read_by("2", other_words)
    assert [(len(r.new), len(r.dropped)) for r in summary.again] == [(1, 1)]
    now = the_bridge()
    assert [(one.judgement, one.carried) for one in trace("tolm.db", now.id).judgements] == [(rejected, rejected.on)]
    _, settled = settle_story(open_story("tolm.db"))
    (anchoring,) = settled.anchorings
    assert (anchoring.claim, anchoring.document, anchoring.found) == (rejected.on, now.document, now.id)
    assert "same report" in anchoring.why
    assert now.id != rejected.on
    assert now.id not in compared()
    write_dossier("tolm.db", "tolm.md")
    assert "found again in report 1: the same words in the same report" in Path("tolm.md").read_text(encoding="utf-8")
    assert main(["show", "claims", "--ledger", "tolm.db"]) == 0
    assert f"rejected by R. Holm, carried over from {rejected.on}" in capsys.readouterr().out
    judge("tolm.db", Verdict.UNDO, [rejected.id], by="R. Holm")
    assert now.id in compared()


def test_a_mended_claim_is_mended_as_a_newer_program_finds_it(read_by) -> None:
    read_by("1", older)
    decided(Verdict.MEND, Correction(name="Ilse Brandt of Tolm", content="bridge was closed"))
    read_by("2", other_words)
    story, _ = settle_story(open_story("tolm.db"))
    (mended,) = (c for c in story.claims if c.id == the_bridge().id)
    assert (mended.source and mended.source.name, mended.content.text) == ("Ilse Brandt of Tolm", "bridge was closed")
    write_dossier("tolm.db", "tolm.md")
    assert "as an older program found it, by" in Path("tolm.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("newer", "why"),
    [
        (nothing, "no longer finds it"),
        (another_man, "no longer finds it; its words are read as the word of Odo Brandt"),
        (doubted, "no longer finds it; its words are read as true-possible"),
        (half, "no longer finds it"),
    ],
)
def test_a_judgement_on_what_is_no_longer_found_is_an_orphan_and_says_so(
    read_by, newer: Find, why: str, capsys: pytest.CaptureFixture[str]
) -> None:
    read_by("1", older)
    rejected = decided(Verdict.REJECT)
    read_by("2", newer)
    _, settled = settle_story(open_story("tolm.db"))
    (anchoring,) = settled.anchorings
    assert (anchoring.claim, anchoring.found) == (rejected.on, None)
    assert anchoring.why.endswith(why), anchoring.why
    assert settled.decisions.rejected == {rejected.on}
    assert main(["judge", "list", "--ledger", "tolm.db"]) == 0
    assert why in capsys.readouterr().out
    write_dossier("tolm.db", "tolm.md")
    assert "no longer finds it" in Path("tolm.md").read_text(encoding="utf-8")


def test_what_is_found_again_is_judged_as_before(read_by) -> None:
    read_by("1", older)
    rejected = decided(Verdict.REJECT)
    read_by("2", nothing)
    read_by("3", older)
    _, settled = settle_story(open_story("tolm.db"))
    assert not settled.anchorings
    assert settled.decisions.rejected == {rejected.on}
    assert rejected.on not in compared()


def test_of_a_claim_that_is_no_longer_found_it_is_told(read_by, capsys: pytest.CaptureFixture[str]) -> None:
    read_by("1", older)
    gone = the_bridge()
    read_by("2", nothing)
    for look in (view_claim, trace):
        with pytest.raises(
            NotFoundError, match=f"no longer finds the claim {gone.id}.*`sayso readings {gone.document}`"
        ):
            look("tolm.db", gone.id[:12])
    for words in (["show", gone.id], ["trace", gone.id]):
        capsys.readouterr()
        assert main([*words, "--ledger", "tolm.db"]) == 1
        assert "no longer finds" in capsys.readouterr().err
    capsys.readouterr()
    assert main(["readings", gone.document, "--ledger", "tolm.db"]) == 0
    assert gone.id in capsys.readouterr().out
