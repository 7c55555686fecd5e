"""Whose word it is: kinds by nouns and shapes, names led back to the fullest form, and nothing guessed."""

import pytest

from sayso.claims.english.sources.cast import cast_of, name_runs
from sayso.lexicon import load_lexicon
from sayso.model import SourceKind
from sayso.reading import Reader
from tests.claims.cases import make_document
from tests.claims.conftest import Claims

SAID = "{} said that the north gate had been left open."


@pytest.mark.parametrize(
    ("source", "kind"),
    [
        ("The coroner", SourceKind.OFFICE),
        ("The harbour master", SourceKind.OFFICE),
        ("Dana Holt", SourceKind.PERSON),
        ("Mayor Quist", SourceKind.PERSON),
        ("Dr Rurik Vane", SourceKind.PERSON),
        ("The Canal Board", SourceKind.ORGANISATION),
        ("The ministry", SourceKind.ORGANISATION),
        ("Brackwater Shipping Ltd", SourceKind.ORGANISATION),
        ("The University of Quell", SourceKind.ORGANISATION),
        ("The government", SourceKind.GOVERNMENT),
        ("Officials", SourceKind.GOVERNMENT),
        ("An insider", SourceKind.ANONYMOUS),
        ("An unnamed clerk", SourceKind.ANONYMOUS),
        ("A person familiar with the matter", SourceKind.ANONYMOUS),
        ("A port official", SourceKind.ANONYMOUS),
        ("Residents", SourceKind.GROUP),
        ("Several analysts", SourceKind.GROUP),
        ("The delegation", SourceKind.GROUP),
        ("The memo", SourceKind.DOCUMENT),
        ("An internal report", SourceKind.DOCUMENT),
        ("The court's decision", SourceKind.DOCUMENT),
        ("The recording", SourceKind.RECORDING),
        ("The Tarn Echo", SourceKind.OUTLET),
        ("The newspaper", SourceKind.OUTLET),
        ("The Kremlin", SourceKind.GOVERNMENT),
        ("Downing Street", SourceKind.GOVERNMENT),
        ("The White House", SourceKind.GOVERNMENT),
        ("Moscow", SourceKind.GOVERNMENT),
        ("The capital", SourceKind.GOVERNMENT),
        ("Marr campaign workers", SourceKind.GROUP),
        ("The Union of Hydro Workers", SourceKind.ORGANISATION),
    ],
)
def test_kinds(source: str, kind: SourceKind, attributed: Claims):
    (claim,) = attributed(SAID.format(source))
    assert claim.source is not None
    assert (claim.source.text, claim.source.kind) == (source, kind)


@pytest.mark.parametrize(
    ("before", "source", "name"),
    [
        ("Dana Holt runs the board.", "Holt", "Dana Holt"),
        ("Dana Holt runs the board.", "Ms Holt", "Dana Holt"),
        ("Dana Holt runs the board.", "She", "Dana Holt"),
        ("Dana Holt, the mayor, came late.", "The mayor", "Dana Holt"),
        ("Mayor Dana Holt came late.", "The mayor", "Dana Holt"),
        ("The Canal Board met on Friday, the board said.", "It", "board"),
        ("The Canal Board said nothing was wrong.", "The board", "Canal Board"),
        ("The Canal Board said nothing was wrong.", "It", "Canal Board"),
        ("A memo says nothing was wrong.", "The memo", "memo"),
        ("Several divers said nothing was wrong.", "They", "Several divers"),
        ("The Harbour Safety Board (HSB) met.", "The HSB", "Harbour Safety Board"),
        ("The Ministry of Tides and Dykes (MTD) met.", "The MTD", "Ministry of Tides and Dykes"),
        ("The Harbour Safety Board met.", "The HSB", "Harbour Safety Board"),
        ("The Harbour Safety Board and the Hill Sheep Bureau met.", "The HSB", "HSB"),
        ("Dana Holt, 52, came late.", "The 52-year-old", "Dana Holt"),
        ("Dana Holt, a retired teacher, came late.", "The retired teacher", "Dana Holt"),
        ("Dana Holt, a retired teacher, came late.", "The young teacher", "young teacher"),
        ("Prime Minister Holt met Dana Holt's son.", "Prime Minister Holt", "Dana Holt"),
        ("Bill Marr opened the lock.", "Bill Marr", "Bill Marr"),
        ("President Dana Holt came late.", "The head of state", "Dana Holt"),
        ("A former clerk said nothing was wrong.", "The clerk", "former clerk"),
        ("The Tarn Echo reported that nothing was wrong.", "The newspaper", "Tarn Echo"),
    ],
)
def test_names_are_led_back(before: str, source: str, name: str, attributed: Claims):
    claim = attributed(f"{before} {SAID.format(source)}")[-1]
    assert claim.source is not None
    assert (claim.source.text, claim.source.name) == (source, name)


