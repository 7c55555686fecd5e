"""What an input gave before it was read: its bytes, by digest, and how they came into the ledger's keeping.

Invariant: the digest is over the bytes as they came; what is kept packed unpacks to exactly these.
"""

import zlib
from dataclasses import dataclass
from enum import StrEnum

from sayso.model.identity import digest

__all__ = ["Custody", "Means", "Original", "original_of", "unpacked"]


class Means(StrEnum):
    """How bytes were had: a file, a line of one, or what an address on the web gave."""

    FILE = "file"
    LINE = "line"
    WEB = "web"


@dataclass(frozen=True, slots=True)
class Original:
    """The bytes of an input: their SHA-256, how many there are, what they are; `packed` is None where not kept."""

    digest: str
    size: int
    media: str
    packed: bytes | None = None


@dataclass(frozen=True, slots=True)
class Custody:
    """How an original was collected: by which means, from which place (the last address, on the web), by whom, when."""

    original: Original
    means: Means
    place: str
    by: str
    at: str = ""


def original_of(content: bytes, media: str, *, kept: bool = True) -> Original:
    """The original that these bytes are, packed if they are to be `kept`."""
    return Original(digest(content), len(content), media, zlib.compress(content) if kept else None)


def unpacked(packed: bytes, size: int) -> bytes:
    """The bytes of an original of `size` bytes. Raises `ValueError` where they are damaged or more."""
    machine = zlib.decompressobj()
    try:
        content = machine.decompress(packed, size + 1)
    except zlib.error as error:
        raise ValueError("what is kept of it cannot be unpacked") from error
    if len(content) > size:
        raise ValueError(f"what is kept of it is more than its {size} bytes")
    return content
