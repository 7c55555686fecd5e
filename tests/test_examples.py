"""The example story: every report loads whole, and its gold fits the reports."""

import json
import re
from typing import Any

import pytest

from bench.stories import EXAMPLE, example_reports
from sayso.model import Document, MarkKind, SourceKind, Span, Stance, Status, Variable, cut

GOLD: dict[str, Any] = json.loads((EXAMPLE / "gold.json").read_text(encoding="utf-8"))
CLAIMS = {claim["id"]: claim for claim in GOLD["claims"]}
PROPOSITIONS = {proposition["id"]: proposition for proposition in GOLD["propositions"]}


@pytest.fixture(scope="module")
def reports() -> dict[str, Document]:
    return example_reports(GOLD)


def test_every_report_is_read_with_all_that_is_known_of_it(reports: dict[str, Document]):
    assert len(reports) == 9
    for name, report in reports.items():
        assert report.status is Status.READ, f"{name}: {report.reason}"
        known = report.metadata
        assert all([known.title, known.outlet, known.published, known.language]), name


def test_every_voice_has_a_report_of_its_own(reports: dict[str, Document]):
    assert len({report.metadata.outlet for report in reports.values()}) == 8


def test_what_is_no_part_of_the_story_is_marked_or_gone(reports: dict[str, Document]):
    rubbish = re.compile(r"READ MORE|Read more|cookie|Comments|newsletter|Also read|Reporting by|Subscribe", re.I)
    for name, report in reports.items():
        assert rubbish.search(_unmarked(report)) is None, f"{name}: {rubbish.search(_unmarked(report))}"


def test_front_matter_is_marked(reports: dict[str, Document]):
    report = reports["ministry-0313"]
    assert report.text.startswith("---\n")
    assert MarkKind.FRONT_MATTER in {mark.kind for mark in report.marks}


@pytest.mark.parametrize("ident", CLAIMS)
def test_a_gold_claim_stands_once_in_its_report(ident: str, reports: dict[str, Document]):
    claim = CLAIMS[ident]
    text = reports[claim["doc"]].text
    around = claim.get("near", claim["content"])
    assert text.count(around) == 1
    assert around.count(claim["content"]) == 1
    assert claim["source"] is None or claim["source"] in text


@pytest.mark.parametrize("ident", CLAIMS)
def test_a_gold_claim_leads_from_its_outlet_to_its_source(ident: str, reports: dict[str, Document]):
    claim = CLAIMS[ident]
    assert claim["chain"][0] == reports[claim["doc"]].metadata.outlet
    assert claim["chain"][-1] == claim["entity"]
    assert SourceKind(claim["kind"]) is SourceKind.OUTLET or len(claim["chain"]) > 1
    assert (claim["source"] is None) == (claim["kind"] == "outlet")


def test_every_gold_claim_is_of_one_proposition():
    placed = [claim for proposition in PROPOSITIONS.values() for claim in proposition["claims"]]
    assert sorted(placed) == sorted(CLAIMS)


@pytest.mark.parametrize("ident", PROPOSITIONS)
def test_a_gold_proposition_has_no_more_origins_than_speakers(ident: str):
    proposition = PROPOSITIONS[ident]
    stances = {claim: Stance(stance) for claim, stance in proposition["claims"].items()}
    speakers = {CLAIMS[claim]["entity"] for claim, stance in stances.items() if stance is Stance.AFFIRMS}
    assert 1 <= proposition["affirming_origins"] <= len(speakers)


def test_gold_questions_ask_about_gold_propositions():
    for question in GOLD["questions"]:
        answers = [name.removeprefix("not ") for answer in question["answers"] for name in answer]
        assert set(answers) <= PROPOSITIONS.keys()
        assert Variable(question["variable"]) is Variable.TRUTH or len(answers) == len(set(answers)) > 1


def test_updates_and_reuse_name_what_is_there():
    assert {ident for update in GOLD["updates"] for ident in update.values()} <= PROPOSITIONS.keys()
    assert {ident for reuse in GOLD["reuse"] for ident in reuse.values()} <= GOLD["reports"].keys()


def _unmarked(report: Document) -> str:
    """The text without what is marked."""
    ends = [0, *(mark.span.end for mark in sorted(report.marks))]
    starts = [*(mark.span.start for mark in sorted(report.marks)), len(report.text)]
    return cut(report.text, [Span(a, b) for a, b in zip(ends, starts, strict=True) if a < b])
