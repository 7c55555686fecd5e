"""JSON lines: the whole story, one record a line, as other programs read a ledger; or its judgements alone, as
`sayso judge replay` records them in another one.

Invariant: a record is one line, whatever its text holds, and parsing the line gives the record back; a judgement's line
holds all that it says.
"""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from sayso.export.whole import story_records
from sayso.model import Story, canonical

__all__ = ["export_jsonl", "export_judgements", "json_line"]

# What `json` leaves bare, yet ends a line for some readers (U+0085, U+2028, U+2029), steers a terminal (C1 controls,
# the characters that turn the direction of writing) or cannot be encoded at all (lone surrogates).
_UNSAFE = re.compile("[\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")


def export_jsonl(story: Story) -> Iterator[str]:
    """The story's records as JSON, one a line without its newline."""
    return (json_line(record) for record in story_records(story))


def export_judgements(story: Story) -> Iterator[str]:
    """All judgements in order of time, those that are undone too, as JSON without its newline."""
    return (json_line(json.loads(canonical(judgement))) for judgement in story.judgements)


def json_line(record: Mapping[str, Any]) -> str:
    """`record` as one line of JSON: letters of all scripts as they are, unsafe characters escaped."""
    return _UNSAFE.sub(_escape, json.dumps(record, ensure_ascii=False, allow_nan=False))


def _escape(match: re.Match[str]) -> str:
    return f"\\u{ord(match[0]):04x}"
