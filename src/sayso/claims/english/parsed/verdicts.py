"""Verdicts on what is reported: "the allegation that X is unfounded", "there is no truth in reports that X".

Stands under the nouns that report, and gives whose word a verdict is to the chain: the speaker's in whose words it
stands, else the outlet's. Invariant: a verdict names no source of its own, and its content lacks the verdict's words.
"""

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Token

from sayso.claims.attribution import Attribution, Frame, tokens_in
from sayso.claims.english.factuality.nobody import is_nobody
from sayso.claims.english.parsed.clauses import cue_words, trimmed, words_between
from sayso.lexicon import Lexicon

__all__ = ["Verdicts", "refuting", "with_refutals"]

_FALSE = "false"  # the verdict of whoever says "wrongly"
_STATES = frozenset({"be", "remain", "seem", "appear", "prove", "stay"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_PREDICATES = frozenset({"acomp", "attr", "oprd"})
_FINITE = frozenset({"VB", "VBD", "VBN", "VBP", "VBZ"})
_LEAVES_OPEN = frozenset({"if", "whether", "unless"})
_CERTAIN = "true-certain"
_UNGOVERNED = frozenset({"ROOT", "advcl", "ccomp", "dep", "parataxis"})


class Verdicts:
    """The words by which a report is called true or false, or taken back."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._words = lexicon.words("commitment", "falsity", "truth", "withdrawal")
        self._basis = lexicon.words("commitment", "basis")
        self._open = {w for w, f in lexicon.trait("commitment", "factuality").items() if f != _CERTAIN}

    def on(self, noun: Token, clause: Token) -> tuple[Token, ...]:
        """The words of the verdict on a noun that reports `clause`; none where none is given."""
        words = self._words_on(noun, clause)
        verb = next((t for t in words if t.tag_ in _FINITE), noun.head.head.head if words else None)
        return words if verb is not None and self._is_given(verb) else ()

    def _is_given(self, verb: Token) -> bool:
        """Whether a verdict is neither asked, supposed, nor held possible, nor said by who denies or doubts it."""
        if any(c.lower_ in _LEAVES_OPEN or c.tag_ == "MD" for c in verb.children) or verb.sent.text.endswith("?"):
            return False
        above = verb.head if verb.dep_ == "ccomp" and verb.head.pos_ == "VERB" else None
        return above is None or not (above.lemma_ in self._open or any(c.dep_ == "neg" for c in above.children))

    def _words_on(self, noun: Token, clause: Token) -> tuple[Token, ...]:
        if noun.dep_ == "pobj":
            return self._baseless(noun.head)
        if noun.dep_ in _SUBJECTS:
            return self._predicate(noun.head)
        states = clause.lemma_ in _STATES or self._is_called(clause)
        swallowed = noun.dep_ in _UNGOVERNED and states and _ends(clause)
        return self._predicate(clause) if swallowed else ()

    def attribution(
        self, noun: Token, verdict: Sequence[Token], clause: Sequence[Token], text: str
    ) -> Attribution | None:
        """What the verdict says of the reported clause."""
        content = trimmed(tuple(words_between(reported(clause, verdict))), text)
        lemma = next(t.lower_ for t in verdict if t.lower_ in self._words | self._basis)
        cue = tuple(sorted({noun, *verdict}, key=lambda t: t.i))
        return Attribution(Frame.VERDICT, lemma, cue, (), content) if content else None

    def _predicate(self, verb: Token) -> tuple[Token, ...]:
        """The words of "is unfounded", "are not true", "was fabricated"."""
        if self._is_called(verb):
            return tuple(cue_words(verb))
        if verb.lemma_ not in _STATES:
            return ()
        word = next((c for c in verb.children if c.dep_ in _PREDICATES and c.lower_ in self._words), None)
        return (*cue_words(verb), word) if word is not None else ()

    def _is_called(self, verb: Token) -> bool:
        """Whether a verb is a verdict in the passive: "was fabricated", "is withdrawn"."""
        return verb.lower_ in self._words and any(c.dep_ == "auxpass" for c in verb.children)

    def _baseless(self, preposition: Token) -> tuple[Token, ...]:
        """The words of "there is no truth in"."""
        basis = preposition.head
        denied = [c for c in basis.children if c.lower_ == "no"]
        fits = basis.lower_ in self._basis and preposition.lower_ in ("in", "to", "for", "behind") and denied
        return (denied[0], basis) if fits else ()


def refuting(attribution: Attribution, adverbs: frozenset[str]) -> Token | None:
    """The adverb by which whoever reports a word says that it is not so: "said, wrongly, that"."""
    verb = next((t for t in attribution.cue if t.pos_ == "VERB"), None)
    if verb is None or is_nobody(attribution.source) or any(c.dep_ == "neg" or c.tag_ == "MD" for c in verb.children):
        return None
    inside = {t.i for t in tokens_in(verb.doc, attribution.content)}
    return next((c for c in verb.children if c.lower_ in adverbs and c.i not in inside), None)


def with_refutals(found: Sequence[Attribution], adverbs: frozenset[str]) -> list[Attribution]:
    """`found`, in order of their cues, with a verdict beside each word that is said to be wrong."""
    refuted = ((one, refuting(one, adverbs)) for one in found if one.source)
    verdicts = [
        replace(one, frame=Frame.VERDICT, lemma=_FALSE, cue=(adverb,), source=())
        for one, adverb in refuted
        if adverb is not None
    ]
    return sorted((*found, *verdicts), key=lambda one: min(t.i for t in one.cue))


def reported(clause: Sequence[Token], verdict: Sequence[Token]) -> list[Token]:
    """The words of a reported clause up to those of a verdict that the parse put into it."""
    inside = [t.i for t in verdict if t in clause]
    return [t for t in clause if not inside or t.i < min(inside)]


def _ends(clause: Token) -> bool:
    """Whether nothing is left behind a clause that could be the noun's own predicate, so that the clause's verb is."""
    last = clause.right_edge
    return last.is_punct or (last.i + 1 < len(last.doc) and last.nbor().is_punct)
