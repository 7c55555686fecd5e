"""The queue of what is to be reviewed, worked out a portion at a time, as far as somebody looks.

For the desk, which keeps one as long as a comparison stands. Invariant: no claim stands in it twice, and its order
depends on the ledger alone, not on who looks; but what was decided and is due again comes once that is found.
"""

import threading
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from sayso.model import Proposition, Question, Verdict, standing_judgements
from sayso.story.judgements import Judgements
from sayso.story.parts import Part, view_part
from sayso.story.weighing import DECIDING, Due, weigh_claims

if TYPE_CHECKING:
    from sayso.ledger import Ledger

__all__ = ["Queue", "is_decided", "weigh_part"]

_LOOKED_OVER = 100  # questions looked over at once for such as have anything to review
_CLAIMS = 60  # of a portion, unless one question has more
_PROPOSITIONS = 20
_CROWDED = 20_000  # propositions with several claims that come in the order of their number


class Queue:
    """The claims of a ledger in the order in which they are to be reviewed: those that bear on its questions, in the
    order of these; those of propositions with several claims; the rest. Each portion begins with what asks most to be
    looked at. `before` is the queue of an earlier comparison: what it found of a question holds as long as that stands.
    """

    def __init__(self, questions: Sequence[str], before: "Queue | None" = None) -> None:
        self._questions = questions
        self._known: dict[str, tuple[Due, ...]] = dict(before._known) if before else {}
        self._passed: dict[str, frozenset[str]] = dict(before._passed) if before else {}
        self._members: dict[str, frozenset[str]] = {}
        self._dues: list[Due] = []
        self._places: dict[str, int] = {}
        self._walked: set[str] = set()  # the claims of all portions so far, those passed over as decided too
        self._heard = 0  # how many judgements were looked through for what was taken back
        self._asked = 0
        self._crowded: tuple[str, ...] | None = None
        self._last = ""
        self._lock = threading.Lock()

    def following(self, ledger: "Ledger", judgements: Judgements, after: str = "") -> Due | None:
        """What is due next after a claim (by id), else the first that is; None where nothing else is."""
        with self._lock:
            self._bring_back(ledger, judgements)
            start = self._places.get(after, -1) + 1
            place = start
            while place < len(self._dues) or self._extend(ledger, judgements):
                if place < len(self._dues) and not is_decided(judgements, self._dues[place].claim):
                    return self._dues[place]
                place += place < len(self._dues)
            skipped = (due for due in self._dues[:start] if due.claim != after)
            return next((due for due in skipped if not is_decided(judgements, due.claim)), None)

    def preceding(self, claim: str) -> str:
        """The claim before this one, decided on or not; "" where there is none."""
        place = self._places.get(claim, 0)
        return self._dues[place - 1].claim if place else ""

    def _extend(self, ledger: "Ledger", judgements: Judgements) -> bool:
        """Whether there was another portion; it may be empty."""
        if self._asked < len(self._questions):
            found = self._of_questions(ledger, judgements)
        else:
            part = self._next_part(ledger, judgements)
            if part is None:
                return False
            claims = [claim.id for claim in part.story.claims]
            self._walked.update(claims)
            found = weigh_part(ledger, part, claims)
        self._add(found)
        return True

    def _add(self, found: Iterable[Due]) -> None:
        for due in sorted(found, key=lambda due: (-due.score, due.claim)):
            if due.claim not in self._places:
                self._places[due.claim] = len(self._dues)
                self._dues.append(due)

    def _bring_back(self, ledger: "Ledger", judgements: Judgements) -> None:
        """Adds the claims that were passed over as decided and are due again, as somebody has taken that back since."""
        new = [judgement for _, judgement in judgements.rows[self._heard :]]
        self._heard = max(self._heard, len(judgements.rows))
        undone = {judgement.on for judgement in new if judgement.verdict is Verdict.UNDO}
        touched = {judgement.on for _, judgement in judgements.rows if judgement.id in undone} if undone else set()
        back = sorted((touched & self._walked) - self._places.keys())
        if back:
            part = view_part(ledger, claims=back, judgements=judgements)
            self._add(weigh_part(ledger, part, back))

    def _of_questions(self, ledger: "Ledger", judgements: Judgements) -> list[Due]:
        """What is due of the next questions that have anything."""
        chosen, claims = list[str](), 0
        while self._asked < len(self._questions) and claims < _CLAIMS:
            question = self._questions[self._asked]
            if question not in self._members:
                window = self._questions[self._asked : self._asked + _LOOKED_OVER]
                self._members = _members(ledger, window)
            members = self._members[question]
            self._walked |= members
            if any(not is_decided(judgements, claim) for claim in members):
                chosen.append(question)
                claims += len(members)
            self._asked += 1
        new = [question for question in chosen if not self._stands(question, judgements)]
        if new:
            part = view_part(ledger, questions=new, judgements=judgements)
            found = weigh_part(ledger, part, (claim for question in new for claim in self._members[question]))
            self._known |= {q: tuple(due for due in found if due.claim in self._members[q]) for q in new}
            decided = {q: (c for c in self._members[q] if is_decided(judgements, c)) for q in new}
            self._passed |= {q: frozenset(claims) for q, claims in decided.items()}
        return [replace(due, question=question) for question in chosen for due in self._known[question]]

    def _stands(self, question: str, judgements: Judgements) -> bool:
        """Whether what was found of a question holds: none of the claims passed over as decided is due again."""
        passed = self._passed.get(question)
        return passed is not None and all(is_decided(judgements, claim) for claim in passed)

    def _next_part(self, ledger: "Ledger", judgements: Judgements) -> Part | None:
        """The next propositions with several claims; where there are no more, the next claims in order of ids."""
        lookup = ledger.lookup()
        if self._crowded is None:
            self._crowded = ledger.listing().crowded(_CROWDED)
        chosen, self._crowded = self._crowded[:_PROPOSITIONS], self._crowded[_PROPOSITIONS:]
        if chosen:
            return view_part(ledger, propositions=chosen, judgements=judgements)
        claims = lookup.claims_after(self._last, _CLAIMS)
        if not claims:
            return None
        self._last = claims[-1]
        return view_part(ledger, claims=claims, judgements=judgements)


def weigh_part(ledger: "Ledger", part: Part, claims: Iterable[str]) -> list[Due]:
    """These claims of a part of a ledger, as `weigh_claims` weighs them."""
    return weigh_claims(part, claims, ledger.lookup().unsure_of({*part.speakers.values()}))


def is_decided(judgements: Judgements, claim: str) -> bool:
    """Whether a person decided on this very claim, and that stands."""
    return any(j.verdict in DECIDING and j.on == claim for j in standing_judgements(judgements.on(claim)))


def _members(ledger: "Ledger", questions: Collection[str]) -> dict[str, frozenset[str]]:
    """Question id → the claims (by id) of the propositions that answer it."""
    lookup = ledger.lookup()
    answers = {q.id: {p for a in q.answers for p in a.propositions} for q in lookup.wholes(Question, questions)}
    wholes = lookup.wholes(Proposition, {p for held in answers.values() for p in held})
    claims: Mapping[str, list[str]] = {whole.id: [c.claim for c in whole.claims] for whole in wholes}
    return {q: frozenset(c for p in answers.get(q, ()) for c in claims.get(p, ())) for q in questions}
