"""Merkle trees as RFC 6962 has them."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.ledger.merkle import fold, leaf, path, root_of


def _by_the_book(leaves: list[bytes]) -> bytes:
    if len(leaves) < 2:
        return leaves[0] if leaves else hashlib.sha256().digest()
    half = max(1 << bit for bit in range(20) if 1 << bit < len(leaves))
    return hashlib.sha256(b"\1" + _by_the_book(leaves[:half]) + _by_the_book(leaves[half:])).digest()


@pytest.mark.parametrize("number", [0, 1, 2, 3, 4, 5, 7, 8, 9, 100])
def test_a_root_is_the_one_of_the_standard(number: int):
    leaves = [leaf(str(seq)) for seq in range(number)]
    assert root_of(leaves) == f"m1:{_by_the_book(leaves).hex()}"


@given(st.integers(1, 70).flatmap(lambda number: st.tuples(st.just(number), st.integers(0, number - 1))))
def test_a_path_leads_to_the_root_and_from_no_other_leaf(which: tuple[int, int]):
    number, index = which
    leaves = [leaf(str(seq)) for seq in range(number)]
    steps = path(leaves, index)
    assert fold(str(index), steps) == root_of(leaves)
    assert fold("another", steps) != root_of(leaves)
    assert len(steps) <= number.bit_length()


def test_nothing_is_repeated_and_leaves_are_no_nodes():
    one, other = leaf("a"), leaf("b")
    assert (
        len({root_of(leaves) for leaves in ([one], [one, one], [one, other], [other, one], [one, other, other])}) == 5
    )
