"""A whole small story compared: nothing depends on the order of reading or on hash seeds."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sayso.crossdoc import align_story
from sayso.model import Comparison, canonical, digest
from tests.crossdoc.test_propositions import bridge
from tests.crossdoc.test_questions import herd
from tests.crossdoc.webs import Web


def story() -> Web:
    """Two small stories in one."""
    web, other = bridge(), herd("forty sheep", "nine sheep")
    for name, document in other.documents.items():
        web.documents[f"herd {name}"] = document
    for name, claim in other.claims.items():
        web.claims[f"herd {name}"] = claim
    return web


@pytest.fixture(scope="module")
def web() -> Web:
    return story()


@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.randoms(use_true_random=False))
def test_the_order_of_documents_and_claims_leaves_no_trace(web: Web, random: object) -> None:
    documents, claims = list(web.documents.values()), list(web.claims.values())
    random.shuffle(documents)  # type: ignore[attr-defined]
    random.shuffle(claims)  # type: ignore[attr-defined]
    assert align_story(documents, claims) == web.align()


def test_the_hash_seed_leaves_no_trace(web: Web) -> None:
    code = (
        "from tests.crossdoc.test_align import story; from sayso.model import canonical, digest; "
        "print(digest(canonical(story().align())))"
    )
    root = Path(__file__).resolve().parents[2]
    digests = {
        subprocess.run(
            [sys.executable, "-c", code], cwd=root, env={**os.environ, "PYTHONHASHSEED": seed}, check=True,
            capture_output=True, text=True,
        ).stdout.strip()
        for seed in ("1",)
    }  # fmt: skip
    assert digests == {digest(canonical(web.align()))}


def test_nothing_gives_nothing() -> None:
    assert align_story([], []) == Comparison()


def test_lists_are_in_canonical_order(web: Web) -> None:
    comparison = web.align()
    for values in (comparison.propositions, comparison.questions, comparison.entities):
        assert [v.id for v in values] == sorted(v.id for v in values)


def test_everything_leads_back_to_claims_and_documents(web: Web) -> None:
    comparison = web.align()
    claims, documents = {c.id for c in web.claims.values()}, {d.id for d in web.documents.values()}
    propositions = {p.id for p in comparison.propositions}
    assert {c.claim for p in comparison.propositions for c in p.claims} <= claims
    assert {c for p in comparison.propositions for o in p.origins for c in o.claims} <= claims
    assert {i for q in comparison.questions for a in q.answers for i in a.propositions} <= propositions
    assert {c for r in comparison.relations for c in r.claims} <= claims
    assert {m.document for e in comparison.entities for m in e.mentions} <= documents


def test_ids_follow_from_what_they_name(web: Web) -> None:
    first = web.align()
    again = story().align()
    assert [p.id for p in first.propositions] == [p.id for p in again.propositions]
    assert all(p.id.startswith("p1:") for p in first.propositions)
    assert all(q.id.startswith("q1:") for q in first.questions)
    assert all(e.id.startswith("e1:") for e in first.entities)
