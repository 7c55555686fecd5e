"""A whole story as a value: what a ledger holds of it at one moment."""

from dataclasses import dataclass

from sayso.model.claims import Claim
from sayso.model.comparison import Comparison
from sayso.model.documents import Document
from sayso.model.judgements import Judgement

__all__ = ["Story"]


@dataclass(frozen=True, slots=True)
class Story:
    """Documents, claims, what comparing them yields, judgements, and the digest of the ledger they stand in.

    Documents are in order of `(published, id)`, claims in order of `(document, first place, id)`.
    """

    documents: tuple[Document, ...]
    claims: tuple[Claim, ...]
    comparison: Comparison
    judgements: tuple[Judgement, ...]
    digest: str
