"""The records in which a story leaves Sayso: plain dicts of plain data, the same for every format.

Invariant: a record has the fields of the outside contract in its order, `type` first, then those that tell more, and
each of its words its spans.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from sayso.model import (
    Answer,
    Change,
    Claim,
    Comparison,
    Document,
    Entity,
    Event,
    Evidence,
    FirstReport,
    Grade,
    Interval,
    Join,
    Leaning,
    Link,
    Mention,
    Office,
    Origin,
    Place,
    Proposition,
    Quantity,
    Question,
    Relation,
    Reuse,
    Source,
    SourceKind,
    Span,
    Statement,
    Timex,
    Unnamed,
    Withdrawn,
    Words,
    cut,
)

Record = dict[str, Any]

__all__ = [
    "Record",
    "change_record",
    "claim_record",
    "document_record",
    "entity_index",
    "entity_record",
    "event_record",
    "first_record",
    "leaning_record",
    "proposition_record",
    "question_record",
    "relation_record",
    "reuse_record",
    "statement_record",
    "withdrawn_record",
]


def document_record(document: Document) -> Record:
    """A document as a record: where it came from and how its reading ended; not its text."""
    about = document.metadata
    return {
        "type": "document",
        "id": document.id,
        "path": document.path,
        "url": about.url,
        "title": about.title,
        "outlet": about.outlet,
        "author": about.author,
        "published": about.published,
        "language": about.language,
        "status": document.status.value,
        "reason": document.reason,
    }


def claim_record(claim: Claim, *, document: str | None = None, entities: Mapping[str, str] = {}) -> Record:
    """A claim as a record. `document` stands in for its document's id; `entities` is what `entity_index` gives."""
    return {
        "type": "claim",
        "id": claim.id,
        "confidence": claim.confidence,
        "document": claim.document if document is None else document,
        "form": claim.form.value,
        "source": _source(claim.source, entities.get(claim.id)),
        "cue": None if claim.cue is None else _words(claim.cue),
        "content": _words(claim.content),
        "chain": _chain(claim, entities),
        "factuality": claim.factuality.value,
        "hedges": [_words(hedge) for hedge in claim.hedges],
        "evidence": [_evidence(evidence) for evidence in claim.evidence],
        "said_at": _interval(claim.said_at),
        "event_time": _interval(claim.event_time),
        "course": claim.course and claim.course.value,
        "attitude": {"value": claim.attitude.value, "signs": [_words(sign) for sign in claim.attitude_signs]},
        "numbers": [_quantity(number) for number in claim.numbers],
        "dates": [{**_words(timex), "value": timex.value} for timex in claim.dates],
        "places": [_place(place) for place in claim.places],
    }


def proposition_record(proposition: Proposition) -> Record:
    """A proposition as a record, with its origins and why the claims of each are one."""
    return {
        "type": "proposition",
        "id": proposition.id,
        "text": proposition.text,
        "claims": [{"claim": claim.claim, "stance": claim.stance.value} for claim in proposition.claims],
        "affirming_origins": proposition.affirming_origins,
        "denying_origins": proposition.denying_origins,
        "origins": [_origin(origin) for origin in proposition.origins],
        "standing": proposition.standing.value,
        "why": proposition.why,
        "grade": _grade(proposition.grade),
    }


def question_record(question: Question) -> Record:
    """A question as a record; of a `truth` question the second answer, the denial, has no propositions."""
    return {
        "type": "question",
        "id": question.id,
        "text": question.text,
        "variable": question.variable.value,
        "answers": [_answer(answer) for answer in question.answers],
    }


def relation_record(relation: Relation) -> Record:
    """A relation of two claims as a record."""
    return {
        "type": "relation",
        "kind": relation.kind.value,
        "claims": list(relation.claims),
        "why": relation.why,
        "score": relation.score,
    }


def reuse_record(reuse: Reuse, documents: Mapping[str, Document]) -> Record:
    """Reuse as a record; each passage with its words and place in both, cut from `documents` (by id)."""
    return {
        "type": "reuse",
        "copy": reuse.copy,
        "of": reuse.of,
        "passages": [
            {
                "copy": _passage(documents[reuse.copy].text, passage.copy),
                "of": _passage(documents[reuse.of].text, passage.of),
            }
            for passage in reuse.passages
        ],
    }


def entity_record(entity: Entity) -> Record:
    """An entity as a record, with every place where it is mentioned."""
    return {
        "type": "entity",
        "id": entity.id,
        "name": entity.name,
        "kind": entity.kind.value,
        "mentions": [_mention(mention) for mention in entity.mentions],
        "why": entity.why,
        "joins": [_join(join) for join in entity.joins],
        "offices": [_office(office) for office in entity.offices],
    }


def event_record(event: Event) -> Record:
    """A dated event as a record, with the claims that say so."""
    return {
        "type": "event",
        "date": _interval(event.date),
        "text": event.text,
        "claims": list(event.claims),
        "proposition": event.proposition,
        "others": [_interval(other) for other in event.others],
    }


