"""Sources that are nobody, and those that only look so."""

import pytest

from sayso.claims.english.factuality.nobody import is_nobody
from sayso.reading import Reader
from tests.claims.cases import make_document


@pytest.mark.parametrize(
    ("source", "nobody"),
    [
        ("Nobody", True),
        ("No one", True),
        ("No evidence", True),
        ("None of the divers", True),
        ("Neither the mayor nor the clerk", True),
        ("Not a single diver", True),
        ("Not only the clerk", False),
        ("No fewer than three divers", False),
        ("Nora Marr", False),
        ("The clerk with no name", False),
    ],
)
def test_nobody_is_told_from_somebody(reader: Reader, source: str, nobody: bool):
    (annotated,) = reader.read([make_document(f"{source} said that the hull was torn.")])
    words = len(source.split())
    assert is_nobody(list(annotated.parse[:words])) is nobody
