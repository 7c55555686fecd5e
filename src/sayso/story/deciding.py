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
from sayso.story.comparing import close_compared, compare_changed, compare_held
from sayso.story.conductor import Step
from sayso.story.docket import Docket, What
from sayso.story.judgements import Judgements
from sayso.story.judging import build_judgement, newest_judgement, with_anchors
from sayso.story.opening import opened

if TYPE_CHECKING:
    from sayso.ledger import Ledger
    from sayso.ledger.runs import Run

__all__ = ["Replay", "compare_judged", "compare_waiting", "judge", "may_change", "replay_judgements"]

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
    seen: Judgements | None = None,
    compare: bool = True,
    clock: Callable[[], datetime] = lambda: datetime.now(UTC),
) -> tuple[Judgement, ...]:
    """Record a person's decision, and compare anew where that changes.

    `on` holds ids, or beginnings of eight characters and more that only one id has: of claims; for `merge` and `split`
    of propositions too; for `undo` of judgements; for `rate` of entities, or names. `what` is the `Correction` of a
    mended claim, the `Stance` that is set, the `Reliability` of a source. `expect` is the id of the newest judgement on
    any of it that whoever judges has seen, "none" where there was none. `seen` are all judgements that whoever judges
    could know of: that any of it was judged later is then a conflict, and only later ones are read. `progress` is
    called with a `Step` when comparing begins. Without `compare` the decision is recorded alone, its run left open,
    until `compare_judged`.

    Raises `NotFoundError` for what the ledger does not hold, `ConflictError` where another judgement than that expected
    is the newest, `UsageError` where the request lacks something; then nothing is recorded.
    """
    at, things = clock(), list(on)
    with opened(ledger) as held:
        known = (seen or Judgements()).read_on(held)
        docket = Docket(held, known)
        matters = docket.matters(verdict, things, what)
        bare = [build_judgement(verdict, one.on, by=by, at=at, note=note, change=one.change) for one in matters]
        made = tuple(with_anchors(judgement, docket.anchors(judgement.claims)) for judgement in bare)
        with held.batch():  # others may have judged while this was made
            now = known.read_on(held)
            if expect is not None:
                _expect(expect, now.in_time, made)
            if seen is not None:
                _unseen(seen, now, made)
            for judgement in made:
                held.record_judgement(judgement)
        if compare:
            compare_waiting(held, progress, now)
    return made


def compare_judged(ledger: "Ledger | str | Path") -> int:
    """Compare anew after decisions that were recorded alone, and close their run unless somebody judged meanwhile.

    Gives the last entry of the chain that the comparison takes in.
    """
    with opened(ledger) as held:
        _, entry = compare_held(held)
        close_compared(held, entry)
    return entry


def compare_waiting(
    held: "Ledger", progress: Callable[[Step], None] | None = None, known: Judgements | None = None
) -> "Run | None":
    """Compare anew where what was decided since the newest run was closed changes anything, then close the run.

    `known` are judgements that were read before. None where somebody judged meanwhile, so that the run stays open.
    """
    judgements = (known or Judgements()).read_on(held)
    sealed = held.lookup().sealed()
    entry = judgements.rows[-1][0] if judgements.rows else 0
    if judgements.since(sealed) and any(j.verdict not in _UNTOUCHING for _, j in judgements.rows):
        before = judgements.through(sealed).in_time
        entry = compare_changed(held, before, partial(progress, Step(None)) if progress else None)
    return close_compared(held, entry)


def may_change(judgements: Judgements, made: Judgement) -> bool:
    """Whether a decision may change the comparison: a note never does, to accept only where more was decided."""
    if made.verdict is Verdict.ACCEPT:
        return any(j.verdict in (Verdict.REJECT, Verdict.MEND) for j in judgements.on(made.on))
    return made.verdict is not Verdict.NOTE


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
            known = {judgement.id for judgement in held.view_judgements()}
            new = list({j.id: j for j in given if j.id not in known}.values())
            for judgement in new:
                held.record_judgement(judgement)
        compare_waiting(held, progress)
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


def _unseen(seen: Judgements, now: Judgements, made: Iterable[Judgement]) -> None:
    for judgement in made:
        about = (judgement.on, *judgement.claims)
        newest = _newest(now, about)
        if newest != _newest(seen, about):
            found = next((f"{j.verdict} by {j.by}" for j in now.on(newest or "")), "what was decided was taken back")
            raise ConflictError(f"{judgement.on} was judged meanwhile ({found}): look at it, then judge again")


def _newest(judgements: Judgements, things: Iterable[str]) -> str | None:
    """As `newest_judgement`, of these few things among many judgements."""
    about = set(things)
    while more := {i for j in judgements.on(*about) if j.id in about for i in (j.on, *j.claims)} - about:
        about |= more
    return newest_judgement(judgements.on(*about), about)


def _parsed(number: int, line: str) -> Judgement:
    try:
        judgement = decode(line, Judgement)
    except (MsgspecError, UnicodeError) as error:
        raise UsageError(f"line {number} is no judgement of `sayso judge export` ({error})") from error
    if judgement_id(judgement) != judgement.id:
        raise UsageError(f"line {number}: {judgement.id} is not the id of what it says; it was changed, take it out")
    return judgement
