"""The conductor, and the only one: it calls the floors in their order; `cli` and `web` call nothing else for work."""

from sayso.story.archiving import (
    Archived,
    ArchivedAudit,
    audit_archive,
    backup,
    is_archive,
    restore,
    verify_archive,
)
from sayso.story.comparing import compare
from sayso.story.conductor import (
    Ending,
    Step,
    Summary,
    audit,
    copy,
    export_story,
    extract,
    open_story,
    prove,
    read,
    search,
    verify,
    view_claim,
    view_document,
    view_entity,
    view_proposition,
    write_whole,
)
from sayso.story.deciding import Replay, compare_judged, judge, may_change, replay_judgements
from sayso.story.docket import What
from sayso.story.dossiers import (
    Kept,
    Selection,
    dossier_form,
    make_dossier,
    render_dossier,
    write_dossier,
)
from sayso.story.judgements import Judgements
from sayso.story.mending import Correction, warm_reader
from sayso.story.overview import (
    Amount,
    Carried,
    Overview,
    Ranking,
    view_overview,
    view_ranking,
)
from sayso.story.parts import Part, view_part
from sayso.story.provenance import view_custody, view_differences, view_original
from sayso.story.queueing import Queue, is_decided, weigh_part
from sayso.story.resting import Asked, Effect, Rests, rests
from sayso.story.stamping import Stamped, ask_authority, check_stamps, request_stamp, take_stamp
from sayso.story.times import Matters, view_matters, view_times
from sayso.story.tracing import Judged, Provenance, trace
from sayso.story.weighing import DECIDING, Due
from sayso.story.workers import Engine, Extracted, extract_documents, load_engine

__all__ = [
    "DECIDING",
    "Amount",
    "Archived",
    "ArchivedAudit",
    "Asked",
    "Carried",
    "Correction",
    "Due",
    "Effect",
    "Ending",
    "Engine",
    "Extracted",
    "Judged",
    "Judgements",
    "Kept",
    "Matters",
    "Overview",
    "Part",
    "Provenance",
    "Queue",
    "Ranking",
    "Replay",
    "Rests",
    "Selection",
    "Stamped",
    "Step",
    "Summary",
    "What",
    "ask_authority",
    "audit",
    "audit_archive",
    "backup",
    "check_stamps",
    "compare",
    "compare_judged",
    "copy",
    "dossier_form",
    "export_story",
    "extract",
    "extract_documents",
    "is_archive",
    "is_decided",
    "judge",
    "load_engine",
    "make_dossier",
    "may_change",
    "open_story",
    "prove",
    "read",
    "render_dossier",
    "replay_judgements",
    "request_stamp",
    "restore",
    "rests",
    "search",
    "take_stamp",
    "trace",
    "verify",
    "verify_archive",
    "view_claim",
    "view_custody",
    "view_differences",
    "view_document",
    "view_entity",
    "view_matters",
    "view_original",
    "view_overview",
    "view_part",
    "view_proposition",
    "view_ranking",
    "view_times",
    "warm_reader",
    "weigh_part",
    "write_dossier",
    "write_whole",
]