@pytest.mark.parametrize("source", ["He", "She", "It", "They", "Holt", "The official", "The memo"])
def test_who_was_never_named_keeps_the_words_of_the_text(source: str, attributed: Claims):
    (claim,) = attributed(SAID.format(source))
    assert claim.source is not None
    assert claim.source.name == source.removeprefix("The ")


@pytest.mark.parametrize(
    ("text", "kind", "name"),
    [
        ("Quellmark, the spokeswoman for the port, said that the gate was open.", SourceKind.PERSON, "Quellmark"),
        ("The Kelvane works are shut. Kelvane said that the gate was open.", SourceKind.ORGANISATION, "Kelvane"),
        ("“The gate was open,” says the baker, 47.", SourceKind.PERSON, "baker"),
        ("The news site Tidewatch said that the gate was open.", SourceKind.OUTLET, "Tidewatch"),
        ("The pictures are of the site Mell. Mell said that the gate was open.", SourceKind.ORGANISATION, "Mell"),
        ("Her sister, Ria, said that the gate was open.", SourceKind.PERSON, "Ria"),
        ("A leaked e-mail came up. According to the e-mail, the gate was open.", SourceKind.DOCUMENT, "leaked e-mail"),
        (
            "The gate was moved, according to the institute's comparison of two pictures.",
            SourceKind.ORGANISATION,
            "institute",
        ),
        (
            "The gate was moved, according to an analysis of two pictures by the research group Tidewatch.",
            SourceKind.ORGANISATION,
            "research group Tidewatch",
        ),
        (
            "Dana Holt, the spokesman for the port, was late. The gate was open, the union's spokesman said.",
            SourceKind.OFFICE,
            "union's spokesman",
        ),
    ],
)
def test_what_stands_beside_a_word_tells_who_is_meant(text: str, kind: SourceKind, name: str, attributed: Claims):
    claim = attributed(text)[-1]
    assert claim.source is not None
    assert (claim.source.kind, claim.source.name) == (kind, name)


def test_a_last_name_that_two_share_is_led_to_neither(attributed: Claims):
    claim = attributed(f"Dana Holt and Lena Holt run the board. {SAID.format('Holt')}")[-1]
    assert claim.source is not None
    assert claim.source.name == "Holt"


def test_one_name_is_not_led_to_another(attributed: Claims):
    claim = attributed(f"Dana Holt runs the board. {SAID.format('Vane')}")[-1]
    assert claim.source is not None
    assert claim.source.name == "Vane"


def test_a_pronoun_in_its_own_claim_is_not_its_own_source(attributed: Claims):
    first, second = attributed("Dana Holt said she had the key. She said that the gate was open.")
    assert first.source is not None
    assert second.source is not None
    assert (first.source.name, second.source.name) == ("Dana Holt", "Dana Holt")


def test_nobody_goes_over_from_one_document_to_the_next(claims_of: Claims, attributed: Claims):
    claims_of("Dana Holt said the gate was open.")
    (claim,) = attributed(SAID.format("She"))
    assert claim.source is not None
    assert claim.source.name == "She"


def test_the_cast_of_a_text(reader: Reader):
    lexicon = load_lexicon("en", "sources")
    text = "Mayor Dana Holt met Rurik Vane, 61, in Quell. A Lanmarkian envoy from Lanmark was late."
    (annotated,) = reader.read([make_document(text)])
    cast = cast_of(annotated.parse, lexicon.words("sources", "person-title"), lexicon.words("sources", "office"))
    assert cast.full["Holt"] == "Dana Holt"
    assert cast.firsts["Rurik"] == "Rurik Vane"
    assert cast.roles["mayor"] == "Dana Holt"
    assert "Quell" in cast.places
    assert {"Dana Holt", "Rurik Vane"} <= cast.people
    assert "Quell" not in cast.people
    assert "Lanmark" in cast.demonyms


