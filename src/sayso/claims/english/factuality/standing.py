"""What is known of a claim beside its factuality: its course, the outlet's attitude, and how each link commits to it.

Stands after a claim is put together. Invariant: the last link of a chain commits as the claim says; an outer one, who
only passes it on, commits to nothing unless the words that report it do.
"""

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Token

from sayso.claims.attribution import Attribution, Frame
from sayso.claims.english.factuality.attitudes import Attitudes, Stand
from sayso.claims.english.factuality.contents import main_predicate
from sayso.claims.english.factuality.courses import Courses
from sayso.claims.english.factuality.engine import Engine
from sayso.lexicon import Lexicon
from sayso.model import Claim, Factuality, Form, Link
from sayso.reading import Annotated

__all__ = ["Standing", "with_links"]

_OPEN = (Factuality.UNKNOWN, Factuality.NOT_CERTAIN)


class Standing:
    """The word lists of course and attitude, ready to be asked of one claim after another."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._attitudes = Attitudes(lexicon, Engine(lexicon))
        self._courses = Courses(lexicon)

    def of(self, claim: Claim, annotated: Annotated, attribution: Attribution, tokens: Sequence[Token]) -> Claim:
        """`claim` with its course, its outlet's attitude, and what the words commit whoever reports it to."""
        predicate = main_predicate(tokens)
        quoted = claim.form is Form.DIRECT or claim.own
        course = (
            self._courses.course(predicate, attribution.lemma, attribution.cue, quoted=quoted) if predicate else None
        )
        verdict = attribution.frame is Frame.VERDICT  # given by whoever reports it
        stand = self._attitudes.stand(annotated, attribution, claim.sentence)
        return replace(
            claim,
            course=course,
            attitude=stand.attitude,
            attitude_signs=stand.signs,
            chain=_reporting(claim, claim.factuality if verdict else _committed(stand, claim.factuality)),
        )


def with_links(claim: Claim) -> Claim:
    """`claim` with its own factuality on the last link of its chain, once nothing changes it any more. Where the report
    names nobody, the last link only passes the words on.
    """
    last = claim.chain[-1]
    if last.factuality is claim.factuality or (claim.source is None and claim.cue is not None):
        return claim
    return replace(claim, chain=(*claim.chain[:-1], replace(last, factuality=claim.factuality)))


def _committed(stand: Stand, factuality: Factuality) -> Factuality:
    """What whoever reports is committed to: to reveal what the source holds possible is to hold it possible."""
    if stand.commits is Factuality.CERTAIN:
        return Factuality.UNKNOWN if factuality in _OPEN else factuality
    return stand.commits


def _reporting(claim: Claim, commitment: Factuality) -> tuple[Link, ...]:
    """The chain of a claim with a commitment on the link in whose words its last one, if named, is reported."""
    at = len(claim.chain) - (1 if claim.source is None else 2)
    if commitment is Factuality.UNKNOWN or claim.cue is None or at < 0:
        return claim.chain
    return (*claim.chain[:at], replace(claim.chain[at], factuality=commitment), *claim.chain[at + 1 :])
