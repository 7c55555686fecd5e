"""Likelihood and confidence, kept apart: the words of sources, quoted, and how surely they were found to be theirs.

The table is that of ICD 203 (Analytic Standards, section D.6.e.2.a). Invariant: no likelihood here is Sayso's: each
word is quoted from a report, and confidence speaks of who says what, never of what is so.
"""

import re
from collections.abc import Iterator
from functools import cache

from sayso.dossier.backing import Likelihood, Line
from sayso.dossier.catalogue import Catalogue
from sayso.dossier.remarks import SURE_FROM
from sayso.dossier.wording import count
from sayso.lexicon import load_lexicon
from sayso.model import Claim, Span, Stance

__all__ = ["build_confidence", "build_likelihoods", "find_likelihood"]

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
_WORD = re.compile(
    rf"\b({'|'.join(sorted(_MEANINGS, key=len, reverse=True))})\b".replace(" ", r"\s+"),
    re.IGNORECASE,
)
_LEVELS = (("High", 0.8), ("Moderate", SURE_FROM), ("Low", 0.0))  # of a calibrated confidence, at least

_NEAR = 80  # characters
_CLAUSE = re.compile(r"(?:[^.,;:!?()\n“”\"–—]|\n(?!\s*\n))*\Z")  # what stands before, as far as nothing parts it off
_TOKEN = re.compile(r"[\w’'-]+")
_WEIGHED = re.compile(r"\s+(?:than|as|if)\s+not\b", re.IGNORECASE)  # "as likely as not"
_REACH = 4  # words between what turns a word round and that word


def find_likelihood(text: str, place: Span) -> tuple[str, str]:
    """The words at a hedge's `place`, as they are quoted: those of the table with all that weighs or turns them; and
    what the table means by just these, "" where they are not in it.
    """
    around = (Span(*found.span()) for found in _WORD.finditer(text, max(place.start - _NEAR, 0), place.end + _NEAR))
    start, end = max((s for s in around if place.overlaps(s)), key=lambda s: s.end - s.start, default=Span(0, 0))
    if not end:
        return _flat(text[place.start : place.end]), ""
    weighed = _WEIGHED.match(text, end)
    words = _flat(text[start - _weight(text[max(start - _NEAR, 0) : start]) : weighed.end() if weighed else end])
    return words, _MEANINGS.get(words, "")


def _flat(words: str) -> str:
    return " ".join(words.lower().split())


def _weight(before: str) -> int:
    """How many characters before a word weigh it or turn it round."""
    found = _CLAUSE.search(before)
    tokens = list(_TOKEN.finditer(before, found.start() if found else len(before)))[::-1]
    reach = next((n for n, token in enumerate(tokens) if not _weighs(token[0])), len(tokens))
    turned = (n for n, token in enumerate(tokens[: reach + _REACH]) if _turns(token[0]))
    last = max((reach - 1, *turned))
    return len(before) - tokens[last].start() if last >= 0 else 0


def _weighs(token: str) -> bool:
    return token.lower() in _listed("likelihood", "weighing") or _turns(token)


def _turns(token: str) -> bool:
    said = token.lower()
    return said in _listed("likelihood", "turning") or said.replace("’", "'").endswith("n't")


@cache
def _listed(words: str, group: str) -> frozenset[str]:
    return load_lexicon("en", words).words(words, group)


def build_likelihoods(catalogue: Catalogue) -> tuple[Likelihood, ...]:
    """The words that weaken claims, those of the table first, in its order; each with the claims that it stands in.

    Words that only make a number inexact ("about") are none.
    """
    homes: dict[tuple[str, str], list[Claim]] = {}
    for claim in catalogue.known(catalogue.claims):
        for found in dict.fromkeys(_said(catalogue, claim)):
            homes.setdefault(found, []).append(claim)
    order = {meaning: number for number, meaning in enumerate(dict.fromkeys(_MEANINGS.values()))}
    made = (Likelihood(*found, tuple(map(catalogue.point, claims))) for found, claims in homes.items())
    return tuple(sorted(made, key=lambda one: (order.get(one.meaning, len(order)), -len(one.claims), one.words)))


def _said(catalogue: Catalogue, claim: Claim) -> Iterator[tuple[str, str]]:
    text, doubted = catalogue.documents[claim.document].text, _doubting(catalogue, claim)
    for hedge in claim.hedges:
        words, meaning = _flat(hedge.text), ""
        if hedge.spans:
            place = Span(min(hedge.spans).start, max(span.end for span in hedge.spans))
            words, meaning = find_likelihood(text, place)
            if meaning and doubted:
                words, meaning = _flat(text[min(doubted).start : place.end]), ""
        if meaning or _flat(hedge.text) not in _listed("hedges", "approximate"):
            yield words, meaning


def _doubting(catalogue: Catalogue, claim: Claim) -> tuple[Span, ...]:
    """The words by which a claim denies or doubts what it tells, where they stand just before it: so they turn it."""
    against = catalogue.stances.get(claim.id, Stance.AFFIRMS) is not Stance.AFFIRMS
    spans = claim.cue.spans if claim.cue and against else ()
    return tuple(span for span in spans if 0 <= claim.content.start - span.end <= _NEAR)


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
