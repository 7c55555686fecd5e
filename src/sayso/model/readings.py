"""One reading of a report by one version of the program, and what it found otherwise than older ones.

Invariant: it is told of each claim apart, by id; what was found the same is not told.
"""

from dataclasses import dataclass

from sayso.model.claims import Claim

__all__ = ["Difference", "Reading"]


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


@dataclass(frozen=True, slots=True)
class Difference:
    """A reading with the claims that it found otherwise: new ones, changed ones as they were and as they are, and those
    that it no longer found, as an older program had them.
    """

    reading: Reading
    new: tuple[Claim, ...] = ()
    changed: tuple[tuple[Claim, Claim], ...] = ()
    dropped: tuple[Claim, ...] = ()
