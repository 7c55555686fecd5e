"""`sayso rests`: what goes with a report, a source or a claim, seen before anybody withdraws it."""

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from sayso.cli.command import Command, ledger_of
from sayso.cli.show import add_format
from sayso.cli.terminal import ID_SHOWN, print_lines, print_records

if TYPE_CHECKING:
    from sayso.story import Effect, Rests
    from sayso.story.resting import Footing

__all__ = ["COMMAND", "rests_lines", "rests_record"]

_SHOWN = 20  # lines of a list that a terminal shows; the records hold all


def rests_lines(found: "Rests") -> Iterator[str]:
    """What rests on a thing, in lines to read."""
    yield f"On “{found.name}” ({found.on}) rest:"
    yield f"  {_count(found.claims, 'claim')}"
    yield from _some([f"    {claim[:ID_SHOWN]}  {why}" for claim, why in found.claims])
    if found.copies:
        yield f"  {_count(found.copies, 'report')} whose wording is taken from it"
        yield from _some([f"    {document.id[:ID_SHOWN]}  {document.name}" for document in found.copies])
    yield f"  {_count(found.effects, 'proposition')} that would be founded on less"
    yield from _some([f"    {effect.before.id[:ID_SHOWN]}  {_change(effect)}" for effect in _ranked(found)])
    yield f"  {_count(found.questions, 'question')} of which an answer would be"
    yield from _some([line for asked in found.questions for line in _answers(asked)])
    if found.on.startswith("d1:"):
        yield "An edited version of it is another report, and rests on itself."


def rests_record(found: "Rests") -> dict[str, Any]:
    """What rests on a thing, as one record."""
    return {
        "type": "rests",
        "on": found.on,
        "name": found.name,
        "claims": [{"claim": claim, "why": why} for claim, why in found.claims],
        "copies": [document.id for document in found.copies],
        "propositions": [
            {
                "id": effect.before.id,
                "text": effect.before.text,
                "before": _state(effect.before),
                "after": _state(effect.after),
            }
            for effect in found.effects
        ],
        "questions": [
            {
                "id": asked.question.id,
                "text": asked.question.text,
                "answers": [
                    {"text": answer.text, "before": answer.origins, "after": left}
                    for answer, left in zip(asked.question.answers, asked.left, strict=True)
                ],
            }
            for asked in found.questions
        ],
    }


def _state(whole: "Footing") -> dict[str, Any]:
    return {
        "standing": whole.standing.value,
        "affirming_origins": whole.affirming_origins,
        "denying_origins": whole.denying_origins,
    }


def _ranked(found: "Rests") -> "list[Effect]":
    """Those that lose all first, then those that had most."""
    return sorted(found.effects, key=lambda e: (not e.is_lost, -e.before.affirming_origins, e.before.id))


def _change(effect: "Effect") -> str:
    before, after = effect.before, effect.after
    parts = [
        (before.standing.value, after.standing.value, ""),
        (before.affirming_origins, after.affirming_origins, " affirm"),
        (before.denying_origins, after.denying_origins, " deny"),
    ]
    changes = [f"{one} → {other}{what}" for one, other, what in parts if one != other]
    return f"{', '.join(changes) or 'fewer claims of the same origins'}: {before.text}"


def _answers(asked: Any) -> Iterator[str]:
    yield f"    {asked.question.id[:ID_SHOWN]}  {asked.question.text}"
    for answer, left in zip(asked.question.answers, asked.left, strict=True):
        if left != answer.origins:
            yield f"      - {answer.text}  [{answer.origins} → {left} origins]"


def _some(lines: Sequence[str]) -> Iterator[str]:
    yield from lines[:_SHOWN]
    if len(lines) > _SHOWN:
        yield f"    and {len(lines) - _SHOWN:,} more: --format json holds all"


def _count(things: Sequence[object], name: str) -> str:
    return f"{len(things):,} {name}{'' if len(things) == 1 else 's'}"


def _add_options(parser: ArgumentParser) -> None:
    parser.add_argument("thing", metavar="ID", help="of a report, a source or a claim; or the name of a source")
    add_format(parser)


def _run(options: Namespace) -> int:
    from sayso.story import rests

    found = rests(ledger_of(options), options.thing)
    if options.format == "json":
        print_records([rests_record(found)])
    else:
        print_lines(rests_lines(found))
    return 0


COMMAND = Command(
    name="rests",
    help="show what rests on a report, a source or a claim, and what would be left without it",
    example='sayso rests "Karrow Hydro"',
    add_options=_add_options,
    run=_run,
)
