"""Who or what did it, told by pointing away from whoever was just named: "by another kind of weapon", "somebody else".

Beside contrasts, for `differences`. Invariant: what is pointed away from stands shortly before in the same report, as
the doer or cause of a deed of the same kind; where nothing stands there, nothing is contrasted.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import takewhile

from sayso.crossdoc.contrasts import Contrast
from sayso.crossdoc.deeds import Deed, Filler, deeds_of, load_deeds
from sayso.crossdoc.profiles import Profile
from sayso.crossdoc.slots import is_vague
from sayso.lexicon import load_lexicon
from sayso.model import Variable

__all__ = ["find_others"]

_NEAR = 800  # code points of text before, in which whoever is pointed away from is named


def find_others(sides: Mapping[str, Sequence[Profile]]) -> Iterator[Contrast]:
    """Pairs of propositions, given as id → profiles of those who affirm, ids in order, of which one says that another
    did it than the other names.
    """
    told: dict[str, list[tuple[int, str, Deed]]] = defaultdict(list)
    for ident in sorted(sides):
        for profile in sides[ident]:
            for deed in deeds_of(profile):
                told[profile.claim.document].append((profile.claim.content.start, ident, deed))
    for deeds in told.values():
        deeds.sort(key=lambda t: (t[0], t[1], t[2].profile.claim.id))
        for at, (start, ident, deed) in enumerate(deeds):
            if _points_away(_doer(deed)):
                shortly = takewhile(lambda told: start - told[0] <= _NEAR, (deeds[n] for n in range(at - 1, -1, -1)))  # noqa: B023
                before = ((i, d) for _, i, d in shortly if i != ident)
                named = next((found for found in before if _is_named(found[1], deed)), None)
                if named is not None:
                    yield _contrast((ident, deed), named)


def _doer(deed: Deed) -> Filler | None:
    return deed.agent or deed.cause


def _points_away(filler: Filler | None) -> bool:
    away = load_lexicon("en", "fillers").words("fillers", "pointing away")
    return filler is not None and not filler.names and not away.isdisjoint(filler.words)


def _is_named(deed: Deed, other: Deed) -> bool:
    """Whether a deed is of the kind of the other, and names a doer or cause."""
    filler = _doer(deed)
    named = filler is not None and not is_vague(filler) and not _points_away(filler)
    apart = deed.profile.claim.source is None or deed.profile.claim.source != other.profile.claim.source
    return named and apart and _kind(deed) == _kind(other)


def _kind(deed: Deed) -> str:
    """The family of a deed; of an effect ("caused the damage") that of the deed that its noun tells."""
    words = load_deeds()
    group = words.groups.get(deed.thing)
    return words.family[group] if deed.family == "effect" and group is not None else deed.family


def _contrast(away: tuple[str, Deed], named: tuple[str, Deed]) -> Contrast:
    low, high = sorted((away, named), key=lambda pair: pair[0])
    claims = low[1].profile.claim.id, high[1].profile.claim.id
    filler = _doer(named[1])
    why = f"another is named than {' '.join(filler.words) if filler else ''}"
    variable = Variable.AGENT if named[1].agent else Variable.CAUSE
    return Contrast(low[0], high[0], variable, claims, why, (named[1].profile.claim.id,))
