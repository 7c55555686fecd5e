"""`sayso judge`: the machine proposes, a person decides."""

import re
import sys
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Callable
from typing import TYPE_CHECKING

from sayso.cli.command import SOURCE_KINDS, Command, add_ledger, ledger_of, user_name
from sayso.cli.show import add_format
from sayso.cli.terminal import print_lines
from sayso.errors import UsageError

if TYPE_CHECKING:
    from sayso.story import Correction, What

_CLAIMS = "ids of claims, or beginnings of them"
_PLACES = re.compile(r"\d+:\d+(?:,\d+:\d+)*")


def _add_options(parser: ArgumentParser) -> None:
    verbs = parser.add_subparsers(title="what to do", metavar="VERDICT", required=True)
    for verb in _VERBS:
        one = verbs.add_parser(
            verb.name,
            help=verb.help,
            description=f"{verb.help[0].upper()}{verb.help[1:]}.",
            epilog=f"example:\n  sayso judge {verb.name} {verb.example}",
            formatter_class=parser.formatter_class,
        )
        one.set_defaults(act=verb.run, verdict=verb.name)
        verb.add_options(one)
        if verb.run is _judge:
            _add_circumstances(one)
        add_ledger(one)


def _add_circumstances(parser: ArgumentParser) -> None:
    """What every verdict comes with."""
    parser.add_argument("--note", metavar="TEXT", default="", help="why; the text of a note")
    parser.add_argument("--by", metavar="NAME", help="who decides; the name of this system's user by default")
    parser.add_argument(
        "--expect",
        metavar="ID",
        help="judge only if this (or none) is still the newest judgement on it that stands, as `list` shows",
    )


def _ids(name: str, help_: str) -> Callable[[ArgumentParser], None]:
    return lambda parser: _add_ids(parser, name, help_)


def _add_ids(parser: ArgumentParser, name: str, help_: str) -> None:
    parser.add_argument("ids", nargs="+", metavar=name, help=help_)


def _add_stance(parser: ArgumentParser) -> None:
    parser.add_argument("what", metavar="STANCE", choices=["affirms", "denies", "doubts"], help="%(choices)s")
    _add_ids(parser, "CLAIM", _CLAIMS)


def _add_reliability(parser: ArgumentParser) -> None:
    parser.add_argument("what", metavar="LETTER", choices=[*"ABCDEF"], help="A (reliable) to E, or F: cannot be judged")
    _add_ids(parser, "SOURCE", "ids of sources, or names")


def _add_output(parser: ArgumentParser) -> None:
    parser.add_argument("-o", "--output", metavar="FILE", help="standard output by default")


