"""Where everything of a story is found on the page: numbers and anchors of its reports, claims and questions.

The first step of building a dossier. Invariant: a report's claims are numbered once, those with a note of their own
first, so that `report.claim` names exactly one claim.
"""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

from sayso.crossdoc import Bearing, Settled, settle_story
from sayso.dossier.values import Numbered, Pointer
from sayso.dossier.wording import clip, day_words
from sayso.model import (
    Claim,
    Document,
    Proposition,
    Question,
    Reuse,
    SourceKind,
    Span,
    Stance,
    Status,
    Story,
)

__all__ = [
    "NOT_GIVEN",
    "Catalogue",
    "anchor_of",
    "build_catalogue",
    "outlet_of",
    "place_of",
    "rank_questions",
    "title_of",
]

NOT_GIVEN = "source not given"

_POINTER_LENGTH = 140
_TITLE_LENGTH = 200
_UNFIT = re.compile("[^0-9A-Za-z]+")

K = TypeVar("K")
V = TypeVar("V")


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Look-ups over one story, all by id; `claims` and `documents` hold what has a place on the page, `found` what the
    machine had found of those claims that a person mended, `withdrawn` why claims count for nothing.
    """

    documents: Mapping[str, Document]
    claims: Mapping[str, Claim]
    propositions: Mapping[str, Proposition]
    reports: Mapping[str, int]
    numbers: Mapping[str, int]
    noted: frozenset[str]
    stances: Mapping[str, Stance]
    differences: Mapping[str, tuple[Numbered, ...]]
    copied: Mapping[str, tuple[Reuse, ...]]
    settled: Settled
    found: Mapping[str, Claim]
    withdrawn: Mapping[str, str]

    def point(self, claim: Claim) -> Pointer:
        """The way to a claim in its report."""
        document = self.documents[claim.document]
        return Pointer(
            anchor_of("claim", claim.id),
            self.reference(claim),
            outlet_of(document),
            day_words(document.published_on),
            clip(claim.content.text, _POINTER_LENGTH),
        )

    def reference(self, claim: Claim) -> str:
        """`2.5` for claim 5 of report 2."""
        return f"{self.reports[claim.document]}.{self.numbers[claim.id]}"

    def point_to_report(self, document: Document) -> Pointer:
        """The way to a whole report; its words are its title."""
        return Pointer(
            anchor_of("report", document.id),
            str(self.reports[document.id]),
            outlet_of(document),
            day_words(document.published_on),
            title_of(document, _POINTER_LENGTH),
        )

    def known(self, claims: Iterable[str]) -> list[Claim]:
        """The claims of these ids that have a place on the page, in order of publication and place."""
        found = (self.claims[ident] for ident in claims if ident in self.claims)
        return sorted(found, key=lambda claim: (self.reports[claim.document], self.numbers[claim.id]))

    def speaker(self, claim: Claim) -> tuple[SourceKind, str]:
        """Whose word a claim is, by kind and name: its source, the outlet itself, or somebody not named."""
        if claim.source is not None:
            return claim.source.kind, claim.source.name
        outlet = outlet_of(self.documents[claim.document])
        return (SourceKind.OUTLET, outlet) if claim.own else (SourceKind.ANONYMOUS, NOT_GIVEN)

    @property
    def judged(self) -> Mapping[str, tuple[Bearing, ...]]:
        """The judgements that bear on a claim, by its id."""
        return self.settled.bearings

    def rejected(self, claim: str) -> bool:
        """Whether a person's last word on the claim is that it was wrongly found."""
        return claim in self.settled.decisions.rejected


