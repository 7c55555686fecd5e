"""Verbs that share a clause: "first denied and on Friday admitted that the pumps were off" is a denial and an
admission, "neither confirmed nor denied" is no commitment at all.

Stands last among the finds, once statements that are told twice are told once. Invariant: what is added shares source
and content with a find beside it, and commits its source otherwise: the same commitment twice would be one statement.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Token

from sayso.claims.attribution import Attribution, tokens_in
from sayso.model import Factuality

__all__ = ["share_clauses"]

_OF_ITS_OWN = frozenset({"dobj", "ccomp", "xcomp", "attr", "acomp", "oprd", "dative", "nsubj", "nsubjpass"})
_BESIDE = frozenset({"aux", "neg", "preconj"})


def share_clauses(
    found: Sequence[Attribution], telling: frozenset[str], commitment: Callable[[Attribution], Factuality]
) -> list[Attribution]:
    """`found`, in order of their cues, with those whose verb is coordinated with a cue and has no content of its own.

    `telling` are the lemmas of verbs of speech, showing, belief and denial.
    """
    found = [_with_nor(one) for one in found]
    taken = {token.i for one in found for token in one.cue}
    shared = [
        other
        for one in found
        for other in _sharing(one, telling)
        if taken.isdisjoint(t.i for t in other.cue) and commitment(other) is not commitment(one)
    ]
    return sorted((*found, *shared), key=lambda one: min(t.i for t in one.cue))


def _with_nor(one: Attribution) -> Attribution:
    """With the "nor" before a verb as part of its cue."""
    verb = _verb(one)
    before = verb.doc[verb.i - 1] if verb is not None and verb.i else None
    if before is None or before.lower_ != "nor" or before in one.cue:
        return one
    return replace(one, cue=(before, *one.cue))


def _verb(one: Attribution) -> Token | None:
    """The main word of a cue, where it is a verb."""
    return next((t for t in one.cue if t.pos_ == "VERB" and t.lemma_.lower() == one.lemma), None)


def _sharing(one: Attribution, telling: frozenset[str]) -> Iterator[Attribution]:
    """The same source and content under the verbs before its own that share them."""
    verb = _verb(one)
    content = tokens_in(verb.doc, one.content) if verb is not None else []
    if verb is None or not one.source or not content or content[0].i < verb.i:
        return
    for other in verb.conjuncts:
        if other.i < verb.i and other.lemma_.lower() in telling and _shares(other, verb, one.source):
            cue = (*(c for c in other.lefts if c.dep_ in _BESIDE), other)
            yield replace(one, lemma=other.lemma_.lower(), cue=cue)


def _shares(other: Token, verb: Token, source: Sequence[Token]) -> bool:
    """Whether `other` has no object or clause of its own, and the two no subject but the source between them."""
    own = [c for c in other.rights if c.dep_ in _OF_ITS_OWN]
    subjects = [c for c in verb.lefts if c.dep_ in ("nsubj", "nsubjpass") and c.i > other.i]
    return not own and not subjects and source[-1].i < other.i
