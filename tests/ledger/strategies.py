"""Hypothesis strategies for documents and claims: any text, any spans in it, any values of the model."""

from datetime import UTC, date

from hypothesis import strategies as st
from msgspec import UNSET

from sayso.model import (
    Anchor,
    Claim,
    Comparison,
    Document,
    Evidence,
    EvidenceKind,
    Factuality,
    Form,
    Gist,
    Interval,
    Judgement,
    Lean,
    Leaning,
    Link,
    Mark,
    MarkKind,
    Mended,
    Metadata,
    Named,
    Others,
    Passage,
    Quantity,
    Rated,
    Relation,
    RelationKind,
    Reliability,
    Reuse,
    Source,
    SourceKind,
    Span,
    Stance,
    Stanced,
    Status,
    Verdict,
    Verification,
    Withdrawn,
    Words,
    claim_id,
    cut,
    document_id,
)

__all__ = ["comparisons", "documents", "judgements", "readings", "texts"]

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)
_tuples = st.lists(texts, max_size=3).map(tuple)
_dates = st.none() | st.dates(date(1, 1, 1), date(9999, 12, 31))
_intervals = st.none() | st.builds(Interval, _dates, _dates)
_numbers = st.none() | st.floats(allow_nan=False, allow_infinity=False)
_metadata = st.builds(Metadata, **dict.fromkeys(Metadata.__dataclass_fields__, st.none() | texts))
_gists = st.builds(
    Gist,
    head=texts,
    negated=st.booleans(),
    lemmas=_tuples,
    names=_tuples,
    quantities=st.lists(st.builds(Quantity, _numbers, _numbers, texts, texts), max_size=2).map(tuple),
    about=_tuples,
)


def _spans(text: str) -> st.SearchStrategy[Span]:
    places = st.integers(0, len(text))
    return st.tuples(places, places).map(lambda ends: Span(min(ends), max(ends)))


def _places(text: str) -> st.SearchStrategy[tuple[Span, ...]]:
    return st.lists(_spans(text), min_size=1, max_size=3).map(tuple)


def _words(text: str) -> st.SearchStrategy[Words]:
    return _places(text).map(lambda spans: Words(cut(text, spans), spans))


def _sources(text: str) -> st.SearchStrategy[Source]:
    return st.builds(
        lambda spans, kind, name: Source(cut(text, spans), spans, kind, name),
        _places(text),
        st.sampled_from(SourceKind),
        texts,
    )


def _evidence(text: str) -> st.SearchStrategy[Evidence]:
    return st.builds(
        lambda spans, kind, verification: Evidence(cut(text, spans), spans, kind, verification),
        _places(text),
        st.sampled_from(EvidenceKind),
        st.sampled_from(Verification),
    )


@st.composite
def documents(draw: st.DrawFn) -> Document:
    """A document that was read, wholly or in part."""
    text, metadata = draw(texts), draw(_metadata)
    status = draw(st.sampled_from([Status.READ, Status.PARTLY]))
    marks = st.lists(st.builds(Mark, _spans(text), st.sampled_from(MarkKind)), max_size=2).map(tuple)
    path = draw(texts.map(lambda path: path.replace("\0", "")))
    reason = draw(st.none() | texts)
    return Document(document_id(text, metadata), text, metadata, path, status, reason, draw(marks))


@st.composite
def _claims(draw: st.DrawFn, document: Document) -> Claim:
    text = document.text
    source, cue, content = draw(st.none() | _sources(text)), draw(st.none() | _words(text)), draw(_words(text))
    return Claim(
        id=claim_id(document.id, source.spans if source else (), cue.spans if cue else (), content.spans),
        document=document.id,
        form=draw(st.sampled_from(Form)),
        source=source,
        cue=cue,
        content=content,
        sentence=draw(_spans(text)),
        chain=draw(st.lists(st.builds(Link, texts, st.sampled_from(SourceKind)), max_size=2).map(tuple)),
        factuality=draw(st.sampled_from(Factuality)),
        hedges=draw(st.lists(_words(text), max_size=2).map(tuple)),
        evidence=draw(st.lists(_evidence(text), max_size=2).map(tuple)),
        said_at=draw(_intervals),
        event_time=draw(_intervals),
        confidence=draw(st.floats(0, 1)),
        gist=draw(_gists),
    )


@st.composite
def readings(draw: st.DrawFn) -> tuple[Document, tuple[Claim, ...]]:
    """A document with claims of it, no two of one id."""
    document = draw(documents())
    claims = draw(st.lists(_claims(document), max_size=4, unique_by=lambda claim: claim.id))
    return document, tuple(claims)


_kinds = st.sampled_from(RelationKind)
_relations = st.builds(Relation, _kinds, st.tuples(texts, texts), texts, st.floats(0, 1))
_places_anywhere = st.builds(Span, st.integers(0, 99), st.integers(100, 199))
_reuses = st.builds(
    Reuse, texts, texts, st.lists(st.builds(Passage, _places_anywhere, _places_anywhere)).map(tuple), texts
)
comparisons = st.builds(
    Comparison,
    relations=st.lists(_relations, max_size=4).map(tuple),
    reuse=st.lists(_reuses, max_size=2).map(tuple),
    leanings=st.lists(st.builds(Leaning, texts, texts, st.sampled_from(Lean), texts), max_size=3).map(tuple),
    withdrawn=st.lists(st.builds(Withdrawn, texts, texts, texts), max_size=3).map(tuple),
    rejected=st.lists(texts, max_size=3).map(tuple),
)


@st.composite
def _anchors(draw: st.DrawFn) -> Anchor:
    exact = draw(texts)
    return Anchor(
        claim=draw(texts),
        document=draw(texts),
        url=draw(st.none() | texts),
        path=draw(texts),
        start=draw(st.integers(0, 99)),
        exact=exact,
        prefix=draw(texts),
        suffix=draw(texts),
        alone=draw(st.booleans()),
        distinct=draw(st.booleans()),
        leaning=draw(st.booleans()),
        source=draw(_places(exact)),
        cue=draw(_places(exact)),
        content=draw(_places(exact)),
        name=draw(st.none() | texts),
        kind=draw(st.none() | st.sampled_from(SourceKind)),
        factuality=draw(st.sampled_from(Factuality)),
        event_time=draw(_intervals),
        answered=draw(st.none() | texts),
    )


_changes = st.one_of(
    readings().filter(lambda reading: bool(reading[1])).map(lambda reading: Mended(reading[1][0])),
    st.builds(Others, _tuples),
    st.builds(Stanced, st.sampled_from(Stance), texts, st.none() | st.sampled_from(Stance)),
    st.builds(Rated, st.sampled_from(Reliability), texts, st.sampled_from(SourceKind)),
    st.builds(Named, texts, st.sampled_from(SourceKind)),
)
judgements = st.builds(
    Judgement,
    texts,
    texts,
    st.sampled_from(Verdict),
    texts,
    st.datetimes(timezones=st.just(UTC)),
    texts,
    st.just(UNSET) | _changes,
    st.just(UNSET) | st.lists(_anchors(), max_size=2).map(tuple),
)
