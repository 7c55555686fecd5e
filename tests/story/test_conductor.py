import json
from collections.abc import Callable
from pathlib import Path

import pytest

from sayso.crossdoc import settle_story
from sayso.errors import LedgerError, NotFoundError, UsageError
from sayso.ledger import open_ledger
from sayso.model import Document, Metadata, Status, Story, Verdict
from sayso.story import (
    Step,
    export_story,
    extract,
    judge,
    open_story,
    read,
    search,
    verify,
    view_claim,
    view_document,
    write_dossier,
)

REPORTS = {
    "gazette.txt": """\
---
title: Dam holds, says operator
outlet: The Upper Tolm Gazette
published: 2031-04-06
---
The dam at Lower Tolm is sound, Kestrel Power said on Sunday.

Mayor Ilse Brandt denied that any village had been flooded.
""",
    "courier.txt": """\
---
title: Water in the streets
outlet: The Tolm Courier
published: 2031-04-07
---
Two villages have been flooded, according to the fire service of Lower Tolm.

"The dam is sound," said Kestrel Power. The streets are full of mud.
""",
    "quiet.txt": """\
---
outlet: The Tolm Courier
published: 2031-04-05
---
It rained all day over the valley of the Tolm. The river rose by a metre.
""",
}


@pytest.fixture
def reports(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of invented reports, one in French and one that is no report."""
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "reports"
    folder.mkdir()
    for name, text in REPORTS.items():
        (folder / name).write_text(text, encoding="utf-8")
    (folder / "echo.jsonl").write_text(
        json.dumps({"text": "Le barrage tient, a dit la mairie.", "language": "fr"}) + "\n", encoding="utf-8"
    )
    (folder / "photo.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)))
    return folder


def test_reading_ends_with_a_summary(reports: Path) -> None:
    summary = read([reports], ledger="tolm.db")
    assert (summary.read, len(summary.partly), len(summary.refused)) == (3, 1, 1)
    assert summary.documents == 4
    (partly,), (refused,) = summary.partly, summary.refused
    assert (partly.status, refused.status) == (Status.PARTLY, Status.REFUSED)
    assert "echo.jsonl" in partly.path
    assert "fr" in partly.reason
    assert "photo.png" in refused.path
    assert refused.reason
    story = open_story("tolm.db")
    assert len(story.documents) == 5
    assert summary.claims == len(story.claims) >= 4
    assert summary.propositions == len(story.comparison.propositions)
    assert summary.questions == len(story.comparison.questions)
    assert summary.digest == story.digest


def test_reading_twice_changes_nothing(reports: Path) -> None:
    first = read([reports], ledger="tolm.db")
    second = read([reports], ledger="tolm.db")
    assert (second.digest, second.claims) == (first.digest, first.claims)


def test_order_and_processes_change_nothing(reports: Path) -> None:
    whole = read([reports], ledger="whole.db", jobs=2)
    for name in sorted(path.name for path in reports.iterdir())[::-1]:
        last = read([reports / name], ledger="single.db", jobs=1)
    assert last.digest == whole.digest


def test_without_their_own_voice_outlets_are_not_recorded(reports: Path) -> None:
    read([reports], ledger="attributed.db", attributed_only=True)
    read([reports], ledger="all.db")
    attributed, everything = open_story("attributed.db").claims, open_story("all.db").claims
    assert attributed == tuple(claim for claim in everything if not claim.own)
    assert len(attributed) < len(everything)


def test_what_is_given_goes_before_what_reports_say(reports: Path) -> None:
    read([reports / "gazette.txt"], ledger="tolm.db", given=Metadata(outlet="Radio Tolm"))
    (document,) = open_story("tolm.db").documents
    assert (document.metadata.outlet, document.metadata.title) == ("Radio Tolm", "Dam holds, says operator")


def test_each_step_is_told(reports: Path) -> None:
    steps: list[Step] = []
    read([reports], ledger="tolm.db", progress=steps.append)
    assert [step.extracted is None for step in steps] == [False] * 5 + [True]


def test_an_open_ledger_stays_open(reports: Path) -> None:
    with open_ledger("tolm.db") as ledger:
        summary = read([reports], ledger=ledger)
        assert ledger.digest() == summary.digest


def test_a_stop_leaves_what_was_recorded(reports: Path) -> None:
    def stop(step: Step) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        read([reports], ledger="tolm.db", progress=stop)
    assert verify("tolm.db") == ()
    assert len(open_story("tolm.db").documents) == 1
    untroubled = read([reports], ledger="other.db")
    assert read([reports], ledger="tolm.db").digest == untroubled.digest


def test_extracting_needs_no_ledger(reports: Path) -> None:
    faulty: list[Document] = []
    results = list(extract([reports], faulty=faulty.append))
    assert {Path(d.path).name: d.status.value for d in faulty} == {"photo.png": "refused", "echo.jsonl:1": "partly"}
    assert [Path(result.document.path).name for result in results if result.claims] == ["courier.txt", "gazette.txt"]
    assert not any(claim.own for result in results for claim in result.claims)
    assert [path.name for path in reports.parent.iterdir()] == ["reports"]


def test_extracting_gives_the_claims_that_reading_records(reports: Path) -> None:
    read([reports], ledger="tolm.db")
    extracted = {claim for result in extract([reports], own=True) for claim in result.claims}
    assert extracted == set(open_story("tolm.db").claims)


@pytest.mark.parametrize("use", [open_story, verify, lambda ledger: list(export_story(ledger))])
def test_looking_makes_no_ledger(tmp_path: Path, use: Callable[[Path], object]) -> None:
    with pytest.raises(LedgerError):
        use(tmp_path / "absent.db")
    assert list(tmp_path.iterdir()) == []


@pytest.fixture
def story(reports: Path) -> Story:
    read([reports], ledger="tolm.db")
    return open_story("tolm.db")


def test_a_rejected_claim_is_not_compared(story: Story) -> None:
    claim = next(claim for claim in story.claims if not claim.own)

    def compared() -> set[str]:
        return {c.claim for p in open_story("tolm.db").comparison.propositions for c in p.claims}

    assert claim.id in compared()
    (rejected,) = judge("tolm.db", Verdict.REJECT, [claim.id], by="R. Holm", note="not their words")
    assert claim.id not in compared()
    assert settle_story(open_story("tolm.db"))[1].decisions.rejected == {claim.id}
    assert claim in open_story("tolm.db").claims
    judge("tolm.db", Verdict.UNDO, [rejected.id], by="R. Holm")
    assert open_story("tolm.db").comparison == story.comparison
    assert verify("tolm.db") == ()


def test_reading_on_leaves_the_rejected_rejected(story: Story, reports: Path) -> None:
    claim = next(claim for claim in story.claims if not claim.own)
    judge("tolm.db", Verdict.REJECT, [claim.id], by="R. Holm")
    judged = open_story("tolm.db")
    assert read([reports], ledger="tolm.db").digest == judged.digest


@pytest.mark.parametrize("verdict", [Verdict.ACCEPT, Verdict.UNDO])
def test_what_is_not_there_is_not_judged(story: Story, verdict: Verdict) -> None:
    held = [story.claims[0].id] if verdict is Verdict.ACCEPT else []
    with pytest.raises(NotFoundError, match="x1:0"):
        judge("tolm.db", verdict, [*held, "x1:0"], by="R. Holm")
    assert open_story("tolm.db").judgements == ()


def test_a_dossier_is_a_page_or_markdown(story: Story) -> None:
    write_dossier("tolm.db", "tolm.html")
    write_dossier("tolm.db", "tolm.md")
    assert Path("tolm.html").read_text(encoding="utf-8").lstrip().lower().startswith("<!doctype html>")
    assert "Kestrel Power" in Path("tolm.md").read_text(encoding="utf-8")
    with pytest.raises(UsageError, match=r"\.html, \.md or \.docx"):
        write_dossier("tolm.db", "tolm.pdf")


def test_the_export_has_every_claim(story: Story) -> None:
    records = [json.loads(line) for line in export_story("tolm.db")]
    assert [record["id"] for record in records if record["type"] == "claim"] == [claim.id for claim in story.claims]
    with pytest.raises(UsageError, match="jsonl"):
        export_story("tolm.db", "parchment")


def test_single_things_are_looked_at_with_their_report(story: Story) -> None:
    claim = story.claims[0]
    document, same = view_claim("tolm.db", claim.id)
    assert (document.id, same) == (claim.document, claim)
    assert view_document("tolm.db", document.id) == (
        document,
        tuple(c for c in story.claims if c.document == document.id),
    )
    assert {hit.document.metadata.outlet for hit in search("tolm.db", "fire service").hits} == {"The Tolm Courier"}
