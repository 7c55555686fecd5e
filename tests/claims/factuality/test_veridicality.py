"""The verb list: signatures by class, frame and polarity."""

from sayso.claims.english.factuality.veridicality import Signature, Veridicality
from sayso.lexicon import load_lexicon

LEXICON = load_lexicon("en", "veridicality")
LIST = Veridicality(LEXICON)


def test_it_holds_the_common_verbs_that_embed_a_clause():
    verbs = {w for g in LEXICON.lists["veridicality"] if g.traits["of"] == "verb" for w in g.words}
    assert len(verbs) >= 500
    assert len(LIST.verbs("that")) >= 400


def test_a_word_stands_once_in_a_frame():
    places = [(w, g.traits["of"], g.traits["frame"]) for g in LEXICON.lists["veridicality"] for w in g.words]
    assert len(places) == len(set(places))


def test_every_level_lies_on_the_scale():
    levels = [float(g.traits[t]) for g in LEXICON.lists["veridicality"] for t in ("affirmed", "negated")]
    assert all(-3 <= level <= 3 for level in levels)


def test_a_factive_keeps_its_clause_and_an_implicative_turns_it():
    factive, implicative = LIST.score("know", negated=True), LIST.score("manage", "to", negated=True)
    assert factive is not None
    assert implicative is not None
    assert factive > 1 > -1 > implicative


def test_verbs_are_ranked_as_readers_rank_them():
    ranked = ["know", "prove", "say", "claim", "hope", "doubt", "deny"]
    scores = [LIST.score(verb) for verb in ranked]
    assert None not in scores
    assert scores == sorted(scores, key=lambda score: -(score or 0))


def test_a_word_that_the_list_lacks_has_no_score():
    assert LIST.score("gate") is None


def test_between_affirmed_and_negated_lies_what_is_open():
    assert Signature(3, -3).under(0) == 0
    assert Signature(2, 2).under(-1) == 2
    assert Signature(2, -1).under(3) == 2
    assert Signature(2, -1).under(-3) == -1
