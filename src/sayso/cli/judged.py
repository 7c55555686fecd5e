"""Judgements in the terminal: what each says, what became of it, and where the claims judged were looked for again.

Invariant: every judgement is shown, those that are undone or overruled too.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sayso.cli.terminal import Table
from sayso.cli.wording import speaker_of
from sayso.crossdoc import Anchoring, Bearing, Settled, find_sources, settle_judgements, settle_story
from sayso.export import judgement_record
from sayso.model import Judgement, Mended, Named, Others, Rated, Stanced, Story, Verdict

__all__ = ["bearing_words", "judgement_records", "judgements_table", "withdrawals"]

_DONE = {
    Verdict.ACCEPT: "accepted",
    Verdict.REJECT: "rejected",
    Verdict.NOTE: "noted",
    Verdict.MEND: "mended",
    Verdict.MERGE: "merged",
    Verdict.SPLIT: "split",
    Verdict.STANCE: "stance set",
}


def judgements_table(story: Story) -> Table:
    """All judgements, in order of time."""
    _, settled = settle_story(story)
    columns = ("at", "by", "verdict", "on", "what", "note", "state", "other versions", "id")
    return Table(columns, tuple(_row(judgement, settled) for judgement in story.judgements))


def judgement_records(story: Story) -> Iterator[dict[str, Any]]:
    """All judgements as records, in order of time."""
    found = {claim.id: claim for claim in story.claims}
    _, settled = settle_story(story)
    return (judgement_record(judgement, settled, found) for judgement in story.judgements)


def bearing_words(bearings: Sequence[Bearing]) -> str:
    """What stands on a claim, in words: "rejected by R. Holm"."""
    told = ((b, _DONE[b.judgement.verdict]) for b in bearings if b.judgement.verdict in _DONE)
    return "; ".join(
        f"{done} by {b.judgement.by}{f', carried over from {b.carried}' if b.carried else ''}" for b, done in told
    )


def withdrawals(story: Story) -> Mapping[str, str]:
    """Id of each document and source that is withdrawn → by whom, and why."""
    told = settle_judgements(story.judgements, (), ()).decisions.withdrawn
    sources = {ident: one for ident, one in told.items() if one.kind is not None}
    found = {**told, **find_sources(story.comparison.entities, sources)}
    return {ident: one.words for ident, one in found.items()}


def _row(judgement: Judgement, settled: Settled) -> tuple[str, ...]:
    ruling = settled.rulings[judgement.id]
    return (
        judgement.at.isoformat(timespec="seconds"),
        judgement.by,
        judgement.verdict,
        judgement.on,
        _what(judgement),
        judgement.note,
        f"{ruling.state} by {ruling.by}" if ruling.by else ruling.state,
        "; ".join(_elsewhere(a) for a in settled.anchorings if a.claim in judgement.claims),
        judgement.id,
    )


def _what(judgement: Judgement) -> str:
    match judgement.change:
        case Mended(claim=claim):
            return f"{speaker_of(claim)}: {claim.content.text}"
        case Others(claims=claims):
            return f"{'apart from' if judgement.verdict is Verdict.SPLIT else 'with'} {', '.join(claims)}"
        case Stanced(stance=stance, found=found):
            return f"{stance} (the machine: {found or 'none'})"
        case Named(name=name, kind=kind):
            return f"{name} ({kind})"
        case Rated(reliability=reliability, name=name):
            return f"{reliability}: {name}"
    return ""


def _elsewhere(anchoring: Anchoring) -> str:
    found = f"found as {anchoring.found}" if anchoring.found else "not found"
    return f"{found} in {anchoring.document or 'any report'}: {anchoring.why}"
