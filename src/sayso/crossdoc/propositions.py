"""Groups of claims made propositions: a readable text, stances, origins, and where each stands.

Invariant: a proposition's id digests the ids of its claims, and its text is words of one of them.
"""

from collections.abc import Mapping, Sequence

from sayso.crossdoc.certainty import Certainty
from sayso.crossdoc.decisions import NOTHING_DECIDED, Decisions, with_ratings, with_stances
from sayso.crossdoc.origins import Ties, trace_origins
from sayso.crossdoc.phrasing import as_sentence, plain_content
from sayso.crossdoc.profiles import Profile
from sayso.crossdoc.stances import commitment, judge_stances
from sayso.crossdoc.standing import find_standing, propose_grade, spoken_for
from sayso.crossdoc.words import Vocabulary, load_vocabulary
from sayso.model import Proposition, Stance, StancedClaim, tagged

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
    standing, why = find_standing(stances, origins, *spoken_for(ties, claims))
    return Proposition(
        id=tagged("p1", [c.id for c in claims]),
        text=_text(group, stances, vocabulary),
        claims=tuple(StancedClaim(c.id, stances[c.id]) for c in claims),
        origins=origins,
        standing=standing,
        why=why,
        grade=with_ratings(propose_grade(claims, stances, origins, standing), claims, origins, ties, decisions),
    )


def _text(group: Sequence[Profile], stances: Mapping[str, Stance], vocabulary: Vocabulary) -> str:
    """The fullest wording of those who affirm it in so many words, a whole clause before a fragment; as a sentence.

    Who denies the contrary affirms too, but what he denies says the contrary.
    """
    affirming = [p for p in group if stances[p.claim.id] is Stance.AFFIRMS]
    outright = [p for p in affirming if commitment(p.claim, vocabulary) is not Stance.DENIES]
    best = min(outright or affirming or group, key=_rank)
    return as_sentence(plain_content(best.claim))


def _rank(profile: Profile) -> tuple[bool, bool, bool, float, str]:
    gist = profile.claim.gist
    vague = not (gist.subject or gist.object) or bool(set(gist.subject) & load_vocabulary().pronouns)
    length = len(profile.claim.content.text)
    return gist.negated, vague, length > _LONG, -profile.size, profile.claim.id
