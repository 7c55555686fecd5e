"""Invented stories as values: the one of the dam, nothing at all, and a hostile report."""

from dataclasses import replace
from datetime import UTC, datetime

from sayso.model import (
    Answer,
    Attitude,
    Change,
    Comparison,
    Document,
    Event,
    Evidence,
    EvidenceKind,
    FirstReport,
    Gist,
    Grade,
    Join,
    Judgement,
    Link,
    Mended,
    Metadata,
    Office,
    Others,
    Place,
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
    Standing,
    Statement,
    Status,
    Story,
    Timex,
    Timing,
    Turn,
    Unnamed,
    Variable,
    Verdict,
    Verification,
    Words,
    claim_id,
    document_id,
    refusal,
)
from tests.dossier.dam import dam_story
from tests.dossier.making import (
    day,
    entity,
    make_claim,
    make_story,
    origin,
    passage,
    proposition,
    question,
)

__all__ = ["dam_story", "empty_story", "hostile_story"]


def empty_story() -> Story:
    """Nothing read."""
    return Story((), (), Comparison(), (), "l1:" + "0" * 32)


def hostile_story(words: str) -> Story:
    """One report all of whose strings hold `words`, a hostile text."""
    text = f"Before {words} after. A man said {words} aloud.\n\nThird {words}"
    metadata = Metadata(words, words, words, "2034-03-14", f"javascript:{words}", words)
    document = Document(document_id(text, metadata), text, metadata, words, Status.PARTLY, words)
    body = Span(0, text.index(" after."))
    source = Span(text.index("A man"), text.index(" said"))
    cue = Span(source.end + 1, source.end + 5)
    said = Words(text[cue.end + 1 : text.index(" aloud")], (Span(cue.end + 1, text.index(" aloud")),))
    shown = Words(words, ())
    own = make_claim(document, text[body.start : body.end])
    claim = replace(
        own,
        id=claim_id(document.id, (source,), (cue,), said.spans),
        source=Source(words, (source,), SourceKind.ANONYMOUS, words, Unnamed(1, 1, words, shown, shown)),
        cue=Words(text[cue.start : cue.end], (cue,)),
        content=said,
        chain=(Link(words, SourceKind.OUTLET), Link(words, SourceKind.ANONYMOUS)),
        hedges=(Words(words, ()),),
        evidence=(Evidence(words, (), EvidenceKind.NONE, Verification.MISSING, words),),
        event_time=day("2034-03-14"),
        gist=Gist(names=(words,)),
        attitude=Attitude.DISTANCING,
        attitude_signs=(shown,),
        numbers=(Quantity(1.0, None, words, words),),
        places=(Place(words, (), words, None),),
        dates=(Timex(words, (), "XXXX-09-25"),),
    )
    held = proposition(
        words,
        Standing.CONTESTED,
        [replace(origin(words, claim), name=words), replace(origin(words, own, stance=Stance.DENIES), name=words)],
        words,
    )
    held = replace(held, grade=Grade("F", 4, (words,)))
    named = entity(words, SourceKind.ANONYMOUS, [claim], words)
    office = Office(words, words, day("2034-03-14"), (document.id,))
    comparison = Comparison(
        propositions=(held,),
        questions=(question(words, Variable.TRUTH, Answer(words, (held.id,), 1), Answer(words, (), 1)),),
        relations=(Relation(RelationKind.UPDATES, (claim.id, own.id), words, 0.5),),
        reuse=(Reuse(document.id, document.id, (passage(document, document, words),), words),),
        entities=(replace(named, joins=(Join(words, words, words, sure=False),), offices=(office,)),),
        events=(Event(day("2034-03-14"), words, (claim.id,), held.id, (day("2034-03-13"),)),),
        statements=(
            Statement(held.id, named.id, Stance.AFFIRMS, day("2034-03-14"), Timing.TOLD, (claim.id,)),
            Statement(held.id, "", Stance.DENIES, None, Timing.UNDATED, (own.id,)),
        ),
        changes=(Change(Turn.REVERSED, named.id, (own.id, claim.id), words),),
        firsts=(FirstReport(held.id, (claim.id,), day("2034-03-14"), True, words),),
    )
    at = datetime(2034, 3, 21, tzinfo=UTC)
    anywhere = replace(claim, content=Words(words, said.spans))
    judgements = (
        Judgement("j1:0", claim.id, Verdict.MEND, words, at, words, Mended(anywhere)),
        Judgement("j1:1", claim.id, Verdict.REJECT, words, at, words),
        Judgement("j1:2", words, Verdict.RATE, words, at, words, Rated(Reliability.B, words, SourceKind.GROUP)),
        Judgement("j1:3", words, Verdict.MERGE, words, at, words, Others((words,))),
    )
    refused = refusal(words + ".pdf", words)
    return make_story([document, refused], [own, claim], comparison, judgements=judgements)
