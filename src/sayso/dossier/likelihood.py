"""Likelihood and confidence, kept apart: the words of sources, quoted, and how surely they were found to be theirs.

The table is that of ICD 203 (Analytic Standards, section D.6.e.2.a). Invariant: no likelihood here is Sayso's: each
word is quoted from a report, and confidence speaks of who says what, never of what is so.
"""

import re
from collections.abc import Iterator

from sayso.dossier.backing import Likelihood, Line
from sayso.dossier.catalogue import Catalogue
from sayso.dossier.wording import count
from sayso.lexicon import load_lexicon
from sayso.model import Claim

__all__ = ["build_confidence", "build_likelihoods", "meaning_of"]

_TABLE = (
    ("almost no chance, remote", "1–5 %", ("almost no chance", "remote", "remotely")),
    ("very unlikely, highly improbable", "5–20 %", ("very unlikely", "highly improbable")),
    ("unlikely, improbable", "20–45 %", ("unlikely", "improbable", "improbably")),
    ("roughly even chance, roughly even odds", "45–55 %", ("roughly even chance", "roughly even odds")),
    ("likely, probable", "55–80 %", ("likely", "probable", "probably")),
    ("very likely, highly probable", "80–95 %", ("very likely", "highly probable")),
    ("almost certain, nearly certain", "95–99 %", ("almost certain", "almost certainly", "nearly certain")),
)
_MEANINGS = {word: f"{row}: {share}" for row, share, words in _TABLE for word in words}
_WORD = re.compile(rf"\b({'|'.join(sorted(_MEANINGS, key=len, reverse=True))})\b")
_LEVELS = (("High", 0.8), ("Moderate", 0.5), ("Low", 0.0))  # of a calibrated confidence, at least


def meaning_of(words: str) -> str:
    """The row of the table in which the longest word of these stands, "" where none does or they are turned round."""
    said = " ".join(words.lower().split())
    found = None if re.search(r"\b(not|no longer|hardly)\b", said) else _WORD.search(said)
    return _MEANINGS[found[1]] if found else ""


def build_likelihoods(catalogue: Catalogue) -> tuple[Likelihood, ...]:
    """The words that weaken claims, those of the table first, in its order; each with the claims that it stands in.

    Words that only make a number inexact ("about") are none.
    """
    inexact = load_lexicon("en", "hedges").words("hedges", "approximate")
    homes: dict[str, list[Claim]] = {}
    for claim in catalogue.known(catalogue.claims):
        for words in dict.fromkeys(" ".join(hedge.text.lower().split()) for hedge in claim.hedges):
            if words not in inexact:
                homes.setdefault(words, []).append(claim)
    order = {meaning: number for number, meaning in enumerate(dict.fromkeys(_MEANINGS.values()))}
    found = (Likelihood(w, meaning_of(w), tuple(map(catalogue.point, claims))) for w, claims in homes.items())
    return tuple(sorted(found, key=lambda one: (order.get(one.meaning, len(order)), -len(one.claims), one.words)))


def build_confidence(catalogue: Catalogue) -> tuple[Line, ...]:
    """How surely the attributed claims were found to be what these sources say."""
    return tuple(_confidence([claim for claim in catalogue.known(catalogue.claims) if not claim.own], catalogue))


def _confidence(claims: list[Claim], catalogue: Catalogue) -> Iterator[Line]:
    above = 1.1
    for name, least in _LEVELS:
        found = [claim for claim in claims if least <= claim.confidence < above]
        above = least
        if found:
            yield Line(f"{name}: {count(len(found), 'attribution')}", tuple(map(catalogue.point, found)))
