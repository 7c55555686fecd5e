"""Annotated text in, claims out: the floor between reading and everything that compares. One folder a language."""

from functools import cache

from sayso.claims.english.extract import EnglishExtractor
from sayso.model import Claim
from sayso.reading import Annotated

__all__ = ["extract_claims"]


@cache
def _english() -> EnglishExtractor:
    return EnglishExtractor()


def extract_claims(annotated: Annotated) -> tuple[Claim, ...]:
    """All claims of a document in order of their places, the outlet's own assertions (`claim.own`) included."""
    return _english().extract(annotated) if len(annotated.parse) else ()
