"""Cases of attribution: what a text's claims are to a good reader of English, and when a found claim matches.

A case of `tests/cases/*.yml` holds `case` (the phenomenon), `text`, `claims` (all that is attributed in it, in order
or not), and may hold `outlet` (who publishes it), `own` (all that the outlet asserts itself) and `miss` (why the case
fails as yet: a strict xfail). A claim holds `source`, `cue` (null where the text has none) and `content`, the pieces of
each joined with " … ", and may hold `form`, `kind`, `name`, `chain` (names after the outlet's), `factuality`, `hedges`,
`course`, `attitude`, `signs` (of the attitude), `links` (the factuality of each link, the outlet's first), `evidence`
(words, kind, verification) and `by` (who offers each). What a claim leaves out is not looked at.

Contents match by the places of their letters and digits, so without quotation marks and punctuation: at least 0.8 of
all are shared ones. Sources match by head words, without a possessive's "'s": the head word of each lies in the other.
Cues match where they share a word other than an auxiliary or a particle; one that is a mark alone (":", "—") matches
where it stands. Names match without case and leading article.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from sayso.model import Claim, Document, Metadata, Span, document_id

__all__ = ["Case", "Expected", "is_same", "load_cases", "make_document", "overlap", "places_of", "shown", "unmet"]

CASES = Path(__file__).resolve().parents[1] / "cases"
OUTLET = "The Lanmark Post"
ENOUGH = 0.8

_WORD = re.compile(r"\w+(?:[-’']\w+)*")
_POSSESSIVE = re.compile(r"[’']s?(?!\w)")
_LEADING = re.compile(r"^(?:the|a|an)\s+", re.IGNORECASE)
_PHRASE_END = re.compile(
    r",|\b(?:of|for|from|to|in|at|on|by|with|who|that|which|seen|quoted|obtained|published|close)\b"
)
_AUXILIARIES = ("be", "is", "are", "was", "were", "been", "has", "have", "had", "does", "did", "would", "will")
_PARTICLES = ("to", "as", "by", "in", "of", "the", "not")
_SMALL = frozenset({*_AUXILIARIES, *_PARTICLES})


@dataclass(frozen=True)
class Expected:
    """One claim as a good reader would mark it; `also` holds what else is asked of it."""

    source: str | None
    cue: str | None
    content: str
    also: dict[str, Any]


@dataclass(frozen=True)
class Case:
    """A phenomenon, a text that shows it, and all its attributed claims; `own` is None where it is not looked at."""

    name: str
    text: str
    claims: tuple[Expected, ...]
    own: tuple[str, ...] | None = None
    outlet: str = OUTLET
    miss: str | None = field(default=None, compare=False)


def load_cases(*files: str) -> list[Case]:
    """The cases of the named files of `tests/cases`, in order."""
    return [
        _case(entry) for name in files for entry in yaml.safe_load((CASES / f"{name}.yml").read_text(encoding="utf-8"))
    ]


def _case(entry: dict[str, Any]) -> Case:
    claims = tuple(
        Expected(claim.pop("source"), claim.pop("cue"), claim.pop("content"), claim) for claim in entry["claims"]
    )
    own = tuple(entry["own"]) if "own" in entry else None
    return Case(entry["case"], entry["text"], claims, own, entry.get("outlet", OUTLET), entry.get("miss"))


def make_document(text: str, outlet: str | None = OUTLET, **known: str) -> Document:
    """A document of `text` as intake would give it."""
    metadata = Metadata(outlet=outlet, **known)
    return Document(document_id(text, metadata), text, metadata, "case.txt")


def unmet(case: Case, claims: Iterable[Claim]) -> Iterator[str]:
    """What a case asks of `claims` and does not get, and what it gets and does not ask for, a line each."""
    found = list(claims)
    attributed = [claim for claim in found if not claim.own]
    for expected in case.claims:
        matching = [claim for claim in attributed if is_same(case.text, expected, claim)]
        if not matching:
            yield f"missing: {expected.source} | {expected.cue} | {expected.content}"
            continue
        attributed.remove(matching[0])
        yield from _differences(expected, matching[0])
    yield from (f"not asked for: {shown(claim)}" for claim in attributed)
    if case.own is not None:
        own = [(claim.content.text, claim.content.spans) for claim in found if claim.own]
        yield from _own_differences(case, own)


def _own_differences(case: Case, own: list[tuple[str, tuple[Span, ...]]]) -> Iterator[str]:
    left = list(own)
    for words in case.own or ():
        matching = [o for o in left if overlap(case.text, places_of(case.text, words), o[1]) >= ENOUGH]
        if matching:
            left.remove(matching[0])
        else:
            yield f"missing: the outlet's own: {words}"
    yield from (f"not asked for: the outlet's own: {words}" for words, _ in left)


def _differences(expected: Expected, claim: Claim) -> Iterator[str]:
    got = {
        "kind": claim.source.kind.value if claim.source else None,
        "name": _plain(claim.source.name) if claim.source else None,
        "form": claim.form.value,
        "factuality": claim.factuality.value,
        "chain": [_plain(link.name) for link in claim.chain[1:]],
        "hedges": [words.text for words in claim.hedges],
        "course": claim.course and claim.course.value,
        "attitude": claim.attitude.value,
        "signs": [words.text for words in claim.attitude_signs],
        "links": [link.factuality.value for link in claim.chain],
        "evidence": [[e.text, e.kind.value, e.verification.value] for e in claim.evidence],
        "by": [e.by for e in claim.evidence],
    }
    for name, value in expected.also.items():
        asked = _plain(value) if name == "name" else [_plain(v) for v in value] if name == "chain" else value
        if got[name] != asked:
            yield f"{name} is {got[name]!r}, not {asked!r}: {expected.content}"


def is_same(text: str, expected: Expected, claim: Claim) -> bool:
    """Whether a found claim is the expected one, by content, source and cue."""
    source = claim.source.spans if claim.source else None
    cue = claim.cue.spans if claim.cue else None
    return (
        overlap(text, places_of(text, expected.content), claim.content.spans) >= ENOUGH
        and _both(expected.source, source, lambda words, spans: _same_head(text, words, spans))
        and _both(expected.cue, cue, lambda words, spans: _same_cue(text, words, spans))
    )


def _both(words: str | None, spans: tuple[Span, ...] | None, same: Any) -> bool:
    if words is None or spans is None:
        return words is None and spans is None
    return bool(same(words, spans))


def overlap(text: str, one: Iterable[Span], other: Iterable[Span]) -> float:
    """Shared letters and digits of two stretches of `text`, as a part of all their letters and digits (0 to 1)."""
    mine, theirs = _letters(text, one), _letters(text, other)
    return len(mine & theirs) / len(mine | theirs) if mine | theirs else 0.0


def _letters(text: str, spans: Iterable[Span]) -> set[int]:
    return {place for start, end in spans for place in range(start, end) if text[place].isalnum()}


def places_of(text: str, words: str) -> tuple[Span, ...]:
    """Where the pieces of `words` stand in `text`, one after the other; fails where a case does not cut back."""
    spans: list[Span] = []
    place = 0
    for piece in words.split(" … "):
        found = _as_word(piece).search(text, place)
        assert found, f"the case's {piece!r} does not stand in its text"
        spans.append(Span(*found.span()))
        place = found.end()
    return tuple(spans)


def _as_word(piece: str) -> re.Pattern[str]:
    before = r"(?<!\w)" if piece[0].isalnum() else ""
    after = r"(?!\w)" if piece[-1].isalnum() else ""
    return re.compile(before + re.escape(piece) + after)


def _same_head(text: str, words: str, spans: tuple[Span, ...]) -> bool:
    """Whether, at some place where `words` stand, the head word of each phrase lies within the other."""
    found = _POSSESSIVE.sub("", " ".join(text[start:end] for start, end in spans))
    marked = _POSSESSIVE.sub("", words)
    return any(
        _head_of(marked) in _WORD.findall(found) and _head_of(found) in _WORD.findall(marked)
        for match in _as_word(words).finditer(text)
        if any(Span(*match.span()).overlaps(span) for span in spans)
    )


def _head_of(phrase: str) -> str:
    """The last word before the first comma, preposition, relative pronoun or participle."""
    end = _PHRASE_END.search(phrase, 1)
    words = _WORD.findall(phrase[: end.start()] if end else phrase) or _WORD.findall(phrase)
    return words[-1] if words else ""


def _same_cue(text: str, words: str, spans: tuple[Span, ...]) -> bool:
    pieces = [word for word in _WORD.findall(words) if word.lower() not in _SMALL]
    if not _WORD.search(words):  # a colon or a dash
        return any(words.strip() in text[start:end] for start, end in spans)
    return any(
        Span(*match.span()).overlaps(span)
        for piece in pieces
        for match in _as_word(piece).finditer(text)
        for span in spans
    )


def _plain(name: str) -> str:
    return _LEADING.sub("", name).lower()


def shown(claim: Claim) -> str:
    """A claim on one line."""
    source = f"{claim.source.text} ({claim.source.name}, {claim.source.kind.value})" if claim.source else None
    return f"{source} | {claim.cue.text if claim.cue else None} | {claim.content.text}"
