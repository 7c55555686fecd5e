"""`sayso trace`: the whole provenance of one claim, on one screen or as a record."""

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from sayso.cli.command import Command, ledger_of
from sayso.cli.show import add_format
from sayso.cli.terminal import print_lines, print_records
from sayso.cli.wording import custody_words, speaker_of

if TYPE_CHECKING:
    from sayso.model import Custody, Trace
    from sayso.story import Judged, Provenance

_LONGEST = 300  # characters of the words that a screen shows; the record has all


def _lines(found: "Provenance") -> Iterator[str]:
    claim, document = found.claim, found.document
    yield f"{claim.id}"
    yield f"  {_short(claim.content.text)}"
    yield f"  source  {claim.source.text if claim.source and claim.source.text else speaker_of(claim)}"
    yield f"  report  {document.name} ({document.metadata.outlet or 'no outlet known'}), {document.id}"
    for known in found.custody:
        yield f"  bytes   {custody_words(known)}"
    if found.located.why is not None:
        yield f"  place   cannot be followed: {found.located.why}"
    else:
        yield f"  place   in {found.original}:"
        yield from (f"    {_place(one)}: {_short(_words(found, one))}" for one in found.located.traces)
    for entry in found.entries:
        yield f"  found   by {entry.program}: entry {entry.number}, {entry.chain}"
        run = f"{entry.root}, closed {entry.sealed_at}{', stamped' if entry.stamped else ''}"
        yield f"    under {run}" if entry.root else "    its run is still open"
    yield from (f"  judged  {_judged(one)}" for one in found.judgements)
    if not found.judgements:
        yield "  judged  by nobody"


def _short(words: str) -> str:
    return words if len(words) <= _LONGEST else words[: _LONGEST - 1] + "…"


def _words(found: "Provenance", one: "Trace") -> str:
    return found.document.text[one.span.start : one.span.end]


def _place(one: "Trace") -> str:
    if one.pages:
        return f"page {', '.join(map(str, one.pages))} ({one.sureness})"
    ranges = ", ".join(f"{start}-{end}" for start, end in one.ranges)
    return f"bytes {ranges} ({one.sureness})" if ranges else f"{one.sureness}: {one.why}"


def _judged(one: "Judged") -> str:
    judgement = one.judgement
    note = f": {judgement.note}" if judgement.note else ""
    undone = " (undone)" if one.undone else ""
    carried = f", carried over from {one.carried}" if one.carried else ""
    return f"{judgement.verdict} by {judgement.by}, {judgement.at.isoformat(timespec='seconds')}{note}{undone}{carried}"


def _record(found: "Provenance") -> dict[str, Any]:
    from dataclasses import asdict

    from sayso.export import claim_record, document_record

    return {
        "type": "provenance",
        "claim": claim_record(found.claim),
        "document": document_record(found.document),
        "custody": [_custody_record(known) for known in found.custody],
        "original": found.original,
        "places": [{"text": _words(found, one), **asdict(one)} for one in found.located.traces],
        "why": found.located.why,
        "entries": [asdict(entry) for entry in found.entries],
        "judgements": [_judgement_record(one) for one in found.judgements],
    }


def _custody_record(known: "Custody") -> dict[str, Any]:
    original = known.original
    held = {"digest": original.digest, "size": original.size, "media": original.media}
    return held | {"means": known.means, "place": known.place, "by": known.by, "at": known.at}


def _judgement_record(one: "Judged") -> dict[str, Any]:
    judgement = one.judgement
    return {
        "id": judgement.id,
        "on": judgement.on,
        "verdict": judgement.verdict,
        "by": judgement.by,
        "at": judgement.at.isoformat(),
        "note": judgement.note,
        "undone": one.undone,
        "carried": one.carried,
    }


def _add_options(parser: ArgumentParser) -> None:
    parser.add_argument("claim", metavar="CLAIM", help="the id of a claim, or a beginning that only one has")
    add_format(parser)


def _run(options: Namespace) -> int:
    from sayso.story import trace

    found = trace(ledger_of(options), options.claim)
    if options.format == "json":
        print_records([_record(found)])
    else:
        print_lines(_lines(found))
    return 0


COMMAND = Command(
    name="trace",
    help="show where a claim comes from: its words in the bytes or on the page, who collected them, what recorded it",
    example="sayso trace c1:0f51a4d3 --format json",
    add_options=_add_options,
    run=_run,
)
