"""Groups by the likeness of most pairs: no chains, no trace of the order."""

from hypothesis import given
from hypothesis import strategies as st

from sayso.crossdoc.clusters import cluster_claims


def test_a_chain_is_not_glued_together() -> None:
    chain = {("a", "b"): 0.9, ("b", "c"): 0.6, ("c", "d"): 0.9}
    assert cluster_claims("abcd", chain, 0.5) == (("a", "b"), ("c", "d"))


def test_a_dense_group_is_one() -> None:
    pairs = {(x, y): 0.8 for x in "abcd" for y in "abcd" if x < y}
    assert cluster_claims("abcd", pairs, 0.5) == (("a", "b", "c", "d"),)


def test_most_pairs_decide() -> None:
    pairs = {("a", "c"): 0.9, ("b", "c"): 0.1, ("a", "b"): 0.95}
    assert cluster_claims("abc", pairs, 0.5) == (("a", "b"), ("c",))
    assert cluster_claims("abcd", pairs | {("b", "d"): 0.8, ("a", "d"): 0.9}, 0.5) == (("a", "b", "d"), ("c",))


scores = st.dictionaries(
    st.tuples(st.sampled_from("abcdefg"), st.sampled_from("abcdefg")).filter(lambda p: p[0] < p[1]), st.floats(0, 1)
)


@given(scores, st.randoms(use_true_random=False))
def test_the_order_of_claims_and_scores_leaves_no_trace(pairs: dict[tuple[str, str], float], random: object) -> None:
    items = list(pairs.items())
    random.shuffle(items)  # type: ignore[attr-defined]
    assert cluster_claims("gfedcba", dict(items), 0.4) == cluster_claims("abcdefg", pairs, 0.4)


@given(scores)
def test_each_claim_is_in_one_group(pairs: dict[tuple[str, str], float]) -> None:
    groups = cluster_claims("abcdefg", pairs, 0.4)
    assert sorted(c for group in groups for c in group) == list("abcdefg")
