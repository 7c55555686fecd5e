"""The whole provenance of one claim: from its words to the bytes they were read from, and to its place in the record.

Beside `conductor`. Invariant: nothing is told of a place in an original but what was checked against its kept bytes.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from sayso.errors import LedgerError, NotFoundError
from sayso.model import Claim, Custody, Document, Judgement, Located, Means, Span, undone_judgements
from sayso.story.finding import find_thing
from sayso.story.judgements import Judgements
from sayso.story.opening import opened

if TYPE_CHECKING:
    from sayso.ledger import Ledger
    from sayso.ledger.entries import Entry
    from sayso.ledger.lookup import Lookup

__all__ = ["Judged", "Provenance", "trace"]

_UNKNOWN = "nothing is known of its bytes: it was read without them"
_LINE_MEDIA = "application/json"


@dataclass(frozen=True, slots=True)
class Judged:
    """A judgement on the claim, its report or its source, and whether it has been undone.

    `carried` is the claim (by id) of another version of the report on which it was made, None where it is this one.
    """

    judgement: Judgement
    undone: bool
    carried: str | None = None


@dataclass(frozen=True, slots=True)
class Provenance:
    """A claim and its report, how the report's bytes were had, where the words stand in them, by which entries of the
    chain it was recorded, and what people judged. `original` is the digest of the bytes that `located` counts in.
    """

    claim: Claim
    document: Document
    custody: tuple[Custody, ...]
    original: str | None
    located: Located
    entries: "tuple[Entry, ...]"
    judgements: tuple[Judged, ...]


def trace(ledger: "Ledger | str | Path", claim: str, *, judgements: Judgements | None = None) -> Provenance:
    """The provenance of a claim, by its id or a beginning of eight characters that only one has.

    Of `judgements` that were read already only later ones are read. Raises `NotFoundError` where there is no such
    claim.
    """
    with opened(ledger) as held:
        lookup = held.lookup()
        with lookup.moment():
            found = held.view_claim(find_thing(lookup, claim, ["c1"]))
            document = held.view_document(found.document)
            custody = held.view_custody(document.id)
            original, located = _located(held, document, custody, _spans(found))
            entries = held.claim_entries(found.id)
            bearing = (judgements or Judgements()).read_on(held).bearing_on([document], [found.id], lookup.held_claims)
            told = tuple(_judged(held, lookup, bearing, found, document))
    return Provenance(found, document, custody, original, located, entries, told)


def _spans(claim: Claim) -> tuple[Span, ...]:
    """The places of content, source and cue, each once, in that order."""
    parts = (claim.content, claim.source, claim.cue)
    return tuple(dict.fromkeys(Span(*span) for part in parts if part is not None for span in part.spans))


def _located(
    held: "Ledger", document: Document, custody: Iterable[Custody], spans: tuple[Span, ...]
) -> tuple[str | None, Located]:
    """Where the words stand in the original had last of those in which they can be followed, and its digest."""
    why = _UNKNOWN
    for known in reversed(list(custody)):
        try:
            located = _followed(held.view_original(known.original.digest), known, document, spans)
        except (LedgerError, NotFoundError) as error:
            located = Located(why=str(error))
        if located.why is None:
            return known.original.digest, located
        why = located.why
    return None, Located(why=why)


def _followed(content: bytes, known: Custody, document: Document, spans: tuple[Span, ...]) -> Located:
    from sayso.intake import kind_of, locate_words

    if known.means is Means.LINE or known.original.media == _LINE_MEDIA:
        return locate_words(content, ".jsonl", document, spans)
    # A file's ending told its media; of what the web gave the address has a say.
    kind, charset = kind_of(known.original.media, known.place if known.means is Means.WEB else "")
    return locate_words(content, kind, document, spans, charset=charset)


def _judged(
    held: "Ledger", lookup: "Lookup", judgements: Sequence[Judgement], claim: Claim, document: Document
) -> Iterator[Judged]:
    undone = undone_judgements(judgements)
    carried = _carried(held, lookup, judgements, claim, document)
    things = {document.id, *lookup.spoken_for([claim.id])[claim.id]}
    for judgement in judgements:
        if claim.id in judgement.claims or judgement.on in things:
            yield Judged(judgement, judgement.id in undone)
        elif judgement.id in carried:
            yield Judged(judgement, undone=False, carried=carried[judgement.id])


def _carried(
    held: "Ledger", lookup: "Lookup", judgements: Sequence[Judgement], claim: Claim, document: Document
) -> dict[str, str | None]:
    """The judgements (by id) that stand on this claim because they were made on it in another version of its report, or
    as an older program found it; with the claim (by id) on which they were made.
    """
    from sayso.crossdoc import settle_judgements
    from sayso.crossdoc.anchors import address

    judged = {ident for judgement in judgements for ident in judgement.claims}
    reports = {one.document for one in lookup.claims(judged).values()}
    reports |= {anchor.document for judgement in judgements for anchor in judgement.anchors or ()}
    here = address(document.metadata.url, document.path)
    versions = [
        d for d in lookup.reports(reports).values() if address(d.metadata.url, d.path) == here and d.id != document.id
    ]
    claims = [c for one in (document, *versions) for c in held.view_claims(one.id)]
    bearings = settle_judgements(judgements, [document, *versions], claims).bearings.get(claim.id, ())
    return {bearing.judgement.id: bearing.carried for bearing in bearings if bearing.carried}
