"""Claims of one deed whose slots exclude each other are set apart and asked about; how a source's account changed."""

from sayso.crossdoc.align import profile_claims
from sayso.crossdoc.contrasts import set_apart
from sayso.crossdoc.words import load_vocabulary
from sayso.model import RelationKind, Variable
from tests.crossdoc.webs import BODY, UNNAMED, Web


def accounts(*told: tuple[str, str, str]) -> Web:
    """A web of one report each: who says what on which day."""
    web = Web()
    for name, (who, content, day) in zip("ABCDEF", told, strict=False):
        web.report(name, f"{who} said {content}. It was late.", published=day)
        web.claim(name.lower(), name, content, who)
    return web


def asked(web: Web) -> list[tuple[Variable, str, list[set[str]]]]:
    comparison = web.align()
    homes = {p.id: {c.claim for c in p.claims} for p in comparison.propositions}
    return [
        (q.variable, q.text, [web.names_of(sorted({c for p in a.propositions for c in homes[p]})) for a in q.answers])
        for q in comparison.questions
    ]


def test_what_excludes_each_other_is_set_apart_and_asked() -> None:
    web = accounts(
        ("Ola Trim", "the wall was wrecked by a tractor", "2040-05-01"),
        ("Per Hoyle", "the wall was wrecked by a storm", "2040-05-02"),
    )
    ((variable, text, answers),) = asked(web)
    assert (variable, text) == (Variable.AGENT, "By whom or what was the wall wrecked?")
    assert sorted(answers, key=sorted) == [{"a"}, {"b"}]


def test_what_did_it_is_not_what_it_was_done_to() -> None:
    web = accounts(
        ("Ola Trim", "the wall was wrecked by a crane", "2040-05-01"),
        ("Per Hoyle", "the crane was wrecked", "2040-05-01"),
    )
    profiles = profile_claims([*web.documents.values()], [*web.claims.values()], web.ties(), load_vocabulary())
    (one, other) = sorted(profiles)
    assert set_apart({(one, other): 0.9}, profiles)[one, other] < 0.1
    alike = accounts(
        ("Ola Trim", "the wall was wrecked by a crane", "2040-05-01"),
        ("Per Hoyle", "the wall was wrecked", "2040-05-01"),
    )
    profiles = profile_claims([*alike.documents.values()], [*alike.claims.values()], alike.ties(), load_vocabulary())
    (one, other) = sorted(profiles)
    assert set_apart({(one, other): 0.9}, profiles)[one, other] == 0.9


def test_two_that_agree_against_a_third_are_one_answer() -> None:
    web = accounts(
        ("Ola Trim", "the transmitter was switched off by hand", "2040-05-01"),
        ("Per Hoyle", "the transmitter failed because of a worn relay", "2040-05-02"),
        ("Nils Farrow", "a worn relay was the reason for the transmitter's silence", "2040-05-03"),
    )
    ((variable, _, answers),) = asked(web)
    assert variable is Variable.CAUSE
    assert sorted(answers, key=sorted) == [{"a"}, {"b", "c"}]


def test_the_reason_of_a_difference_names_what_differs() -> None:
    web = accounts(
        ("Ola Trim", "the crown was found in the cellar", "2040-05-01"),
        ("Ola Trim", "the crown was found in the attic", "2040-05-04"),
    )
    comparison = web.align()
    (update,) = [r for r in comparison.relations if r.kind is RelationKind.UPDATES]
    assert update.claims == (web.claims["b"].id, web.claims["a"].id)
    assert update.why == "a later word of the same source"
    assert comparison.questions == ()


def test_an_update_does_not_depend_on_the_order_of_the_reports() -> None:
    told = [
        ("Ola Trim", "forty sheep drowned in the flood", "2040-05-04"),
        ("Ola Trim", "nine sheep drowned in the flood", "2040-05-01"),
    ]
    web = accounts(*told)
    (update,) = [r for r in web.align().relations if r.kind is RelationKind.UPDATES]
    assert update.claims == (web.claims["a"].id, web.claims["b"].id)


def test_what_one_changed_another_still_says_is_asked() -> None:
    web = accounts(
        ("Ola Trim", "nine sheep drowned in the flood at Wend Farm", "2040-05-01"),
        ("Per Hoyle", "nine sheep drowned in the flood at Wend Farm", "2040-05-02"),
        ("Ola Trim", "forty sheep drowned in the flood at Wend Farm", "2040-05-04"),
    )
    assert [variable for variable, _, _ in asked(web)] == [Variable.NUMBER]


def test_what_leaks_from_a_body_is_not_its_later_word() -> None:
    web = Web()
    web.report(
        "A", "The water board said nine sheep drowned in the flood at Wend Farm. It rained.", published="2040-05-01"
    )
    web.report(
        "B", "An insider at the water board said forty sheep drowned in the flood at Wend Farm.", published="2040-05-03"
    )
    web.claim("a", "A", "nine sheep drowned in the flood at Wend Farm", "The water board", kind=BODY)
    web.claim("b", "B", "forty sheep drowned in the flood at Wend Farm", "An insider at the water board", kind=UNNAMED)
    assert [variable for variable, _, _ in asked(web)] == [Variable.NUMBER]


def test_one_source_in_one_report_means_both() -> None:
    web = Web()
    web.report("A", "Ola Trim said the crown was found in the cellar. Ola Trim said the crown was found in the attic.")
    web.claim("a", "A", "the crown was found in the cellar", "Ola Trim")
    web.claim("b", "A", "the crown was found in the attic", "Ola Trim")
    assert web.align().questions == ()


def test_the_questions_do_not_depend_on_the_order_of_claims() -> None:
    told = [
        ("Ola Trim", "the fire was caused by a faulty heater", "2040-05-01"),
        ("Per Hoyle", "lightning caused the fire", "2040-05-02"),
        ("Nils Farrow", "the fire was started deliberately", "2040-05-03"),
    ]
    web = accounts(*told)
    turned = Web(dict(reversed(web.documents.items())), dict(reversed(web.claims.items())))
    assert web.align() == turned.align()
