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
    ],
)
def test_places_have_a_name_and_a_country_where_it_is_told(
    text: str, places: list[tuple[str, str, str | None]], reader: Reader
):
    (annotated,) = reader.read([make_document(text)])
    found = find_places(annotated.parse, load_lexicon("en", "cues", "localities"))
    assert [(p.text, p.name, p.country) for p in found] == places
    assert all(text[p.spans[0].start : p.spans[0].end] == p.text for p in found)