def test_names_run_over_particles_and_end_at_other_words(reader: Reader):
    (annotated,) = reader.read([make_document("Joost van Dell and Anna-Lena Reve saw the van in Quell.")])
    runs = [" ".join(token.text for token in run) for run in name_runs(annotated.parse)]
    assert "Joost van Dell" in runs
    assert not any("van in" in run for run in runs)


@pytest.mark.parametrize("name", ["Pettering", "Redding", "Golding", "Marsh", "Gray"])
def test_a_name_that_is_also_a_word_is_cited(name: str, attributed: Claims):
    before = f"“We asked for two people,” said the union's chair, Jonas {name}."
    *_, claim = attributed(f"{before} The memo that was published on Monday is genuine, according to {name}.")
    assert claim.cue is not None
    assert claim.cue.text == "according to"
    assert claim.source is not None
    assert (claim.source.name, claim.source.kind) == (f"Jonas {name}", SourceKind.PERSON)


def test_who_reported_after_a_name_is_whom_it_names(attributed: Claims):
    text = "The pier was shut, according to the Tolm Courier who reported that a pile had given way."
    *_, claim = attributed(text)
    assert claim.source is not None
    assert claim.source.name == "Tolm Courier"


def test_what_is_paid_according_to_age_is_no_ones_word(attributed: Claims):
    assert not attributed("The fees are set according to age.")


@pytest.mark.parametrize(
    ("source", "kind", "name"),
    [
        ("Mill owner Rolf Brink", SourceKind.PERSON, "Rolf Brink"),
        ("Owner Rolf Brink", SourceKind.PERSON, "Rolf Brink"),
        ("Historian Olaf Vann of Tarn College", SourceKind.PERSON, "Olaf Vann"),
        ("Friends of the Old Pier", SourceKind.ORGANISATION, "Friends of the Old Pier"),
        ("The channel Tide Whisper", SourceKind.OUTLET, "Tide Whisper"),
        ("The journal Tide", SourceKind.OUTLET, "Tide"),
        ("Mayor of Tolm Martin Brandt", SourceKind.PERSON, "Martin Brandt"),
        ("Tarn Ambassador to New Quell Anna Reve", SourceKind.PERSON, "Anna Reve"),
        ("The mayor of Port Helena", SourceKind.OFFICE, "mayor of Port Helena"),
        ("The management", SourceKind.ORGANISATION, "management"),
        ("The harbour's supervisor", SourceKind.OFFICE, "harbour's supervisor"),
    ],
)
def test_what_stands_before_a_name_is_no_part_of_it(source: str, kind: SourceKind, name: str, attributed: Claims):
    (claim,) = attributed(f"{source} says that the north gate had been left open.")
    assert claim.source is not None
    assert (claim.source.kind, claim.source.name) == (kind, name)


@pytest.mark.parametrize(
    ("before", "name"),
    [
        ("Then there is a letter.", "letter"),
        ("Then, a radio log.", "radio log"),
        ("According to the contract, which the Post has seen, the firm had until May.", "contract"),
    ],
)
def test_it_is_the_document_that_tells(before: str, name: str, attributed: Claims):
    claim = attributed(f"{before} It says that the gate was shut.")[-1]
    assert claim.source is not None
    assert (claim.source.kind, claim.source.name) == (SourceKind.DOCUMENT, name)


def test_two_of_them_are_persons(attributed: Claims):
    text = "Crew members were told by Northline not to speak. Two of them said that the bell was broken."
    assert [c.source.name for c in attributed(text) if c.source and "bell" in c.content.text] == ["Crew members"]


def test_the_chairwoman_is_nobody_who_was_called_otherwise(attributed: Claims):
    text = "The auditor says that the hole is deep. The chairwoman says that it is small."
    assert len({c.source.name for c in attributed(text) if c.source}) == 2


def test_of_whom_she_is_said_is_meant_by_no_his(attributed: Claims):
    text = (
        "“I would want to see it,” says Anke Ruhl. She says that the paint is old. Her student Mats Bo disagrees. "
        "In his opinion the paint is fresh."
    )
    assert attributed(text)[-1].source.name == "Mats Bo"  # type: ignore[union-attr]
