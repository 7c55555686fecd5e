"""Groups of claims made propositions: a readable text, stances, origins, and where each stands.

Invariant: a proposition's id digests the ids of its claims, and its text is words of one of them.
"""

from collections.abc import Mapping, Sequence

from sayso.crossdoc.certainty import Certainty
from sayso.crossdoc.decisions import NOTHING_DECIDED, Decisions, with_ratings, with_stances
from sayso.crossdoc.origins import Ties, trace_origins
from sayso.crossdoc.phrasing import as_sentence, counted, plain_content
from sayso.crossdoc.profiles import Profile
from sayso.crossdoc.stances import judge_stances
from sayso.crossdoc.standing import propose_grade
from sayso.crossdoc.words import Vocabulary, load_vocabulary, plain_words
from sayso.model import Claim, Origin, Proposition, Stance, StancedClaim, Standing, tagged

__all__ = ["build_proposition"]

_LONG = 160  # code points; of fuller wordings the longest below this is shown


def build_proposition(
    group: Sequence[Profile],
    ties: Ties,
    vocabulary: Vocabulary,
    certainty: Certainty | None = None,
    decisions: Decisions = NOTHING_DECIDED,
) -> Proposition:
    """The proposition that a group of claims makes; without `certainty` all of them surely say the same."""
    claims = sorted((p.claim for p in group), key=lambda c: c.id)
    stances = with_stances(judge_stances(group, vocabulary), decisions)
    origins = trace_origins(claims, stances, ties, certainty)
    standing, why = _standing(claims, stances, origins, ties)
    return Proposition(
        id=tagged("p1", [c.id for c in claims]),
        text=_text(group, stances),
        claims=tuple(StancedClaim(c.id, stances[c.id]) for c in claims),
        origins=origins,
        standing=standing,
        why=why,
        grade=with_ratings(propose_grade(claims, stances, origins, standing), claims, origins, ties, decisions),
    )


def _text(group: Sequence[Profile], stances: Mapping[str, Stance]) -> str:
    """The fullest wording of those who affirm, a whole clause before a fragment; as a sentence."""
    affirming = [p for p in group if stances[p.claim.id] is Stance.AFFIRMS] or list(group)
    best = min(affirming, key=_rank)
    return as_sentence(plain_content(best.claim))


def _rank(profile: Profile) -> tuple[bool, bool, bool, float, str]:
    gist = profile.claim.gist
    vague = not (gist.subject or gist.object) or bool(set(gist.subject) & load_vocabulary().pronouns)
    length = len(profile.claim.content.text)
    return gist.negated, vague, length > _LONG, -profile.size, profile.claim.id


def _standing(
    claims: Sequence[Claim],
    stances: Mapping[str, Stance],
    origins: Sequence[Origin],
    ties: Ties,
) -> tuple[Standing, str]:
    affirming = [o for o in origins if o.stance is Stance.AFFIRMS]
    denying = [o for o in origins if o.stance is Stance.DENIES]
    doubting = sum(s is Stance.DOUBTS for s in stances.values())
    if affirming and _withdrawn(claims, stances, affirming, ties):
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


def _withdrawn(claims: Sequence[Claim], stances: Mapping[str, Stance], affirming: Sequence[Origin], ties: Ties) -> bool:
    """Whether each affirming origin has itself taken its word back, in so many words."""
    back = {
        body
        for c in claims
        if stances[c.id] is not Stance.AFFIRMS and _takes_back(c) and (ident := ties.cast.of_claim(c)) is not None
        for body in ties.affiliations.of(ident)
    }
    mine = {c.id: c for c in claims}
    return bool(back) and all(any(_spoken(mine[i], ties) & back for i in o.claims) for o in affirming)


def _spoken(claim: Claim, ties: Ties) -> frozenset[str]:
    ident = ties.cast.of_claim(claim)
    return ties.affiliations.of(ident) if ident is not None else frozenset()


def _takes_back(claim: Claim) -> bool:
    return claim.cue is not None and any(w in load_vocabulary().withdrawing for w in plain_words(claim.cue.text))


def _names(origins: Sequence[Origin]) -> str:
    names = sorted({o.name for o in origins})
    return ", ".join(names[:3]) + (f" and {len(names) - 3} more" if len(names) > 3 else "")
