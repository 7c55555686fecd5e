"""Which claims are worth comparing: an index of terms, read from the rarest term on and no further than a fixed budget.

Used by `sayso.crossdoc.pairs`. Invariant: what finding the partners of one claim costs does not grow with the number of
claims, once the budget is reached; and partners depend on what is indexed, not on the order in which it came.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice

from sayso.crossdoc.affairs import Affair, one_affair
from sayso.crossdoc.profiles import Profile

__all__ = ["Candidates", "candidate_pairs"]

_PARTNERS = 40  # candidates kept a claim
_BUDGET = 2000
_AROUND = 0.4  # what a term of a claim's surroundings counts against one of its own


class Candidates:
    """Claims by the terms that they say; `budget` is how many of their places are read for one claim."""

    def __init__(self, profiles: Iterable[Profile] = (), budget: int = _BUDGET) -> None:
        self._budget = budget
        self._claims: dict[str, list[str]] = defaultdict(list)
        self._reports: dict[str, tuple[str, Affair]] = {}
        self._near: tuple[str, dict[str, bool]] = ("", {})  # of the report last asked for, which others are near
        for profile in profiles:
            self.add(profile)

    def add(self, profile: Profile) -> None:
        """Index one more claim."""
        self._reports[profile.claim.id] = (profile.claim.document, profile.affair)
        for term in profile.said:
            self._claims[term].append(profile.claim.id)

    def partners(self, profile: Profile) -> list[str]:
        """Ids of the claims of one affair with it that share most of the claim's weight in terms that few have, the
        likest first.
        """
        found: dict[str, float] = defaultdict(float)
        for term, weight in self._affordable(profile):
            for ident in self._claims[term]:
                found[ident] += weight
        found.pop(profile.claim.id, None)
        if self._near[0] != profile.claim.document:
            self._near = (profile.claim.document, {profile.claim.document: True})
        near = self._near[1]
        ranked = sorted(found, key=lambda ident: (-round(found[ident], 9), ident))
        return list(islice((ident for ident in ranked if self._is_near(ident, profile, near)), _PARTNERS))

    def _is_near(self, ident: str, profile: Profile, near: dict[str, bool]) -> bool:
        """Whether a claim's report may be of one affair with that of the profile; `near` remembers it by report."""
        document, affair = self._reports[ident]
        if document not in near:
            near[document] = one_affair(profile.affair, affair)
        return near[document]

    def _affordable(self, profile: Profile) -> Iterator[tuple[str, float]]:
        """Terms with their weights, rarest first, as long as the budget lasts."""
        weights = {**{t: w * _AROUND for t, w in profile.around.items()}, **profile.said}
        spent = 0
        for term in sorted(weights.keys() & self._claims.keys(), key=lambda t: (len(self._claims[t]), t)):
            spent += len(self._claims[term])
            if spent > self._budget:
                return
            yield term, weights[term]


def candidate_pairs(profiles: Mapping[str, Profile]) -> Iterator[tuple[str, str]]:
    """Pairs of each claim and its partners, every pair once, ids in order within it."""
    index = Candidates(profiles.values())
    seen = set()
    for ident in sorted(profiles, key=lambda i: (profiles[i].claim.document, i)):
        for partner in index.partners(profiles[ident]):
            pair = (ident, partner) if ident < partner else (partner, ident)
            if pair not in seen:
                seen.add(pair)
                yield pair
