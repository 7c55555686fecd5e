"""Places of a text: what is one, the name it goes by, and its country where text or gazetteer decides it."""

import pytest

from sayso.claims.places import find_places
from sayso.lexicon import load_lexicon
from sayso.reading import Reader
from tests.claims.cases import make_document


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("A depot in Tarnow, Poland, burned.", [("Tarnow", "Tarnów", "PL")]),
        ("The Belarusian town of Krychaw was hit.", [("Krychaw", "Krychaw", "BY")]),
        ("He left Paris Hilton at the London Stock Exchange.", []),
        ("The Boston Consulting Group was paid.", []),
        ("They met in Paris, Texas.", [("Paris", "Paris", "US")]),
        ("They met in Paris.", [("Paris", "Paris", "FR")]),
        ("The train left central London.", [("London", "London", "GB")]),
        ("Officials in Kiev knew of it.", [("Kiev", "Kyiv", "UA")]),
        ("Smoke rose over Kyiv.", [("Kyiv", "Kyiv", "UA")]),
        ("It was seen in Bosnia and Herzegovina.", [("Bosnia and Herzegovina", "Bosnia and Herzegovina", "BA")]),
        ("The Bank of England was closed.", []),
        ("It was seen in Georgia.", [("Georgia", "Georgia", None)]),
        ("They sailed off the coast of South America.", [("South America", "South America", None)]),
        ("The ship sank in the Red Sea.", [("Red Sea", "Red Sea", None)]),
        ("A bomb went off on Anna Brandt Avenue.", [("Anna Brandt Avenue", "Anna Brandt Avenue", None)]),
        (
            "It applied to County Ardoon, County Belmor and County Kerrow.",
            [(name, name, None) for name in ("County Ardoon", "County Belmor", "County Kerrow")],
        ),
        ("He leaves his daughters, Ilse, Elizabeth and Runa.", []),
        ("It fell on Elizabeth, New Jersey.", [("Elizabeth", "Elizabeth", "US")]),
        (
            "They flew to Brazil, Bolivia, Peru, and Chile.",
            [
                ("Brazil", "Brazil", "BR"),
                ("Bolivia", "Bolivia", "BO"),
                ("Peru", "Peru", "PE"),
                ("Chile", "Chile", "CL"),
            ],
        ),
        (
            "They flew to Oman, Kenya and Ghana.",
            [("Oman", "Oman", "OM"), ("Kenya", "Kenya", "KE"), ("Ghana", "Ghana", "GH")],
        ),
        ("They met in Tarnow, Poland, Brandt knew.", [("Tarnow", "Tarnów", "PL")]),
        ("It is made in Ostrin, Massachusetts, and sold abroad.", [("Ostrin", "Ostrin", "US")]),
        ("The County Council met in County Court.", []),
        ("He works for the Red Sea Bank.", []),
        ("Snow fell in the Ostrin region of Poland.", [("Ostrin", "Ostrin", "PL"), ("Poland", "Poland", "PL")]),
    ],
)
def test_places_have_a_name_and_a_country_where_it_is_told(
    text: str, places: list[tuple[str, str, str | None]], reader: Reader
):
    (annotated,) = reader.read([make_document(text)])
    found = find_places(annotated.parse, load_lexicon("en", "cues", "genders", "localities"))
    assert [(p.text, p.name, p.country) for p in found] == places
    assert all(text[p.spans[0].start : p.spans[0].end] == p.text for p in found)


@pytest.mark.parametrize(
    ("text", "countries"),
    [
        ("It opened in Paris, Texas. Smoke rose over Paris.", ["US", "US"]),
        ("He lived in the town of Ostrin, Poland. Ostrin is often flooded.", ["PL", "PL"]),
        ("Later Ostrin burned. He lived in the town of Ostrin, Poland.", ["PL", "PL"]),
        ("They met in Ostrin, Poland. Others met in Ostrin, Ukraine. He slept in Ostrin.", ["PL", "UA", None]),
        ("They met in Paris, Texas. Others met in Paris, France. He slept in Paris.", ["US", "FR", None]),
    ],
)
def test_what_the_text_tells_of_a_name_holds_for_all_of_it(text: str, countries: list[str | None], reader: Reader):
    (annotated,) = reader.read([make_document(text)])
    found = find_places(annotated.parse, load_lexicon("en", "cues", "genders", "localities"))
    assert [p.country for p in found] == countries


def test_a_surname_is_no_place_though_the_text_tells_of_a_place_of_that_name(reader: Reader):
    text = "He lived in Brandt, Texas. Later Ilse Brandt left. Brandt had been ill."
    (annotated,) = reader.read([make_document(text)])
    found = find_places(annotated.parse, load_lexicon("en", "cues", "genders", "localities"))
    assert [p.spans[0].start for p in found] == [text.index("Brandt, Texas")]
