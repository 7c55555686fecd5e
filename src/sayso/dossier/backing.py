"""What a dossier shows of what stands behind it: origins down to every report, how good the sources are, where to look
all of it up, what is not known, and how to check it.

The part of its values on sourcing. Texts are plain, never markup. Invariant: as of all its values.
"""

from dataclasses import dataclass

from sayso.dossier.moments import Numbered, Pointer
from sayso.model import Stance

__all__ = ["Branch", "Imprint", "Likelihood", "Line", "Root"]


@dataclass(frozen=True, slots=True)
class Branch:
    """A claim that rests on an origin: the report that has it (`report`, `claim` are anchors), through whom its word
    comes (`via`, nearest to the origin first), and the report it is copied from (`under`, an anchor; "" where none).
    """

    claim: str
    report: str
    outlet: str
    title: str
    date: str
    iso: str
    words: str
    via: tuple[str, ...]
    under: str
    copied: str


@dataclass(frozen=True, slots=True)
class Root:
    """An origin of a proposition with all that rests on it, copies after what they are copied from.

    `number` counts those of one stance; `counted` where it is one of the proposition's origins: not so who merely
    doubts, or rests on what was withdrawn.
    """

    number: int
    name: str
    kind: str
    unnamed: bool
    stance: Stance
    why: str
    counted: bool
    reports: int
    branches: tuple[Branch, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """One thing to know of the sourcing, with the claims, reports or questions that it is said of."""

    text: str
    claims: tuple[Pointer, ...] = ()
    questions: tuple[Numbered, ...] = ()


@dataclass(frozen=True, slots=True)
class Likelihood:
    """A word by which sources weaken what they say, as they say it; what the standard table means by it, "" where it is
    not in there; and where it is said.
    """

    words: str
    meaning: str
    claims: tuple[Pointer, ...]


@dataclass(frozen=True, slots=True)
class Imprint:
    """What a dossier was made of and by: the root of the newest closed run and when that was ("" where none is closed),
    the program's version; `selection` says of which part of the ledger it is, in words, and is empty for the whole.
    """

    root: str
    sealed_at: str
    version: str
    selection: tuple[str, ...] = ()
