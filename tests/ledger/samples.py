"""A small invented web of reports: a bridge at Orlen Ford, two papers, one spokeswoman, one unnamed engineer."""

from dataclasses import replace
from datetime import UTC, date, datetime

from sayso.model import (
    Answer,
    Change,
    Claim,
    Comparison,
    Document,
    Entity,
    Event,
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
    Mention,
    Metadata,
    Origin,
    Passage,
    Proposition,
    Quantity,
    Question,
    Relation,
    RelationKind,
    Reuse,
    Source,
    SourceKind,
    Span,
    Stance,
    StancedClaim,
    Standing,
    Status,
    Turn,
    Variable,
    Verdict,
    Verification,
    Withdrawn,
    Words,
    claim_id,
    document_id,
    refusal,
    words_at,
)

__all__ = [
    "COMPARISON",
    "COURIER",
    "COURIER_CLAIMS",
    "HERALD",
    "HERALD_CLAIMS",
    "JUDGEMENT",
    "REFUSED",
    "claim",
    "report",
]


def report(text: str, path: str = "in/report.txt", **metadata: str) -> Document:
    """A document with this text."""
    known = Metadata(**metadata)
    return Document(document_id(text, known), text, known, path)


def span_of(document: Document, words: str) -> Span:
    """The place of `words` in a document."""
    start = document.text.index(words)
    return Span(start, start + len(words))


def words_of(document: Document, *words: str) -> Words:
    """`words` of a document, with their places."""
    return words_at(document.text, [span_of(document, piece) for piece in words])


def claim(document: Document, source: str, cue: str, *content: str, kind: SourceKind = SourceKind.PERSON) -> Claim:
    """A claim of a document by its words; without source and cue, the outlet's own."""
    whose = Source(source, (span_of(document, source),), kind, source.title()) if source else None
    cued, said = words_of(document, cue) if cue else None, words_of(document, *content)
    return Claim(
        id=claim_id(document.id, whose.spans if whose else (), cued.spans if cued else (), said.spans),
        document=document.id,
        form=Form.INDIRECT,
        source=whose,
        cue=cued,
        content=said,
        sentence=Span(0, len(document.text)),
        chain=(Link("The Orlen Herald", SourceKind.OUTLET),),
        factuality=Factuality.CERTAIN,
        hedges=(),
        evidence=(),
        said_at=None,
        event_time=None,
        confidence=0.75,
        gist=Gist(lemmas=tuple(said.text.lower().split())),
    )


HERALD = replace(
    report(
        "ORLEN FORD — The bridge will reopen in May, spokeswoman Ilka Brandvoll said. "
        "A surveyor, showing photographs, reportedly doubts it. The ferry runs daily. Also read: Weather",
        path="in/herald.txt",
        title="Bridge to reopen",
        outlet="The Orlen Herald",
        published="2031-04-02",
    ),
    marks=(Mark(Span(0, 12), MarkKind.DATELINE),),
)
COURIER = replace(
    report(
        "Der Brückenbau zu Örlen 🌉 stockt: “Three of the piers are cracked,” an engineer told the Courier.",
        path="in/courier.jsonl#1",
        title="Piers “cracked” – engineer",
        outlet="Ford Courier",
        published="2031-04-01T09:30:00+02:00",
    ),
    status=Status.PARTLY,
    reason="one paragraph is in another language",
)
REFUSED = refusal("in/scan.pdf", "it holds pictures of text alone", "5f1d")

_REOPENS = claim(HERALD, "spokeswoman Ilka Brandvoll", "said", "The bridge will reopen in May")
_DOUBTED = replace(
    claim(HERALD, "A surveyor", "doubts", "The bridge", "reopen in May", kind=SourceKind.ANONYMOUS),
    form=Form.MIXED,
    factuality=Factuality.NOT_POSSIBLE,
    hedges=(words_of(HERALD, "reportedly"),),
    evidence=(
        Evidence("photographs", (span_of(HERALD, "photographs"),), EvidenceKind.IMAGERY, Verification.UNVERIFIED),
    ),
    said_at=Interval(date(2031, 4, 1), date(2031, 4, 2)),
    event_time=Interval(date(2031, 5, 1), None),
)
_FERRY = claim(HERALD, "", "", "The ferry runs daily")
_CRACKED = replace(
    claim(COURIER, "an engineer", "told", "Three of the piers are cracked", kind=SourceKind.ANONYMOUS),
    form=Form.DIRECT,
    gist=Gist("crack", False, ("pier", "crack"), ("Örlen",), (Quantity(3.0, 3.0, "pier", "Three"),), ("🌉",)),
)
HERALD_CLAIMS = (_REOPENS, _DOUBTED, _FERRY)
COURIER_CLAIMS = (_CRACKED,)

COMPARISON = Comparison(
    propositions=(
        Proposition(
            "p1:a",
            "the bridge reopens in May",
            (StancedClaim(_REOPENS.id, Stance.AFFIRMS), StancedClaim(_DOUBTED.id, Stance.DOUBTS)),
            (Origin("Ilka Brandvoll", SourceKind.PERSON, Stance.AFFIRMS, (_REOPENS.id,), "one person"),),
            Standing.CONTESTED,
            "a surveyor doubts it",
        ),
        Proposition("p1:b", "piers are cracked", (), (), Standing.SINGLE_ORIGIN, "one engineer"),
    ),
    questions=(
        Question("q1:a", "Does it reopen in May?", Variable.TRUTH, (Answer("yes", ("p1:a",), 1), Answer("no", (), 1))),
    ),
    relations=(
        Relation(RelationKind.REFUTES, (_REOPENS.id, _CRACKED.id), "cracked piers carry no bridge", 0.5),
        Relation(RelationKind.SUPPORTS, (_DOUBTED.id, _CRACKED.id), "both speak against it", 1 / 3),
    ),
    reuse=(Reuse(COURIER.id, HERALD.id, (Passage(Span(0, 4), Span(2, 6)),), "the same words"),),
    entities=(
        Entity(
            "e1:a",
            "Ilka Brandvoll",
            SourceKind.PERSON,
            (Mention(HERALD.id, span_of(HERALD, "Ilka Brandvoll"), "Ilka Brandvoll"),),
            (_REOPENS.id,),
            "named once",
        ),
    ),
    changes=(Change(Turn.REVERSED, "e1:a", (_REOPENS.id, _DOUBTED.id), "the same surveyor"),),
    leanings=(Leaning(_DOUBTED.id, _REOPENS.id, Lean.CLAIM, "one cites the other's outlet"),),
    withdrawn=(Withdrawn(_CRACKED.id, COURIER.id, "it stands in that report"),),
    events=(Event(Interval(date(2031, 5, 1), date(2031, 5, 31)), "reopening", (_REOPENS.id,)),),
)
JUDGEMENT = Judgement(
    "j1:a", _DOUBTED.id, Verdict.REJECT, "M. Osei", datetime(2031, 4, 6, 8, 0, tzinfo=UTC), "the photographs are old"
)
