"""People, their roles and their tokens, as values.

Under everything else of this floor. Invariant: whoever may do more may do all that those may who may do less, and a
token never more than its person.
"""

import hashlib
from dataclasses import dataclass
from datetime import date
from enum import IntEnum

__all__ = ["Account", "Password", "People", "Person", "Role", "Token"]


class Role(IntEnum):
    """What a person may do: nothing yet (nobody knows who it is), read, review as well (judge, and add reports),
    administer as well.
    """

    NONE = 0
    READ = 1
    REVIEW = 2
    ADMINISTER = 3

    @property
    def word(self) -> str:
        """The role as it is written: in the file, on a command line, in a form."""
        return self.name.lower()


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody at the desk, by the name that stands with what they decide."""

    name: str
    role: Role


@dataclass(frozen=True, slots=True)
class Password:
    """What is kept of a password: scrypt's digest of it, with the salt and the parameters that made it, in hex."""

    salt: str
    n: int
    r: int
    p: int
    digest: str


@dataclass(frozen=True, slots=True)
class Token:
    """What lets a program in: the SHA-256 of its secret, what its person calls it, and what it may do."""

    id: str
    name: str
    digest: str
    role: Role
    created: date
    used: date | None = None


@dataclass(frozen=True, slots=True)
class Account:
    """A person in the file."""

    name: str
    role: Role
    password: Password
    tokens: tuple[Token, ...] = ()

    @property
    def person(self) -> Person:
        """The person, as pages know them."""
        return Person(self.name, self.role)

    @property
    def mark(self) -> str:
        """Another one as soon as role or password is another: a session that began under an older one has ended."""
        return hashlib.sha256(f"{self.role.word} {self.password.salt} {self.password.digest}".encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class People:
    """All people, in the order of their names."""

    accounts: tuple[Account, ...] = ()

    def find(self, name: str) -> Account | None:
        """The account with this name, however it is written in large and small."""
        return next((a for a in self.accounts if a.name.casefold() == name.casefold()), None)

    def holder(self, digest: str) -> tuple[Account, Token] | None:
        """Whose token has this digest, and the token."""
        return next(((a, t) for a in self.accounts for t in a.tokens if t.digest == digest), None)
