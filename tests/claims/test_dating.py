"""What a time of a sentence bears on, in whole sentences: on what is claimed, on the speaking of it, or on neither."""

from datetime import date

import pytest

from sayso.model import Interval
from tests.claims.conftest import Claims

EXTRACTED = [
    ("In a statement issued on Monday, the ministry said that the mill was safe.", date(2031, 3, 10), None),
    ("The ministry said that the 2014 law bars ferries.", date(2031, 3, 12), None),
    ("“The mill will open tomorrow,” the owner said on Monday.", date(2031, 3, 10), date(2031, 3, 11)),
    ("The owner said on 3 March that the mill would open tomorrow.", date(2031, 3, 3), date(2031, 3, 4)),
    ("The owner said that three people died on Monday.", date(2031, 3, 12), date(2031, 3, 10)),
    ("A satellite image taken on 8 March shows two barges in the dock.", date(2031, 3, 8), date(2031, 3, 8)),
    ("A video filmed on Monday shows that a barge had sunk in the dock.", date(2031, 3, 10), None),
]


def single(day: date | None) -> Interval | None:
    return None if day is None else Interval(day, day)


@pytest.mark.parametrize(("text", "said", "event"), EXTRACTED, ids=[case[0] for case in EXTRACTED])
def test_a_time_belongs_to_what_the_parse_hangs_it_on(
    attributed: Claims, text: str, said: date, event: date | None
) -> None:
    (claim,) = attributed(text, published="2031-03-12")
    assert (claim.said_at, claim.event_time) == (single(said), single(event))


def test_a_day_without_a_year_is_kept_as_what_its_words_tell(attributed):
    (first, second) = attributed(
        "On September 26, the owner said that the mill was safe. A day before that, the miller said that it was not."
    )
    assert [(d.text, d.value) for d in (*first.dates, *second.dates)] == [
        ("September 26", "XXXX-09-26"),
        ("A day before", "XXXX-09-25"),
    ]
    assert first.said_at is second.said_at is None
