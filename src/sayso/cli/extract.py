"""`sayso extract`: claims to standard output, no ledger."""

from argparse import ArgumentParser, Namespace

from sayso.cli.command import Command, add_jobs, add_least, add_metadata


def _add_options(parser: ArgumentParser) -> None:
    parser.add_argument("inputs", nargs="+", metavar="PATH|URL", help="files, folders, addresses on the web")
    parser.add_argument("--format", choices=["jsonl"], default="jsonl", help="JSON, one claim a line (default)")
    parser.add_argument("--own", action="store_true", help="add what outlets assert in their own voice")
    parser.add_argument(
        "--apart", action="store_true", help="each assertion of a content as a claim of its own, as a ledger holds them"
    )
    add_least(parser)
    add_metadata(parser)
    add_jobs(parser)


def _run(options: Namespace) -> int:
    from sayso.cli.progress import report_fault
    from sayso.export import claim_record, json_line
    from sayso.model import Metadata
    from sayso.story import extract

    given = Metadata(outlet=options.outlet, published=options.published, language=options.language)
    code = 1
    claims = extract(
        options.inputs,
        own=options.own,
        apart=options.apart,
        given=given,
        least=options.least_confidence,
        jobs=options.jobs,
        faulty=report_fault,
    )
    for extracted in claims:
        code = 0
        for claim in extracted.claims:
            print(json_line(claim_record(claim, document=extracted.document.path)))
    return code


COMMAND = Command(
    name="extract",
    help="print the claims of reports, one JSON record a line, without a ledger",
    example="sayso extract report.txt --own > claims.jsonl",
    add_options=_add_options,
    run=_run,
)
