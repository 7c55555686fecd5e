"""Places kept by a key are those that a walk finds."""

from hypothesis import given
from hypothesis import strategies as st

from sayso.ledger.places import Places

_KEYS = st.lists(st.sampled_from(["", "p1:a", "p1:b", "p1:c", "p1:" + "f" * 64]), max_size=40)


@given(keys=_KEYS)
def test_all_places_of_a_key_are_given_in_order(keys: list[str]) -> None:
    places = Places(keys)
    for key in {*keys, "p1:none"}:
        assert places.of(key) == tuple(n for n, one in enumerate(keys) if one == key)
