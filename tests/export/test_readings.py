"""Readings as records."""

import re
from dataclasses import replace
from pathlib import Path

from sayso.export import changed_fields, reading_record
from sayso.model import Difference, Factuality, Gist, Reading
from tests.ledger.samples import HERALD, HERALD_CLAIMS

FIRST, SECOND, THIRD = HERALD_CLAIMS
OTHERWISE = replace(FIRST, factuality=Factuality.UNKNOWN, confidence=0.9)
READING = Reading(HERALD.id, "2", "2031-04-06", True, True, (SECOND.id,), (FIRST.id,), (THIRD.id,))
RECORD = reading_record(Difference(READING, (SECOND,), ((FIRST, OTHERWISE),), (THIRD,)))


def test_the_page_on_provenance_names_all_its_fields_and_no_others():
    page = (Path(__file__).resolve().parents[2] / "docs" / "provenance.md").read_text(encoding="utf-8")
    cells = " ".join(re.findall(r"^\|([^|]*)\|", page, re.M))
    assert ["type", *re.findall(r"`(\w+)`", cells)] == list(RECORD)


def test_claims_stand_in_it_as_records():
    assert [claim["content"]["text"] for claim in (*RECORD["new"], *RECORD["dropped"])] == [
        SECOND.content.text,
        THIRD.content.text,
    ]


def test_each_field_that_changed_is_there_as_it_was_and_as_it_is():
    assert changed_fields(FIRST, OTHERWISE) == [
        {"field": "confidence", "before": 0.75, "now": 0.9},
        {"field": "factuality", "before": "true-certain", "now": "unknown"},
    ]


def test_what_serves_comparing_alone_is_told_as_such():
    told = changed_fields(FIRST, replace(FIRST, gist=Gist()))
    assert told == [{"field": "gist", "before": None, "now": None}]
