"""Nodes put together step by step, with their reasons."""

import itertools

from sayso.crossdoc.unions import Unions


def test_what_is_once_together_stays_together() -> None:
    unions = Unions({"a": 1, "b": 1, "c": 1})
    unions.unite("a", "b", "first")
    unions.unite("b", "c", "second")
    assert len({unions.find(node) for node in "abc"}) == 1
    assert unions.whys("c") == ["first", "second"]


def test_no_reason_is_kept_for_what_was_one_already() -> None:
    unions = Unions({"a": 1, "b": 1})
    unions.unite("a", "b", "first")
    unions.unite("b", "a", "again")
    assert unions.whys("a") == ["first"]


def test_the_reasons_of_two_sets_are_those_of_both_each_once() -> None:
    unions = Unions(dict.fromkeys("abcd", 1))
    unions.unite_all("ab", "same body")
    unions.unite_all("cd", "same body")
    unions.unite("a", "d", "one cites the other")
    assert unions.whys("b") == ["same body", "one cites the other"]


def test_the_largest_set_has_most_claims_and_is_another() -> None:
    unions = Unions({"small": 2, "large": 3, "mine": 9})
    assert unions.largest(["small", "large", "mine"], besides="mine") == "large"
    unions.unite("mine", "large", "")
    assert unions.largest(["small", "large"], besides="mine") == "small"
    assert unions.largest(["large"], besides="mine") is None
    assert unions.largest(["small", "large"]) == "mine"


def test_of_sets_with_as_many_claims_the_first_by_name_is_taken() -> None:
    for order in itertools.permutations("abc"):
        assert Unions(dict.fromkeys(order, 1)).largest(order, besides="c") == "a"


def test_putting_nothing_together_changes_nothing() -> None:
    unions = Unions({"a": 1})
    unions.unite_all([], "nothing")
    assert unions.find("a") == "a"
    assert unions.whys("a") == []
