"""The reports themselves, in full, with their claims highlighted and a note beside each paragraph.

What every quotation on the page leads to. Invariant: the blocks' pieces and gaps joined are the document's text.
"""

import re
import sys
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from urllib.parse import urlsplit

from sayso.dossier.catalogue import Catalogue, anchor_of, outlet_of, place_of, title_of
from sayso.dossier.copying import passage_anchors
from sayso.dossier.highlights import Region, cut_pieces, spread
from sayso.dossier.remarks import build_remarks
from sayso.dossier.values import Block, Highlight, Note, Pointer, Report, Unread
from sayso.dossier.wording import ASIDES, KINDS, STANCES, STATUSES, count, day_words
from sayso.model import Claim, Document, Reuse, Span, Stance, Status

__all__ = ["build_report", "build_reports", "build_unread", "safe_link"]

_LINE = re.compile(r"[^\n]+")
# Characters that turn the direction of writing for what follows (Unicode's embeddings, overrides and isolates).
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
_LANGUAGE = re.compile("[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")
_WHO = Highlight("", "who", "")
_WRAPPED_LENGTH = 120


def build_reports(
    catalogue: Catalogue, reuse: Sequence[Reuse], originals: Mapping[str, str] | None = None
) -> tuple[Report, ...]:
    """All reports that were read, wholly or partly, in order of publication; `originals` are the digests of what was
    collected, by document, where that was asked of the ledger.
    """
    claims: dict[str, list[Claim]] = {ident: [] for ident in catalogue.documents}
    for claim in catalogue.known(catalogue.claims):
        claims[claim.document].append(claim)
    reports = (
        (ident, build_report(catalogue, document, claims[ident], passage_anchors(catalogue, reuse, ident)))
        for ident, document in catalogue.documents.items()
    )
    if originals is None:
        return tuple(report for _, report in reports)
    return tuple(replace(report, original=originals.get(ident, "")) for ident, report in reports)


def build_report(
    catalogue: Catalogue,
    document: Document,
    claims: Sequence[Claim],
    places: Iterable[tuple[int, str]] = (),
    shared: Iterable[Region] = (),
) -> Report:
    """A report in full with these of its claims marked in it, anchors at `places` of its text, and `shared` wording."""
    about, published = document.metadata, document.published_on
    blocks = _paragraphs(document.text)
    placed, adrift = _placed(catalogue, document, claims, blocks, shared)
    landed, lost = _landed(places, blocks)
    return Report(
        anchor=anchor_of("report", document.id),
        number=catalogue.reports[document.id],
        title=title_of(document),
        outlet=outlet_of(document),
        author=about.author or "",
        date=day_words(published),
        iso=published.isoformat() if published else "",
        language=about.language if about.language and _LANGUAGE.fullmatch(about.language) else "",
        url=about.url or "",
        link=safe_link(about.url or ""),
        counts=_counts(claims),
        noted=sum(claim.id in catalogue.noted for claim in claims),
        warnings=_warnings(catalogue, document),
        copies=_copies(catalogue, document),
        blocks=tuple(_blocks(document, blocks, placed, landed, _notes(catalogue, claims, blocks))),
        adrift=(*adrift, *lost),
        ident=document.id,
        original=None,
        places=tuple((catalogue.reference(claim), _characters(claim)) for claim in claims),
    )


def build_unread(documents: Iterable[Document]) -> tuple[Unread, ...]:
    """The inputs that were refused or read in part, with the reason."""
    return tuple(
        Unread(
            name=document.path if document.status is Status.REFUSED else document.name,
            status=STATUSES[document.status],
            reason=document.reason or "no reason is recorded",
            anchor="" if document.status is Status.REFUSED else anchor_of("report", document.id),
        )
        for document in documents
        if document.status is not Status.READ
    )


def safe_link(url: str) -> str:
    """`url` where it is a web address that a page may link to, else an empty text."""
    if not url.isprintable() or " " in url:
        return ""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    return url if parts.scheme in {"http", "https"} and parts.hostname else ""


def _characters(claim: Claim) -> str:
    """Where its words stand, so that `text[from:to]` gives them."""
    return ", ".join(f"{span.start}–{span.end}" for span in claim.content.spans)


def _paragraphs(text: str) -> list[Span]:
    """Stretches of text without the white space around them, parted by blank lines.

    A line too long to be one of a wrapped paragraph stands alone: many texts part paragraphs by one line break.
    """
    paragraphs: list[Span] = []
    before = (-1, _WRAPPED_LENGTH + 1)
    for match in _LINE.finditer(text):
        line = match[0].strip()
        if not line:
            continue
        start = match.start() + len(match[0]) - len(match[0].lstrip())
        end = start + len(line)
        wrapped = before[0] + 1 == match.start() and max(before[1], len(line)) <= _WRAPPED_LENGTH
        paragraphs.append(Span(paragraphs.pop().start if wrapped else start, end))
        before = (match.end(), len(line))
    return paragraphs


def _placed(
    catalogue: Catalogue,
    document: Document,
    claims: Iterable[Claim],
    blocks: Sequence[Span],
    shared: Iterable[Region],
) -> tuple[dict[int, list[Region]], list[str]]:
    """Regions by block, and the anchors of claims without any."""
    placed: dict[int, list[Region]] = {}
    adrift = []
    asides = (Region(mark.span, Highlight("", "aside", ASIDES[mark.kind])) for mark in document.marks)
    for region in (*asides, *shared):
        _place(placed, [region], blocks)
    for claim in claims:
        if not _place(placed, _regions(catalogue, claim), blocks):
            adrift.append(anchor_of("claim", claim.id))
        if claim.source is not None:
            _place(placed, [Region(span, _WHO) for span in claim.source.spans], blocks)
    return placed, adrift


