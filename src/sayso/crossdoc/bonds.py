"""Claims that people put together or keep apart, put in force over the groups that the machine made.

Pairs of claims are what is kept, not names of propositions: these change with every claim that is added.
Invariant: no two claims that a decision keeps apart end in one group; a decision that a newer one contradicts gives way
only where it does.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sayso.crossdoc.unions import Unions

__all__ = ["UNBOUND", "Bond", "Sets", "arrange"]


@dataclass(frozen=True, slots=True)
class Bond:
    """All these claims are of one proposition (`apart` empty), or none of them is of that of any in `apart`."""

    claims: tuple[str, ...]
    apart: tuple[str, ...] = ()


def arrange(
    groups: Iterable[Sequence[str]], sets: "Sets", likeness: Mapping[tuple[str, str], float]
) -> list[list[str]]:
    """The groups of claims, each joined and parted as `sets` say.

    A claim that none of them names stays with those of its group, and where these are parted with the likest of them.
    """
    if not sets:
        return [list(group) for group in groups]
    blocks = _blocks(groups, sets)
    return [part for block in blocks for part in _divided(block, sets, likeness)]


class Sets:
    """Claims that are together by decision, as sets named by their first claim; each knows its foes. Of the bonds, the
    newest first, each counts as far as none before it says otherwise.
    """

    def __init__(self, bonds: Iterable[Bond]) -> None:
        self._top: dict[str, str] = {}
        self._foes: dict[str, set[str]] = {}
        for bond in bonds:
            if bond.apart:
                self._part(bond)
            else:
                self._join(bond)

    def __bool__(self) -> bool:
        return bool(self._top or self._foes)

    def together(self, one: str, other: str) -> bool:
        """Whether two claims were put together, or are one."""
        return self.top(one) == self.top(other)

    def top(self, claim: str) -> str:
        """The claim by which the set of this one goes."""
        top = claim
        while top in self._top:
            top = self._top[top]
        while claim != top:
            self._top[claim], claim = top, self._top[claim]
        return top

    def foes(self, claim: str) -> set[str]:
        """The sets from which that of this claim is kept apart."""
        return {self.top(foe) for foe in self._foes.get(self.top(claim), ())}

    def _part(self, bond: Bond) -> None:
        for one in bond.claims:
            for other in bond.apart:
                mine, theirs = self.top(one), self.top(other)
                if mine != theirs:
                    self._foes.setdefault(mine, set()).add(theirs)
                    self._foes.setdefault(theirs, set()).add(mine)

    def _join(self, bond: Bond) -> None:
        """Puts each claim to the first of those before it that it may be with."""
        tops: list[str] = []
        for claim in bond.claims:
            home = next((top for top in map(self.top, tops) if top not in self.foes(claim)), None)
            if home is None:
                tops.append(claim)
            elif home != self.top(claim):
                self._unite(home, self.top(claim))

    def _unite(self, one: str, other: str) -> None:
        kept, gone = sorted((one, other))
        self._top[gone] = kept
        self._foes.setdefault(kept, set()).update(self._foes.pop(gone, ()))


UNBOUND = Sets(())


def _blocks(groups: Iterable[Sequence[str]], sets: Sets) -> list[dict[str, int]]:
    """The claims, each with the number of its group, in blocks of groups that share a set, in order of their last."""
    numbered = {str(number): group for number, group in enumerate(groups)}
    unions = Unions(dict.fromkeys(numbered, 0))
    first: dict[str, str] = {}
    for number, group in numbered.items():
        for claim in group:
            unions.unite(number, first.setdefault(sets.top(claim), number), "they share a set")
    last = {unions.find(number): at for at, number in enumerate(numbered)}
    blocks: dict[str, dict[str, int]] = {number: {} for number in sorted(last, key=last.__getitem__)}
    for at, (number, group) in enumerate(numbered.items()):
        blocks[unions.find(number)] |= dict.fromkeys(group, at)
    return [block for block in blocks.values() if block]


def _divided(block: Mapping[str, int], sets: Sets, likeness: Mapping[tuple[str, str], float]) -> list[list[str]]:
    """The claims of a block in parts that keep all foes apart: first whoever has foes, then the rest, likest first."""
    units: dict[str, list[str]] = {}
    for claim in sorted(block):
        units.setdefault(sets.top(claim), []).append(claim)
    foes = {top: sets.foes(top) & units.keys() for top in units}
    if not any(foes.values()):
        return [sorted(block)]
    parts: list[list[str]] = []
    for top in sorted((top for top in units if foes[top]), key=lambda top: (-len(foes[top]), top)):
        hostile = {claim for foe in foes[top] for claim in units[foe]}
        free = [part for part in parts if hostile.isdisjoint(part) and _nearness(units[top], part, block, likeness)[0]]
        best = max(free, key=lambda part: _nearness(units[top], part, block, likeness), default=None)
        _place(units[top], best, parts)
    left = [top for top in units if not foes[top]]
    near = {top: [_nearness(units[top], part, block, likeness) for part in parts] for top in left}
    while left:
        top, at = max(
            ((top, at) for top in left for at in range(len(parts))), key=lambda place: near[place[0]][place[1]]
        )
        _place(units[top], parts[at], parts)
        left.remove(top)
        for other in left:  # of the parts only this one has come nearer to any of them
            near[other][at] = _nearer(near[other][at], _nearness(units[other], units[top], block, likeness))
    return sorted(sorted(part) for part in parts)


def _nearer(one: tuple[bool, float], other: tuple[bool, float]) -> tuple[bool, float]:
    return one[0] or other[0], max(one[1], other[1])


def _place(unit: Sequence[str], part: list[str] | None, parts: list[list[str]]) -> None:
    if part is None:
        parts.append([*unit])
    else:
        part += unit


def _nearness(
    unit: Sequence[str], part: Sequence[str], homes: Mapping[str, int], likeness: Mapping[tuple[str, str], float]
) -> tuple[bool, float]:
    """Whether the machine had some of both in one group, and how alike the likest two of them are."""
    pairs = [(min(one, other), max(one, other)) for one in unit for other in part]
    together = not {homes[claim] for claim in unit}.isdisjoint(homes[claim] for claim in part)
    return together, max((likeness.get(pair, 0.0) for pair in pairs), default=0.0)
