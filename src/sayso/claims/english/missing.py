"""Signs that were missed: who heard no explosion doubts the attack that somebody told of just before.

Called by `responses`. Invariant: only a trace that those nearby would have heard or seen counts, and only against the
last claim before it that tells, as a fact, of what leaves such traces.
"""

from collections.abc import Iterable, Mapping, Sequence

from spacy.tokens import Token

from sayso.claims.attribution import tokens_in
from sayso.lexicon import Lexicon
from sayso.model import Claim
from sayso.reading import Annotated

__all__ = ["Signs", "find_missed"]

_LITTLE = frozenset({"any", "a", "an"})


class Signs:
    """Nouns for the traces of deeds, with the words that tell of those deeds, and words for sensing."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.of: Mapping[str, str] = lexicon.trait("responses", "of")
        self.sensing = lexicon.words("responses", "sensing")


def find_missed(annotated: Annotated, claim: Claim, earlier: Iterable[Claim], signs: Signs) -> Claim | None:
    """Of `earlier` claims, the nearest first, the one whose trace this claim says that its source missed."""
    missed = _missed(tokens_in(annotated.parse, claim.content.spans), signs)
    deeds = set(signs.of[missed.lemma_.lower()].split()) if missed is not None else set()
    for other in earlier if deeds else ():
        told = tokens_in(annotated.parse, other.content.spans)
        if deeds & {t.lemma_.lower() for t in told}:
            denied = other.factuality.denied or other.gist.negated or _missed(told, signs) is not None
            mine, theirs = claim.source, other.source
            own = mine is not None and theirs is not None and mine.name == theirs.name
            return None if denied or own else other
    return None


def _missed(tokens: Sequence[Token], signs: Signs) -> Token | None:
    """The sign in "heard no explosions", "did not see any smoke", "no sign of a fire"."""
    for token in tokens:
        if token.pos_ == "NOUN" and token.lemma_.lower() in signs.of:
            governor = token.head.head if token.head.pos_ == "ADP" else token.head
            sensed = governor.lemma_.lower() in signs.sensing
            marks = {c.lower_ for c in token.children if c.dep_ in ("det", "neg")}
            if sensed and ("no" in marks or (_is_negated(governor) and (not marks or marks & _LITTLE))):
                return token
    return None


def _is_negated(governor: Token) -> bool:
    return any(c.dep_ == "neg" or c.lower_ in ("no", "nobody") for c in governor.children)
