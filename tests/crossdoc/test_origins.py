"""How many independent origins affirm a proposition: never more than the reports support."""

from dataclasses import replace

from sayso.crossdoc.align import profile_claims
from sayso.crossdoc.certainty import Certainty
from sayso.crossdoc.origins import trace_origins
from sayso.crossdoc.words import load_vocabulary
from sayso.model import Link, Origin, SourceKind, Stance, Standing
from tests.crossdoc.webs import BODY, UNNAMED, Web

WIRE = (
    "A goods train left the rails outside Corrin on Sunday night, a railway official said. "
    "Eleven wagons came to rest in a field of beet, and the line to the coast was blocked until noon. "
    "Farm hands who had heard the noise brought lamps and blankets to the driver, who was unhurt. "
    "The wagons were carrying salt from the pans at Old Marsh to the dyeworks in Tarn."
)


def test_a_copied_wire_story_is_one_origin() -> None:
    web = Web()
    web.report("Wire", WIRE, published="2040-05-01T06:00:00+00:00")
    for name in ("North", "South"):
        web.report(
            name, WIRE.replace("on Sunday night, ", "") + f" The {name} Post will report.", published="2040-05-02"
        )
    claims = (
        "A goods train left the rails outside Corrin on Sunday night",
        "A goods train left the rails outside Corrin",
    )
    web.claim("wire", "Wire", claims[0], "a railway official", kind=UNNAMED)
    web.claim("north", "North", claims[1], "a railway official", kind=UNNAMED)
    web.claim("south", "South", claims[1])
    comparison = web.align()
    assert web.together(comparison, "wire") == {"wire", "north", "south"}
    home = web.home(comparison, "wire")
    assert home.affirming_origins == 1
    assert home.standing is Standing.SINGLE_ORIGIN
    assert {(r.copy, r.of) for r in comparison.reuse} == {
        (web.documents[name].id, web.documents["Wire"].id) for name in ("North", "South")
    }


def test_one_official_in_many_mouths_is_one_origin() -> None:
    web = Web()
    web.report("A", "Harbour master Edda Voss said the ferry Lark had struck the north pier. The night was clear.")
    web.report(
        "B", "The ferry Lark struck the north pier, Voss told listeners at noon. Nobody slept.", published="2040-05-02"
    )
    web.report(
        "C", "According to Edda Voss, the ferry Lark hit the north pier. It is an old ferry.", published="2040-05-03"
    )
    web.claim("a", "A", "the ferry Lark had struck the north pier", "Harbour master Edda Voss", who="Edda Voss")
    web.claim("b", "B", "The ferry Lark struck the north pier", "Voss")
    web.claim("c", "C", "the ferry Lark hit the north pier", "Edda Voss")
    comparison = web.align()
    assert web.together(comparison, "a") == {"a", "b", "c"}
    assert web.home(comparison, "a").affirming_origins == 1


def test_two_witnesses_are_two_origins() -> None:
    web = Web()
    web.report("A", "Baker Ola Trim saw a white van leave the mill at dawn, she said. She was kneading dough.")
    web.report("B", "A white van left the mill at dawn, according to the signalman Per Hoyle. He keeps a diary.")
    web.claim("baker", "A", "a white van leave the mill at dawn", "Baker Ola Trim", who="Ola Trim")
    web.claim("signalman", "B", "A white van left the mill at dawn", "Per Hoyle")
    comparison = web.align()
    assert web.together(comparison, "baker") == {"baker", "signalman"}
    home = web.home(comparison, "baker")
    assert home.affirming_origins == 2
    assert home.standing is Standing.CORROBORATED


def test_a_body_and_its_spokeswoman_are_one_origin() -> None:
    web = Web()
    web.report(
        "A", "The Corrin Salt Company said its warehouse had been flooded with sea water. It has four warehouses."
    )
    web.report(
        "B",
        "The Corrin Salt Company has been silent for days. The warehouse had been flooded with sea water, "
        "Ines Falk, the company's spokeswoman, said on Tuesday.",
    )
    web.claim("body", "A", "its warehouse had been flooded with sea water", "The Corrin Salt Company", kind=BODY)
    web.claim("voice", "B", "The warehouse had been flooded with sea water", "Ines Falk")
    comparison = web.align()
    assert web.together(comparison, "body") == {"body", "voice"}
    home = web.home(comparison, "body")
    assert home.affirming_origins == 1
    assert "speak for" in home.origins[0].why


