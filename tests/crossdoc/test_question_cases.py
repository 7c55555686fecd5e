"""Every case of `tests/cases/questions.yml`: two claims of two reports, read, extracted and compared as in earnest."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from sayso.claims import extract_claims
from sayso.crossdoc import align_story
from sayso.model import Claim, Comparison, Document, Metadata, RelationKind, Stance, Variable, document_id
from sayso.reading import Reader

CASES = yaml.safe_load((Path(__file__).parents[1] / "cases" / "questions.yml").read_text(encoding="utf-8"))
DAY = "2040-05-01"


def _param(case: dict[str, Any]) -> Any:
    marks = [pytest.mark.xfail(reason=case["miss"], strict=True, raises=AssertionError)] if "miss" in case else []
    return pytest.param(case, id=case["case"], marks=marks)


def compared(case: dict[str, Any], reader: Reader) -> tuple[list[Claim], Comparison]:
    documents = []
    for name, day in zip(("one", "other"), case.get("dates", (DAY, DAY)), strict=True):
        metadata = Metadata(title=name, outlet=f"The {name.title()} Post", published=day, language="en")
        documents.append(Document(document_id(case[name], metadata), case[name], metadata, f"{name}.txt"))
    claims = [claim for annotated in reader.read(documents) for claim in extract_claims(annotated)]
    return claims, align_story(documents, claims)


def outcome(claims: list[Claim], comparison: Comparison) -> str:
    """How the two reports' claims stand to each other, a contradiction with its variable."""
    if comparison.questions:
        return f"contradict in {', '.join(sorted({q.variable.value for q in comparison.questions}))}"
    if any(r.kind is RelationKind.REFUTES for r in comparison.relations):
        return "contradict in truth, unasked"
    if any(r.kind is RelationKind.UPDATES for r in comparison.relations):
        return "update"
    home = {claim.id: claim.document for claim in claims}
    affirming = ([c.claim for c in p.claims if c.stance is Stance.AFFIRMS] for p in comparison.propositions)
    return "same" if any(len({home[i] for i in idents}) > 1 for idents in affirming) else "apart"


@pytest.mark.parametrize("case", [_param(case) for case in CASES])
def test_a_pair_of_claims_stands_as_expected(case: dict[str, Any], reader: Reader) -> None:
    claims, comparison = compared(case, reader)
    expected = case["expect"]
    found = outcome(claims, comparison)
    if expected == "contradict":
        assert found == f"contradict in {case['variable']}"
        if "question" in case:
            assert case["question"] in {q.text for q in comparison.questions}
    elif expected == "compatible":
        assert found in {"same", "apart"}
    else:
        assert found == expected


def test_the_cases_are_many_and_of_every_kind() -> None:
    assert len(CASES) >= 60
    assert len({case["case"] for case in CASES}) == len(CASES)
    assert {case["expect"] for case in CASES} == {"same", "contradict", "update", "compatible", "apart"}
    assert {case["variable"] for case in CASES if case["expect"] == "contradict"} == {v.value for v in Variable}
