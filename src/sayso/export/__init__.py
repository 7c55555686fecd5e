"""Out of the ledger, for other programs: one file a format, and the records that all of them share."""

from collections.abc import Callable, Iterator

from sayso.export.jsonl import export_jsonl, export_judgements, json_line
from sayso.export.judgements import judgement_record
from sayso.export.proofs import proof_line
from sayso.export.readings import changed_fields, reading_record
from sayso.export.records import (
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
from sayso.export.whole import story_records
from sayso.model import Story

FORMATS: dict[str, Callable[[Story], Iterator[str]]] = {"jsonl": export_jsonl, "judgements": export_judgements}

__all__ = [
    "FORMATS",
    "change_record",
    "changed_fields",
    "claim_record",
    "document_record",
    "entity_index",
    "entity_record",
    "event_record",
    "export_jsonl",
    "export_judgements",
    "first_record",
    "json_line",
    "judgement_record",
    "leaning_record",
    "proof_line",
    "proposition_record",
    "question_record",
    "reading_record",
    "relation_record",
    "reuse_record",
    "statement_record",
    "story_records",
    "withdrawn_record",
]