def statement_record(statement: Statement) -> Record:
    """What one source said on one occasion as a record, with the claims that report it."""
    return {
        "type": "statement",
        "proposition": statement.proposition,
        "source": statement.source or None,
        "stance": statement.stance.value,
        "said": _interval(statement.said),
        "timing": statement.timing.value,
        "claims": list(statement.claims),
    }


def change_record(change: Change) -> Record:
    """How a source's account went on as a record: the earlier claim and the later one."""
    return {
        "type": "change",
        "turn": change.turn.value,
        "source": change.source,
        "claims": list(change.claims),
        "why": change.why,
    }


def leaning_record(leaning: Leaning) -> Record:
    """That a claim rests on a document, a source or another claim, as a record."""
    return {"type": "leaning", "claim": leaning.claim, "on": leaning.on, "by": leaning.lean.value, "why": leaning.why}


def withdrawn_record(withdrawn: Withdrawn) -> Record:
    """That a claim counts for nothing, as a record."""
    return {"type": "withdrawn", "claim": withdrawn.claim, "on": withdrawn.on, "why": withdrawn.why}


def first_record(first: FirstReport) -> Record:
    """Where a proposition was first published as a record."""
    return {
        "type": "first",
        "proposition": first.proposition,
        "claims": list(first.claims),
        "date": _interval(first.date),
        "sure": first.sure,
        "why": first.why,
    }


def entity_index(compared: Comparison, claims: Iterable[Claim] = ()) -> dict[str, str]:
    """Entity ids, by claim (whose source it is) and by kind and name, for the links of chains.

    A name that two entities of one kind share is left out of the latter: it would be a guess.
    """
    by_claim = {claim: entity.id for entity in compared.entities for claim in entity.claims}
    named: dict[str, set[str]] = {}
    for entity in compared.entities:
        named.setdefault(_key(entity.kind, entity.name), set()).add(entity.id)
    for claim in claims:
        if claim.source is not None and claim.id in by_claim:
            named.setdefault(_key(claim.source.kind, claim.source.name), set()).add(by_claim[claim.id])
    return by_claim | {key: min(ids) for key, ids in named.items() if len(ids) == 1}


def _key(kind: SourceKind, name: str) -> str:
    return f"{kind.value} {name}"


def _grade(grade: Grade) -> Record:
    return {"reliability": grade.reliability, "credibility": grade.credibility, "reasons": list(grade.reasons)}


def _source(source: Source | None, entity: str | None) -> Record | None:
    if source is None:
        return None
    return {
        "text": source.text,
        "spans": _spans(source.spans),
        "kind": source.kind.value,
        "entity": entity,
        "name": source.name,
        "unnamed": source.unnamed and _unnamed(source.unnamed),
    }


def _unnamed(unnamed: Unnamed) -> Record:
    return {
        "number": {"from": unnamed.least, "to": unnamed.most},
        "described": unnamed.described,
        "close_to": unnamed.close_to and _words(unnamed.close_to),
        "reason": unnamed.reason and _words(unnamed.reason),
    }


def _chain(claim: Claim, entities: Mapping[str, str]) -> list[Record]:
    links = [_link(link, entities.get(_key(link.kind, link.name))) for link in claim.chain]
    if links and claim.source is not None:
        links[-1]["entity"] = entities.get(claim.id)
    return links


def _link(link: Link, entity: str | None) -> Record:
    return {"name": link.name, "kind": link.kind.value, "entity": entity, "factuality": link.factuality.value}


def _words(words: Words | Quantity | Place | Timex) -> Record:
    return {"text": words.text, "spans": _spans(words.spans)}


def _evidence(evidence: Evidence) -> Record:
    return {
        "text": evidence.text,
        "spans": _spans(evidence.spans),
        "kind": evidence.kind.value,
        "verification": evidence.verification.value,
        "by": evidence.by,
    }


def _quantity(number: Quantity) -> Record:
    return {**_words(number), "from": number.low, "to": number.high, "unit": number.unit}


def _place(place: Place) -> Record:
    return {**_words(place), "name": place.name, "country": place.country}


def _join(join: Join) -> Record:
    return {"names": [join.name, join.other], "why": join.why, "sure": join.sure}


def _office(office: Office) -> Record:
    return {
        "title": office.title,
        "body": office.body,
        **_ends(office.held),
        "documents": list(office.documents),
    }


def _origin(origin: Origin) -> Record:
    return {"name": origin.name, "stance": origin.stance.value, "claims": list(origin.claims), "why": origin.why}


def _answer(answer: Answer) -> Record:
    return {"text": answer.text, "propositions": list(answer.propositions), "origins": answer.origins}


def _passage(text: str, span: Span) -> Record:
    return {"text": cut(text, [span]), "spans": _spans([span])}


def _mention(mention: Mention) -> Record:
    return {"document": mention.document, "text": mention.text, "spans": _spans([mention.span])}


def _interval(interval: Interval | None) -> Record | None:
    if interval is None:
        return None
    return {**_ends(interval), "granularity": interval.granularity and interval.granularity.value}


def _ends(interval: Interval) -> Record:
    first, last = interval.first, interval.last
    return {"from": first and first.isoformat(), "to": last and last.isoformat()}


def _spans(spans: Iterable[Span]) -> list[list[int]]:
    return [[start, end] for start, end in spans]
