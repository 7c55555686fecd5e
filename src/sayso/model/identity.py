"""Ids: tagged digests of canonical content.

Invariant: the same content gives the same id, whatever the order of fields, of reading or of workers.
"""

import hashlib
from typing import Any, TypeVar

import msgspec

T = TypeVar("T")

__all__ = ["canonical", "decode", "digest", "tagged"]

_encode = msgspec.json.Encoder(order="sorted").encode
_sha256 = hashlib.sha256()  # begun; of short texts beginning anew takes longer than the rest


def canonical(value: Any) -> bytes:
    """`value` (dataclasses, enums, tuples, plain data) as JSON with sorted keys and no spaces, in UTF-8."""
    return _encode(value)


def decode(data: bytes | str, kind: type[T]) -> T:
    """The value of type `kind` that `canonical` wrote. Raises `msgspec.ValidationError` where it does not fit."""
    return msgspec.json.decode(data, type=kind)


def digest(data: bytes) -> str:
    """SHA-256 of `data`, in hexadecimal (64 digits)."""
    made = _sha256.copy()
    made.update(data)
    return made.hexdigest()


def tagged(tag: str, value: Any) -> str:
    """An id `tag:…` of 32 hexadecimal digits (128 bits) over the canonical form of `value`."""
    return f"{tag}:{digest(canonical(value))[:32]}"
