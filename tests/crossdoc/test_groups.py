"""Parting what is joined loosely, and joining responses to what they answer."""

from dataclasses import replace

from sayso.model import Factuality, Stance
from tests.crossdoc.webs import BODY, Web


def answered(factuality: Factuality) -> Web:
    web = Web()
    web.report(
        "A",
        "The Harbour Union said the ferry company had hidden a crack in the hull. Tolm Ferries rejected the claim. "
        "It sails twice a day.",
    )
    web.claim("hidden", "A", "the ferry company had hidden a crack in the hull", "The Harbour Union", kind=BODY)
    web.claim("answer", "A", "the claim", "Tolm Ferries", kind=BODY, cue="rejected", factuality=factuality)
    web.claims["answer"] = replace(web.claims["answer"], responds_to=web.claims["hidden"].id)
    return web


def test_a_response_denies_what_it_answers_though_it_shares_no_word() -> None:
    web = answered(Factuality.NOT_CERTAIN)
    comparison = web.align()
    assert web.together(comparison, "hidden") == {"hidden", "answer"}
    assert web.stance(comparison, "answer") is Stance.DENIES
    assert web.home(comparison, "hidden").denying_origins == 1


def test_a_doubting_response_doubts_and_denies_nothing() -> None:
    web = answered(Factuality.UNKNOWN)
    comparison = web.align()
    assert web.stance(comparison, "answer") is Stance.DOUBTS
    assert web.home(comparison, "hidden").denying_origins == 0


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
