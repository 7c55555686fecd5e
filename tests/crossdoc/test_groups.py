"""Parting what is joined loosely, and joining responses to what they answer."""

from dataclasses import replace

import pytest

from sayso.crossdoc.align import profile_claims
from sayso.crossdoc.certainty import Certainty
from sayso.crossdoc.groups import part_unsure
from sayso.crossdoc.words import load_vocabulary
from sayso.model import Factuality, Stance
from tests.crossdoc.webs import BODY, Web


def answered(factuality: Factuality, cue: str = "rejected") -> Web:
    web = Web()
    web.report(
        "A",
        f"The Harbour Union said the ferry company had hidden a crack in the hull. Tolm Ferries {cue} the claim. "
        "It sails twice a day.",
    )
    web.claim("hidden", "A", "the ferry company had hidden a crack in the hull", "The Harbour Union", kind=BODY)
    web.claim("answer", "A", "the claim", "Tolm Ferries", kind=BODY, cue=cue, factuality=factuality)
    web.claims["answer"] = replace(web.claims["answer"], responds_to=web.claims["hidden"].id)
    return web


def test_a_response_denies_what_it_answers_though_it_shares_no_word() -> None:
    web = answered(Factuality.NOT_CERTAIN)
    comparison = web.align()
    assert web.together(comparison, "hidden") == {"hidden", "answer"}
    assert web.stance(comparison, "answer") is Stance.DENIES
    assert web.home(comparison, "hidden").denying_origins == 1


def test_a_doubting_response_doubts_and_denies_nothing() -> None:
    web = answered(Factuality.UNKNOWN, "questioned")
    comparison = web.align()
    assert web.stance(comparison, "answer") is Stance.DOUBTS
    assert web.home(comparison, "hidden").denying_origins == 0


def test_who_does_not_commit_himself_in_a_response_is_left_out() -> None:
    web = answered(Factuality.UNKNOWN, "was told of")
    assert web.together(web.align(), "hidden") == {"hidden"}


def test_a_response_to_what_is_not_there_stands_by_itself() -> None:
    web = answered(Factuality.NOT_CERTAIN)
    web.claims["answer"] = replace(web.claims["answer"], responds_to="c1:" + "0" * 32)
    assert web.together(web.align(), "answer") == {"answer"}


def test_two_who_speak_of_like_things_do_not_confirm_each_other() -> None:
    web = Web()
    web.report("A", "Mayor Tilda Rook said the new bridge needs a guard. The weather was mild.")
    web.report("B", "Osk Brandel said the old ferry needs a new engine. He sells tickets.")
    web.claim("guard", "A", "the new bridge needs a guard", "Mayor Tilda Rook", who="Tilda Rook")
    web.claim("engine", "B", "the old ferry needs a new engine", "Osk Brandel")
    comparison = web.align()
    assert all(p.affirming_origins <= 1 for p in comparison.propositions)


def parted(web: Web, likeness: dict[tuple[str, str], float]) -> list[set[str]]:
    """The parts of a cluster of all claims of a web, given how alike they are."""
    vocabulary = load_vocabulary()
    profiles = profile_claims([*web.documents.values()], [*web.claims.values()], web.ties(), vocabulary)
    idents = {name: claim.id for name, claim in web.claims.items()}
    scores = {(min(idents[a], idents[b]), max(idents[a], idents[b])): s for (a, b), s in likeness.items()}
    return [
        web.names_of(part)
        for part in part_unsure(sorted(profiles), Certainty(profiles, scores), web.ties(), vocabulary)
    ]


def test_what_a_source_says_beside_what_others_say_is_parted_off() -> None:
    web = Web()
    web.report(
        "A",
        "The Salt Board said a crane had fallen into the dock. The crane had been built by the dock's owners, it said.",
    )
    web.report("B", "Ola Trim said a crane fell into the dock at dawn. She sells bread.")
    web.claim("fell", "A", "a crane had fallen into the dock", "The Salt Board", kind=BODY)
    web.claim("built", "A", "The crane had been built by the dock's owners", "The Salt Board", kind=BODY)
    web.claim("seen", "B", "a crane fell into the dock at dawn", "Ola Trim")
    alike = {("fell", "seen"): 0.9, ("fell", "built"): 0.8, ("built", "seen"): 0.3}
    assert sorted(map(sorted, parted(web, alike))) == [["built"], ["fell", "seen"]]
    assert parted(web, {**alike, ("built", "seen"): 0.6}) == [{"fell", "seen", "built"}]


