"""Every error Sayso raises on purpose.

    SaysoError
    ├── UsageError          the request itself is wrong (exit code 2)
    ├── InputError          an input cannot be read; becomes a refusal, not a stop
    ├── LexiconError        a word list is malformed
    ├── LedgerError         the ledger cannot be opened, read or written
    │   └── LedgerVersionError   it was written by another, incompatible version
    ├── ArchiveError        an archive is damaged, cut off, or none
    ├── PeopleError         the file of people cannot be read or written
    ├── NotFoundError       an id that the ledger does not hold
    └── ConflictError       what was to be judged has been judged by somebody else meanwhile

Raised with the data that shows the fault, caught once at the edge (`sayso.cli`, `sayso.web`).
"""

__all__ = [
    "ArchiveError",
    "ConflictError",
    "InputError",
    "LedgerError",
    "LedgerVersionError",
    "LexiconError",
    "NotFoundError",
    "PeopleError",
    "SaysoError",
    "UsageError",
]


class SaysoError(Exception):
    """The root of the tree. Its message says what was wrong with which input, and what to do."""


class UsageError(SaysoError):
    """The request contradicts itself or names something that does not exist."""


class InputError(SaysoError):
    """One input cannot be read. `reason` is one line, fit for a refusal in the ledger."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class LexiconError(SaysoError):
    """A word list does not have the form that `sayso.lexicon` documents."""


class LedgerError(SaysoError):
    """The ledger cannot be opened, read or written."""


class LedgerVersionError(LedgerError):
    """The ledger's schema is not one that this version of Sayso reads."""


class ArchiveError(SaysoError):
    """An archive is not as it was written: damaged, cut off, changed, or no archive at all."""


class PeopleError(SaysoError):
    """The file of people cannot be read or written."""


class NotFoundError(SaysoError):
    """The ledger holds nothing under this id."""


class ConflictError(SaysoError):
    """What stands is not what whoever judges has seen: somebody else judged the same meanwhile."""
