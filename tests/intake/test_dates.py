"""Dates of publication: read where nothing has to be guessed."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.intake.dates import normalise_date

READABLE = {
    "2031-03-12": "2031-03-12",
    "2031-03-12 00:00:00": "2031-03-12T00:00:00",
    "2031-03-12T06:10:00+01:00": "2031-03-12T06:10:00+01:00",
    "2031-03-12T06:10:00Z": "2031-03-12T06:10:00+00:00",
    "2031-03-12 06:10:00 +0100": "2031-03-12T06:10:00+01:00",
    "2031-03-12 06:10:00 UTC": "2031-03-12T06:10:00+00:00",
    "20310312": "2031-03-12",
    "2031/03/12": "2031-03-12",
    "Fri, 04 Jan 2019 10:00:00 GMT": "2019-01-04T10:00:00+00:00",
    "Fri, 04 Jan 2019 10:00:00 +0100": "2019-01-04T10:00:00+01:00",
    "January 4, 2019": "2019-01-04",
    "Friday, 4 January 2019": "2019-01-04",
    "4 Jan. 2019, 10:30 am CET": "2019-01-04",
    "3rd Sept 2031": "2031-09-03",
    " 12  March\u00a02031 ": "2031-03-12",
}

UNREADABLE = [
    "",
    "yesterday",
    "2031",
    "2031-03",
    "04/01/2031",
    "2031-13-45",
    "31 February 2031",
    "0001-01-01",
    "9" * 5000,
]


@pytest.mark.parametrize(("written", "iso"), READABLE.items(), ids=READABLE)
def test_reads_what_files_and_pages_write(written: str, iso: str):
    assert normalise_date(written) == iso


@pytest.mark.parametrize("written", UNREADABLE, ids=lambda w: w[:12])
def test_guesses_nothing(written: str):
    assert normalise_date(written) is None


@given(st.datetimes(datetime.fromisoformat("1900-01-01"), datetime.fromisoformat("2200-01-01")))
def test_iso_stays_as_it_is(moment: datetime):
    assert normalise_date(moment.isoformat()) == moment.isoformat()


@given(st.text(max_size=80))
def test_what_is_read_of_any_text_has_a_day(written: str):
    iso = normalise_date(written)
    assert iso is None or date.fromisoformat(iso[:10]).year >= 1000
