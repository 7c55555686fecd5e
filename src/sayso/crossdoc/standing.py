"""Where a proposition stands, and the Admiralty pair that is proposed for it.

Used when propositions are put together, after their origins are traced. Invariant: both follow from origins, stances,
commitment and evidence alone, and each step that moved the grade is among its reasons; how reliable a source is stays
for a person to say.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence

from sayso.crossdoc.phrasing import counted
from sayso.crossdoc.ties import Ties
from sayso.crossdoc.words import load_vocabulary, plain_words
from sayso.model import Claim, EvidenceKind, Factuality, Grade, Origin, SourceKind, Stance, Standing, Verification

__all__ = ["Spoken", "find_standing", "propose_grade", "spoken_for"]

Spoken = Callable[[Claim], frozenset[str]]
"""The source of a claim and the bodies for which it speaks, by id."""

_SURE, _PROBABLE, _POSSIBLE, _DOUBTFUL, _IMPROBABLE, _UNJUDGED = range(1, 7)
_HELD = frozenset({Factuality.CERTAIN, Factuality.NOT_CERTAIN})
_NOT_JUDGED = "F: how reliable the sources are is for a person to judge"


def find_standing(
    claims: Sequence[Claim], stances: Mapping[str, Stance], origins: Sequence[Origin], spoken: Spoken
) -> tuple[Standing, str]:
    """Where a proposition of these claims stands, and why."""
    affirming = [o for o in origins if o.stance is Stance.AFFIRMS]
    denying = [o for o in origins if o.stance is Stance.DENIES]
    doubting = sum(s is Stance.DOUBTS for s in stances.values())
    if affirming and _taken_back(claims, stances, affirming, spoken):
        return Standing.WITHDRAWN, f"{_names(affirming)} took it back"
    if affirming and denying:
        return Standing.CONTESTED, f"affirmed by {_names(affirming)}; denied by {_names(denying)}"
    if affirming and doubting:
        return Standing.CONTESTED, f"affirmed by {_names(affirming)}; doubted in {counted(doubting, 'claim')}"
    if len(affirming) > 1:
        return (
            Standing.CORROBORATED,
            f"affirmed by {len(affirming)} independent origins: {_names(affirming)}; denied by none",
        )
    side = affirming or denying
    if not side:
        return Standing.CONTESTED, f"doubted in {counted(doubting, 'claim')}, affirmed in none that was read"
    verb = "affirmed" if affirming else "denied"
    return Standing.SINGLE_ORIGIN, f"{verb} in {counted(len(side[0].claims), 'claim')}, all resting on {side[0].name}"


def spoken_for(ties: Ties, claim: Claim) -> frozenset[str]:
    """The source of a claim and the bodies for which it speaks, by id; none of hearsay."""
    ident = ties.cast.of_claim(claim)
    return ties.affiliations.of(ident) if ident is not None else frozenset()


def _taken_back(
    claims: Sequence[Claim], stances: Mapping[str, Stance], affirming: Sequence[Origin], spoken: Spoken
) -> bool:
    """Whether each affirming origin has itself taken its word back, in so many words."""
    back = {body for c in claims if stances[c.id] is not Stance.AFFIRMS and _takes_back(c) for body in spoken(c)}
    mine = {c.id: c for c in claims}
    return bool(back) and all(any(spoken(mine[i]) & back for i in o.claims) for o in affirming)


def _takes_back(claim: Claim) -> bool:
    return claim.cue is not None and any(w in load_vocabulary().withdrawing for w in plain_words(claim.cue.text))


def _names(origins: Sequence[Origin]) -> str:
    names = sorted({o.name for o in origins})
    return ", ".join(names[:3]) + (f" and {len(names) - 3} more" if len(names) > 3 else "")


def propose_grade(
    claims: Sequence[Claim], stances: Mapping[str, Stance], origins: Sequence[Origin], standing: Standing
) -> Grade:
    """The grade from those who affirm, deny and doubt, and from what is offered: 1 (confirmed) to 6 (can't be judged).

    The scale is that of the Admiralty code (NATO AJP-2.1): 1 confirmed by other sources, 2 probably true, 3 possibly
    true, 4 doubtful, 5 improbable, 6 truth cannot be judged.
    """
    affirming = [o for o in origins if o.stance is Stance.AFFIRMS]
    denying = sum(o.stance is Stance.DENIES for o in origins)
    doubting = sum(s is Stance.DOUBTS for s in stances.values())
    said = [c for c in claims if stances[c.id] is Stance.AFFIRMS]
    if standing is Standing.WITHDRAWN:
        return _grade(_IMPROBABLE, "those who affirmed it took it back")
    if not affirming:
        credibility = _IMPROBABLE if denying > 1 else _DOUBTFUL if denying or doubting else _UNJUDGED
        return _grade(credibility, f"nobody who was read affirms it; {_against(denying, doubting)}")
    start, why = _from_origins(affirming, said)
    steps = list(_steps(len(affirming), denying, doubting, said))
    reasons = [why, *(reason for _, reason in steps)]
    moved = sum(step for step, _ in steps)
    if start == _UNJUDGED:  # one origin that is not named: only what stands beside it can be judged
        return _grade(_DOUBTFUL if moved > 0 else _POSSIBLE if moved < 0 else _UNJUDGED, *reasons)
    best = _SURE if len(affirming) > 1 else _PROBABLE
    return _grade(min(_IMPROBABLE, max(best, start + moved)), *reasons)


def _grade(credibility: int, *reasons: str) -> Grade:
    return Grade(credibility=credibility, reasons=(*reasons, _NOT_JUDGED))


def _from_origins(affirming: Sequence[Origin], said: Sequence[Claim]) -> tuple[int, str]:
    """The grade that the affirming origins give by themselves, and why."""
    held = {c.id for c in said if c.factuality in _HELD and not c.hedges}
    firm = [o for o in affirming if o.kind is not SourceKind.ANONYMOUS and held.intersection(o.claims)]
    if len(firm) > 1:
        return _SURE, f"{len(firm)} independent origins affirm it outright"
    if len(affirming) > 1:
        return _PROBABLE, f"{len(affirming)} independent origins affirm it, but some of them unnamed or with a hedge"
    if affirming[0].kind in {SourceKind.ANONYMOUS, SourceKind.OUTLET}:
        return _UNJUDGED, "all rests on one origin that is not named"
    return _POSSIBLE, f"one origin affirms it{'' if firm else ', with a hedge'}"


def _steps(affirming: int, denying: int, doubting: int, said: Sequence[Claim]) -> Iterator[tuple[int, str]]:
    """What moves the grade, a number of places down the scale each, and why."""
    if denying:
        yield (1 if denying <= affirming else 2) + (affirming > 1), _against(denying, doubting)
    elif doubting:
        yield 1, _against(denying, doubting)
    if _verified(said):
        yield -1, "evidence for it is called verified"
    found = {e.verification for c in said for e in c.evidence}
    if Verification.DISPUTED in found:
        yield 1, "evidence for it is disputed"
    missing = any(
        e.kind is EvidenceKind.NONE or e.verification is Verification.MISSING for c in said for e in c.evidence
    )
    if missing and affirming == 1:
        yield 1, "it is said that evidence is missing"


def _verified(said: Sequence[Claim]) -> bool:
    return any(e.verification is Verification.VERIFIED for c in said for e in c.evidence)


def _against(denying: int, doubting: int) -> str:
    parts = [
        f"{denying} {'origin denies' if denying == 1 else 'origins deny'} it" if denying else "",
        f"{doubting} {'claim doubts' if doubting == 1 else 'claims doubt'} it" if doubting else "",
    ]
    return " and ".join(filter(None, parts)) or "nobody denies it"
