"""What an archive says of itself: which ledger, as it stood when, and the size and digest of each part.

Beside `archive`, which writes and reads it. Invariant: it is JSON that a person can read and check with common tools.
"""

from dataclasses import dataclass

import msgspec

from sayso.errors import ArchiveError

__all__ = ["MANIFEST", "Manifest", "Part", "read_manifest", "write_manifest"]

MANIFEST = "manifest.json"
_FORMAT = "sayso-archive-1"


@dataclass(frozen=True, slots=True)
class Part:
    """A file in an archive: its name, its length in bytes, and its SHA-256 in hexadecimal digits."""

    name: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """An archive's own account: `made` when (in UTC), by which version of Sayso, of a ledger with which schema, digest,
    number of entries in the hash chain and last link of it; and its parts.
    """

    made: str
    program: str
    schema: int
    ledger: str
    entries: int
    chain: str
    parts: tuple[Part, ...] = ()
    format: str = _FORMAT


def write_manifest(manifest: Manifest) -> bytes:
    """The manifest as indented JSON in UTF-8."""
    return msgspec.json.format(msgspec.json.encode(manifest), indent=2) + b"\n"


def read_manifest(data: bytes) -> Manifest:
    """The manifest in `data`. Raises `ArchiveError` where it is none, or that of a later format."""
    try:
        manifest = msgspec.json.decode(data, type=Manifest)
    except (msgspec.MsgspecError, UnicodeError, RecursionError) as error:
        raise ArchiveError(f"{MANIFEST} cannot be read: {error}") from error
    if manifest.format != _FORMAT:
        raise ArchiveError(f"{MANIFEST} is of the format {manifest.format!r}; a later version of Sayso may read it")
    return manifest
