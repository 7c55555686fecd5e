"""Annotated text in, claims out: the floor between reading and everything that compares. One folder a language."""

from functools import cache

from sayso.claims.english.corrected import Places
from sayso.claims.english.extract import EnglishExtractor
from sayso.claims.english.finding import SURE_ENOUGH
from sayso.model import Claim
from sayso.reading import Annotated

__all__ = ["Places", "correct_claim", "extract_claims"]


@cache
def _english() -> EnglishExtractor:
    return EnglishExtractor()


def extract_claims(annotated: Annotated, *, least: float | None = None, apart: bool = False) -> tuple[Claim, ...]:
    """All claims of a document in order of their places, the outlet's own assertions (`claim.own`) included.

    `least` is the confidence (0 to 1) that an attributed claim must have; left out, one that finds most of them without
    erring much. `apart` makes each assertion of a content ("that A and that B") a claim of its own, as comparing wants.
    """
    if not len(annotated.parse):
        return ()
    return _english().extract(annotated, SURE_ENOUGH if least is None else least, apart=apart)


def correct_claim(annotated: Annotated, claim: Claim, places: Places) -> Claim:
    """One of a document's claims as a person says that it is: its words at `places`, the rest read anew from them."""
    return _english().correct(annotated, claim, places)
