"""Values of one query come in portions of few lengths, and all of them come."""

import pytest

from sayso.ledger.portions import portions


@pytest.mark.parametrize("number", [0, 1, 2, 3, 7, 8, 9, 20])
def test_every_value_comes_in_its_place_and_what_fills_up_came_before(number: int):
    made = list(portions(iter(range(number)), most=8))
    assert all(marks == ", ".join("?" * len(portion)) for marks, portion in made)
    assert list(dict.fromkeys(value for _, portion in made for value in portion)) == list(range(number))


def test_portions_have_few_lengths():
    lengths = {len(portion) for number in range(1, 100) for _, portion in portions(range(number), most=20)}
    assert lengths == {1, 2, 4, 8, 16, 20}
