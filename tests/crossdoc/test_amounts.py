"""Numbers and times that can, or cannot, both hold."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.crossdoc.amounts import Agreement, compare_amounts, compare_times, compatible
from sayso.model import Interval, Quantity


def number(low: float | None, high: float | None, unit: str = "boat") -> Quantity:
    return Quantity(low, high, unit, "")


bounds = st.one_of(st.none(), st.floats(0, 1000))
numbers = st.builds(number, bounds, bounds)


@given(numbers, numbers)
def test_agreement_is_mutual(one: Quantity, other: Quantity) -> None:
    assert compatible(one, other) == compatible(other, one)


@pytest.mark.parametrize(
    ("one", "other", "agree"),
    [
        (number(39, None), number(41, 41), True),
        (number(39, None), number(20, 20), False),
        (number(None, 10), number(10, 10), True),
        (number(47, 47, "percent"), number(46.9, 46.9, "percent"), True),
        (number(61.4, 61.4, "percent"), number(58.9, 58.9, "percent"), False),
        (number(None, None), number(5, 5), True),
    ],
)
def test_bounds_that_meet_agree(one: Quantity, other: Quantity, agree: bool) -> None:
    assert compatible(one, other) is agree


@pytest.mark.parametrize(
    ("one", "other", "agreement"),
    [
        (number(19, None), number(26, 26), Agreement.WITHIN),
        (number(19, None), number(19, None), Agreement.SAME),
        (number(None, 43), number(40.85, 45.15), Agreement.SAME),
        (number(19, None), number(12, 12), Agreement.DIFFERENT),
    ],
)
def test_a_bound_gives_the_figure_that_it_names(one: Quantity, other: Quantity, agreement: Agreement) -> None:
    assert compare_amounts([one], [other]) is compare_amounts([other], [one]) is agreement


def test_numbers_of_different_things_are_not_compared() -> None:
    assert compare_amounts([number(3, 3, "boat")], [number(9, 9, "oar")]) is Agreement.OPEN


def test_a_number_without_unit_is_compared_with_the_other() -> None:
    assert compare_amounts([number(6, 6, "")], [number(8, 8, "boat")]) is Agreement.DIFFERENT


def test_people_are_counted_whatever_they_are_called() -> None:
    passengers = [number(9, 9, "passenger")]
    assert compare_amounts(passengers, [number(12, 12, "person")]) is Agreement.DIFFERENT
    assert compare_amounts(passengers, [number(9, 9, "person")]) is Agreement.SAME
    assert compare_amounts(passengers, [number(12, 12, "guest")]) is Agreement.OPEN


def test_a_later_number_without_unit_counts_other_things() -> None:
    dead_and_hurt = [number(3, 3, "person"), number(9, None, "")]
    assert compare_amounts(dead_and_hurt, [number(11, 11, "person")]) is Agreement.DIFFERENT


def days(first: str, last: str) -> Interval:
    return Interval(date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize(
    ("one", "other", "agreement"),
    [
        (days("2040-05-03", "2040-05-03"), days("2040-05-03", "2040-05-03"), Agreement.SAME),
        (days("2040-05-03", "2040-05-03"), days("2040-05-07", "2040-05-07"), Agreement.DIFFERENT),
        (days("2040-05-01", "2040-05-31"), days("2040-05-07", "2040-05-07"), Agreement.SAME),
        (days("2040-05-03", "2040-06-20"), days("2040-05-07", "2040-05-07"), Agreement.DIFFERENT),
        (None, days("2040-05-07", "2040-05-07"), Agreement.OPEN),
    ],
)
def test_imprecise_times_agree_with_what_they_hold(
    one: Interval | None, other: Interval | None, agreement: Agreement
) -> None:
    assert compare_times(one, other) is agreement
    assert compare_times(other, one) is agreement
