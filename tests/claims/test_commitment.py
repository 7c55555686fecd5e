"""How far a source commits itself, by cue, negation and hedges; and what is offered as evidence."""

import pytest

from sayso.claims.english.commitment import Commitment
from sayso.claims.english.phrasebook import Phrasebook
from sayso.lexicon import load_lexicon
from sayso.model import Factuality, Span
from tests.claims.conftest import Claims

LEXICON = load_lexicon("en", "commitment", "factuality", "hedges", "evidence", "responses", "veridicality")
COMMITMENT = Commitment(LEXICON)


def whole(text: str) -> list[Span]:
    return [Span(0, len(text))]


@pytest.mark.parametrize(
    ("lemmas", "expected"),
    [
        (["deny", "denial", "reject", "refute"], Factuality.NOT_CERTAIN),
        (["believe", "think", "expect", "estimate"], Factuality.PROBABLE),
        (["suggest", "speculate", "fear", "hope"], Factuality.POSSIBLE),
        (["doubt", "sceptical", "reportedly", "rumour", "ask"], Factuality.UNKNOWN),
        (["say", "announce", "confirm", "", "no such word"], Factuality.CERTAIN),
    ],
)
def test_the_cue_s_word_decides(lemmas: list[str], expected: Factuality):
    assert {lemma: COMMITMENT.factuality(lemma, (), (), "The gate was open.") for lemma in lemmas} == dict.fromkeys(
        lemmas, expected
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The gate may be open.", Factuality.POSSIBLE),
        ("Perhaps the gate was open.", Factuality.POSSIBLE),
        ("The gate was probably open.", Factuality.PROBABLE),
        ("The gate might, as is likely, be open.", Factuality.POSSIBLE),
        ("About nine gates were open.", Factuality.CERTAIN),
        ("The gate was open.", Factuality.CERTAIN),
    ],
)
def test_the_weakest_hedge_counts(text: str, expected: Factuality):
    hedges = COMMITMENT.hedges(text, whole(text))
    assert COMMITMENT.factuality("say", (), hedges, text) is expected


def test_a_cue_goes_before_hedges():
    text = "The gate may be open."
    assert COMMITMENT.factuality("deny", (), COMMITMENT.hedges(text, whole(text)), text) is Factuality.NOT_CERTAIN


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The gate may have been open.", ["may"]),
        ("At least nine gates were probably open.", ["At least", "probably"]),
        ("It is\npossible that the gate was open.", ["It is\npossible"]),
        ("The mayor of Maybury likened it to a gate.", []),
        ("The roundabout was shut, to the dismay of its unlikely friends.", []),
        ("", []),
    ],
)
def test_hedges_are_found_on_word_borders_and_cut_back(text: str, expected: list[str]):
    found = COMMITMENT.hedges(text, whole(text))
    assert [words.text for words in found] == expected
    assert [text[words.start : words.end] for words in found] == expected


def test_a_hedge_outside_the_content_is_none():
    text = "Perhaps he said the gate was open."
    assert COMMITMENT.hedges(text, [Span(text.index("the"), len(text))]) == ()


@pytest.mark.parametrize("list_name", ["hedges", "evidence"])
def test_a_phrasebook_finds_every_phrase_of_its_list_whole(list_name: str):
    book = Phrasebook(LEXICON, list_name)
    for group in LEXICON.lists[list_name]:
        for word in sorted(group.words):
            for text in (word, word.upper(), word.replace(" ", "\n")):
                assert [span for span, _ in book.find(text, whole(text))] == [Span(0, len(word))], word


def test_the_longest_phrase_wins_and_leads_to_its_group():
    book = Phrasebook(load_lexicon("en", "numbers"), "numbers")
    text = "no more than"
    assert [(span, group.name) for span, group in book.find(text, whole(text))] == [(Span(0, 12), "at_most")]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The mayor said the gate was open.", Factuality.CERTAIN),
        ("The mayor denied that the gate was open.", Factuality.NOT_CERTAIN),
        ("The mayor doubts that the gate was open.", Factuality.UNKNOWN),
        ("Dana Holt finds it hard to believe that the gate was open.", Factuality.UNKNOWN),
        ("Divers find it difficult to believe the gate failed by itself.", Factuality.UNKNOWN),
        ("The mayor thinks the gate was open.", Factuality.PROBABLE),
        ("The mayor suggested that the gate was open.", Factuality.POSSIBLE),
        ("The mayor did not say that the gate was open.", Factuality.UNKNOWN),
        ("The mayor said the gate might be open.", Factuality.POSSIBLE),
        ("According to the mayor, the gate was probably open.", Factuality.PROBABLE),
        ("The gate was reportedly open.", Factuality.UNKNOWN),
    ],
)
def test_commitment_reaches_the_claim(sentence: str, expected: Factuality, attributed: Claims):
    (claim,) = attributed(sentence)
    assert claim.factuality is expected


def test_not_to_deny_commits_to_nothing(attributed: Claims):
    (claim,) = attributed("The mayor never denied that the gate was open.")
    assert claim.factuality is Factuality.UNKNOWN


@pytest.mark.parametrize(
    "text",
    [
        "Whether the letter is genuine remains unclear.",
        "Whether anybody will go to prison is another matter.",
        "Whether the pump ran is a question that nobody cares to discuss.",
        "It is for the court to say whether the letter is genuine.",
        "It was not immediately clear how fast the ship was going.",
        "It remains unclear who sent the letter.",
    ],
)
def test_what_is_left_open_is_not_affirmed(text: str, claims_of: Claims):
    assert {claim.factuality for claim in claims_of(text)} == {Factuality.UNKNOWN}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The union demanded that the north gate be closed.", Factuality.UNKNOWN),
        ("The union called for the closure of the north gate.", Factuality.UNKNOWN),
        ("The union called on the ministry to close the north gate.", Factuality.UNKNOWN),
        ("The council voted to close the north gate.", Factuality.UNKNOWN),
        ("The union wants the north gate closed.", Factuality.UNKNOWN),
        ("“The north gate was open all night,” the clerk urged.", Factuality.CERTAIN),
        ("The union called the north gate a danger.", Factuality.CERTAIN),
        ("The mayor pledged to close the north gate.", Factuality.CERTAIN),
        ("Two divers propose that the north gate was closed.", Factuality.CERTAIN),
    ],
)
def test_who_wants_a_thing_to_be_so_does_not_say_that_it_is(text: str, expected: Factuality, attributed: Claims):
    assert [claim.factuality for claim in attributed(text)] == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "If the boats had been kept dry, they reasoned, the wood would have shown little rot.",
        "If the gate was open, the mayor said, the flood could have been foreseen.",
        "Unless the siren is mended, Ola Brandt said, nobody will be warned.",
    ],
)
def test_a_condition_is_not_said_to_be_so(text: str, attributed: Claims):
    (claim,) = attributed(text)
    assert claim.content.text.startswith(text.split(maxsplit=1)[0])
    assert claim.factuality is Factuality.UNKNOWN
