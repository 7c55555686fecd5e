"""Words are found where they stand; no query is an instruction."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.ledger import Ledger
from sayso.model import Claim
from tests.ledger.engines import ENGINES, Engine
from tests.ledger.samples import COURIER, COURIER_CLAIMS, HERALD, HERALD_CLAIMS, claim, report

REOPENS, DOUBTED, FERRY = HERALD_CLAIMS
(CRACKED,) = COURIER_CLAIMS

HOSTILE = (
    '"',
    '""',
    '"""',
    "'",
    "*",
    "^",
    "bridge*",
    "(bridge",
    "NOT",
    "AND OR NOT",
    "NEAR(bridge may, 5)",
    "content:bridge",
    "-bridge",
    "+",
    "bridge AND",
    '"unclosed phrase',
    "a\0b",
    "\0",
    "\ud800",
    "{}[]()|\\/",
    "'; DROP TABLE claim; --",
    "rank",
    "🌉",
    "e\u0301" * 500,
    "a " * 50_000,
    '"' * 9_999,
    "(" * 5_000,
)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("ferry", {FERRY}),
        ("FERRY", {FERRY}),
        ("cracked piers", {CRACKED}),
        ('"piers are cracked"', {CRACKED}),
        ('"cracked piers"', set()),
        ("“piers are cracked”", {CRACKED}),
        ('"reopen in may" surveyor', {DOUBTED}),
        ("brandvoll", {REOPENS}),
        ("told", {CRACKED}),
        ("courier", set()),
        ("bridge", set(HERALD_CLAIMS)),
        ("engineer cracked ferry", set()),
        ("pier", {CRACKED}),
        ("", set()),
        ("?!", set()),
        ("ferry ?!", {FERRY}),
    ],
)
def test_words_and_phrases_are_found(story: Engine, query: str, found: set[Claim]):
    with story.open() as ledger:
        assert set(ledger.search(query)) == found


def test_accents_and_case_do_not_stand_in_the_way(ledger: Ledger):
    document = report("Élodie Ågård said the Straße is closed")
    said = claim(document, "Élodie Ågård", "said", "the Straße is closed")
    ledger.record_document(document, (said,))
    assert ledger.search("elodie agard") == ledger.search("ÉLODIE ÅGÅRD straße") == (said,)


def test_content_counts_more_than_a_title(ledger: Ledger):
    by_title = report("She said the road is shut", title="Ferry and bridge")
    by_content = report("She said the ferry is full", title="Traffic and roads")
    shut, full = (
        claim(by_title, "She", "said", "the road is shut"),
        claim(by_content, "She", "said", "the ferry is full"),
    )
    ledger.record_document(by_title, (shut,))
    ledger.record_document(by_content, (full,))
    assert ledger.search("ferry") == (full, shut)


def test_equals_come_in_order_of_id_whatever_the_order_of_reading(engine: Engine):
    documents = [report("She said it rains", title=f"No {number}") for number in range(9)]
    claims = [claim(document, "She", "said", "it rains") for document in documents]
    answers = []
    for number, step in enumerate((1, -1)):
        with engine.beside(f"{number}").open() as ledger:
            for document, said in list(zip(documents, claims, strict=True))[::step]:
                ledger.record_document(document, (said,))
            answers.append(ledger.search("rains"))
    assert answers[0] == answers[1] == tuple(sorted(claims, key=lambda c: c.id))


@pytest.mark.parametrize(("limit", "number"), [(2, 2), (0, 0), (-1, 0), (10**30, 3)])
def test_a_limit_is_a_limit(story: Engine, limit: int, number: int):
    with story.open() as ledger:
        assert len(ledger.search("bridge", limit=limit)) == number


def test_a_reading_superseded_is_not_found(engine: Engine):
    newer = replace(REOPENS, confidence=0.9)
    with engine.open(program="1") as ledger:
        ledger.record_document(HERALD, (REOPENS,))
    with engine.open(program="2") as ledger:
        ledger.record_document(HERALD, (newer,))
        assert ledger.search("reopen") == (newer,)


@pytest.mark.parametrize("query", HOSTILE, ids=lambda query: ascii(query[:12]))
def test_no_query_raises(story: Engine, query: str):
    with story.open() as ledger:
        digest = ledger.digest()
        ledger.search(query)
        assert ledger.digest() == digest
        assert ledger.search("ferry") == (FERRY,)


@given(query=st.text(max_size=40) | st.text('"ab* ():^-+\0', max_size=20))
def test_no_query_at_all_raises(hostile_ledger: Ledger, query: str):
    assert set(hostile_ledger.search(query)) <= {*HERALD_CLAIMS, *COURIER_CLAIMS}


@pytest.fixture(scope="module", params=ENGINES)
def hostile_ledger(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory):
    with request.param.in_folder(tmp_path_factory.mktemp("search")).open() as ledger:
        ledger.record_document(HERALD, HERALD_CLAIMS)
        ledger.record_document(COURIER, COURIER_CLAIMS)
        yield ledger
