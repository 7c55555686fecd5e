"""From places in a text, in characters, to places in the bytes it was decoded from.

Called by `sayso.intake.locating`. Invariant: one walk over the text for all the places asked for, whatever it holds.
"""

import re
from collections.abc import Mapping, Sequence

import msgspec

__all__ = ["Places", "plain_places", "string_places", "string_words"]

Places = Mapping[int, int]
"""The place in bytes of each place in characters that was asked for."""

_PIECE = re.compile(
    rb"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\u[0-9a-fA-F]{4}|\\.|[^\\]+", re.DOTALL
)


def plain_places(text: str, codec: str, wanted: Sequence[int]) -> Places:
    """Of `wanted` (in order) the places in the bytes of `text`."""
    places = {}
    char = byte = 0
    for place in wanted:
        byte += len(text[char:place].encode(codec, "replace"))
        char = place
        places[place] = byte
    return places


def string_places(body: bytes, wanted: Sequence[int]) -> Places:
    """Of `wanted` (in order) the places in the inside of a JSON string, where a character may be an escape."""
    places: dict[int, int] = {}
    char = done = 0
    for piece in _PIECE.finditer(body):
        words = " " if piece[0].startswith(b"\\") else piece[0].decode()
        first = done
        while done < len(wanted) and wanted[done] < char + len(words):
            done += 1
        within = [place - char for place in wanted[first:done]]
        for place, byte in plain_places(words, "utf-8", within).items():
            places[char + place] = piece.start() + byte
        char += len(words)
    return places | dict.fromkeys(wanted[done:], len(body))


def string_words(piece: bytes) -> str:
    """What a stretch of the inside of a JSON string says. Raises `ValueError` where it is none."""
    try:
        return msgspec.json.decode(b'"' + piece + b'"', type=str)
    except msgspec.DecodeError as error:
        raise ValueError(str(error)) from error
