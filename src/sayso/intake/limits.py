"""How much of one input is read. Handed in, so that a test or a server can set its own."""

from dataclasses import dataclass

__all__ = ["Limits"]


@dataclass(frozen=True, slots=True)
class Limits:
    """Limits of one document: a larger one is refused, or read up to the limit and then called partly read.

    `max_bytes` counts a file (of a `.jsonl`, one line); `max_characters` what is read of its text; `max_pages` those
    of a PDF; `max_tags` those of a web page; `max_seconds` is for fetching, from the first byte asked to the last.
    """

    max_bytes: int = 30_000_000
    max_characters: int = 500_000
    max_pages: int = 500
    max_tags: int = 100_000
    max_seconds: float = 30.0