def build_catalogue(story: Story, beside: Collection[str] = ()) -> Catalogue:
    """The look-ups of a story. Claims of reports that it does not hold are left out; those `beside` (by id) are noted
    though an outlet asserts them itself.
    """
    documents = {d.id: d for d in story.documents if d.status is not Status.REFUSED}
    recorded = {claim.id: claim for claim in story.claims}
    story, settled = settle_story(story)
    claims = [claim for claim in story.claims if claim.document in documents]
    compared = story.comparison
    propositions = {proposition.id: proposition for proposition in compared.propositions}
    differences = _differences(rank_questions(compared.questions, propositions), propositions)
    noted = frozenset(claim.id for claim in claims if not claim.own or claim.id in differences or claim.id in beside)
    return Catalogue(
        documents=documents,
        claims={claim.id: claim for claim in claims},
        propositions=propositions,
        reports={ident: number for number, ident in enumerate(documents, 1)},
        numbers=_numbers(claims, noted),
        noted=noted,
        stances={c.claim: c.stance for p in reversed(compared.propositions) for c in p.claims},
        differences=differences,
        copied=_grouped((reuse.copy, reuse) for reuse in compared.reuse if {reuse.copy, reuse.of} <= documents.keys()),
        settled=settled,
        found={ident: recorded[ident] for ident in settled.decisions.mended if ident in recorded},
        withdrawn={one.claim: one.why for one in compared.withdrawn},
    )


class _Held(Protocol):
    """A claim of a proposition, by id."""

    @property
    def claim(self) -> str: ...


class _Whole(Protocol):
    """Of a proposition its claims."""

    @property
    def claims(self) -> Sequence[_Held]: ...


def rank_questions(questions: Iterable[Question], propositions: Mapping[str, _Whole]) -> list[Question]:
    """Questions in the order of the page: most origins behind their answers first, then most claims."""

    def rank(question: Question) -> tuple[int, int, str, str]:
        held = [propositions[p] for answer in question.answers for p in answer.propositions if p in propositions]
        claims = {claim.claim for proposition in held for claim in proposition.claims}
        return -sum(answer.origins for answer in question.answers), -len(claims), question.text, question.id

    return sorted(questions, key=rank)


def anchor_of(kind: str, ident: str) -> str:
    """The place on the page of something by its id: `claim-c1-4f…`, fit for an HTML id and a URL's fragment."""
    return f"{kind}-{_UNFIT.sub('-', ident)}"


def outlet_of(document: Document) -> str:
    """Who published it, as far as that is known; else the name of its file, which tells reports apart."""
    return document.metadata.outlet or document.path.rsplit("/", 1)[-1] or "unknown outlet"


def title_of(document: Document, length: int = _TITLE_LENGTH) -> str:
    """What it is called, in at most so many characters."""
    return clip(document.metadata.title or "Untitled report", length)


def place_of(spans: Iterable[Span]) -> int:
    """Where the first of `spans` begins; 0 where there is none."""
    return min((span.start for span in spans), default=0)


def _numbers(claims: Iterable[Claim], noted: frozenset[str]) -> dict[str, int]:
    """Each claim's number in its report: by place, but those with a note before those without."""
    last: dict[str, int] = {}
    numbers = {}
    for claim in sorted(claims, key=lambda c: (c.id not in noted, place_of(c.content.spans), c.id)):
        numbers[claim.id] = last[claim.document] = last.get(claim.document, 0) + 1
    return numbers


def _differences(
    questions: Iterable[Question], propositions: Mapping[str, Proposition]
) -> dict[str, tuple[Numbered, ...]]:
    """Each question in which a proposition or a claim (both by id) stands."""
    pairs = []
    for number, question in enumerate(questions, 1):
        place = Numbered(anchor_of("question", question.id), number, question.text)
        for ident in dict.fromkeys(p for answer in question.answers for p in answer.propositions):
            if ident in propositions:
                pairs += [(key, place) for key in (ident, *(claim.claim for claim in propositions[ident].claims))]
    return _grouped(dict.fromkeys(pairs))


def _grouped(pairs: Iterable[tuple[K, V]]) -> dict[K, tuple[V, ...]]:
    groups: dict[K, list[V]] = {}
    for key, value in pairs:
        groups.setdefault(key, []).append(value)
    return {key: tuple(values) for key, values in groups.items()}
