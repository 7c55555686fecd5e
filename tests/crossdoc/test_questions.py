"""What accounts differ on, what is only brought up to date, and what can both hold."""

from datetime import date
from types import SimpleNamespace
from typing import Any

from sayso.crossdoc import align_story
from sayso.crossdoc.decisions import Decisions, Withdrawal
from sayso.crossdoc.questions import join_updates
from sayso.model import Comparison, Factuality, Question, RelationKind, Variable
from tests.crossdoc.webs import BODY, Web


def asked(comparison: Comparison, variable: Variable) -> list[Question]:
    return [q for q in comparison.questions if q.variable is variable]


def herd(first: str, second: str, *, same_source: bool = False) -> Web:
    web = Web()
    web.report(
        "A", f"Vet Ola Trim said {first} had died in the flood at Wend Farm. The water fell.", published="2040-05-01"
    )
    who = "Ola Trim" if same_source else "Per Hoyle"
    web.report("B", f"{who} said {second} had died in the flood at Wend Farm. The sun shone.", published="2040-05-03")
    web.claim("a", "A", f"{first} had died in the flood at Wend Farm", "Vet Ola Trim", who="Ola Trim")
    web.claim("b", "B", f"{second} had died in the flood at Wend Farm", who)
    return web


def test_two_numbers_of_two_sources_are_a_question() -> None:
    web = herd("forty sheep", "nine sheep")
    comparison = web.align()
    questions = asked(comparison, Variable.NUMBER)
    assert len(questions) == 1
    assert "how many sheep" in questions[0].text.lower()
    assert {a.text for a in questions[0].answers} == {
        "Forty sheep had died in the flood at Wend Farm.",
        "Nine sheep had died in the flood at Wend Farm.",
    }
    assert all(a.origins == 1 and len(a.propositions) == 1 for a in questions[0].answers)


def test_a_later_number_of_the_same_source_is_an_update() -> None:
    web = herd("nine sheep", "forty sheep", same_source=True)
    comparison = web.align()
    assert asked(comparison, Variable.NUMBER) == []
    updates = [r for r in comparison.relations if r.kind is RelationKind.UPDATES]
    assert [r.claims for r in updates] == [(web.claims["b"].id, web.claims["a"].id)]


def test_a_toll_that_grows_is_an_update() -> None:
    web = herd("nine people", "twelve people")
    comparison = web.align()
    assert asked(comparison, Variable.NUMBER) == []
    assert any(r.kind is RelationKind.UPDATES for r in comparison.relations)


def test_bounds_that_can_both_hold_are_no_question() -> None:
    web = herd("at least 39 sheep", "41 sheep")
    comparison = web.align()
    assert asked(comparison, Variable.NUMBER) == []
    assert web.together(comparison, "a") == {"a"}  # who says "at least 39" does not confirm 41


def test_a_later_toll_follows_on_one_of_two_that_conflict() -> None:
    web = Web()
    for name, source, toll, day in (
        ("a", "The harbour office", "eleven", "04"),
        ("b", "Registrar Ola Trim", "thirty-one", "04"),
        ("c", "Registrar Ola Trim", "twenty-nine", "09"),
    ):
        told = f"{toll} passengers had died on the Wend ferry"
        web.report(name.upper(), f"{source} said {told}. The sea was calm.", published=f"2040-05-{day}")
        web.claim(name, name.upper(), told, source, who=source.removeprefix("Registrar "))
    comparison = web.align()
    (question,) = asked(comparison, Variable.NUMBER)
    homes = {ident: p.id for p in comparison.propositions for ident in (c.claim for c in p.claims)}
    home = {name: homes[claim.id] for name, claim in web.claims.items()}
    answers = {frozenset(answer.propositions) for answer in question.answers}
    assert answers == {frozenset({home["a"]}), frozenset({home["b"], home["c"]})}


def test_a_newer_count_of_others_is_no_newer_answer() -> None:
    fates = {"four dead": ["=die"], "ten dead": ["=die"], "sixty hurt": ["=injure"]}
    fates["nine dead, forty hurt"] = ["=die", "=injure"]
    sides: Any = {name: SimpleNamespace(by_fate={fate: [1] for fate in of}) for name, of in fates.items()}
    updates = [("nine dead, forty hurt", "sixty hurt"), ("nine dead, forty hurt", "ten dead")]
    conflicts = [("four dead", "nine dead, forty hurt")]
    answers = join_updates([[name] for name in conflicts[0]], updates, conflicts, sides)
    assert answers == [["four dead"], ["nine dead, forty hurt", "ten dead"]]


