"""Nodes put together step by step, with the reasons.

Used to trace origins. Invariant: what is once together stays together, and the name of a set is one of its nodes.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping

__all__ = ["Unions"]


class Unions:
    """Disjoint sets of nodes; each set knows its weight (the claims of its nodes) and why its nodes are one."""

    def __init__(self, weights: Mapping[str, int]) -> None:
        self._parent = {node: node for node in weights}
        self._weight = dict(weights)
        self._whys: dict[str, list[str]] = defaultdict(list)

    def find(self, node: str) -> str:
        """The node that its set goes by."""
        top = node
        while self._parent[top] != top:
            top = self._parent[top]
        while self._parent[node] != top:
            self._parent[node], node = top, self._parent[node]
        return top

    def unite(self, one: str, other: str, why: str) -> None:
        """Puts the set of `other` into that of `one`; nothing happens, and no reason is kept, where they are one."""
        kept, gone = self.find(one), self.find(other)
        if kept == gone:
            return
        self._parent[gone] = kept
        self._weight[kept] += self._weight[gone]
        self._whys[kept] += [*self._whys.pop(gone, []), why]

    def unite_all(self, nodes: Iterable[str], why: str) -> None:
        """Puts all `nodes` together."""
        first, *others = [*nodes] or [""]
        for other in others:
            self.unite(first, other, why)

    def largest(self, nodes: Iterable[str], besides: str | None = None) -> str | None:
        """Of `nodes` the one whose set has most claims, that of `besides` left out; None where there is no other."""
        mine = {self.find(besides)} if besides is not None else set[str]()
        tops = {self.find(node) for node in nodes} - mine
        return min(tops, key=lambda top: (-self._weight[top], top), default=None)

    def whys(self, node: str) -> list[str]:
        """The reasons of its set, each once, in the order in which they were found."""
        return list(dict.fromkeys(self._whys.get(self.find(node), ())))
