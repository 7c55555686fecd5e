"""What each claim does to its proposition: affirm, deny or doubt it.

Invariant: a stance follows from the source's own commitment and the polarity of the content, never from the number of
those who agree.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from sayso.crossdoc.deeds import is_kept
from sayso.crossdoc.profiles import Profile
from sayso.crossdoc.words import Vocabulary, plain_words, stem
from sayso.model import Claim, Course, Factuality, Stance

__all__ = ["commitment", "contrary", "find_relays", "judge_stances", "responses_by_target", "uncommitted"]

_UNCOMMITTED = frozenset({Factuality.NOT_PROBABLE, Factuality.NOT_POSSIBLE, Factuality.UNKNOWN})


def judge_stances(group: Sequence[Profile], vocabulary: Vocabulary) -> dict[str, Stance]:
    """Claim id → stance on what the group claims: the positive wording where anyone gives one, else the negative."""
    anchor = _anchor([p for p in group if p.claim.responds_to is None] or group)
    stances = {p.claim.id: _stance(p, anchor, vocabulary) for p in group if p.claim.responds_to is None}
    for profile in group:
        claim = profile.claim
        if claim.responds_to is not None:
            stances[claim.id] = _response(commitment(claim, vocabulary), stances.get(claim.responds_to))
    return stances


def responses_by_target(claims: Iterable[Claim]) -> dict[str, list[str]]:
    """Claim id → ids of the claims that only respond to it, in order; responses to what is not there are left out."""
    known = {c.id: c for c in claims}
    found: dict[str, list[str]] = defaultdict(list)
    for ident in sorted(known):
        target = known[ident].responds_to
        if target is not None and target in known:
            found[target].append(ident)
    return dict(found)


def _response(own: Stance, target: Stance | None) -> Stance:
    """What a response does to the proposition of the claim it answers: who denies a denial affirms, and who says for
    certain that the claim serves some end doubts it.
    """
    if own is Stance.AFFIRMS:
        return Stance.DOUBTS
    return Stance.AFFIRMS if own is Stance.DENIES and target is Stance.DENIES else own


def contrary(one: Profile, other: Profile) -> bool:
    """Whether two contents are of opposite polarity: one negated, or a word of one the contrary of the other's.

    That a thing was not moved is no contrary of its having been fastened, and that nobody has looked since May is none
    of a look in May.
    """
    if (is_kept(one) and is_kept(other)) or _last(one, other) or _last(other, one):
        return False
    return (one.negative != other.negative) != _opposed(one, other)


def _last(denied: Profile, other: Profile) -> bool:
    """Whether one content says of a time since when a thing has not been done, and the other that it was done then or
    before.
    """
    bounded = denied.negative and not other.negative and {"since", "after"} & denied.adjuncts.keys()
    mine, theirs = denied.time, other.time
    if not bounded or mine is None or theirs is None or mine.first is None or theirs.first is None:
        return False
    return theirs.first <= mine.first


def uncommitted(claim: Claim, vocabulary: Vocabulary) -> bool:
    """Whether a source neither affirms, denies nor doubts its content, as one who declines to say why it is so or does
    not answer questions about it, or an outlet that leaves open whether it is; who sets a condition affirms what stands
    on it, and hearsay what it tells.
    """
    cues = vocabulary.disputing | vocabulary.doubting
    hearsay = claim.source is None and claim.cue is not None
    against = _cued(claim, cues) and not _cued(claim, vocabulary.answering)
    leaves_open = claim.factuality is Factuality.UNKNOWN and claim.course is not Course.CONDITIONAL
    return leaves_open and not hearsay and not against


def commitment(claim: Claim, vocabulary: Vocabulary) -> Stance:
    """The source's stance on its own content."""
    if claim.factuality is Factuality.UNKNOWN and _cued(claim, vocabulary.disputing):
        return Stance.DENIES
    said = claim.source is None or claim.course is Course.CONDITIONAL  # who sets a condition affirms what stands on it
    if claim.factuality is Factuality.UNKNOWN and said and not _cued(claim, vocabulary.doubting):
        return Stance.AFFIRMS
    if claim.factuality in _UNCOMMITTED or (
        claim.factuality is Factuality.POSSIBLE and _cued(claim, vocabulary.doubting)
    ):
        return Stance.DOUBTS
    if claim.factuality is Factuality.NOT_CERTAIN:
        return Stance.DENIES
    doubtful = _says_doubtful(claim, vocabulary) or _told_doubtfully(claim, vocabulary)
    return Stance.DOUBTS if doubtful else Stance.AFFIRMS


def _says_doubtful(claim: Claim, vocabulary: Vocabulary) -> bool:
    """Whether the doubt is part of the content: "it was doubtful that …", "he had doubts about …"."""
    gist = claim.gist
    return not gist.negated and bool({gist.head, *gist.object} & vocabulary.doubting)


def _told_doubtfully(claim: Claim, vocabulary: Vocabulary) -> bool:
    """Whether the sentence around the content has a phrase of doubt: "he finds it hard to believe that …"."""
    if claim.cue is None or claim.source is None:
        return False
    around = f" {' '.join(claim.gist.about)} "
    phrases = (p.split() for p in vocabulary.doubting if " " in p)
    said = (" ".join(w for w in phrase if w not in vocabulary.function) for phrase in phrases)
    return any(f" {phrase} " in around for phrase in said if " " in phrase)


def find_relays(claims: Sequence[Claim]) -> frozenset[str]:
    """Ids of claims that only say that another claims it: their content is for the most part that claim, cue and all.

    Who denies or doubts such a content is no relay: the denial is of what the other claims.
    """
    by_document: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        by_document[claim.document].append(claim)
    return frozenset(
        outer.id
        for group in by_document.values()
        for outer in group
        if outer.source is not None and outer.factuality is Factuality.CERTAIN
        if any(inner.id != outer.id and _holds(outer, inner) for inner in group)
    )


def _holds(outer: Claim, inner: Claim) -> bool:
    if inner.cue is None or not all(any(o.holds(c) for o in outer.content.spans) for c in inner.cue.spans):
        return False
    held = all(any(o.holds(c) for o in outer.content.spans) for c in inner.content.spans)
    return held and 2 * _length(inner) >= _length(outer)


def _length(claim: Claim) -> int:
    return sum(end - start for start, end in claim.content.spans)


def _anchor(group: Sequence[Profile]) -> Profile:
    """The content against which the others are measured: not negated if possible, the fullest of those."""
    return min(group, key=lambda p: (p.negative, bool(p.opposite), -p.size, p.claim.id))


def _stance(profile: Profile, anchor: Profile, vocabulary: Vocabulary) -> Stance:
    own = commitment(profile.claim, vocabulary)
    if own is Stance.DOUBTS or not contrary(profile, anchor):
        return own
    return Stance.DENIES if own is Stance.AFFIRMS else Stance.AFFIRMS


def _opposed(one: Profile, other: Profile) -> bool:
    """Whether the predicate of one means the contrary of what the other says; of its other words none does so."""
    shared = {one.head, other.head} & one.said.keys() & other.said.keys()
    return sum((t in one.opposite) != (t in other.opposite) for t in shared) % 2 == 1


def _cued(claim: Claim, listed: frozenset[str]) -> bool:
    """Whether the claim's cue has one of the listed words, or a form of one, or one of the listed phrases."""
    if claim.cue is None:
        return False
    cue = claim.cue.text.lower()
    stems = {stem(w) for w in listed}
    return any(phrase in cue for phrase in listed if " " in phrase) or any(stem(w) in stems for w in plain_words(cue))