def _place(placed: dict[int, list[Region]], regions: Iterable[Region], blocks: Sequence[Span]) -> bool:
    """Whether any of the regions found a place. Of several, the first keeps its anchor, the last its number."""
    parts = [part for region in regions for part in spread(region, blocks)]
    if len(parts) == 1:
        index, region = parts[0]
        placed.setdefault(index, []).append(region)
        return True
    for n, (index, region) in enumerate(parts):
        highlight = region.highlight if n == 0 else replace(region.highlight, anchor="")
        number = region.number if n == len(parts) - 1 else 0
        placed.setdefault(index, []).append(Region(region.span, highlight, number))
    return bool(parts)


def _regions(catalogue: Catalogue, claim: Claim) -> list[Region]:
    highlight = Highlight(anchor_of("claim", claim.id), _style(catalogue, claim), _label(catalogue, claim))
    return [Region(span, highlight, catalogue.numbers[claim.id]) for span in sorted(claim.content.spans)]


def _style(catalogue: Catalogue, claim: Claim) -> str:
    """How a claim is marked: by whose voice, by stance, whether accounts differ on it, whether it was rejected."""
    stance = catalogue.stances.get(claim.id, Stance.AFFIRMS)
    styles = [
        "own" if claim.own else "said",
        *([stance.value] if stance is not Stance.AFFIRMS else []),
        *(["differs"] if claim.id in catalogue.differences else []),
        *(["rejected"] if catalogue.rejected(claim.id) else []),
    ]
    return " ".join(styles)


def _label(catalogue: Catalogue, claim: Claim) -> str:
    stance = catalogue.stances.get(claim.id)
    _, name = catalogue.speaker(claim)
    return f"{name} {STANCES[stance]}" if stance else name


def _home(place: int, blocks: Sequence[Span]) -> int:
    """The index of the block in which a place lies, or of the next one; their number where none follows."""
    after = bisect_right(blocks, Span(place, sys.maxsize))
    return after - 1 if after and blocks[after - 1].end > place else after


def _landed(
    places: Iterable[tuple[int, str]], blocks: Sequence[Span]
) -> tuple[dict[int, list[tuple[int, str]]], list[str]]:
    """Anchored places by block, and the anchors that no block can hold. Those between blocks move to the next one."""
    landed: dict[int, list[tuple[int, str]]] = {}
    lost = []
    for place, anchor in places:
        index = _home(place, blocks)
        if index < len(blocks):
            landed.setdefault(index, []).append((max(place, blocks[index].start), anchor))
        else:
            lost.append(anchor)
    return landed, lost


def _blocks(
    document: Document,
    blocks: Sequence[Span],
    placed: dict[int, list[Region]],
    places: dict[int, list[tuple[int, str]]],
    notes: dict[int, list[Note]],
) -> Iterator[Block]:
    text = document.text
    ends = [*(block.start for block in blocks[1:]), len(text)]
    if not blocks or blocks[0].start:
        yield Block((), text[: blocks[0].start] if blocks else text, "", ())
    for index, (span, end) in enumerate(zip(blocks, ends, strict=False)):
        yield Block(
            pieces=cut_pieces(text, span, placed.get(index, ()), places.get(index, ())),
            gap=text[span.end : end],
            aside=_aside(document, span),
            notes=tuple(notes.get(index, ())),
        )


def _aside(document: Document, block: Span) -> str:
    return next((ASIDES[mark.kind] for mark in document.marks if mark.span.holds(block)), "")


def _notes(catalogue: Catalogue, claims: Iterable[Claim], blocks: Sequence[Span]) -> dict[int, list[Note]]:
    """Notes by the block in which their claims begin."""
    notes: dict[int, list[Note]] = {}
    for claim in claims:
        if claim.id in catalogue.noted:
            index = min(_home(place_of(claim.content.spans), blocks), len(blocks) - 1)
            notes.setdefault(index, []).append(_note(catalogue, claim))
    return notes


def _note(catalogue: Catalogue, claim: Claim) -> Note:
    stance = catalogue.stances.get(claim.id)
    kind, name = catalogue.speaker(claim)
    return Note(
        number=catalogue.numbers[claim.id],
        anchor=anchor_of("claim", claim.id),
        speaker=name,
        kind=KINDS[kind],
        stance=STANCES[stance] if stance and stance is not Stance.AFFIRMS else "",
        remarks=build_remarks(catalogue, claim),
        differences=catalogue.differences.get(claim.id, ()),
    )


def _counts(claims: Sequence[Claim]) -> str:
    own = sum(claim.own for claim in claims)
    return f"{count(len(claims) - own, 'attributed claim')}, {own} in its own voice"


def _warnings(catalogue: Catalogue, document: Document) -> tuple[str, ...]:
    turning = 0 if document.text.isascii() else len(_TURNING.findall(document.text))
    warnings = [f"{STATUSES[document.status]}: {document.reason}"] if document.status is not Status.READ else []
    withdrawal = catalogue.settled.decisions.withdrawn.get(document.id)
    if withdrawal:
        warnings.append(f"{withdrawal.words}: nothing that rests on it is counted")
    if turning:
        warnings.append(f"its text holds {count(turning, 'character')} that can turn the direction of writing")
    return tuple(warnings)


def _copies(catalogue: Catalogue, document: Document) -> tuple[Pointer, ...]:
    reuse = catalogue.copied.get(document.id, ())
    return tuple(catalogue.point_to_report(catalogue.documents[found.of]) for found in reuse)