def test_unnamed_sources_of_two_outlets_may_be_one() -> None:
    web = Web()
    web.report("A", "The mint had run out of silver, an official told the A Post. It was a hard winter.")
    web.report("B", "A source said the mint had run out of silver. It is the oldest mint.")
    web.claim("a", "A", "The mint had run out of silver", "an official", kind=UNNAMED)
    web.claim("b", "B", "the mint had run out of silver", "A source", kind=UNNAMED)
    home = web.home(web.align(), "a")
    assert home.affirming_origins == 1
    assert "may be the same" in home.origins[0].why


def test_what_comes_through_another_outlet_rests_on_that_outlets_source() -> None:
    web = Web()
    web.report("A", "Ola Trim said the orchard wall had been torn down by a bull.", outlet="Tarn Courier")
    web.report("B", "The orchard wall had been torn down by a bull, the Tarn Courier reported.", published="2040-05-02")
    web.claim("first", "A", "the orchard wall had been torn down by a bull", "Ola Trim")
    web.claim(
        "cited",
        "B",
        "The orchard wall had been torn down by a bull",
        "the Tarn Courier",
        kind=SourceKind.OUTLET,
        who="Tarn Courier",
    )
    home = web.home(web.align(), "first")
    assert web.together(web.align(), "first") == {"first", "cited"}
    assert home.affirming_origins == 1


def test_an_outlets_own_voice_adds_no_origin_to_a_source() -> None:
    web = Web()
    web.report("A", "Ola Trim said the orchard wall had been torn down by a bull.")
    web.report("B", "The orchard wall was torn down by a bull. Nobody was hurt.", published="2040-05-02")
    web.claim("said", "A", "the orchard wall had been torn down by a bull", "Ola Trim")
    web.claim("own", "B", "The orchard wall was torn down by a bull")
    home = web.home(web.align(), "own")
    assert home.affirming_origins == 1
    assert "not said" in home.origins[0].why


def traced(web: Web, alike: float = 1.0) -> tuple[Origin, ...]:
    """The origins of a web's claims, all of which affirm one thing, where any two are `alike`."""
    ties, claims = web.ties(), [*web.claims.values()]
    profiles = profile_claims([*web.documents.values()], claims, ties, load_vocabulary())
    scores = {(a, b): alike for a in profiles for b in profiles if a < b}
    return trace_origins(claims, dict.fromkeys(profiles, Stance.AFFIRMS), ties, Certainty(profiles, scores))


def test_whoever_may_speak_of_something_else_is_no_further_origin() -> None:
    web = Web()
    web.report("A", "Ola Trim said a white van left the mill at dawn. She was kneading dough.")
    web.report("B", "A white van left the mill at dawn, Per Hoyle said. He keeps a diary.")
    web.claim("baker", "A", "a white van left the mill at dawn", "Ola Trim")
    web.claim("signalman", "B", "A white van left the mill at dawn", "Per Hoyle")
    assert len(traced(web)) == 2
    (one,) = traced(web, alike=0.5)
    assert "not sure" in one.why
    assert len(one.claims) == 2


def test_the_master_of_a_ship_may_be_of_the_firm_though_a_ministry_hands_his_word_on() -> None:
    web = Web()
    web.report("A", "Orrin Shipping said the anchor had not been moved. It owns six ships.")
    web.report("B", "The master of the ship says that the anchor had not been moved, the Salt Ministry said.")
    web.claim("firm", "A", "the anchor had not been moved", "Orrin Shipping", kind=BODY)
    web.claim("master", "B", "the anchor had not been moved", "The master of the ship", kind=SourceKind.OFFICE)
    assert len(traced(web)) == 1
    outlet, source = web.claims["master"].chain
    web.claims["master"] = replace(web.claims["master"], chain=(outlet, Link("Salt Ministry", BODY), source))
    assert len(traced(web)) == 1


def test_whom_a_party_quotes_in_its_own_statement_is_no_further_origin() -> None:
    web = Web()
    web.report("A", "Orrin Shipping said the anchor had not been moved. It owns six ships.")
    web.report(
        "B",
        "The firm has nothing to add. The anchor was not moved. Its cook, Ola Trim, says that it was not moved.",
        outlet="Orrin Shipping",
    )
    web.claim("firm", "A", "the anchor had not been moved", "Orrin Shipping", kind=BODY)
    web.claim("own", "B", "The anchor was not moved")
    web.claim("cook", "B", "it was not moved", "Ola Trim")
    assert len(traced(web)) == 1


