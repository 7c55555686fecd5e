"""Partners come from the rarest terms, within a budget, in whatever order claims were indexed."""

from collections.abc import Sequence

from sayso.crossdoc.candidates import Candidates, candidate_pairs
from sayso.crossdoc.profiles import Profile, build_profiles
from sayso.crossdoc.words import load_vocabulary
from tests.crossdoc.webs import Web


def crowd(contents: Sequence[str]) -> dict[str, Profile]:
    web = Web()
    for at, content in enumerate(contents):
        web.report(f"R{at}", f"{content}.")
        web.claim(f"c{at}", f"R{at}", content)
    found = build_profiles(list(web.documents.values()), list(web.claims.values()), load_vocabulary())
    return {name: found[claim.id] for name, claim in web.claims.items()}


def test_who_shares_a_rare_word_comes_before_who_shares_a_common_one() -> None:
    found = crowd(["The ferry hit a whale", "A whale was seen", "The ferry was late", "The ferry was old"])
    partners = Candidates(found.values()).partners(found["c0"])
    assert partners[0] == found["c1"].claim.id
    assert found["c0"].claim.id not in partners


def test_the_order_of_indexing_leaves_no_trace() -> None:
    found = crowd(["The ferry hit a whale", "A whale was seen", "The ferry was late", "The ferry was old"])
    forwards, backwards = Candidates(found.values()), Candidates(reversed(list(found.values())))
    assert all(forwards.partners(p) == backwards.partners(p) for p in found.values())


def test_every_pair_is_given_once_with_its_ids_in_order() -> None:
    found = {p.claim.id: p for p in crowd(["The ferry hit a whale", "A whale hit the ferry"]).values()}
    pairs = list(candidate_pairs(found))
    assert pairs == [tuple(sorted(found))]


def test_a_term_beyond_the_budget_proposes_nobody() -> None:
    found = crowd(["The ferry hit a whale", "A whale was seen", "The ferry was late", "The ferry was old"])
    assert Candidates(found.values(), budget=3).partners(found["c0"]) == [found["c1"].claim.id]
