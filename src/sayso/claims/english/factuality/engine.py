"""How far the author of a sentence commits to each event in it, put together from the outside in over the parse.

From the top of the sentence down to the event, each word that embeds the next passes on what its signature says
(`veridicality`), and the marks beside a word (`marks`) weaken or turn what came down to it. Every step is kept, so
that a judgement shows its reasons. Invariant: a judgement depends on the sentence alone, and its level lies between -3
and 3.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from sayso.claims.english.factuality.embedding import Embeddings, Passed
from sayso.claims.english.factuality.marks import Mark, Marks
from sayso.claims.english.factuality.veridicality import CERTAIN, Veridicality
from sayso.lexicon import Lexicon

__all__ = ["Engine", "Judged", "Step", "combined"]

_DEEPEST = 40  # steps from an event to the top of its sentence


@dataclass(frozen=True, slots=True)
class Step:
    """One word on the way: what came down to it from the one above, its marks, and how far it is held to be so."""

    token: Token
    passed: Passed
    marks: tuple[Mark, ...]
    level: float


@dataclass(frozen=True, slots=True)
class Judged:
    """How far an event is held to be so (-3 to 3), and the steps that led there, the outermost first."""

    level: float
    steps: tuple[Step, ...]


class Engine:
    """The word lists of commitment, ready to be asked of one event after another."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.veridicality = Veridicality(lexicon)
        self.marks = Marks(lexicon)
        self._embeddings = Embeddings(self.veridicality, self.marks)

    def judge(self, event: Token) -> Judged:
        """How far the author commits to an event, by the word that stands for it (a verb, noun or adjective)."""
        return self._judge(list(_way_down(event)))

    def judge_within(self, event: Token, top: Token) -> Judged:
        """How far an event is held to be so where `top`, which is above it in the parse or it itself, is asserted."""
        way = list(_way_down(event))
        return self._judge(way[way.index(top) :] if top in way else [event])

    def _judge(self, way: list[Token]) -> Judged:
        steps = [self._step(way[0], None)]
        for token in way[1:]:
            steps.append(self._step(token, steps[-1]))
        return Judged(steps[-1].level, tuple(steps))

    def _step(self, token: Token, above: Step | None) -> Step:
        passed = Passed("top", CERTAIN)
        if above is not None:
            passed = self._embeddings.passed_on(token, above.token, above.level, above.passed.level)
        marks = tuple(self.marks.beside(token)) if token.pos_ in ("VERB", "AUX", "ADJ") else ()
        negated = {mark.token for mark in above.marks} if above is not None else set()
        marks += tuple(m for m in self._embeddings.before_noun(token) if m.token not in negated)
        return Step(token, passed, marks, combined(passed.level, marks))


def combined(given: float, marks: Iterable[Mark]) -> float:
    """What is left of a level that came from above: each mark is a share of it, one that denies turns it round."""
    level = given
    for mark in marks:
        level *= mark.level / CERTAIN
    return level


def _way_down(event: Token) -> Iterator[Token]:
    """The words from the top of the sentence to the event."""
    way = [event]
    while way[-1].head != way[-1] and len(way) < _DEEPEST:
        way.append(way[-1].head)
    return reversed(way)
