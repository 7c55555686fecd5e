"""How much a claim asks to be looked at by a person: what hangs on it, times how unsure it is.

Under `queueing`, which puts claims in that order. Invariant: all that raises a score is said in words, and a score
depends on the part of the story alone that is given.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from math import log2, prod
from typing import TYPE_CHECKING

from sayso.lexicon import load_lexicon
from sayso.model import Claim, Proposition, Question, SourceKind, Stance, Verdict
from sayso.story.parts import Part

if TYPE_CHECKING:
    from sayso.crossdoc import Bearing

__all__ = ["DECIDING", "Due", "weigh_claims"]

DECIDING = frozenset({Verdict.ACCEPT, Verdict.REJECT, Verdict.MEND, Verdict.STANCE, Verdict.MERGE, Verdict.SPLIT})
"""The verdicts after which a claim is no longer due; a note, or the grade of its source, leaves it so."""

# How likely something is amiss with a claim of a sort, beside the machine's own doubt whether it is an attribution at
# all. Set by hand: they put claims in an order, and say nothing of any one.
_UNRESOLVED = 0.3
_POINTING = 0.2  # "he", "they": who is meant stands elsewhere
_UNNAMED = 0.15
_JOINED = 0.3
_ANSWERING = 0.2
_STANCES = {Stance.DENIES: 0.15, Stance.DOUBTS: 0.25}  # more often wrong than that something is affirmed
_HEDGED = 0.1

# What hangs on a claim beside the one that it is itself.
_ASKED = 2.0
_ALONE = 2.0

_LENGTH = 90  # characters of a text that is quoted in a reason

_Weight = tuple[float, str]


@dataclass(frozen=True, slots=True)
class Due:
    """A claim (by id) that is due to be reviewed, `why` in words, and the question (by id) on which it bears, "" where
    there is none. What hangs on it `matters`; `doubt` is how unsure it is, from 0 to 1.
    """

    claim: str
    matters: float
    doubt: float
    why: tuple[str, ...]
    question: str = ""

    @property
    def score(self) -> float:
        """Of two claims the one with the higher score comes first."""
        return self.matters * self.doubt


def weigh_claims(part: Part, claims: Iterable[str], unsure: Mapping[str, Collection[str]]) -> list[Due]:
    """These claims of a part of a story, the highest score first; without those that a person decided on, that were
    left out of the comparison or that count for nothing. `unsure` gives the names of an entity (by id) that are not
    surely its own.

    What matters is 1, and 2 where a claim bears on a question, and 2 where an answer has no other origin than its own,
    and log2 of the number of reports that are one origin with it. The doubt is 1 - (1 - p)(1 - q)…: the likelihoods of
    all that may be amiss, as if none had to do with another; that of the attribution is what its confidence leaves.
    """
    from sayso.crossdoc import settle_story

    story, settled = settle_story(part.story)
    compared = story.comparison
    told = {claim.id: claim for claim in story.claims}
    left_out = {*compared.rejected, *settled.decisions.rejected, *(one.claim for one in compared.withdrawn)}
    decided = (ident for ident, bearings in settled.bearings.items() if any(_decides(b, ident) for b in bearings))
    homes = {c.claim: p for p in compared.propositions for c in p.claims}
    found = []
    for ident in {*claims} & told.keys() - left_out.union(decided):
        home, speaker = homes.get(ident), part.speakers.get(ident)
        question = _question(home, compared.questions)
        stakes = [*_stakes(told[ident], home, question, told)]
        signs = [*_signs(told[ident], home, speaker, unsure.get(speaker or "", ()))]
        found.append(
            Due(
                claim=ident,
                matters=1 + sum(weight for weight, _ in stakes),
                doubt=1 - prod(1 - likelihood for likelihood, _ in signs),
                why=tuple(words for _, words in (*stakes, *signs)),
                question=question.id if question else "",
            )
        )
    return sorted(found, key=lambda due: (-due.score, due.claim))


def _decides(bearing: "Bearing", claim: str) -> bool:
    """Whether it is a decision on the claim itself, or on what it is in another version of its report."""
    return bearing.judgement.verdict in DECIDING and bearing.judgement.on == (bearing.carried or claim)


def _question(home: Proposition | None, questions: Iterable[Question]) -> Question | None:
    """Of the questions that a proposition answers, the one with most origins."""
    asked = [q for q in questions if home and any(home.id in answer.propositions for answer in q.answers)]
    return max(asked, key=lambda q: (sum(answer.origins for answer in q.answers), q.id), default=None)


def _stakes(
    claim: Claim, home: Proposition | None, question: Question | None, told: Mapping[str, Claim]
) -> Iterator[_Weight]:
    """What hangs on a claim: each thing with its weight."""
    if home is None:
        return
    if question is not None:
        yield _ASKED, "it bears on what accounts differ on"
    origin = next((origin for origin in home.origins if claim.id in origin.claims), None)
    affirms = any(c.claim == claim.id and c.stance is Stance.AFFIRMS for c in home.claims)
    for answer in question.answers if question and origin and affirms else ():
        if home.id in answer.propositions and answer.origins == 1:
            yield _ALONE, f"no other origin stands behind the answer “{_clipped(answer.text)}”"
    reports = {told[ident].document for ident in (origin.claims if origin else ()) if ident in told}
    if len(reports) > 1:
        yield log2(len(reports)), f"{len(reports)} reports are one origin with it"


def _signs(claim: Claim, home: Proposition | None, speaker: str | None, unsure: Collection[str]) -> Iterator[_Weight]:
    """What may be amiss with a claim: each thing with how likely that is."""
    if not claim.own:
        yield 1 - claim.confidence, f"its attribution was found with a confidence of {claim.confidence:.0%}"
    if claim.source is None:
        yield from [] if claim.own else [(_UNNAMED, "nobody is named as its source")]
    elif claim.source.kind is SourceKind.ANONYMOUS:
        yield _UNNAMED, f"its source is not named: “{claim.source.text}”"
    elif speaker is None:
        yield _UNRESOLVED, f"who is meant by “{claim.source.text}” was not found"
    if claim.source is not None and claim.source.text.lower() in _pointing():
        yield _POINTING, f"its source is “{claim.source.text}”, taken for {claim.source.name}"
    if unsure:
        yield _JOINED, f"that its source is also “{_clipped('” or “'.join(unsure))}” is not sure"
    if claim.responds_to is not None:
        yield _ANSWERING, "it points back to another claim of its report"
    stance = next((c.stance for c in home.claims if c.claim == claim.id), None) if home else None
    if stance in _STANCES:
        yield _STANCES[stance], f"it {stance} what the others say"
    for hedge in claim.hedges[:1]:
        yield _HEDGED, f"hedged: “{hedge.text}”"


def _clipped(text: str) -> str:
    return text if len(text) <= _LENGTH else f"{text[: _LENGTH - 1].rstrip()}…"


@cache
def _pointing() -> frozenset[str]:
    return load_lexicon("en", "common").words("common", "pointing")
