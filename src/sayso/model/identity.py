"""Ids: tagged digests of canonical content.

Invariant: the same content gives the same id, whatever the order of fields, of reading or of workers.
"""

import hashlib
from collections.abc import Callable, Hashable, Iterable
from functools import cache
from typing import Any, TypeVar, cast

import msgspec

T = TypeVar("T")

__all__ = ["canonical", "canonical_lines", "decode", "digest", "digests", "tagged", "tagged_all"]

_encoder = msgspec.json.Encoder(order="sorted")
_encode, _encode_lines = _encoder.encode, _encoder.encode_lines
_sha256 = hashlib.sha256()  # begun; of short texts beginning anew takes longer than the rest


def canonical(value: Any) -> bytes:
    """`value` (dataclasses, enums, tuples, plain data) as JSON with sorted keys and no spaces, in UTF-8."""
    return _encode(value)


def canonical_lines(values: Iterable[Any]) -> list[bytes]:
    """The `canonical` form of each value: of many at once it takes a fraction of the time."""
    return _encode_lines(values).split(b"\n")[:-1]  # in JSON no line ends within a text


def decode(data: bytes | str, kind: type[T]) -> T:
    """The value of type `kind` that `canonical` wrote. Raises `msgspec.ValidationError` where it does not fit."""
    found: T = _decoding(cast(Hashable, kind))(data)
    return found


@cache
def _decoding(kind: Hashable) -> Callable[[bytes | str], Any]:
    return msgspec.json.Decoder(kind).decode  # made once for each type, as that takes long


def digest(data: bytes) -> str:
    """SHA-256 of `data`, in hexadecimal (64 digits)."""
    made = _sha256.copy()
    made.update(data)
    return made.hexdigest()


def digests(many: Iterable[bytes]) -> list[str]:
    """The `digest` of each."""
    begun = hashlib.sha256
    return [begun(data).hexdigest() for data in many]


def tagged(tag: str, value: Any) -> str:
    """An id `tag:…` of 32 hexadecimal digits (128 bits) over the canonical form of `value`."""
    return f"{tag}:{digest(canonical(value))[:32]}"


def tagged_all(tag: str, values: Iterable[Any]) -> list[str]:
    """The id `tagged` of each value."""
    return [f"{tag}:{made[:32]}" for made in digests(canonical_lines(values))]
