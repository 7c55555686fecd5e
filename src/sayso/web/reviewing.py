"""One claim as it is put before whoever reviews it: its words in their context, and all that was found of it.

Under the page of the review. Invariant: the words shown are the report's own, in one piece, and each knows its place in
the report.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby, pairwise

from sayso.dossier.catalogue import Catalogue, anchor_of, build_catalogue, outlet_of
from sayso.dossier.decided import build_decision
from sayso.dossier.remarks import build_remarks
from sayso.dossier.values import Decision, Remark
from sayso.dossier.wording import FORMS, KINDS, STANCES, day_words
from sayso.ledger import Head, Ledger
from sayso.model import (
    Claim,
    Document,
    Judgement,
    Link,
    Proposition,
    Question,
    Rated,
    SourceKind,
    Span,
    Stance,
    Verdict,
    standing_judgements,
    undone_judgements,
)
from sayso.story import Judgements, Part, weigh_part

__all__ = ["Candidate", "Item", "Made", "Run", "build_candidates", "build_item", "build_made", "find_names"]

_AROUND = 320  # characters shown before and behind the words of a claim, up to the end of a line
_STEP = re.compile(r"\w+|[^\w\s]|\s+")  # what a selection moves by
_WORD = re.compile(r"\w+")
_LOOKED_FOR = 4  # words of a claim by which others like it are looked for
_OTHERS = 6  # claims of the same proposition that are shown


@dataclass(frozen=True, slots=True)
class Step:
    """A word, a mark or white space: its place in the report, and whether a selection may begin or end with it."""

    text: str
    start: int
    end: int
    blank: bool


@dataclass(frozen=True, slots=True)
class Run:
    """Words that are alike part of something: of its `style`, "" where they are not of the claim."""

    style: str
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Other:
    """Another claim of the same proposition: whose word, where, and what it does to it."""

    anchor: str
    name: str
    outlet: str
    date: str
    words: str
    stance: str


@dataclass(frozen=True, slots=True)
class Made:
    """A judgement: its id, when it was made, what was decided, and who took it back, if anybody did."""

    id: str
    at: datetime
    decision: Decision
    undone: str | None


@dataclass(frozen=True, slots=True)
class Item:
    """All that is shown of a claim under review; `why` says why it comes now, `doubt` is in per cent."""

    claim: Claim
    document: Document
    outlet: str
    date: str
    runs: tuple[Run, ...]
    name: str
    kind: str
    form: str
    chain: tuple[Link, ...]
    remarks: tuple[Remark, ...]
    stance_words: str
    proposition: Proposition | None
    others: tuple[Other, ...]
    more: int
    questions: tuple[Question, ...]
    why: tuple[str, ...]
    doubt: int
    speaker: Head | None
    grade: str
    made: tuple[Made, ...]


def build_item(ledger: Ledger, part: Part, judgements: Judgements, ident: str) -> Item | None:
    """The claim of this id with what stands around it in a part of the story; None where that does not hold it."""
    catalogue = build_catalogue(part.story)
    claim = catalogue.claims.get(ident)
    if claim is None:
        return None
    document = catalogue.documents[claim.document]
    compared = part.story.comparison
    home = next((p for p in compared.propositions if ident in {c.claim for c in p.claims}), None)
    stance = catalogue.stances.get(ident)
    others = [c for c in catalogue.known(c.claim for c in (home.claims if home else ())) if c.id != ident]
    weighed = next(iter(weigh_part(ledger, part, [ident])), None)
    speaker = part.speakers.get(ident)
    kind, name = catalogue.speaker(claim)
    return Item(
        claim=claim,
        document=document,
        outlet=outlet_of(document),
        date=day_words(document.published_on),
        runs=build_runs(document.text, claim),
        name=name,
        kind=KINDS[kind],
        form=FORMS[claim.form],
        chain=claim.chain,
        remarks=build_remarks(catalogue, claim),
        stance_words=STANCES[stance] if stance else "",
        proposition=home,
        others=tuple(_other(catalogue, other) for other in others[:_OTHERS]),
        more=max(0, len(others) - _OTHERS),
        questions=tuple(q for q in compared.questions if home and any(home.id in a.propositions for a in q.answers)),
        why=weighed.why if weighed else (),
        doubt=round(100 * weighed.doubt) if weighed else 0,
        speaker=next(iter(ledger.lookup().heads([speaker] if speaker else [])), None),
        grade=_grade(judgements.on(speaker) if speaker else ()),
        made=build_made(catalogue, judgements.on(ident)),
    )


def build_made(catalogue: Catalogue, judgements: Sequence[Judgement]) -> tuple[Made, ...]:
    """Judgements as they are told, the last first; undoings by what they undid alone."""
    by, undone = {j.id: j.by for j in judgements}, undone_judgements(judgements)
    told = (j for j in reversed(judgements) if j.verdict is not Verdict.UNDO)
    return tuple(Made(j.id, j.at, build_decision(catalogue, j), by.get(undone.get(j.id, ""))) for j in told)


def build_runs(text: str, claim: Claim) -> tuple[Run, ...]:
    """The words of a claim and some before and behind, each with what it is part of."""
    styles = [
        *((span, "content") for span in claim.content.spans),
        *((span, "cue") for span in (claim.cue.spans if claim.cue else ())),
        *((span, "source") for span in (claim.source.spans if claim.source else ())),
    ]
    window = _window(text, [claim.sentence, *(span for span, _ in styles)])
    edges = {edge for span, _ in styles for edge in span}
    steps = _steps(text, window, edges)
    return tuple(Run(style, tuple(found)) for style, found in groupby(steps, key=lambda step: _style(step, styles)))


def find_names(claims: Iterable[Claim]) -> tuple[tuple[str, SourceKind], ...]:
    """The sources that claims name, each once, in the order in which they first speak."""
    return tuple(dict.fromkeys((c.source.name, c.source.kind) for c in claims if c.source is not None))


@dataclass(frozen=True, slots=True)
class Candidate:
    """A proposition with which a claim may be put together, and whether it answers one of the same questions."""

    id: str
    text: str
    asked: bool


def build_candidates(ledger: Ledger, claim: Claim, query: str, most: int = 8) -> tuple[Candidate, ...]:
    """Propositions that may say what a claim says: those that answer the same questions, then those of claims that are
    found by `query`, else by one of its names and main words.
    """
    lookup = ledger.lookup()
    homes = {p.id for p in lookup.propositions_of([claim.id])}
    asked = [p for q in lookup.questions_of(homes) for a in q.answers for p in a.propositions] if not query else []
    told = _WORD.findall(" ".join((*claim.gist.names[:2], *claim.gist.lemmas[:3])))[:_LOOKED_FOR]
    hits = [hit for words in ([query] if query.strip() else told) for hit in ledger.find(words, limit=2 * most).hits]
    near = lookup.propositions_of(hit.claim.id for hit in hits if hit.claim)
    wanted = [p for p in dict.fromkeys((*asked, *(p.id for p in near))) if p not in homes][:most]
    found = {p.id: p for p in lookup.wholes(Proposition, wanted)}
    return tuple(Candidate(p, found[p].text, p in asked) for p in wanted if p in found)


def _other(catalogue: Catalogue, claim: Claim) -> Other:
    pointer = catalogue.point(claim)
    stance = catalogue.stances.get(claim.id, Stance.AFFIRMS)
    name = catalogue.speaker(claim)[1]
    return Other(anchor_of("claim", claim.id), name, pointer.outlet, pointer.date, pointer.words, STANCES[stance])


def _grade(judgements: Iterable[Judgement]) -> str:
    rated = [j.change.reliability.value for j in standing_judgements(judgements) if isinstance(j.change, Rated)]
    return rated[-1] if rated else ""


def _window(text: str, spans: Sequence[Span]) -> Span:
    """From some lines before these to some behind, at the ends of lines or words."""
    first, last = min(span.start for span in spans), max(span.end for span in spans)
    start, end = max(0, first - _AROUND), min(len(text), last + _AROUND)
    line, behind = text.rfind("\n", 0, start) + 1, text.find("\n", end)
    start = line if start - line < _AROUND else text.find(" ", start, first) + 1 or start
    end = behind if 0 <= behind - end < _AROUND else max(text.rfind(" ", last, end), last) if end < len(text) else end
    return Span(start, end)


def _steps(text: str, window: Span, edges: Iterable[int]) -> Iterator[Step]:
    cuts = sorted(edges)
    for match in _STEP.finditer(text, *window):
        places = [match.start(), *(cut for cut in cuts if match.start() < cut < match.end()), match.end()]
        for start, end in pairwise(places):
            yield Step(text[start:end], start, end, text[start:end].isspace())


def _style(step: Step, styles: Iterable[tuple[Span, str]]) -> str:
    return next((style for span, style in styles if span.start <= step.start < span.end), "")
