"""Whether a claim takes over the day of the happening that it retells."""

from datetime import date

import pytest

from sayso.model import Interval
from tests.claims.conftest import Claims

LEAD = "A rocket struck the ferry pier of Tolm on Monday, the harbour master said.\n\n"
RETOLD = [
    (LEAD, "The army said the rocket had come from the island."),
    (LEAD, "The guild denied that the rocket was launched by its men."),
    (LEAD, "Fourteen people were killed, the clinic said."),
    ("Nine people died when a blaze swept through the mill on Monday.\n\n", "“The fire began in the loft,” she said."),
    ("A blaze that swept through the mill on Monday is out.\n\n", "“The fire began in the loft,” she said."),
    ("Guerrillas raided the port of Tolm on Monday.\n\n", "The mayor said the attack was carried out by boys."),
]
LEFT = [
    (LEAD, "The mayor said the rocket was built in the quarry."),
    (LEAD, "The mayor said the rocket would hit the tower again."),
    (LEAD, "The mayor said the pier came from the island."),
    (LEAD, "The mayor said a rocket had hit the tower."),
    (LEAD, "The mayor said the rocket had come from the island last week."),
    (LEAD + "Another rocket struck the tower on Sunday.\n\n", "The army said the rocket came from the island."),
    ("The attack was condemned on Monday by the mayor.\n\n", "The army said the attack was carried out by boys."),
    ("A rocket did not strike the pier on Monday, she said.\n\n", "The army said the rocket came from the island."),
    ("The mill closed on Monday, she said.\n\n", "The army said the rocket came from the island."),
]


@pytest.mark.parametrize(("before", "text"), RETOLD, ids=[case[1] for case in RETOLD])
def test_what_is_retold_was_on_the_day_of_the_happening(claims_of: Claims, before: str, text: str) -> None:
    claim = claims_of(before + text, published="2031-03-12")[-1]
    assert claim.event_time == Interval(date(2031, 3, 10), date(2031, 3, 10))
    assert "Monday" in [words.text.removeprefix("on ") for words in claim.dates]


@pytest.mark.parametrize(("before", "text"), LEFT, ids=[f"{case[0][-30:]}{case[1]}" for case in LEFT])
def test_a_day_is_not_guessed(claims_of: Claims, before: str, text: str) -> None:
    claim = claims_of(before + text, published="2031-03-12")[-1]
    assert claim.event_time != Interval(date(2031, 3, 10), date(2031, 3, 10))