def test_two_clock_times_are_a_question() -> None:
    web = Web()
    web.report("A", "The signal lamp on the pier went out at 21:40, the harbour board said. It was dark.")
    web.report("B", "The signal lamp on the pier went out at 23:05, Per Hoyle said. He was awake.")
    web.claim("a", "A", "The signal lamp on the pier went out at 21:40", "the harbour board", kind=BODY)
    web.claim("b", "B", "The signal lamp on the pier went out at 23:05", "Per Hoyle")
    questions = asked(web.align(), Variable.TIME)
    assert [q.text for q in questions] == ["When did the signal lamp on the pier go out?"]


def test_two_days_are_a_question() -> None:
    web = Web()
    web.report("A", "The gunboat Otter left the port of Tarn on 3 May, the navy said. It was dark.")
    web.report("B", "The gunboat Otter left the port of Tarn on 7 May, Per Hoyle said. He was awake.")
    web.claim(
        "a",
        "A",
        "The gunboat Otter left the port of Tarn on 3 May",
        "the navy",
        kind=BODY,
        time=(date(2040, 5, 3), date(2040, 5, 3)),
    )
    web.claim(
        "b",
        "B",
        "The gunboat Otter left the port of Tarn on 7 May",
        "Per Hoyle",
        time=(date(2040, 5, 7), date(2040, 5, 7)),
    )
    comparison = web.align()
    assert web.together(comparison, "a") == {"a"}
    assert len(asked(comparison, Variable.TIME)) == 1


def test_the_same_number_of_other_things_is_no_question() -> None:
    web = Web()
    web.report("A", "Nine barns had burned at Wend Farm, Ola Trim said. She counted.")
    web.report("B", "Forty geese were stolen from the priest of Tarn, Per Hoyle said. He counted too.")
    web.claim("a", "A", "Nine barns had burned at Wend Farm", "Ola Trim")
    web.claim("b", "B", "Forty geese were stolen from the priest of Tarn", "Per Hoyle")
    assert web.align().questions == ()


def test_affirmed_and_denied_is_a_question_of_truth() -> None:
    web = Web()
    web.report("A", "Ola Trim said the orchard wall had been torn down by a bull.")
    web.report("B", "The orchard wall was not torn down by a bull, Per Hoyle said.")
    web.claim("a", "A", "the orchard wall had been torn down by a bull", "Ola Trim")
    web.claim("b", "B", "The orchard wall was not torn down by a bull", "Per Hoyle")
    comparison = web.align()
    (question,) = asked(comparison, Variable.TRUTH)
    assert question.text == "Was the orchard wall torn down by a bull?"
    assert [a.propositions for a in question.answers] == [(web.home(comparison, "a").id,), ()]
    assert [r.kind for r in comparison.relations] == [RelationKind.REFUTES]


def lock(cue: str, factuality: Factuality) -> Web:
    said = "the lock at Orlen Ford was shut after a crack was found in its gate"
    web = Web()
    web.report("A", f"Keeper Ilka Brandvoll said that {said} on Monday.", published="2040-05-01")
    web.report("B", f"Engineer Tove Ness {cue} that {said} on Monday.", published="2040-05-02")
    web.claim("a", "A", said, "Ilka Brandvoll", cue="said")
    web.claim("b", "B", said, "Tove Ness", cue=cue, factuality=factuality)
    return web


def test_doubt_alone_is_no_denial() -> None:
    doubted = lock("doubted", Factuality.NOT_PROBABLE).align()
    denied = lock("denied", Factuality.NOT_CERTAIN).align()
    (first,), (second,) = asked(doubted, Variable.TRUTH), asked(denied, Variable.TRUTH)
    assert [(a.text, a.origins) for a in first.answers] == [("Yes", 1), ("Doubted", 0)]
    assert [(a.text, a.origins) for a in second.answers] == [("Yes", 1), ("No", 1)]


def test_a_denial_that_was_withdrawn_is_still_the_answer_and_counts_for_nothing() -> None:
    web = lock("denied", Factuality.NOT_CERTAIN)
    withdrawn = Decisions(withdrawn={web.documents["B"].id: Withdrawal("R. Holm", "it was made up")})
    comparison = align_story(list(web.documents.values()), list(web.claims.values()), withdrawn)
    (question,) = asked(comparison, Variable.TRUTH)
    assert [(a.text, a.origins) for a in question.answers] == [("Yes", 1), ("No", 0)]
