"""Judgements alone, one a line, as `sayso judge replay` records them in another ledger.

Invariant: a line holds all that a judgement says, so that what is recorded of it elsewhere is the same judgement.
"""

import json
from collections.abc import Iterator

from sayso.export.jsonl import json_line
from sayso.model import Story, canonical

__all__ = ["export_judgements"]


def export_judgements(story: Story) -> Iterator[str]:
    """All judgements in order of time, those that are undone too, as JSON without its newline."""
    return (json_line(json.loads(canonical(judgement))) for judgement in story.judgements)