def smoke() -> Web:
    web = Web()
    web.report("A", "Ola Trim said there was dark smoke over the mill. She sells bread.")
    web.report("B", "Ola Trim now says she had seen no smoke over the mill. The wind rose.")
    web.report("C", "The Salt Board said no pump had stood at the mill since May. It met twice.")
    web.claim("seen", "A", "there was dark smoke over the mill", "Ola Trim")
    web.claim("unseen", "B", "she had seen no smoke over the mill", "Ola Trim")
    web.claim("none", "C", "no pump had stood at the mill since May", "The Salt Board", kind=BODY)
    return web


_SMOKE = {("seen", "unseen"): 0.8, ("none", "seen"): 0.35, ("none", "unseen"): 0.25}


def test_denials_that_are_like_each_other_are_no_denials_of_what_another_denies() -> None:
    web = smoke()
    web.report("D", "Per Hoyle denied that the board still had pumps at the mill.")
    web.claim(
        "denied", "D", "the board still had pumps at the mill", "Per Hoyle", cue="denied",
        factuality=Factuality.NOT_CERTAIN,
    )  # fmt: skip
    alike = {**_SMOKE, ("denied", "seen"): 0.35, ("denied", "unseen"): 0.25, ("denied", "none"): 0.8}
    assert sorted(map(sorted, parted(web, alike))) == [["denied", "none"], ["seen", "unseen"]]


def test_a_denial_that_is_like_no_other_stays() -> None:
    assert parted(smoke(), _SMOKE) == [{"seen", "unseen", "none"}]


def test_what_is_parted_off_takes_along_what_says_the_same() -> None:
    web = Web()
    web.report("A", "The Salt Board said a crane had fallen. The crane had been built by the owners, it said.")
    web.report("B", "Ola Trim said a crane fell at dawn. She sells bread.")
    web.report("C", "The Salt Board said the owners had built the crane.")
    web.claim("fell", "A", "a crane had fallen", "The Salt Board", kind=BODY)
    web.claim("built", "A", "The crane had been built by the owners", "The Salt Board", kind=BODY)
    web.claim("seen", "B", "a crane fell at dawn", "Ola Trim")
    web.claim("owners", "C", "the owners had built the crane", "The Salt Board", kind=BODY)
    alike = {("fell", "seen"): 0.9, ("fell", "built"): 0.8, ("built", "seen"): 0.3, ("built", "owners"): 0.9}
    assert sorted(map(sorted, parted(web, {**alike, ("fell", "owners"): 0.7}))) == [
        ["built", "owners"],
        ["fell", "seen"],
    ]
    assert ["built"] in map(sorted, parted(web, {**alike, ("fell", "owners"): 0.95}))


def test_two_who_count_different_things_are_parted() -> None:
    web = Web()
    web.report("A", "Ola Trim said nine barrels were lost at the mill. She sells bread.")
    web.report("B", "Per Hoyle said eleven sheep were lost at the mill. He keeps a diary.")
    web.claim("barrels", "A", "nine barrels were lost at the mill", "Ola Trim")
    web.claim("sheep", "B", "eleven sheep were lost at the mill", "Per Hoyle")
    assert len(parted(web, {("barrels", "sheep"): 0.9})) == 2


def test_nobody_says_in_one_report_that_a_thing_is_so_and_is_not() -> None:
    web = Web()
    web.report("A", "Ola Trim said the mill siren had sounded before the water came.")
    web.report(
        "B", "The mill siren had not sounded, Per Hoyle said. The old siren had sounded at noon, Per Hoyle said."
    )
    web.claim("sounded", "A", "the mill siren had sounded before the water came", "Ola Trim", cue="said")
    web.claim("silent", "B", "The mill siren had not sounded", "Per Hoyle", cue="said")
    web.claim("noon", "B", "The old siren had sounded at noon", "Per Hoyle", cue="said")
    alike = {("silent", "sounded"): 0.9, ("noon", "sounded"): 0.7, ("noon", "silent"): 0.7}
    assert sorted(map(sorted, parted(web, alike))) == [["noon"], ["silent", "sounded"]]


@pytest.mark.parametrize(("denial", "parts"), [("No law was passed", 1), ("They were not above the law", 2)])
def test_a_negated_content_denies_what_it_is_about_and_nothing_it_mentions(denial: str, parts: int) -> None:
    web = Web()
    web.report("A", "Ola Trim said a law bound the abbots to keep the mill open. She sells bread.")
    web.report("B", f"{denial}, Per Hoyle said. He keeps a diary.")
    web.claim("bound", "A", "a law bound the abbots to keep the mill open", "Ola Trim", cue="said")
    web.claim("denial", "B", denial, "Per Hoyle", cue="said")
    assert len(parted(web, {("bound", "denial"): 0.9})) == parts
