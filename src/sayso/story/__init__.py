"""The conductor, and the only one: it calls the floors in their order; `cli` and `web` call nothing else for work."""

from sayso.story.conductor import (
    Ending,
    Step,
    Summary,
    compare,
    copy,
    export_story,
    extract,
    open_story,
    read,
    search,
    verify,
    view_claim,
    view_custody,
    view_document,
    view_original,
    view_readings,
    write_dossier,
    write_whole,
)
from sayso.story.deciding import Replay, judge, replay_judgements
from sayso.story.docket import What
from sayso.story.judging import rejected_claims
from sayso.story.mending import Correction
from sayso.story.workers import Engine, Extracted, extract_documents, load_engine

__all__ = [
    "Correction",
    "Ending",
    "Engine",
    "Extracted",
    "Replay",
    "Step",
    "Summary",
    "What",
    "compare",
    "copy",
    "export_story",
    "extract",
    "extract_documents",
    "judge",
    "load_engine",
    "open_story",
    "read",
    "rejected_claims",
    "replay_judgements",
    "search",
    "verify",
    "view_claim",
    "view_custody",
    "view_document",
    "view_original",
    "view_readings",
    "write_dossier",
    "write_whole",
]
