"""Makes values by hand: claims, propositions and stories over invented reports."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from sayso.model import (
    Answer,
    Claim,
    Comparison,
    Document,
    Entity,
    Evidence,
    EvidenceKind,
    Factuality,
    Form,
    Gist,
    Interval,
    Link,
    Mark,
    MarkKind,
    Mention,
    Metadata,
    Origin,
    Passage,
    Proposition,
    Question,
    Source,
    SourceKind,
    Span,
    Stance,
    StancedClaim,
    Standing,
    Story,
    Variable,
    Verification,
    claim_id,
    document_id,
    tagged,
    words_at,
)

_NAMES = ("Harrowmere Dam", "Corvane Water", "Lower Tamsin", "Petra Quill", "Lio Varga", "Idris Fenn", "Mara Oduin")


def make_document(text: str, outlet: str, title: str, published: str, url: str, marked: str = "") -> Document:
    """A report that was read; `marked` is boilerplate in it."""
    metadata = Metadata(title, outlet, None, published, url, "en")
    marks: tuple[Mark, ...] = ()
    if marked:
        start = text.index(marked)
        marks = (Mark(Span(start, start + len(marked)), MarkKind.BOILERPLATE),)
    return Document(document_id(text, metadata), text, metadata, f"reports/{outlet}.txt", marks=marks)


def _near(text: str, words: str, place: int) -> Span:
    """The occurrence of `words` that is nearest to `place`."""
    starts = [i for i in range(len(text)) if text.startswith(words, i)]
    start = min(starts, key=lambda i: (abs(i - place), i))
    return Span(start, start + len(words))


def _sentence(text: str, place: int) -> Span:
    start = max(text.rfind("\n", 0, place), text.rfind(". ", 0, place) + 1) + 1
    ends = [i for i in (text.find("\n", place), text.find(". ", place) + 1) if i > 0]
    return Span(start, min(ends, default=len(text)))


def make_claim(
    document: Document,
    content: str,
    source: str = "",
    cue: str = "",
    kind: SourceKind = SourceKind.ORGANISATION,
    name: str = "",
    via: Iterable[Link] = (),
    hedges: Iterable[str] = (),
    evidence: Iterable[tuple[str, EvidenceKind, Verification]] = (),
    **known: object,
) -> Claim:
    """A claim of `document` whose words are looked up in its text; no source and cue makes it the outlet's own."""
    text = document.text
    place = text.index(content)
    body = words_at(text, [Span(place, place + len(content))])
    said_by = (_near(text, source, place),) if source else ()
    by_cue = (_near(text, cue, place),) if cue else ()
    outlet = Link(document.metadata.outlet or document.path, SourceKind.OUTLET)
    name = name or source
    last = (Link(name, kind),) if source else ()
    sentence = _sentence(text, place)
    around = text[sentence.start : sentence.end]
    claim = Claim(
        id=claim_id(document.id, said_by, by_cue, body.spans),
        document=document.id,
        form=Form.DIRECT if content.startswith("“") else Form.MIXED if "“" in content else Form.INDIRECT,
        source=Source(source, said_by, kind, name) if source else None,
        cue=words_at(text, by_cue) if cue else None,
        content=body,
        sentence=sentence,
        chain=(outlet, *via, *last),
        factuality=Factuality.CERTAIN,
        hedges=tuple(words_at(text, [_near(text, hedge, place)]) for hedge in hedges),
        evidence=tuple(Evidence(words, (_near(text, words, place),), k, v) for words, k, v in evidence),
        said_at=None,
        event_time=None,
        confidence=0.9,
        gist=Gist(names=tuple(n for n in _NAMES if n in around)),
    )
    return replace(claim, **known)  # type: ignore[arg-type]


def proposition(text: str, standing: Standing, origins: Iterable[Origin], why: str) -> Proposition:
    """A proposition over the claims of its origins."""
    origins = tuple(origins)
    claims = tuple(sorted((c, o.stance) for o in origins for c in o.claims))
    ident = tagged("p1", [c for c, _ in claims])
    return Proposition(ident, text, tuple(StancedClaim(*c) for c in claims), origins, standing, why)


def origin(why: str, *claims: Claim, stance: Stance = Stance.AFFIRMS) -> Origin:
    """An origin named after the last link of its first claim's chain."""
    last = claims[0].chain[-1]
    return Origin(last.name, last.kind, stance, tuple(sorted(c.id for c in claims)), why)


def question(text: str, variable: Variable, *answers: Answer) -> Question:
    """A question over its answers."""
    return Question(tagged("q1", [text, answers]), text, variable, answers)


def entity(name: str, kind: SourceKind, claims: Iterable[Claim], why: str) -> Entity:
    """An entity that is the source of `claims`, mentioned where they name it."""
    claims = tuple(claims)
    mentions = tuple(
        Mention(c.document, span, c.source.text) for c in claims if c.source is not None for span in c.source.spans
    )
    return Entity(tagged("e1", [name, kind]), name, kind, mentions, tuple(sorted(c.id for c in claims)), why)


def passage(copy: Document, of: Document, words: str) -> Passage:
    """The place of `words` in both documents."""
    one, other = copy.text.index(words), of.text.index(words)
    return Passage(Span(one, one + len(words)), Span(other, other + len(words)))


def day(text: str) -> Interval:
    """A single day from its ISO date."""
    return Interval(date.fromisoformat(text), date.fromisoformat(text))


def make_story(documents: Iterable[Document], claims: Iterable[Claim], comparison: Comparison, **rest: object) -> Story:
    """A story in the order that the model asks for."""
    ordered = sorted(documents, key=lambda d: (d.metadata.published or "", d.id))
    stated = sorted(claims, key=lambda c: (c.document, c.content.start, c.id))
    comparison = replace(
        comparison,
        propositions=tuple(sorted(comparison.propositions, key=lambda p: p.id)),
        relations=tuple(sorted(comparison.relations, key=lambda r: (r.kind, r.claims))),
        reuse=tuple(sorted(comparison.reuse, key=lambda r: (r.copy, r.of))),
        statements=tuple(sorted(comparison.statements, key=lambda s: s.proposition)),
        firsts=tuple(sorted(comparison.firsts, key=lambda f: f.proposition)),
    )
    digest = tagged("l1", [ordered, stated, comparison])
    return replace(Story(tuple(ordered), tuple(stated), comparison, (), digest), **rest)  # type: ignore[arg-type]
