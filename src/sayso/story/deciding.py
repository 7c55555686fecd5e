"""People judge: their decisions recorded, whole or not at all, and the story compared anew where that changes.

Beside the conductor; `comparing` compares. Invariant: judgements are only ever added; one that was made while
somebody looked at another state is refused where that was asked for, and nothing is then recorded.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import MsgspecError

from sayso.errors import ConflictError, UsageError
from sayso.model import Judgement, Verdict, decode, judgement_id
from sayso.story.comparing import compare_changed
from sayso.story.conductor import Step
from sayso.story.docket import Docket, What
from sayso.story.judging import build_judgement, newest_judgement, with_anchors
from sayso.story.opening import opened

if TYPE_CHECKING:
    from sayso.ledger import Ledger

__all__ = ["Replay", "judge", "replay_judgements"]

_UNTOUCHING = (Verdict.ACCEPT, Verdict.NOTE)  # where nothing else was ever decided these change no comparison


@dataclass(frozen=True, slots=True)
class Replay:
    """What a replay came to: judgements recorded, those that were there already, and the ids of judged claims whose
    reports the ledger does not hold.
    """

    recorded: int
    known: int
    missing: tuple[str, ...]


def judge(
    ledger: "Ledger | str | Path",
    verdict: Verdict,
    on: Iterable[str],
    *,
    by: str,
    note: str = "",
    what: What = None,
    expect: str | None = None,
    progress: Callable[[Step], None] | None = None,
    clock: Callable[[], datetime] = lambda: datetime.now(UTC),
) -> tuple[Judgement, ...]:
    """Record a person's decision, and compare anew where that changes.

    `on` holds ids, or beginnings of eight characters and more that only one id has: of claims; for `merge` and `split`
    of propositions too; for `undo` of judgements; for `rate` of entities, or names. `what` is the `Correction` of a
    mended claim, the `Stance` that is set, the `Reliability` of a source. `expect` is the id of the newest judgement on
    any of it that whoever judges has seen, "none" where there was none. `progress` is called with a `Step`
    when comparing begins.

    Raises `NotFoundError` for what the ledger does not hold, `ConflictError` where another judgement than that expected
    is the newest, `UsageError` where the request lacks something; then nothing is recorded.
    """
    at, things = clock(), list(on)
    with opened(ledger) as held:
        docket = Docket(held)
        matters = docket.matters(verdict, things, what)
        bare = [build_judgement(verdict, one.on, by=by, at=at, note=note, change=one.change) for one in matters]
        made = tuple(with_anchors(judgement, docket.anchors(judgement.claims)) for judgement in bare)
        with held.batch():  # others may have judged while this was made
            before = held.view_judgements()
            if expect is not None:
                _expect(expect, before, made)
            for judgement in made:
                held.record_judgement(judgement)
        _compare_changed(held, before, made, progress)
        held.close_run()
    return made


def replay_judgements(
    ledger: "Ledger | str | Path", path: str | Path, *, progress: Callable[[Step], None] | None = None
) -> Replay:
    """Record the judgements of a file that was exported from a ledger, and compare anew where that changes.

    `progress` is called with a `Step` when comparing begins.
    Raises `UsageError` for a file that cannot be read, a line that is no judgement, or not the one that its id says;
    then nothing is recorded.
    """
    try:
        lines = Path(path).read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeError) as error:
        raise UsageError(f"cannot read {str(path)!r}: {error}") from error
    given = [_parsed(number, line) for number, line in enumerate(lines, start=1) if line.strip()]
    with opened(ledger) as held:
        with held.batch():
            before = held.view_judgements()
            known = {judgement.id for judgement in before}
            new = list({j.id: j for j in given if j.id not in known}.values())
            for judgement in new:
                held.record_judgement(judgement)
        _compare_changed(held, before, new, progress)
        held.close_run()
        judged = {ident for judgement in given for ident in judgement.claims}
        missing = judged - held.lookup().claims(judged).keys()
    return Replay(len(new), len(given) - len(new), tuple(sorted(missing)))


def _expect(expected: str, judgements: Sequence[Judgement], made: Iterable[Judgement]) -> None:
    for judgement in made:
        newest = newest_judgement(judgements, (judgement.on, *judgement.claims))
        if (newest or "none") != expected:
            found = next((f" ({j.verdict} by {j.by})" for j in judgements if j.id == newest), "")
            raise ConflictError(
                f"the newest judgement on {judgement.on} is {newest or 'none'}{found}, not {expected}: look at it, "
                "then judge again"
            )


def _compare_changed(
    held: "Ledger", before: Sequence[Judgement], made: Sequence[Judgement], progress: Callable[[Step], None] | None
) -> None:
    """Compare anew where what is now decided differs; `made` came after `before`."""
    if made and any(j.verdict not in _UNTOUCHING for j in (*before, *made)):
        compare_changed(held, before, partial(progress, Step(None)) if progress else None)


def _parsed(number: int, line: str) -> Judgement:
    try:
        judgement = decode(line, Judgement)
    except (MsgspecError, UnicodeError) as error:
        raise UsageError(f"line {number} is no judgement of `sayso judge export` ({error})") from error
    if judgement_id(judgement) != judgement.id:
        raise UsageError(f"line {number}: {judgement.id} is not the id of what it says; it was changed, take it out")
    return judgement