def _add_file(parser: ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", help="what `sayso judge export` wrote")


def _add_correction(parser: ArgumentParser) -> None:
    parser.add_argument("ids", nargs=1, metavar="CLAIM", help="the id of a claim, or the beginning of one")
    words = "words as they stand in the report, or places such as 120:164,170:181"
    for name, help_ in (("--content", "what is claimed"), ("--source", "whose word"), ("--cue", "that tell it")):
        parser.add_argument(name, metavar="WORDS", type=_where, help=f"{help_}: {words}")
    parser.add_argument("--no-source", action="store_true", help="the report names nobody")
    parser.add_argument("--own", action="store_true", help="the outlet says it in its own voice: no source, no cue")
    parser.add_argument("--name", metavar="NAME", help="the source's name, where its words do not tell")
    parser.add_argument("--kind", choices=SOURCE_KINDS, metavar="KIND", help=f"what it is: {', '.join(SOURCE_KINDS)}")


def _where(text: str) -> str | tuple[tuple[int, int], ...]:
    if not _PLACES.fullmatch(text):
        return text
    places = tuple((int(start), int(end)) for start, end in (part.split(":") for part in text.split(",")))
    if any(start >= end for start, end in places):
        raise ArgumentTypeError(f"{text!r}: a place begins before it ends")
    return places


def _run(options: Namespace) -> int:
    code: int = options.act(options)
    return code


def _judge(options: Namespace) -> int:
    from sayso.cli.progress import show_progress
    from sayso.model import Verdict
    from sayso.story import judge

    verdict = Verdict(options.verdict)
    if verdict is Verdict.WITHDRAW:
        _show_what_rests(options)
    with show_progress() as progress:
        made = judge(
            ledger_of(options),
            verdict,
            options.ids,
            by=_judge_name(options),
            note=options.note,
            what=_what(options),
            expect=options.expect,
            progress=progress,
        )
    print_lines(f"{one.id}  {one.verdict} {one.on} by {one.by}" for one in made)
    return 0


def _show_what_rests(options: Namespace) -> None:
    """All that goes with what is withdrawn, before comparing, which may take long, begins."""
    from sayso.cli.rests import rests_lines
    from sayso.story import rests

    for thing in options.ids:
        print_lines(rests_lines(rests(ledger_of(options), thing)))
    sys.stdout.flush()


def _what(options: Namespace) -> "What":
    """What the verdict does not say by itself."""
    from sayso.model import Reliability, Stance

    if options.verdict == "mend":
        return _correction(options)
    if options.verdict == "stance":
        return Stance(options.what)
    return Reliability(options.what) if options.verdict == "rate" else None


def _correction(options: Namespace) -> "Correction":
    from sayso.model import SourceKind, Span
    from sayso.story import Correction

    def where(given: str | tuple[tuple[int, int], ...] | None, absent: bool) -> str | tuple[Span, ...] | None:
        if absent and given:
            raise UsageError("words and their absence cannot both be asked for")
        return () if absent else tuple(Span(*place) for place in given) if isinstance(given, tuple) else given

    return Correction(
        source=where(options.source, options.no_source or options.own),
        cue=where(options.cue, options.own),
        content=where(options.content, absent=False),
        name=options.name,
        kind=SourceKind(options.kind) if options.kind else None,
    )


def _list(options: Namespace) -> int:
    from sayso.cli.show import show

    return show("judgements", options)


def _export(options: Namespace) -> int:
    from sayso.cli.export import write_export

    return write_export(options, "judgements")


def _replay(options: Namespace) -> int:
    from sayso.cli.progress import show_progress
    from sayso.story import replay_judgements

    with show_progress() as progress:
        done = replay_judgements(ledger_of(options), options.file, progress=progress)
    print_lines([f"{done.recorded} recorded, {done.known} known already"])
    if done.missing:
        print_lines(
            [f"{len(done.missing)} claims that were judged are in no report of this ledger; `list` shows which"]
        )
    return 0


def _judge_name(options: Namespace) -> str:
    name: str = options.by or user_name()
    if not name:
        raise UsageError("who decides? this system's user has no name; give one with --by")
    return name


_VERBS = (
    Command(
        name="accept",
        help="say that claims are found rightly, as they stand",
        example="c1:0f2e13a4",
        add_options=_ids("CLAIM", _CLAIMS),
        run=_judge,
    ),
    Command(
        name="reject",
        help="leave claims out of comparing",
        example='c1:0f2e13a4 --note "the quote is of another man"',
        add_options=_ids("CLAIM", _CLAIMS),
        run=_judge,
    ),
    Command(
        name="note",
        help="write something beside claims",
        example='c1:0f2e13a4 --note "ask the ministry"',
        add_options=_ids("CLAIM", _CLAIMS),
        run=_judge,
    ),
    Command(
        name="mend",
        help="say how a claim should have been found",
        example='c1:0f2e13a4 --content "the gate was open"',
        add_options=_add_correction,
        run=_judge,
    ),
    Command(
        name="merge",
        help="put claims together as one proposition",
        example="p1:0f2e13a4 p1:77aa01b2",
        add_options=_ids("ID", "ids of two propositions or claims, or more"),
        run=_judge,
    ),
    Command(
        name="split",
        help="keep a claim apart from others",
        example="c1:0f2e13a4",
        add_options=_ids("ID", "a claim; then those to keep it apart from, or nothing for all of its proposition"),
        run=_judge,
    ),
    Command(
        name="stance",
        help="set what claims do to their proposition",
        example="denies c1:0f2e13a4",
        add_options=_add_stance,
        run=_judge,
    ),
    Command(
        name="rate",
        help="say how reliable a source is, by the Admiralty code",
        example='B "Karrow Hydro"',
        add_options=_add_reliability,
        run=_judge,
    ),
    Command(
        name="withdraw",
        help="take back a report or a source: nothing that rests on it counts any more, and all of it stays to be seen",
        example='d1:0f2e13a4 --note "the outlet retracted it"',
        add_options=_ids("THING", "ids of reports, as `sayso documents` shows; ids or names of sources"),
        run=_judge,
    ),
    Command(
        name="undo",
        help="take judgements back, undoings too",
        example="j1:0f2e13a4",
        add_options=_ids("JUDGEMENT", "ids of judgements"),
        run=_judge,
    ),
    Command(
        name="list",
        help="show all judgements, and what became of each",
        example="--format json",
        add_options=add_format,
        run=_list,
    ),
    Command(
        name="export",
        help="write all judgements, to be recorded elsewhere",
        example="-o judgements.jsonl",
        add_options=_add_output,
        run=_export,
    ),
    Command(
        name="replay",
        help="record judgements that were exported",
        example="judgements.jsonl",
        add_options=_add_file,
        run=_replay,
    ),
)

COMMAND = Command(
    name="judge",
    help="decide on what the machine found, or take that back; nothing is deleted",
    example='sayso judge reject c1:0f2e… --note "the quote is of another man" --by "R. Holm"',
    add_options=_add_options,
    run=_run,
)
