"""Denials in other words: put to what they deny where they name whom it blames, and to nothing else."""

import pytest

from sayso.crossdoc.certainty import Certainty
from sayso.crossdoc.denials import join_denials
from sayso.crossdoc.profiles import build_profiles
from sayso.crossdoc.words import load_vocabulary
from sayso.model import Factuality, Stance
from tests.crossdoc.webs import Web

BLAMED = "the fire was caused by roofers"


def denied(content: str, *, cue: str = "denied", factuality: Factuality = Factuality.NOT_CERTAIN) -> Web:
    web = Web()
    web.report("A", f"Ola Trim said {BLAMED}. It was late.")
    web.report("B", f"Per Hoyle {cue} that {content}. The sun shone.")
    web.claim("a", "A", BLAMED, "Ola Trim")
    web.claim("b", "B", content, "Per Hoyle", cue=cue, factuality=factuality)
    return web


def joined(web: Web) -> list[set[str]]:
    """The names of the claims of each group, where each claim was a group of its own before."""
    return groups(web, {})


def groups(web: Web, likeness: dict[tuple[str, str], float]) -> list[set[str]]:
    """The same, given how alike the claims are."""
    profiles = build_profiles(list(web.documents.values()), list(web.claims.values()), load_vocabulary())
    idents = {name: claim.id for name, claim in web.claims.items()}
    scores = {(min(idents[a], idents[b]), max(idents[a], idents[b])): s for (a, b), s in likeness.items()}
    parts = join_denials([[i] for i in sorted(profiles)], Certainty(profiles, scores), load_vocabulary())
    return [web.names_of(part) for part in parts]


@pytest.mark.parametrize("content", ["any roofers had been in the village", "there had been roofers on the site"])
def test_that_the_blamed_were_there_is_denied(content: str) -> None:
    web = denied(content)
    assert joined(web) == [{"a", "b"}]
    assert web.stance(web.align(), "b") is Stance.DENIES


def test_a_negated_content_denies_too() -> None:
    web = denied("there was no trace of roofers", cue="said", factuality=Factuality.CERTAIN)
    assert joined(web) == [{"a", "b"}]
    assert web.stance(web.align(), "b") is Stance.DENIES


@pytest.mark.parametrize(
    "content", ["the roofers had been paid", "any bakers had been in the village", "an inquiry had been held"]
)
def test_a_denial_of_something_else_stays_apart(content: str) -> None:
    assert len(joined(denied(content))) == 2


def test_what_is_done_to_something_else_is_no_trace_of_the_blamed() -> None:
    web = Web()
    web.report("A", "Ola Trim said the fire was caused by careless welding. It was late.")
    web.report("B", "Per Hoyle denied that anybody had been welding the gate. The sun shone.")
    web.claim("a", "A", "the fire was caused by careless welding", "Ola Trim")
    web.claim(
        "b", "B", "anybody had been welding the gate", "Per Hoyle", cue="denied", factuality=Factuality.NOT_CERTAIN
    )
    assert len(joined(web)) == 2


def test_who_says_that_they_were_there_denies_nothing() -> None:
    web = denied("roofers had been in the village", cue="said", factuality=Factuality.CERTAIN)
    assert len(joined(web)) == 2


def test_a_denial_that_fits_two_accusations_is_put_to_neither() -> None:
    web = denied("any roofers had been in the village")
    web.report("C", "Nils Farrow said the crown of Tarn was stolen by roofers. It rained.")
    web.claim("c", "C", "the crown of Tarn was stolen by roofers", "Nils Farrow")
    assert len(joined(web)) == 3


def test_who_denies_his_own_word_is_not_put_to_it() -> None:
    web = Web()
    web.report("A", f"Ola Trim said {BLAMED}. It was late.")
    web.claim("a", "A", BLAMED, "Ola Trim")
    web.report("B", "Ola Trim said there was no trace of roofers. The sun shone.", outlet="The A Post")
    web.claim("b", "B", "there was no trace of roofers", "Ola Trim")
    assert len(joined(web)) == 2


def denied_letters(content: str) -> Web:
    web = Web()
    web.report("A", "Ola Trim said letters about the dust went to the mill in May. It was late.")
    web.report("B", f"Per Hoyle said {content}. The sun shone.")
    web.claim("a", "A", "letters about the dust went to the mill in May", "Ola Trim", cue="said")
    web.claim("b", "B", content, "Per Hoyle", cue="said")
    return web


def test_a_denial_goes_to_the_one_group_that_surely_tells_what_it_denies() -> None:
    web = denied_letters("no letters ever reached the mill")
    assert groups(web, {("a", "b"): 0.8}) == [{"a", "b"}]
    assert len(groups(web, {("a", "b"): 0.5})) == 2


def test_a_denial_that_only_mentions_what_another_tells_stays_apart() -> None:
    assert len(groups(denied_letters("nobody drove to the fair because of letters"), {("a", "b"): 0.8})) == 2
