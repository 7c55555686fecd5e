"""Finding the words and phrases of a word list in a stretch of text, as spans.

Stands beside the claims' rules. Invariant: a phrase is found on word borders only, and every find cuts back to itself.
"""

import re
from collections.abc import Iterable, Mapping

from sayso.lexicon import Group, Lexicon
from sayso.model import Span

__all__ = ["Phrasebook"]


class Phrasebook:
    """All phrases of one word list as a single pattern, the longest first; a find leads back to its group."""

    def __init__(self, lexicon: Lexicon, list_name: str) -> None:
        groups = lexicon.lists[list_name]
        self._groups: Mapping[str, Group] = {w: g for g in reversed(groups) for w in g.words}
        ordered = sorted(self._groups, key=lambda w: (-len(w), w))
        self._pattern = re.compile(r"(?<!\w)(?:" + "|".join(map(_spaced, ordered)) + r")(?!\w)", re.IGNORECASE)

    def find(self, text: str, spans: Iterable[Span]) -> list[tuple[Span, Group]]:
        """Every phrase that stands wholly within one of `spans`, in order."""
        return [
            (Span(*match.span()), self._groups[" ".join(match.group().lower().split())])
            for span in spans
            for match in self._pattern.finditer(text, span.start, span.end)
            if match.group() != "May"  # the month
        ]


def _spaced(phrase: str) -> str:
    return r"\s+".join(map(re.escape, phrase.split()))
