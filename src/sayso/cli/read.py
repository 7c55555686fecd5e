"""`sayso read`: the way in."""

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from typing import TYPE_CHECKING

from sayso.cli.command import Command, add_jobs, add_least, add_metadata, ledger_of, shown_place, user_name
from sayso.cli.terminal import print_lines

if TYPE_CHECKING:
    from sayso.story import Ending, Summary

REASONS = 20  # of each kind in the summary; `sayso documents` has the rest
DIFFERING = 10  # questions in the summary; `sayso show questions` has the rest


def _add_options(parser: ArgumentParser) -> None:
    parser.add_argument("inputs", nargs="+", metavar="PATH|URL", help="files, folders, addresses on the web")
    parser.add_argument("--attributed", action="store_true", help="leave out what outlets assert in their own voice")
    parser.add_argument("--by", metavar="NAME", help="who collected them; the name of this system's user by default")
    parser.add_argument("--no-originals", action="store_true", help="keep of the files' bytes their digest alone")
    add_least(parser)
    add_metadata(parser)
    add_jobs(parser)


def _run(options: Namespace) -> int:
    from sayso.cli.progress import show_progress
    from sayso.model import Metadata
    from sayso.story import open_story, read

    ledger = ledger_of(options)
    with show_progress() as progress:
        summary = read(
            options.inputs,
            ledger=ledger,
            given=Metadata(outlet=options.outlet, published=options.published, language=options.language),
            attributed_only=options.attributed,
            least=options.least_confidence,
            jobs=options.jobs,
            progress=progress,
            by=options.by or user_name(),
            originals=not options.no_originals,
        )
    print_lines(_summary_lines(summary, ledger))
    if summary.questions:
        from sayso.cli.questions import short_question_lines

        print_lines(short_question_lines(open_story(ledger), DIFFERING))
    return 0 if summary.documents else 1


def _again(summary: "Summary") -> Iterator[str]:
    """What was read again by a newer program, and what came of it."""
    if summary.again:
        new, changed, dropped = (
            sum(len(getattr(reading, what)) for reading in summary.again) for what in ("new", "changed", "dropped")
        )
        documents = len({reading.document for reading in summary.again})
        yield f"read again      {documents}: {new} claims new, {changed} changed, {dropped} no longer found"


def _summary_lines(summary: "Summary", ledger: str) -> Iterator[str]:
    yield f"documents read  {summary.read}"
    yield f"partly read     {len(summary.partly)}"
    yield from _reasons(summary.partly)
    yield f"refused         {len(summary.refused)}"
    yield from _reasons(summary.refused)
    yield f"claims          {summary.claims}"
    yield from _again(summary)
    yield f"propositions    {summary.propositions}"
    yield f"questions       {summary.questions}"
    yield f"seconds         {summary.seconds:.1f}"
    yield f"ledger          {shown_place(ledger)}"
    yield f"root            {summary.root or 'its run is still open'}"
    yield f"digest          {summary.digest}"


def _reasons(endings: "tuple[Ending, ...]") -> Iterator[str]:
    for ending in endings[:REASONS]:
        yield f"  {ending.path}: {ending.reason}"
    if len(endings) > REASONS:
        yield f"  and {len(endings) - REASONS} more: sayso documents"


COMMAND = Command(
    name="read",
    help="load reports, extract and record their claims, and compare all that the ledger holds",
    example="sayso read reports/ https://example.org/report.html --ledger story.db",
    add_options=_add_options,
    run=_run,
)
