"""Which claims are of one proposition, and what each does to it."""

from datetime import date

from sayso.model import Factuality, Stance, Standing
from tests.crossdoc.webs import BODY, Web


def bridge() -> Web:
    web = Web()
    web.report(
        "A", "Mayor Tilda Rook said the old toll bridge at Penmark had been closed since Friday. The weather was mild."
    )
    web.report(
        "B", "The old toll bridge at Penmark is shut, according to the Harbour Board. It rained in the afternoon."
    )
    web.report("C", "Osk Brandel denied that the toll bridge at Penmark was closed. He sells ferry tickets.")
    web.report("D", "Tilda Rook said the toll bridge at Penmark would be painted green next spring. She likes green.")
    web.claim(
        "closed",
        "A",
        "the old toll bridge at Penmark had been closed since Friday",
        "Mayor Tilda Rook",
        who="Tilda Rook",
    )
    web.claim("shut", "B", "The old toll bridge at Penmark is shut", "the Harbour Board", kind=BODY)
    web.claim(
        "denied",
        "C",
        "the toll bridge at Penmark was closed",
        "Osk Brandel",
        cue="denied",
        factuality=Factuality.NOT_CERTAIN,
    )
    web.claim("painted", "D", "the toll bridge at Penmark would be painted green next spring", "Tilda Rook")
    return web


def test_the_same_claim_in_other_words_is_one_proposition() -> None:
    web = bridge()
    assert {"closed", "shut"} <= web.together(web.align(), "closed")


def test_claims_that_share_only_their_topic_stay_apart() -> None:
    web = bridge()
    assert web.together(web.align(), "painted") == {"painted"}


def test_a_denial_is_of_the_proposition_it_denies() -> None:
    web = bridge()
    comparison = web.align()
    assert "denied" in web.together(comparison, "closed")
    assert web.stance(comparison, "closed") is Stance.AFFIRMS
    assert web.stance(comparison, "denied") is Stance.DENIES
    assert web.home(comparison, "closed").standing is Standing.CONTESTED


def test_a_negated_content_denies() -> None:
    web = Web()
    web.report("A", "Jory Quell said the reservoir dam at Ashby had cracked. He is a fitter.")
    web.report("B", "The reservoir dam at Ashby has not cracked, the water company said. It serves four towns.")
    web.claim("cracked", "A", "the reservoir dam at Ashby had cracked", "Jory Quell")
    web.claim("whole", "B", "The reservoir dam at Ashby has not cracked", "the water company", kind=BODY)
    comparison = web.align()
    assert web.together(comparison, "cracked") == {"cracked", "whole"}
    assert web.stance(comparison, "whole") is Stance.DENIES


def test_who_denies_a_negation_affirms() -> None:
    web = Web()
    web.report("A", "The watchman said no lantern was lit in the tower that night. He was there.")
    web.report("B", "Ada Finch denied that no lantern was lit in the tower that night. She saw it.")
    web.report("C", "A lantern was lit in the tower that night, Bo Reed said. He saw it too.")
    web.claim("none", "A", "no lantern was lit in the tower that night", "The watchman")
    web.claim(
        "not none",
        "B",
        "no lantern was lit in the tower that night",
        "Ada Finch",
        cue="denied",
        factuality=Factuality.NOT_CERTAIN,
    )
    web.claim("lit", "C", "A lantern was lit in the tower that night", "Bo Reed")
    comparison = web.align()
    assert web.together(comparison, "lit") == {"none", "not none", "lit"}
    assert [web.stance(comparison, n) for n in ("lit", "none", "not none")] == [
        Stance.AFFIRMS,
        Stance.DENIES,
        Stance.AFFIRMS,
    ]


def test_an_opposite_word_denies() -> None:
    web = Web()
    web.report("A", "Nell Harrow said the sale of the harbour crane was lawful. She is a clerk.")
    web.report("B", "The sale of the harbour crane was illegal, Piet Vane said. He is a lawyer.")
    web.claim("lawful", "A", "the sale of the harbour crane was lawful", "Nell Harrow")
    web.claim("illegal", "B", "The sale of the harbour crane was illegal", "Piet Vane")
    comparison = web.align()
    assert web.together(comparison, "lawful") == {"lawful", "illegal"}
    assert {web.stance(comparison, n) for n in ("lawful", "illegal")} == {Stance.AFFIRMS, Stance.DENIES}


def test_a_doubt_is_no_denial() -> None:
    web = Web()
    web.report("A", "Jory Quell said the reservoir dam at Ashby had cracked. He is a fitter.")
    web.report("B", "Professor Una Weir doubts that the reservoir dam at Ashby has cracked. She teaches physics.")
    web.claim("cracked", "A", "the reservoir dam at Ashby had cracked", "Jory Quell")
    web.claim(
        "doubted",
        "B",
        "the reservoir dam at Ashby has cracked",
        "Professor Una Weir",
        cue="doubts",
        factuality=Factuality.UNKNOWN,
    )
    comparison = web.align()
    assert web.stance(comparison, "doubted") is Stance.DOUBTS
    home = web.home(comparison, "cracked")
    assert (home.affirming_origins, home.denying_origins) == (1, 0)