def test_who_filmed_it_is_the_film_and_who_wrote_to_somebody_is_no_letter() -> None:
    web = Web()
    web.report("A", "A video shows that the barge struck the pier. It is short.")
    web.report("B", "The barge struck the pier, Ola Trim said. I filmed it, she added.")
    web.claim("film", "A", "the barge struck the pier", "A video", kind=SourceKind.RECORDING)
    web.claim("struck", "B", "The barge struck the pier", "Ola Trim")
    assert len(traced(web)) == 2
    web.claim("filmed", "B", "I filmed it", "Ola Trim")
    assert len(traced(web)) == 1
    other = Web()
    other.report("A", "A letter says that the board had been warned. It is short.")
    other.report("B", "We wrote to the board, Ola Trim said.")
    other.claim("letter", "A", "the board had been warned", "A letter", kind=SourceKind.DOCUMENT)
    other.claim("wrote", "B", "We wrote to the board", "Ola Trim")
    assert not any("work of" in origin.why for origin in traced(other))


def test_the_same_quoted_words_are_one_utterance_where_it_is_open_whose() -> None:
    web = Web()
    words = "the lake was lower than the chapel door"
    web.report("A", f"“{words},” Ola Trim said. Per Hoyle agreed.")
    web.report("B", f"“{words},” a local barber said.")
    web.report("C", f"“{words},” Per Hoyle said.")
    web.claim("ola", "A", f"“{words},”", "Ola Trim")
    web.claim("barber", "B", f"“{words},”", "a local barber", who="local barber")
    web.claim("per", "C", f"“{words},”", "Per Hoyle")
    assert len(traced(web)) == 2
    web.claim("both", "A", f"“{words},”", "Per Hoyle")
    assert len(traced(web)) == 1


def test_the_same_quoted_words_about_the_speaker_are_one_utterance() -> None:
    web = Web()
    words = "the lake had never in my life stood as low as this"
    web.report("A", f"“{words},” Ola Trim said.")
    web.report("B", f"“{words},” Per Hoyle said.")
    web.claim("ola", "A", f"“{words},”", "Ola Trim")
    web.claim("per", "B", f"“{words},”", "Per Hoyle")
    assert len(traced(web)) == 1


def test_a_name_with_other_words_before_it_is_that_person() -> None:
    web = Web()
    web.report("A", "Ola Trim said a crane had fallen.")
    web.report("B", "Comedian Ola Trim said a crane had fallen.")
    web.report("C", "Edda Trim said a crane had fallen.")
    web.claim("a", "A", "a crane had fallen", "Ola Trim")
    web.claim("b", "B", "a crane had fallen", "Comedian Ola Trim", who="Comedian Ola Trim")
    web.claim("c", "C", "a crane had fallen", "Edda Trim")
    assert sorted(len(o.claims) for o in traced(web)) == [1, 2]


def test_an_origin_is_called_by_who_says_most_of_it_or_by_the_report_that_was_first() -> None:
    web = Web()
    web.report("A", "The Salt Board said a crane had fallen. It has two.")
    web.report("B", "A crane had fallen, Ines Falk, director of the Salt Board, said.")
    web.report("C", "A crane had fallen, said Ines Falk of the Salt Board.")
    web.claim("a", "A", "a crane had fallen", "The Salt Board", kind=BODY)
    web.claim("b", "B", "A crane had fallen", "Ines Falk")
    assert [o.name for o in traced(web)] == ["The Salt Board"]
    web.claim("c", "C", "A crane had fallen", "Ines Falk")
    assert [o.name for o in traced(web)] == ["Ines Falk"]
    wire = Web()
    wire.report("Zenith", WIRE, published="2040-05-01T06:00:00+00:00")
    wire.report("Arrow", WIRE, published="2040-05-02")
    for name in ("Zenith", "Arrow"):
        wire.claim(name, name, "the line to the coast was blocked until noon")
    assert [o.name for o in traced(wire)] == ["The Zenith Post"]


def test_who_may_be_of_a_body_does_not_make_the_body_confirm() -> None:
    web = Web()
    web.report("A", "Orrin Shipping said the anchor had not been moved. It owns six ships.")
    web.report("B", "The Salt Board said it would like to be left out of it. It met at noon.")
    web.report("C", "The master of the ship says that the anchor had not been moved.")
    web.claim("firm", "A", "the anchor had not been moved", "Orrin Shipping", kind=BODY)
    web.claim("board", "B", "it would like to be left out of it", "The Salt Board", kind=BODY)
    web.claim("master", "C", "the anchor had not been moved", "The master of the ship", kind=SourceKind.OFFICE)
    assert len(traced(web)) == 1
