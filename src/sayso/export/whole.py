"""All records of a story, each kind in its turn.

Invariant: they follow from the story alone, and stand in its canonical order.
"""

from collections.abc import Iterator

from sayso.crossdoc import settle_story
from sayso.export.judgements import judgement_record
from sayso.export.records import (
    Record,
    change_record,
    claim_record,
    document_record,
    entity_index,
    entity_record,
    event_record,
    first_record,
    leaning_record,
    proposition_record,
    question_record,
    relation_record,
    reuse_record,
    statement_record,
    withdrawn_record,
)
from sayso.model import Story

__all__ = ["story_records"]


def story_records(story: Story) -> Iterator[Record]:
    """All records of a story: documents, claims (mended ones as mended), all that comparing yields, judgements."""
    found = {claim.id: claim for claim in story.claims}
    story, settled = settle_story(story)
    compared = story.comparison
    documents = {document.id: document for document in story.documents}
    entities = entity_index(compared, story.claims)
    yield from map(document_record, story.documents)
    yield from (claim_record(claim, entities=entities) for claim in story.claims)
    yield from map(proposition_record, compared.propositions)
    yield from map(question_record, compared.questions)
    yield from map(relation_record, compared.relations)
    yield from (reuse_record(reuse, documents) for reuse in compared.reuse)
    yield from map(entity_record, compared.entities)
    yield from map(event_record, compared.events)
    yield from map(statement_record, compared.statements)
    yield from map(change_record, compared.changes)
    yield from map(first_record, compared.firsts)
    yield from map(leaning_record, compared.leanings)
    yield from map(withdrawn_record, compared.withdrawn)
    yield from (judgement_record(judgement, settled, found) for judgement in story.judgements)
