from hypothesis import given
from hypothesis import strategies as st

from sayso.crossdoc.bonds import Bond, Sets, arrange

GROUPS = [["a", "b", "c"], ["d", "e"], ["f"]]
_claims = st.lists(st.sampled_from("abcdef"), min_size=1, max_size=4, unique=True)
_bonds = st.lists(
    st.builds(lambda ones, apart: Bond(tuple(ones), tuple(c for c in apart if c not in ones)), _claims, _claims)
    | st.builds(lambda ones: Bond(tuple(ones)), _claims),
    max_size=5,
)


def test_without_bonds_all_stays() -> None:
    assert arrange(GROUPS, Sets([]), {}) == GROUPS


def test_whole_groups_are_put_together_by_one_claim_of_each() -> None:
    assert sorted(arrange(GROUPS, Sets([Bond(("c", "d"))]), {})) == [["a", "b", "c", "d", "e"], ["f"]]


def test_a_claim_is_taken_out() -> None:
    assert sorted(arrange(GROUPS, Sets([Bond(("a",), ("b", "c"))]), {})) == [["a"], ["b", "c"], ["d", "e"], ["f"]]


def test_whoever_is_not_spoken_of_stays_with_the_likest() -> None:
    apart = [Bond(("a",), ("b",))]
    assert ["a", "c"] in arrange(GROUPS, Sets(apart), {("a", "c"): 0.6, ("b", "c"): 0.5})
    assert ["b", "c"] in arrange(GROUPS, Sets(apart), {("a", "c"): 0.5, ("b", "c"): 0.6})


def test_the_newer_of_two_that_contradict_each_other_holds() -> None:
    together, apart = Bond(("a", "b")), Bond(("a",), ("b",))
    assert ["a", "b", "c"] in arrange(GROUPS, Sets([together, apart]), {})
    assert not any({"a", "b"} <= {*group} for group in arrange(GROUPS, Sets([apart, together]), {}))


def test_of_an_older_one_what_is_not_contradicted_stays() -> None:
    groups = arrange([["a"], ["b"], ["c"], ["d"]], Sets([Bond(("a",), ("b",)), Bond(("a", "b", "c", "d"))]), {})
    assert sorted(groups) == [["a", "c", "d"], ["b"]]


def test_what_is_apart_stays_apart_when_what_stands_beside_it_is_put_together() -> None:
    groups = arrange([["a", "x"], ["b", "y"]], Sets([Bond(("a",), ("b",)), Bond(("x", "y"))]), {})
    assert not any({"a", "b"} <= {*group} for group in groups)
    assert any({"x", "y"} <= {*group} for group in groups)


def test_a_claim_that_is_not_there_still_ties_others() -> None:
    assert arrange([["a"], ["b"]], Sets([Bond(("a", "gone")), Bond(("gone", "b"))]), {}) == [["a", "b"]]


@given(bonds=_bonds, groups=st.permutations(GROUPS))
def test_every_claim_is_in_one_group_and_no_foes_are_in_one(bonds: list[Bond], groups: list[list[str]]) -> None:
    likeness = {("a", "b"): 0.5, ("b", "d"): 0.7, ("c", "f"): 0.2}
    found = arrange(groups, Sets(bonds), likeness)
    assert sorted(claim for group in found for claim in group) == [*"abcdef"]
    sets = Sets(bonds)
    for group in found:
        assert all(sets.top(other) not in sets.foes(one) for one in group for other in group)
    if bonds:
        homes = {claim: number for number, group in enumerate(found) for claim in group}
        assert all(homes[one] == homes[other] for one in homes for other in homes if sets.top(one) == sets.top(other))


@given(bonds=_bonds, groups=st.permutations(GROUPS))
def test_the_order_of_the_groups_changes_nothing(bonds: list[Bond], groups: list[list[str]]) -> None:
    likeness = {("a", "b"): 0.5, ("b", "d"): 0.7, ("c", "f"): 0.2}
    assert sorted(map(sorted, arrange(groups, Sets(bonds), likeness))) == sorted(
        map(sorted, arrange(GROUPS, Sets(bonds), likeness))
    )
