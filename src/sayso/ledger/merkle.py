"""Merkle trees over the hash chain, after RFC 6962 (2.1): one root for many entries, and the paths to it.

Below `runs` and `verify`. Invariant: leaves and nodes are hashed with different prefixes and nothing is repeated, so
that a root belongs to one sequence of entries alone.
"""

import hashlib
from collections.abc import Iterable, Sequence

__all__ = ["fold", "leaf", "leaves_of", "path", "root_of"]

_NODE = hashlib.sha256(b"\1")

Step = tuple[str, str]
"""One step of a path: on which side the other half stands, `left` or `right`, and its hash in hexadecimal."""


def leaf(chain: str) -> bytes:
    """The leaf of an entry, over its chain hash, which is over all that the entry says and all before it."""
    return leaves_of([chain])


def leaves_of(chains: Iterable[str]) -> bytes:
    """The leaves of entries, one after another."""
    begun = hashlib.sha256
    return b"".join([begun(b"\0" + chain.encode("utf-8", "surrogateescape")).digest() for chain in chains])


def root_of(leaves: Iterable[bytes]) -> str:
    """`m1:…` over leaves in order."""
    level, begun = list(leaves), hashlib.sha256
    while len(level) > 1:
        # Two by two, and one that is left over goes up as it is: so the left half is the greatest power of two.
        above = [begun(b"\1" + left + right).digest() for left, right in zip(level[::2], level[1::2], strict=False)]
        level = above + level[len(above) * 2 :]
    return f"m1:{(level[0] if level else begun().digest()).hex()}"


def path(leaves: Sequence[bytes], index: int) -> list[Step]:
    """The steps from the leaf at `index` up to the root."""
    if len(leaves) == 1:
        return []
    half = 1 << (len(leaves) - 1).bit_length() - 1
    if index < half:
        return [*path(leaves[:half], index), ("right", _bare(leaves[half:]))]
    return [*path(leaves[half:], index - half), ("left", _bare(leaves[:half]))]


def fold(chain: str, steps: Iterable[Step]) -> str:
    """The root `m1:…` that an entry's chain hash comes to by the steps of a path."""
    here = leaf(chain)
    for side, other in steps:
        there = bytes.fromhex(other)
        here = _node(there, here) if side == "left" else _node(here, there)
    return f"m1:{here.hex()}"


def _bare(leaves: Sequence[bytes]) -> str:
    return root_of(leaves).removeprefix("m1:")


def _node(left: bytes, right: bytes) -> bytes:
    made = _NODE.copy()
    made.update(left + right)
    return made.digest()
