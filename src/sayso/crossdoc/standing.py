"""Where a proposition stands, and the Admiralty pair that is proposed for it.

Used when propositions are put together, after their origins are traced. Invariant: both follow from origins, stances,
commitment and evidence alone, and each step that moved the grade is among its reasons; how reliable a source is stays
for a person to say.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Protocol

from sayso.crossdoc.phrasing import counted
from sayso.crossdoc.words import load_vocabulary, plain_words
from sayso.model import Claim, Factuality, Grade, Origin, SourceKind, Stance, Standing, Verification

if TYPE_CHECKING:  # what is foreseen of a recorded comparison needs no ties
    from sayso.crossdoc.ties import Ties

__all__ = [
    "Founding",
    "Spoken",
    "Tells",
    "find_standing",
    "propose_grade",
    "spoken_for",
    "stand",
    "taken_back",
    "takes_back",
]

Spoken = Callable[[str], frozenset[str]]
"""The source of a claim (by id) and the bodies for which it speaks, by id."""

Tells = Callable[[str], bool]
"""Whether a claim (by id) tells that somebody takes his word back."""

_SURE, _PROBABLE, _POSSIBLE, _DOUBTFUL, _IMPROBABLE, _UNJUDGED = range(1, 7)
_HELD = frozenset({Factuality.CERTAIN, Factuality.NOT_CERTAIN})
_NOT_JUDGED = "F: how reliable the sources are is for a person to judge"


class Founding(Protocol):
    """Of an origin what a standing follows from."""

    @property
    def name(self) -> str:
        """What it is called."""

    @property
    def stance(self) -> Stance:
        """What its claims do to the proposition."""

    @property
    def claims(self) -> tuple[str, ...]:
        """Its claims, by id."""


def find_standing(
    stances: Mapping[str, Stance], origins: Iterable[Founding], back: Tells, spoken: Spoken
) -> tuple[Standing, str]:
    """Where a proposition of claims with these stances (by id) stands, and why."""
    origins = tuple(origins)
    affirming = [o for o in origins if o.stance is Stance.AFFIRMS]
    denying = [o for o in origins if o.stance is Stance.DENIES]
    doubting = sum(s is Stance.DOUBTS for s in stances.values())
    taken = taken_back((i for i, s in stances.items() if s is not Stance.AFFIRMS), affirming, back, spoken)
    standing = stand(len(affirming), len(denying), doubting, taken=taken)
    if standing is Standing.WITHDRAWN:
        return standing, f"{_names(affirming)} took it back"
    if standing is Standing.CORROBORATED:
        return standing, f"affirmed by {len(affirming)} independent origins: {_names(affirming)}; denied by none"
    if standing is Standing.CONTESTED and denying:
        return standing, f"affirmed by {_names(affirming)}; denied by {_names(denying)}"
    if standing is Standing.CONTESTED and affirming:
        return standing, f"affirmed by {_names(affirming)}; doubted in {counted(doubting, 'claim')}"
    if standing is Standing.CONTESTED:
        return standing, f"doubted in {counted(doubting, 'claim')}, affirmed in none that was read"
    (only, *_), verb = (affirming, "affirmed") if affirming else (denying, "denied")
    return standing, f"{verb} in {counted(len(only.claims), 'claim')}, all resting on {only.name}"


def stand(affirming: int, denying: int, doubting: int, *, taken: bool = False) -> Standing:
    """Where a proposition stands that so many origins affirm and deny, and so many claims doubt; `taken` where all who
    affirmed it took it back.
    """
    if affirming and taken:
        return Standing.WITHDRAWN
    if affirming and (denying or doubting):
        return Standing.CONTESTED
    if affirming > 1:
        return Standing.CORROBORATED
    return Standing.SINGLE_ORIGIN if affirming or denying else Standing.CONTESTED


def spoken_for(ties: "Ties", claims: Iterable[Claim]) -> tuple[Tells, Spoken]:
    """Of these claims, which tell that somebody takes his word back, and for whom each speaks: none of hearsay."""
    known = {claim.id: claim for claim in claims}

    def back(ident: str) -> bool:
        cue = known[ident].cue
        return takes_back(cue.text if cue else None)

    def spoken(ident: str) -> frozenset[str]:
        source = ties.cast.of_claim(known[ident])
        return ties.affiliations.of(source) if source is not None else frozenset()

    return back, spoken


def takes_back(cue: str | None) -> bool:
    """Whether the words of a cue tell that somebody takes his word back."""
    return cue is not None and any(w in load_vocabulary().withdrawing for w in plain_words(cue))


def taken_back(others: Iterable[str], affirming: Sequence[Founding], back: Tells, spoken: Spoken) -> bool:
    """Whether each affirming origin has itself, among `others` (claims by id), taken its word back in so many words."""
    taken = {body for ident in others if back(ident) for body in spoken(ident)}
    return bool(taken) and all(any(spoken(i) & taken for i in o.claims) for o in affirming)


def _names(origins: Sequence[Founding]) -> str:
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
    if affirming == 1 and any(e.is_missing for c in said for e in c.evidence):
        yield 1, "it is said that evidence is missing"


def _verified(said: Sequence[Claim]) -> bool:
    return any(e.verification is Verification.VERIFIED for c in said for e in c.evidence)


def _against(denying: int, doubting: int) -> str:
    parts = [
        f"{denying} {'origin denies' if denying == 1 else 'origins deny'} it" if denying else "",
        f"{doubting} {'claim doubts' if doubting == 1 else 'claims doubt'} it" if doubting else "",
    ]
    return " and ".join(filter(None, parts)) or "nobody denies it"
