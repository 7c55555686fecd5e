"""From a text to its claims in one step."""

from collections.abc import Callable

import pytest

from sayso.claims import extract_claims
from sayso.model import Claim
from sayso.reading import Reader
from tests.claims.cases import make_document

Claims = Callable[..., tuple[Claim, ...]]


@pytest.fixture(scope="session")
def claims_of(reader: Reader) -> Claims:
    """Gives all claims of a text; outlet, published and so on as keywords."""

    def extract(text: str, **known: str) -> tuple[Claim, ...]:
        return extract_claims(*reader.read([make_document(text, **known)]))

    return extract


@pytest.fixture(scope="session")
def attributed(claims_of: Claims) -> Claims:
    """Gives the claims of a text that are not its outlet's own."""
    return lambda text, **known: tuple(claim for claim in claims_of(text, **known) if not claim.own)
