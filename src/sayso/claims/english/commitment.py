"""How far a source commits to a content: denial, doubt, belief, hearsay, modals and hedges.

Stands after a source is resolved. The cue decides first, then the content as worded (`factuality.contents`); of two the
weaker counts (docs/decisions/0009). Invariant: it speaks of the source's commitment, never of what is so.
"""

from collections.abc import Iterable, Sequence

from spacy.tokens import Token

from sayso.claims.attribution import Attribution
from sayso.claims.english.factuality.contents import bears_on, is_asserted, is_finite, main_predicate
from sayso.claims.english.factuality.cues import cue_level, cue_verb, governing_verb, make_cues_whole
from sayso.claims.english.factuality.engine import Engine
from sayso.claims.english.factuality.features import signs_of
from sayso.claims.english.factuality.hedging import is_hedge
from sayso.claims.english.factuality.marks import only_adds
from sayso.claims.english.factuality.nobody import is_nobody, is_turned_down
from sayso.claims.english.factuality.veridicality import CERTAIN
from sayso.claims.english.factuality.weighing import Belief, Weighing
from sayso.claims.english.phrasebook import Phrasebook
from sayso.lexicon import Lexicon
from sayso.model import Factuality, Span, Words, words_at

__all__ = ["Commitment"]

_NEGATORS = frozenset({"not", "n't", "n’t", "never", "nor", "no", "neither"})
_UNSAID, _SAID = -1.0, 1.0  # how far it is held that something was said: below, it was not; between, it is open
_STRENGTH = (Factuality.CERTAIN, Factuality.PROBABLE, Factuality.POSSIBLE, Factuality.UNKNOWN)


class Commitment:
    """The word lists of commitment and hedges, ready to be asked of one content after another."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._cues = lexicon.trait("commitment", "factuality")
        self._denied = {w: Factuality(f) for w, f in lexicon.trait("commitment", "negated").items()}
        self._wishing = lexicon.words("commitment", "wish")
        self._weakening = lexicon.words("commitment", "weakening")
        self._refusing = lexicon.words("commitment", "refusal")
        self._telling = lexicon.words("commitment", "told") | frozenset(self._cues)
        self._turning = lexicon.words("commitment", "denial", "doubt")
        self._received = lexicon.words("responses", "reception")
        self._engine = Engine(lexicon)
        self._weighing = Weighing.load()
        self._hedges = Phrasebook(lexicon, "hedges")

    def of(self, attribution: Attribution, hedges: Sequence[Words], text: str, content: Sequence[Token]) -> Factuality:
        """How the source of an attribution commits to its content; where the text names nobody who does, it is open."""
        if is_nobody(attribution.source) or is_turned_down(attribution, self._turning):
            return Factuality.UNKNOWN
        return self.factuality(attribution.lemma, attribution.cue, hedges, text, content)

    def whole(self, found: Iterable[Attribution]) -> list[Attribution]:
        """Attributions with their cues made whole: refusals with what is refused."""
        return make_cues_whole(found, self._refusing, self._telling)

    def factuality(
        self, lemma: str, cue: Sequence[Token], hedges: Sequence[Words], text: str, content: Sequence[Token] = ()
    ) -> Factuality:
        """How the source commits to the content, by cue, the `content`'s wording and its hedges; `lemma` is "" where
        the outlet speaks itself.
        """
        by_cue = self._by_cue(lemma, cue, content)
        if by_cue is Factuality.CERTAIN and self._is_wished(lemma, cue, content):
            return Factuality.UNKNOWN
        if by_cue not in _STRENGTH or by_cue is Factuality.UNKNOWN:
            return by_cue
        return max(by_cue, self._as_worded(hedges, text, content), key=_STRENGTH.index)

    def _by_cue(self, lemma: str, cue: Sequence[Token], content: Sequence[Token]) -> Factuality:
        verb = cue_verb(cue, lemma)
        level = cue_level(self._engine, verb, set(content)) if verb is not None else CERTAIN
        if lemma == "rule" and any(t.lower_ == "out" for t in cue):
            return Factuality.POSSIBLE if _is_negated(cue) or level < _SAID else Factuality.NOT_CERTAIN
        by_cue = Factuality(self._cues.get(lemma, Factuality.CERTAIN))
        if _is_negated(cue) or level <= _UNSAID:
            return self._denied.get(lemma) or self._negated(by_cue)
        if level < _SAID or (verb is not None and self._leaves_open(verb)):
            return Factuality.UNKNOWN
        if any(t.lemma_.lower() in self._refusing for t in cue) or self._is_received(cue):
            return Factuality.UNKNOWN
        if by_cue is Factuality.CERTAIN and any(t.lemma_.lower() in self._weakening for t in cue):
            return Factuality.PROBABLE
        return by_cue

    def _is_wished(self, lemma: str, cue: Sequence[Token], content: Sequence[Token]) -> bool:
        """Whether a cue tells what its source wants to be so: "demanded that the gate be shut", "called for a ban"."""
        verb = cue_verb(cue, lemma)
        if verb is None or not content:
            return False
        phrases = {f"{lemma} {c.lower_}" for c in verb.children if c.dep_ in ("prep", "prt") and c.i > verb.i}
        wished = lemma in self._wishing or not self._wishing.isdisjoint(phrases)
        predicate = main_predicate(content)
        stated = content[0].lower_ == "that" or content[0].is_quote
        told = stated and predicate is not None and is_finite(predicate)
        return wished and not told

    def _is_received(self, cue: Sequence[Token]) -> bool:
        """Whether a cue tells how a claim was received: "was met with scepticism"."""
        return any(t.lower_ in self._received and t.head.lower_ == "with" and t.head in cue for t in cue)

    def _leaves_open(self, verb: Token) -> bool:
        """Whether it is open that something was said at all, by what stands above the cue ("if the board agrees that").
        Where the rules take it for open the learned layer decides, as they only rank what they know.
        """
        judged = self._engine.judge(verb)
        governing = governing_verb(verb)
        if next(step.passed.level for step in judged.steps if step.token == governing) >= _SAID:
            return False
        return self._weighing.weigh(signs_of(verb, judged)).belief is not Belief.CERTAINLY

    def _as_worded(self, hedges: Sequence[Words], text: str, content: Sequence[Token]) -> Factuality:
        predicate = main_predicate(content)
        if predicate is None:
            return self._weakest(hedges, text)
        if not is_asserted(predicate, content):
            return Factuality.UNKNOWN
        return self._weakest([h for h in hedges if bears_on(h.spans[0], predicate, content)], text)

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

    def hedges(self, text: str, content: Sequence[Span], tokens: Sequence[Token] = ()) -> tuple[Words, ...]:
        """The words in the content that weaken it; by its `tokens` those are left out that only look alike, such as
        "about" before what is spoken of.
        """
        found = [(span, group.name) for span, group in self._hedges.find(text, content)]
        kept = [span for span, name in found if not tokens or is_hedge(span, name, tokens)]
        return tuple(words_at(text, [span]) for span in kept)


def _is_negated(cue: Sequence[Token]) -> bool:
    """Whether a cue is negated: by its own negator, or as one of two in "neither confirmed nor denied"."""
    if any(t.lower_ in _NEGATORS and not only_adds(t) for t in cue):
        return True
    return any(_is_paired(t, below) for t in cue for below in (t, t.head if t.dep_ == "conj" else t))


def _is_paired(verb: Token, first: Token) -> bool:
    nor = any(c.lower_ == "nor" and c.dep_ == "cc" for c in (*first.children, *verb.children))
    return verb.pos_ == "VERB" and nor
