"""What one source expects by a day, against what another says has come already: "is to open by May", "has opened".

Beside contrasts, for `differences`. Invariant: what was expected first and came later stands against nothing; only
where the order of the two is not known, or turned round, is there a question when.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from sayso.crossdoc.comparable import one_story
from sayso.crossdoc.contrasts import Contrast
from sayso.crossdoc.profiles import Profile
from sayso.model import Course, Variable

__all__ = ["find_plans"]

_TELLING = 0.3  # weight of a term below which sharing it says nothing
_WEAK = frozenset({"", "be", "have", "say", "do", "make", "take", "go", "get", "happen"})


def find_plans(sides: Mapping[str, Sequence[Profile]]) -> Iterator[Contrast]:
    """Pairs of propositions, given as id → profiles of those who affirm, ids in order: one says by when a thing is to
    come, the other that it has come.
    """
    expected, come = _by_predicate(sides)
    for head, plans in sorted(expected.items()):
        for one, plan in plans:
            found = ((i, p) for i, p in come.get(head, ()) if i != one and _of_one_thing(plan, p))
            other, done = next(found, (None, None))
            if other is not None and done is not None:
                low, high = sorted(((one, plan), (other, done)), key=lambda pair: pair[0])
                claims = low[1].claim.id, high[1].claim.id
                why = "expected by a day, and said to have come"
                yield Contrast(low[0], high[0], Variable.TIME, claims, why, (done.claim.id, plan.claim.id))


_Told = dict[str, list[tuple[str, Profile]]]


def _by_predicate(sides: Mapping[str, Sequence[Profile]]) -> tuple[_Told, _Told]:
    """By the term of the predicate: what is to come by a day, and what has come."""
    expected, come = defaultdict(list), defaultdict(list)
    for ident in sorted(sides):
        for profile in sides[ident]:
            if profile.head in _WEAK or profile.negative:
                continue
            if _is_dated_plan(profile):
                expected[profile.head].append((ident, profile))
            elif profile.claim.course is Course.PAST and not profile.claim.gist.planned:
                come[profile.head].append((ident, profile))
    return expected, come


def _is_dated_plan(profile: Profile) -> bool:
    dated = profile.time is not None and profile.time.last is not None
    return dated and profile.claim.gist.planned and profile.claim.course is Course.PLANNED


def _of_one_thing(plan: Profile, done: Profile) -> bool:
    """Whether both speak of one thing, and of what it does the same: a predicate alone is too little."""
    if not one_story(plan, done):
        return False
    things = plan.subject & done.subject or (plan.subject & done.said.keys()) or (done.subject & plan.said.keys())
    done_to = plan.object & done.object
    both = bool(things) and (bool(done_to) or not plan.object or not done.object)
    return both and any(min(plan.said.get(t, 0.0), done.said.get(t, 0.0)) >= _TELLING for t in things | done_to)
