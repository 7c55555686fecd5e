"""Who works at the desk, and what each may do there.

Under everything of the desk. Invariant: whoever may do more may do all that those may who may do less.
"""

from dataclasses import dataclass
from enum import IntEnum

__all__ = ["Person", "Role"]


class Role(IntEnum):
    """What a person may do: read, review as well (judge, and add reports), administer as well."""

    READ = 1
    REVIEW = 2
    ADMINISTER = 3


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody at the desk, by the name that stands with what they decide."""

    name: str
    role: Role
