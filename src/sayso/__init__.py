"""Sayso: the ledger of who says what, on whose word. The public face; docs/api.md describes and runs it.

What it names is imported when first asked for. Invariant: `import sayso` loads no floor, no library and no model.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from sayso.version import __version__

if TYPE_CHECKING:
    from sayso.errors import (
        InputError,
        LedgerError,
        LedgerVersionError,
        LexiconError,
        NotFoundError,
        SaysoError,
        UsageError,
    )
    from sayso.ledger import (
        Fault,
        Ledger,
        open_ledger,
    )
    from sayso.model import (
        Answer,
        Attitude,
        Claim,
        Comparison,
        Course,
        Document,
        Entity,
        Event,
        Evidence,
        EvidenceKind,
        Factuality,
        Form,
        Gist,
        Granularity,
        Interval,
        Join,
        Judgement,
        Link,
        Mark,
        MarkKind,
        Mention,
        Metadata,
        Office,
        Origin,
        Passage,
        Place,
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
        Story,
        Timex,
        Unnamed,
        Variable,
        Verdict,
        Verification,
        Words,
    )
    from sayso.story import (
        Ending,
        Extracted,
        Step,
        Summary,
        compare,
        export_story,
        extract,
        judge,
        open_story,
        read,
        rejected_claims,
        search,
        verify,
        view_claim,
        view_document,
        write_dossier,
    )

__all__ = [
    "Answer",
    "Attitude",
    "Claim",
    "Comparison",
    "Course",
    "Document",
    "Ending",
    "Entity",
    "Event",
    "Evidence",
    "EvidenceKind",
    "Extracted",
    "Factuality",
    "Fault",
    "Form",
    "Gist",
    "Granularity",
    "InputError",
    "Interval",
    "Join",
    "Judgement",
    "Ledger",
    "LedgerError",
    "LedgerVersionError",
    "LexiconError",
    "Link",
    "Mark",
    "MarkKind",
    "Mention",
    "Metadata",
    "NotFoundError",
    "Office",
    "Origin",
    "Passage",
    "Place",
    "Proposition",
    "Quantity",
    "Question",
    "Relation",
    "RelationKind",
    "Reuse",
    "SaysoError",
    "Source",
    "SourceKind",
    "Span",
    "Stance",
    "StancedClaim",
    "Standing",
    "Status",
    "Step",
    "Story",
    "Summary",
    "Timex",
    "Unnamed",
    "UsageError",
    "Variable",
    "Verdict",
    "Verification",
    "Words",
    "__version__",
    "compare",
    "export_story",
    "extract",
    "judge",
    "open_ledger",
    "open_story",
    "read",
    "rejected_claims",
    "search",
    "verify",
    "view_claim",
    "view_document",
    "write_dossier",
]

_HOMES = ("sayso.errors", "sayso.model", "sayso.story", "sayso.ledger")

if not TYPE_CHECKING:  # a checker of types is to take the imports above, and to refuse what is not among them

    def __getattr__(name: str) -> Any:
        if name in __all__:
            for home in map(import_module, _HOMES):
                if name in home.__all__:
                    return getattr(home, name)
        raise AttributeError(f"module 'sayso' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
