"""What has to be beaten: a desk's word list of denial and doubt, looked up around an event, with no grammar.

Invariant: a word of denial goes before a word of doubt, and without either an event is certain.
"""

from collections.abc import Iterable

from spacy.tokens import Token

from sayso.claims.english.factuality.weighing import Belief

__all__ = ["Judgement", "by_governor", "by_governor_as_happened", "by_sentence"]

Judgement = tuple[Belief, float]

_DENIAL = """
not n't never no nobody nothing none neither nor without cannot fail fails failed deny denies denied denying refuse
refuses refused unable prevent prevents prevented avoid avoided
"""
_DOUBT = """
may might could can would should will shall must 'll 'd wo if unless whether perhaps maybe possibly probably likely
unlikely expect expects expected plan plans planned want wants wanted hope hopes hoped believe believes believed think
thinks thought suggest suggests suggested try tries tried ask asks asked order allegedly reportedly apparently possible
seek seeks sought intend intends intended propose proposed threaten threatened ?
"""
_DENYING, _DOUBTING = frozenset(_DENIAL.split()), frozenset(_DOUBT.split())


def by_sentence(event: Token) -> Judgement:
    """By the words of the whole sentence."""
    return _judged(t.lower_ for t in event.sent)


def by_governor(event: Token) -> Judgement:
    """By the words that hang on the event, the word it hangs on, and what stands before that."""
    before = (c for c in event.head.children if c.i < event.head.i)
    return _judged(t.lower_ for t in (*event.children, event.head, *before))


def by_governor_as_happened(event: Token) -> Judgement:
    """The same, for those who ask whether it happened: what is in doubt, or still to come, has not."""
    belief, level = by_governor(event)
    return (Belief.CERTAINLY_NOT, -3.0) if belief is Belief.UNSURE else (belief, level)


def _judged(words: Iterable[str]) -> Judgement:
    found = set(words)
    if found & _DENYING:
        return Belief.CERTAINLY_NOT, -3.0
    return (Belief.UNSURE, 0.0) if found & _DOUBTING else (Belief.CERTAINLY, 3.0)
