"""How far a source commits to a content: denial, doubt, belief, hearsay, modals and hedges.

Stands after a source is resolved. Invariant: it speaks of the source's commitment, never of what is so.
"""

from collections.abc import Sequence

from spacy.tokens import Token

from sayso.claims.english.phrasebook import Phrasebook
from sayso.lexicon import Lexicon
from sayso.model import Factuality, Span, Words, words_at

__all__ = ["Commitment"]

_NEGATORS = frozenset({"not", "n't", "never", "neither", "nor", "no"})


class Commitment:
    """The word lists of commitment and hedges, ready to be asked of one content after another."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._cues = lexicon.trait("commitment", "factuality")
        self._denied = {w: Factuality(f) for w, f in lexicon.trait("commitment", "negated").items()}
        self._weakening = lexicon.words("commitment", "weakening")
        self._hedges = Phrasebook(lexicon, "hedges")

    def factuality(self, lemma: str, cue: Sequence[Token], hedges: Sequence[Words], text: str) -> Factuality:
        """How the source commits to the content, by cue and hedges; `lemma` is "" where the outlet speaks itself."""
        by_cue = Factuality(self._cues.get(lemma, Factuality.CERTAIN))
        if any(t.lower_ in _NEGATORS for t in cue):
            return self._denied.get(lemma) or self._negated(by_cue)
        if by_cue is Factuality.CERTAIN and any(t.lemma_.lower() in self._weakening for t in cue):
            return Factuality.PROBABLE
        if by_cue is not Factuality.CERTAIN:
            return by_cue
        return self._weakest(hedges, text)

    def _negated(self, by_cue: Factuality) -> Factuality:
        """Not to believe is commitment to the contrary; not to say is none."""
        return Factuality.NOT_PROBABLE if by_cue is Factuality.PROBABLE else Factuality.UNKNOWN

    def denies(self, lemma: str) -> bool:
        """Whether a cue commits its source to a content's being false."""
        return self._cues.get(lemma) == Factuality.NOT_CERTAIN

    def _weakest(self, hedges: Sequence[Words], text: str) -> Factuality:
        found = {g.traits.get("factuality") for h in hedges for _, g in self._hedges.find(text, h.spans)}
        for level in (Factuality.UNKNOWN, Factuality.POSSIBLE, Factuality.PROBABLE):
            if level.value in found:
                return level
        return Factuality.CERTAIN

    def hedges(self, text: str, content: Sequence[Span]) -> tuple[Words, ...]:
        """The words in the content that weaken it."""
        return tuple(words_at(text, [span]) for span, _ in self._hedges.find(text, content))
