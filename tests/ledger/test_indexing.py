"""What is searched follows from the record, and shows where it does not."""

from dataclasses import replace
from datetime import date

import pytest

from sayso.ledger import Ledger
from sayso.ledger.indexing import INDEXES, first_key, last_key, times_between
from sayso.model import Interval, Metadata, Span, cut
from tests.ledger.engines import Engine
from tests.ledger.samples import HERALD, HERALD_CLAIMS, claim, report


@pytest.mark.parametrize(
    ("table", "sql"),
    [
        ("indexed_claim", "UPDATE indexed_claim SET fields = 'any0 kindperson0'"),
        (
            "indexed_claim",
            "UPDATE indexed_claim SET key = key + 4000000000000 WHERE claim = (SELECT min(id) FROM claim)",
        ),
        ("indexed_claim", "DELETE FROM indexed_claim WHERE claim = (SELECT min(id) FROM claim)"),
        ("indexed_report", "UPDATE indexed_report SET outlet = 'Another'"),
        ("indexed_report", "DELETE FROM indexed_report"),
    ],
)
def test_a_row_changed_is_a_fault(story: Engine, table: str, sql: str):
    assert story.tamper(sql)
    with story.open() as ledger:
        assert table in {fault.table for fault in ledger.verify()}


def test_a_long_report_is_searched_and_verified_to_its_end(engine: Engine):
    """Enough claims, late in the report, that they would not stand side by side under one key."""
    text = "x" * 1_999 + " "
    document = report(text * 20 + " ".join(f"She said word{number} rains." for number in range(1_200)))
    told = [claim(document, "She", "said", f"word{number} rains") for number in range(1_200)]
    claims = [replace(each, sentence=Span(each.content.start - 9, each.content.end + 1)) for each in told]
    assert cut(document.text, [claims[-1].sentence]) == "She said word1199 rains."
    assert min(each.content.start for each in claims) > 1 << 15
    with engine.open(program="1") as ledger:
        ledger.record_document(document, claims)
        assert ledger.verify() == ()
        assert [hit.claim for hit in ledger.find("word1199").hits] == [claims[1_199]]
        newest = [hit.claim for hit in ledger.find("rains sort:newest", limit=2_000).hits]
        assert newest == claims, "in the order of their places"
    with engine.open(program="2") as ledger:
        ledger.record_document(document, claims[:1_100])
        assert ledger.find("rains").total == 1_100
        assert ledger.verify() == ()


def test_claims_that_would_have_one_key_stand_side_by_side(ledger: Ledger):
    document = report("She said it rains")
    said = claim(document, "She", "said", "it rains")
    others = (said, claim(document, "She", "", "it rains"), claim(document, "", "", "it rains"))
    for number in range(1, 4):
        ledger.record_document(document, others[:number], whole=False)
    assert {hit.claim for hit in ledger.find("rains").hits} == {*others}
    assert ledger.verify() == ()


def test_a_report_read_again_is_searched_as_it_is_now(engine: Engine):
    german = replace(HERALD, metadata=replace(HERALD.metadata, language="de"))
    with engine.open(program="1") as ledger:
        ledger.record_document(HERALD, HERALD_CLAIMS)
        assert ledger.find("language:de").total == 0
    with engine.open(program="2") as ledger:
        ledger.record_document(german, HERALD_CLAIMS[:1])
        assert ledger.find("language:de").total == 1, "what the newer program no longer finds is not searched"
        assert ledger.find("language:de in:text").total == 1
        assert ledger.verify() == ()


def test_the_newest_come_first_and_those_without_a_day_last():
    days = [date.max, date(2031, 4, 2), date(2031, 4, 1), date.min, None]
    bounds = [bound for day in days for bound in (first_key(day), last_key(day))]
    assert bounds == sorted(bounds)
    assert last_key(None) < 2**63


@pytest.mark.parametrize("published", ["", "soon", "2031-99-01", "2031-04-02T10:00:00Z", "9999-12-31"])
def test_any_day_of_publishing_can_be_indexed(ledger: Ledger, published: str):
    document = report("She said it rains", published=published)
    ledger.record_document(document, (claim(document, "She", "said", "it rains"),))
    assert ledger.find("rains").total == ledger.find("in:text rains").total == 1
    assert ledger.find("rains published:..9999").total == (len(published) > 6 and "99-01" not in published)


INTERVALS = [
    Interval(date(2031, 4, 6), date(2031, 4, 6)),
    Interval(date(2031, 3, 30), date(2031, 4, 2)),
    Interval(date(1995, 6, 1), date(2031, 4, 1)),
    Interval(date(2031, 4, 1), None),
    Interval(None, date(2031, 3, 31)),
    Interval(None, None),
    Interval(date(2040, 1, 1), date(2049, 12, 31)),
]


def test_a_time_is_found_by_any_time_that_shares_a_day_with_it(ledger: Ledger):
    document = report("She said " + " ".join(f"w{number}" for number in range(len(INTERVALS))))
    claims = [
        replace(claim(document, "She", "said", f"w{number}"), event_time=interval)
        for number, interval in enumerate(INTERVALS)
    ]
    ledger.record_document(document, claims)
    for asked in (
        *INTERVALS,
        Interval(date(2031, 4, 3), date(2031, 4, 4)),
        Interval(date(2045, 5, 5), date(2060, 1, 1)),
    ):
        text = f"event:{asked.first or ''}..{asked.last or ''}"
        found = {hit.claim.id for hit in ledger.find(text).hits if hit.claim}
        due = {each.id for each in claims if each.event_time and each.event_time.overlaps(asked)}
        assert found == due, text


def test_few_words_ask_for_any_time():
    assert len(times_between("said", Interval(date(2031, 4, 6), date(2031, 4, 6)))) == 5
    assert len(times_between("said", Interval(date(2031, 4, 6), None))) < 60


def test_metadata_that_says_nothing_is_indexed(ledger: Ledger):
    document = replace(report("It rains"), metadata=Metadata())
    ledger.record_document(report("It rains"), ())
    assert ledger.find("in:text rains").hits[0].document.text == document.text


def test_a_claim_that_counts_no_longer_is_a_fault_in_the_index(engine: Engine):
    for program, claims in (("1", HERALD_CLAIMS), ("2", HERALD_CLAIMS[:1])):
        with engine.open(program=program) as ledger:
            ledger.record_document(HERALD, claims)
            assert ledger.verify() == ()
    (columns,) = [INDEXES["claim"].columns]
    dropped = HERALD_CLAIMS[1].id
    ((row,),) = [engine.rows(f"SELECT {', '.join(columns)} FROM indexed_claim LIMIT 1")]
    ((seq,),) = engine.rows(f"SELECT seq FROM claim WHERE id = '{dropped}'")
    key, _, _, *rest = row
    values = ", ".join("NULL" if value is None else repr(value) for value in (key + 1, seq, dropped, *rest))
    engine.tamper(f"INSERT INTO indexed_claim ({', '.join(columns)}) VALUES ({values})")
    with engine.open() as ledger:
        assert "indexed_claim" in {fault.table for fault in ledger.verify()}
