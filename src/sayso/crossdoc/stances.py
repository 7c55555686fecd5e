"""What each claim does to its proposition: affirm, deny or doubt it.

Invariant: a stance follows from the source's own commitment and the polarity of the content, never from the number of
those who agree.
"""

from collections.abc import Sequence

from sayso.crossdoc.profiles import Profile
from sayso.crossdoc.words import Vocabulary, plain_words, stem
from sayso.model import Claim, Factuality, Stance

__all__ = ["commitment", "contrary", "judge_stances"]

_DOUBTS = frozenset({Factuality.NOT_PROBABLE, Factuality.NOT_POSSIBLE})
_OPEN = frozenset({Factuality.POSSIBLE, Factuality.UNKNOWN})


def judge_stances(group: Sequence[Profile], vocabulary: Vocabulary) -> dict[str, Stance]:
    """Claim id → stance on what the group claims: the positive wording where anyone gives one, else the negative."""
    anchor = _anchor(group)
    return {p.claim.id: _stance(p, anchor, vocabulary) for p in group}


def contrary(one: Profile, other: Profile) -> bool:
    """Whether two contents are of opposite polarity: one negated, or a word of one the contrary of the other's."""
    return (one.negative != other.negative) != _opposed(one, other)


def commitment(claim: Claim, vocabulary: Vocabulary) -> Stance:
    """The source's stance on its own content."""
    if claim.factuality in _DOUBTS or (claim.factuality in _OPEN and _doubts(claim, vocabulary)):
        return Stance.DOUBTS
    return Stance.DENIES if claim.factuality is Factuality.NOT_CERTAIN else Stance.AFFIRMS


def _anchor(group: Sequence[Profile]) -> Profile:
    """The content against which the others are measured: not negated if possible, the fullest of those."""
    return min(group, key=lambda p: (p.negative, bool(p.opposite), -p.size, p.claim.id))


def _stance(profile: Profile, anchor: Profile, vocabulary: Vocabulary) -> Stance:
    own = commitment(profile.claim, vocabulary)
    if own is Stance.DOUBTS or not contrary(profile, anchor):
        return own
    return Stance.DENIES if own is Stance.AFFIRMS else Stance.AFFIRMS


def _opposed(one: Profile, other: Profile) -> bool:
    shared = one.said.keys() & other.said.keys()
    return sum((t in one.opposite) != (t in other.opposite) for t in shared) % 2 == 1


def _doubts(claim: Claim, vocabulary: Vocabulary) -> bool:
    if claim.cue is None:
        return False
    cue = claim.cue.text.lower()
    words = plain_words(cue)
    stems = {stem(w) for w in vocabulary.doubting}
    return any(phrase in cue for phrase in vocabulary.doubting if " " in phrase) or any(stem(w) in stems for w in words)