def test_a_word_taken_back_is_withdrawn() -> None:
    web = Web()
    web.report("A", "The Ashby Water Board said the reservoir dam at Ashby had cracked.", published="2040-05-01")
    web.report(
        "B",
        "The Ashby Water Board withdrew its statement that the reservoir dam at Ashby had cracked.",
        published="2040-05-09",
    )
    web.claim("cracked", "A", "the reservoir dam at Ashby had cracked", "The Ashby Water Board", kind=BODY)
    web.claim(
        "withdrawn", "B", "the reservoir dam at Ashby had cracked", "The Ashby Water Board", kind=BODY, cue="withdrew",
        factuality=Factuality.NOT_CERTAIN,
    )  # fmt: skip
    comparison = web.align()
    assert web.home(comparison, "cracked").standing is Standing.WITHDRAWN


def test_background_in_an_outlets_own_voice_makes_no_proposition_by_itself() -> None:
    web = Web()
    web.report("A", "Ashby is a town of four thousand people. It lies on the river Wend.")
    web.claim("own", "A", "Ashby is a town of four thousand people")
    assert web.align().propositions == ()


def test_each_attributed_claim_has_a_proposition_with_its_words() -> None:
    web = bridge()
    comparison = web.align()
    homes = [c.claim for p in comparison.propositions for c in p.claims]
    assert sorted(homes) == sorted(c.id for c in web.claims.values())
    assert web.home(comparison, "painted").text == "The toll bridge at Penmark would be painted green next spring."


def test_who_declines_to_say_makes_no_proposition() -> None:
    web = Web()
    web.report("A", "Ola Trim declined to say who had sold the mill. Per Hoyle said the mill had been sold.")
    web.claim("declined", "A", "who had sold the mill", "Ola Trim", cue="declined", factuality=Factuality.UNKNOWN)
    web.claim("said", "A", "the mill had been sold", "Per Hoyle", cue="said")
    (proposition,) = web.align().propositions
    assert web.names_of([claim.claim for claim in proposition.claims]) == {"said"}


def test_who_answers_no_questions_about_a_claim_does_not_doubt_it() -> None:
    web = Web()
    web.report("A", "Per Hoyle said the mill had been sold. The owners did not answer questions about the claim.")
    web.claim("said", "A", "the mill had been sold", "Per Hoyle")
    web.claim(
        "unanswered",
        "A",
        "the claim",
        "The owners",
        cue="did not answer questions about",
        factuality=Factuality.UNKNOWN,
        responds_to="said",
    )
    (proposition,) = web.align().propositions
    assert web.names_of([claim.claim for claim in proposition.claims]) == {"said"}


def test_what_is_denied_is_no_text_for_its_contrary() -> None:
    web = Web()
    web.report("A", "The memo about the lock is a forgery, the Canal Board said. It employs forty people.")
    web.report(
        "B", "The Canal Board denied that the memo about the lock of Ashby was genuine. It employs forty people."
    )
    web.claim("forged", "A", "The memo about the lock is a forgery", "the Canal Board", kind=BODY)
    web.claim(
        "denied",
        "B",
        "the memo about the lock of Ashby was genuine",
        "The Canal Board",
        cue="denied",
        factuality=Factuality.NOT_CERTAIN,
        kind=BODY,
    )
    comparison = web.align()
    home = web.home(comparison, "forged")
    affirms = web.stance(comparison, "forged") is Stance.AFFIRMS
    assert web.together(comparison, "forged") == {"forged", "denied"}
    assert ("forgery" in home.text) is affirms


def test_not_since_a_day_is_no_denial_of_that_day() -> None:
    web, may = Web(), (date(2040, 5, 1), date(2040, 5, 31))
    web.report("A", "Ola Trim said nobody had inspected the north gate of the mill since May.", published="2040-09-01")
    web.claim(
        "since", "A", "nobody had inspected the north gate of the mill since May", "Ola Trim", cue="said", time=may
    )
    web.report("B", "Per Hoyle said the north gate of the mill was last inspected in May.", published="2040-09-01")
    web.claim("last", "B", "the north gate of the mill was last inspected in May", "Per Hoyle", cue="said", time=may)
    comparison = web.align()
    assert not any(p.standing is Standing.CONTESTED for p in comparison.propositions)
    assert comparison.questions == ()


def test_of_an_outlet_s_own_only_where_a_report_comes_from_is_told() -> None:
    web = Web()
    web.report("A", "The mill was sold in May. Every report that the mill burned goes back to one clerk.")
    web.claim("background", "A", "The mill was sold in May")
    web.claim("traced", "A", "Every report that the mill burned goes back to one clerk")
    (proposition,) = web.align().propositions
    assert web.names_of([claim.claim for claim in proposition.claims]) == {"traced"}
