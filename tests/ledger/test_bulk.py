"""Hashes of many rows are those of each, however damaged one among them is."""

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from sayso.ledger.bulk import bodies_of, links, row_hashes
from sayso.ledger.faults import derived
from sayso.ledger.merkle import leaf, leaves_of
from sayso.ledger.rows import bytes_of, link, row_hash
from sayso.model import canonical, canonical_lines, claim_id, claim_ids

_TEXT = st.text(st.characters(exclude_categories=())) | st.just("two\nlines\r\u2028") | st.just("\udc80")
_VALUE = st.none() | st.integers(-(2**63), 2**63 - 1) | st.floats(allow_nan=False) | st.binary() | _TEXT
_ROWS = st.lists(st.tuples(_VALUE, _VALUE, _VALUE), max_size=5)


@given(_ROWS)
def test_rows_are_hashed_as_one_by_one(rows: Sequence[tuple[object, ...]]):
    assert list(row_hashes("claim", rows)) == [derived(row_hash, "claim", values) for values in rows]


@given(st.lists(st.tuples(st.integers(1, 9), _VALUE, _VALUE, _TEXT, _TEXT, _TEXT), max_size=5))
def test_entries_are_linked_as_one_by_one(entries: Sequence[tuple[object, ...]]):
    assert list(links(entries)) == [derived(link, *entry[:5]) for entry in entries]


@given(_ROWS)
def test_bodies_are_read_as_one_by_one(rows: Sequence[tuple[object, ...]]):
    assert bodies_of(rows) == [bytes_of(row[-1]) for row in rows]


@given(st.lists(st.lists(st.integers() | st.text()), max_size=5))
def test_lines_are_the_canonical_forms(values: Sequence[object]):
    assert canonical_lines(values) == [canonical(value) for value in values]


def test_ids_of_claims_are_those_of_each():
    places = [("d1:a", ((1, 2),), (), ((3, 4), (5, 6))), ("d1:ü", (), ((0, 1),), ((7, 9),))]
    assert claim_ids(places) == [claim_id(*place) for place in places]


def test_leaves_are_those_of_each():
    chains = ["a", "", "\udc80"]
    assert leaves_of(chains) == b"".join(leaf(chain) for chain in chains)
