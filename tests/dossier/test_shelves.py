from dataclasses import replace

import pytest

from sayso.dossier import build_dossier
from sayso.dossier.catalogue import anchor_of, build_catalogue
from sayso.dossier.shelves import build_held
from sayso.dossier.values import Dossier
from sayso.model import Comparison, Form, Gist, SourceKind, Stance, Standing, Story
from tests.dossier.making import make_claim, make_document, make_story, origin, proposition
from tests.dossier.stories import dam_story

STORY = dam_story()


def shelves(dossier: Dossier) -> dict[str, list[str]]:
    return {shelf.title: [held.text for held in shelf.held] for shelf in dossier.shelves}


def test_propositions_stand_by_standing():
    found = shelves(build_dossier(STORY))
    assert found["In several reports, from one origin"] == ["A sluice gate gave way on 14 March."]
    assert "212 homes were flooded." in found["Part of a question above"]
    assert "Nobody warned the village." in found["Said in one report"]


def test_each_proposition_stands_once_and_what_an_outlet_alone_asserts_is_counted():
    dossier = build_dossier(STORY)
    listed = [held for texts in shelves(dossier).values() for held in texts]
    own = [c.content.text for c in STORY.claims if c.own and "sluice" not in c.content.text]
    assert sorted([*listed, *own]) == sorted(p.text for p in STORY.comparison.propositions)
    assert [(item.outlet, number) for item, number in dossier.own] == [
        ("Daily Brannock", 1),
        ("Corvane Water newsroom", 1),
    ]


def test_a_proposition_by_itself_is_what_its_shelf_says_without_the_voices() -> None:
    catalogue, found = build_catalogue(STORY), build_dossier(STORY).shelves
    for item in (held for shelf in found if shelf.style != "brief" for held in shelf.held):
        ident = next(i for i in catalogue.propositions if anchor_of("proposition", i) == item.anchor)
        alone = build_held(catalogue, STORY.comparison, catalogue.propositions[ident])
        assert item.voices
        assert alone == replace(item, voices=())


@pytest.mark.parametrize(
    ("standing", "title"),
    [
        (Standing.CORROBORATED, "Corroborated"),
        (Standing.CONTESTED, "Contested"),
        (Standing.WITHDRAWN, "Withdrawn"),
        (Standing.SINGLE_ORIGIN, "Said in one report"),
    ],
)
def test_standings_without_a_question(standing, title):
    assert shelves(build_dossier(one_proposition(standing))) == {title: ["It rained"]}


def one_proposition(standing: Standing) -> Story:
    report = make_document("Holt said it rained.", "Post", "Rain", "2034-03-14", "")
    claim = make_claim(report, "it rained", "Holt", "said")
    held = proposition("It rained", standing, [origin("one", claim)], "one")
    return make_story([report], [claim], Comparison(propositions=(held,)))


@pytest.mark.parametrize(
    ("gist", "form", "title"),
    [
        (Gist(lemmas=("rain",)), Form.INDIRECT, "Only touched on"),
        (Gist(lemmas=("rain",)), Form.DIRECT, "Said in one report"),
        (Gist(head="rain", subject=("it",), lemmas=("rain",)), Form.INDIRECT, "Said in one report"),
        (Gist(lemmas=("rain", "flood", "village", "mill")), Form.INDIRECT, "Said in one report"),
    ],
)
def test_a_few_words_without_a_sentence_stand_apart(gist, form, title):
    story = one_proposition(Standing.SINGLE_ORIGIN)
    (claim,) = story.claims
    told = replace(story, claims=(replace(claim, gist=gist, form=form),))
    assert shelves(build_dossier(told)) == {title: ["It rained"]}


