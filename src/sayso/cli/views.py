"""A story seen from its several sides: for each a table for eyes and records for programs.

Invariant: both are pure functions of the story, in its canonical order.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sayso.cli.course import changes_of, timeline_records, timeline_table
from sayso.cli.index import Index, span_words
from sayso.cli.judged import bearing_words, judgement_records, judgements_table, withdrawals
from sayso.cli.search import claims_table
from sayso.cli.terminal import Table
from sayso.cli.wording import outlet_of
from sayso.crossdoc import settle_story
from sayso.export import (
    change_record,
    claim_record,
    document_record,
    entity_index,
    entity_record,
    proposition_record,
    question_record,
)
from sayso.model import (
    Entity,
    Office,
    SourceKind,
    Story,
)

__all__ = ["RECORDS", "TABLES"]

Record = dict[str, Any]


@dataclass(frozen=True, slots=True)
class _Speaker:
    """A source with the ids of its claims."""

    name: str
    kind: SourceKind
    entity: Entity | None
    claims: tuple[str, ...]


def _claims(story: Story) -> Table:
    """The claims as they stand, and what people decided on them."""
    story, settled = settle_story(story)
    documents = Index(story).documents
    table = claims_table((documents[claim.document], claim) for claim in story.claims)
    fallen = {one.claim: f"counts for nothing: {one.why}" for one in story.comparison.withdrawn}
    judged = (
        "; ".join(filter(None, [bearing_words(settled.bearings.get(claim.id, ())), fallen.get(claim.id)]))
        for claim in story.claims
    )
    rows = ((*row[:-1], words, row[-1]) for row, words in zip(table.rows, judged, strict=True))
    return Table((*table.columns[:-1], "judged", "id"), tuple(rows))


def _documents(story: Story) -> Table:
    withdrawn = withdrawals(story)
    rows = (
        (
            d.status,
            (d.metadata.published or "")[:10],
            outlet_of(d),
            d.name,
            "; ".join(filter(None, [d.reason, withdrawn.get(d.id)])),
            d.id,
        )
        for d in story.documents
    )
    return Table(("status", "published", "outlet", "title", "reason", "id"), tuple(rows))


def _propositions(story: Story) -> Table:
    rows = (
        (p.standing, p.grade.pair, str(p.affirming_origins), str(p.denying_origins), p.text, p.why, p.id)
        for p in story.comparison.propositions
    )
    return Table(("standing", "grade", "affirm", "deny", "proposition", "why", "id"), tuple(rows))


def _questions(story: Story) -> Table:
    index = Index(story)
    rows = (
        (q.text, q.variable, a.text, str(a.origins), "; ".join(o.name for o in index.origins(q, a)), q.id)
        for q in story.comparison.questions
        for a in q.answers
    )
    return Table(("question", "differ on", "answer", "origins", "who", "id"), tuple(rows))


def _origins(story: Story) -> Table:
    index = Index(story)
    rows = (
        (p.text, o.stance, o.name, o.kind, str(len(o.claims)), ", ".join(index.outlets(o.claims)), o.why)
        for p in story.comparison.propositions
        for o in p.origins
    )
    return Table(("proposition", "stance", "origin", "kind", "claims", "outlets", "why"), tuple(rows))


def _sources(story: Story) -> Table:
    index, withdrawn = Index(story), withdrawals(story)
    rows = (
        (
            s.name,
            s.kind,
            _offices(s.entity),
            _names(s.entity),
            str(len(s.claims)),
            ", ".join(index.outlets(s.claims)),
            "; ".join(
                [
                    *filter(None, [withdrawn.get(s.entity.id) if s.entity else None]),
                    *(index.change_words(change) for change in changes_of(story, s.claims)),
                ]
            ),
            s.entity.id if s.entity else "",
        )
        for s in _speakers(story)
    )
    return Table(("source", "kind", "offices", "also named", "claims", "outlets", "account", "entity"), tuple(rows))


def _offices(entity: Entity | None) -> str:
    """The offices that reports give an entity, with the days on which they say that it holds them."""
    return "; ".join(_office_words(o) for o in entity.offices) if entity else ""


def _names(entity: Entity | None) -> str:
    """The other names of an entity, each with the reason why it is one; what might be otherwise is "proposed"."""
    joins = entity.joins if entity else ()
    return "; ".join(f"{j.other} ({'' if j.sure else 'proposed: '}{j.why})" for j in joins)


def _office_words(office: Office) -> str:
    """An office in words: "director, Harbour Board (2031-05-04 to 2031-05-09)"."""
    body = f", {office.body}" if office.body else ""
    held = "" if office.held.first is office.held.last is None else f" ({span_words(office.held)})"
    return f"{office.title}{body}{held}"


def _speakers(story: Story) -> tuple[_Speaker, ...]:
    """Whose word the claims are: entities, and sources that none was made of; the most quoted first."""
    speakers = [_Speaker(e.name, e.kind, e, e.claims) for e in story.comparison.entities if e.claims]
    resolved = {claim for speaker in speakers for claim in speaker.claims}
    others: dict[tuple[str, SourceKind], list[str]] = {}
    for claim in story.claims:
        if claim.source and claim.id not in resolved:
            others.setdefault((claim.source.name, claim.source.kind), []).append(claim.id)
    speakers += [_Speaker(name, kind, None, tuple(claims)) for (name, kind), claims in others.items()]
    return tuple(sorted(speakers, key=lambda s: (-len(s.claims), s.name, s.kind, s.entity.id if s.entity else "")))


def _claim_records(story: Story) -> Iterator[Record]:
    story, _ = settle_story(story)
    entities = entity_index(story.comparison, story.claims)
    return (claim_record(claim, entities=entities) for claim in story.claims)


def _origin_records(story: Story) -> Iterator[Record]:
    for proposition in story.comparison.propositions:
        for one in proposition.origins:
            yield {
                "type": "origin",
                "proposition": proposition.id,
                "stance": one.stance.value,
                "name": one.name,
                "kind": one.kind.value,
                "claims": list(one.claims),
                "why": one.why,
            }


def _source_records(story: Story) -> Iterator[Record]:
    for speaker in _speakers(story):
        known = entity_record(speaker.entity) if speaker.entity else {"joins": [], "offices": []}
        yield {
            "type": "source",
            "name": speaker.name,
            "kind": speaker.kind.value,
            "entity": speaker.entity.id if speaker.entity else None,
            "claims": list(speaker.claims),
            "joins": known["joins"],
            "offices": known["offices"],
            "changes": [change_record(change) for change in changes_of(story, speaker.claims)],
        }


TABLES: Mapping[str, Callable[[Story], Table]] = {
    "questions": _questions,
    "propositions": _propositions,
    "claims": _claims,
    "sources": _sources,
    "origins": _origins,
    "timeline": timeline_table,
    "documents": _documents,
    "judgements": judgements_table,
}

RECORDS: Mapping[str, Callable[[Story], Iterator[Record]]] = {
    "questions": lambda story: map(question_record, story.comparison.questions),
    "propositions": lambda story: map(proposition_record, story.comparison.propositions),
    "claims": _claim_records,
    "sources": _source_records,
    "origins": _origin_records,
    "timeline": timeline_records,
    "documents": lambda story: map(document_record, story.documents),
    "judgements": judgement_records,
}
