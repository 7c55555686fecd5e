"""Which finds of a hedge's words are hedges."""

import pytest

from sayso.claims.english.commitment import Commitment
from sayso.lexicon import load_lexicon
from sayso.model import Span
from sayso.reading import Reader
from tests.claims.cases import make_document

COMMITMENT = Commitment(
    load_lexicon("en", "commitment", "evidence", "factuality", "hedges", "responses", "veridicality")
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The pumps may fail in May.", ["may"]),
        ("They spoke about the leak for about an hour.", ["about"]),
        ("Some boats sank around the pier, some forty of them.", ["some"]),
        ("Roughly ten boats sank.", ["Roughly"]),
        ("The military might of the island is small.", []),
        ("The clerk reported the leak.", []),
        ("The pilot could see the gate.", []),
        ("Divers could not find the leak.", []),
        ("Divers could find the leak.", ["could"]),
        ("A leak could not be ruled out.", ["could not be ruled out"]),
        ("The reported leak was small.", ["reported"]),
        ("The likely winner was glad.", []),
        ("The winner was likely glad.", ["likely"]),
        ("Nearly all boats sank.", ["Nearly"]),
        ("Ten boats or so sank.", ["or so"]),
        ("About a dozen boats sank.", ["About"]),
    ],
)
def test_only_what_weakens_is_a_hedge(text: str, expected: list[str], reader: Reader):
    (annotated,) = reader.read([make_document(text)])
    found = COMMITMENT.hedges(text, [Span(0, len(text))], [t for t in annotated.parse if not t.is_space])
    assert [words.text for words in found] == expected
