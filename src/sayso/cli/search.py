"""`sayso search`: claims, or passages of reports, by words and fields."""

from argparse import ArgumentParser, Namespace
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from sayso.cli.command import SOURCE_KINDS, Command, count, ledger_of
from sayso.cli.show import add_format
from sayso.cli.terminal import Table, complain, print_table
from sayso.cli.wording import outlet_of

if TYPE_CHECKING:
    from sayso.ledger import Found, Hit
    from sayso.model import Claim, Document

__all__ = ["COMMAND", "OPTIONS", "claims_table"]

# Written out, for help is to come without any floor below; a test holds them to the fields that there are.
OPTIONS = (
    ("source", "WORDS", "words of the source: its name, or what it is called"),
    ("kind", "KIND", f"kind of the source: {', '.join(SOURCE_KINDS)}"),
    ("outlet", "WORDS", "words of the outlet's name"),
    ("published", "TIME", "when the report came out: 2031, 2031-04, 2031-04-06, or 2031-04..2031-06"),
    ("from", "TIME", "it came out then or later"),
    ("to", "TIME", "it came out then or earlier"),
    ("said", "TIME", "when the source spoke"),
    ("event", "TIME", "when what is claimed happens"),
    ("standing", "STANDING", "of its proposition: single-origin, corroborated, contested, withdrawn"),
    ("stance", "STANCE", "what it does to its proposition: affirms, denies, doubts"),
    ("form", "FORM", "how its words are given: direct, mixed, indirect"),
    (
        "evidence",
        "KIND",
        "what is offered: imagery, video, intercept, document, data, witness, observation, physical, none",
    ),
    ("own", "ANSWER", "whether the outlet asserts it in its own voice: yes, no"),
    ("judged", "ANSWER", "whether a person judged it: yes, no"),
    ("language", "CODE", "the report's language, as en"),
    ("status", "STATUS", "how the report was read: read, partly, refused"),
    ("in", "PLACE", "what is searched: claims (default), or text, that of the reports"),
    ("sort", "ORDER", "best (default where words are given), newest, oldest"),
)


def _add_options(parser: ArgumentParser) -> None:
    parser.add_argument(
        "words",
        nargs="*",
        metavar="WORDS",
        help="what to look for: words, '\"a phrase\"', '-without', and fields, as kind:anonymous; all must fit",
    )
    parser.add_argument("--limit", metavar="N", type=count, default=50, help="finds at most; 50 by default")
    parser.add_argument("--after", metavar="PAGE", help="the page after: what the page before gave as its next")
    add_format(parser)
    fields = parser.add_argument_group("fields, each also to be written among the words, as source:NAME")
    for name, value, told in OPTIONS:
        fields.add_argument(f"--{name}", metavar=value, action="append", default=[], help=told)


def _query(options: Namespace) -> str:
    told = [f'{name}:"{value}"' for name, *_ in OPTIONS for value in getattr(options, name)]
    return " ".join((*options.words, *told))


def _run(options: Namespace) -> int:
    from sayso.errors import UsageError
    from sayso.export import json_line
    from sayso.story import search

    query = _query(options)
    if not query.strip():
        raise UsageError("nothing to look for; give words or a field, as in: sayso search battery --kind anonymous")
    found = search(ledger_of(options), query, limit=options.limit, after=options.after)
    if options.format == "json":
        print(json_line(_record(found)))
        return 0
    print_table(_table(found))
    complain(f"{found.amount}{f'; the next page: --after {found.next}' if found.next else ''}")
    return 0


def claims_table(pairs: "Iterable[tuple[Document, Claim]]") -> Table:
    """Who says what, in whose report."""
    return Table(
        ("source", "says", "content", "factuality", "outlet", "published", "id"),
        tuple(
            (
                claim.source.name if claim.source else "",
                claim.cue.text if claim.cue else "",
                claim.content.text,
                claim.factuality,
                outlet_of(document),
                (document.metadata.published or "")[:10],
                claim.id,
            )
            for document, claim in pairs
        ),
    )


def _table(found: "Found") -> Table:
    claims = [(hit.document, hit.claim) for hit in found.hits if hit.claim]
    if claims or not found.hits:
        return claims_table(claims)
    return Table(("outlet", "published", "title", "passage", "id"), tuple(map(_report, found.hits)))


def _report(hit: "Hit") -> tuple[str, ...]:
    told, (start, end) = hit.document.metadata, hit.passage
    day = (told.published or "")[:10]
    return (told.outlet or "", day, hit.document.name, hit.document.text[start:end], hit.document.id)


def _record(found: "Found") -> dict[str, Any]:
    return {"total": found.total, "exact": found.exact, "next": found.next, "hits": list(map(_hit_record, found.hits))}


def _hit_record(hit: "Hit") -> dict[str, Any]:
    from sayso.export import claim_record, document_record

    start, end = hit.passage
    return {
        "document": document_record(hit.document),
        "claim": claim_record(hit.claim) if hit.claim else None,
        "passage": {"text": hit.document.text[start:end], "spans": [list(hit.passage)]},
        "marked": [list(span) for span in hit.marked],
    }


COMMAND = Command(
    name="search",
    help="list the claims, or the passages of reports, in which words stand",
    example="sayso search battery '\"safety level\"' --kind anonymous --from 2031-04",
    add_options=_add_options,
    run=_run,
)
