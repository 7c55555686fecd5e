"""Where nobody commits to what is told: a source that is nothing, and a report by nobody named that is turned down.

Stands beside the cue, which says how far a source commits that there is. Invariant: a source that is somebody is never
taken for nobody.
"""

from collections.abc import Collection, Sequence

from spacy.tokens import Token

from sayso.claims.attribution import Attribution, Frame

__all__ = ["is_nobody", "is_turned_down"]

_NOBODY = frozenset({"nobody", "none", "nothing", "neither"})
_NO = frozenset({"no", "neither", "not"})
_EVEN_SO = frozenset({"only", "just", "merely", "least", "fewer", "less"})  # "not only the clerk" is the clerk


def is_nobody(source: Sequence[Token]) -> bool:
    """Whether a source is none: "nothing", "no evidence", "none of the divers", "neither the mayor nor the clerk"."""
    words = [t for t in source if not t.is_space]
    first = words[0] if words else None
    if first is None or (len(words) > 1 and words[1].lower_ in _EVEN_SO):
        return False
    if first.lower_ in _NOBODY or (first.lower_ == "no" and len(words) > 1 and words[1].lower_ == "one"):
        return True
    denied = first.lower_ in _NO and first.dep_ in ("det", "preconj", "neg")
    return denied and not first.head.like_num and first.head in words


def is_turned_down(attribution: Attribution, turning: Collection[str]) -> bool:
    """Whether it is a report by nobody in particular that somebody denies or doubts, by a word of `turning`: "rejected
    the charge that", so that the text leaves open whether anybody affirms it.
    """
    if attribution.frame is not Frame.NOUN or attribution.source:
        return False
    noun = attribution.cue[-1]
    governor = noun.head.head if noun.head.pos_ == "ADP" else noun.head
    return noun.dep_ in ("dobj", "pobj", "nsubjpass") and governor.lemma_.lower() in turning
