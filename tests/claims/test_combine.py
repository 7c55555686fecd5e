"""Rules and tagger put together, with taggings set by hand."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from sayso.claims.attribution import Attribution, Frame, spans_of
from sayso.claims.english.combine import SIGNS, Calibration, Signed, combine, said_once
from sayso.claims.english.tagger import Tagging
from sayso.reading import Annotated, load_reader
from tests.claims.cases import make_document

TELLING = frozenset({"say"})
TEXT = "Ilse Brandt said the north gate was open all night. The clerk is of the view that it was shut."


@pytest.fixture(scope="module")
def annotated() -> Annotated:
    return read(TEXT)


def read(text: str) -> Annotated:
    return next(iter(load_reader("en").read([make_document(text)])))


def places(annotated: Annotated, words: str) -> tuple[int, ...]:
    start = annotated.document.text.index(words)
    return tuple(t.i for t in annotated.parse if start <= t.idx < start + len(words))


def tagging(annotated: Annotated, source: str, cue: str, content: str, likelihood: float = 0.9) -> Tagging:
    cues, sources, contents = (places(annotated, words) if words else () for words in (cue, source, content))
    return Tagging(cues, sources, contents, likelihood=likelihood, clear=0.9)


def rule(annotated: Annotated, source: str, cue: str, content: str, frame: Frame = Frame.CLAUSE) -> Attribution:
    cues, sources = (tuple(annotated.parse[i] for i in places(annotated, w)) if w else () for w in (cue, source))
    spans = spans_of(annotated.parse[i] for i in places(annotated, content))
    return Attribution(frame, cues[0].lemma_, cues, sources, spans)


def shown(
    annotated: Annotated, rules: Sequence[Attribution], taggings: Sequence[Tagging]
) -> list[tuple[str, str, str]]:
    text = annotated.document.text
    return [
        (
            " ".join(t.text for t in signed.attribution.source),
            " ".join(t.text for t in signed.attribution.cue),
            " … ".join(text[s:e] for s, e in signed.attribution.content),
        )
        for signed in combine(annotated, rules, taggings, TELLING)
    ]


def test_both_find_other_things(annotated: Annotated) -> None:
    ruled = rule(annotated, "Ilse Brandt", "said", "the north gate was open")
    tagged = tagging(annotated, "The clerk", "is of the view", "that it was shut")
    unlikely = tagging(annotated, "Ilse Brandt", "said", "")
    assert shown(annotated, [ruled], [unlikely, tagged]) == [
        ("Ilse Brandt", "said", "the north gate was open"),
        ("The clerk", "is of the view", "that it was shut"),
    ]


def test_what_a_rule_finds_is_given_once(annotated: Annotated) -> None:
    ruled = rule(annotated, "The clerk", "is of the view", "that it was shut")
    pieces = [
        tagging(annotated, "The clerk", "is", "of the view", 0.6),
        tagging(annotated, "", "view", "that it was shut"),
    ]
    assert shown(annotated, [ruled], pieces) == [("The clerk", "is of the view", "that it was shut")]


def test_a_rule_that_shares_its_tagging_with_another_is_not_lost(annotated: Annotated) -> None:
    whole = rule(annotated, "The clerk", "is of the view", "that it was shut")
    noun = rule(annotated, "", "view", "it was shut", Frame.NOUN)
    tagged = tagging(annotated, "The clerk", "is of the view", "that it was shut")
    assert [cue for _, cue, _ in shown(annotated, [whole, noun], [tagged])] == ["is of the view", "view"]


def test_of_one_cue_the_tagger_says_how_far_the_content_reaches(annotated: Annotated) -> None:
    ruled = rule(annotated, "Ilse Brandt", "said", "the north gate")
    tagged = tagging(annotated, "Ilse Brandt", "said", "the north gate was open all night")
    assert shown(annotated, [ruled], [tagged]) == [("Ilse Brandt", "said", "the north gate was open all night")]


def test_where_both_hardly_differ_the_rule_is_followed() -> None:
    annotated = read(
        "Ilse Brandt said the north gate of the old mill by the river was open all night and all day long."
    )
    ruled = rule(
        annotated,
        "Ilse Brandt",
        "said",
        "the north gate of the old mill by the river was open all night and all day long",
    )
    tagged = tagging(
        annotated, "Ilse Brandt", "said", "the north gate of the old mill by the river was open all night and all day"
    )
    assert shown(annotated, [ruled], [tagged])[0][2].endswith("all day long")


def test_the_rule_fills_in_a_source(annotated: Annotated) -> None:
    ruled = rule(annotated, "Ilse Brandt", "said", "the north gate was open all night")
    tagged = tagging(annotated, "", "said", "the north gate was open all night")
    assert shown(annotated, [ruled], [tagged])[0][0] == "Ilse Brandt"


def test_a_relative_pronoun_stands_for_whom_it_points_to() -> None:
    annotated = read("The clerk, who is of the view that it was shut, left the hall early.")
    tagged = tagging(annotated, "who", "is of the view", "that it was shut")
    assert shown(annotated, [], [tagged]) == [("The clerk", "is of the view", "that it was shut")]


def test_a_quotation_is_taken_whole() -> None:
    annotated = read('"We had warned them twice about the gate," Ilse Brandt said.')
    tagged = tagging(annotated, "Ilse Brandt", "said", "We had warned them twice")
    assert shown(annotated, [], [tagged])[0][2] == '"We had warned them twice about the gate,"'


def test_a_tagging_that_says_nothing_is_none(annotated: Annotated) -> None:
    assert shown(annotated, [], [tagging(annotated, "Ilse Brandt", "said", "")]) == []


def test_layout_is_the_rules_matter(annotated: Annotated) -> None:
    ruled = rule(annotated, "", "Ilse Brandt", "said the north gate was open", Frame.SPEAKER)
    tagged = tagging(annotated, "", "Ilse Brandt", "all night")
    (signed,) = combine(annotated, [ruled], [tagged], TELLING)
    assert signed.attribution == ruled
    assert signed.signs["laid_out"] == 1


def test_a_cue_that_no_rule_knows_has_a_lemma_and_a_frame(annotated: Annotated) -> None:
    (signed,) = combine(annotated, [], [tagging(annotated, "The clerk", "is of the view", "that it was shut")], TELLING)
    assert signed.attribution.lemma == "be"
    assert signed.attribution.frame is Frame.CLAUSE


def test_signs_make_a_confidence() -> None:
    weights = dict.fromkeys(SIGNS, 0.0) | {"constant": 0.0, "likelihood": 1.0}
    calibration = Calibration(weights)
    unsure = dict.fromkeys(SIGNS, 0.0)
    assert calibration.confidence(unsure) == 0.5
    assert calibration.confidence(unsure | {"likelihood": 3.0}) > 0.9
    assert calibration.confidence(unsure | {"likelihood": -900.0}) == 0


def test_the_shipped_calibration_knows_every_sign() -> None:
    assert set(Calibration.load().weights) == {*SIGNS, "constant"}


def signed(one: Attribution, confidence: float, ruled: float = 1.0) -> Signed:
    return Signed(replace(one, confidence=confidence), {name: ruled if name == "ruled" else 0.0 for name in SIGNS})


def told_once(*found: Signed) -> list[str]:
    return [one.attribution.cue[-1].text for one in said_once(found, lambda one: one.lemma == "deny")]


def test_a_statement_of_two_cues_is_told_once_by_the_surer(annotated: Annotated) -> None:
    said = signed(rule(annotated, "Ilse Brandt", "said", "the north gate was open all night"), 0.9)
    was = signed(rule(annotated, "Ilse Brandt", "was", "the north gate was open"), 0.4)
    assert told_once(said, was) == ["said"]
    assert told_once(was, said) == ["said"]


def test_what_is_denied_and_admitted_is_told_twice(annotated: Annotated) -> None:
    said = rule(annotated, "Ilse Brandt", "said", "the north gate was open")
    denied = replace(rule(annotated, "Ilse Brandt", "was", "the north gate was open"), lemma="deny")
    assert told_once(signed(said, 0.9), signed(denied, 0.4)) == ["said", "was"]


def test_rules_that_name_two_sources_tell_of_two_levels(annotated: Annotated) -> None:
    said = rule(annotated, "Ilse Brandt", "said", "the north gate was open")
    quoted = rule(annotated, "The clerk", "is of the view", "the north gate was open")
    assert told_once(signed(said, 0.9), signed(quoted, 0.4)) == ["said", "view"]
    assert told_once(signed(said, 0.9), signed(quoted, 0.4, ruled=0.0)) == ["said"]


def test_what_is_left_out_itself_leaves_nothing_out(annotated: Annotated) -> None:
    surest = signed(rule(annotated, "Ilse Brandt", "said", "the north gate was open"), 0.9)
    between = signed(rule(annotated, "Ilse Brandt", "was", "north gate was open all"), 0.6)
    beside = signed(rule(annotated, "Ilse Brandt", "night", "gate was open all night"), 0.4)
    assert told_once(surest, between, beside) == ["said", "night"]


def test_an_adverb_tells_of_no_source() -> None:
    text = "Ilse Brandt allegedly opened the north gate."
    annotated = read(text)
    ruled = rule(annotated, "", "allegedly", "Ilse Brandt", Frame.ADVERB)
    tagged = tagging(annotated, "Ilse Brandt", "allegedly", "opened the north gate")
    assert [source for source, _, _ in shown(annotated, [ruled], [tagged])] == [""]


def test_a_tagged_content_keeps_to_the_sentence_and_to_the_predicate_of_its_clause() -> None:
    annotated = read("The clerk had left. The north gate was open, the board said.")
    ruled = rule(annotated, "the board", "said", "The north gate was open")
    found = ("the board", "said", "The north gate was open")
    behind = tagging(annotated, "the board", "said", "The north gate was open")
    wide = replace(behind, content=(*places(annotated, "The clerk had left"), *behind.content))
    assert shown(annotated, [ruled], [wide]) == [found]
    assert shown(annotated, [ruled], [tagging(annotated, "the board", "said", "The north gate")]) == [found]


def test_what_closes_a_sentence_behind_a_comma_is_not_left_to_the_tagger() -> None:
    annotated = read("The north gate was open, the board has established.")
    ruled = rule(annotated, "the board", "established", "The north gate was open")
    (signed,) = combine(annotated, [ruled], [], TELLING)
    assert signed.beyond
