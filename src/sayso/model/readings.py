"""One reading of a report by one version of the program, and what it found otherwise than older ones.

Invariant: it is told of each claim apart, by id; what was found the same is not told.
"""

from dataclasses import dataclass

__all__ = ["Reading"]


@dataclass(frozen=True, slots=True)
class Reading:
    """What a program found in a report that no older one had found, what otherwise, and what no longer."""

    document: str
    program: str
    at: str
    whole: bool
    again: bool
    new: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    dropped: tuple[str, ...] = ()
