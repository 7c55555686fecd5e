"""What a ledger gives back: in a fixed order, of one moment, and nothing that it does not hold."""

import random

import pytest

from sayso.errors import LedgerError, NotFoundError
from sayso.ledger import Ledger
from sayso.model import Comparison
from tests.ledger.engines import Engine
from tests.ledger.samples import (
    COMPARISON,
    COURIER,
    COURIER_CLAIMS,
    HERALD,
    HERALD_CLAIMS,
    JUDGEMENT,
    REFUSED,
    claim,
    report,
)


def test_the_whole_story(story: Engine):
    with story.open() as ledger:
        held = ledger.view_story()
        assert held.documents == (REFUSED, COURIER, HERALD)
        assert set(held.claims) == {*HERALD_CLAIMS, *COURIER_CLAIMS}
        assert held.comparison == COMPARISON
        assert held.judgements == (JUDGEMENT,)
        assert held.digest == ledger.digest()


def test_an_empty_ledger_has_an_empty_story(ledger: Ledger):
    story = ledger.view_story()
    assert (story.documents, story.claims, story.judgements) == ((), (), ())
    assert story.comparison == Comparison()
    assert ledger.verify() == ()


def test_documents_come_in_order_of_publication_and_id(ledger: Ledger):
    days = ["2031-04-03", "2031-04-01", "2031-04-02T23:59", "2031-04-02", "2031-04-02"]
    made = [report(f"Report {number}.", published=day) for number, day in enumerate(days)]
    for document in made:
        ledger.record_document(document, ())
    assert list(ledger.view_documents()) == sorted(made, key=lambda d: (d.metadata.published, d.id))


def test_claims_come_in_order_of_their_places(ledger: Ledger):
    words = [f"w{number:02}" for number in range(20)]
    for title in ("one", "two"):
        document = report(" ".join(words) + " she said", title=title)
        claims = [claim(document, "she", "said", word) for word in words]
        random.Random(4).shuffle(claims)
        ledger.record_document(document, claims)
    held = ledger.view_claims()
    assert [c.content.text for c in held] == words * 2
    assert list(held) == sorted(held, key=lambda c: (c.document, c.content.start, c.id))
    assert ledger.view_claims(held[0].document) == held[:20]


def test_a_document_has_claims_of_its_own_alone(story: Engine):
    with story.open() as ledger:
        assert ledger.view_claims(COURIER.id) == COURIER_CLAIMS
        assert {c.document for c in ledger.view_claims(HERALD.id)} == {HERALD.id}
        assert ledger.view_claims("d1:unheard-of") == ()


@pytest.mark.parametrize("name", ["d1:0", "", "' OR ''='", "\0"])
def test_an_id_that_is_not_held_is_not_found(story: Engine, name: str):
    with story.open() as ledger:
        with pytest.raises(NotFoundError, match="holds no document"):
            ledger.view_document(name)
        with pytest.raises(NotFoundError, match="holds no claim"):
            ledger.view_claim(name)


def test_a_damaged_body_is_told_as_such(story: Engine):
    story.tamper("UPDATE claim SET body = '{'")
    with story.open() as ledger, pytest.raises(LedgerError, match=r"damaged.*sayso verify"):
        ledger.view_claims()


def test_a_story_is_of_one_moment(engine: Engine, ledger: Ledger):
    ledger.record_document(HERALD, HERALD_CLAIMS)
    with engine.open() as reader, engine.open() as writer, reader._store.snapshot():
        before = reader.view_documents()
        writer.record_document(COURIER, COURIER_CLAIMS)
        assert reader.view_story().documents == before
        assert len(writer.view_documents()) == 2
