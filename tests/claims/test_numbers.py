"""Numbers of a content as values: bounds, what is counted, and words that cut back."""

import pytest

from sayso.claims.quantities import numbers_of
from sayso.model import cut
from sayso.reading import Reader
from tests.claims.cases import make_document


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("Up to 10 boats were lost.", [("Up to 10", None, 10, "boat")]),
        ("At least 39 people were lost.", [("At least 39", 39, None, "person")]),
        ("Dozens were hurt.", [("Dozens", 24, None, "")]),
        ("Several hundred people fled.", [("Several hundred", 200, 1000, "person")]),
        ("More than 1,200 homes burned.", [("More than 1,200", 1201, None, "home")]),
        ("Between 20 and 30 tanks came.", [("Between 20 and 30", 20, 30, "tank")]),
        ("The fund lost $3.4bn.", [("$3.4bn", 3.4e9, 3.4e9, "dollar")]),
        ("Two and a half million dollars went.", [("Two and a half million", 2.5e6, 2.5e6, "dollar")]),
        ("Half a million people fled.", [("Half a million", 5e5, 5e5, "person")]),
        ("No one died.", [("No one", 0, 0, "person")]),
        ("There were no casualties.", [("no", 0, 0, "casualty")]),
        ("Tens of thousands of pilgrims came.", [("Tens of thousands", 20000, None, "pilgrim")]),
        ("Ilse Brandt, 34, was the third driver.", []),
        ("It closed on 3 June at 14:30.", []),
        ("They called 0800 123 456.", []),
        ("The 1968 bridge fell.", []),
        ("It ends late (1630 UTC) tomorrow.", []),
        ("The toll rose from twelve to 27.", [("twelve", 12, 12, ""), ("27", 27, 27, "")]),
        ("They carry from 20 to 30 crates.", [("20 to 30", 20, 30, "crate")]),
        ("Both lie within three miles of the mill.", [("three", None, 3, "mile")]),
        ("Gusts of 85 km/h were measured.", [("85", 85, 85, "kilometre per hour")]),
        ("Gusts reached 70 miles per hour.", [("70", 70, 70, "mile per hour")]),
    ],
)
def test_numbers_have_bounds_and_a_unit(
    text: str, numbers: list[tuple[str, float | None, float | None, str]], reader: Reader
):
    (annotated,) = reader.read([make_document(text)])
    found = numbers_of(list(annotated.parse), text)
    assert [(q.text, q.low, q.high, q.unit) for q in found] == numbers
    assert all(cut(text, q.spans) == q.text for q in found)
