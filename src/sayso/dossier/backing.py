"""What a dossier shows of what stands behind a statement: its origins down to every report, as a picture and a table.

The part of its values that tells who rests on whom. Texts are plain, never markup. Invariant: as of all its values.
"""

from dataclasses import dataclass

from sayso.model import Stance

__all__ = ["Branch", "Root"]


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