def test_an_outlet_that_is_quoted_does_not_speak_in_its_own_voice():
    report = make_document("The Courier said it rained.", "Post", "Rain", "2034-03-14", "")
    claim = make_claim(report, "it rained", "The Courier", "said", SourceKind.OUTLET)
    held = proposition("It rained", Standing.SINGLE_ORIGIN, [origin("one", claim)], "one")
    told = build_dossier(make_story([report], [claim], Comparison(propositions=(held,))))
    assert [s.kind for s in told.speakers] == ["outlet"]
    assert [v.kind for shelf in told.shelves for h in shelf.held for v in h.voices] == ["outlet"]


def test_what_is_only_denied_is_not_said_to_be_said():
    story = one_proposition(Standing.SINGLE_ORIGIN)
    (held,) = story.comparison.propositions
    denied = replace(
        held,
        claims=tuple(replace(c, stance=Stance.DENIES) for c in held.claims),
        origins=tuple(replace(o, stance=Stance.DENIES) for o in held.origins),
    )
    dossier = build_dossier(replace(story, comparison=Comparison(propositions=(denied,))))
    assert shelves(dossier) == {"Only denied or doubted": ["It rained"]}
    assert dossier.shelves[0].held[0].tally.text == "1 report, 0 origins for it, 1 origin against"


def test_many_lone_statements_of_outlets_make_no_rows():
    text = " ".join(f"Fact {n} happened." for n in range(200))
    report = make_document(text, "Post", "Facts", "2034-03-14", "")
    claims = [make_claim(report, f"Fact {n} happened") for n in range(200)]
    held = [proposition(c.content.text, Standing.SINGLE_ORIGIN, [origin("one", c)], "one") for c in claims]
    dossier = build_dossier(make_story([report], claims, Comparison(propositions=tuple(held))))
    assert dossier.shelves == ()
    assert [number for _, number in dossier.own] == [200]


def test_updates_run_from_the_earlier_report_to_the_later():
    (update,) = build_dossier(STORY).updates
    assert (update.earlier.words, update.earlier.outlet) == ("one person was missing", "Northmoor Wire")
    assert (update.later.outlet, update.later.date) == ("Valley Radio", "20 March 2034")


def test_an_update_of_the_same_two_propositions_stands_once():
    (relation,) = [r for r in STORY.comparison.relations if r.kind == "updates"]
    twice = replace(STORY.comparison, relations=(relation, replace(relation, claims=relation.claims[::-1])))
    assert len(build_dossier(replace(STORY, comparison=twice)).updates) == 1


def test_sources_hold_every_attributed_claim_once():
    dossier = build_dossier(STORY)
    sources = [s for s in dossier.speakers if s.kind != "outlet, in its own voice"]
    anchors = [claim.anchor for speaker in sources for claim in speaker.claims]
    assert sorted(anchors) == sorted("claim-" + c.id.replace(":", "-") for c in STORY.claims if not c.own)
    assert all(speaker.tally.claims == len(speaker.claims) for speaker in sources)


def test_sources_without_an_entity_are_not_lost():
    bare = replace(STORY, comparison=replace(STORY.comparison, entities=()))
    before = {(s.name, s.kind, s.tally.claims) for s in build_dossier(STORY).speakers}
    assert {(s.name, s.kind, s.tally.claims) for s in build_dossier(bare).speakers} == before


def test_sources_in_most_reports_come_first_and_outlets_last():
    speakers = build_dossier(STORY).speakers
    assert [s.name for s in speakers[:2]] == ["Corvane Water", "a former engineer"]
    kinds = [s.kind == "outlet, in its own voice" for s in speakers]
    assert kinds == sorted(kinds)


def test_unnamed_sources_are_marked_and_other_names_told_but_no_pronouns():
    speakers = {s.name: s for s in build_dossier(STORY).speakers}
    assert [s.name for s in speakers.values() if s.unnamed] == ["a former engineer"]
    assert speakers["Petra Quill"].also == ("its operations director, Petra Quill", "Ms Quill")
    assert speakers["Lio Varga"].also == ("the state dam inspector, Lio Varga",)
