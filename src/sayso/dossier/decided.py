"""What people decided, as the page tells it: at the claims it bears on, and in a list of all that stands.

Invariant: what the machine had found stands beside what a person put in its place.
"""

from collections.abc import Iterator

from sayso.crossdoc import Anchoring, Bearing, State
from sayso.dossier.catalogue import Catalogue
from sayso.dossier.values import Decision, Remark
from sayso.dossier.wording import QUOTATION_MARKS, STANCES, VERDICTS, count, day_words
from sayso.model import Claim, Judgement, Mended, Named, Others, Rated, Stanced, Story, Verdict, standing_judgements

__all__ = ["build_decision", "build_decisions", "judged_remarks"]


def build_decisions(catalogue: Catalogue, story: Story) -> tuple[Decision, ...]:
    """All judgements that are not undone, in order of time."""
    return tuple(build_decision(catalogue, judgement) for judgement in standing_judgements(story.judgements))


def judged_remarks(catalogue: Catalogue, claim: Claim) -> Iterator[Remark]:
    """What stands on a claim, each by whom, and what the machine had found in its place."""
    for bearing in catalogue.judged.get(claim.id, ()):
        judgement = bearing.judgement
        words = f"{judgement.by}: {judgement.note}" if judgement.note else judgement.by
        yield Remark(f"{VERDICTS[judgement.verdict]}{_whence(bearing, claim)} by", words)
        if isinstance(judgement.change, Stanced) and judgement.change.found and judgement.on == claim.id:
            yield Remark(f"as it was found, it {STANCES[judgement.change.found]}")
    if claim.id in catalogue.withdrawn:
        yield Remark("counts for nothing, as it rests on what was withdrawn:", catalogue.withdrawn[claim.id])
    found = catalogue.found.get(claim.id)
    if found is not None:
        yield Remark("found as the word of", catalogue.speaker(found)[1])
        if found.content != claim.content:
            yield Remark("found as", found.content.text, quoted=True)


def _whence(bearing: Bearing, claim: Claim) -> str:
    if not bearing.carried:
        return ""
    return (
        " as an older program found it," if bearing.stems_from(claim.document) else " in another version of the report,"
    )


def build_decision(catalogue: Catalogue, judgement: Judgement) -> Decision:
    """What a judgement on the catalogue's story says, and its fate; of an undoing there is nothing to say."""
    claim = catalogue.claims.get(judgement.on)
    report = catalogue.documents.get(judgement.on)
    ruling = catalogue.settled.rulings.get(judgement.id)  # of a part of a story, not all judgements are settled
    overruled = "overruled by a later one" if ruling and ruling.state is State.OVERRULED else ""
    anchorings = (a for a in catalogue.settled.anchorings if a.claim in judgement.claims)
    return Decision(
        date=day_words(judgement.at.date()),
        by=judgement.by,
        verdict=VERDICTS[judgement.verdict],
        note=judgement.note,
        on=catalogue.point(claim) if claim else catalogue.point_to_report(report) if report else None,
        what=_what(catalogue, judgement),
        fate="; ".join(filter(None, [overruled, *(_elsewhere(catalogue, a) for a in anchorings)])),
    )


def _what(catalogue: Catalogue, judgement: Judgement) -> str:
    """What the verdict does not say by itself."""
    match judgement.change:
        case Rated(reliability=reliability, name=name):
            return f"{name} {reliability}"
        case Named(name=name):
            return name
        case Stanced(stance=stance):
            return f"to “{STANCES[stance]}”"
        case Others(claims=claims):
            return f"{'from' if judgement.verdict is Verdict.SPLIT else 'with'} {count(len(claims), 'other claim')}"
        case Mended(claim=claim):
            return _mended(catalogue, claim, catalogue.found.get(claim.id))
    return ""


def _mended(catalogue: Catalogue, claim: Claim, found: Claim | None) -> str:
    """What a claim was mended to, as far as it differs from what was found."""
    words = claim.content.text if found is None or found.content != claim.content else ""
    quoted = words if words[:1] in QUOTATION_MARKS else f"“{words}”"
    speaker = catalogue.speaker(claim)[1] if found is None or found.source != claim.source else ""
    return ", ".join([*([f"to {quoted}"] if words else []), *([f"as the word of {speaker}"] if speaker else [])])


def _elsewhere(catalogue: Catalogue, anchoring: Anchoring) -> str:
    version = catalogue.documents.get(anchoring.document)
    where = f"report {catalogue.reports[version.id]}" if version else "no report that is held"
    return f"{'found again in' if anchoring.found else 'not found in'} {where}: {anchoring.why}"
