"""Denials told in other words than what they deny: that whoever is blamed was there, or that there is any trace of it.

Stands between clustering and propositions. Invariant: only a denial that names whom or what another claim blames, and
says no more than that it was not there, is put to that claim; where it fits several, it is put to none.
"""

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence

from sayso.crossdoc.amounts import Agreement, compare_times
from sayso.crossdoc.certainty import Certainty
from sayso.crossdoc.comparable import one_story
from sayso.crossdoc.deeds import Deed, deeds_of
from sayso.crossdoc.profiles import Profile
from sayso.crossdoc.slots import is_vague, willed_words
from sayso.crossdoc.stances import commitment
from sayso.crossdoc.words import Vocabulary, stem
from sayso.model import Stance

__all__ = ["join_denials"]

_PRESENT = frozenset({"be", "=show", "=see", "=find", "=prove", "happen", "involve", "exist"})
_BLAME = frozenset({"agent", "cause"})
_OF_WILL = "deliberate"
_DENIED = 0.6  # likeness of a denial and what it denies, somewhere


def join_denials(parts: Sequence[Sequence[str]], certainty: Certainty, vocabulary: Vocabulary) -> list[list[str]]:
    """The groups of claims, those that hold mere denials put to the group that blames what they deny, or to the one
    group that tells what one of them denies.
    """
    profiles = certainty.profiles
    blamed = _blamed(parts, profiles, vocabulary)
    denying = {at for at, part in enumerate(parts) if all(_denies(profiles[i], vocabulary) for i in part)}
    telling = _telling(parts, denying, profiles)
    joined: dict[int, list[int]] = defaultdict(list)
    apart = set(range(len(parts)))
    for at in sorted(denying):
        mine = [profiles[ident] for ident in parts[at]]
        found = {home for p in mine for home, deed in _targets(p, blamed) if home != at and _may_meet(p, deed)}
        found = found or {home for p in mine for home, told in _of_one_thing(p, telling) if _tells(told, p, certainty)}
        if len(found) == 1:
            joined[found.pop()].append(at)
            apart.remove(at)
    return [[*parts[at], *(i for source in joined.get(at, ()) for i in parts[source])] for at in sorted(apart)]


_Telling = Mapping[str, Sequence[tuple[int, Profile]]]


def _telling(parts: Sequence[Sequence[str]], denying: Container[int], profiles: Mapping[str, Profile]) -> _Telling:
    """Word of what they are about → the claims of the groups that hold more than denials, each with its group."""
    found: dict[str, list[tuple[int, Profile]]] = defaultdict(list)
    for at, part in enumerate(parts):
        for ident in part if at not in denying else ():
            for word in profiles[ident].core:
                found[word].append((at, profiles[ident]))
    return found


def _of_one_thing(denial: Profile, telling: _Telling) -> Iterator[tuple[int, Profile]]:
    """Each claim that is of one thing or deed with the denial, with its group."""
    return (told for word in denial.core for told in telling.get(word, ()))


def _tells(told: Profile, denial: Profile, certainty: Certainty) -> bool:
    """Whether a claim of one thing or deed with the denial surely speaks of what that says is not so."""
    return certainty.likeness(told.claim.id, denial.claim.id) >= _DENIED


def _denies(profile: Profile, vocabulary: Vocabulary) -> bool:
    """Whether the source says that what the content tells is not so."""
    own = commitment(profile.claim, vocabulary)
    return own is not Stance.DOUBTS and (own is Stance.DENIES) != profile.negative


_Blamed = Mapping[str, Sequence[tuple[int, Deed]]]


def _blamed(parts: Sequence[Sequence[str]], profiles: Mapping[str, Profile], vocabulary: Vocabulary) -> _Blamed:
    """Stem of a word → the deeds of which it is said to be the doer or the cause, each with the number of its group."""
    found: dict[str, list[tuple[int, Deed]]] = defaultdict(list)
    for at, part in enumerate(parts):
        for ident in part:
            for deed in deeds_of(profiles[ident]):
                if deed.asks & _BLAME and not _denies(profiles[ident], vocabulary):
                    for term in _terms(deed):
                        found[term].append((at, deed))
    return found


def _terms(deed: Deed) -> Iterator[str]:
    for filler in (deed.agent, deed.cause):
        if filler is not None and not is_vague(filler):
            yield stem(filler.words[-1])
    if _OF_WILL in deed.manners:
        yield _OF_WILL


def _targets(profile: Profile, blamed: _Blamed) -> Iterable[tuple[int, Deed]]:
    """The deeds whose doer or cause the denial names and says not to have been there, or not to have been at it."""
    gist = profile.claim.gist
    of = (a for a in gist.adjuncts if a[0] == "of")
    nouns = {words[-1] for words in (gist.subject, gist.object, *of) if words}
    at_work = set() if gist.object else {gist.head}
    named = {stem(w) for w in (nouns if profile.head in _PRESENT else at_work)} & blamed.keys()
    if set(gist.lemmas) & willed_words() and profile.head in _PRESENT:
        named.add(_OF_WILL)
    return [target for term in sorted(named) for target in blamed.get(term, ())]


def _may_meet(denial: Profile, deed: Deed) -> bool:
    """Whether both may speak of one story and time, and do not come from one mouth."""
    apart = compare_times(denial.time, deed.profile.time) is Agreement.DIFFERENT
    if not one_story(denial, deed.profile):
        return False
    return not apart and denial.claim.chain[-1:] != deed.profile.claim.chain[-1:]
