from dataclasses import replace

import pytest

from sayso.dossier import build_dossier
from sayso.dossier.values import Account, Difference, Quote
from sayso.model import Answer, Comparison, SourceKind, Stance, Standing, Variable
from tests.dossier.making import make_claim, make_document, make_story, origin, proposition, question
from tests.dossier.stories import dam_story

STORY = dam_story()
DOSSIER = build_dossier(STORY)


def difference(text: str) -> Difference:
    return next(d for d in DOSSIER.differences if d.text == text)


def account(text: str) -> Account:
    return next(a for d in DOSSIER.differences for a in d.accounts if a.text == text)


def quotes(held: Account) -> list[Quote]:
    return [quote for voice in held.voices for quote in voice.quotes]


def test_most_origins_come_first_then_most_claims():
    assert [d.text for d in DOSSIER.differences] == [
        "Why did gate 3 open?",
        "Did the siren sound?",
        "Did Corvane Water know of the crack?",
        "How many homes were flooded?",
    ]
    assert [d.number for d in DOSSIER.differences] == [1, 2, 3, 4]


def test_copies_are_counted_as_reports_and_not_as_origins():
    held = account("Gate 3 was opened by hand.")
    assert held.tally.text == "5 reports, 2 origins"
    unnamed, named = held.voices
    assert (unnamed.name, unnamed.unnamed, unnamed.tally.text) == ("a former engineer", True, "4 reports, 1 origin")
    assert "Daily Brannock copies Northmoor Wire" in unnamed.why
    assert (named.name, named.unnamed) == ("Lio Varga", False)


def test_the_same_words_in_several_reports_stand_once_with_all_of_them():
    words = "the gate had been opened by hand to spare the main wall"
    (quote,) = [q for q in quotes(account("Gate 3 was opened by hand.")) if q.words == words]
    assert [c.chain[0] for c in quote.citations] == ["Northmoor Wire", "Daily Brannock"]
    assert [[r.label for r in c.remarks] for c in quote.citations] == [[], ["wording copied from"]]
    assert [r.label for r in quote.remarks] == ["when: 14 March 2034"]


def test_chains_are_shown_from_the_outlet_to_the_source():
    chains = [c.chain for q in quotes(account("Gate 3 was opened by hand.")) for c in q.citations]
    assert ("Harrow Post", "Tamsin Courier", "a former engineer") in chains


def test_the_denial_has_a_side_of_its_own_with_those_who_doubt():
    affirmed, denied = difference("Did the siren sound?").accounts
    assert (denied.label, denied.tally.text) == ("The denial", "1 report, 1 origin")
    assert [v.name for v in denied.voices] == ["Residents of Lower Tamsin"]
    assert [(v.name, v.stance) for v in denied.doubted] == [("Sound analysts", Stance.DOUBTS)]
    assert affirmed.denied == affirmed.doubted == ()


def test_where_answers_differ_denials_and_doubts_stand_with_what_they_are_about():
    by_hand, failed = difference("Why did gate 3 open?").accounts
    assert [v.name for v in by_hand.denied] == ["Petra Quill"]
    assert [v.name for v in failed.doubted] == ["Lio Varga"]


def test_hedges_evidence_and_commitment_are_told():
    remarks = {
        (r.label, r.words)
        for d in DOSSIER.differences
        for a in d.accounts
        for v in (*a.voices, *a.denied, *a.doubted)
        for q in v.quotes
        for r in q.remarks
    }
    assert ("hedged", "most likely") in remarks
    assert ("evidence: physical traces", "Marks on the winch") in remarks
    assert ("evidence: intercept, disputed", "a recording of the control room") in remarks
    assert ("put as probable", "") in remarks


def test_every_claim_of_an_answer_is_quoted():
    propositions = {p.id: p for p in STORY.comparison.propositions}
    for asked in STORY.comparison.questions:
        shown = difference(asked.text)
        wanted = {c.claim for a in asked.answers for p in a.propositions for c in propositions[p].claims}
        found = {
            c.anchor
            for a in shown.accounts
            for v in (*a.voices, *a.denied, *a.doubted)
            for q in v.quotes
            for c in q.citations
        }
        assert found == {"claim-" + ident.replace(":", "-") for ident in wanted}
        assert shown.tally.claims == len(wanted)


@pytest.mark.parametrize(("kind", "voices"), [(SourceKind.PERSON, 1), (SourceKind.ANONYMOUS, 2)])
def test_one_named_source_is_one_voice_in_an_answer_and_unnamed_ones_are_never_joined_by_name(kind, voices):
    report = make_document("Holt said it rained. Holt said it poured.", "Post", "Rain", "2034-03-14", "")
    one = make_claim(report, "it rained", "Holt", "said", kind)
    two = make_claim(report, "it poured", "Holt", "said", kind)
    held = [proposition(c.content.text, Standing.SINGLE_ORIGIN, [origin("one", c)], "one") for c in (one, two)]
    asked = question("Rain?", Variable.MANNER, Answer("Yes", tuple(p.id for p in held), voices))
    story = make_story([report], [one, two], Comparison(propositions=tuple(held), questions=(asked,)))
    (answer,) = build_dossier(story).differences[0].accounts
    assert len(answer.voices) == answer.tally.origins == voices


def test_fewer_origins_than_voices_are_explained():
    assert not any(a.caution for d in DOSSIER.differences for a in d.accounts)
    questions = tuple(
        replace(q, answers=tuple(replace(a, origins=min(a.origins, 1)) for a in q.answers))
        for q in STORY.comparison.questions
    )
    dossier = build_dossier(replace(STORY, comparison=replace(STORY.comparison, questions=questions)))
    cautioned = [a for d in dossier.differences for a in d.accounts if a.caution]
    assert [(a.text, len(a.voices), a.tally.origins) for a in cautioned] == [("Gate 3 was opened by hand.", 2, 1)]


def test_claims_on_no_origin_are_not_lost():
    (held,) = [p for p in STORY.comparison.propositions if p.text == "212 homes were flooded."]
    loose = replace(held, origins=())
    propositions = tuple(loose if p.id == held.id else p for p in STORY.comparison.propositions)
    dossier = build_dossier(replace(STORY, comparison=replace(STORY.comparison, propositions=propositions)))
    answers = [a for d in dossier.differences for a in d.accounts if a.text == held.text]
    assert [v.name for v in answers[0].voices] == ["county council"]
