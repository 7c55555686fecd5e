"""How what is claimed lies in time: over, going on, still to come, on a condition, or time and again.

Read off the main predicate of a content: its tense, its modals, the adverbs beside it, and the cue, whose past tense
may have moved a present into the past. Invariant: where the words leave it open nothing is said.
"""

from collections.abc import Sequence

from spacy.tokens import Token

from sayso.claims.english.factuality.contents import condition_of
from sayso.lexicon import Lexicon
from sayso.model import Course

__all__ = ["Courses"]

_STATES = frozenset(
    {"be", "have", "know", "want", "need", "belong", "own", "contain", "lie", "stand", "remain", "live"}
)
_FUTURE = frozenset({"will", "'ll", "’ll", "wo", "shall", "sha"})
_WOULD = frozenset({"would", "'d", "’d"})
_MAYBE = frozenset({"may", "might", "could", "can", "ca", "must", "should", "ought"})
_FINITE_PAST = "VBD"
_PRESENT = ("VBP", "VBZ")


class Courses:
    """The words of course, ready to be asked of one content after another."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._repeated = lexicon.words("courses", "repeated")
        self._each = lexicon.words("courses", "each")
        self._periods = lexicon.words("courses", "period")
        self._planning = lexicon.words("courses", "planning")
        self._ahead = lexicon.words("courses", "ahead")
        self._before = lexicon.words("courses", "before")
        self._binding = lexicon.words("courses", "binding")

    def course(self, predicate: Token, lemma: str, cue: Sequence[Token], *, quoted: bool) -> Course | None:
        """How what `predicate` tells lies in time, told with a cue of this `lemma`; `quoted` where in its own words."""
        predicate = _matter(predicate)
        if predicate.pos_ not in ("VERB", "AUX"):
            return None
        if condition_of(predicate) is not None:
            return Course.CONDITIONAL
        if self._comes_again(predicate):
            return Course.REPEATED
        if self._is_ahead(predicate, lemma):
            return Course.PLANNED
        told_in_past = not quoted and any(t.tag_ in (_FINITE_PAST, "VBN") for t in cue)
        return self._by_tense(predicate, told_in_past=told_in_past)

    def _comes_again(self, predicate: Token) -> bool:
        auxiliaries = [c for c in predicate.children if c.dep_ == "aux"]
        used = predicate.dep_ == "xcomp" and predicate.head.lower_ == "used"
        used = used or (predicate.lower_ == "used" and any(_is_infinitive(c) for c in predicate.children))
        return used or any(
            word.lower_ in self._repeated or (word.lower_ in self._periods and _has_any(word, self._each))
            for child in predicate.children
            if child not in auxiliaries and child.dep_ in ("advmod", "npadvmod", "prep", "dobj")
            for word in (child, *(c for c in child.children if c.dep_ in ("pobj", "npadvmod")))
        )

    def _is_ahead(self, predicate: Token, lemma: str) -> bool:
        modals = {c.lower_ for c in predicate.children if c.dep_ == "aux" and c.tag_ == "MD"}
        if modals & _FUTURE or (modals & _WOULD and not _perfect(predicate)):
            return True
        if _is_infinitive(predicate) and lemma in self._binding:
            return True
        led_to = any(_is_infinitive(c) and c.dep_ in ("xcomp", "ccomp", "advcl") for c in predicate.children)
        if led_to and self._plans(predicate):
            return True
        if any(c.dep_ == "acomp" and c.lower_ in self._planning for c in predicate.children):
            return True
        return _progressive(predicate) and not _past(predicate) and self._beside(predicate, self._ahead)

    def _plans(self, predicate: Token) -> bool:
        """Whether a predicate with an infinitive plans it: "plans to", "is set to", "is going to", "is to"."""
        if predicate.lemma_.lower() in self._planning:
            return True
        if predicate.lower_ == "going" and any(_is_infinitive(c) for c in predicate.children if c.dep_ == "xcomp"):
            return True
        is_to = next((c for c in predicate.children if c.dep_ == "xcomp" and _is_infinitive(c)), None)
        return predicate.lemma_ == "be" and is_to is not None and is_to.i <= predicate.i + 3

    def _by_tense(self, predicate: Token, *, told_in_past: bool) -> Course | None:
        modals = {c.lower_ for c in predicate.children if c.dep_ == "aux" and c.tag_ == "MD"}
        if modals:
            return Course.PAST if modals & (_MAYBE | _WOULD) and _perfect(predicate) else None
        if predicate.tag_ == "VBG" and not _has_auxiliary(predicate):
            return Course.PAST if predicate.dep_ in ("xcomp", "pcomp", "ccomp") and told_in_past else None
        if _is_infinitive(predicate) and _perfect(predicate):
            return Course.PAST
        if _perfect(predicate):
            going = _progressive(predicate) or any(c.lower_ == "since" for c in predicate.children)
            return Course.ONGOING if going and not _past(predicate) else Course.PAST
        if _past(predicate):
            open_ = told_in_past and (predicate.lemma_.lower() in _STATES or _progressive(predicate))
            return None if open_ and not self._beside(predicate, self._before) else Course.PAST
        return Course.ONGOING if _present(predicate) else None

    def _beside(self, predicate: Token, words: frozenset[str]) -> bool:
        below = (t for c in predicate.children if c.dep_ in ("advmod", "npadvmod", "prep") for t in (c, *c.children))
        return any(t.lower_ in words for t in below)


def _matter(predicate: Token) -> Token:
    """What is told of behind "it is possible that", "there is no doubt that" and "appears to"."""
    clauses = [t for c in (predicate, *predicate.children) for t in c.children if t.dep_ in ("ccomp", "acl", "xcomp")]
    impersonal = any(c.dep_ == "expl" or (c.dep_ == "nsubj" and c.lower_ == "it") for c in predicate.children)
    if predicate.lemma_ == "be" and impersonal:
        return next((t for t in clauses if t.pos_ in ("VERB", "AUX") and t.dep_ != "xcomp"), predicate)
    if predicate.lemma_ in ("appear", "seem"):
        return next((t for t in clauses if t.dep_ == "xcomp" and _perfect(t)), predicate)
    return predicate


def _finite(predicate: Token) -> list[Token]:
    auxiliaries = [c for c in predicate.children if c.dep_ in ("aux", "auxpass") and c.tag_ != "TO"]
    return [*auxiliaries, predicate]


def _past(predicate: Token) -> bool:
    return _finite(predicate)[0].tag_ == _FINITE_PAST


def _present(predicate: Token) -> bool:
    return _finite(predicate)[0].tag_ in _PRESENT


def _perfect(predicate: Token) -> bool:
    return any(c.dep_ == "aux" and c.lemma_ == "have" for c in predicate.children)


def _progressive(predicate: Token) -> bool:
    return predicate.tag_ == "VBG" and any(c.dep_ == "aux" and c.lemma_ == "be" for c in predicate.children)


def _has_auxiliary(predicate: Token) -> bool:
    return any(c.dep_ in ("aux", "auxpass") for c in predicate.children)


def _is_infinitive(clause: Token) -> bool:
    return any(c.tag_ == "TO" for c in clause.children)


def _has_any(word: Token, words: frozenset[str]) -> bool:
    return any(c.lower_ in words for c in word.children)
